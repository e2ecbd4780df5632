import type { Assessed, Catalogue, OverlayMark } from '../catalogue/catalogue.ts';
import {
  decimalOf,
  GUIDE_SCORING,
  hasGuideScores,
  highestOf,
  isWeighted,
  lowestOf,
  type Scoring,
} from '../catalogue/scoring.ts';
import type { Lang } from '../i18n/lang.ts';
import { type Fraction, highOf, lowOf, type Score, type Tally, toNumber } from '../scoring/score.ts';
import type { ScoredLevel } from '../scoring/score-sheet.ts';
import type { Sheet } from '../sheet/sheet.ts';

/**
 * A score as it is told: `value` is null while scores are missing, `low` and `high` are always there. `sumTenths` is in
 * the units of the model: `scoring.scale` of them make 1.
 */
export interface ScoreResult {
  readonly value: number | null;
  readonly sumTenths: number;
  readonly count: number;
  readonly scored: number;
  readonly low: number;
  readonly high: number;
}

/** The score of a level: `sumTenths` has each score as often as it weighs, `weight` and `scoredWeight` add the weights up. */
export interface LevelScoreResult extends ScoreResult {
  readonly weight: number;
  readonly scoredWeight: number;
}

/** How the model scores: its scores from the highest, the threshold, and what of it differs from the guide. */
export interface ScoringResult {
  readonly scale: number;
  readonly threshold: number;
  readonly scores: readonly { readonly value: number; readonly name: string }[];
  readonly ownScores: boolean;
  readonly ownThreshold: boolean;
  readonly weighted: boolean;
}

/** The model that was assessed against; `file` is the path of a model file as the sheet names it. */
export interface ModelResult {
  readonly id: string;
  readonly edition: string;
  readonly name: string;
  readonly levels: number;
  readonly digest: string;
  readonly file: string | null;
  /** Whom it is made for; null where it assesses organisations of any kind. */
  readonly assesses: Assessed | null;
  readonly scoring: ScoringResult;
  /** The user's own file that wording comes from; null where all of it is the catalogue's. */
  readonly overlay: OverlayMark | null;
}

/** The model of a result, with how it scores. */
export function modelResult(catalogue: Catalogue, { model }: Sheet, lang: Lang): ModelResult {
  const { id, edition, scoring } = catalogue;
  const ownScores = !hasGuideScores(catalogue);
  return {
    id,
    edition,
    name: catalogue.name[lang],
    levels: catalogue.levels.length,
    digest: catalogue.digest,
    file: model === id ? null : model,
    assesses: catalogue.assesses ?? null,
    scoring: {
      scale: scoring.scale,
      threshold: numberOf(scoring.threshold, scoring),
      scores: scoring.scores.map(({ units, name }) => ({ value: numberOf(units, scoring), name: name[lang] })),
      ownScores,
      ownThreshold: numberOf(scoring.threshold, scoring) !== numberOf(GUIDE_SCORING.threshold, GUIDE_SCORING),
      weighted: isWeighted(catalogue),
    },
    overlay: catalogue.overlay ?? null,
  };
}

/** Units as the number that is told. */
export const numberOf = (units: number, { scale }: Scoring): number => Number(decimalOf(units, scale));

/** The score of a level as it is told. */
export function levelScoreResult({ score, tally }: ScoredLevel, scoring: Scoring): LevelScoreResult {
  const { weight, scoredWeight } = tally;
  return { ...scoreResult(score, tally, scoring), weight, scoredWeight };
}

/** The score of an item or a domain as it is told. */
export function scoreResult(score: Score, { sumTenths, count, scored }: Tally, scoring: Scoring): ScoreResult {
  const told = (fraction: Fraction): number => toNumber(fraction, scoring);
  const none = score.kind === 'none';
  return {
    value: score.kind === 'scored' ? told(score.value) : null,
    sumTenths,
    count,
    scored,
    low: none ? numberOf(lowestOf(scoring), scoring) : told(lowOf(score)),
    high: none ? numberOf(highestOf(scoring), scoring) : told(highOf(score)),
  };
}
