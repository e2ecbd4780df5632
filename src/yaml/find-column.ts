import { isListEntry, isOpen, type LineEntry } from './outline-lines.ts';
import type { IsKey } from './repair-text.ts';

/** An entry in its surroundings. */
export interface Scene {
  readonly text: string;
  readonly outline: readonly LineEntry[];
  readonly index: number;
  readonly at: LineEntry;
  readonly isKey: IsKey;
  /** The columns that entries were moved to. */
  readonly columns: Map<LineEntry, number>;
}

/** The column where an entry that lines up with no other was most likely meant to be. */
export function columnFor(scene: Scene): number {
  const { outline, index, at, columns } = scene;
  const [above, below] = [outline[index - 1], outline[index + 1]];
  const open = openColumns(scene);
  if (above && isOpen(above)) open.push(childColumn(scene, columns.get(above) ?? above.indent));
  const most = mostFor(scene, below);
  const beside = open.filter((column) => column <= most && isBeside(scene, at, column));
  const distance = (column: number) => (isTabbed(scene, at) ? -column : Math.abs(column - at.dash));
  if (beside.length) return beside.reduce((best, column) => (distance(column) <= distance(best) ? column : best));
  const usable = open.filter((column) => column <= most);
  const deepest = usable.at(-1) ?? 0;
  if (!isTabbed(scene, at)) return usable.find((column) => column >= at.dash) ?? deepest;
  // A tab may stand for any number of spaces; where lines around it have tabs too, it is one step each.
  const blanks = scene.text.slice(at.lineStart, at.lineStart + at.dash);
  const width = blanks.replaceAll('\t', '  ').length;
  const isUsual = blanks.startsWith('\t\t') || [above, below].some((entry) => entry && isTabbed(scene, entry));
  return isUsual && usable.includes(width) ? width : deepest;
}

const isTabbed = ({ text }: Scene, { lineStart, dash }: LineEntry): boolean =>
  text.slice(lineStart, lineStart + dash).includes('\t');

/** Whether an entry would stand in a column beside keys like its own, and not beside the same. */
function isBeside(scene: Scene, entry: LineEntry, column: number): boolean {
  const { outline, index } = scene;
  return isLike(scene, entry, [
    ...besideAt(scene, index, -1, column),
    ...besideAt(scene, outline.indexOf(entry), 1, column),
  ]);
}

/** The same, beside the keys above the slip alone. */
export const isBesideAbove = (scene: Scene, entry: LineEntry, column: number): boolean =>
  isLike(scene, entry, besideAt(scene, scene.index, -1, column));

function isLike({ text }: Scene, entry: LineEntry, beside: readonly LineEntry[]): boolean {
  const keyOf = ({ key }: LineEntry) => text.slice(key?.start, key?.end);
  const own = keyOf(entry);
  return (
    entry.key !== null &&
    beside.some((other) => shape(keyOf(other)) === shape(own)) &&
    !beside.some((other) => keyOf(other) === own)
  );
}

/** The entries with keys in a column, up or down from an index to where the map in that column ends. */
function besideAt({ outline, columns }: Scene, index: number, step: -1 | 1, column: number): LineEntry[] {
  const beside: LineEntry[] = [];
  for (let at = index + step; outline[at]; at += step) {
    const other = outline[at];
    const dash = other && (columns.get(other) ?? other.dash);
    if (!other || dash === undefined || dash < column) break;
    if (dash === column && other.key) beside.push(other);
  }
  return beside;
}

/** What a key looks like: `1a` and `2c` alike, `E01` and `E2`, words with hyphens or without. */
const shape = (key: string): string =>
  key
    .replace(/[a-z]+/gi, 'a')
    .replace(/a(?:-a)+/g, 'a-a')
    .replace(/\d+/g, '0');

/** The column of the entries below a key at a column, of which this is the first: that of the next one, where there is one. */
function childColumn(scene: Scene, column: number): number {
  const { outline, index, at } = scene;
  const below = outline[index + 1];
  const usual = column + usualStep(outline);
  if (!below || isTabbed(scene, below) || below.dash <= column) return usual;
  if (!isOpen(at) || below.dash === usual) return below.dash;
  const next = outline.slice(index + 2).find(({ dash }) => dash < below.dash);
  if (next && next.dash > column && !isTabbed(scene, next)) return next.dash;
  return Math.min(usual, below.dash - 1);
}

/** How far the entries below a key are mostly indented. */
export function usualStep(outline: readonly LineEntry[]): number {
  const counts = new Map<number, number>();
  for (const [index, entry] of outline.entries()) {
    const step = (outline[index + 1]?.dash ?? 0) - entry.dash;
    if (isOpen(entry) && step > 0) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  return [...counts].reduce((best, [step, count]) => (count > best[1] ? [step, count] : best), [2, 0])[0] ?? 2;
}

/** The columns in which an entry may follow those above. */
export function openColumns({ outline, index, columns }: Scene): number[] {
  const open: number[] = [];
  for (let at = 0; at < index; at++) {
    const entry = outline[at];
    if (!entry) continue;
    const dash = columns.get(entry) ?? entry.dash;
    while ((open.at(-1) ?? -1) > dash) open.pop();
    if ((open.at(-1) ?? -1) < dash) open.push(dash);
    if (isListEntry(entry) && entry.key) open.push(entry.indent);
  }
  return open;
}

/** An entry with others below it stands left of them; they are below it where they cannot go on with what is above. */
function mostFor(scene: Scene, below: LineEntry | undefined): number {
  const { at, outline, index } = scene;
  if (!below || !isOpen(at) || isTabbed(scene, below)) return Number.POSITIVE_INFINITY;
  const above = outline[index - 1];
  const isFirst = above && isOpen(above) && below.dash === above.indent + usualStep(outline);
  if (isFirst || isBesideAbove(scene, below, below.dash)) return Number.POSITIVE_INFINITY;
  return isTabbed(scene, at) || below.dash > at.dash ? below.dash - 1 : Number.POSITIVE_INFINITY;
}
