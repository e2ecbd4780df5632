import type { Tenths } from '../sheet/sheet.ts';

/**
 * A mean of scores, kept exact. `scored`: all are known. `interval`: some are missing, so that the mean lies between
 * missing counted as 0 and missing counted as 1. Values are fractions `numerator / denominator` between 0 and 1.
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

/** What the level is reached from: A ≥ 0.8 (guide 9.3, formula 4), in tenths. */
export const THRESHOLD_TENTHS = 8;

/** 判定: whether the level is reached (guide 9.3). */
export type Verdict = 'reached' | 'not-reached' | 'undetermined';

/** The sum of scores in tenths, how many there are and how many of them are known. */
export interface Tally {
  readonly sumTenths: number;
  readonly count: number;
  readonly scored: number;
}

/** Adds up scores; null is a requirement not scored yet. */
export function tally(scores: Iterable<Tenths | null>): Tally {
  let sumTenths = 0;
  let count = 0;
  let scored = 0;
  for (const score of scores) {
    count++;
    if (score === null) continue;
    scored++;
    sumTenths += score;
  }
  return { sumTenths, count, scored };
}

/** The mean of the tallied scores (guide 9.2.1, formula 1; 9.2.3, formula 3); `none` where there is nothing to score. */
export function meanOf(counted: Tally): Score {
  const { sumTenths, count, scored } = counted;
  if (count === 0) return { kind: 'none' };
  const denominator = BigInt(count) * 10n;
  const low: Fraction = { numerator: BigInt(sumTenths), denominator };
  if (scored === count) return { kind: 'scored', value: low, count };
  const high: Fraction = { numerator: BigInt(sumTenths + (count - scored) * 10), denominator };
  return { kind: 'interval', low, high, count, missing: count - scored };
}

/** The mean of means, each of the same weight (guide 9.2.2, formula 2); means of nothing are left out. */
export function meanOfMeans(scores: readonly Score[]): Score {
  const present = scores.filter((score) => score.kind !== 'none');
  if (!present.length) return { kind: 'none' };
  const low = divide(present.map(lowOf).reduce(add, ZERO), present.length);
  const missing = present.reduce((sum, score) => sum + (score.kind === 'interval' ? score.missing : 0), 0);
  const count = present.reduce((sum, score) => sum + score.count, 0);
  if (missing === 0) return { kind: 'scored', value: low, count };
  return { kind: 'interval', low, high: divide(present.map(highOf).reduce(add, ZERO), present.length), count, missing };
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

/** The verdict on a level's tally: integers are compared (Σ ≥ 8n), over the whole interval (guide 9.3, formula 4). */
export function verdictOf({ sumTenths, count, scored }: Tally): Verdict {
  if (count === 0) return 'undetermined';
  if (sumTenths >= THRESHOLD_TENTHS * count) return 'reached';
  return sumTenths + (count - scored) * 10 < THRESHOLD_TENTHS * count ? 'not-reached' : 'undetermined';
}

/**
 * A fraction as a decimal with that many places, rounded half up, but never across the threshold or up to 1:
 * 0.79996 is 0.7999, and 0.99999 is 0.9999.
 */
export function formatFraction({ numerator, denominator }: Fraction, places: number): string {
  const scale = 10n ** BigInt(places);
  const floor = (numerator * scale) / denominator;
  let digits = (numerator * scale * 2n + denominator) / (denominator * 2n);
  const threshold = (scale * BigInt(THRESHOLD_TENTHS)) / 10n;
  for (const limit of [threshold, scale]) if (digits >= limit && floor < limit) digits = floor;
  const text = digits.toString().padStart(places + 1, '0');
  return `${text.slice(0, -places)}.${text.slice(-places)}`;
}

/** How many decimal places scores are told with, everywhere. */
export const PLACES = 4;

/** The fraction as the number that is told, with `PLACES` decimals. */
export const toNumber = (fraction: Fraction): number => Number(formatFraction(fraction, PLACES));
