import {
  type Catalogue,
  type Domain,
  type Item,
  type ItemLevel,
  READINGS,
  type Reading,
  type Requirement,
  requirementsFor,
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

/** Scores a sheet against its catalogue by clause 9 of the guide; pure, and total: a sheet without scores gives intervals. */
export function scoreSheet(
  catalogue: Catalogue,
  sheet: Pick<Sheet, 'claim' | 'reading' | 'ratings' | 'tailoring'>,
): ScoredSheet {
  const { claim, reading, ratings } = sheet;
  const tailored = new Set(sheet.tailoring.map((entry) => entry.item));
  const { scoring } = catalogue;
  const scoreOf: ScoreOf = (requirement) => ratings.get(requirement.id)?.score ?? null;
  const kept = countLevels(catalogue, (item) => (tailored.has(item.id) ? null : scoreOf));
  const levels = Array.from({ length: claim }, (_, index) => scoreLevel(kept, index + 1, reading, scoring));
  const readings = Object.fromEntries(READINGS.map((read) => [read, scoreLevel(kept, claim, read, scoring)])) as Record<
    Reading,
    ScoredLevel
  >;
  const lowest: ScoreOf = () => lowestOf(scoring);
  const all = () => countLevels(catalogue, (item) => (tailored.has(item.id) ? lowest : scoreOf));
  return {
    claim,
    reading,
    result: readings[reading],
    readings,
    levels,
    achievedLevel: achievedLevel(levels, kept),
    domains: catalogue.domains
      .map((domain) => scoreDomain(domain, tailored, { claim, reading, ratings, scoring }))
      .filter((domain) => domain.items.length > 0),
    tailoredAsZero: tailored.size ? scoreLevel(all(), claim, reading, scoring) : null,
    provisionalRequirements: addTallies(takenFor(kept, claim, reading).map(({ provisional }) => provisional)),
  };
}

type ScoreOf = (requirement: Requirement) => Tenths | null;

/** What an item asks for at a level of its own, each requirement counted as often as its item and domain weigh. */
interface CountedLevel {
  readonly level: number;
  readonly all: Tally;
  /** Those of `all` of which no source has the text. */
  readonly provisional: Tally;
}

/** Counts every item's own levels; null for an item that is left out. */
function countLevels({ domains }: Catalogue, scoresIn: (item: Item) => ScoreOf | null): CountedLevel[] {
  return domains.flatMap((domain) =>
    domain.items.flatMap((item) => {
      const scoreOf = scoresIn(item);
      return scoreOf ? item.levels.map((own) => countLevel(own, weightOf(domain, item), scoreOf)) : [];
    }),
  );
}

const countLevel = ({ level, requirements }: ItemLevel, weight: number, scoreOf: ScoreOf): CountedLevel => ({
  level,
  all: tally(requirements.map(scoreOf), weight),
  provisional: tally(requirements.filter(({ provisional }) => provisional).map(scoreOf), weight),
});

const takenFor = (counted: readonly CountedLevel[], rank: number, reading: Reading): readonly CountedLevel[] =>
  counted.filter(({ level }) => (reading === 'cumulative' ? level <= rank : level === rank));

function scoreLevel(counted: readonly CountedLevel[], rank: number, reading: Reading, scoring: Scoring): ScoredLevel {
  const sum = addTallies(takenFor(counted, rank, reading).map(({ all }) => all));
  const verdict = verdictOf(sum, scoring);
  const provisional = verdict !== 'undetermined' && sum.scored < sum.count;
  return { level: rank, reading, score: meanOf(sum, scoring), tally: sum, verdict, provisional };
}

/** The highest level that is reached together with every level below it; a level of which nothing is scored is not known. */
function achievedLevel(levels: readonly ScoredLevel[], counted: readonly CountedLevel[]): number | null {
  let achieved: number | null = null;
  for (const { level, verdict } of levels) {
    const isKnown = counted.some((own) => own.level === level && own.all.scored > 0);
    if (!isKnown || verdict === 'undetermined') return achieved;
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
  const counted = addTallies(items.map((item) => item.tally));
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
