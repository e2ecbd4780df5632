import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { columnFor, openColumns, type Scene, usualStep } from './find-column.ts';
import { firstBeside, firstWord, isEmptyValue, isInList, isLooseKey, isLooseLine } from './loose-lines.ts';
import { endOfClosed, isListEntry, isOpen, type LineEntry, outlineLines } from './outline-lines.ts';
import { type IsKey, LOST, type Repair } from './repair-text.ts';
import type { Range } from './source-text.ts';

/** A slip of syntax, and where in the text that was read it stands. */
export interface Slip {
  readonly entry: Diagnostic;
  readonly range: Range;
}

/** What is told instead of what the library tells. */
interface Moved {
  readonly code: 'yaml-loose-line' | 'yaml-missing-colon' | 'yaml-indent' | 'yaml-tab';
  readonly range: Range;
}

/** What it takes to read on behind slips: repairs of the text, and what of the slips is worth telling. */
export interface Mending {
  readonly told: readonly Diagnostic[];
  /** Slips that the library tells as something else, or further down. */
  readonly moved: readonly Moved[];
  readonly repairs: readonly Repair[];
}

/** How much of an entry was taken out: what is still wrong then loses more of itself. */
const STEPS = ['part', 'value', 'entry', 'all'] as const;
type Step = (typeof STEPS)[number];

/** What was mended so far, by line. */
export type Mended = Map<number, { readonly step: Step; readonly indent: boolean }>;

/** Slips that never change how other lines are read, so that all of them can be mended at once. */
const LOCAL: ReadonlySet<string> = new Set([
  'yaml-start',
  'yaml-anchor',
  'yaml-alias',
  'yaml-tag',
  'yaml-escape',
  'yaml-quote',
  'yaml-comment',
  'yaml-nested-map',
  'yaml-tab',
]);
/** What a line is told to be that is out of place. */
const SHAPE: ReadonlySet<string> = new Set(['yaml-indent', 'yaml-unexpected', 'yaml-missing-colon']);
/** What is no slip of one line. */
const BEYOND: ReadonlySet<string> = new Set(['yaml-documents', 'yaml-too-deep', 'yaml-too-many']);

/**
 * Takes slips out of a text: the value, line or entry that each stands in, and nothing else. Behind one that may change how
 * the lines below are read, the others are left for the next reading. Null where nothing can be mended.
 */
export function mendSyntax(text: string, slips: readonly Slip[], mended: Mended, isKey: IsKey): Mending | null {
  const outline = outlineLines(text);
  const columns = new Map<LineEntry, number>();
  const told: Diagnostic[] = [];
  const moved: Moved[] = [];
  const repairs: Repair[] = [];
  let end = 0;
  for (const { entry, range } of slips) {
    if (BEYOND.has(entry.code)) return null;
    const index = indexAt(outline, text, range.start);
    const at = outline[index];
    if (!at) return null;
    if (at.lineStart < end) continue;
    const before = mended.get(at.line);
    const indent = entry.code === 'yaml-indent' || entry.code === 'yaml-tab';
    const step = before && STEPS[Math.min(STEPS.indexOf(before.step) + 1, STEPS.length - 1)];
    const scene = { text, outline, index, at, isKey, columns };
    const isDirective = entry.code === 'yaml-directive';
    const mending = mendEntry(scene, {
      range,
      indent,
      isShape: SHAPE.has(entry.code),
      isOpenBracket: entry.code === 'yaml-bracket',
      step: isDirective ? 'all' : step,
    });
    const follows = entry.code === 'yaml-indent' && mended.get(at.line - 1)?.indent === true;
    for (let line = at.line; line <= at.last; line++) mended.set(line, { step: mending.step, indent });
    if (mending.moved) moved.push(mending.moved);
    else if (!before && !follows) told.push(entry);
    repairs.push(...mending.repairs);
    end = Math.max(end, ...mending.repairs.map(({ offset, length }) => offset + length));
    if (!LOCAL.has(entry.code) || mending.isLast) break;
  }
  return repairs.length ? { told, moved, repairs } : null;
}

/** The entry that an offset lies in or behind. */
function indexAt(outline: readonly LineEntry[], text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  const lineEnd = newline < 0 ? text.length : newline;
  let low = 0;
  let high = outline.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((outline[middle]?.lineStart ?? 0) <= lineEnd) low = middle;
    else high = middle - 1;
  }
  return low;
}

interface EntrySlip {
  readonly range: Range;
  readonly indent: boolean;
  /** Whether it may come of how lines above are laid out. */
  readonly isShape: boolean;
  readonly isOpenBracket: boolean;
  /** The least to take out, where it was mended before and is still wrong. */
  readonly step: Step | undefined;
}

interface EntryMending {
  readonly step: Step;
  readonly repairs: readonly Repair[];
  readonly moved?: Moved;
  /** Whether what is told of the lines below may come of it. */
  readonly isLast?: boolean;
}

function mendEntry(scene: Scene, { range, indent, isShape, isOpenBracket, step }: EntrySlip): EntryMending {
  const { at, outline, index } = scene;
  const isInValue = (at.key !== null || isListEntry(at)) && range.start >= at.value.start && !isEmptyValue(at);
  if (!step) {
    const goesOn = isOpenBracket ? withoutTabs(scene) : null;
    if (goesOn) return goesOn;
    if (isLooseLine(scene)) return withoutLooseLines(scene);
    const above = { ...scene, index: index - 1, at: outline[index - 1] ?? at };
    if (indent && isLooseKey(above, at)) return withoutLooseLines(above);
    const culprit = isShape && range.start <= at.start ? mendAbove(above, scene) : null;
    if (culprit) return culprit;
    if (indent && !isInBrackets(scene, range)) return { step: 'entry', repairs: [withColumn(scene)] };
    const part = isInValue ? partOf(scene, range) : null;
    if (part) return { step: 'part', repairs: [take(scene, part, LOST)] };
  }
  if (isInValue && (!step || step === 'value')) return withoutValue(scene);
  if (!step || step === 'value' || step === 'entry')
    return { step: 'entry', repairs: [at.key || isListEntry(at) ? lostEntry(scene) : lineWithoutColon(scene)] };
  return { step: 'all', repairs: [withoutEntry(scene)], isLast: true };
}

const isInBrackets = ({ text, at }: Scene, { start }: Range): boolean =>
  /[[{]/.test(text[at.value.start] ?? '') && start > at.value.start;

/** Takes out a stretch; its line ends stay. What is left in its place is read as one word. */
function take({ text }: Scene, { start, end }: Range, left: string): Repair {
  const rest = text.slice(start, end).replace(/[^\r\n]/g, ' ');
  const firstLine = rest.search(/\r?\n|$/);
  return { offset: start, length: end - start, replacement: left + rest.slice(Math.min(left.length, firstLine)) };
}

/** The part of a list or map in brackets that a slip is in, up to the next comma or bracket on its line. */
function partOf(scene: Scene, { start }: Range): Range | null {
  const { text, at } = scene;
  if (!isInBrackets(scene, { start, end: start })) return null;
  const length = /^[^,[\]{}\r\n]+/.exec(text.slice(start, at.value.end))?.[0].trimEnd().length ?? 0;
  if (length === 0) return null;
  const left = text.slice(at.value.start, start) + LOST.repeat(length) + text.slice(start + length, at.value.end);
  return endOfClosed(left, 0) === left.length ? { start, end: start + length } : null;
}

/** The entry without its value; what stands deeper below it stays its own. */
function withoutValue(scene: Scene): EntryMending {
  const hasBelow = hasDeeperBelow(scene);
  return { step: 'value', repairs: [take(scene, scene.at.value, hasBelow ? '' : LOST)], isLast: hasBelow };
}

function hasDeeperBelow({ outline, index, at }: Scene): boolean {
  const below = outline[index + 1];
  return below !== undefined && below.dash > (at.key ? at.indent : at.dash);
}

/** A line without a colon where an entry belongs: a known key without its value, or an entry of which nothing is known. */
function lineWithoutColon(scene: Scene): Repair {
  const { at, isKey } = scene;
  const word = firstWord(scene);
  if (!isKey(word, false)) return lostEntry(scene);
  const rest = take(scene, { start: at.start + word.length, end: at.value.end }, '');
  const mark = hasDeeperBelow(scene) ? ':' : `: ${LOST}`;
  return { ...rest, replacement: mark + rest.replacement.slice(mark.length) };
}

/** An entry in place of one of which neither key nor value is known; what is below it is its own. */
function lostEntry(scene: Scene): Repair {
  const { text, at, isKey } = scene;
  const word = at.key && text.slice(at.key.start, at.key.end).replace(/^[^\w]+|[^\w]+$/g, '');
  // A known key with a mark before it, as in `@1b:`.
  if (at.key && word && isKey(word, false)) return take(scene, at.key, word);
  return take(scene, { start: at.start, end: at.value.end }, isListEntry(at) && !at.key ? LOST : `${LOST}:`);
}

/** The same in the column where the entry was most likely meant to be. */
function withColumn(scene: Scene): Repair {
  const { at, columns } = scene;
  const column = columnFor(scene);
  columns.set(at, column);
  const lead = ' '.repeat(column) + (isListEntry(at) ? '- ' : '');
  return take(
    scene,
    { start: at.lineStart, end: at.value.end },
    `${lead}${isListEntry(at) && !at.key ? LOST : `${LOST}:`}`,
  );
}

/** Nothing of the entry, and nothing of what is deeper below it. */
function withoutEntry(scene: Scene): Repair {
  const { outline, index, at } = scene;
  let { end } = at.value;
  for (let next = index + 1; (outline[next]?.dash ?? 0) > at.dash; next++) end = outline[next]?.value.end ?? end;
  return take(scene, { start: at.lineStart, end }, '');
}

/** Blanks for tabs on the lines that go on with a list or map in brackets, which otherwise ends there; null where there are none. */
function withoutTabs({ text, at }: Scene): EntryMending | null {
  const repairs: Repair[] = [];
  for (let newline = text.indexOf('\n', at.value.end); newline >= 0; newline = text.indexOf('\n', newline + 1)) {
    const length = /^ *\t[ \t]*(?=\S)/.exec(text.slice(newline + 1, newline + 200))?.[0].length;
    if (!length) break;
    repairs.push({ offset: newline + 1, length, replacement: ' '.repeat(at.indent + 2) });
  }
  const [first] = repairs;
  if (!first) return null;
  const range = { start: first.offset, end: first.offset + first.length };
  return { step: 'part', repairs, moved: { code: 'yaml-tab', range }, isLast: true };
}

/** What is told of an entry may come of one above: of a line without a colon, or of the first entry beside it. */
function mendAbove(above: Scene, scene: Scene): EntryMending | null {
  const { text, at, outline, index, columns } = scene;
  if (index > 0 && !above.at.key && !isListEntry(above.at) && above.at.line < at.line) {
    const { start } = above.at;
    const range = { start, end: above.at.value.end };
    const repairs = isLooseLine(above) ? withoutLooseLines(above).repairs : [lineWithoutColon(above)];
    return { step: 'entry', repairs, moved: { code: 'yaml-missing-colon', range }, isLast: true };
  }
  const isFirst = isOpen(above.at) && at.dash > above.at.indent;
  if (isFirst || openColumns(scene).includes(at.dash)) return null;
  const first = firstBeside(outline, index, at);
  if (!first) return null;
  const next = outline.slice(index + 1).find(({ dash }) => dash <= at.dash);
  const parent = outline.slice(0, outline.indexOf(first)).findLast(({ dash }) => dash < Math.min(at.dash, first.dash));
  const step = usualStep(outline);
  const isUsual = at.dash - (parent?.dash ?? -step) === step && first.dash - (parent?.dash ?? -step) !== step;
  if (next?.dash !== at.dash && !isUsual) return null;
  columns.set(first, at.dash);
  const repairs = [{ offset: first.lineStart, length: first.dash, replacement: ' '.repeat(at.dash) }];
  const range = { start: first.lineStart + first.dash, end: first.key?.end ?? first.value.end };
  return text.slice(first.lineStart, first.lineStart + first.dash).includes('\t')
    ? null
    : { step: 'entry', repairs, moved: { code: 'yaml-indent', range }, isLast: true };
}

/** Takes out a loose line and those like it below. */
function withoutLooseLines(scene: Scene): EntryMending {
  const { text, outline, index, at, isKey } = scene;
  let last = at;
  for (let next = index + 1; next < outline.length; next++) {
    const entry = outline[next];
    const isAlike = entry && (isListEntry(entry) ? !isInList(outline, index, entry) : !entry.key);
    if (!entry || !isAlike || entry.dash > at.dash || isKey(firstWord({ ...scene, at: entry }), false)) break;
    last = entry;
  }
  const newline = text.indexOf('\n', at.start);
  const range = { start: at.lineStart + at.dash, end: Math.min(at.value.end, newline < 0 ? text.length : newline) };
  const repairs = [take(scene, { start: at.lineStart, end: last.value.end }, '')];
  return { step: 'all', repairs, moved: { code: 'yaml-loose-line', range }, isLast: true };
}
