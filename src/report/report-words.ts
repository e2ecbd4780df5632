import { joinWords } from '../i18n/join-words.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Messages } from '../i18n/messages.ts';
import { PLACES, percentOf, type Verdict } from '../scoring/score.ts';
import type { AssessmentResult } from './assessment-result.ts';
import type { Bar, Tone } from './report-document.ts';
import type { LevelScoreResult, ScoreResult, ScoringResult } from './score-result.ts';

/** A score in words: `0.8123`, or `0.3014–0.9041` while scores are missing. */
export function scoreText({ value, low, high, count }: ScoreResult, m: Messages): string {
  if (count === 0) return m.report.notKnown;
  return value === null ? m.report.interval(low.toFixed(PLACES), high.toFixed(PLACES)) : value.toFixed(PLACES);
}

/** What a model's scores are to a report: their ends, the threshold and what lies below it, as they are written. */
export interface ScoreWords {
  readonly highest: number;
  readonly lowest: number;
  readonly threshold: number;
  /** The lowest score that is no gap. */
  readonly sufficient: string;
  /** The scores below the threshold: `0.5 或 0`. */
  readonly below: string;
  /** The same from the lowest: `0 或 0.5`. */
  readonly belowUp: string;
  /** The names of the scores that are no gaps: `全部满足或大部分满足`. */
  readonly met: string;
}

/** Tells the scores of a model apart by what they mean for the report. */
export function scoreWords({ scores, threshold }: ScoringResult, lang: Lang): ScoreWords {
  const below = scores.filter(({ value }) => value < threshold).map(({ value }) => String(value));
  const met = scores.filter(({ value }) => value >= threshold);
  return {
    highest: scores[0]?.value ?? 1,
    lowest: scores.at(-1)?.value ?? 0,
    threshold,
    sufficient: String(met.at(-1)?.value ?? threshold),
    below: joinWords(below, lang, 'or'),
    belowUp: joinWords([...below].reverse(), lang, 'or'),
    met: joinWords(
      met.map(({ name }) => name),
      lang,
      'or',
    ),
  };
}

/** The sum of scores in points: 118.6, or an interval while scores are missing. */
export function formatTenthsSum(score: ScoreResult, scoring: ScoringResult, m: Messages): string {
  const [low, high] = sumEnds(score, scoring);
  return score.scored === score.count
    ? points(low, scoring)
    : m.report.interval(points(low, scoring), points(high, scoring));
}

/** The least and the most that the sum can come to, in units. */
export function sumEnds(score: ScoreResult | LevelScoreResult, { scores, scale }: ScoringResult): [number, number] {
  const { sumTenths, count, scored } = score;
  const missing = 'weight' in score ? score.weight - score.scoredWeight : count - scored;
  const end = (value: number | undefined): number => sumTenths + missing * Math.round((value ?? 0) * scale);
  return [end(scores.at(-1)?.value), end(scores[0]?.value)];
}

/** Units as points, with as many decimals as the model's scores have. */
export const points = (units: number, { scale }: ScoringResult): string =>
  (units / scale).toFixed(String(scale).length - 1);

/** A score as a bar from 0 to the highest score of the model. */
export function barOf(label: string, score: ScoreResult, text: string, scoring: ScoringResult): Bar {
  const highest = scoring.scores[0]?.value ?? 1;
  return { label, low: score.low / highest, high: score.high / highest, text, tone: scoreTone(score, scoring) };
}

/** Where the threshold lies on such a bar. */
export const barThreshold = ({ scores, threshold }: ScoringResult): number => threshold / (scores[0]?.value ?? 1);

export const verdictTone = (verdict: Verdict): Tone =>
  ({ reached: 'good', 'not-reached': 'bad', undetermined: 'open' })[verdict] as Tone;

/** Good from the threshold, bad where even the best end falls short, open between. */
export function scoreTone({ low, high, count }: ScoreResult, { threshold }: ScoringResult): Tone {
  if (count === 0) return 'open';
  if (low >= threshold) return 'good';
  return high < threshold ? 'bad' : 'open';
}

/** The tone of one requirement's score. */
export function pointTone(score: number | null, { highest, lowest, threshold }: ScoreWords): Tone {
  if (score === null) return 'open';
  if (score >= threshold) return score === highest ? 'good' : 'fair';
  return score > lowest ? 'mixed' : 'bad';
}

/** How far a result rests on provisional requirements; null where there are none. */
export function provisionalText(result: AssessmentResult, m: Messages): string | null {
  const { count, scored, sumTenths } = result.provisionalRequirements;
  if (!count) return null;
  const percent = percentOf(sumTenths, result.score.sumTenths);
  return m.report.provisionalShare(count, result.score.count, scored, points(sumTenths, result.model.scoring), percent);
}
