import type { Catalogue, Domain, Item } from './catalogue.ts';
import type { ComparedDomain } from './compare-catalogues.ts';
import { decimalOf, type Scoring, writtenScores } from './scoring.ts';

/** Domains, or items, that answer to each other and weigh differently; one side may be empty. */
export interface ComparedWeights {
  readonly a: readonly (Domain | Item)[];
  readonly b: readonly (Domain | Item)[];
}

/** What of how two models score differs: the scores (values or names), the threshold, and which weights. */
export interface ComparedScoring {
  readonly scores: boolean;
  readonly threshold: boolean;
  readonly weights: readonly ComparedWeights[];
}

/** Compares how two models score; `domains` are those of the two, side by side. */
export function compareScoring(a: Catalogue, b: Catalogue, domains: readonly ComparedDomain[]): ComparedScoring {
  const parts = domains.flatMap((domain) => [
    { a: domain.a ? [domain.a] : [], b: domain.b ? [domain.b] : [] },
    ...domain.items.map((group) => ({ a: group.a, b: group.b })),
  ]);
  return {
    scores: namedScores(a.scoring) !== namedScores(b.scoring),
    threshold: thresholdOf(a.scoring) !== thresholdOf(b.scoring),
    weights: parts.filter((part) => weightsOf(part.a) !== weightsOf(part.b)),
  };
}

export const thresholdOf = ({ threshold, scale }: Scoring): string => decimalOf(threshold, scale);

const namedScores = (scoring: Scoring): string =>
  JSON.stringify(writtenScores(scoring).map((value, index) => [value, scoring.scores[index]?.name]));

/** What is not there weighs as what states no weight: only what weighs more is worth telling. */
const weightsOf = (parts: ComparedWeights['a']): string =>
  [...new Set(parts.map(({ weight }) => weight))].join(' ') || '1';
