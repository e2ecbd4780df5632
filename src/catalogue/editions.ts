import type { Catalogues } from './catalogue.ts';

/** The year in an edition's id, and whether it is that year's draft: `draft-2023`, `2023`. */
const partsOf = (edition: string) => ({
  year: Number(/\d{4}/.exec(edition)?.[0] ?? 0),
  draft: /draft/i.test(edition),
});

/** Orders editions of one model from the newest: by year, a year's draft behind its final text. */
export function newestFirst(a: string, b: string): number {
  const [one, other] = [partsOf(a), partsOf(b)];
  return other.year - one.year || Number(one.draft) - Number(other.draft) || (a < b ? 1 : a > b ? -1 : 0);
}

/** The newest edition of a model where it is newer than the given one; else null. */
export function newerEdition({ models }: Catalogues, model: string, edition: string): string | null {
  const newest = models.find((entry) => entry.id === model)?.editions.toSorted(newestFirst)[0];
  return newest !== undefined && newestFirst(newest, edition) < 0 ? newest : null;
}
