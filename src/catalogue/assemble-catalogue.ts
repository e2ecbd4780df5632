import type { Catalogue, Domain } from './catalogue.ts';
import type { ModelHead } from './parse-model.ts';
import { GUIDE_SCORING } from './scoring.ts';

/** A catalogue of a model's head and its domains; `digest` stands for the content, whoever is assessed by it. */
export function assembleCatalogue(
  head: ModelHead,
  domains: readonly Domain[],
  digest: (content: string) => string,
): Catalogue {
  const { id, edition, name, document, scoringRule, scoring, levels, assesses, derivedFrom } = head;
  const content = {
    id,
    edition,
    name,
    document,
    scoringRule,
    levels,
    domains,
    ...(derivedFrom === undefined ? {} : { derivedFrom }),
    scoring,
  };
  return {
    ...content,
    ...(assesses === null ? {} : { assesses }),
    digest: digest(JSON.stringify(content, withoutDefaults)),
  };
}

const GUIDE = JSON.stringify(GUIDE_SCORING);

/** What a model leaves at its default is no part of its digest: sheets stay bound to it when the format gets new keys. */
const withoutDefaults = (key: string, value: unknown): unknown =>
  (key === 'weight' && value === 1) || (key === 'scoring' && JSON.stringify(value) === GUIDE) ? undefined : value;
