import type { Fraction, Score } from '../../../src/scoring/score.ts';
import type { ScoredLevel, ScoredSheet } from '../../../src/scoring/score-sheet.ts';

/** Everything that scoring says of a sheet, in words that can be compared and read: fractions in lowest terms. */
export interface Told {
  /** A, with its verdict: `4/5 reached`, `1/2…9/10 undetermined`, `9/10…1 reached, provisional`. */
  readonly A: string;
  readonly B: Readonly<Record<string, string>>;
  readonly C: Readonly<Record<string, string>>;
  readonly levels: readonly string[];
  readonly readings: { readonly cumulative: string; readonly 'own-level': string };
  readonly achieved: number | null;
  readonly tailoredAsZero: string | null;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

/** `4/5`, and `1` or `0` without a denominator. */
export function lowestTerms(numerator: bigint, denominator: bigint): string {
  const divisor = greatestCommonDivisor(numerator, denominator);
  const below = denominator / divisor;
  return below === 1n ? String(numerator / divisor) : `${numerator / divisor}/${below}`;
}

const tellFraction = ({ numerator, denominator }: Fraction): string => lowestTerms(numerator, denominator);

/** `23/30`, `1/2…9/10` for an interval, `none` where there is nothing to score. */
export function tellScore(score: Score): string {
  if (score.kind === 'none') return 'none';
  return score.kind === 'scored' ? tellFraction(score.value) : `${tellFraction(score.low)}…${tellFraction(score.high)}`;
}

const tellLevel = ({ score, verdict, provisional }: ScoredLevel): string =>
  `${tellScore(score)} ${verdict}${provisional ? ', provisional' : ''}`;

export function tellSheet(scored: ScoredSheet): Told {
  const items = scored.domains.flatMap((domain) => domain.items);
  return {
    A: tellLevel(scored.result),
    B: Object.fromEntries(scored.domains.map(({ domain, score }) => [domain.id, tellScore(score)])),
    C: Object.fromEntries(items.map(({ item, score }) => [item.id, tellScore(score)])),
    levels: scored.levels.map(tellLevel),
    readings: {
      cumulative: tellLevel(scored.readings.cumulative),
      'own-level': tellLevel(scored.readings['own-level']),
    },
    achieved: scored.achievedLevel,
    tailoredAsZero: scored.tailoredAsZero && tellLevel(scored.tailoredAsZero),
  };
}
