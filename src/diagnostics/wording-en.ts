import { joinWords } from '../i18n/join-words.ts';
import type { Text } from '../i18n/lang.ts';
import { commandWord } from '../text/command-line.ts';
import { daysIn, monthOf } from './days-in.ts';
import type { DerivationFault, FileKind, NodeKind, ScoreFault } from './diagnostic.ts';
import type { Wording } from './wording.ts';

const KIND: Readonly<Record<NodeKind, string>> = {
  map: 'a map of “key: value”',
  list: 'a list',
  text: 'a text',
  number: 'a number',
  'whole-number': 'a whole number',
  boolean: 'true or false',
  empty: 'nothing',
};

const scoresHint = (scores: readonly string[]): string =>
  `a score is ${joinWords(scores, 'en', 'or')}; leave it empty while it is not scored`;

/** How each kind is written. */
const KIND_HINT: Readonly<Record<NodeKind, string>> = {
  map: 'write “key: value” on lines below, indented; or on one line, { key: value, key: value }',
  list: 'write [one, two]; or each entry on a line of its own, behind “- ”',
  text: 'write a text, in quotes where it has special characters',
  number: 'write a number in plain digits, without quotes',
  'whole-number': 'write a whole number in plain digits, without quotes',
  boolean: 'write true or false, without quotes',
  empty: 'leave it empty',
};
const NOT_TEXT = {
  pdf: 'a PDF file',
  zip: 'an archive, or a Word or Excel file (docx, xlsx)',
  'old-office': 'a Word or Excel file (doc, xls)',
  image: 'a picture',
} as const;

const withNames = (words: readonly string[], names: readonly Text[] | null): readonly string[] =>
  words.map((word, at) => (names?.[at] && names[at].en !== word ? `${word} (${names[at].en})` : word));
/** A suggestion with what the word means. */
const named = (
  hint: string | null,
  suggestion: string | null,
  words: readonly string[],
  names: readonly Text[] | null,
): string | null => {
  const name = suggestion === null ? undefined : names?.[words.indexOf(suggestion)];
  return hint !== null && name && name.en !== suggestion ? `${hint} (${name.en})` : hint;
};
/** Why a day is none. */
const dayHint = (value: string): string => {
  const { year, month } = monthOf(value);
  if (year < 1900) return 'years run from 1900 on';
  if (month < 1 || month > 12) return 'months run from 01 to 12';
  return `month ${month} of ${year} has ${daysIn(year, month)} days; a date is written year-month-day, like 2026-03-01`;
};

const SCORE_HINT: Readonly<Record<ScoreFault, string>> = {
  quoted: 'remove the quotes',
  'full-width-hash': '“＃” is not the plain mark, and what follows it is no comment',
  'full-width': 'use plain digits and a plain point',
  percent: 'no percentages here',
  comma: 'the decimal mark is a point',
  boolean: 'a score is wanted here, not yes or no',
  words: 'a number is wanted here',
  negative: 'a score cannot be negative',
  underscore: 'no underscores in numbers',
  'not-a-number': 'this is not a number',
  notation: 'not in this notation',
  'other-number': 'there is no such score',
  'not-a-scalar': 'one number is wanted here',
};

const DERIVATION_HINT: Readonly<Record<DerivationFault, string>> = {
  'one-origin': 'this kind has exactly one item in “from”',
  'several-origins': 'a merged item has two or more items in “from”',
  'no-origin': 'an added item comes from nowhere; remove “from”',
  'keeps-id': 'this kind keeps the id of the item that it comes from',
  'new-id': 'this id means another item in the other model; merged and added items take a new one',
  'same-name': 'the name is the same in the other model; the kind is “same”',
  'other-name': 'the name is another in the other model; the kind is “renamed”',
  'no-other-level': 'it has no level that the other model lacks; the kind is “same” or “renamed”',
  'other-level': 'it has a level that the other model lacks; the kind is “starts-at-another-level”',
};

const pick = (suggestion: string | null): string | null =>
  suggestion === null ? null : `did you mean “${suggestion}”?`;
const alike = (lookAlike: string | null, suggestion: string | null): string | null => {
  if (lookAlike === null) return pick(suggestion);
  const found = `${lookAlike} in it is not a plain Latin character`;
  return suggestion === null ? found : `${found}; did you mean “${suggestion}”?`;
};
const FILE: Readonly<Record<FileKind, string>> = {
  sheet: 'a sheet',
  model: 'a model file',
  overlay: 'an overlay',
  domain: 'the file of a domain of a model',
};
/** What a file of each kind is for. */
const FILE_USE: Readonly<Record<FileKind, string>> = {
  sheet: 'assess validate checks sheets',
  domain: 'it is part of a model: assess model check checks it with the model.yaml that lists it',
  model: 'assess model check checks it, and assess init --model lays out a sheet for it',
  overlay: 'name it in a sheet, under overlay:, or behind a command with --overlay',
};
/** The name of a part of the file; the whole of it goes by its own word. */
const part = (where: string): string =>
  ({ sheet: 'the sheet', 'model file': 'the model file', 'overlay file': 'the overlay' })[where] ?? `“${where}”`;
const list = (words: readonly string[]): string => words.join(', ');
const lines = (range: readonly [number, number] | null): string => {
  if (!range) return 'missing';
  const [from, to] = range;
  if (to < from) return 'empty';
  return from === to ? `line ${from}` : `lines ${from}–${to}`;
};
const command = (file: string): string => `assess model check ${commandWord(file)}`;
/** How a sheet is moved when its model file was changed in place. */
const OLD_FILE =
  'get back the model file as it was, keep it under another name, let model point to it, and move this sheet to the new model with assess init --from';
const size = (bytes: number): string => `${bytes / 1024 / 1024} MB`;

/** Why an overlay cannot be read, where it can be said better than by the system's code. */
const OVERLAY_REASON: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EINVAL: 'it is not a regular file',
  'not-given': 'its text was not given',
  network: 'it is on the network; put it on this machine',
};

/** The English words. */
export const en: Wording = {
  'encoding-gb18030': () => [
    'the file is not UTF-8; it looks like GB18030 (GBK)',
    'convert it first: “save as UTF-8” in the editor, or iconv -f GB18030 -t UTF-8 old > new',
  ],
  'encoding-utf16': ({ name }) => [
    `the file is ${name}, not UTF-8`,
    `convert it first: “save as UTF-8” in the editor, or iconv -f ${name} -t UTF-8 old > new`,
  ],
  'encoding-not-utf8': ({ byte }) => [
    `the file is not UTF-8: byte 0x${byte} does not belong here`,
    'save it as UTF-8 in the editor',
  ],
  'encoding-truncated': () => [
    'the file breaks off in the middle of a character; what followed is lost',
    'a copy or download was probably not finished; fetch the whole file again',
  ],
  'file-not-text': ({ kind }) => [
    `this is ${NOT_TEXT[kind]} and not a text file`,
    'a sheet is a text file in YAML, laid out by assess init; save the text of a PDF, Word or Excel file as plain text first',
  ],
  'file-too-large': ({ limit }) => [
    `the file is larger than the limit of ${size(limit)}`,
    'a sheet holds text only; keep evidence files beside it and write their paths',
  ],
  'forbidden-character': ({ codePoint, name }) => [
    `an invisible or reordering character stands here: ${codePoint} (${name})`,
    'remove it; it usually comes with pasted text',
  ],
  'cr-line-ends': () => [
    'lines end in a lone CR here, so that they read as one',
    'change the line ends to LF or CRLF in the editor',
  ],
  'conflict-marker': ({ ours, theirs }) =>
    ours || theirs
      ? [
          `unresolved git conflict: ours ${lines(ours)}, theirs ${lines(theirs)}`,
          'keep what you want and delete the <<<<<<<, ======= and >>>>>>> lines',
        ]
      : ['a git conflict marker without its partner', 'look at the lines around it and delete it'],
  'full-width-colon': ({ key }) => [
    `a full-width colon “：” follows “${key}”`,
    `write a plain colon and a space: “${key}: …”`,
  ],
  'full-width-blank': ({ line }) =>
    line
      ? ['this line looks empty and holds full-width or no-break spaces', 'delete them']
      : ['indented with full-width or no-break spaces', 'YAML is indented with plain spaces only'],
  'full-width-hash': () => [
    '“＃” is full-width, so that this line is no comment',
    'write a plain “#” and a space behind it',
  ],
  'full-width-mark': ({ key, mark, meant }) => [
    `“${mark}” is a full-width mark, so that “${key}” behind it is taken for text and not for a key`,
    `write a plain “${meant}”, and a plain colon and a blank after “${key}”`,
  ],
  'full-width-space': ({ key }) => [`a full-width or no-break space follows “${key}:”`, 'write a plain space'],
  'missing-space': ({ key }) => [`a space is missing after “${key}:”`, `write “${key}: …”`],
  'yaml-tab': () => ['a tab in the indentation', 'YAML is indented with spaces only'],
  'yaml-quote': ({ quote }) => [
    `the quote ${quote} opened here is never closed`,
    `add ${quote} at the end of the text`,
  ],
  'yaml-bracket': ({ open, close, wide }) => [
    `the “${open}” opened here is never closed`,
    wide === null ? `add “${close}”` : `the “${wide}” behind it is not the plain one; write “${close}”`,
  ],
  'yaml-closer': ({ found }) => [`one “${found}” too many`, 'delete it, or add the opening bracket'],
  'yaml-indent': () => ['the indentation does not line up', 'keys of the same map start in the same column'],
  'yaml-nested-map': () => [
    'two “key: value” on one line',
    'quote a text that contains “: ”; put keys of the next level on a line of their own, indented',
  ],
  'yaml-start': ({ char }) => [`a text cannot start with “${char}”`, 'put the whole text in quotes'],
  'yaml-missing-colon': () => [
    '“key: value” is wanted here',
    'a key is followed by a colon and a space; for text of several lines use “|”',
  ],
  'yaml-loose-line': () => [
    'this line is not indented enough and belongs to no key',
    'if it goes on with the text above, indent it deeper than the key of that text; texts of several lines are best written below their key, with “|”',
  ],
  'yaml-key': () => ['this key is too long', 'write a text of several lines below its key, with “|”'],
  'yaml-escape': () => ['no such backslash escape in double quotes', 'write paths with “/”, or use single quotes'],
  'yaml-unexpected': ({ quoted }) =>
    quoted
      ? [
          'the quotes end before this, and more text follows',
          'put the quotes around the whole text, with curly quotes inside; or leave them out altogether',
        ]
      : ['this does not belong here', 'check quotes, brackets and indentation'],
  'yaml-comment': () => [
    'a space is missing before “#”',
    'a comment needs a space before it; quote the text if “#” is part of it',
  ],
  'yaml-too-deep': ({ limit }) => `nested more than ${limit} levels deep; read no further`,
  'yaml-too-many': ({ blank }) =>
    blank
      ? ['more blank lines than any sheet has; read no further', 'delete the blank lines']
      : [
          'more keys and list entries than any sheet has; read no further',
          'is this the right file? if it is, look for parts that were pasted again and again',
        ],
  'yaml-anchor': ({ name }) => [
    `anchors are not used here (${name})`,
    'put the whole text in quotes if “&” is part of it',
  ],
  'yaml-alias': ({ name }) => [
    `aliases are not used here (${name})`,
    'put the whole text in quotes if “*” is part of it',
  ],
  'yaml-tag': ({ name }) => [`tags are not used here (${name})`, 'put the whole text in quotes if “!” is part of it'],
  'yaml-directive': () => ['% directives are not used here', 'delete this line'],
  'yaml-documents': () => [
    'one file holds one document, and a second one starts here',
    'delete what is too much, or make two files of it',
  ],
  'yaml-empty': () => ['there is nothing in the file', 'assess init writes a sheet'],
  'yaml-merge-key': () => ['the merge key “<<” is not used here', 'write out what it was to merge'],
  'yaml-complex-key': () => 'a key is one word, not a list or a map',
  'yaml-empty-key': () => [
    'there is no key before the colon',
    'write the key before it; if the whole line is a text, put it in quotes',
  ],
  'duplicate-key': ({ key, first }) => [`“${key}” appears twice: it is already on line ${first}`, 'keep one of them'],
  'wrong-type': ({ where, want, found, meant }) => [
    `${part(where)} has to be ${KIND[want]}, here it is ${KIND[found]}`,
    meant === null ? KIND_HINT[want] : `write ${meant}`,
  ],
  'unknown-key': ({ key, where, suggestion, expected, lookAlike, cut }) => [
    `unexpected key “${key}” in ${part(where)}`,
    cut
      ? 'if it belongs to the text before it: a comma ends a text between braces, so put the whole text in quotes'
      : (alike(lookAlike, suggestion) ?? `expected one of: ${list(expected)}`),
  ],
  'missing-key': ({ key, where }) => [`“${key}” is missing in ${part(where)}`, `add ${key}: and its value`],
  'missing-text': ({ where }) => `“${where}” is not filled in`,
  'invalid-value': ({ key, value, suggestion, expected, lookAlike, names }) => [
    `“${key}” cannot be “${value}”`,
    named(alike(lookAlike, suggestion), suggestion, expected, names) ??
      `expected one of: ${list(withNames(expected, names))}`,
  ],
  'unknown-model': ({ value, expected }) => [`there is no model “${value}”`, `models: ${list(expected)}`],
  'unknown-edition': ({ value, expected, own }) => [
    `this model has no edition “${value}”`,
    own ? `the model file is of edition ${list(expected)} now; ${OLD_FILE}` : `editions: ${list(expected)}`,
  ],
  'model-not-read': ({ path, why, reason }) => [
    {
      missing: `model file “${path}” not found`,
      'no-file': `“${path}” is not a regular file and cannot be a model`,
      network: `“${path}” is on the network and is not read`,
      unreadable: `cannot read the model file “${path}”: ${reason}`,
    }[why],
    why === 'network' ? 'put the model file on this machine and write its path' : "paths start from the sheet's folder",
  ],
  'model-invalid': ({ file, errors }) => [
    `the model file has ${errors} error${errors === 1 ? '' : 's'} and cannot be used`,
    `see what is wrong with it: ${command(file)}`,
  ],
  'invalid-model-digest': ({ value, digest }) => [
    `“${value}” is not the digest of a model`,
    `the model as it is now has ${digest}`,
  ],
  'model-digest-missing': ({ digest }) => [
    'the digest of the model is not recorded: a change of the model would go unnoticed',
    `add a line modelDigest below edition, with ${digest}`,
  ],
  'model-changed': ({ digest }) => [
    'the model is not what it was when this sheet was laid out',
    `where requirements were added, taken out or rewritten, ${OLD_FILE}; where all of them and their scores still hold, write here ${digest}`,
  ],
  'unknown-item': ({ id, suggestion, lookAlike }) => [`the model has no item “${id}”`, alike(lookAlike, suggestion)],
  'unknown-requirement': ({ id, suggestion, provisional }) => [
    `the model has no requirement “${id}”`,
    provisional
      ? 'this level is one provisional requirement; if an overlay splits it, name it under overlay:, or add --overlay'
      : pick(suggestion),
  ],
  'level-not-claimed': ({ id, level, claim }) => [
    `“${id}” is a requirement of level ${level}, and level ${claim} is claimed`,
    'delete it, or raise the claim',
  ],
  'missing-item': ({ id, requirements }) => [
    `the item “${id}” is missing (${requirements} requirement${requirements === 1 ? '' : 's'})`,
    'add it; if it really takes no part, put it under tailoring with the reason',
  ],
  'missing-requirement': ({ id }) => [
    `the requirement “${id}” is missing`,
    'add it; its score may be empty while it is not scored',
  ],
  'invalid-score': ({ value, fault, meant, scores }) => [
    `“${value}” is not a score`,
    meant === null ? `${SCORE_HINT[fault]}; ${scoresHint(scores)}` : `${SCORE_HINT[fault]}: write ${meant}`,
  ],
  'score-missing': ({ id }) => `“${id}” is not scored yet`,
  'invalid-date': ({ value, fault, meant }) =>
    fault === 'calendar'
      ? [`there is no day “${value}” in the calendar`, dayHint(value)]
      : [
          `“${value}” is not a date`,
          meant === null ? 'a date is written year-month-day, like 2026-03-01' : `write ${meant}`,
        ],
  'date-order': ({ earlier, later, rule }) =>
    ({
      'end-before-start': `the end ${earlier} is before the start ${later}`,
      'evidence-after-end': `the evidence of ${later} is later than the end of the assessment, ${earlier}`,
      'due-before-start': `due ${earlier}, before the assessment starts on ${later}`,
    })[rule],
  'invalid-digest': ({ value }) => [
    `“${value}” is not a SHA-256 digest`,
    'a SHA-256 digest has 64 hexadecimal digits; sha256sum or certutil -hashfile prints it',
  ],
  'unknown-evidence': ({ id, suggestion, lookAlike }) => [
    `“${id}” is not in the evidence register`,
    /[，、；]/.test(id)
      ? `a list takes plain commas: [${id.split(/[，、；]/).join(', ')}]`
      : (alike(lookAlike, suggestion) ?? 'enter it under evidence first, then refer to it here'),
  ],
  'repeated-evidence': ({ id }) => `the evidence “${id}” is referred to twice here`,
  'unused-evidence': ({ id }) => `no requirement refers to the evidence “${id}”`,
  'evidence-file-missing': ({ path }) => [`evidence file “${path}” not found`, "paths start from the sheet's folder"],
  'evidence-file-outside': ({ path, why }) => [
    {
      absolute: `the evidence file has an absolute path: “${path}”`,
      parent: `the evidence file “${path}” lies outside the sheet's folder`,
      link: `the evidence file “${path}” is a link that leads out of the sheet's folder`,
    }[why],
    "put the file into the sheet's folder and write a relative path",
  ],
  'evidence-file-kind': ({ path }) => [
    `“${path}” is not a regular file`,
    'write the path of one file here; pack a whole folder into one archive, or register its files one by one',
  ],
  'evidence-file-changed': ({ path }) => [
    `the content of “${path}” does not have the sha256 that is registered`,
    'check the file; if it was replaced on purpose, register its sha256 anew',
  ],
  'evidence-file-unreadable': ({ path, reason }) => `cannot read the evidence file “${path}”: ${reason}`,
  'full-score-unsupported': ({ id, name }) => [
    `“${id}” is scored as ${name.en}, with neither evidence nor a finding`,
    'refer to evidence, or write the finding',
  ],
  'gap-without-improvement': ({ id, value }) => [
    `“${id}” is scored ${value} and has no improvement`,
    'give measure, owner and due date under improvement',
  ],
  'hidden-text': ({ value }) => [
    `“${value}” behind “ #” is a comment and no part of the text`,
    'put the whole text in quotes if it belongs to it; write a space behind # if it is a comment',
  ],
  'tailoring-without-reason': ({ id }) => [
    `“${id}” is tailored out without a reason`,
    'say under reason why it takes no part',
  ],
  'tailoring-repeated': ({ id }) => `“${id}” is tailored out twice`,
  'tailored-item-rated': ({ id, scored }) => [
    `“${id}” is tailored out, yet ${scored} of its requirements are scored`,
    'these scores do not count; take the item out of tailoring if it is to be assessed',
  ],
  'overlay-file': ({ path, reason }) => [
    `cannot read the overlay “${path}”: ${OVERLAY_REASON[reason] ?? reason}`,
    "paths start from the sheet's folder; delete the line if none is used",
  ],
  'overlay-errors': ({ path, errors, option }) => [
    `the overlay “${path}”${option ? ' of --overlay' : ''} has ${errors} error${errors === 1 ? '' : 's'} and is not used`,
    'put it right first; its errors are listed with their places in that file',
  ],
  'other-file': ({ want, found }) => [`this is ${FILE[found]}, not ${FILE[want]}`, FILE_USE[found]],
  'overlay-format': () => [
    'this is no overlay: there is no format: assess-overlay/1 in it',
    'assess model overlay new lays one out to fill in',
  ],
  'overlay-model': ({ key, value, want }) => `this overlay is for the ${key} “${value}”, and “${want}” is used here`,
  'overlay-empty': ({ id, place }) => [
    `entry ${place} of “${id}” is empty`,
    'fill in zh or en, or delete the entry, so that those behind it keep their places',
  ],
  'overlay-points': ({ id, count, known }) => [
    `“${id}” has ${count} point${count === 1 ? '' : 's'} where the model has ${known}, and no statement`,
    "write the statement too, in zh or en: the model's speaks of its own points",
  ],
  'overlay-not-provisional': ({ id }) => [
    `“${id}” is not provisional and cannot become several requirements`,
    'write its wording under requirements; replace is for provisional requirements',
  ],
  'overlay-both': ({ id }) => [`“${id}” stands under requirements and under replace`, 'keep one of them'],
  'overlay-no-room': ({ id, count, most, next }) =>
    next === null
      ? `“${id}” is to become ${count} requirements, and the letters are enough for ${most}`
      : [
          `“${id}” is to become ${count} requirements, which takes the id “${next}”`,
          'another requirement follows it, so that one can replace it, not several',
        ],
  'model-id-taken': ({ id, suggestion }) => [
    `“${id}” is the id of a model that comes with the program`,
    `take another one, like “${suggestion}”: sheets of the two models would be taken for each other`,
  ],
  'model-id': ({ id }) => [`“${id}” cannot be an id`, 'an id is lower-case words with hyphens, like demand-management'],
  'model-repeated-id': ({ id }) => `the id “${id}” appears twice`,
  'model-requirement-id': ({ id, want }) => [
    `the requirement's id is “${id}”; by its place it has to be “${want}”`,
    'an id is item, level and letter; letters run on',
  ],
  'model-level-order': ({ where }) => `the levels of “${where}” do not run on: from low to high, none left out`,
  'model-unknown-level': ({ level, levels }) => `there is no level ${level}: this model has levels 1–${levels}`,
  'model-nothing': ({ where, what }) => `${part(where)} has no ${what}`,
  'model-too-many': ({ where, what, most }) => `${part(where)} has too many ${what}: ${most} at most`,
  'model-line-break': ({ where }) => [`“${where}” has a line break`, 'write a name on one line'],
  'model-number': ({ key, value, most }) => [
    `“${key}” cannot be “${value}”`,
    `write a number from 0 to ${most} in plain digits, without quotes, with three decimals at most, like 0.75`,
  ],
  'model-score-count': ({ count, most }) =>
    `“scores” has ${count} ${count === 1 ? 'entry' : 'entries'}; 2–${most} are wanted`,
  'model-score-order': ({ value, above }) => [
    `the score ${value} stands below ${above} and is not lower`,
    'scores run from the highest to the lowest, all different',
  ],
  'model-score-name': ({ value, name }) => [
    `the name of ${value === null ? 'this score' : `the score ${value}`}, “${name}”, was used above`,
    'give every score a name of its own',
  ],
  'model-threshold': ({ value, low, high }) => [
    `the threshold ${value} decides nothing: scores lie between ${low} and ${high}`,
    `a threshold is above ${low}, and ${high} at most`,
  ],
  'model-weight': ({ where, value, most }) => [
    `the weight of “${where}” cannot be “${value}”`,
    `a weight is a whole number from 1 to ${most}; write 0.5 and 1.5, or per cents, as whole numbers in the same ratio: 1 and 3`,
  ],
  'model-evidence-count': ({ where, count }) =>
    `“${where}” has ${count} ${count === 1 ? 'entry' : 'entries'} of typical evidence; 2–4 are wanted`,
  'model-whole-domain': ({ id, name }) => [
    `the item “${name.en}” has the id of its domain, “${id}”: it stands for the whole domain and is not counted as an item`,
    'give it another id if it is one item among others; if it is the whole domain, give it the name of the domain',
  ],
  'model-same-text': ({ id, other }) => `“${id}” has the same words as “${other}”`,
  'model-derive-kind': ({ id, kind, fault, origin }) => [
    `“${id}” cannot be of the kind “${kind}”`,
    `${DERIVATION_HINT[fault]}${fault === 'keeps-id' ? `: ${origin}` : ''}`,
  ],
  'model-derive-twice': ({ id }) => [
    `the item “${id}” is used twice in the derivation`,
    'put it into “from” of one item, or into “dropped”',
  ],
  'model-derive-left-out': ({ id }) => [
    `the derivation leaves out the item “${id}” of the other model`,
    'put it into “from” of an item, or into “dropped” with a reason',
  ],
  'model-derive-known': ({ where }) => [
    `“${where}” has its requirements from the other model and takes no text here`,
    'remove “text”; to change a statement, change the other model',
  ],
  'model-derive-help': ({ where }) => [
    `“${where}” is merged from several items and has no evidence and advice of its own`,
    'give evidence and advice for this level under “levels”',
  ],
  'model-file': ({ path, reason }) => [
    {
      ENOENT: `domain file “${path}” not found`,
      EISDIR: `the domain file “${path}” is a folder`,
      EINVAL: `the domain file “${path}” is not a regular file`,
      repeated: `the domain file “${path}” is listed twice`,
    }[reason] ?? `cannot read the domain file “${path}”: ${reason}`,
    reason === 'repeated'
      ? 'keep one of them'
      : "paths start from the model file's folder; a domain can also be written out here",
  ],
};
