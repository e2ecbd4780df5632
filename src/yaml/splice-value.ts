import type { Entry, ListNode, MapNode, YamlNode } from './node.ts';
import { plainScalar } from './plain-tree.ts';
import type { Range } from './source-text.ts';
import { type EditValue, flowEntry, flowText, writeKey, writeText } from './write-value.ts';

/** A stretch of the text with what is to stand there instead; `column` is that of a new entry, null for anything else. */
export interface Splice extends Range {
  readonly text: string;
  readonly column: number | null;
}

/** The text that is edited and how new parts of it are written. */
export interface Layout {
  readonly text: string;
  readonly newline: string;
  /** Whether the file is JSON and has to stay so. */
  readonly isJson: boolean;
  /** Whether texts of many lines are written as block texts. */
  readonly blockTexts: boolean;
}

const lineStartOf = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
const columnOf = (text: string, offset: number): number => offset - lineStartOf(text, offset);

/** Where the line after an offset begins, or the end of the text. */
function nextLineOf(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

/** The offset behind what a sticky pattern matches at an offset; that offset itself where it matches nothing. */
function behind(sticky: RegExp, text: string, offset: number): number {
  sticky.lastIndex = offset;
  return sticky.test(text) ? sticky.lastIndex : offset;
}

const isUnwritten = (node: YamlNode): boolean =>
  node.kind === 'scalar' && node.style === 'plain' && node.written === '';

/** The entries' first map in block style: what new maps beside it are laid out like. */
const modelIn = (map: MapNode | undefined): Entry | undefined => map?.entries.find(({ value }) => isBlockMap(value));
const isBlockMap = (node: YamlNode): node is MapNode => node.kind === 'map' && !node.flow && node.entries.length > 0;

/** How many columns the entries of an entry's own map are indented by; undefined where it has none on lines of their own. */
export function stepBelow(entry: Entry | undefined, text: string): number | undefined {
  const first = entry && isBlockMap(entry.value) ? entry.value.entries[0] : undefined;
  if (!entry || !first) return undefined;
  return Math.max(1, columnOf(text, first.key.range.start) - columnOf(text, entry.key.range.start));
}

/** The same for the first entry of a map that has a map of its own. */
export const stepIn = (map: MapNode | undefined, text: string): number | undefined => stepBelow(modelIn(map), text);

/** Behind an entry's colon, which stands on a line of its own where the key is explicit; behind the key if there is none. */
const colonEnd = (text: string, { key }: Entry): number => behind(/(?:\s|#[^\n]*\n)*:/y, text, key.range.end);

/** Behind an entry's last character that means something. */
const entryEnd = (text: string, entry: Entry): number =>
  isUnwritten(entry.value) ? colonEnd(text, entry) : nodeEnd(text, entry.value);

function nodeEnd(text: string, node: YamlNode): number {
  const entry = isBlockMap(node) ? node.entries.at(-1) : undefined;
  if (entry) return entryEnd(text, entry);
  const item = node.kind === 'list' && !node.flow ? node.items.at(-1) : undefined;
  if (item) return nodeEnd(text, item);
  return node.range.start + text.slice(node.range.start, node.range.end).trimEnd().length;
}

/** Where the line after an entry begins; behind the blank lines that a block text keeps as its own. */
function lineBelow(text: string, entry: Entry): number {
  let last = entry.value;
  for (;;) {
    const inner = isBlockMap(last) ? last.entries.at(-1)?.value : undefined;
    if (!inner) break;
    last = inner;
  }
  const end = nextLineOf(text, entryEnd(text, entry));
  return last.kind === 'scalar' && last.style === 'block' ? Math.max(end, last.range.end) : end;
}

/** Whole lines in the place of others; lines keep their own ends, and a file without a last line end stays so. */
function spliceLines({ start, end }: Range, lines: readonly string[], column: number | null, layout: Layout): Splice {
  const isOpen = end > 0 && layout.text[end - 1] !== '\n';
  const joined = lines.map((line) => (line.endsWith('\n') ? line : `${line}${layout.newline}`)).join('');
  if (!isOpen) return { start, end, text: joined, column };
  return { start, end, text: (column === null ? '' : layout.newline) + joined.replace(/\r?\n$/, ''), column };
}

/** A new entry behind the last one of its map, in the map's own style; null behind an explicit key. */
export function insertEntry(map: MapNode, key: string, value: EditValue, step: number, layout: Layout): Splice | null {
  if (map.flow) return insertInFlow(map, key, value, layout);
  const { text } = layout;
  const last = map.entries.at(-1);
  if (!last) return null;
  const { start } = last.key.range;
  if (!/^[ -]*$/.test(text.slice(lineStartOf(text, start), start))) return null;
  const at = lineBelow(text, last);
  const column = columnOf(text, start);
  const lines = entryLines(key, value, { column, near: map, step }, layout);
  return spliceLines({ start: at, end: at }, lines, column, layout);
}

function insertInFlow(map: MapNode, key: string, value: EditValue, layout: Layout): Splice {
  const { text, isJson } = layout;
  const entry = flowEntry(key, value, isJson);
  const last = map.entries.at(-1);
  if (last) {
    const at = isUnwritten(last.value) ? fillEnd(text, colonEnd(text, last)) : nodeEnd(text, last.value);
    return { start: at, end: at, text: `, ${entry}`, column: 0 };
  }
  const at = map.range.start + 1;
  return { start: at, end: at, text: ` ${entry}${/\s/.test(text[at] ?? '') ? '' : ' '}`, column: 0 };
}

/** Where a missing value in brackets ends: blanks up to the next comma are its own, but for one before a bracket. */
function fillEnd(text: string, colon: number): number {
  const end = behind(/[ \t]*/y, text, colon);
  if (text[end] === ',') return end;
  return text[end] === '}' ? Math.max(colon, end - 1) : colon;
}

/** Another value for an entry of a map; null where its key is explicit. */
export function replaceValue(
  entry: Entry,
  map: MapNode,
  value: EditValue,
  step: number,
  layout: Layout,
): Splice | null {
  const { text } = layout;
  const colon = behind(/[ \t]*:/y, text, entry.key.range.end);
  if (colon === entry.key.range.end) return null;
  const inList =
    entry.value.kind === 'list' && value.kind === 'list' ? spliceList(entry.value, value.items, layout) : null;
  if (inList) return inList;
  if (map.flow) return replaceInFlow(entry.value, colon, value, layout);
  const place = { column: columnOf(text, entry.key.range.start), near: map, step };
  const { head, lines } = blockValue(value, place, layout);
  const room = roomFor(entry.value, colon, text);
  const isFilled = isUnwritten(entry.value) && !lines.length;
  const tail = isFilled ? withoutBlanks(room.tail, head.length + 1) : room.tail;
  const keyLine = `${head && `${room.gap}${head}`}${tail}`;
  return spliceLines({ start: colon, end: room.end }, [keyLine, ...lines], null, layout);
}

function replaceInFlow(old: YamlNode, colon: number, value: EditValue, { text, isJson }: Layout): Splice {
  const written = flowText(value, isJson);
  if (isUnwritten(old)) return { start: colon, end: fillEnd(text, colon), text: ` ${written}`, column: null };
  return { start: old.range.start, end: nodeEnd(text, old), text: written, column: null };
}

/** Whether comments stand among the parts of an entry's map, which would go with it. */
export function hasCommentInside({ key, value }: Entry, text: string): boolean {
  const end = nodeEnd(text, value);
  const isBlock = isBlockMap(value);
  let at = isBlock ? nextLineOf(text, key.range.end) : value.range.start;
  let between = '';
  for (const { start, end: behindIt } of scalarRanges(value, text)) {
    between += text.slice(at, Math.max(at, start));
    at = Math.max(at, behindIt);
  }
  return (between + text.slice(at, isBlock ? nextLineOf(text, end) : end)).includes('#');
}

/** Where the scalars of a value stand, keys too, in their order; of a block text the lines below its header. */
function scalarRanges(node: YamlNode, text: string): Range[] {
  if (node.kind === 'map') return node.entries.flatMap(({ key, value }) => [key.range, ...scalarRanges(value, text)]);
  if (node.kind === 'list') return node.items.flatMap((item) => scalarRanges(item, text));
  const { start, end } = node.range;
  return [{ start: node.style === 'block' ? nextLineOf(text, start) : start, end }];
}

/** Takes blanks away before a comment, so that it keeps its column; one stays. */
function withoutBlanks(tail: string, width: number): string {
  const blanks = behind(/ +(?=#)/y, tail, 0);
  return tail.slice(Math.max(0, Math.min(blanks - 1, width)));
}

/** What stays of the lines of an old value: the gap before it, what follows on the line, and where the next line begins. */
interface Room {
  readonly gap: string;
  readonly tail: string;
  readonly end: number;
}

function roomFor(old: YamlNode, colon: number, text: string): Room {
  const keyTail = text.slice(colon, nextLineOf(text, colon));
  if (isUnwritten(old)) return { gap: ' ', tail: keyTail, end: colon + keyTail.length };
  const valueEnd = nodeEnd(text, old);
  const end = nextLineOf(text, valueEnd);
  if (old.kind !== 'scalar' && !old.flow) return { gap: ' ', tail: keyTail, end };
  const { start } = old.range;
  const gap = text.slice(colon, start);
  if (old.kind === 'scalar' && old.style === 'block') {
    const header = behind(/[|>][-+\d]*/y, text, start);
    return { gap, tail: text.slice(header, nextLineOf(text, header)), end };
  }
  const tail = text.slice(valueEnd, end);
  // A value below its key comes up to it, unless there are comments both behind the key and behind the value.
  if (/^[ \t]*\r?\n[ \t]*$/.test(gap)) return { gap: ' ', tail, end };
  if (/^[ \t]+#.*\r?\n[ \t]*$/.test(gap) && tail.trim() === '') return { gap: ' ', tail: keyTail, end };
  return { gap, tail, end };
}

/** Where a value is to stand: the column of its key, the map that the key is or will be in, and the step to fall back on. */
interface Place {
  readonly column: number;
  readonly near: MapNode | undefined;
  readonly step: number;
}

/** A value in block style: what stands on the line of its key, and the lines below. */
function blockValue(value: EditValue, place: Place, layout: Layout): { head: string; lines: readonly string[] } {
  const model = modelIn(place.near);
  const column = place.column + (stepBelow(model, layout.text) ?? place.step);
  if (value.kind === 'text' && layout.blockTexts && canBeBlock(value.text)) {
    const lines = value.text.split('\n').map((line) => (line === '' ? '' : `${' '.repeat(column)}${line}`));
    return { head: '|-', lines };
  }
  if (value.kind === 'rows' && value.rows.length)
    return { head: '', lines: value.rows.map((row) => `${' '.repeat(column)}- ${flowText(row)}`) };
  if (value.kind === 'null') return { head: '', lines: [] };
  if (value.kind !== 'map' || value.flow || !value.entries.length) return { head: flowText(value), lines: [] };
  const near = model?.value.kind === 'map' ? model.value : undefined;
  const inner = { column, near, step: place.step };
  return { head: '', lines: value.entries.flatMap(([key, part]) => entryLines(key, part, inner, layout)) };
}

function entryLines(key: string, value: EditValue, place: Place, layout: Layout): string[] {
  const { head, lines } = blockValue(value, place, layout);
  return [`${' '.repeat(place.column)}${writeKey(key)}:${head && ` ${head}`}`, ...lines];
}

/** Whether a text has many lines, none of which a block text would lose anything of. */
const canBeBlock = (text: string): boolean =>
  text.includes('\n') &&
  !/^\s|\s$|[\t\r]|[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]/.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''));

/** Other items for a list, with those that stay left as they are; null where it is better written anew. */
function spliceList(list: ListNode, items: readonly string[], layout: Layout): Splice | null {
  if (!items.length || !list.items.length) return null;
  const old = list.items.map((item) => (item.kind === 'scalar' ? plainScalar(item) : null));
  if (!list.flow) return spliceBlockList(list, old, items, layout);
  const last = list.items.at(-1);
  if (!last || isUnwritten(last) || old.some((item, index) => item !== items[index])) return null;
  const at = nodeEnd(layout.text, last);
  const added = items.slice(old.length).map((item) => `, ${layout.isJson ? JSON.stringify(item) : writeText(item)}`);
  return { start: at, end: at, text: added.join(''), column: null };
}

function spliceBlockList(
  list: ListNode,
  old: readonly (string | null)[],
  items: readonly string[],
  layout: Layout,
): Splice | null {
  const { text } = layout;
  const rows = list.items.map((item) => {
    const start = lineStartOf(text, item.range.start);
    return { start, lead: text.slice(start, item.range.start), end: nextLineOf(text, nodeEnd(text, item)) };
  });
  const [first] = rows;
  if (!first || rows.some(({ lead }) => !/^ *- +$/.test(lead))) return null;
  const write = (item: string): string => `${first.lead}${writeText(item)}`;
  const lines: string[] = [];
  let written = 0;
  let at = first.start;
  rows.forEach((row, index) => {
    const found = items.indexOf(old[index] ?? '', written);
    if (found >= 0) lines.push(...items.slice(written, found).map(write));
    // Comments on lines of their own stand before the item that they are about.
    if (row.start > at) lines.push(text.slice(at, row.start));
    if (found >= 0) lines.push(text.slice(row.start, row.end));
    if (found >= 0) written = found + 1;
    at = row.end;
  });
  lines.push(...items.slice(written).map(write));
  return spliceLines({ start: first.start, end: at }, lines, null, layout);
}
