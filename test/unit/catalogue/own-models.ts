import { stringify } from 'yaml';
import { assembleCatalogue } from '../../../src/catalogue/assemble-catalogue.ts';
import type { Catalogue } from '../../../src/catalogue/catalogue.ts';
import { newSeen, parseModel } from '../../../src/catalogue/parse-model.ts';
import { digestOf } from '../../../src/io/digest.ts';
import { sourceText } from '../../../src/yaml/source-text.ts';

const both = (words: string) => ({ zh: words, en: words });

/** A model of one item with two requirements, as its file has it; `change` replaces keys of the whole. */
export const smallModel = (change: object = {}, item: object = {}): object => ({
  format: 'assess-model/1',
  id: 'ours',
  edition: '2026',
  name: { zh: '我们的模型', en: 'Our model' },
  document: { zh: '《手册》', en: 'The manual' },
  scoringRule: both('the mean'),
  levels: [{ rank: 1, name: { zh: '一级', en: 'Level one' } }],
  domains: [
    {
      id: 'people',
      name: { zh: '人员', en: 'People' },
      overview: both('people'),
      items: [
        {
          id: 'training',
          name: { zh: '培训', en: 'Training' },
          overview: both('training'),
          levels: [
            {
              level: 1,
              requirements: [
                { id: 'training.1a', text: { zh: '有培训', en: 'Training is given' } },
                { id: 'training.1b', text: { zh: '有记录', en: 'Records are kept' } },
              ],
              evidence: [both('a'), both('b')],
              advice: both('do it'),
            },
          ],
          ...item,
        },
      ],
    },
  ],
  ...change,
});

/** Scores by value, each named after it. */
export const scoresOf = (...values: readonly (number | string)[]): object[] =>
  values.map((value) => ({ value, name: both(`score ${value}`) }));

/** Reads a model from the text of its file. */
export function readModelText(text: string) {
  const parsed = parseModel(sourceText('model.yaml', text), newSeen());
  const told = parsed.diagnostics.map(({ code, at, args }) => ({ code, line: at.line, ...args }));
  const domains = parsed.ok ? parsed.value.domains.filter((domain) => 'id' in domain) : [];
  const catalogue = parsed.ok ? assembleCatalogue(parsed.value, domains, digestOf) : null;
  return { catalogue, told };
}

export const readModel = (model: object) => readModelText(stringify(model));

/** The catalogue of a model that has nothing wrong. */
export function catalogueOf(model: object): Catalogue {
  const { catalogue, told } = readModel(model);
  if (!catalogue) throw new Error(JSON.stringify(told));
  return catalogue;
}
