import { readdirSync, readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { itemsOf, requirementsFor, shortId } from '../../../src/catalogue/catalogue.ts';
import { LANGS, type Lang } from '../../../src/i18n/lang.ts';
import type { Evidence } from '../../../src/sheet/sheet.ts';
import { sheetSchema } from '../../../src/sheet/sheet-schema.ts';
import { CLAIMS, check, EVERY_SHEET, newSheet, SME } from './sme-sheets.ts';

/** What the tests look into of a schema; everything else stays unknown. */
interface SchemaNode {
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly anyOf?: readonly { readonly const?: unknown; readonly description?: string }[];
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
  readonly title?: string;
}
interface SheetSchema extends SchemaNode {
  readonly definitions: Readonly<Record<string, SchemaNode>>;
}

const schemaOf = (claim: number, lang: Lang, evidence: readonly Evidence[] = []): SheetSchema =>
  sheetSchema(SME, claim, lang, evidence) as unknown as SheetSchema;

/** Strict: a keyword that no validator knows is a slip, but for the three that editors understand. */
function compile(schema: object): ValidateFunction {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
  ajv.addVocabulary(['enumDescriptions', 'markdownEnumDescriptions', 'markdownDescription']);
  return ajv.compile(schema);
}

const validators = new Map<string, ValidateFunction>();
function validatorFor(claim: number, lang: Lang): ValidateFunction {
  const key = `${claim} ${lang}`;
  const known = validators.get(key) ?? compile(schemaOf(claim, lang));
  validators.set(key, known);
  return known;
}

test.each(EVERY_SHEET)('a new sheet for $claim stars, $reading, in $lang, is valid', ({ claim, reading, lang }) => {
  const validate = validatorFor(claim, lang);
  validate(parse(newSheet({ claim, reading, lang })));
  expect(validate.errors).toBeNull();
});

test.each(CLAIMS)('a sheet for another claim is invalid for %i stars', (claim) => {
  for (const other of CLAIMS.filter((rank) => rank !== claim))
    expect(validatorFor(claim, 'zh')(parse(newSheet({ claim: other })))).toBe(false);
});

type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
type Path = readonly (string | number)[];
/** A change of the two-star sheet: the value at a path, or `undefined` to take the entry away. */
type Change = readonly [path: Path, value: Value | undefined];

const FILLED = `
format: assess/1
model: sme
edition: draft-2023
claim: 2
reading: own-level
kind: formal
lang: en
organization: { name: Chengqi, staff: 12, servingSince: 2019-05-01, commitment: true, address: }
assessment:
  objective: upgrade
  criteria: [our own handbook, 2026]
  dates: { start: 2026-03-01, end: 2026-03-02 }
  places: [Hangzhou]
  team: [Li Wei, { name: Wang Fang, role: lead, unit: }]
  participants: []
  methods: [interview, site-tour]
  documentReview: mostly-conforming
evidence:
  E01: { title: Request register, method: document-review, file: a.pdf, sha256: ${'a'.repeat(64)}, date: 2026-03-01 }
  E02: { title: 2026, sha256: sha256:${'0'.repeat(64)} }
tailoring: [{ item: supplier-selection, reason: none used }]
disagreements: [about 2a, { subject: about 2b, team: yes and no, organization: }]
`;

/** A sheet for two stars with everything filled in that can be. */
function filledSheet(): Record<string, Value> {
  const head = parse(FILLED) as Record<string, Value>;
  const { ratings } = parse(newSheet({ claim: 2, reading: 'own-level', lang: 'en' })) as Record<string, Value>;
  const sheet = { ...head, ratings: ratings ?? null };
  return changed(sheet, [
    ['ratings', 'demand-management', '2a'],
    {
      score: 0.8,
      evidence: ['E01', 'E02'],
      finding: 'kept since May',
      improvement: { measure: 'x', owner: 'y', due: '2026-06-30' },
    },
  ]);
}

function changed(sheet: Record<string, Value>, [path, value]: Change): Record<string, Value> {
  const copy = structuredClone(sheet) as Record<string, Value>;
  let at: Record<string | number, Value> = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, Value>;
  const last = path.at(-1) ?? '';
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

const ANSWER = ['ratings', 'demand-management', '2a'];
const title = ([path, value]: Change): string => `${path.join('.')} = ${JSON.stringify(value) ?? 'taken away'}`;

const VALID: readonly Change[] = [
  ...[1, 0.8, 0.5, 0, null].map((score): Change => [[...ANSWER, 'score'], score]),
  [[...ANSWER, 'score'], undefined],
  [[...ANSWER, 'evidence'], []],
  [[...ANSWER, 'evidence'], null],
  [[...ANSWER, 'finding'], 42],
  [[...ANSWER, 'finding'], null],
  [[...ANSWER, 'improvement'], 'write it down'],
  [[...ANSWER, 'improvement'], null],
  [[...ANSWER, 'improvement'], { measure: 'x' }],
  [[...ANSWER, 'improvement', 'due'], null],
  [ANSWER, null],
  [['ratings', 'demand-management', '1a'], { score: 1, evidence: ['E01'] }],
  [['lang'], null],
  [['lang'], undefined],
  [['reading'], null],
  [['reading'], undefined],
  [['kind'], null],
  [['kind'], undefined],
  [['assessment'], null],
  [['assessment', 'dates'], null],
  [['assessment', 'documentReview'], null],
  [['tailoring'], null],
  [['disagreements'], []],
  [['evidence', 'E02', 'method'], null],
  [['evidence', '合同-3'], { title: '合同' }],
];

const INVALID: readonly Change[] = [
  // Scores
  ...[0.9, 0.7, 0.79, 2, -1, 80, '0.8', '1', '大部分满足', true, [0.8], { value: 1 }].map(
    (score): Change => [[...ANSWER, 'score'], score],
  ),
  // Ids
  [['ratings', 'demand-management', '3a'], { score: 1 }],
  [['ratings', 'demand-management', '2z'], { score: 1 }],
  [['ratings', 'strategy-and-decision'], { '3a': { score: 1 } }],
  [['ratings', 'demand-managment'], { '2a': { score: 1 } }],
  [['tailoring', 0, 'item'], 'supplier-choice'],
  // Keys that nothing knows
  [['organisation'], { name: 'x' }],
  [['ratings', 'demand-management', '2a', 'note'], 'x'],
  [['ratings', 'demand-management', '2a', 'improvement', 'who'], 'x'],
  [['organization', 'phone'], '0571'],
  [['assessment', 'goal'], 'x'],
  [['assessment', 'dates', 'from'], '2026-03-01'],
  [['assessment', 'team', 1, 'title'], 'Dr'],
  [['evidence', 'E01', 'path'], 'a.pdf'],
  [['tailoring', 0, 'why'], 'x'],
  [['disagreements', 1, 'us'], 'x'],
  // What has to be there
  ...['format', 'model', 'edition', 'claim', 'ratings'].map((key): Change => [[key], undefined]),
  [['ratings'], null],
  [['tailoring', 0, 'reason'], undefined],
  [['tailoring', 0, 'reason'], ''],
  [['evidence', 'E01', 'title'], undefined],
  [['evidence', 'E01', 'title'], ''],
  [['assessment', 'team', 1, 'name'], undefined],
  // Values
  [['format'], 'assess/2'],
  [['model'], 'smes'],
  [['edition'], 'draft-2024'],
  [['claim'], 6],
  [['claim'], '二星'],
  [['reading'], 'both'],
  [['kind'], 'informal'],
  [['lang'], 'fr'],
  [['assessment', 'methods', 0], 'reading'],
  [['assessment', 'documentReview'], 'good'],
  [['assessment', 'dates', 'start'], '2026/3/1'],
  [['evidence', 'E01', 'date'], '2026年3月1日'],
  [['evidence', 'E01', 'method'], '访谈'],
  [['evidence', 'E01', 'sha256'], 'abc'],
  [['ratings', 'demand-management', '2a', 'improvement', 'due'], 'soon'],
  // Shapes
  [['evidence'], ['E01']],
  [['ratings'], []],
  [['ratings', 'demand-management'], 'x'],
  [['ratings', 'demand-management', '2a'], 0.8],
  [['ratings', 'demand-management', '2a', 'evidence'], 'E01'],
  [['assessment', 'team'], 'Li Wei'],
  [['organization'], 'Chengqi'],
];

describe('a sheet for two stars with everything filled in', () => {
  const sheet = filledSheet();
  const errorsOf = (value: unknown) =>
    check(stringify(value)).diagnostics.filter((entry) => entry.severity === 'error');

  test('is valid, and has no error', () => {
    const validate = validatorFor(2, 'en');
    validate(sheet);
    expect(validate.errors).toBeNull();
    expect(errorsOf(sheet)).toEqual([]);
  });

  test.each(VALID.map((change) => [title(change), change] as const))('stays valid with %s', (_, change) => {
    const validate = validatorFor(2, 'en');
    validate(changed(sheet, change));
    expect(validate.errors).toBeNull();
  });

  test.each(INVALID.map((change) => [title(change), change] as const))('is invalid with %s', (_, change) => {
    expect(validatorFor(2, 'en')(changed(sheet, change))).toBe(false);
  });

  test.each([
    ...VALID.map((change) => [title(change), change, true] as const),
    ...INVALID.map((change) => [title(change), change, false] as const),
  ])('is judged by `validate` as by the schema with %s', (_, change, valid) => {
    expect(
      errorsOf(changed(sheet, change))
        .map((entry) => entry.code)
        .filter((code) => !code.startsWith('missing-requirement')),
    ).toSatisfy((codes: string[]) => (codes.length === 0) === valid);
  });
});

describe.each(CLAIMS.flatMap((claim) => LANGS.map((lang) => ({ claim, lang }))))(
  'the schema for $claim stars in $lang',
  ({ claim, lang }) => {
    const schema = schemaOf(claim, lang);
    const items = itemsOf(SME).filter((item) => requirementsFor(item, claim, 'cumulative').length > 0);

    test('has the items and requirements of the claim, and no other', () => {
      const ratings = schema.properties?.['ratings']?.properties ?? {};
      expect(
        Object.fromEntries(Object.entries(ratings).map(([id, item]) => [id, Object.keys(item.properties ?? {})])),
      ).toEqual(
        Object.fromEntries(items.map((item) => [item.id, requirementsFor(item, claim, 'cumulative').map(shortId)])),
      );
    });

    test('shows on each requirement its text and its typical evidence, in the language and in no other', () => {
      const other = lang === 'zh' ? 'en' : 'zh';
      for (const item of items) {
        const itemSchema = schema.properties?.['ratings']?.properties?.[item.id];
        expect(itemSchema?.description).toContain(item.name[lang]);
        expect(itemSchema?.description).toContain(item.overview[lang]);
        for (const requirement of requirementsFor(item, claim, 'cumulative')) {
          const { description, markdownDescription } = itemSchema?.properties?.[shortId(requirement)] ?? {};
          expect(description).toContain(requirement.text[lang]);
          expect(description).not.toContain(requirement.text[other]);
          expect(markdownDescription).toBe(description);
          for (const evidence of item.levels.find((level) => level.level === requirement.level)?.evidence ?? [])
            expect(description).toContain(`- ${evidence[lang]}`);
        }
      }
    });

    test('is the one that is published', () => {
      const file = lang === 'zh' ? `sme-${claim}.schema.json` : `sme-${claim}.en.schema.json`;
      const published = readFileSync(new URL(`../../../dist/schema/${file}`, import.meta.url), 'utf8');
      expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(schema)));
    });
  },
);

test('as many schemas are published as there are levels and languages', () => {
  const files = readdirSync(new URL('../../../dist/schema', import.meta.url)).filter((file) => /^sme-\d/.test(file));
  expect(files).toHaveLength(CLAIMS.length * LANGS.length);
});

test.each([
  ['zh', ['1 全部满足', '0.8 大部分满足', '0.5 部分满足', '0 不满足', '未评分']],
  ['en', ['1 fully met', '0.8 mostly met', '0.5 partly met', '0 not met', 'not scored']],
] as const)('each score is explained in %s', (lang, names) => {
  const { score } = schemaOf(3, lang).definitions;
  expect(score?.enum).toEqual([1, 0.8, 0.5, 0, null]);
  expect(score?.enumDescriptions).toEqual(names);
  expect(score?.markdownEnumDescriptions).toEqual(names);
});

test('the title names model, edition and level in the language', () => {
  expect(schemaOf(3, 'zh').title).toBe('中小企业服务机构通用服务能力成熟度模型 (draft-2023) · 三星');
  expect(schemaOf(3, 'en').title).toBe(
    'General capability maturity model for SME service providers (draft-2023) · Three stars',
  );
});

describe('registered evidence', () => {
  const entry = (id: string, name: string | null): Evidence => ({
    id,
    title: name,
    method: null,
    file: null,
    sha256: null,
    date: null,
  });
  const evidence = [entry('E01', '需求登记表'), entry('E02', null)];

  test('is offered for completion with its title', () => {
    const offered = schemaOf(2, 'zh', evidence).definitions['evidenceId']?.anyOf?.filter((known) => 'const' in known);
    expect(offered).toEqual([
      { const: 'E01', description: '需求登记表' },
      { const: 'E02', description: 'E02' },
    ]);
    expect(schemaOf(2, 'zh').definitions['evidenceId']?.anyOf).toBeUndefined();
  });

  test('does not forbid other ids, which may have been registered since', () => {
    const validate = compile(schemaOf(2, 'en', evidence));
    const refers = (ids: readonly Value[]) => validate(changed(filledSheet(), [[...ANSWER, 'evidence'], ids]));
    expect(refers(['E01', 'E02'])).toBe(true);
    expect(refers(['E03'])).toBe(true);
    expect(refers([['E01']])).toBe(false);
    expect(refers([{ id: 'E01' }])).toBe(false);
  });
});
