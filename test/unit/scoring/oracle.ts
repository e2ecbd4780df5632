import type { Catalogue, Reading } from '../../../src/catalogue/catalogue.ts';
import type { Tenths } from '../../../src/sheet/sheet.ts';
import type { Case } from './small-catalogue.ts';
import { lowestTerms, type Told } from './tell-scores.ts';

/**
 * The arithmetic of the guide (clause 9) a second time, to hold the program against: over one flat list of requirements,
 * with lists written out in full instead of sums of fractions, so that the two have no step in common.
 */
export function judge({ catalogue, claim, reading, tailored, scores }: Case): Told {
  const all = flatten(catalogue);
  const scale = scaleOf(catalogue);
  const kept = all.filter((row) => !tailored.includes(row.item));
  const scoreOf = (row: Row) => scores.get(row.id) ?? null;
  const taking = select(kept, claim, reading);
  const level = (rank: number, read: Reading) => judgeLevel(weighed(select(kept, rank, read), scoreOf), scale);
  const levels = Array.from({ length: claim }, (_, index) => level(index + 1, reading));
  const { lowest } = scale;
  const zeroed = weighed(select(all, claim, reading), (row) => (tailored.includes(row.item) ? lowest : scoreOf(row)));
  return {
    A: level(claim, reading),
    B: tellGroups(taking, 'domain', (rows) =>
      meanOfMeans(
        groups(rows, 'item').flatMap((group) => times(group[0]?.itemWeight ?? 0, group.map(scoreOf))),
        scale,
      ),
    ),
    C: tellGroups(taking, 'item', (rows) => meanOfMeans([rows.map(scoreOf)], scale)),
    levels,
    readings: { cumulative: level(claim, 'cumulative'), 'own-level': level(claim, 'own-level') },
    achieved: achieved(levels.map((told, index) => standing(told, ownScores(kept, index + 1, scoreOf)))),
    tailoredAsZero: tailored.length ? judgeLevel(zeroed, scale) : null,
  };
}

/** Scores and threshold as the catalogue has them, in its units. */
interface Scale {
  readonly unitsOfOne: bigint;
  readonly lowest: number;
  readonly highest: number;
  readonly threshold: bigint;
}

function scaleOf({ scoring }: Catalogue): Scale {
  const units = scoring.scores.map((score) => score.units);
  const [lowest, highest] = [Math.min(...units), Math.max(...units)];
  return { unitsOfOne: BigInt(scoring.scale), lowest, highest, threshold: BigInt(scoring.threshold) };
}

/** A weight is that many of the same. */
const times = <T>(weight: number, one: T): T[] => Array.from({ length: weight }, () => one);

const weighed = (rows: readonly Row[], scoreOf: (row: Row) => Tenths | null): List =>
  rows.flatMap((row) => times(row.domainWeight * row.itemWeight, scoreOf(row)));

interface Row {
  readonly domainWeight: number;
  readonly itemWeight: number;
  readonly domain: string;
  readonly item: string;
  readonly level: number;
  readonly id: string;
}

const flatten = (catalogue: Catalogue): Row[] =>
  catalogue.domains.flatMap((domain) =>
    domain.items.flatMap((item) =>
      item.levels.flatMap((entry) =>
        entry.requirements.map(({ id, level }) => ({
          domainWeight: domain.weight,
          itemWeight: item.weight,
          domain: domain.id,
          item: item.id,
          level,
          id,
        })),
      ),
    ),
  );

/** The requirements of level L: those of levels 1…L of each item assessed at L, or those of L alone. */
function select(rows: readonly Row[], level: number, reading: Reading): Row[] {
  const atLevel = rows.filter((row) => row.level === level);
  if (reading === 'own-level') return atLevel;
  return rows.filter((row) => row.level <= level && atLevel.some((other) => other.item === row.item));
}

function groups(rows: readonly Row[], by: 'domain' | 'item'): Row[][] {
  return [...new Set(rows.map((row) => row[by]))].map((name) => rows.filter((row) => row[by] === name));
}

const tellGroups = (rows: readonly Row[], by: 'domain' | 'item', tell: (rows: readonly Row[]) => string) =>
  Object.fromEntries(groups(rows, by).map((group) => [group[0]?.[by] ?? '', tell(group)]));

type List = readonly (Tenths | null)[];

const sumWith = (list: List, missing: bigint): bigint =>
  list.reduce((sum, score) => sum + (score === null ? missing : BigInt(score)), 0n);

/**
 * The mean of the means of lists, told as its least and its most. Every score weighs as if each list were repeated until
 * all are as long as the product of their lengths, and one mean taken of everything.
 */
function meanOfMeans(lists: readonly List[], { unitsOfOne, lowest, highest }: Scale): string {
  if (lists.length === 0) return 'none';
  const length = lists.reduce((product, list) => product * BigInt(list.length), 1n);
  const repeated = (missing: bigint) =>
    lists.reduce((sum, list) => sum + sumWith(list, missing) * (length / BigInt(list.length)), 0n);
  const units = unitsOfOne * length * BigInt(lists.length);
  const [low, high] = [lowest, highest].map((end) => lowestTerms(repeated(BigInt(end)), units));
  return lists.flat().includes(null) ? `${low}…${high}` : `${low}`;
}

/** Reached: the mean is at least the threshold whatever the missing come to, compared crosswise. */
function judgeLevel(list: List, scale: Scale): string {
  const mean = meanOfMeans(list.length ? [list] : [], scale);
  if (mean === 'none') return 'none undetermined';
  const reached = (missing: number) => sumWith(list, BigInt(missing)) >= scale.threshold * BigInt(list.length);
  const outcomes = new Set([reached(scale.lowest), reached(scale.highest)]);
  if (outcomes.size === 2) return `${mean} undetermined`;
  return `${mean} ${outcomes.has(true) ? 'reached' : 'not-reached'}${list.includes(null) ? ', provisional' : ''}`;
}

const ownScores = (rows: readonly Row[], level: number, scoreOf: (row: Row) => Tenths | null): List =>
  rows.filter((row) => row.level === level).map(scoreOf);

/** How a level stands by itself; one of which nothing is scored is not known, whatever the levels below it come to. */
function standing(told: string, own: List): 'reached' | 'not-reached' | 'unknown' {
  if (own.every((score) => score === null) || told.includes('undetermined')) return 'unknown';
  return told.includes('not-reached') ? 'not-reached' : 'reached';
}

/** The highest level that is reached with all below it; none: 0 where the first is not reached, null where it is not known. */
function achieved(standings: readonly ReturnType<typeof standing>[]): number | null {
  const stop = standings.findIndex((entry) => entry !== 'reached');
  if (stop === -1) return standings.length;
  return stop > 0 ? stop : standings[0] === 'not-reached' ? 0 : null;
}
