import { LANGS, type Text } from '../i18n/lang.ts';
import { messagesIn } from '../i18n/messages.ts';
import type { Catalogue, Domain, Item } from './catalogue.ts';

/** One of the scores that a model gives, as a whole number of its units, and what it stands for. */
export interface ScoreStep {
  readonly units: number;
  readonly name: Text;
}

/** How a model scores; `scale` is how many units make 1: the least power of ten that makes every number here whole. */
export interface Scoring {
  readonly scale: number;
  /** From the highest to the lowest. */
  readonly scores: readonly ScoreStep[];
  /** What a level is reached from, in units. */
  readonly threshold: number;
}

const step = (units: number, word: '1' | '0.8' | '0.5' | '0'): ScoreStep => {
  const [zh, en] = LANGS.map((lang) => messagesIn(lang).words.score[word]);
  return { units, name: { zh: zh ?? word, en: en ?? word } };
};

/** The scores and the threshold of the guide (9.1, Table 1; 9.3, formula 4): what a model has that states none. */
export const GUIDE_SCORING: Scoring = {
  scale: 10,
  scores: [step(10, '1'), step(8, '0.8'), step(5, '0.5'), step(0, '0')],
  threshold: 8,
};

export const highestOf = ({ scores }: Scoring): number => scores[0]?.units ?? 0;
export const lowestOf = ({ scores }: Scoring): number => scores.at(-1)?.units ?? 0;

/** The lowest score that is no gap: what raising a requirement to it no longer holds the level back. */
export const sufficientOf = ({ scores, threshold }: Scoring): number =>
  scores.findLast(({ units }) => units >= threshold)?.units ?? threshold;

/** Units as the shortest decimal: 8 of scale 10 is `0.8`, 75 of scale 1 is `75`. */
export function decimalOf(units: number, scale: number): string {
  const places = String(scale).length - 1;
  const digits = String(units).padStart(places + 1, '0');
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  const whole = digits.slice(0, digits.length - places);
  return places === 0 ? digits : fraction === '' ? whole : `${whole}.${fraction}`;
}

/** Every score of a model as it is written, from the highest. */
export const writtenScores = ({ scores, scale }: Scoring): string[] =>
  scores.map(({ units }) => decimalOf(units, scale));

/** How much an item's requirements weigh in the score of a level. */
export const weightOf = (domain: Domain, item: Item): number => domain.weight * item.weight;

export const isWeighted = ({ domains }: Pick<Catalogue, 'domains'>): boolean =>
  domains.some((domain) => domain.weight !== 1 || domain.items.some((item) => item.weight !== 1));

/** What two models can score differently: the scores that they give, what a level is reached from, the weights. */
export const SCORING_PARTS = ['scores', 'threshold', 'weights'] as const;
export type ScoringPart = (typeof SCORING_PARTS)[number];

/** Whether two models give the same scores: the same values by the same names, in whatever units. */
export const hasSameScores = (a: Scoring, b: Scoring): boolean => scoresKey(a) === scoresKey(b);

const scoresKey = ({ scores, scale }: Scoring): string =>
  JSON.stringify(scores.map(({ units, name }) => [decimalOf(units, scale), name.zh, name.en]));

export const hasSameThreshold = (a: Scoring, b: Scoring): boolean =>
  decimalOf(a.threshold, a.scale) === decimalOf(b.threshold, b.scale);

/** Whether a model has the scores of the guide, whatever it calls them. */
export const hasGuideScores = ({ scoring }: Pick<Catalogue, 'scoring'>): boolean =>
  writtenScores(scoring).join() === writtenScores(GUIDE_SCORING).join();
