import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { Catalogue } from '../../../src/catalogue/catalogue.ts';
import { catalogues } from '../../../src/commands/open-catalogue.ts';
import { wordDiagnostic } from '../../../src/diagnostics/wording.ts';
import { LANGS, type Lang } from '../../../src/i18n/lang.ts';
import { isModelPath, type ModelFile, type SheetCatalogues } from '../../../src/sheet/bind-model.ts';
import { checkSheet } from '../../../src/sheet/check-sheet.ts';
import { parseSheet } from '../../../src/sheet/parse-sheet.ts';
import { formatTenths, parseScore, readScore } from '../../../src/sheet/read-score.ts';
import { scaffoldSheet } from '../../../src/sheet/scaffold.ts';
import { sheetSchema } from '../../../src/sheet/sheet-schema.ts';
import { sourceText } from '../../../src/yaml/source-text.ts';
import { catalogueOf, readModelText, scoresOf, smallModel } from '../catalogue/own-models.ts';

const PATH = './our model.yaml';
const head = (lang: Lang): string =>
  readFileSync(new URL(`../../../templates/sheet-head.${lang}.yaml`, import.meta.url), 'utf8');
const newSheet = (catalogue: Catalogue, lang: Lang = 'zh', modelPath = PATH): string =>
  scaffoldSheet(catalogue, head(lang), {
    claim: 1,
    reading: 'cumulative',
    kind: 'self',
    lang,
    organization: '甲公司',
    schema: null,
    modelPath,
  });

/** Parses and checks a sheet; `open` stands for the disk. */
function check(text: string, open: (path: string) => ModelFile) {
  const all: SheetCatalogues = { models: catalogues.models, open: catalogues.open, openFile: open };
  const read = parseSheet(sourceText('sheet.yaml', text), all);
  return { read, ...checkSheet(read, { inspectFile: null, complete: false }) };
}
const checkWith = (text: string, catalogue: Catalogue) => check(text, () => ({ kind: 'model', catalogue }));
const told = (text: string, catalogue: Catalogue) =>
  checkWith(text, catalogue).diagnostics.map(({ code, at, severity }) => [code, at.line, severity]);

const OWN = catalogueOf(smallModel({ scoring: { threshold: 60, scores: scoresOf(100, 62.5, 20) } }));

describe('a new sheet of a model file', () => {
  test.each(LANGS)('in %s names the file, the edition and the digest, and has nothing wrong', (lang) => {
    const text = newSheet(OWN, lang);
    expect(text).toContain(`model: "./our model.yaml"\nedition: "2026"\nmodelDigest: ${OWN.digest}\nclaim: 1`);
    expect(told(text, OWN)).toEqual([]);
    const { read } = checkWith(text, OWN);
    expect(read.sheet).toMatchObject({ model: PATH, edition: '2026', modelDigest: OWN.digest });
  });

  test('explains the scores of the model, and which of them want an improvement', () => {
    expect(newSheet(OWN)).toContain('100（score 100）、62.5（score 62.5）或 20（score 20）；');
    expect(newSheet(OWN)).toContain('得 20 的');
    expect(newSheet(OWN, 'en')).toContain('write 100 (score 100), 62.5 (score 62.5) or 20 (score 20) behind score');
  });

  test.each(LANGS)(
    'asks in %s what the guide asks of those who serve SMEs where the model is for them alone',
    (lang) => {
      const smes = { ...OWN, assesses: 'sme-service-providers' as const };
      const keys = (catalogue: Catalogue) => Object.keys(parse(newSheet(catalogue, lang)).organization as object);
      expect(keys(smes).filter((key) => !keys(OWN).includes(key))).toEqual(['servingSince', 'commitment']);
      expect(newSheet(smes, lang)).toMatch(/SME|中小企业/);
      expect(newSheet(OWN, lang)).not.toMatch(/SME|中小企业|\{\{/);
      expect(told(newSheet(smes, lang), smes)).toEqual([]);
    },
  );

  test.each([
    '../shared/model.yaml',
    './模型/我们的.yaml',
    '/srv/models/m.yaml',
    'C:/models/m.yaml',
    './a"b\'c: #d.yaml',
  ])('can name it %s', (path) => {
    const { read, diagnostics } = checkWith(newSheet(OWN, 'zh', path), OWN);
    expect(diagnostics).toEqual([]);
    expect(read.sheet?.model).toBe(path);
  });

  test('is sound whatever texts the model has', () => {
    const words = fc
      .array(fc.constantFrom('甲', 'x', ' ', '#', ': ', '- ', '"', "'", '{{name}}', '$&', '[', '}', '、', '\\', '|'), {
        minLength: 1,
        maxLength: 6,
      })
      .map((parts) => parts.join('').trim())
      .filter((text) => text !== '');
    const lines = fc.array(words, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('\n'));
    fc.assert(
      fc.property(words, words, lines, fc.constantFrom(...LANGS), (level, score, statement, lang) => {
        const names = [level, score].map((text) => ({ zh: text, en: text }));
        const model = JSON.parse(
          JSON.stringify(
            smallModel({
              levels: [{ rank: 1, name: names[0] }],
              scoring: { threshold: 1, scores: [...scoresOf(2), { value: 0, name: names[1] }] },
            }),
          ).replaceAll('有培训', () => JSON.stringify(statement).slice(1, -1)),
        ) as object;
        const { catalogue } = readModelText(stringify(model));
        if (!catalogue) return;
        expect(told(newSheet(catalogue, lang), catalogue)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a sheet of a model file', () => {
  const sheet = newSheet(OWN);

  test('with another digest is an error at the digest, so that no result uses another text', () => {
    const other = catalogueOf(smallModel({ scoring: { threshold: 61, scores: scoresOf(100, 62.5, 20) } }));
    expect(told(sheet, other)).toEqual([['model-changed', 9, 'error']]);
    expect(told(sheet.replace(OWN.digest, other.digest), other)).toEqual([]);
    expect(told(sheet.replace(OWN.digest, OWN.digest.toUpperCase().replace('SHA', 'sha')), OWN)).toEqual([]);
  });

  test('without one is warned of, and with half of one refused', () => {
    expect(told(sheet.replace(/modelDigest.*\n/, ''), OWN)).toEqual([['model-digest-missing', 7, 'warning']]);
    expect(told(sheet.replace(/modelDigest.*/, 'modelDigest:'), OWN)).toEqual([['model-digest-missing', 9, 'warning']]);
    expect(told(sheet.replace(OWN.digest, OWN.digest.slice(0, 30)), OWN)).toEqual([
      ['invalid-model-digest', 9, 'error'],
    ]);
  });

  test('of another edition is refused', () => {
    expect(told(sheet.replace('edition: "2026"', 'edition: 2025'), OWN)).toEqual([['unknown-edition', 8, 'error']]);
  });

  test.each<[ModelFile, object]>([
    [{ kind: 'missing' }, { code: 'model-not-read', args: { path: PATH, why: 'missing', reason: '' } }],
    [{ kind: 'no-file' }, { code: 'model-not-read', args: { why: 'no-file' } }],
    [{ kind: 'network' }, { code: 'model-not-read', args: { why: 'network' } }],
    [
      { kind: 'unreadable', reason: 'EACCES' },
      { code: 'model-not-read', args: { why: 'unreadable', reason: 'EACCES' } },
    ],
    [
      { kind: 'invalid', file: 'a/m.yaml', errors: 3 },
      { code: 'model-invalid', args: { file: 'a/m.yaml', errors: 3 } },
    ],
  ])('that cannot be had says why, at the line of the model: %j', (file, want) => {
    const { diagnostics, read } = check(sheet, () => file);
    expect(diagnostics).toMatchObject([{ ...want, at: { line: 7 }, severity: 'error' }]);
    expect(read.sheet).toBeNull();
  });

  test('takes the scores of the model and no others', () => {
    const scored = (score: string) => told(sheet.replace('score:\n', `score: ${score}\n`), OWN).map(([code]) => code);
    for (const score of ['100', '100.0', '62.5', '62.50']) expect(scored(score)).not.toContain('invalid-score');
    for (const score of ['1', '0.8', '62', '0', '100.5', '"100"']) expect(scored(score)).toContain('invalid-score');
  });

  test('wants evidence for the highest score, and an improvement below the threshold', () => {
    const scored = (score: string) => told(sheet.replace('score:\n', `score: ${score}\n`), OWN).map(([code]) => code);
    expect(scored('100')).toEqual(['full-score-unsupported']);
    expect(scored('62.5')).toEqual([]);
    expect(scored('20')).toEqual(['gap-without-improvement']);
  });
});

test('a digest is compared for a model that comes with the program too, where the sheet has one', () => {
  const sme = catalogues.open('sme', 'draft-2023');
  const text = newSheet(sme, 'zh').replace(/model: .*/, 'model: sme');
  expect(told(text, sme)).toEqual([]);
  expect(told(text.replace(sme.digest, OWN.digest), sme)).toEqual([['model-changed', 9, 'error']]);
});

test.each<[string, boolean]>([
  ['sme', false],
  ['our-model', false],
  ['./our-model', true],
  ['our-model.yaml', true],
  ['OUR.YML', true],
  ['models/ours', true],
  ['..\\ours', true],
])('%s is a path: %s', (model, isPath) => {
  expect(isModelPath(model)).toBe(isPath);
});

describe('scores of its own', () => {
  const node = (written: string) =>
    ({ kind: 'scalar', value: written, written, style: 'plain', range: { start: 0, end: 1 } }) as const;

  test('are read and written exactly', () => {
    for (const { units } of OWN.scoring.scores)
      expect(parseScore(formatTenths(units, OWN.scoring), OWN.scoring)).toBe(units);
    expect(OWN.scoring.scores.map(({ units }) => formatTenths(units, OWN.scoring))).toEqual(['100', '62.5', '20']);
  });

  test.each<[string, string, string | null]>([
    ['score 62.5', 'words', '62.5'],
    ['SCORE 20', 'words', '20'],
    ['full', 'words', '100'],
    ['none', 'words', '20'],
    ['yes', 'boolean', '100'],
    ['no', 'boolean', '20'],
    ['100%', 'percent', '100'],
    ['62,5', 'comma', '62.5'],
    ['６２．５', 'full-width', '62.5'],
    ['1e2', 'notation', '100'],
    ['全部满足', 'words', null],
    ['0.8', 'other-number', null],
  ])('%s is wrong (%s), and was meant as %s', (written, fault, meant) => {
    const reading = readScore(node(written), OWN.scoring);
    const units = meant === null ? null : parseScore(meant, OWN.scoring);
    expect(reading).toEqual({ kind: 'wrong', fault, value: written, meant: units });
  });
});

test('the schema of a sheet has the scores, the path and the digest of the model', () => {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true });
  ajv.addVocabulary(['enumDescriptions', 'markdownEnumDescriptions', 'markdownDescription']);
  const schema = sheetSchema(OWN, 1, 'zh', [], PATH) as { definitions: { score: object } };
  expect(schema.definitions.score).toMatchObject({
    enum: [100, 62.5, 20, null],
    enumDescriptions: ['100 score 100', '62.5 score 62.5', '20 score 20', '未评分'],
  });
  const validate = ajv.compile(schema);
  const sheet = newSheet(OWN);
  const isValid = (text: string): boolean => validate(parse(text)) as boolean;
  expect(isValid(sheet)).toBe(true);
  expect(isValid(sheet.replace('score:\n', 'score: 62.5\n'))).toBe(true);
  expect(isValid(sheet.replace('score:\n', 'score: 0.8\n'))).toBe(false);
  expect(isValid(sheet.replace(PATH, './other.yaml'))).toBe(false);
  expect(isValid(sheet.replace(OWN.digest, 'abc'))).toBe(false);
});

test('what is scored highest is told by the name that the model has for it', () => {
  const [warning] = checkWith(newSheet(OWN).replace('score:\n', 'score: 100\n'), OWN).diagnostics;
  if (!warning) throw new Error('no warning');
  const words = LANGS.map((lang) => wordDiagnostic(warning, lang).message);
  expect(words[0]).toBe('“training.1a”判为score 100，却没有证据，也没有评估发现');
  expect(words[1]).toBe('“training.1a” is scored as score 100, with neither evidence nor a finding');
});
