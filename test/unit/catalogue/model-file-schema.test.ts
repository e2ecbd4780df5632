import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { LANGS } from '../../../src/i18n/lang.ts';
import { readModel, readModelText, scoresOf, smallModel } from './own-models.ts';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const SCHEMA = JSON.parse(read('src/schema/model-file.schema.json')) as { $defs: object };
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
const isModel = ajv.compile(SCHEMA);
const isDomain = ajv.compile({ $defs: SCHEMA.$defs, $ref: '#/$defs/domain' });

const faults = (validate: typeof isModel, value: unknown): string[] => {
  validate(value);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
};

const BUILT_IN = readdirSync(new URL('model/', ROOT), { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

describe('the schema of model files takes', () => {
  test.each(BUILT_IN)('every file of the model %s', (name) => {
    for (const file of readdirSync(new URL(`model/${name}/`, ROOT))) {
      const value: unknown = parse(read(`model/${name}/${file}`));
      expect([file, faults(file === 'model.yaml' ? isModel : isDomain, value)]).toEqual([file, []]);
    }
  });

  test.each(LANGS)('what assess model new lays out in %s, which is sound', (lang) => {
    const text = read(`templates/model.${lang}.yaml`).replaceAll('{{id}}', 'ours').replaceAll('{{file}}', 'ours.yaml');
    expect(faults(isModel, parse(text))).toEqual([]);
    expect(readModelText(text).told).toEqual([]);
  });

  test('the example, and the scoring that the comments of a new model show', () => {
    expect(faults(isModel, parse(read('examples/own-model/member-training.yaml')))).toEqual([]);
    for (const lang of LANGS) {
      const text = read(`templates/model.${lang}.yaml`).replaceAll('{{id}}', 'ours');
      const shown = text
        .replace(/^# (scoring:| {2}threshold: .*| {2}scores:| {4}- \{ value.*)$/gm, '$1')
        .replace('# weight:', 'weight:');
      expect(faults(isModel, parse(shown))).toEqual([]);
      const { catalogue } = readModelText(shown);
      expect(catalogue?.scoring).toMatchObject({ scale: 100, threshold: 75 });
      expect(catalogue?.domains[0]?.weight).toBe(2);
    }
  });
});

describe('the schema and assess model check refuse alike', () => {
  const broken: readonly (readonly [string, object])[] = [
    ['a model without an edition', smallModel({ edition: null })],
    ['another format', smallModel({ format: 'assess-model/2' })],
    ['an id that is none', smallModel({ id: 'Our model' })],
    ['a name in one language', smallModel({ name: { zh: '模型' } })],
    ['a name of two lines', smallModel({ name: { zh: '模\n型', en: 'Model' } })],
    ['a key more', smallModel({ weight: 2 })],
    ['no levels', smallModel({ levels: [] })],
    ['no domains', smallModel({ domains: [] })],
    ['another kind of organisation', smallModel({ assesses: 'anybody' })],
    ['a weight of 0', smallModel({}, { weight: 0 })],
    ['a weight of 1.5', smallModel({}, { weight: 1.5 })],
    ['scores without a threshold', smallModel({ scoring: { scores: scoresOf(1, 0) } })],
    ['one score', smallModel({ scoring: { threshold: 1, scores: scoresOf(1) } })],
    ['a score above 100', smallModel({ scoring: { threshold: 1, scores: scoresOf(101, 0) } })],
    ['an item without levels', smallModel({}, { levels: [] })],
  ];
  test.each(broken)('%s', (_, model) => {
    expect(readModel(model).catalogue).toBeNull();
    expect(faults(isModel, model)).not.toEqual([]);
  });
});
