import type { Catalogue, Domain } from './catalogue.ts';
import type { ModelHead } from './parse-model.ts';

/** A catalogue of a model's head and its domains; `digest` stands for the content. */
export function assembleCatalogue(
  head: ModelHead,
  domains: readonly Domain[],
  digest: (content: string) => string,
): Catalogue {
  const { id, edition, name, document, scoringRule, levels } = head;
  const content = { id, edition, name, document, scoringRule, levels, domains };
  return { ...content, digest: digest(JSON.stringify(content)) };
}
