import { highestOf, lowestOf, type Scoring } from '../catalogue/scoring.ts';
import type { Tenths } from '../sheet/sheet.ts';

/**
 * A mean of scores, kept exact. `scored`: all are known. `interval`: some are missing, so that the mean lies between
 * missing counted as the model's lowest score and as its highest (0 and 1). Values are fractions
 * `numerator / denominator`.
 */
export type Score =
  | { readonly kind: 'scored'; readonly value: Fraction; readonly count: number }
  | {
      readonly kind: 'interval';
      readonly low: Fraction;
      readonly high: Fraction;
      readonly count: number;
      readonly missing: number;
    }
  | { readonly kind: 'none' };

export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** 判定: whether the level is reached (guide 9.3). */
export type Verdict = 'reached' | 'not-reached' | 'undetermined';

/**
 * The sum of scores in the model's units (tenths by the guide), how many there are and how many of them are known. Where
 * scores are weighted, each counts in the sum as often as its weight says; `weight` and `scoredWeight` add the weights up.
 */
export interface Tally {
  readonly sumTenths: number;
  readonly count: number;
  readonly scored: number;
  readonly weight: number;
  readonly scoredWeight: number;
}

/** Adds up scores; null is a requirement not scored yet. */
export function tally(scores: Iterable<Tenths | null>): Tally {
  let [sumTenths, count, scored] = [0, 0, 0];
  for (const score of scores) {
    count++;
    if (score === null) continue;
    scored++;
    sumTenths += score;
  }
  return { sumTenths, count, scored, weight: count, scoredWeight: scored };
}

/** Several tallies as one, each with what its scores weigh. */
export function addTallies(tallies: Iterable<readonly [Tally, number]>): Tally {
  let [sumTenths, count, scored, weight, scoredWeight] = [0, 0, 0, 0, 0];
  for (const [part, each] of tallies) {
    sumTenths += each * part.sumTenths;
    count += part.count;
    scored += part.scored;
    weight += each * part.weight;
    scoredWeight += each * part.scoredWeight;
  }
  return { sumTenths, count, scored, weight, scoredWeight };
}

/** The least and the most that the sum can come to. */
function sumRange({ sumTenths, weight, scoredWeight }: Tally, scoring: Scoring): readonly [number, number] {
  const missing = weight - scoredWeight;
  return [sumTenths + missing * lowestOf(scoring), sumTenths + missing * highestOf(scoring)];
}

/** The mean of the tallied scores (guide 9.2.1, formula 1; 9.2.3, formula 3); `none` where there is nothing to score. */
export function meanOf(counted: Tally, scoring: Scoring): Score {
  const { count, scored, weight } = counted;
  if (count === 0) return { kind: 'none' };
  const denominator = BigInt(weight) * BigInt(scoring.scale);
  const [low, high] = sumRange(counted, scoring).map((sum): Fraction => ({ numerator: BigInt(sum), denominator }));
  if (!low || !high) return { kind: 'none' };
  if (scored === count) return { kind: 'scored', value: low, count };
  return { kind: 'interval', low, high, count, missing: count - scored };
}

/** The mean of means (guide 9.2.2, formula 2), each of the same weight unless told otherwise; means of nothing are left out. */
export function meanOfMeans(scores: readonly Score[], weights: readonly number[] = []): Score {
  const present = scores
    .map((score, index) => ({ score, weight: weights[index] ?? 1 }))
    .filter(({ score }) => score.kind !== 'none');
  if (!present.length) return { kind: 'none' };
  const total = present.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (end: (score: Score) => Fraction): Fraction =>
    divide(present.map(({ score, weight }) => times(end(score), weight)).reduce(add, ZERO), total);
  const missing = present.reduce((sum, { score }) => sum + (score.kind === 'interval' ? score.missing : 0), 0);
  const count = present.reduce((sum, { score }) => sum + (score.kind === 'none' ? 0 : score.count), 0);
  const low = mean(lowOf);
  if (missing === 0) return { kind: 'scored', value: low, count };
  return { kind: 'interval', low, high: mean(highOf), count, missing };
}

const ZERO: Fraction = { numerator: 0n, denominator: 1n };
const ONE: Fraction = { numerator: 1n, denominator: 1n };

/** The least that a score can come to. */
export const lowOf = (score: Score): Fraction =>
  score.kind === 'scored' ? score.value : score.kind === 'interval' ? score.low : ZERO;
/** The most that a score can come to. */
export const highOf = (score: Score): Fraction =>
  score.kind === 'scored' ? score.value : score.kind === 'interval' ? score.high : ONE;

function add(a: Fraction, b: Fraction): Fraction {
  if (a.denominator === b.denominator) return { numerator: a.numerator + b.numerator, denominator: a.denominator };
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

const divide = (a: Fraction, by: number): Fraction => ({
  numerator: a.numerator,
  denominator: a.denominator * BigInt(by),
});

const times = (a: Fraction, by: number): Fraction => ({ ...a, numerator: a.numerator * BigInt(by) });

/** The verdict on a level's tally: integers are compared (Σ ≥ 8n), over the whole interval (guide 9.3, formula 4). */
export function verdictOf(counted: Tally, scoring: Scoring): Verdict {
  if (counted.count === 0) return 'undetermined';
  const [low, high] = sumRange(counted, scoring);
  const needed = scoring.threshold * counted.weight;
  if (low >= needed) return 'reached';
  return high < needed ? 'not-reached' : 'undetermined';
}

/**
 * A fraction as a decimal with that many places, rounded half up, but never across the threshold or up to the highest
 * score: 0.79996 is 0.7999, and 0.99999 is 0.9999. The threshold itself has no more than that many places.
 */
export function formatFraction({ numerator, denominator }: Fraction, places: number, scoring: Scoring): string {
  const unit = 10n ** BigInt(places);
  const floor = (numerator * unit) / denominator;
  let digits = (numerator * unit * 2n + denominator) / (denominator * 2n);
  for (const units of [scoring.threshold, highestOf(scoring)]) {
    const limit = (unit * BigInt(units)) / BigInt(scoring.scale);
    if (digits >= limit && floor < limit) digits = floor;
  }
  const text = digits.toString().padStart(places + 1, '0');
  return `${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** How many decimal places scores are told with, everywhere. */
export const PLACES = 4;

/** The fraction as the number that is told, with `PLACES` decimals. */
export const toNumber = (fraction: Fraction, scoring: Scoring): number =>
  Number(formatFraction(fraction, PLACES, scoring));

/** A part of a sum, from 0 to 1, rounded to `PLACES` decimals. */
export const shareOf = (part: number, whole: number): number =>
  Math.round((part * 10 ** PLACES) / whole) / 10 ** PLACES;

/** A part of a sum of scores in per cent, with one decimal; 0 of a sum of 0. */
export const percentOf = (part: number, whole: number): string =>
  `${(whole ? Math.round((part * 1000) / whole) / 10 : 0).toFixed(1)}%`;
