import { type Catalogue, itemsOf, type Requirement, requirementsFor, shortId } from '../catalogue/catalogue.ts';
import { type Diagnostic, inOrder } from '../diagnostics/diagnostic.ts';
import { MOST } from '../diagnostics/file-report.ts';
import { lookAlikeIn, nearest, plainWord } from '../diagnostics/suggest.ts';
import { findForbidden } from '../yaml/check-text.ts';
import {
  type Entry,
  entryOf,
  holdsLost,
  isEmptyNode,
  type MapNode,
  mayHold,
  type ScalarNode,
  type YamlNode,
} from '../yaml/node.ts';
import { type ShapeReader, shapeReader, tell, wordsIn } from '../yaml/read-shape.ts';
import type { Range } from '../yaml/source-text.ts';
import type { ReadSheet } from './parse-sheet.ts';
import { isSheetWord } from './read-ratings.ts';
import { formatTenths } from './read-score.ts';
import type { Rating, Sheet } from './sheet.ts';

/** What stands behind the path of an evidence file; found out by the caller, since rules touch no disk. */
export type FileFact =
  | { readonly kind: 'file'; readonly sha256: string | null }
  | { readonly kind: 'missing' }
  | { readonly kind: 'outside'; readonly why: 'absolute' | 'parent' | 'link' }
  | { readonly kind: 'no-file' }
  | { readonly kind: 'unreadable'; readonly reason: string };

export interface CheckOptions {
  /** `digest` asks for the SHA-256 of the content too. Null where files cannot be looked at (standard input). */
  readonly inspectFile: ((path: string, digest: boolean) => FileFact) | null;
  /** Whether an empty score is an error (`--complete`). */
  readonly complete: boolean;
}

/** A checked sheet: everything found, in order, and how much work is open. */
export interface CheckedSheet {
  readonly diagnostics: readonly Diagnostic[];
  readonly scored: number;
  readonly open: number;
}

interface Scene {
  readonly reader: ShapeReader;
  readonly sheet: Sheet;
  readonly catalogue: Catalogue;
  readonly root: MapNode;
  readonly options: CheckOptions;
  /** The entry of each answer, by the requirement's id. */
  readonly answers: ReadonlyMap<string, Entry>;
  /** Items and requirements that a misspelt id was probably meant to be: their answers are there, under the wrong name. */
  readonly misspelt: ReadonlySet<string>;
}

/** One rule looks at one thing over the whole sheet and tells what is wrong. */
type Rule = (scene: Scene) => void;

/** Runs the rules over a parsed sheet and joins what they find with what parsing found. */
export function checkSheet(read: ReadSheet, options: CheckOptions): CheckedSheet {
  const { sheet, catalogue, root, source } = read;
  if (!sheet || !catalogue || !root) return { diagnostics: inOrder(read.diagnostics), scored: 0, open: 0 };
  const reader = shapeReader(source);
  const misspelt = misspeltIds(read.diagnostics);
  const scene: Scene = { reader, sheet, catalogue, root, options, answers: answersOf(root), misspelt };
  const rules = read.claimed ? [...CLAIM_RULES, ...RULES] : RULES;
  if (read.unsureFrom === null) for (const rule of rules) rule(scene);
  const required = requiredOf(scene);
  const scored = required.filter(
    ({ requirement }) =>
      sheet.ratings.get(requirement.id)?.score !== undefined && sheet.ratings.get(requirement.id)?.score !== null,
  ).length;
  return { diagnostics: inOrder([...read.diagnostics, ...reader.diagnostics]), scored, open: required.length - scored };
}

/** The items and requirements that unknown ids were probably meant to be. */
function misspeltIds(diagnostics: readonly Diagnostic[]): Set<string> {
  const meant = diagnostics.map((entry) => {
    if (entry.code === 'unknown-item') return entry.args.suggestion;
    if (entry.code !== 'unknown-requirement' || entry.args.suggestion === null) return null;
    return `${entry.args.id.slice(0, entry.args.id.lastIndexOf('.'))}.${entry.args.suggestion}`;
  });
  return new Set(meant.filter((id) => id !== null));
}

/** The requirements that this sheet has to answer, without those of tailored items. */
function requiredOf({ sheet, catalogue }: Scene): { item: string; requirement: Requirement }[] {
  const tailored = new Set(sheet.tailoring.map((entry) => entry.item));
  return itemsOf(catalogue)
    .filter((item) => !tailored.has(item.id))
    .flatMap((item) =>
      requirementsFor(item, sheet.claim, sheet.reading).map((requirement) => ({ item: item.id, requirement })),
    );
}

const ratingsNode = (root: MapNode): YamlNode | undefined => entryOf(root, 'ratings')?.value;
const startOf = (node: { readonly range: Range }) => ({ range: { start: node.range.start, end: node.range.start } });

function answersOf(root: MapNode): Map<string, Entry> {
  const answers = new Map<string, Entry>();
  for (const item of entriesOf(ratingsNode(root)))
    for (const answer of entriesOf(item.value)) answers.set(`${item.name}.${answer.name}`, answer);
  return answers;
}

const entriesOf = (node: YamlNode | undefined): readonly Entry[] => (node?.kind === 'map' ? node.entries : []);

function missingRequirements(scene: Scene): void {
  const ratings = entryOf(scene.root, 'ratings');
  if (ratings?.value.kind !== 'map') return;
  const absent = new Map<string, Requirement[]>();
  const isTailoringLost = isListLost(scene.root, 'tailoring', 'item');
  for (const { item, requirement } of requiredOf(scene)) {
    if (isTailoringLost || mayHoldAnswer(ratings.value, item, requirement)) continue;
    if (!scene.misspelt.has(item) && !scene.misspelt.has(requirement.id) && !scene.answers.get(requirement.id))
      absent.set(item, [...(absent.get(item) ?? []), requirement]);
  }
  for (const [item, requirements] of absent) {
    const entry = entryOf(ratings.value, item);
    if (!entry) tell(scene.reader, 'missing-item', { id: item, requirements: requirements.length }, ratings.key);
    else
      for (const requirement of requirements)
        tell(scene.reader, 'missing-requirement', { id: requirement.id }, entry.key);
  }
}

/** Whether a list of maps may have more entries than can be read, or entries for other things. */
function isListLost(root: MapNode, name: string, key: string): boolean {
  const list = entryOf(root, name)?.value;
  return mayHold(root, name) || (list?.kind === 'list' && list.items.some((item) => mayHold(item, key)));
}

/** Whether an item that seems missing, or its answer, stands in what was lost. */
function mayHoldAnswer(ratings: MapNode, item: string, requirement: Requirement): boolean {
  const entry = entryOf(ratings, item);
  return entry ? mayHold(entry.value, shortId(requirement)) : mayHold(ratings, item);
}

function emptyScores(scene: Scene): void {
  if (!scene.options.complete) return;
  for (const { requirement } of requiredOf(scene)) {
    const entry = scene.answers.get(requirement.id);
    if (!entry || scene.sheet.ratings.get(requirement.id)?.score !== null || mayHold(entry.value, 'score')) continue;
    const score = entryOf(entry.value, 'score');
    if (score && score.value.kind === 'scalar' && score.value.value !== null) continue;
    tell(scene.reader, 'score-missing', { id: requirement.id }, score?.key ?? entry.key);
  }
}

function evidenceReferences(scene: Scene): void {
  const known = scene.sheet.evidence.map((entry) => entry.id);
  const used = new Set<string>();
  const isRegisterLost = mayHold(scene.root, 'evidence') || registerEntries(scene).some(({ key }) => key.lost);
  let unknown = 0;
  for (const rating of scene.sheet.ratings.values()) {
    const list = entryOf(scene.answers.get(rating.requirement)?.value, 'evidence')?.value;
    const seen = new Set<string>();
    if (list?.kind === 'scalar') for (const word of wordsIn(list.written)) used.add(word);
    for (const node of list?.kind === 'list' ? list.items : []) {
      if (node.kind !== 'scalar' || node.lost) continue;
      const id = referenceText(node);
      if (known.includes(id)) {
        if (seen.has(id)) tell(scene.reader, 'repeated-evidence', { id }, node);
      } else if (id !== '' && !isRegisterLost) {
        const plain = plainWord(id);
        // Suggestions cost a comparison with the whole register; past the first ones nobody reads them.
        const suggestion = known.includes(plain) ? plain : unknown++ < MOST ? nearest(id, known) : null;
        tell(scene.reader, 'unknown-evidence', { id, suggestion, lookAlike: lookAlikeIn(id) }, node);
        used.add(plain);
      }
      seen.add(id);
      for (const part of wordsIn(id)) used.add(part);
    }
  }
  if ([...scene.misspelt].some((id) => !id.includes('.'))) return;
  if (mayReferElsewhere(scene)) return;
  for (const entry of registerEntries(scene))
    if (!entry.key.lost && !used.has(entry.name)) tell(scene.reader, 'unused-evidence', { id: entry.name }, entry.key);
}

/** Whether evidence may be referred to in what was lost of the ratings. */
function mayReferElsewhere({ root, answers }: Scene): boolean {
  if (mayHold(root, 'ratings')) return true;
  const items = entriesOf(ratingsNode(root));
  const isLost = (entry: Entry) =>
    entry.key.lost === true || (entry.value.kind === 'scalar' && entry.value.lost === true);
  if (items.some((item) => isLost(item) || entriesOf(item.value).some(isLost))) return true;
  return [...answers.values()].some(({ value }) => {
    const evidence = entryOf(value, 'evidence')?.value;
    return evidence ? holdsLost(evidence) : mayHold(value, 'evidence');
  });
}

const referenceText = (node: ScalarNode): string =>
  (node.style === 'plain' ? node.written : String(node.value ?? '')).trim();

const registerEntries = (scene: Scene): readonly Entry[] => entriesOf(entryOf(scene.root, 'evidence')?.value);

function evidenceFiles(scene: Scene): void {
  const { inspectFile } = scene.options;
  if (!inspectFile) return;
  for (const entry of registerEntries(scene)) {
    const evidence = scene.sheet.evidence.find((candidate) => candidate.id === entry.name);
    const node = entryOf(entry.value, 'file')?.value;
    if (!evidence?.file || !node || findForbidden(evidence.file)) continue;
    const path = evidence.file;
    const fact = inspectFile(path, evidence.sha256 !== null);
    if (fact.kind === 'missing') tell(scene.reader, 'evidence-file-missing', { path }, node);
    else if (fact.kind === 'outside') tell(scene.reader, 'evidence-file-outside', { path, why: fact.why }, node);
    else if (fact.kind === 'no-file') tell(scene.reader, 'evidence-file-kind', { path }, node);
    else if (fact.kind === 'unreadable')
      tell(scene.reader, 'evidence-file-unreadable', { path, reason: fact.reason }, node);
    else if (evidence.sha256 !== null && fact.sha256 !== evidence.sha256)
      tell(scene.reader, 'evidence-file-changed', { path }, entryOf(entry.value, 'sha256')?.value ?? node);
  }
}

function eachRating(scene: Scene, look: (rating: Rating, entry: Entry) => void): void {
  const tailored = new Set(scene.sheet.tailoring.map((entry) => entry.item));
  for (const rating of scene.sheet.ratings.values()) {
    const entry = scene.answers.get(rating.requirement);
    if (entry && !tailored.has(rating.requirement.slice(0, rating.requirement.lastIndexOf('.')))) look(rating, entry);
  }
}

/** 全部满足 has to rest on something that a reader can look at (guide 8.3.9). */
function supportedScores(scene: Scene): void {
  const [highest] = scene.catalogue.scoring.scores;
  eachRating(scene, (rating, entry) => {
    const evidence = entryOf(entry.value, 'evidence')?.value;
    if (mayHold(entry.value, 'finding') || mayHold(entry.value, 'evidence')) return;
    // A text in place of the list is told as such.
    if (evidence && (holdsLost(evidence) || (evidence.kind !== 'list' && !isEmptyNode(evidence)))) return;
    if (highest && rating.score === highest.units && !rating.evidence.length && rating.finding === null)
      tell(
        scene.reader,
        'full-score-unsupported',
        { id: rating.requirement, name: highest.name },
        entryOf(entry.value, 'score')?.value ?? entry.key,
      );
  });
}

/** Gaps want a measure, an owner and a date (guide 8.2.4 c); what is at or above the threshold is left to the assessor. */
function improvedGaps(scene: Scene): void {
  const { scoring } = scene.catalogue;
  eachRating(scene, (rating, entry) => {
    if (rating.score === null || rating.score >= scoring.threshold || rating.improvement?.measure) return;
    const improvement = entryOf(entry.value, 'improvement')?.value;
    if (mayHold(entry.value, 'improvement') || mayHold(improvement, 'measure')) return;
    const at = entryOf(entry.value, 'score')?.value ?? entry.key;
    const value = formatTenths(rating.score, scoring);
    tell(scene.reader, 'gap-without-improvement', { id: rating.requirement, value }, at);
  });
}

function dateOrder(scene: Scene): void {
  const { start, end } = scene.sheet.assessment.dates;
  const dates = entryOf(entryOf(scene.root, 'assessment')?.value, 'dates')?.value;
  const endNode = entryOf(dates, 'end')?.value;
  if (start && end && endNode && end < start)
    tell(scene.reader, 'date-order', { earlier: end, later: start, rule: 'end-before-start' }, endNode);
  for (const entry of registerEntries(scene)) {
    const date = scene.sheet.evidence.find((candidate) => candidate.id === entry.name)?.date;
    const node = entryOf(entry.value, 'date')?.value;
    if (date && end && node && date > end)
      tell(scene.reader, 'date-order', { earlier: end, later: date, rule: 'evidence-after-end' }, node);
  }
  eachRating(scene, (rating, entry) => {
    const due = rating.improvement?.due;
    const node = entryOf(entryOf(entry.value, 'improvement')?.value, 'due')?.value;
    if (due && start && node && due < start)
      tell(scene.reader, 'date-order', { earlier: due, later: start, rule: 'due-before-start' }, node);
  });
}

/** `finding: 缺签字 #3 号合同` ends at the blank before `#`: legal YAML, and most often not what was meant. */
function hiddenText(scene: Scene): void {
  const { text } = scene.reader.source;
  const look = (node: YamlNode): void => {
    if (node.kind === 'map') for (const entry of node.entries) look(entry.value);
    else if (node.kind === 'list') for (const item of node.items) look(item);
    else if (node.lost) return;
    else if (isEmptyNode(node)) lookAt(node.range.end);
    else if (node.style === 'plain' && typeof node.value === 'string') lookBehind(node.range);
  };
  /** Where a text belongs and none is, a `#` right there may have been meant to be a part of it. */
  const lookAt = (from: number): void => {
    const [whole = '', blanks = '', hidden = ''] =
      /^([ \t]*)#([^\s#].*)/.exec(text.slice(from, from + HIDDEN_REACH)) ?? [];
    const range = { start: from + blanks.length, end: from + whole.trimEnd().length };
    if (hidden !== '' && /[ \t]/.test(text[range.start - 1] ?? ''))
      tell(scene.reader, 'hidden-text', { value: hidden.trimEnd() }, { range });
  };
  const lookBehind = ({ end }: Range): void => {
    if (text[end] !== ' ' && text[end] !== '\t') return;
    const [whole = '', blanks = '', hidden = ''] =
      /^([ \t]+)#([^\s#].*)/.exec(text.slice(end, end + HIDDEN_REACH)) ?? [];
    const range = { start: end + blanks.length, end: end + whole.trimEnd().length };
    if (hidden !== '') tell(scene.reader, 'hidden-text', { value: hidden.trimEnd() }, { range });
  };
  look(scene.root);
}

/** Full-width marks that a list or map in brackets is written with by mistake, and the plain ones. */
const PLAIN_MARKS: Readonly<Record<string, string>> = {
  '，': ', ',
  '；': ', ',
  '、': ', ',
  '｛': '{',
  '［': '[',
  '【': '[',
};
const MARK_BEFORE_KEY = /(?:([，；、])\s*|^([｛［【])\s*)([a-z][A-Za-z0-9]*)\s*[：:]/;

/** Entries of a map in brackets that became part of a text, since the mark before them is a full-width one. */
function fullWidthMarks(scene: Scene): void {
  const look = (node: YamlNode, inBrackets: boolean): void => {
    if (node.kind === 'map') for (const entry of node.entries) look(entry.value, node.flow || inBrackets);
    else if (node.kind === 'list') for (const item of node.items) look(item, node.flow || inBrackets);
    else if (node.style === 'plain' && typeof node.value === 'string') lookInto(node, inBrackets);
  };
  const lookInto = (node: ScalarNode, inBrackets: boolean): void => {
    const [, comma, bracket, key = ''] = MARK_BEFORE_KEY.exec(node.written) ?? [];
    const mark = comma ?? bracket;
    if (mark === undefined || (comma !== undefined && !inBrackets) || !isSheetWord(key, false)) return;
    const start = node.range.start + node.written.indexOf(mark);
    tell(
      scene.reader,
      'full-width-mark',
      { key, mark, meant: PLAIN_MARKS[mark] ?? mark },
      { range: { start, end: start + 1 } },
    );
  };
  look(scene.root, false);
}

/** How far behind a text a comment is looked at. */
const HIDDEN_REACH = 200;

function tailoredRatings(scene: Scene): void {
  for (const { item } of scene.sheet.tailoring) {
    const entry = entryOf(ratingsNode(scene.root), item);
    const scored = [...scene.sheet.ratings.values()].filter(
      (rating) => rating.requirement.startsWith(`${item}.`) && rating.score !== null,
    ).length;
    if (entry && scored) tell(scene.reader, 'tailored-item-rated', { id: item, scored }, entry.key);
  }
}

/** A name in the head that says who was assessed: without it no report can be told from another. */
function namedOrganization(scene: Scene): void {
  const entry = entryOf(scene.root, 'organization');
  const isShapeless = entry !== undefined && entry.value.kind !== 'map' && !isEmptyNode(entry.value);
  if (scene.sheet.organization.name !== null || isShapeless) return;
  if (mayHold(scene.root, 'organization') || mayHold(entry?.value, 'name')) return;
  const key = entryOf(entry?.value, 'name')?.key ?? entry?.key ?? startOf(scene.root);
  tell(scene.reader, 'missing-text', { where: 'organization.name' }, key);
}

/** What is asked of a sheet once its claim is known. */
const CLAIM_RULES: readonly Rule[] = [missingRequirements, emptyScores];

const RULES: readonly Rule[] = [
  namedOrganization,
  evidenceReferences,
  evidenceFiles,
  supportedScores,
  improvedGaps,
  dateOrder,
  tailoredRatings,
  hiddenText,
  fullWidthMarks,
];
