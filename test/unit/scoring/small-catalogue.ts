import fc from 'fast-check';
import type { Catalogue, Item, ItemLevel, Reading } from '../../../src/catalogue/catalogue.ts';
import { GUIDE_SCORING, type Scoring } from '../../../src/catalogue/scoring.ts';
import type { Rating, Sheet, Tenths } from '../../../src/sheet/sheet.ts';

/** How many requirements an item has at each level: `{ 1: 2, 2: 1 }`. */
type ItemLayout = Readonly<Record<number, number>>;
/** A catalogue by domain and item: `{ north: { vision: { 1: 2 } } }`. */
type Layout = Readonly<Record<string, Readonly<Record<string, ItemLayout>>>>;
/** Scores as they are written, by requirement id; null, or left out, is not scored. */
export type Written = Readonly<Record<string, 1 | 0.8 | 0.5 | 0 | null>>;
/** What scoring takes of a sheet. */
type Scorable = Pick<Sheet, 'claim' | 'reading' | 'ratings' | 'tailoring'>;

const text = (words: string) => ({ zh: words, en: words });

/** Builds a catalogue of nothing but ids; its levels run to the highest one that occurs. */
export function smallCatalogue(layout: Layout): Catalogue {
  const ranks = Object.values(layout).flatMap((items) => Object.values(items).flatMap((item) => Object.keys(item)));
  const top = Math.max(...ranks.map(Number));
  return {
    id: 'small',
    edition: '1',
    name: text('small'),
    document: text('small'),
    scoringRule: text('small'),
    scoring: GUIDE_SCORING,
    levels: Array.from({ length: top }, (_, index) => ({
      rank: index + 1,
      name: text(`level ${index + 1}`),
      definition: null,
      characteristics: [],
    })),
    domains: Object.entries(layout).map(([id, items]) => ({
      id,
      name: text(id),
      overview: text(id),
      weight: 1,
      characteristics: [],
      items: Object.entries(items).map(([item, levels]) => smallItem(item, levels)),
    })),
    digest: 'sha256:small',
  };
}

export function smallItem(id: string, levels: ItemLayout): Item {
  const itemLevels = Object.entries(levels).map(([rank, count]): ItemLevel => {
    const level = Number(rank);
    const requirements = Array.from({ length: count }, (_, index) => {
      const requirement = `${id}.${level}${String.fromCharCode(97 + index)}`;
      return { id: requirement, level, text: text(requirement), points: [], provisional: false };
    });
    return { level, clause: null, requirements, evidence: [], advice: text(id) };
  });
  return { id, name: text(id), heading: null, overview: text(id), weight: 1, levels: itemLevels };
}

/** The catalogue with a scoring, and with weights for its domains and items in turn. */
export const withScoring = (catalogue: Catalogue, scoring: Scoring, weights: readonly number[]): Catalogue => {
  const endless = (index: number): number => weights[index % weights.length] ?? 1;
  let at = 0;
  return {
    ...catalogue,
    scoring,
    domains: catalogue.domains.map((domain) => ({
      ...domain,
      weight: endless(at++),
      items: domain.items.map((item) => ({ ...item, weight: endless(at++) })),
    })),
  };
};

const TENTHS: Readonly<Record<string, Tenths>> = { '1': 10, '0.8': 8, '0.5': 5, '0': 0 };

export const ratingOf = (requirement: string, score: Tenths | null): Rating => ({
  requirement,
  score,
  evidence: [],
  finding: null,
  improvement: null,
});

export const writtenScores = (written: Written): Map<string, Tenths | null> =>
  new Map(Object.entries(written).map(([id, score]) => [id, TENTHS[String(score)] ?? null]));

/** A catalogue with a sheet for it. */
export interface Case {
  readonly catalogue: Catalogue;
  readonly claim: number;
  readonly reading: Reading;
  readonly tailored: readonly string[];
  readonly scores: ReadonlyMap<string, Tenths | null>;
}

/** Builds what scoring takes of a sheet. */
export const sheetOf = ({ claim, reading, scores, tailored }: Case): Scorable => ({
  claim,
  reading,
  ratings: new Map([...scores].map(([id, score]) => [id, ratingOf(id, score)])),
  tailoring: tailored.map((item) => ({ item, reason: 'why' })),
});

/** Items start at any level and run to the top, as in every model so far; some levels may be empty. */
const layouts: fc.Arbitrary<Layout> = fc.integer({ min: 1, max: 4 }).chain((top) => {
  const item = fc
    .integer({ min: 1, max: top })
    .chain((first) =>
      fc
        .array(fc.integer({ min: 1, max: 4 }), { minLength: top - first + 1, maxLength: top - first + 1 })
        .map((counts) => Object.fromEntries(counts.map((count, index) => [first + index, count]))),
    );
  return fc
    .array(fc.array(item, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
    .map((domains) =>
      Object.fromEntries(
        domains.map((items, d) => [
          `domain-${d}`,
          Object.fromEntries(items.map((levels, i) => [`item-${d}-${i}`, levels])),
        ]),
      ),
    );
});

/** Mixes that miss the threshold mostly, that come close to it, and that pass it mostly. */
const ANSWERS = [[10, 8, 5, 0] as const, [10, 10, 8, 8, 8, 5] as const, [10, 10, 10, 8] as const].map((scores) =>
  fc.constantFrom<Tenths[]>(...scores),
);

/** The same for other scores: any of them, mostly those at or above the threshold, and mostly the highest. */
function answersOf(scoring: Scoring): readonly fc.Arbitrary<Tenths>[] {
  if (scoring === GUIDE_SCORING) return ANSWERS;
  const all = scoring.scores.map(({ units }) => units);
  const met = all.filter((units) => units >= scoring.threshold);
  return [all, [...all, ...met, ...met], [...met, ...met, ...met, ...all]].map((mix) => fc.constantFrom(...mix));
}

/** Scores of any mix for the requirements; with `missing`, a part of them is not scored. */
function scoresFor(
  ids: readonly string[],
  missing: 'none' | 'some',
  scoring: Scoring,
): fc.Arbitrary<ReadonlyMap<string, Tenths | null>> {
  return fc
    .tuple(fc.constantFrom(...answersOf(scoring)), fc.constantFrom(...(missing === 'none' ? [0] : [0, 1, 1, 4, 12])))
    .chain(([score, gaps]) => {
      const answer = gaps ? fc.option(score, { nil: null, freq: Math.ceil(12 / gaps) }) : score;
      return fc.array(answer, { minLength: ids.length, maxLength: ids.length, size: 'max' });
    })
    .map((values) => new Map(ids.map((id, index) => [id, values[index] ?? null])));
}

/** Any sheet for the catalogue: claim, reading, tailored items, scores for all levels of the model. */
export function casesOf(catalogue: Catalogue, missing: 'none' | 'some'): fc.Arbitrary<Case> {
  const items = catalogue.domains.flatMap((domain) => domain.items);
  const ids = items.flatMap((item) => item.levels.flatMap((level) => level.requirements.map((entry) => entry.id)));
  return fc.record({
    catalogue: fc.constant(catalogue),
    claim: fc.integer({ min: 1, max: catalogue.levels.length }),
    reading: fc.constantFrom<Reading[]>('cumulative', 'own-level'),
    tailored: fc.oneof(
      fc.constant<string[]>([]),
      fc.subarray(
        items.map((item) => item.id),
        { maxLength: Math.min(3, items.length) },
      ),
    ),
    scores: scoresFor(ids, missing, catalogue.scoring),
  });
}

export const anyCase = (missing: 'none' | 'some'): fc.Arbitrary<Case> =>
  layouts.chain((layout) => casesOf(smallCatalogue(layout), missing));

/** Scores of any scale from 1 to 1000 units, and a threshold that some of them reach and some miss. */
const scorings: fc.Arbitrary<Scoring> = fc
  .tuple(
    fc.constantFrom(1, 10, 100, 1000),
    fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 2, maxLength: 7 }),
    fc.nat(),
  )
  .map(([scale, units, choice]) => {
    const scores = [...units].sort((a, b) => b - a).map((value) => ({ units: value, name: text(String(value)) }));
    const [high = 1, low = 0] = [scores[0]?.units, scores.at(-1)?.units];
    return { scale, scores, threshold: low + 1 + (choice % (high - low)) };
  });

/** Any sheet for a small catalogue with weights and scores of its own. */
export const anyOwnCase = (missing: 'none' | 'some'): fc.Arbitrary<Case> =>
  fc
    .tuple(layouts, scorings, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 9 }))
    .chain(([layout, scoring, weights]) => casesOf(withScoring(smallCatalogue(layout), scoring, weights), missing));
