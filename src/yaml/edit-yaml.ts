import { type Entry, isEmptyNode, type ListNode, type MapNode, type YamlNode } from './node.ts';
import { parseYaml } from './parse-yaml.ts';
import { type Range, type SourceText, sourceText } from './source-text.ts';
import { type EditValue, flowText, plainValue, writeKey, writeText } from './write-value.ts';

/** A value to stand at a path of keys; maps on the way are made where they are missing. */
export interface Change {
  readonly path: readonly string[];
  readonly value: EditValue;
}

interface Splice extends Range {
  readonly text: string;
  /** Of an added entry: its column. It stands behind whatever else is put at the same offset, deeper entries first. */
  readonly behind?: number;
}

interface Layout {
  readonly text: string;
  readonly newline: string;
  /** Whether texts of many lines may stand as block texts. */
  readonly blockTexts: boolean;
  /** How many columns each further level is indented by. */
  readonly steps: readonly number[];
}

/**
 * Makes the changes in a YAML text by replacing only the stretches that they concern; all else stays byte for byte. The
 * result is read again and compared with what was meant. Null where the layout is too unusual to be changed safely.
 */
export function editYaml(source: SourceText, root: MapNode, changes: readonly Change[]): string | null {
  // A comment that follows may be so deep that it would become part of a block text; such texts are quoted instead.
  return tryEdit(source, root, changes, true) ?? tryEdit(source, root, changes, false);
}

function tryEdit(source: SourceText, root: MapNode, changes: readonly Change[], blockTexts: boolean): string | null {
  const newline = commonNewline(source.text);
  const splices: Splice[] = [];
  for (const change of changes) {
    const made = splicesFor(root, change, { text: source.text, newline, blockTexts });
    if (made === null) return null;
    splices.push(...made);
  }
  const edited = applySplices(source.text, splices);
  return edited !== null && isAsMeant(root, changes, edited) ? edited : null;
}

/** The line end that most lines have. */
function commonNewline(text: string): string {
  const crlf = text.split('\r\n').length - 1;
  return crlf * 2 > text.split('\n').length - 1 ? '\r\n' : '\n';
}

function applySplices(text: string, splices: readonly Splice[]): string | null {
  const ordered = splices
    .map((splice, index) => ({ ...splice, index }))
    .sort((a, b) => a.start - b.start || rankOf(a) - rankOf(b) || a.end - b.end || a.index - b.index);
  let result = '';
  let at = 0;
  let last = -1;
  for (const splice of ordered) {
    if (splice.start < at && !(splice.behind !== undefined && splice.start === last)) return null;
    result += text.slice(at, Math.max(at, splice.start)) + splice.text;
    at = Math.max(at, splice.end);
    last = splice.start;
  }
  return result + text.slice(at);
}

const rankOf = ({ behind }: Splice): number => (behind === undefined ? Number.NEGATIVE_INFINITY : -behind);

const lineStartOf = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
const columnOf = (text: string, offset: number): number => offset - lineStartOf(text, offset);

function lineEndOf(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline < 0) return text.length;
  return text[newline - 1] === '\r' && newline - 1 >= offset ? newline - 1 : newline;
}

/** The steps of indentation below a map, as its own entries show them; where they show none, those of the map around it. */
function stepsBelow(text: string, map: MapNode, around: readonly number[]): number[] {
  for (const { key, value } of map.entries) {
    const first = value.kind === 'map' && !value.flow ? value.entries[0] : undefined;
    if (!first || value.kind !== 'map') continue;
    const step = Math.max(1, columnOf(text, first.key.range.start) - columnOf(text, key.range.start));
    return [step, ...stepsBelow(text, value, around.slice(1))];
  }
  return around.length ? [...around] : [2];
}

function splicesFor(root: MapNode, { path, value }: Change, fixed: Omit<Layout, 'steps'>): readonly Splice[] | null {
  const { text } = fixed;
  let map = root;
  let steps = stepsBelow(text, root, []);
  for (let depth = 0; depth < path.length; depth++) {
    const layout: Layout = { ...fixed, steps };
    const entry = map.entries.find((candidate) => candidate.name === path[depth]);
    const nested = nest(path.slice(depth + 1), value);
    if (!entry) return single(insertEntry(map, path[depth] ?? '', nested, layout));
    if (depth === path.length - 1) return replaceValue(entry, map.flow, value, layout);
    if (entry.value.kind === 'map' && entry.value.entries.length > 0) {
      map = entry.value;
      steps = stepsBelow(text, map, steps.slice(1));
    } else if (entry.value.kind === 'map' || isEmptyNode(entry.value))
      return replaceValue(entry, map.flow, nested, layout);
    else return null;
  }
  return null;
}

const single = (splice: Splice | null): readonly Splice[] | null => splice && [splice];

const nest = (path: readonly string[], value: EditValue): EditValue =>
  path.reduceRight<EditValue>((inner, key) => ({ kind: 'map', entries: [[key, inner]] }), value);

/** Puts a new entry behind the last one of its map, in the map's own style. */
function insertEntry(map: MapNode, key: string, value: EditValue, layout: Layout): Splice | null {
  const { text } = layout;
  const last = map.entries.at(-1);
  if (map.flow) return insertFlowEntry(map, `${writeKey(key)}: ${flowText(value)}`, text);
  if (!last) return null;
  const column = columnOf(text, last.key.range.start);
  const lead = text.slice(lineStartOf(text, last.key.range.start), last.key.range.start);
  if (!/^[ -]*$/.test(lead)) return null;
  const lines = `${' '.repeat(column)}${writeKey(key)}:${blockValue(value, column, layout)}`;
  const deepest = deepestLast(last.value);
  const isBlockText = deepest.kind === 'scalar' && deepest.style === 'block';
  return insertLines(isBlockText ? deepest.range.end - 1 : contentEnd(text, last), lines, layout);
}

/** Puts lines behind the line of an offset. */
function insertLines(offset: number, lines: string, { text, newline }: Layout): Splice {
  const next = text.indexOf('\n', offset) + 1;
  const behind = lines.search(/\S/);
  if (next === 0) return { start: text.length, end: text.length, text: `${newline}${lines}`, behind };
  return { start: next, end: next, text: `${lines}${newline}`, behind };
}

function insertFlowEntry(map: MapNode, entry: string, text: string): Splice | null {
  const close = map.range.end - 1;
  if (text[close] !== '}') return null;
  const last = map.entries.at(-1);
  if (last) {
    const at = contentEnd(text, last);
    return { start: at, end: at, text: `, ${entry}`, behind: 0 };
  }
  const at = map.range.start + 1;
  return { start: at, end: at, text: ` ${entry}${/\s/.test(text[at] ?? '') ? '' : ' '}` };
}

function deepestLast(node: YamlNode): YamlNode {
  const last = node.kind === 'map' ? node.entries.at(-1)?.value : node.kind === 'list' ? node.items.at(-1) : undefined;
  return last && !(node.kind !== 'scalar' && node.flow) ? deepestLast(last) : node;
}

/** The offset behind an entry's last character that means something. */
function contentEnd(text: string, entry: Entry): number {
  const deepest = deepestLast(entry.value);
  const { start, end } = deepest.range;
  if (deepest.kind === 'scalar' && text.slice(start, end).trim() === '') return emptyEnd(text, entry);
  return Math.max(colonEnd(text, entry), start + text.slice(start, end).trimEnd().length);
}

const colonEnd = (text: string, entry: Entry): number => text.indexOf(':', entry.key.range.end) + 1;

/** Behind the colon or dash of the innermost last entry, which has no value of its own. */
function emptyEnd(text: string, entry: Entry): number {
  let current = entry;
  for (;;) {
    const { value } = current;
    if (value.kind === 'list') return text.lastIndexOf('-', value.range.end - 1) + 1;
    const inner = value.kind === 'map' && !value.flow ? value.entries.at(-1) : undefined;
    if (!inner) return colonEnd(text, current);
    current = inner;
  }
}

function replaceValue(entry: Entry, inFlow: boolean, value: EditValue, layout: Layout): readonly Splice[] | null {
  const { text } = layout;
  const keyEnd = entry.key.range.end;
  const gap = /^[ \t]*:/.exec(text.slice(keyEnd, keyEnd + 40));
  if (!gap) return null;
  const colon = keyEnd + gap[0].length;
  const old = entry.value;
  const column = columnOf(text, entry.key.range.start);
  const written = text.slice(old.range.start, old.range.end).trim();
  if (old.kind === 'scalar' && written === '') return [fillEmpty(colon, inFlow, value, column, layout)];
  if (old.kind === 'list' && value.kind === 'list' && value.items.length && old.items.length) {
    const edited = old.flow ? appendItems(old, value.items, text) : editItems(entry, old, value.items, layout);
    if (edited) return edited;
  }
  if (inFlow) return [{ start: old.range.start, end: old.range.start + written.length, text: flowText(value) }];
  if (old.kind === 'list' && !old.flow && value.kind === 'list' && value.items.length) {
    const dash = `${layout.newline}${' '.repeat(columnOf(text, old.range.start))}- `;
    const items = value.items.map(writeText).join(dash);
    return [{ start: old.range.start, end: lineEndOf(text, contentEnd(text, entry)), text: `- ${items}` }];
  }
  return [rewriteValue(entry, colon, blockValue(value, column, layout), layout)];
}

/** Adds entries behind those of a list in brackets that stay as they are; null where the old ones are not to stay. */
function appendItems(old: ListNode, items: readonly string[], text: string): readonly Splice[] | null {
  const words = old.items.map(wordOf);
  const last = old.items.at(-1);
  if (!last || words.some((word, index) => word !== items[index])) return null;
  const at = last.range.start + text.slice(last.range.start, last.range.end).trimEnd().length;
  const added = items.slice(words.length).map((item) => `, ${writeText(item)}`);
  return [{ start: at, end: at, text: added.join('') }];
}

const wordOf = (node: YamlNode): string | null =>
  node.kind === 'scalar' ? (node.style === 'plain' ? node.written : String(node.value)) : null;

/** Takes out the lines of entries that go and puts in those of new ones; null where entries that stay change their order. */
function editItems(entry: Entry, old: ListNode, items: readonly string[], layout: Layout): readonly Splice[] | null {
  const { text, newline } = layout;
  const column = columnOf(text, old.range.start);
  const words = old.items.map(wordOf);
  const kept = words.filter((word) => word !== null && items.includes(word));
  const common = items.filter((item) => kept.includes(item));
  const isPlainList = old.items.every((item) => item.kind === 'scalar' && item.style !== 'block');
  if (
    !kept.length ||
    !isPlainList ||
    kept.some((word, index) => word !== common[index]) ||
    common.length !== kept.length
  )
    return null;
  if (contentEnd(text, entry) > text.length) return null;
  const splices: Splice[] = [];
  const endOfLine = (item: YamlNode): number => {
    const next = text.indexOf('\n', Math.max(item.range.start, item.range.end - 1));
    return next < 0 ? text.length : next + 1;
  };
  old.items.forEach((item, index) => {
    if (items.includes(words[index] ?? '')) return;
    const start = lineStartOf(text, item.range.start);
    const end = endOfLine(item);
    const atEnd = text[end - 1] !== '\n';
    splices.push({ start: atEnd ? Math.max(0, lineEndOf(text, lineStartOf(text, start - 1))) : start, end, text: '' });
  });
  let before: YamlNode | null = null;
  for (const item of items) {
    const index = words.indexOf(item);
    if (index >= 0) {
      before = old.items[index] ?? null;
      continue;
    }
    const line = `${' '.repeat(column)}- ${writeText(item)}`;
    const first = old.items[0];
    if (before) splices.push(insertLines(before.range.end - 1, line, layout));
    else if (first) {
      const at = lineStartOf(text, first.range.start);
      splices.push({ start: at, end: at, text: `${line}${newline}` });
    }
  }
  return splices;
}

/** Writes a value in place of another one in block style; comments behind the key and behind a value of one line stay. */
function rewriteValue(entry: Entry, colon: number, fresh: string, layout: Layout): Splice {
  const { text, newline } = layout;
  const old = entry.value;
  const keyLineEnd = lineEndOf(text, colon);
  const isBlockText = old.kind === 'scalar' && old.style === 'block';
  const below = isBlockText || lineStartOf(text, old.range.start) > colon;
  const isBlockList = old.kind === 'list' && !old.flow;
  const content = isBlockText ? blockEnd(text, old.range) : contentEnd(text, entry);
  const end = isBlockList ? lineEndOf(text, content) : content;
  const keyComment = below ? (/[ \t]+#.*$/s.exec(text.slice(colon, keyLineEnd))?.[0] ?? '') : '';
  const [first = '', ...rest] = fresh.split(newline);
  if (!rest.length) {
    if (below) return { start: colon, end, text: `${first}${keyComment}` };
    return { start: old.range.start, end, text: first.trimStart() };
  }
  const lineEnd = lineEndOf(text, end);
  const behind = isBlockText || isBlockList ? '' : text.slice(end, lineEnd);
  const comments = `${keyComment}${behind.trim() ? behind.trimEnd() : ''}`;
  return { start: colon, end: behind ? lineEnd : end, text: [`${first}${comments}`, ...rest].join(newline) };
}

/** The end of a block text without its last line end. */
function blockEnd(text: string, range: Range): number {
  const slice = text.slice(range.start, range.end);
  return range.start + slice.replace(/[\r\n]+$/, '').length;
}

/** Writes a value where none was; spaces before a comment are used up, so that the comment keeps its column. */
function fillEmpty(colon: number, inFlow: boolean, value: EditValue, column: number, layout: Layout): Splice {
  const { text, newline } = layout;
  const fresh = inFlow ? ` ${flowText(value)}` : blockValue(value, column, layout);
  const lineEnd = lineEndOf(text, colon);
  const comment = text.slice(colon, lineEnd);
  if (fresh.startsWith(newline)) {
    const { start, text: lines } = insertLines(colon, fresh.slice(newline.length), layout);
    return { start, end: start, text: lines };
  }
  if (fresh.includes('\n') && /^[ \t]+#/.test(comment)) {
    const [first = '', ...rest] = fresh.split(newline);
    return { start: colon, end: lineEnd, text: [`${first}${comment}`, ...rest].join(newline) };
  }
  const beforeComma = inFlow ? (/^ +(?=,)/.exec(comment)?.[0].length ?? 0) : 0;
  const spaces = /^ +(?=#)/.exec(comment)?.[0].length ?? 0;
  const used = fresh.includes('\n') ? 0 : Math.max(beforeComma, Math.min(spaces - 1, fresh.length));
  return { start: colon, end: colon + used, text: fresh };
}

/** A value as it stands behind `key:` in block style, with its leading space; maps and long texts go on lines below. */
function blockValue(value: EditValue, column: number, layout: Layout): string {
  const [step = 2, ...deeper] = layout.steps;
  const inner = ' '.repeat(column + step);
  if (layout.blockTexts && value.kind === 'text' && /\n/.test(value.text) && canBeLiteral(value.text))
    return ` |-${value.text
      .split('\n')
      .map((line) => `${layout.newline}${line === '' ? '' : inner}${line}`)
      .join('')}`;
  if (value.kind !== 'map' || value.flow || !value.entries.length) return ` ${flowText(value)}`;
  const below: Layout = { ...layout, steps: deeper.length ? deeper : [step] };
  return value.entries
    .map(([key, part]) => `${layout.newline}${inner}${writeKey(key)}:${blockValue(part, column + step, below)}`)
    .join('');
}

const canBeLiteral = (text: string): boolean =>
  !/^\s|\s$|[\t\r]|[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]/.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''));

/** Whether the edited text reads as the old tree with just these changes. */
function isAsMeant(root: MapNode, changes: readonly Change[], edited: string): boolean {
  const parsed = parseYaml(sourceText('', edited), () => false);
  if (!parsed.ok) return false;
  const meant = toPlain(root) as Plain;
  for (const { path, value } of changes) {
    let map = meant as Map<string, Plain>;
    for (const key of path.slice(0, -1)) {
      const inner = map.get(key);
      if (inner instanceof Map) map = inner;
      else {
        const fresh = new Map<string, Plain>();
        map.set(key, fresh);
        map = fresh;
      }
    }
    map.set(path.at(-1) ?? '', plainValue(value));
  }
  return isSame(meant, toPlain(parsed.value));
}

/** A tree of plain values, for comparing; maps keep only keys and values. */
export type Plain = string | null | readonly Plain[] | Map<string, Plain>;

function toPlain(node: YamlNode): Plain {
  if (node.kind === 'map') return new Map(node.entries.map((entry) => [entry.name, toPlain(entry.value)]));
  if (node.kind === 'list') return node.items.map(toPlain);
  return node.value === null ? null : node.style === 'plain' ? node.written : String(node.value);
}

function isSame(a: Plain, b: Plain): boolean {
  if (a instanceof Map || b instanceof Map) {
    if (!(a instanceof Map) || !(b instanceof Map) || a.size !== b.size) return false;
    return [...a].every(([key, value]) => b.has(key) && isSame(value, b.get(key) ?? null));
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((value: Plain, index) => isSame(value, (b as readonly Plain[])[index] ?? null))
    );
  }
  return a === b;
}
