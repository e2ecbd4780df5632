import type { Catalogue } from '../catalogue/catalogue.ts';
import { findLevel } from '../catalogue/find-level.ts';
import type { Part } from '../catalogue/find-part.ts';
import { searchCatalogue } from '../catalogue/search-catalogue.ts';
import type { Evidence } from '../sheet/sheet.ts';
import type { Session, Stop } from './session.ts';
import { lackOf } from './stops.ts';

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/**
 * Stops found by id, name or words, the nearest first, an item with all its stops; all stops without a query. `1a`, what a
 * card shows of an id, and the name of a level narrow whatever else is asked for.
 */
export function findStops({ catalogue, stops }: Session, query: string): number[] {
  const words = query.normalize('NFKC').trim().split(/\s+/).filter(Boolean);
  const short = words.find((word) => /^\d[a-z]$/i.test(word));
  const named = levelNameIn(catalogue, words);
  const level = named.length ? findLevel(catalogue, named.join(' '))?.level.rank : null;
  const rest = words.filter((word) => word !== short && !named.includes(word)).join(' ');
  const isWanted = (index: number): boolean => {
    const requirement = stops[index]?.requirement;
    return (
      (short === undefined || requirement?.id.endsWith(`.${short.toLowerCase()}`) === true) &&
      (level === null || requirement?.level === level)
    );
  };
  return (rest === '' ? stops.map((_, index) => index) : searched(catalogue, stops, rest)).filter(isWanted);
}

/** The words of a query that name a level, of which there may be two: `三星`, `two stars`; a number alone names none. */
function levelNameIn(catalogue: Catalogue, words: readonly string[]): readonly string[] {
  const runs = [2, 1].flatMap((count) => words.map((_, at) => words.slice(at, at + count)));
  return runs.find((run) => !/^\d+$/.test(run.join(' ')) && findLevel(catalogue, run.join(' ')) !== null) ?? [];
}

const NAMES: ReadonlySet<string> = new Set(['id', 'name', 'clause']);

function searched(catalogue: Catalogue, stops: readonly Stop[], words: string): number[] {
  const hits = searchCatalogue(catalogue, words, { lang: 'zh', kinds: ['domain', 'item', 'requirement'] });
  const found = hits.flatMap(({ part, field }) => {
    const own = stops.flatMap((stop, index) => (isIn(stop, part) ? [index] : []));
    // What is called so is meant as a whole; an overview that has the words says nothing of each requirement.
    return part.kind === 'requirement' || NAMES.has(field) ? own : own.slice(0, 1);
  });
  return [...new Set(found)];
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

/** A stop, by its index, and what it lacks. */
interface OpenStop {
  readonly index: number;
  readonly lacks: NonNullable<ReturnType<typeof lackOf>>;
}

/**
 * Stops that still lack something. In the model's order, those that lack nothing but evidence last.
 */
export function openStops({ catalogue, stops, ratings }: Session): OpenStop[] {
  const open = stops.flatMap(({ requirement }, index): OpenStop[] => {
    const lacks = lackOf(ratings.get(requirement.id), catalogue.scoring);
    return lacks ? [{ index, lacks }] : [];
  });
  return [...open.filter(({ lacks }) => lacks !== 'evidence'), ...open.filter(({ lacks }) => lacks === 'evidence')];
}

/** The first stop of each item, by its index. */
export const itemStarts = ({ stops }: Pick<Session, 'stops'>): number[] =>
  stops.flatMap(({ item }, index) => (stops[index - 1]?.item.id === item.id ? [] : [index]));
