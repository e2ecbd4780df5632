import { isEmptyNode, type MapNode, type YamlNode } from './node.ts';
import { parseYaml } from './parse-yaml.ts';
import { type SourceText, sourceText } from './source-text.ts';
import { insertEntry, type Layout, plainScalar, replaceValue, type Splice, stepBelow, stepIn } from './splice-value.ts';
import { type EditValue, plainValue } from './write-value.ts';

/** A value to stand at a path of keys; maps on the way are made where they are missing. */
export interface Change {
  readonly path: readonly string[];
  readonly value: EditValue;
}

/**
 * Makes the changes in a YAML text by replacing only the stretches that they concern; all else stays byte for byte. The
 * result is read again and compared with what was meant. Null where the layout is too unusual to be changed safely.
 */
export function editYaml(source: SourceText, root: MapNode, changes: readonly Change[]): string | null {
  const layout = layoutOf(source.text, root);
  // A comment that follows may be deep enough to become part of a block text; then texts are written on one line.
  return attempt(root, changes, layout) ?? attempt(root, changes, { ...layout, blockTexts: false });
}

function attempt(root: MapNode, changes: readonly Change[], layout: Layout): string | null {
  const splices: Splice[] = [];
  for (const change of changes) {
    const splice = spliceFor(root, change, layout);
    if (!splice) return null;
    splices.push(splice);
  }
  const edited = applySplices(layout.text, splices);
  return edited !== null && isAsMeant(root, changes, edited) ? edited : null;
}

function layoutOf(text: string, root: MapNode): Layout {
  const crlf = text.split('\r\n').length - 1;
  const all = text.split('\n').length - 1;
  const first = root.flow ? root.entries[0] : undefined;
  return {
    text,
    newline: crlf * 2 > all ? '\r\n' : '\n',
    isJson: first !== undefined && text[first.key.range.start] === '"',
    blockTexts: true,
  };
}

/** Null where two splices overlap. New entries go behind what is changed at the same place, the deeper ones first. */
function applySplices(text: string, splices: readonly Splice[]): string | null {
  const rank = ({ column }: Splice): number => (column === null ? -Number.MAX_VALUE : -column);
  const ordered = [...splices].sort((a, b) => a.start - b.start || rank(a) - rank(b) || a.end - b.end);
  let result = '';
  let at = 0;
  for (const splice of ordered) {
    if (splice.start < at) return null;
    result += text.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return result + text.slice(at);
}

function spliceFor(root: MapNode, { path, value }: Change, layout: Layout): Splice | null {
  let map = root;
  let step = stepIn(root, layout.text) ?? 2;
  for (const [depth, key] of path.entries()) {
    const rest = path.slice(depth + 1);
    const entry = map.entries.find((candidate) => candidate.name === key);
    if (!entry) return insertEntry(map, key, nest(rest, value), step, layout);
    if (!rest.length || hasNothing(entry.value)) return replaceValue(entry, map, nest(rest, value), step, layout);
    if (entry.value.kind !== 'map') return null;
    step = stepBelow(entry, layout.text) ?? step;
    map = entry.value;
  }
  return null;
}

const hasNothing = (node: YamlNode): boolean => isEmptyNode(node) || (node.kind === 'map' && !node.entries.length);

const nest = (path: readonly string[], value: EditValue): EditValue =>
  path.reduceRight<EditValue>((inner, key) => ({ kind: 'map', entries: [[key, inner]] }), value);

/** The last text that was edited, with its tree: who goes on editing it need not have it read again. */
let lastEdited: { readonly text: string; readonly root: MapNode } | null = null;

/** The tree of a text that `editYaml` has just made; null for any other text. */
export const treeOfEdited = (text: string): MapNode | null => (lastEdited?.text === text ? lastEdited.root : null);

/** Whether the edited text reads as the old tree with just these changes. */
function isAsMeant(root: MapNode, changes: readonly Change[], edited: string): boolean {
  const parsed = parseYaml(sourceText('', edited), () => false);
  if (!parsed.ok) return false;
  lastEdited = parsed.value.kind === 'map' ? { text: edited, root: parsed.value } : null;
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
  return node.kind === 'list' ? node.items.map(toPlain) : plainScalar(node);
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
