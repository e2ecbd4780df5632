import { isUnsuspicious } from './check-text.ts';
import type { Entry, MapNode, YamlNode } from './node.ts';
import { readEverydayEntry } from './read-everyday.ts';
import type { Range } from './source-text.ts';

/** A text with the tree that it reads as. */
export interface TextTree {
  readonly text: string;
  readonly root: MapNode;
}

/** What an edit made of an entry, and the tree with it. */
export interface Reread {
  readonly root: MapNode;
  /** The entry's place: the keys that lead to it, its own the last. */
  readonly path: readonly string[];
  readonly before: Entry;
  readonly after: Entry;
}

/**
 * The tree of a text that was edited within `stretch` (offsets of the text before), by reading only the entry again that
 * it lies in: the deepest one on `path` that has lines of its own. The rest is taken over, moved along. Null where that
 * entry cannot be told from its surroundings for certain; then the whole text has to be read.
 */
export function rereadEdited(old: TextTree, edited: string, stretch: Range, path: readonly string[]): Reread | null {
  const steps = stepsTo(old, path, stretch);
  const last = steps.at(-1);
  if (!last) return null;
  const by = edited.length - old.text.length;
  const lines = { start: last.lines.start, end: last.lines.end + by };
  const isToLineEnd = lines.end === edited.length || edited[lines.end - 1] === '\n';
  if (!isToLineEnd || !isUnsuspicious(edited.slice(lines.start, lines.end))) return null;
  const before = readEverydayEntry(old.text, last.lines);
  // In other surroundings the same lines may be something else, as part of a longer text.
  if (!before || JSON.stringify(before) !== JSON.stringify(last.entry)) return null;
  const after = readEverydayEntry(edited, lines);
  if (after?.name !== before.name) return null;
  let entry = after;
  for (const [depth, step] of [...steps.entries()].reverse()) {
    const value = withEntry(step, entry, by);
    const parent = steps[depth - 1];
    if (!parent) return { root: value, path: path.slice(0, steps.length), before, after };
    entry = { key: parent.entry.key, name: parent.entry.name, value };
  }
  return null;
}

/** An entry on the way, where it stands in its map, and the lines that are its own: up to the next key beside or above. */
interface Step {
  readonly map: MapNode;
  readonly index: number;
  readonly entry: Entry;
  readonly lines: Range;
}

/** The entries on a path, as far down as the stretch lies within the lines of one, behind its key. */
function stepsTo({ text, root }: TextTree, path: readonly string[], stretch: Range): Step[] {
  const steps: Step[] = [];
  let map: YamlNode = root;
  let end = text.length;
  for (const key of path) {
    if (map.kind !== 'map' || map.flow) break;
    const index: number = map.entries.findIndex(({ name }) => name === key);
    const entry: Entry | undefined = map.entries[index];
    if (!entry) break;
    const next = map.entries[index + 1];
    const lines: Range = { start: lineStart(text, entry), end: next ? lineStart(text, next) : end };
    if (stretch.start < entry.key.range.end || stretch.end > lines.end) break;
    steps.push({ map, index, entry, lines });
    end = lines.end;
    map = entry.value;
  }
  return steps;
}

const lineStart = (text: string, { key }: Entry): number => text.lastIndexOf('\n', key.range.start - 1) + 1;

/** A step's map with another entry in its place, and those behind it moved. */
function withEntry({ map, index }: Step, entry: Entry, by: number): MapNode {
  const entries = map.entries.map((known, at) => (at < index ? known : at === index ? entry : moved(known, by)));
  const { start, end } = map.range;
  return { ...map, entries, range: { start, end: index === entries.length - 1 ? entry.value.range.end : end + by } };
}

/** How far an entry was moved whose value nobody has looked at since, and where that value was before. */
const waiting = new WeakMap<Entry, { readonly from: Entry; readonly by: number }>();

/**
 * An entry that stands further on or back. Its value is moved when somebody looks: an edit of one answer would otherwise
 * copy all the answers behind it, and the next edit again.
 */
function moved(entry: Entry, by: number): Entry {
  if (by === 0) return entry;
  const before = waiting.get(entry);
  const from = before?.from ?? entry;
  const sum = by + (before?.by ?? 0);
  let value: YamlNode | null = null;
  const result: Entry = {
    key: { ...entry.key, range: shift(entry.key.range, by) },
    name: entry.name,
    get value() {
      waiting.delete(result);
      value ??= movedNode(from.value, sum);
      return value;
    },
  };
  waiting.set(result, { from, by: sum });
  return result;
}

function movedNode(node: YamlNode, by: number): YamlNode {
  const range = shift(node.range, by);
  if (node.kind === 'map') return { ...node, entries: node.entries.map((entry) => moved(entry, by)), range };
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => movedNode(item, by)), range };
  return { ...node, range };
}

const shift = ({ start, end }: Range, by: number): Range => ({ start: start + by, end: end + by });
