import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { en as WORDING } from '../../src/diagnostics/wording-en.ts';
import { LANGS } from '../../src/i18n/lang.ts';
import { newFolder, type SheetName, sheetText } from './folder.ts';
import { runHere } from './in-process.ts';
import { ROOT, runAssess } from './program.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Schema = { readonly [key: string]: Json };

const NAMES = [
  'report',
  'status',
  'validate',
  'model',
  'model-list',
  'model-search',
  'model-compare',
  'init-from',
  'overlay-import',
] as const;
type Name = (typeof NAMES)[number];

const readSchema = (name: Name): Schema =>
  JSON.parse(readFileSync(`${ROOT}src/schema/${name}.schema.json`, 'utf8')) as Schema;
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
const VALIDATORS = Object.fromEntries(NAMES.map((name) => [name, ajv.compile(readSchema(name))])) as Readonly<
  Record<Name, ValidateFunction>
>;

/** What a schema has against a value: nothing where it is as promised. */
function faults(name: Name, value: Json): string[] {
  const validate = VALIDATORS[name];
  validate(value);
  return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

/** Every schema inside a schema that has properties. */
function objectSchemas(schema: Json, path = ''): [path: string, schema: Schema][] {
  if (schema === null || typeof schema !== 'object') return [];
  const inner = Object.entries(schema).flatMap(([key, value]) =>
    ['if', 'then', 'else'].includes(key) ? [] : objectSchemas(value, `${path}/${key}`),
  );
  return !Array.isArray(schema) && 'properties' in schema && 'type' in schema ? [[path, schema], ...inner] : inner;
}

describe('the schemas themselves', () => {
  test('each JSON output has its schema, and the folder holds nothing else but that of model files', () => {
    const files = [...NAMES, 'model-file'].map((name) => `${name}.schema.json`);
    expect(readdirSync(`${ROOT}src/schema`).sort()).toEqual(files.sort());
  });

  test.each(NAMES)('%s: every object is closed, asks for all its keys, and tells what each is', (name) => {
    const objects = objectSchemas(readSchema(name));
    expect(objects.length).toBeGreaterThan(0);
    for (const [path, schema] of objects) {
      const properties = schema['properties'] as Record<string, Schema>;
      expect([path, schema['additionalProperties']]).toEqual([path, false]);
      expect([path, schema['required']]).toEqual([path, Object.keys(properties)]);
      for (const [key, property] of Object.entries(properties))
        expect([path, key, typeof property['description']]).toEqual([path, key, 'string']);
    }
  });

  test('the codes of diagnostics are those that there are', () => {
    const codes = (readSchema('validate')['$defs'] as Record<string, Schema>)['code']?.['enum'];
    expect(codes).toEqual(Object.keys(WORDING));
  });
});

/** Sheets by what is special about them; each is valid. */
const SHEETS: Readonly<Record<string, string>> = {
  reached: sheetText('reached'),
  empty: sheetText('empty'),
  stated: sheetText('stated'),
  tailored: sheetText('reached').replace(
    'ratings:',
    'tailoring: [{ item: service-catalogue, reason: 只做一种服务 }]\nreading: own-level\nratings:',
  ),
  settled: sheetText('empty').replaceAll('score: }', 'score: 0 }').replace('1d: { score: 0 }', '1d: { score: }'),
  bare: sheetText('stated')
    .replace(/team:.*/, 'team: [赵静]')
    .replace(/disagreements:\n.*/, 'disagreements: [口头分歧]')
    .replace(', file: E01.csv', `, sha256: ${'a'.repeat(64)}`),
};
const everyTailored = (text: string): string =>
  text.replace(
    'ratings:',
    `tailoring: [${[...text.matchAll(/^ {2}([a-z-]+): \{ 1a|^ {2}([a-z-]+):$/gm)]
      .map((match) => `{ item: ${match[1] ?? match[2]}, reason: 不适用 }`)
      .join(', ')}]\nratings:`,
  );

/** A made-up text of a standard with something of everything that an import tells. */
const STANDARD = `服务战略能力
需求管理
概述
需求要管。
一星能力要求
应满足：
a) 需求登记；
b) 需求分类；
c) 管理层过问
注：这一行说明上面的要求，不是要求。
d) 需求答复。
二星能力要求
应满足：
a) 只有一条。
擦玻璃
一星能力要求
a) 擦干净。
`;

async function jsonOf(words: readonly string[], sheet: string | null): Promise<Json> {
  const folder = newFolder();
  writeFileSync(join(folder, 'E01.csv'), 'a\n');
  if (sheet !== null) writeFileSync(join(folder, 'sheet.yaml'), sheet);
  const { stdout, stderr } = await runAssess(words, { cwd: folder });
  return stdout === '' ? Promise.reject(new Error(stderr)) : (JSON.parse(stdout) as Json);
}

/** The same from the sources, where the schemas are tested and not the program. */
async function jsonHere(words: readonly string[], sheet: string | null): Promise<Json> {
  const folder = newFolder();
  writeFileSync(join(folder, 'E01.csv'), 'a\n');
  if (sheet !== null) writeFileSync(join(folder, 'sheet.yaml'), sheet);
  const here = words.map((word) => (/^(?:sheet|new)\.yaml$/.test(word) ? join(folder, word) : word));
  return JSON.parse((await runHere(here)).stdout) as Json;
}

const commands = { report: ['report'], status: ['status'], validate: ['validate', '--strict', '--complete'] } as const;

describe('the outputs of the built program are as the schemas promise', () => {
  const cases = Object.keys(SHEETS).flatMap((sheet) =>
    (['report', 'status', 'validate'] as const).map((name, index) => ({ name, sheet, lang: LANGS[index % 2] ?? 'zh' })),
  );
  test.concurrent.each(cases)('$name of the sheet “$sheet” in $lang', async ({ name, sheet, lang }) => {
    const words = ['--lang', lang, ...commands[name], 'sheet.yaml', '--format', 'json'];
    expect(faults(name, await jsonOf(words, SHEETS[sheet] ?? ''))).toEqual([]);
  });

  test.concurrent('the report of a sheet with every item tailored out', async () => {
    const sheet = everyTailored(SHEETS['reached'] ?? '');
    const report = await jsonOf(['report', 'sheet.yaml', '--format', 'json', '--date', '2026-04-01'], sheet);
    expect(report).toMatchObject({ domains: [], date: '2026-04-01', score: { count: 0 } });
    expect(faults('report', report)).toEqual([]);
  });

  test.concurrent.each([
    ['a sheet with errors', `${SHEETS['reached']}langg: zh\n`],
    ['broken YAML', 'format: [\n'],
    ['an empty file', ''],
  ])('validate of %s', async (_, sheet) => {
    const found = await jsonOf(['validate', 'sheet.yaml', '--format', 'json'], sheet);
    expect(found).toMatchObject({ valid: false });
    expect(faults('validate', found)).toEqual([]);
  });

  test.concurrent('validate of more findings than are told', async () => {
    const sheet = `${SHEETS['reached']}${Array.from({ length: 70 }, (_, index) => `x${index}: 1\n`).join('')}`;
    const found = await jsonOf(['validate', 'sheet.yaml', '--format', 'json'], sheet);
    expect(found).toMatchObject({ files: [{ errors: 70, omitted: 20 }] });
    expect(faults('validate', found)).toEqual([]);
  });

  test.concurrent.each([
    ['model-list', ['model', 'list']],
    ['model', ['model', 'show', 'sme']],
    ['model', ['model', 'show', 'sme', 'strategy']],
    ['model', ['model', 'show', 'sme', 'service-quality']],
    ['model', ['model', 'show', 'sme', 'service-quality.2b']],
    ['model', ['model', 'show', 'sme-guide']],
    ['model', ['model', 'show', 'sme-guide', 'measurement-and-analysis']],
    ['model', ['model', 'show', 'sme-guide', 'service-compliance.1a']],
    ['model-compare', ['model', 'compare', 'sme', 'sme-guide']],
    ['model-compare', ['model', 'compare', 'sme-guide', 'sme']],
    ['model-compare', ['model', 'compare', 'sme', 'itss']],
    ['model', ['model', 'show', 'itss', '3']],
    ['model', ['model', 'show', 'itss', 'process.4']],
    ['model', ['model', 'show', 'sme', 'improvement', '--level', '1']],
    ['model', ['model', 'show', 'itss', 'incident-management.2']],
    ['model-search', ['model', 'search', '应急']],
    ['model-search', ['model', 'search', 'emergency', '演练', '--limit', '0']],
    ['model-search', ['model', 'search', 'incidnet', '--model', 'sme']],
    ['validate', ['model', 'check', `${ROOT}model/sme/model.yaml`]],
    ['validate', ['model', 'check', 'sheet.yaml']],
  ] as const)('%s: %j', async (name, words) => {
    expect(faults(name, await jsonOf([...words, '--format', 'json'], 'id: x\n'))).toEqual([]);
  });

  test.concurrent.each([
    ['reached', ['--model', 'sme-guide']],
    ['stated', ['--level', '3']],
    ['tailored', ['--model', 'itss']],
    ['bare', ['--reading', 'own-level', '--level', '2']],
  ] as const)('init --from the sheet “%s” with %j', async (sheet, words) => {
    const output = await jsonOf(
      ['init', 'new.yaml', '--from', 'sheet.yaml', '--format', 'json', ...words],
      SHEETS[sheet] ?? '',
    );
    expect(faults('init-from', output)).toEqual([]);
  });

  test('an import: what fits, what does not, and nothing at all', async () => {
    const words = ['model', 'overlay', 'import', 'sme', 'sheet.yaml', '-f', '--format', 'json'];
    const taken = await jsonOf(words, STANDARD);
    expect(taken).toMatchObject({
      matched: 4,
      misfits: [{ why: 'count' }],
      strays: [{ entries: 1 }],
      unused: [{ line: 10 }],
      brokenOff: ['demand-management.1c'],
    });
    expect(faults('overlay-import', taken)).toEqual([]);
    const nothing = await jsonOf(words, 'x\n');
    expect(nothing).toMatchObject({ matched: 0, overlay: null });
    expect(faults('overlay-import', nothing)).toEqual([]);
  });

  test('an overlay in report and model', async () => {
    const folder = newFolder();
    const overlay = join(folder, 'o.yaml');
    const sheet = join(folder, 'sheet.yaml');
    writeFileSync(sheet, sheetText('reached'));
    writeFileSync(
      overlay,
      'format: assess-overlay/1\nmodel: sme\nedition: draft-2023\nrequirements: { service-quality.1a: { zh: 原文 } }\n',
    );
    for (const [name, words] of [
      ['report', ['report', sheet]],
      ['model', ['model', 'show', 'sme']],
      ['model', ['model', 'show', 'sme', 'service-quality']],
    ] as const) {
      const output = JSON.parse((await runHere([...words, '--overlay', overlay, '--format', 'json'])).stdout) as Json;
      expect(JSON.stringify(output)).toContain('"replaced":1');
      expect(faults(name, output)).toEqual([]);
    }
  });

  test('report, status and validate at every claim, in either reading and language, scored at random', async () => {
    const folder = newFolder();
    const path = join(folder, 'sheet.yaml');
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('cumulative', 'own-level'),
        fc.constantFrom('self', 'formal'),
        fc.constantFrom('sme', 'sme-guide'),
        fc.constantFrom(...LANGS),
        fc.infiniteStream(fc.constantFrom('', ' 1', ' 0.8', ' 0.5', ' 0')),
        async (claim, reading, kind, model, lang, scores) => {
          const choices = ['--level', String(claim), '--kind', kind, '--reading', reading];
          await runHere(['--lang', lang, 'init', path, '--org', '甲', '--force', '--model', model, ...choices]);
          const blank = readFileSync(path, 'utf8');
          writeFileSync(
            path,
            blank.replace(/score:$/gm, () => `score:${scores.next().value}`),
          );
          for (const name of ['report', 'status', 'validate'] as const) {
            const { stdout } = await runHere([name, path, '--format', 'json']);
            expect(faults(name, JSON.parse(stdout) as Json)).toEqual([]);
          }
        },
      ),
      { numRuns: 8 },
    );
  });
});

/** A value that is broken in one way, and what the way is. */
interface Broken {
  readonly how: string;
  readonly value: Json;
}

const WRONG: Readonly<Record<string, Json>> = { string: 7, number: 'x', boolean: 'x', null: {}, object: [], array: {} };
const kindOf = (value: Json): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** Breaks a value at every place, but only at the first of places alike: a key taken out, a key added, a wrong type. */
function* breakEverywhere(value: Json, path = '', seen = new Set<string>()): Generator<Broken> {
  const place = `${path}:${kindOf(value)}`;
  if (!seen.has(place)) {
    seen.add(place);
    yield { how: `${path} is of another type`, value: WRONG[kindOf(value)] ?? null };
    if (kindOf(value) === 'object') yield { how: `${path} has a key more`, value: { ...(value as object), extra: 1 } };
  }
  if (Array.isArray(value))
    for (const [index, item] of value.entries())
      for (const broken of breakEverywhere(item, `${path}[]`, seen))
        yield { ...broken, value: value.with(index, broken.value) };
  else if (value !== null && typeof value === 'object')
    for (const [key, item] of Object.entries(value)) {
      const inner = `${path}.${key}`;
      if (!seen.has(`${inner} left out`)) {
        seen.add(`${inner} left out`);
        const { [key]: _, ...rest } = value;
        yield { how: `${inner} is left out`, value: rest };
      }
      for (const broken of breakEverywhere(item, inner, seen))
        yield { ...broken, value: { ...value, [key]: broken.value } };
    }
}

describe('of a model file, with scores, a threshold and weights of its own', () => {
  const EXAMPLE = `${ROOT}examples/own-model/`;
  const runs: readonly (readonly [Name, readonly string[]])[] = [
    ['report', ['report', `${EXAMPLE}sheet.yaml`]],
    ['status', ['status', `${EXAMPLE}sheet.yaml`]],
    ['validate', ['validate', `${EXAMPLE}sheet.yaml`]],
    ['validate', ['model', 'check', `${EXAMPLE}member-training.yaml`]],
    ['model', ['model', 'show', `${EXAMPLE}member-training.yaml`]],
    ['model', ['model', 'show', `${EXAMPLE}member-training.yaml`, 'effect-tracking']],
  ];
  test.each(runs)('%s, %j', async (name, words) => {
    const { stdout } = await runHere([...words, '--format', 'json']);
    expect(faults(name, JSON.parse(stdout) as Json)).toEqual([]);
  });

  test('report and status carry the id, edition and digest of the model, its file and how it scores', async () => {
    for (const name of ['report', 'status'] as const) {
      const { stdout } = await runHere([name, `${EXAMPLE}sheet.yaml`, '--format', 'json']);
      const { model, score } = JSON.parse(stdout) as { model: Json; score: Json };
      expect(model).toMatchObject({
        id: 'member-training',
        edition: '2026',
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
        file: './member-training.yaml',
        scoring: { scale: 100, threshold: 0.75, ownScores: true, ownThreshold: true, weighted: true },
      });
      expect(score).toMatchObject({ sumTenths: 1900, count: 16, weight: 26, value: 0.7308 });
    }
  });
});

describe('a broken output is refused', () => {
  const outputs: readonly (readonly [Name, string[], SheetName | null])[] = [
    ['report', ['report', 'sheet.yaml'], 'stated'],
    ['report', ['report', 'sheet.yaml'], 'empty'],
    ['status', ['status', 'sheet.yaml'], 'empty'],
    ['status', ['status', 'sheet.yaml'], 'stated'],
    ['validate', ['validate', 'sheet.yaml', '--complete'], 'empty'],
    ['model-list', ['model', 'list'], null],
    ['model', ['model', 'show', 'sme', 'strategy'], null],
    ['model', ['model', 'show', 'sme', 'service-quality.2b'], null],
    ['model', ['model', 'show', 'sme-guide'], null],
    ['model-compare', ['model', 'compare', 'sme', 'sme-guide'], null],
    ['init-from', ['init', 'new.yaml', '--from', 'sheet.yaml', '--model', 'sme-guide'], 'stated'],
    ['model', ['model', 'show', 'sme', '1'], null],
    ['model-search', ['model', 'search', '应急', '--limit', '30'], null],
    ['overlay-import', ['model', 'overlay', 'import', 'sme', 'STANDARD'], null],
  ];
  test.each(outputs)('%s %j of %s: wrong types, missing keys, keys more', async (name, words, sheet) => {
    const folder = newFolder();
    writeFileSync(join(folder, 'standard.txt'), STANDARD);
    const here = words.flatMap((word) =>
      word === 'STANDARD' ? [join(folder, 'standard.txt'), '-o', join(folder, 'o.yaml')] : [word],
    );
    const output = await jsonHere([...here, '--format', 'json'], sheet && sheetText(sheet));
    expect(faults(name, output)).toEqual([]);
    const broken = [...breakEverywhere(output)];
    expect(broken.length).toBeGreaterThan(20);
    const passed = broken.filter(({ value }) => faults(name, value).length === 0).map(({ how }) => how);
    expect(passed).toEqual([]);
  });

  type Spoil = (report: Record<string, never>) => void;
  const spoils: readonly (readonly [string, Spoil])[] = [
    ['a verdict that there is not', (r) => Object.assign(r, { verdict: 'passed' })],
    ['a provisional verdict that is none', (r) => Object.assign(r, { verdict: 'undetermined', provisional: true })],
    ['a score that there is not', (r) => Object.assign(requirementIn(r), { score: 0.7 })],
    ['a score as text', (r) => Object.assign(requirementIn(r), { score: '0.8' })],
    ['a level score above 1', (r) => Object.assign(r['score'] ?? {}, { value: 1.01 })],
    ['a sum that is no integer', (r) => Object.assign(r['score'] ?? {}, { sumTenths: 17.5 })],
    ['a requirement id without a letter', (r) => Object.assign(requirementIn(r), { id: 'demand-management.1' })],
    ['a digest of another kind', (r) => Object.assign(r['sheet'] ?? {}, { digest: `md5:${'0'.repeat(64)}` })],
    ['a date with slashes', (r) => Object.assign(r, { date: '2026/04/01' })],
    ['a month 13', (r) => Object.assign(r, { date: '2026-13-01' })],
    ['a claim of 0', (r) => Object.assign(r, { claim: 0 })],
    ['another version', (r) => Object.assign(r, { schemaVersion: 2 })],
    ['advice of the sheet without its requirement', (r) => Object.assign(adviceIn(r), { source: 'sheet' })],
    ['advice of the catalogue with an owner', (r) => Object.assign(adviceIn(r), { owner: '王敏' })],
    ['an error among the warnings', (r) => Object.assign(diagnosticIn(r), { severity: 'error' })],
    ['a place before the first line', (r) => Object.assign(diagnosticIn(r), { line: 0 })],
  ];
  type Part = { readonly [key: string]: Part } & readonly Part[];
  const items = (report: object): readonly Part[] =>
    (report as Part)['domains']?.flatMap((d) => d['items'] ?? []) ?? [];
  const requirementIn = (report: object): object => items(report)[0]?.['requirements']?.[0] ?? {};
  const adviceIn = (report: object): object =>
    items(report)
      .flatMap((item): readonly Part[] => item['advice'] ?? [])
      .find((advice) => (advice as unknown as { source: string }).source === 'catalogue') ?? {};
  const diagnosticIn = (report: object): object => (report as Part)['diagnostics']?.[0] ?? {};

  test('report: values out of range', async () => {
    const output = await jsonHere(['report', 'sheet.yaml', '--format', 'json'], sheetText('stated'));
    const passed = spoils.filter(([, spoil]) => {
      const copy = structuredClone(output) as Record<string, never>;
      spoil(copy);
      expect(copy).not.toEqual(output);
      return faults('report', copy as Json).length === 0;
    });
    expect(passed.map(([how]) => how)).toEqual([]);
  });

  test('validate: a file with errors that calls itself valid', async () => {
    const output = (await jsonHere(
      ['validate', 'sheet.yaml', '--complete', '--format', 'json'],
      sheetText('empty'),
    )) as {
      files: object[];
    };
    const files = output.files.map((file) => ({ ...file, valid: true }));
    expect(faults('validate', { ...output, files } as unknown as Json)).not.toEqual([]);
  });
});
