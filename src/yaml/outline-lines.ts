import type { Range } from './source-text.ts';

/**
 * A key or an entry of a list with what stands behind it, as far as lines and columns tell: what it takes to see which part
 * of a broken text a slip belongs to. Lines count from 0.
 */
export interface LineEntry {
  readonly line: number;
  /** The last line that is a part of it; entries below its key are their own. */
  readonly last: number;
  /** The column of the first character, a dash included. */
  readonly dash: number;
  /** The column of what stands behind the dashes. */
  readonly indent: number;
  /** Where its line begins, and where its text does. */
  readonly lineStart: number;
  readonly start: number;
  /** Null where no colon follows: an entry of a list, or a line that is neither. */
  readonly key: Range | null;
  /** Up to the end of the last line; empty where nothing follows on the line of the key. */
  readonly value: Range;
}

/** Whether it is an entry of a list. */
export const isListEntry = ({ dash, indent }: LineEntry): boolean => indent > dash;

/** Whether it can have others below it. */
export const isOpen = ({ key, value }: LineEntry): boolean => key !== null && value.start === value.end;

interface TextLine {
  readonly start: number;
  /** Before the line end. */
  readonly end: number;
  /** The column of the first character that is no blank; -1 on a blank line. */
  readonly column: number;
}

/** The entries of a text in order, line by line; blank lines and comments belong to none, or to the text around them. */
export function outlineLines(text: string): LineEntry[] {
  const lines = linesOf(text);
  const entries: LineEntry[] = [];
  for (let line = 0; line < lines.length; line++) {
    const at = lines[line];
    if (!at || at.column < 0 || text[at.start + at.column] === '#') continue;
    const entry = entryAt(text, lines, line);
    entries.push(entry);
    line = entry.last;
  }
  return entries;
}

function linesOf(text: string): TextLine[] {
  const lines: TextLine[] = [];
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const stop = newline < 0 ? text.length : newline;
    const end = text[stop - 1] === '\r' ? stop - 1 : stop;
    let at = start;
    while (at < end && (text[at] === ' ' || text[at] === '\t')) at++;
    lines.push({ start, end, column: at < end ? at - start : -1 });
    start = stop + 1;
  }
  return lines;
}

const LEAD = /^[ \t]*(?:-(?:[ \t]+|$))*/;
const QUOTED_KEY = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*(?=:(?:[ \t]|$))/;

const isQuoted = (content: string): boolean => /^"(?:[^"\\]|\\.)*"|^'(?:[^']|'')*'/.test(content);

/** How long the key is that a line's text begins with, blanks before its colon included; null where there is none. */
function keyLength(content: string): number | null {
  const quoted = QUOTED_KEY.exec(content)?.[0].length;
  if (quoted !== undefined || isQuoted(content)) return quoted ?? null;
  if (/^[[{#|>]/.test(content)) return null;
  const colon = content.search(/:(?:[ \t]|$)/);
  const comment = content.search(/[ \t]#/);
  return colon < 1 || (comment >= 0 && comment < colon) ? null : colon;
}

/** No key begins further on in its line than this. */
const MOST_LEAD = 1000;

function entryAt(text: string, lines: readonly TextLine[], line: number): LineEntry {
  const { start: lineStart, end, column: dash } = lines[line] ?? { start: 0, end: 0, column: 0 };
  const content = text.slice(lineStart, Math.min(end, lineStart + MOST_LEAD));
  const indent = LEAD.exec(content)?.[0].length ?? dash;
  const start = lineStart + indent;
  const keyed = keyLength(content.slice(indent));
  const key = keyed === null ? null : { start, end: start + content.slice(indent, indent + keyed).trimEnd().length };
  let from = keyed === null ? start : start + keyed + 1;
  while (from < end && (text[from] === ' ' || text[from] === '\t')) from++;
  if (text[from] === '#' && from > start) from = end;
  const last =
    from < end ? lastLineOf(text, lines, line, from, key ? indent : dash, key !== null || indent > dash) : line;
  const value = { start: from, end: Math.max(from, lines[last]?.end ?? end) };
  return { line, last, dash, indent, lineStart, start, key, value };
}

/** The last line of a value that begins at `from`: what is deeper than its key goes on with it, if it can. */
function lastLineOf(
  text: string,
  lines: readonly TextLine[],
  line: number,
  from: number,
  indent: number,
  owned: boolean,
): number {
  const first = text[from] ?? '';
  if (first === '|' || first === '>') return lastDeeper(lines, line, indent);
  if (/["'[{]/.test(first)) return lastOfClosed(text, lines, line, from, indent);
  let last = line;
  if (!owned) return last;
  for (let next = line + 1; next < lines.length; next++) {
    const { column = -1, start = 0, end = 0 } = lines[next] ?? {};
    if (column < 0) continue;
    const content = text.slice(start + column, Math.min(end, start + column + MOST_LEAD));
    if (column <= indent || content.startsWith('#') || /^-(?: |$)/.test(content) || keyLength(content) !== null) break;
    last = next;
  }
  return last;
}

/** The line on which a text in quotes, a list or a map closes; where it never does, the last that is deeper than its key. */
function lastOfClosed(text: string, lines: readonly TextLine[], line: number, from: number, indent: number): number {
  if (endOfClosed(text, from, lines[line]?.end) !== null) return line;
  let deepest = lastDeeper(lines, line, indent);
  const { start = 0, column = -1 } = lines[deepest + 1] ?? {};
  if (column === indent && /[\]}]/.test(text[start + column] ?? '')) deepest++;
  const end = endOfClosed(text, from, lines[deepest]?.end);
  if (end === null) return deepest;
  let last = line;
  while ((lines[last]?.end ?? end) < end) last++;
  return last;
}

function lastDeeper(lines: readonly TextLine[], line: number, indent: number): number {
  let last = line;
  for (let next = line + 1; next < lines.length; next++) {
    const { column = -1 } = lines[next] ?? {};
    if (column >= 0 && column <= indent) break;
    if (column >= 0) last = next;
  }
  return last;
}

/** No text in quotes or brackets is longer. */
const MOST_CLOSED = 20_000;

/** Where a quoted text, a list or a map in brackets ends; null where it is not closed before an offset. */
export function endOfClosed(text: string, from: number, before = text.length): number | null {
  let depth = 0;
  const most = Math.min(before, from + MOST_CLOSED);
  for (let at = from; at < most; at++) {
    const char = text[at];
    // Within a list or map a quote is one where a text begins.
    if ((char === '"' || char === "'") && (depth === 0 || /[[{,:\s]/.test(text[at - 1] ?? ''))) {
      const close = endOfQuoted(text, at, most);
      if (close === null) return null;
      at = close - 1;
    } else if (char === '[' || char === '{') depth++;
    else if (char === ']' || char === '}') depth--;
    if (depth <= 0) return at + 1;
  }
  return null;
}

function endOfQuoted(text: string, from: number, most: number): number | null {
  const quote = text[from];
  for (let at = from + 1; at < most; at++) {
    if (text[at] === '\\' && quote === '"') at++;
    else if (text[at] === quote && quote === "'" && text[at + 1] === "'") at++;
    else if (text[at] === quote) return at + 1;
  }
  return null;
}
