/*
 * A scenario is a text file that shows what the built program does: files, command lines, and what comes of each.
 *
 *   Title: the rule that the scenario shows
 *   More lines, for who reads it.
 *   === file sheet.yaml                         a file with the lines below; after the name: crlf, bom
 *   format: assess/1
 *   === file b.yaml like reached.sheet           a copy from test/cli/sheets, with edits of whole lines below
 *   - claim: 1                                  (`-` what is there, once; `+` what replaces it; `+` alone goes to the end)
 *   + claim: 2
 *   === folder evidence                         an empty folder
 *   === link sheet.yaml -> real/sheet.yaml      a symbolic link
 *   === run COLUMNS=60 assess report "b.yaml"   one command line, environment first; 'as it is', "with \n \" \\ \u{1b}"
 *   === stdin                                   its standard input (none: an empty one); `like NAME` as above
 *   === exit 1                                  left out for 0
 *   === stdout                                  left out where nothing is expected; the same for stderr
 *   === stderr
 *   === changed sheet.yaml                      the lines that the run took out and put in, and no others
 *   -   1a: { score: 1 }
 *   +   1a: { score: 0.8 }
 *   === written out.md                          a file that the run made
 *   === removed old.yaml
 *
 * Every file and every line that a run changes has to be told. Several runs share one folder, in order. In expected text:
 * `...` alone on a line stands for any number of lines, `{{version}}` for the program's version, `{{digest}}` for a
 * SHA-256; control characters are shown as ␛ ␍ ␉ or ⟦9b⟧, and a missing line end as `⟦no line end⟧`. A text holds exactly
 * the lines up to the next `===`.
 *
 * UPDATE=1 npx vitest run test/cli/scenarios.test.ts writes what came out into the scenarios; read the diff.
 */

/** A `===` line with the lines below it. */
export interface Section {
  readonly kind: string;
  /** What follows the kind on its line. */
  readonly head: string;
  readonly body: readonly string[];
}

export interface Scenario {
  readonly title: string;
  readonly notes: readonly string[];
  readonly sections: readonly Section[];
}

const GIVEN = ['file', 'folder', 'link', 'run', 'stdin'];
const EXPECTED = ['exit', 'stdout', 'stderr', 'changed', 'written', 'removed'];

/** Whether a section tells what comes of a run, and not what is given to it. */
export const isExpectation = (section: Section): boolean => EXPECTED.includes(section.kind);

/** Reads a scenario; throws an Error for a section that there is not. */
export function parseScenario(text: string): Scenario {
  const lines = text.replace(/\n$/, '').split('\n');
  const starts = lines.flatMap((line, index) => (line.startsWith('=== ') ? [index] : []));
  const [title = '', ...notes] = lines.slice(0, starts[0]);
  const sections = starts.map((start, index) => {
    const [, kind = '', head = ''] = /^=== (\S+) ?(.*)$/.exec(lines[start] ?? '') ?? [];
    if (![...GIVEN, ...EXPECTED].includes(kind)) throw new Error(`no section “${kind}” in scenarios`);
    return { kind, head, body: lines.slice(start + 1, starts[index + 1]) };
  });
  return { title, notes, sections };
}

export function formatScenario({ title, notes, sections }: Scenario): string {
  const parts = sections.flatMap(({ kind, head, body }) => [
    head === '' ? `=== ${kind}` : `=== ${kind} ${head}`,
    ...body,
  ]);
  return `${[title, ...notes, ...parts].join('\n')}\n`;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' };

/** Cuts a command line into words, as a shell would; `"…"` knows \n \t \r \" \\ and \u{…}. */
export function splitWords(line: string): string[] {
  const words = line.match(/(?:[^\s'"]|'[^']*'|"(?:[^"\\]|\\.)*")+/gu) ?? [];
  return words.map((word) =>
    word.replace(/'([^']*)'|"((?:[^"\\]|\\.)*)"/gu, (_, plain: string | undefined, escaped: string | undefined) =>
      plain === undefined ? readEscapes(escaped ?? '') : plain,
    ),
  );
}

const readEscapes = (text: string): string =>
  text.replace(/\\u\{([0-9a-f]+)\}|\\(.)/giu, (_, code: string | undefined, char: string | undefined) =>
    code === undefined ? (ESCAPES[char ?? ''] ?? char ?? '') : String.fromCodePoint(Number.parseInt(code, 16)),
  );

/** A text with its control and reordering characters made visible. */
export const visible = (text: string): string =>
  text.replace(/[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, (char) => {
    const code = char.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : `⟦${code.toString(16)}⟧`;
  });

/** An output as the lines of a section. */
export function toLines(text: string): string[] {
  if (text === '') return [];
  const lines = visible(text).split('\n');
  return text.endsWith('\n') ? lines.slice(0, -1) : [...lines, '⟦no line end⟧'];
}

/** The lines of a section as the text that they stand for. */
export const toText = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

const DIGEST = /sha256:[0-9a-f]{64}/g;

/** Whether the lines are as expected, placeholders and wildcards taken for what they stand for. */
export function isMatch(expected: readonly string[], actual: readonly string[], version: string): boolean {
  const pattern = expected.map((line) => (line === '...' ? '(?:.*\\n)*?' : `${toPattern(line, version)}\\n`)).join('');
  return new RegExp(`^${pattern}$`, 'u').test(toText(actual));
}

const toPattern = (line: string, version: string): string =>
  line
    .split(/(\{\{version\}\}|\{\{digest\}\})/)
    .map((part) => (part === '{{version}}' ? literal(version) : part === '{{digest}}' ? DIGEST.source : literal(part)))
    .join('');

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** The lines with placeholders put in, as `UPDATE=1` writes them. `version` is only looked for where it stands alone. */
export const withPlaceholders = (lines: readonly string[], version: string): string[] =>
  lines.map((line) => (line === version ? '{{version}}' : line.replace(DIGEST, '{{digest}}')));

/** Replaces whole lines: each `-` block has to be there once, the `+` lines behind it take its place. */
export function editLines(text: string, edits: readonly string[]): string {
  const lines = text.split('\n').slice(0, -1);
  for (let at = 0; at < edits.length; ) {
    const taken = takeWhile(edits, at, '- ');
    const put = takeWhile(edits, at + taken.length, '+ ');
    if (!taken.length && !put.length) throw new Error(`an edit begins with - or +: ${edits[at]}`);
    lines.splice(taken.length ? findOnce(lines, taken) : lines.length, taken.length, ...put);
    at += taken.length + put.length;
  }
  return toText(lines);
}

function takeWhile(lines: readonly string[], from: number, mark: string): string[] {
  const rest = lines.slice(from);
  const end = rest.findIndex((line) => !line.startsWith(mark));
  return (end < 0 ? rest : rest.slice(0, end)).map((line) => line.slice(mark.length));
}

function findOnce(lines: readonly string[], block: readonly string[]): number {
  const places = lines.flatMap((_, at) => (block.every((line, index) => lines[at + index] === line) ? [at] : []));
  if (places.length !== 1) throw new Error(`there ${places.length} times: ${block.join('\n')}`);
  return places[0] ?? 0;
}

/** The lines taken out and put in, by the longest common part, in order. */
export function diffLines(before: readonly string[], after: readonly string[]): string[] {
  let head = 0;
  while (head < before.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < Math.min(before.length, after.length) - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  const [a, b] = [before.slice(head, before.length - tail), after.slice(head, after.length - tail)];
  const common = commonLengths(a, b);
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  const diff: string[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
    } else if (i < a.length && at(i + 1, j) >= at(i, j + 1)) diff.push(`- ${a[i++]}`);
    else diff.push(`+ ${b[j++]}`);
  }
  return diff;
}

function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const rows = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = rows[i] ?? [];
      row[j] = a[i] === b[j] ? (rows[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(rows[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  return rows;
}
