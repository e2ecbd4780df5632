import type { Messages } from '../i18n/messages.ts';
import { PLACES, type Verdict } from '../scoring/score.ts';
import type { ScoreResult } from './assessment-result.ts';
import type { Tone } from './report-document.ts';

/** A score in words: `0.8123`, or `0.3014–0.9041` while scores are missing. */
export function scoreText({ value, low, high, count }: ScoreResult, m: Messages): string {
  if (count === 0) return m.report.notKnown;
  return value === null ? m.report.interval(low.toFixed(PLACES), high.toFixed(PLACES)) : value.toFixed(PLACES);
}

/** The sum of scores in points: 118.6, or an interval while scores are missing. */
export function formatTenthsSum({ sumTenths, count, scored }: ScoreResult, m: Messages): string {
  const low = points(sumTenths);
  return scored === count ? low : m.report.interval(low, points(sumTenths + (count - scored) * 10));
}

/** Tenths as points with one decimal. */
export const points = (tenths: number): string => (tenths / 10).toFixed(1);

export const verdictTone = (verdict: Verdict): Tone =>
  ({ reached: 'good', 'not-reached': 'bad', undetermined: 'open' })[verdict] as Tone;

/** Good from 0.8, bad where even the best end falls short, open between. */
export function scoreTone({ low, high, count }: ScoreResult): Tone {
  if (count === 0) return 'open';
  if (low >= 0.8) return 'good';
  return high < 0.8 ? 'bad' : 'open';
}

/** The tone of one requirement's score. */
export function pointTone(score: number | null): Tone {
  if (score === null) return 'open';
  if (score >= 0.8) return score === 1 ? 'good' : 'fair';
  return score > 0 ? 'mixed' : 'bad';
}
