import {
  type Catalogue,
  type Domain,
  type Item,
  READINGS,
  type Reading,
  type Requirement,
  requirementsFor,
} from '../catalogue/catalogue.ts';
import { lowestOf, type Scoring, weightOf } from '../catalogue/scoring.ts';
import type { Rating, Sheet, Tenths } from '../sheet/sheet.ts';
import { meanOf, meanOfMeans, type Score, type Tally, tally, type Verdict, verdictOf } from './score.ts';

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

/** Scores a sheet against its catalogue by clause 9 of the guide; pure, and total: a sheet without scores gives intervals. */
export function scoreSheet(
  catalogue: Catalogue,
  sheet: Pick<Sheet, 'claim' | 'reading' | 'ratings' | 'tailoring'>,
): ScoredSheet {
  const { claim, reading, ratings } = sheet;
  const tailored = new Set(sheet.tailoring.map((entry) => entry.item));
  const { scoring } = catalogue;
  const all = catalogue.domains.flatMap((domain) =>
    domain.items.map((item) => ({ item, weight: weightOf(domain, item) })),
  );
  const kept = all.filter(({ item }) => !tailored.has(item.id));
  const scoreOf = (requirement: Requirement): Tenths | null => ratings.get(requirement.id)?.score ?? null;
  const level = (rank: number, read: Reading) => scoreLevel(kept, rank, read, { scoring, scoreOf });
  const readings = Object.fromEntries(READINGS.map((read) => [read, level(claim, read)])) as Record<
    Reading,
    ScoredLevel
  >;
  const levels = Array.from({ length: claim }, (_, index) => level(index + 1, reading));
  const zeroed = (requirement: Requirement) =>
    tailored.has(itemIdOf(requirement)) ? lowestOf(scoring) : scoreOf(requirement);
  return {
    claim,
    reading,
    result: readings[reading],
    readings,
    levels,
    achievedLevel: achievedLevel(levels, kept, scoreOf),
    domains: catalogue.domains
      .map((domain) => scoreDomain(domain, tailored, { claim, reading, ratings, scoring }))
      .filter((domain) => domain.items.length > 0),
    tailoredAsZero: tailored.size ? scoreLevel(all, claim, reading, { scoring, scoreOf: zeroed }) : null,
    provisionalRequirements: tallyWeighed(
      weighedRequirements(kept, claim, reading).filter(({ requirement }) => requirement.provisional),
      scoreOf,
    ),
  };
}

const itemIdOf = (requirement: Requirement): string => requirement.id.slice(0, requirement.id.lastIndexOf('.'));

/** An item with what its requirements weigh in a level. */
interface WeighedItem {
  readonly item: Item;
  readonly weight: number;
}

interface WeighedRequirement {
  readonly requirement: Requirement;
  readonly weight: number;
}

const weighedRequirements = (items: readonly WeighedItem[], level: number, reading: Reading): WeighedRequirement[] =>
  items.flatMap(({ item, weight }) =>
    requirementsFor(item, level, reading).map((requirement) => ({ requirement, weight })),
  );

const tallyWeighed = (taking: readonly WeighedRequirement[], scoreOf: Scores['scoreOf']): Tally =>
  tally(
    taking.map(({ requirement }) => scoreOf(requirement)),
    taking.map(({ weight }) => weight),
  );

interface Scores {
  readonly scoring: Scoring;
  readonly scoreOf: (requirement: Requirement) => Tenths | null;
}

function scoreLevel(
  items: readonly WeighedItem[],
  level: number,
  reading: Reading,
  { scoring, scoreOf }: Scores,
): ScoredLevel {
  const counted = tallyWeighed(weighedRequirements(items, level, reading), scoreOf);
  const verdict = verdictOf(counted, scoring);
  const provisional = verdict !== 'undetermined' && counted.scored < counted.count;
  return { level, reading, score: meanOf(counted, scoring), tally: counted, verdict, provisional };
}

/** The highest level that is reached together with every level below it; a level of which nothing is scored is not known. */
function achievedLevel(
  levels: readonly ScoredLevel[],
  items: readonly WeighedItem[],
  scoreOf: (requirement: Requirement) => Tenths | null,
): number | null {
  let achieved: number | null = null;
  for (const { level, verdict } of levels) {
    const own = items.flatMap(({ item }) => requirementsFor(item, level, 'own-level'));
    const known = own.some((requirement) => scoreOf(requirement) !== null);
    if (!known || verdict === 'undetermined') return achieved;
    if (verdict === 'not-reached') return achieved ?? 0;
    achieved = level;
  }
  return achieved;
}

/** What an item is scored by. */
interface Answers {
  readonly claim: number;
  readonly reading: Reading;
  readonly ratings: ReadonlyMap<string, Rating>;
  readonly scoring: Scoring;
}

function scoreDomain(domain: Domain, tailored: ReadonlySet<string>, answers: Answers): ScoredDomain {
  const items = domain.items
    .filter((item) => !tailored.has(item.id))
    .map((item) => scoreItem(item, answers))
    .filter((item) => item.requirements.length > 0);
  const counted = tally(items.flatMap((item) => item.requirements.map((entry) => entry.score)));
  const score = meanOfMeans(
    items.map((item) => item.score),
    items.map(({ item }) => item.weight),
  );
  return { domain, score, tally: counted, items };
}

function scoreItem(item: Item, { claim, reading, ratings, scoring }: Answers): ScoredItem {
  const requirements = requirementsFor(item, claim, reading).map((requirement) => {
    const rating = ratings.get(requirement.id) ?? null;
    return { requirement, score: rating?.score ?? null, rating };
  });
  const counted = tally(requirements.map((entry) => entry.score));
  return { item, score: meanOf(counted, scoring), tally: counted, requirements };
}
