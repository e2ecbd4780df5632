import type { Rating } from '../sheet/sheet.ts';

/** The parts of an answer that are compared and written each by itself, beside its list of evidence. */
export const PARTS = ['score', 'finding', 'improvement'] as const;
export type Part = (typeof PARTS)[number];

/** A rating with some of its parts as another one has them. */
export const mixed = (rating: Rating, other: Rating, parts: readonly Part[]): Rating => ({
  ...rating,
  ...Object.fromEntries(parts.map((part) => [part, other[part]])),
});

/** A part so that it can be compared; an improvement without any part is none. */
export function partText(rating: Rating, part: Part): string {
  const value = rating[part];
  const isNothing =
    typeof value === 'object' && value !== null && Object.values(value).every((entry) => entry === null);
  return JSON.stringify(isNothing ? null : value);
}

/** Whether two answers say the same; none says what an empty one does. */
export const isSame = (a: Rating | null, b: Rating | null): boolean =>
  a === b || JSON.stringify(partsOf(a)) === JSON.stringify(partsOf(b));

const partsOf = (rating: Rating | null) => [
  rating?.evidence ?? [],
  ...(rating ? PARTS.map((part) => partText(rating, part)) : PARTS.map(() => 'null')),
];

/**
 * Their list with every entry that was touched here as it is here now. Where nobody else touched the list, it is exactly as
 * it was put here, in that order.
 */
export function mergeLists(
  original: readonly string[],
  saved: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
) {
  const isTheirs = [original, saved].some((known) => known.join('\n') === theirs.join('\n'));
  if (isTheirs) return [...mine];
  const isTouched = (id: string) =>
    original.includes(id) !== mine.includes(id) || saved.includes(id) !== mine.includes(id);
  const kept = theirs.filter((id) => mine.includes(id) || !isTouched(id));
  return [...kept, ...mine.filter((id) => isTouched(id) && !kept.includes(id))];
}
