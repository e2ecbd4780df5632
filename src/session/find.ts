import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Part } from '../catalogue/find-part.ts';
import { searchCatalogue } from '../catalogue/search-catalogue.ts';
import type { Evidence } from '../sheet/sheet.ts';
import type { Session, Stop } from './session.ts';

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * Stops found by id, name or words, the nearest first, an item with all its stops; all stops without a query. `1a`, what a
 * card shows of an id, narrows whatever else is asked for.
 */
export function findStops({ catalogue, stops }: Session, query: string): number[] {
  const words = query.normalize('NFKC').trim().split(/\s+/).filter(Boolean);
  const short = words.find((word) => /^\d[a-z]$/i.test(word))?.toLowerCase();
  const rest = words.filter((word) => word.toLowerCase() !== short).join(' ');
  const isShort = (index: number) => short === undefined || stops[index]?.requirement.id.endsWith(`.${short}`) === true;
  return (rest === '' ? stops.map((_, index) => index) : searched(catalogue, stops, rest)).filter(isShort);
}

function searched(catalogue: Catalogue, stops: readonly Stop[], words: string): number[] {
  const hits = searchCatalogue(catalogue, words, { lang: 'zh', kinds: ['domain', 'item', 'requirement'] });
  return [...new Set(hits.flatMap(({ part }) => stops.flatMap((stop, index) => (isIn(stop, part) ? [index] : []))))];
}

function isIn({ domain, item, requirement }: Stop, part: Part): boolean {
  if (part.kind === 'requirement') return part.requirement.id === requirement.id;
  if (part.kind === 'item') return part.item.id === item.id;
  return part.kind === 'domain' && part.domain.id === domain.id;
}

/** Entries of the register whose id, title or file have all words of a query. */
export function findEvidence(evidence: readonly Evidence[], query: string): readonly Evidence[] {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return evidence.filter(({ id, title, file }) => {
    const text = fold([id, title ?? '', file ?? ''].join(' '));
    return words.every((word) => text.includes(word));
  });
}

/** Stops that still lack something: a score, or a measure where the score is below the threshold; in the model's order. */
export function openStops({
  catalogue,
  stops,
  ratings,
}: Session): { readonly index: number; readonly scored: boolean }[] {
  return stops.flatMap(({ requirement }, index) => {
    const rating = ratings.get(requirement.id);
    const score = rating?.score ?? null;
    const lacks = score === null || (score < catalogue.scoring.threshold && !rating?.improvement?.measure);
    return lacks ? [{ index, scored: score !== null }] : [];
  });
}
