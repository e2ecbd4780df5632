import {
  type Catalogue,
  type Domain,
  type Item,
  READINGS,
  type Reading,
  type Requirement,
} from '../catalogue/catalogue.ts';
import { lowestOf, type Scoring, weightOf } from '../catalogue/scoring.ts';
import type { Rating, Sheet, Tenths } from '../sheet/sheet.ts';
import { addTallies, meanOf, meanOfMeans, type Score, type Tally, tally, type Verdict, verdictOf } from './score.ts';

/** One requirement with its answer: the ground that every number stands on. */
export interface ScoredRequirement {
  readonly requirement: Requirement;
  readonly score: Tenths | null;
  readonly rating: Rating | null;
}

/** C, the score of an item at the claim (guide 9.2.1). */
export interface ScoredItem {
  readonly item: Item;
  readonly score: Score;
  readonly tally: Tally;
  readonly requirements: readonly ScoredRequirement[];
}

/** B, the score of a domain: the mean of its assessed items, each by its weight (guide 9.2.2); `tally` counts without weights. */
export interface ScoredDomain {
  readonly domain: Domain;
  readonly score: Score;
  readonly tally: Tally;
  readonly items: readonly ScoredItem[];
}

/** A, the score of a level, with its verdict (guide 9.2.3, 9.3): every requirement counts by the weights of its item and domain. */
export interface ScoredLevel {
  readonly level: number;
  readonly reading: Reading;
  readonly score: Score;
  readonly tally: Tally;
  readonly verdict: Verdict;
  /** Whether the verdict stands although scores are missing. */
  readonly provisional: boolean;
}

/** Everything that is computed of a sheet. `readings` are the claimed level read both ways. */
export interface ScoredSheet {
  readonly claim: number;
  readonly reading: Reading;
  readonly result: ScoredLevel;
  readonly readings: Readonly<Record<Reading, ScoredLevel>>;
  /** The levels up to the claim, in the sheet's reading. */
  readonly levels: readonly ScoredLevel[];
  /** 预判能力等级: 0 where the first level is not reached, null where that is not known. */
  readonly achievedLevel: number | null;
  readonly domains: readonly ScoredDomain[];
  /** The claimed level with the tailored items counted as the lowest score (0); null where nothing is tailored. */
  readonly tailoredAsZero: ScoredLevel | null;
  /** What the claimed level rests on that is provisional: requirements of which no source has the text. */
  readonly provisionalRequirements: Tally;
}

/** What the items of a catalogue came to when a sheet was last scored. */
export type ItemMemory = Map<Item, RememberedItem>;

interface RememberedItem {
  readonly claim: number;
  readonly reading: Reading;
  readonly answered: AnsweredItem;
  readonly scored: ScoredItem;
}

/**
 * Scores a sheet against its catalogue by clause 9 of the guide; total: a sheet without scores gives intervals. With the
 * memory of an earlier scoring, only items with other answers are scored anew; the result is the same.
 */
export function scoreSheet(
  catalogue: Catalogue,
  sheet: Pick<Sheet, 'claim' | 'reading' | 'ratings' | 'tailoring'>,
  memory: ItemMemory = new Map(),
): ScoredSheet {
  const { claim, reading, ratings } = sheet;
  const { scoring } = catalogue;
  const tailored = new Set(sheet.tailoring.map((entry) => entry.item));
  const come = (domain: Domain, item: Item): RememberedItem => {
    const known = memory.get(item);
    if (known?.claim === claim && known.reading === reading && isAnsweredBy(known.answered, ratings)) return known;
    const answered = answerItem(domain, item, ratings);
    const fresh = { claim, reading, answered, scored: scoreItem(answered, claim, reading, scoring) };
    memory.set(item, fresh);
    return fresh;
  };
  const remembered = catalogue.domains.flatMap((domain) => domain.items.map((item) => come(domain, item)));
  const all = remembered.map(({ answered }) => answered);
  const kept = all.filter(({ item }) => !tailored.has(item.id));
  const own = tallyLevels(kept);
  const levels = Array.from({ length: claim }, (_, index) => scoreLevel(own, index + 1, reading, scoring));
  const readings = Object.fromEntries(READINGS.map((read) => [read, scoreLevel(own, claim, read, scoring)])) as Record<
    Reading,
    ScoredLevel
  >;
  const asZero = () => all.map((answered) => (tailored.has(answered.item.id) ? asLowest(answered, scoring) : answered));
  return {
    claim,
    reading,
    result: readings[reading],
    readings,
    levels,
    achievedLevel: achievedLevel(levels, own),
    domains: catalogue.domains
      .map((domain) =>
        scoreDomain(
          domain,
          remembered
            .filter(({ answered }) => answered.domain === domain && !tailored.has(answered.item.id))
            .map(({ scored }) => scored),
        ),
      )
      .filter((domain) => domain.items.length > 0),
    tailoredAsZero: tailored.size ? scoreLevel(tallyLevels(asZero()), claim, reading, scoring) : null,
    provisionalRequirements: addTallies(
      kept.flatMap((answered) =>
        takenFor(answered.levels, claim, reading).map((level) => [level.provisional, answered.weight] as const),
      ),
    ),
  };
}

/** What an item asks for at one level, with the answers: every number is a sum of these tallies. */
interface AnsweredLevel {
  readonly level: number;
  readonly requirements: readonly ScoredRequirement[];
  readonly tally: Tally;
  /** Those of them of which no source has the text. */
  readonly provisional: Tally;
}

interface AnsweredItem {
  readonly domain: Domain;
  readonly item: Item;
  /** How often each of its requirements counts in a level. */
  readonly weight: number;
  readonly levels: readonly AnsweredLevel[];
}

function answerItem(domain: Domain, item: Item, ratings: ReadonlyMap<string, Rating>): AnsweredItem {
  const levels = item.levels.map(({ level, requirements }) => {
    const answered = requirements.map((requirement): ScoredRequirement => {
      const rating = ratings.get(requirement.id) ?? null;
      return { requirement, score: rating?.score ?? null, rating };
    });
    const provisional = answered.filter(({ requirement }) => requirement.provisional);
    return { level, requirements: answered, tally: tallyOf(answered), provisional: tallyOf(provisional) };
  });
  return { domain, item, weight: weightOf(domain, item), levels };
}

const isAnsweredBy = ({ levels }: AnsweredItem, ratings: ReadonlyMap<string, Rating>): boolean =>
  levels.every(({ requirements }) =>
    requirements.every(({ requirement, rating }) => (ratings.get(requirement.id) ?? null) === rating),
  );

/** The item as if each of its requirements had the lowest score. */
const asLowest = (answered: AnsweredItem, scoring: Scoring): AnsweredItem => ({
  ...answered,
  levels: answered.levels.map((own) => ({ ...own, tally: tally(own.requirements.map(() => lowestOf(scoring))) })),
});

const tallyOf = (requirements: readonly ScoredRequirement[]): Tally => tally(requirements.map(({ score }) => score));

/** What all items ask for at one level of its own, weighed. */
interface TalliedLevel {
  readonly level: number;
  readonly tally: Tally;
}

function tallyLevels(items: readonly AnsweredItem[]): TalliedLevel[] {
  const parts = new Map<number, (readonly [Tally, number])[]>();
  for (const { levels, weight } of items)
    for (const own of levels) {
      const known = parts.get(own.level);
      if (known) known.push([own.tally, weight]);
      else parts.set(own.level, [[own.tally, weight]]);
    }
  return [...parts].map(([level, tallies]) => ({ level, tally: addTallies(tallies) }));
}

/** The levels that a level takes in (guide 9.2): its own, or all up to it. */
const takenFor = <T extends { readonly level: number }>(own: readonly T[], rank: number, reading: Reading): T[] =>
  own.filter(({ level }) => (reading === 'cumulative' ? level <= rank : level === rank));

function scoreLevel(own: readonly TalliedLevel[], rank: number, reading: Reading, scoring: Scoring): ScoredLevel {
  const sum = addTallies(takenFor(own, rank, reading).map((level) => [level.tally, 1] as const));
  const verdict = verdictOf(sum, scoring);
  const provisional = verdict !== 'undetermined' && sum.scored < sum.count;
  return { level: rank, reading, score: meanOf(sum, scoring), tally: sum, verdict, provisional };
}

/** The highest level that is reached together with every level below it; a level of which nothing is scored is not known. */
function achievedLevel(levels: readonly ScoredLevel[], own: readonly TalliedLevel[]): number | null {
  let achieved: number | null = null;
  for (const { level, verdict } of levels) {
    const isKnown = own.some((tallied) => tallied.level === level && tallied.tally.scored > 0);
    if (!isKnown || verdict === 'undetermined') return achieved;
    if (verdict === 'not-reached') return achieved ?? 0;
    achieved = level;
  }
  return achieved;
}

function scoreDomain(domain: Domain, all: readonly ScoredItem[]): ScoredDomain {
  const items = all.filter((item) => item.requirements.length > 0);
  const score = meanOfMeans(
    items.map((item) => item.score),
    items.map(({ item }) => item.weight),
  );
  return { domain, score, tally: addTallies(items.map((item) => [item.tally, 1] as const)), items };
}

function scoreItem(answered: AnsweredItem, claim: number, reading: Reading, scoring: Scoring): ScoredItem {
  const taken = takenFor(answered.levels, claim, reading);
  const counted = addTallies(taken.map((own) => [own.tally, 1] as const));
  const requirements = taken.flatMap((own) => own.requirements);
  return { item: answered.item, score: meanOf(counted, scoring), tally: counted, requirements };
}
