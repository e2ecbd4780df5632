import { isBesideAbove, openColumns, type Scene } from './find-column.ts';
import { endOfClosed, isListEntry, isOpen, type LineEntry } from './outline-lines.ts';

/** Whether nothing stands behind a key or dash on its line. */
export const isEmptyValue = ({ value }: LineEntry): boolean => value.start === value.end;

/** The plain word that an entry begins with; empty where there is none. */
export const firstWord = ({ text, at }: Scene): string =>
  /^[A-Za-z0-9][\w.-]*/.exec(text.slice(at.start, at.value.end))?.[0] ?? '';

/**
 * Whether a line without a key stands outside of everything, as the second line of a text that was pasted: where no entry
 * can stand, or where the lines below it go on with what is above it.
 */
export function isLooseLine(scene: Scene): boolean {
  const { outline, index, at, isKey } = scene;
  if (isListEntry(at)) {
    const above = outline[index - 1];
    return above !== undefined && isLeftOfText(scene, above) && !isInList(outline, index, at);
  }
  if (at.key || index === 0 || isKey(firstWord(scene), false) || isUnclosed(scene)) return false;
  const open = openColumns(scene);
  const above = outline[index - 1];
  if (above && isOpen(above) && at.dash > above.indent) return false;
  if (!open.includes(at.dash)) return true;
  const below = outline.slice(index + 1).find((entry) => entry.key !== null);
  if (at.dash > 0 || !below || below.dash <= at.dash) return false;
  return (
    (above && isOpen(above) && below.dash > above.indent) ||
    open.some((column) => column === below.dash && isBesideAbove(scene, below, column))
  );
}

/** Whether there is a list among the entries before an index that another entry could go on with. */
export function isInList(outline: readonly LineEntry[], index: number, { dash }: LineEntry): boolean {
  for (let back = index - 1; back >= 0; back--) {
    const entry = outline[back];
    if (entry && entry.dash <= dash) return isListEntry(entry);
  }
  return false;
}

const isUnclosed = ({ text, at }: Scene): boolean =>
  /["'[{]/.test(text[at.start] ?? '') && endOfClosed(text, at.start) === null;

/** Whether an unknown key stands there, and what is told is that the line below it is deeper. */
export function isLooseKey(scene: Scene, below: LineEntry): boolean {
  const { text, outline, index, at, isKey } = scene;
  const above = outline[index - 1];
  if (!above || !at.key || isOpen(at) || isListEntry(at) || below.dash <= at.dash) return false;
  return isLeftOfText(scene, above) && !isKey(text.slice(at.key.start, at.key.end), false);
}

const isLeftOfText = ({ text, at }: Scene, above: LineEntry): boolean =>
  at.dash < (above.key ? above.indent : above.dash) &&
  !isEmptyValue(above) &&
  !/[[{]/.test(text[above.value.start] ?? '');

/** The entry above, the only one beside it, that begins in another column and is the first below its key; null where none is. */
export function firstBeside(outline: readonly LineEntry[], index: number, { dash }: LineEntry): LineEntry | null {
  let least: LineEntry | null = null;
  let back = index - 1;
  for (let entry = outline[back]; entry && entry.dash > dash; entry = outline[--back])
    if (!least || entry.dash <= least.dash) least = entry;
  const parent = outline[back];
  const isOnly = least && outline[back + 1] === least && (!parent || isOpen(parent));
  const hasTwin = outline.slice(back + 2, index).some((entry) => entry.dash === least?.dash);
  return isOnly && !hasTwin ? least : parentsBeside(outline, back, dash);
}

/** The same where it stands left of the others, with entries of its own below. */
function parentsBeside(outline: readonly LineEntry[], from: number, dash: number): LineEntry | null {
  let back = from;
  while ((outline[back]?.dash ?? -1) >= dash) back--;
  const [entry, parent] = [outline[back], outline[back - 1]];
  if (!entry || entry.dash >= dash) return null;
  return !parent || (isOpen(parent) && parent.dash < entry.dash) ? entry : null;
}
