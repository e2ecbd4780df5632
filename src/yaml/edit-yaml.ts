import { type Entry, isEmptyNode, type MapNode, type YamlNode } from './node.ts';
import { parseYaml } from './parse-yaml.ts';
import { type Range, type SourceText, sourceText } from './source-text.ts';
import { type EditValue, flowText, plainValue, writeKey } from './write-value.ts';

/** A value to stand at a path of keys; maps on the way are made where they are missing. */
export interface Change {
  readonly path: readonly string[];
  readonly value: EditValue;
}

interface Splice extends Range {
  readonly text: string;
}

interface Layout {
  readonly text: string;
  readonly newline: string;
  readonly step: number;
}

/**
 * Makes the changes in a YAML text by replacing only the stretches that they concern; all else stays byte for byte. The
 * result is read again and compared with what was meant. Null where the layout is too unusual to be changed safely.
 */
export function editYaml(source: SourceText, root: MapNode, changes: readonly Change[]): string | null {
  const layout: Layout = {
    text: source.text,
    newline: /\r\n/.test(source.text) ? '\r\n' : '\n',
    step: indentStep(source.text, root),
  };
  const splices = changes.map((change) => spliceFor(root, change, layout));
  if (splices.some((splice) => splice === null)) return null;
  const edited = applySplices(source.text, splices as Splice[]);
  return edited !== null && isAsMeant(root, changes, edited) ? edited : null;
}

function applySplices(text: string, splices: readonly Splice[]): string | null {
  const ordered = splices
    .map((splice, index) => ({ ...splice, index }))
    .sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index);
  let result = '';
  let at = 0;
  for (const splice of ordered) {
    if (splice.start < at) return null;
    result += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return result + text.slice(at);
}

/** How many columns one level of this file is indented by. */
function indentStep(text: string, root: MapNode): number {
  for (const entry of root.entries) {
    const first = entry.value.kind === 'map' && !entry.value.flow ? entry.value.entries[0] : undefined;
    if (first) return Math.max(1, columnOf(text, first.key.range.start) - columnOf(text, entry.key.range.start));
  }
  return 2;
}

const lineStartOf = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;
const columnOf = (text: string, offset: number): number => offset - lineStartOf(text, offset);

function lineEndOf(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline < 0) return text.length;
  return text[newline - 1] === '\r' && newline - 1 >= offset ? newline - 1 : newline;
}

function spliceFor(root: MapNode, { path, value }: Change, layout: Layout): Splice | null {
  let map = root;
  for (let depth = 0; depth < path.length; depth++) {
    const entry = map.entries.find((candidate) => candidate.name === path[depth]);
    if (!entry) return insertEntry(map, path[depth] ?? '', nest(path.slice(depth + 1), value), layout);
    if (depth === path.length - 1) return replaceValue(entry, map.flow, value, layout);
    if (entry.value.kind === 'map' && (entry.value.entries.length > 0 || depth === path.length - 2)) {
      if (entry.value.entries.length === 0)
        return replaceValue(entry, map.flow, nest(path.slice(depth + 1), value), layout);
      map = entry.value;
    } else if (isEmptyNode(entry.value))
      return replaceValue(entry, map.flow, nest(path.slice(depth + 1), value), layout);
    else return null;
  }
  return null;
}

const nest = (path: readonly string[], value: EditValue): EditValue =>
  path.reduceRight<EditValue>((inner, key) => ({ kind: 'map', entries: [[key, inner]] }), value);

/** Puts a new entry behind the last one of its map, in the map's own style. */
function insertEntry(map: MapNode, key: string, value: EditValue, layout: Layout): Splice | null {
  const { text, newline } = layout;
  const last = map.entries.at(-1);
  if (map.flow) {
    const close = map.range.end - 1;
    if (text[close] !== '}') return null;
    const at = last ? contentEnd(text, last) : map.range.start + 1;
    const trailing = /^\s*,/.exec(text.slice(at, close))?.[0];
    const entry = `${writeKey(key)}: ${flowText(value)}`;
    if (!last) return { start: at, end: at, text: ` ${entry}${/\s/.test(text[at] ?? '') ? '' : ' '}` };
    return trailing
      ? { start: at + trailing.length, end: at + trailing.length, text: ` ${entry}` }
      : { start: at, end: at, text: `, ${entry}` };
  }
  if (!last) return null;
  const column = columnOf(text, last.key.range.start);
  const lead = text.slice(lineStartOf(text, last.key.range.start), last.key.range.start);
  if (!/^[ -]*$/.test(lead)) return null;
  const indent = ' '.repeat(column);
  const lines = `${indent}${writeKey(key)}:${blockValue(value, column, layout)}`;
  const deepest = deepestLast(last.value);
  if (deepest.kind === 'scalar' && deepest.style === 'block') {
    const at = deepest.range.end;
    const breaks = text[at - 1] === '\n' ? '' : newline;
    return { start: at, end: at, text: `${breaks}${lines}${text[at - 1] === '\n' ? newline : ''}` };
  }
  const at = lineEndOf(text, contentEnd(text, last));
  return { start: at, end: at, text: `${newline}${lines}` };
}

function deepestLast(node: YamlNode): YamlNode {
  const last = node.kind === 'map' ? node.entries.at(-1)?.value : node.kind === 'list' ? node.items.at(-1) : undefined;
  return last && !(node.kind !== 'scalar' && node.flow) ? deepestLast(last) : node;
}

/** The offset behind an entry's last character that means something. */
function contentEnd(text: string, entry: Entry): number {
  const colon = text.indexOf(':', entry.key.range.end) + 1;
  const deepest = entry.value.kind === 'scalar' ? entry.value : deepestLast(entry.value);
  const { start, end } = deepest.range;
  if (isEmptyNode(deepest) && deepest !== entry.value)
    return Math.max(colon, start + text.slice(start, end).trimEnd().length, lastEntryColon(text, entry));
  return Math.max(colon, start + text.slice(start, end).trimEnd().length);
}

/** Behind the colon of the innermost last key, which has no value of its own. */
function lastEntryColon(text: string, entry: Entry): number {
  let current = entry;
  for (;;) {
    const inner = current.value.kind === 'map' && !current.value.flow ? current.value.entries.at(-1) : undefined;
    if (!inner) return text.indexOf(':', current.key.range.end) + 1;
    current = inner;
  }
}

function replaceValue(entry: Entry, inFlow: boolean, value: EditValue, layout: Layout): Splice | null {
  const { text } = layout;
  const keyEnd = entry.key.range.end;
  const gap = /^[ \t]*:/.exec(text.slice(keyEnd, keyEnd + 40));
  if (!gap) return null;
  const colon = keyEnd + gap[0].length;
  const old = entry.value;
  const column = columnOf(text, entry.key.range.start);
  const written = text.slice(old.range.start, old.range.end).trim();
  if (old.kind === 'scalar' && written === '') return fillEmpty(colon, inFlow, value, column, layout);
  const onKeyLine = old.range.start < lineEndOf(text, colon) || old.range.start === colon;
  if (inFlow) return { start: old.range.start, end: old.range.start + written.length, text: flowText(value) };
  if (old.kind === 'list' && !old.flow && value.kind === 'list' && value.items.length) {
    const dash = ' '.repeat(columnOf(text, old.range.start));
    const end = contentEnd(text, entry);
    return {
      start: old.range.start,
      end,
      text: value.items.map((item) => `- ${item}`).join(`${layout.newline}${dash}`),
    };
  }
  const isBlock = old.kind === 'scalar' ? old.style === 'block' : !old.flow;
  const end = old.kind === 'scalar' && old.style === 'block' ? blockEnd(text, old.range) : contentEnd(text, entry);
  const start = onKeyLine && !isBlock ? old.range.start : colon;
  const fresh = blockValue(value, column, layout);
  return { start, end, text: start === colon ? fresh : fresh.trimStart() };
}

/** The end of a block text without its last line end. */
function blockEnd(text: string, range: Range): number {
  const slice = text.slice(range.start, range.end);
  return range.start + slice.replace(/[\r\n]+$/, '').length;
}

/** Writes a value where none was; spaces before a comment are used up, so that the comment keeps its column. */
function fillEmpty(colon: number, inFlow: boolean, value: EditValue, column: number, layout: Layout): Splice {
  if (inFlow) return fillEmptyInFlow(colon, value, layout);
  const fresh = blockValue(value, column, layout);
  const spaces = /^ +(?=#)/.exec(layout.text.slice(colon, colon + 200))?.[0].length ?? 0;
  const used = fresh.includes('\n') ? 0 : Math.max(0, Math.min(spaces - 1, fresh.length));
  if (fresh.includes('\n') && spaces) {
    const lineEnd = lineEndOf(layout.text, colon);
    const comment = layout.text.slice(colon, lineEnd);
    const [first = '', ...rest] = fresh.split(layout.newline);
    return { start: colon, end: lineEnd, text: [`${first}${comment}`, ...rest].join(layout.newline) };
  }
  return { start: colon, end: colon + used, text: fresh };
}

/** The same in a flow map, where blanks up to the next mark are used up. */
function fillEmptyInFlow(colon: number, value: EditValue, { text }: Layout): Splice {
  const blanks = /^[ \t]*(?=([,}]))/.exec(text.slice(colon, colon + 200));
  const end = colon + (blanks?.[0].length ?? 0);
  return { start: colon, end, text: ` ${flowText(value)}${blanks?.[1] === '}' ? ' ' : ''}` };
}

/** A value as it stands behind `key:` in block style, with its leading space; maps and long texts go on lines below. */
function blockValue(value: EditValue, column: number, layout: Layout): string {
  const inner = ' '.repeat(column + layout.step);
  if (value.kind === 'text' && /\n/.test(value.text) && canBeLiteral(value.text))
    return ` |-${value.text
      .split('\n')
      .map((line) => `${layout.newline}${line === '' ? '' : inner}${line}`)
      .join('')}`;
  if (value.kind !== 'map' || value.flow || !value.entries.length) return ` ${flowText(value)}`;
  return value.entries
    .map(([key, part]) => `${layout.newline}${inner}${writeKey(key)}:${blockValue(part, column + layout.step, layout)}`)
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
