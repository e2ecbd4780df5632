import { expect, test } from 'vitest';
import type { Catalogue } from '../../../src/catalogue/catalogue.ts';
import { parseModelFile } from '../../../src/catalogue/parse-derivation.ts';
import { newSeen } from '../../../src/catalogue/parse-model.ts';
import { GUIDE_SCORING } from '../../../src/catalogue/scoring.ts';
import { sourceText } from '../../../src/yaml/source-text.ts';
import { catalogueOf, scoresOf, smallModel } from './own-models.ts';

const BASE = catalogueOf(smallModel({ scoring: { threshold: 60, scores: scoresOf(100, 62.5, 20) } }, { weight: 3 }));
const basesOf = (base: Catalogue) => ({ models: [{ id: 'ours', editions: ['2026'] }], open: () => base });

const derived = (head: string, domain: string, item: string): string => `format: assess-model/1
id: theirs
edition: "1"
name: { zh: 推导的, en: Derived }
document: { zh: 《手册》, en: The manual }
scoringRule: { zh: 取平均, en: The mean }
${head}levels: [{ rank: 1, name: { zh: 一级, en: Level one } }]
derive: { model: ours, edition: "2026" }
domains:
  - id: people
    name: { zh: 人员, en: People }
${domain}    items:
      - id: training
        kind: same
        from: [training]
${item}        reason: { zh: 沿用, en: As it is }
`;

function read(text: string, base = BASE) {
  const parsed = parseModelFile(sourceText('model.yaml', text), newSeen(), basesOf(base));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  const [domain] = parsed.value.domains;
  if (!domain || !('items' in domain)) throw new Error('no domain');
  const { assesses } = parsed.value;
  return { assesses, scoring: parsed.value.scoring, weights: [domain.weight, domain.items[0]?.weight] };
}

test('a derived model scores and weighs as the other one, unless it says otherwise', () => {
  expect(read(derived('', '', ''))).toMatchObject({ scoring: BASE.scoring, weights: [1, 3] });
  const own = derived('scoring: { threshold: 62.5 }\n', '    weight: 4\n', '        weight: 1\n');
  expect(read(own)).toMatchObject({ scoring: { ...BASE.scoring, threshold: 625 }, weights: [4, 1] });
  expect(BASE.scoring).not.toEqual(GUIDE_SCORING);
});

test('a derived model is for whom the other one is for, unless it says so itself', () => {
  const own = derived('assesses: sme-service-providers\n', '', '');
  expect(read(derived('', '', '')).assesses).toBeNull();
  expect(read(derived('', '', ''), { ...BASE, assesses: 'sme-service-providers' }).assesses).toBe(
    'sme-service-providers',
  );
  expect(read(own).assesses).toBe('sme-service-providers');
});

test('a derived model without levels is told so, and not which levels there are', () => {
  const text = derived('', '', '').replace(/levels: .*\n/, '');
  const { diagnostics } = parseModelFile(sourceText('model.yaml', text), newSeen(), basesOf(BASE));
  expect(diagnostics.map(({ code, args }) => [code, args])).toEqual([
    ['model-nothing', { where: 'model file', what: 'levels' }],
  ]);
});
