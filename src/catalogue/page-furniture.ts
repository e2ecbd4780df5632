import { narrowText } from '../text/fold-text.ts';
import { widthOf } from '../text/width.ts';
import type { LineRole } from './list-runs.ts';
import { isEnded, type StandardLine } from './standard-lines.ts';

/** How many lines a page has. */
const PAGE = { least: 12, most: 130 } as const;
/** Times that come closer together are one, such as on a title page. */
const TOGETHER = 10;
/** A line of this many columns at most may be the head or foot of a page. */
const WIDEST = 80;

/** A line that comes again and again, equal up to its digits: where it stands. */
type Recurring = readonly number[];

/**
 * The places of lines that are the heads and feet of pages, or a mark across them: equal up to their digits, at the
 * distance of pages through most of the text, and wherever a page happens to end: within sentences and between them. Part
 * of a sentence that comes again stands in the same place of it every time, and is kept.
 */
export function pageFurniture(lines: readonly StandardLine[], roles: readonly LineRole[]): ReadonlySet<number> {
  const groups = new Map<string, number[]>();
  lines.forEach(({ kind, text }, index) => {
    if (kind === 'entry' || roles[index] || isEnded(text) || widthOf(text) > WIDEST) return;
    const key = narrowText(text).replace(/\d+/g, '#');
    groups.set(key, [...(groups.get(key) ?? []), index]);
  });
  const recurring = [...groups.values()].filter((group) => recursByPage(group, lines));
  const candidates = new Set(recurring.flat());
  return new Set(recurring.filter((group) => isFurniture(group, candidates, lines, roles)).flat());
}

function recursByPage(group: Recurring, lines: readonly StandardLine[]): boolean {
  const places = group
    .map((index) => lines[index]?.line ?? 0)
    .filter((line, index, all) => index === 0 || line - (all[index - 1] ?? 0) >= TOGETHER);
  const gaps = places.slice(1).map((line, index) => line - (places[index] ?? 0));
  const page = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  if (places.length < 3 || page < PAGE.least || page > PAGE.most) return false;
  const regular = gaps.filter((gap) => gap > page * 0.6 && gap < page * 1.6);
  const span = (places.at(-1) ?? 0) - (places[0] ?? 0);
  return regular.length >= gaps.length * 0.7 && span * 2 >= (lines.at(-1)?.line ?? 0);
}

/** Pages count on; else the lines before it, its like left out, have to end a sentence here and break it off there. */
function isFurniture(
  group: Recurring,
  candidates: ReadonlySet<number>,
  lines: readonly StandardLine[],
  roles: readonly LineRole[],
): boolean {
  const numbers = group.map((index) => (narrowText(lines[index]?.text ?? '').match(/\d+/g) ?? []).map(Number));
  const counts = numbers[0]?.some((_, at) =>
    numbers.every((found, index) => index === 0 || (found[at] ?? 0) > (numbers[index - 1]?.[at] ?? 0)),
  );
  if (counts) return true;
  const endings = group.map((index) => {
    let before = index - 1;
    while (candidates.has(before)) before--;
    return roles[before] || before < 0 || isEnded(lines[before]?.text ?? '');
  });
  return endings.some(Boolean) && !endings.every(Boolean);
}

/**
 * The columns from which a line is full, in a text whose lines were broken at one width; no number is enough where they were
 * not. A full line is broken off more likely than it is a heading.
 */
export function brokenWidth(lines: readonly StandardLine[]): number {
  const widths = lines.map(({ text }) => widthOf(text)).sort((a, b) => a - b);
  const width = widths[Math.floor(widths.length * 0.97)] ?? 0;
  const long = widths.filter((other) => other > width / 2);
  const full = long.filter((other) => other > width - SLACK && other <= width);
  return width >= NARROWEST && full.length >= long.length * 0.25 ? width - SLACK + 1 : Number.POSITIVE_INFINITY;
}

/** Nobody breaks lines at fewer columns. */
const NARROWEST = 24;
/** A stop that must not begin a line, or a word that does not fit, makes a line shorter. */
const SLACK = 4;
