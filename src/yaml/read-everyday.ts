import type { Entry, ListNode, MapNode, ScalarNode, YamlNode } from './node.ts';
import { resolvePlain } from './resolve-plain.ts';
import type { Range } from './source-text.ts';

/**
 * Reads the YAML that sheets and catalogues are written in every day, several times as fast as the library: maps and
 * lists in block style, texts on one line, plain or quoted without escapes, brackets on one line, `|` texts, comments.
 * Null for anything else, and for whatever might be an error: the library then reads the text, and tells. Where nodes
 * are given they are those of the library, which a property test holds it to.
 */
export function readEveryday(text: string): YamlNode | null {
  if (UNUSUAL.test(text)) return null;
  const lines = contentLines(text, { start: 0, end: text.length });
  if (lines[0]?.indent !== 0 || lines.length + text.split(',').length > MANY) return null;
  const reader: Reader = { text, lines, line: 0, depth: 0 };
  const node = readMap(reader, 0);
  return node && reader.line === lines.length ? node : null;
}

/**
 * Reads whole lines of a text that are one entry of a map in block style, as `readEveryday` would read them within the
 * text; null where they are anything else.
 */
export function readEverydayEntry(text: string, range: Range): Entry | null {
  if (UNUSUAL.test(text.slice(range.start, range.end))) return null;
  const lines = contentLines(text, range);
  const reader: Reader = { text, lines, line: 0, depth: 0 };
  const map = lines[0] ? readMap(reader, lines[0].indent) : null;
  return map?.entries.length === 1 && reader.line === lines.length ? (map.entries[0] ?? null) : null;
}

/** Tabs, line ends that are not YAML's, and what begins or ends a document. */
const UNUSUAL = /[\t\u0085\u2028\u2029\ufeff]|\r(?!\n)|^(?:---|\.\.\.|%)/m;
/** Far deeper than any sheet or model, and far from what Node bears. */
const MAX_DEPTH = 30;

/** More lines and commas than a sheet has; the library's reader counts, and says so. */
const MANY = 16_000;

/** A line that is neither blank nor all comment. `at` is where what is still to read begins, `indent` its column. */
interface Line {
  indent: number;
  at: number;
  /** Before the line end. */
  readonly end: number;
}

interface Reader {
  readonly text: string;
  readonly lines: readonly Line[];
  /** The line to read next. */
  line: number;
  depth: number;
}

const SPACE = 0x20;
const HASH = 0x23;
const DASH = 0x2d;

function contentLines(text: string, range: Range): Line[] {
  const lines: Line[] = [];
  for (let start = range.start; start < range.end; ) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 ? text.length : newline + 1;
    const end = lineEnd(text, next);
    const at = skipSpaces(text, start);
    if (at < end && text.charCodeAt(at) !== HASH) lines.push({ indent: at - start, at, end });
    start = next;
  }
  return lines;
}

/** Where a line that ends before `next` ends without its line break. */
function lineEnd(text: string, next: number): number {
  if (text[next - 1] !== '\n') return next;
  return text[next - 2] === '\r' ? next - 2 : next - 1;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

const isDash = (text: string, { at, end }: Line): boolean =>
  text.charCodeAt(at) === DASH && (at + 1 === end || text.charCodeAt(at + 1) === SPACE);

const KEY = /([\w\u4e00-\u9fff][\w.\u4e00-\u9fff-]{0,200}):(?=[ \r\n]|$)/y;

/** The key at an offset, or null where there is none of the everyday kind. */
function keyAt(text: string, at: number): ScalarNode | null {
  KEY.lastIndex = at;
  const written = KEY.exec(text)?.[1];
  return written === undefined ? null : plainNode(written, at);
}

function readMap(reader: Reader, indent: number): MapNode | null {
  const { text, lines } = reader;
  const entries: Entry[] = [];
  const names = new Set<string>();
  const start = lines[reader.line]?.at ?? 0;
  if (++reader.depth > MAX_DEPTH) return null;
  for (let line = lines[reader.line]; line && line.indent >= indent; line = lines[reader.line]) {
    const key = line.indent === indent ? keyAt(text, line.at) : null;
    if (!key || names.has(key.written)) return null;
    names.add(key.written);
    const value = readBehind(reader, line, key.range.end + 1, indent, true);
    if (!value) return null;
    entries.push({ key, name: key.written, value });
  }
  reader.depth--;
  return { kind: 'map', flow: false, entries, range: { start, end: entries.at(-1)?.value.range.end ?? start } };
}

function readList(reader: Reader, indent: number): ListNode | null {
  const { text, lines } = reader;
  const items: YamlNode[] = [];
  const start = lines[reader.line]?.at ?? 0;
  if (++reader.depth > MAX_DEPTH) return null;
  for (let line = lines[reader.line]; line && line.indent >= indent; line = lines[reader.line]) {
    if (line.indent > indent) return null;
    if (!isDash(text, line)) break;
    const at = skipSpaces(text, line.at + 1);
    const value = keyAt(text, at)
      ? readCompactMap(reader, line, at)
      : readBehind(reader, line, line.at + 1, indent, false);
    if (!value) return null;
    items.push(value);
  }
  reader.depth--;
  return { kind: 'list', flow: false, items, range: { start, end: items.at(-1)?.range.end ?? start } };
}

/** A map that begins on the line of its dash: the dash counts as indentation. */
function readCompactMap(reader: Reader, line: Line, at: number): MapNode | null {
  line.indent += at - line.at;
  line.at = at;
  return readMap(reader, line.indent);
}

/** What stands behind a colon or dash that ends at `from`: on its line, in the lines below, or nothing. */
function readBehind(reader: Reader, line: Line, from: number, indent: number, inMap: boolean): YamlNode | null {
  const { text, lines } = reader;
  const at = skipSpaces(text, from);
  if (at < line.end && text.charCodeAt(at) === PIPE) return readBlockText(reader, at, indent);
  const next = lines[++reader.line];
  if (at >= line.end || (text.charCodeAt(at) === HASH && at > from)) {
    if (next && next.indent > indent)
      return isDash(text, next) ? readList(reader, next.indent) : readMap(reader, next.indent);
    return inMap && next?.indent === indent && isDash(text, next) ? readList(reader, indent) : emptyNode(at);
  }
  if (next && next.indent > indent) return null;
  return readInline(text, at, line.end);
}

const emptyNode = (at: number): ScalarNode => ({
  kind: 'scalar',
  value: null,
  written: '',
  style: 'plain',
  range: { start: at, end: at },
});

const plainNode = (written: string, start: number): ScalarNode => ({
  kind: 'scalar',
  value: resolvePlain(written),
  written,
  style: 'plain',
  range: { start, end: start + written.length },
});

/** What a plain text cannot begin with; a dash, question mark or colon may, where no blank follows. */
const NOT_PLAIN = /[,[\]{}#&*!|>'"%@`]|[-?:](?:[ ,[\]{}\r\n]|$)/y;

function isPlainStart(text: string, at: number): boolean {
  NOT_PLAIN.lastIndex = at;
  return !NOT_PLAIN.test(text);
}

/** A value on the rest of a line, with at most a comment behind it. */
function readInline(text: string, at: number, end: number): YamlNode | null {
  const char = text[at];
  if (char === '"' || char === "'" || char === '[' || char === '{') {
    const node = char === '"' || char === "'" ? readQuoted(text, at) : readFlow(text, at, 0);
    return node && node.range.end <= end && isBlankRest(text, node.range.end, end) ? node : null;
  }
  if (!isPlainStart(text, at)) return null;
  const rest = text.slice(at, end);
  const comment = rest.indexOf(' #');
  const written = trimSpaces(comment < 0 ? rest : rest.slice(0, comment));
  return written.endsWith(':') || written.includes(': ') ? null : plainNode(written, at);
}

function isBlankRest(text: string, from: number, end: number): boolean {
  const at = skipSpaces(text, from);
  return at >= end || (at > from && text.charCodeAt(at) === HASH);
}

/** Only spaces: other blanks, as U+3000, belong to a text. */
function trimSpaces(text: string): string {
  let end = text.length;
  while (text.charCodeAt(end - 1) === SPACE) end--;
  return text.slice(0, end);
}

const DOUBLE = /"([^"\\\r\n]*)"/y;
const SINGLE = /'((?:[^'\r\n]|'')*)'/y;

function readQuoted(text: string, start: number): ScalarNode | null {
  const pattern = text[start] === '"' ? DOUBLE : SINGLE;
  pattern.lastIndex = start;
  const inner = pattern.exec(text)?.[1];
  if (inner === undefined) return null;
  const value = pattern === SINGLE ? inner.replaceAll("''", "'") : inner;
  return { kind: 'scalar', value, written: value, style: 'quoted', range: { start, end: pattern.lastIndex } };
}

/** `[a, b]` or `{ a: b }`, all on one line. */
function readFlow(text: string, start: number, depth: number): MapNode | ListNode | null {
  const isMap = text[start] === '{';
  const close = isMap ? '}' : ']';
  const entries: Entry[] = [];
  const items: YamlNode[] = [];
  let at = skipSpaces(text, start + 1);
  if (depth > MAX_DEPTH) return null;
  while (text[at] !== close || entries.length || items.length) {
    const key = isMap ? keyAt(text, at) : null;
    if (isMap && (!key || text.charCodeAt(key.range.end + 1) !== SPACE)) return null;
    const from = key ? skipSpaces(text, key.range.end + 1) : at;
    const isEmpty = key && (text[from] === ',' || text[from] === close);
    const value = isEmpty ? emptyNode(from) : readInFlow(text, from, depth);
    if (!value || entries.some(({ name }) => name === key?.written)) return null;
    if (key) entries.push({ key, name: key.written, value });
    else items.push(value);
    at = skipSpaces(text, value.range.end);
    if (text[at] === close) break;
    if (text[at] !== ',') return null;
    at = skipSpaces(text, at + 1);
  }
  const range = { start, end: at + 1 };
  return isMap ? { kind: 'map', flow: true, entries, range } : { kind: 'list', flow: true, items, range };
}

const FLOW_TEXT = /[^,[\]{}\r\n]+/y;

function readInFlow(text: string, at: number, depth: number): YamlNode | null {
  const char = text[at];
  if (char === '"' || char === "'") return readQuoted(text, at);
  if (char === '[' || char === '{') return readFlow(text, at, depth + 1);
  if (!isPlainStart(text, at)) return null;
  FLOW_TEXT.lastIndex = at;
  const written = trimSpaces(FLOW_TEXT.exec(text)?.[0] ?? '');
  return written === '' || /:(?: |$)| #/.test(written) ? null : plainNode(written, at);
}

const PIPE = 0x7c;
const BLOCK_HEADER = /\|(-?) *(?:\r?\n|$)/y;

/** A `|` text: the lines below that are indented deeper than `indent`, up to the last that is not blank. */
function readBlockText(reader: Reader, start: number, indent: number): ScalarNode | null {
  const { text, lines } = reader;
  BLOCK_HEADER.lastIndex = start;
  const header = BLOCK_HEADER.exec(text);
  if (!header) return null;
  const first = lines[reader.line + 1];
  const from = BLOCK_HEADER.lastIndex;
  const column = first ? first.indent : 0;
  if (!first || column <= indent || first.at - column !== from) return null;
  const content: string[] = [];
  let end = from;
  for (let at = from; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    const stop = lineEnd(text, next);
    const begin = skipSpaces(text, at);
    if (begin < stop && begin - at <= indent) break;
    if (begin < stop ? begin - at < column : begin - at > column) return null;
    content.push(text.slice(Math.min(at + column, stop), stop));
    if (begin < stop) end = next;
    at = next;
  }
  while (content.at(-1) === '') content.pop();
  while ((lines[reader.line]?.at ?? end) < end) reader.line++;
  const isOpen = text[end - 1] !== '\n';
  const value = content.join('\n') + (header[1] === '-' || isOpen ? '' : '\n');
  return { kind: 'scalar', value, written: value, style: 'block', range: { start, end } };
}
