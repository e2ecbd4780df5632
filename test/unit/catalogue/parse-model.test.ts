import { describe, expect, test } from 'vitest';
import { newSeen, parseDomain, parseModel } from '../../../src/catalogue/parse-model.ts';
import { sourceText } from '../../../src/yaml/source-text.ts';

const MODEL = `format: assess-model/1
id: ours
edition: '2026'
name: { zh: 我们的模型, en: Our model }
document: { zh: 《规范》, en: Our rules }
scoringRule: { zh: 按指南, en: As in the guide }
levels:
  - rank: 1
    name: { zh: 一级, en: One }
    characteristics: [{ zh: 有, en: There }]
  - rank: 2
    name: { zh: 二级, en: Two }
    characteristics: []
domains:
  - id: north
    name: { zh: 北, en: North }
    overview: { zh: 北面, en: The north }
    items:
      - id: vision
        name: { zh: 远见, en: Vision }
        overview: { zh: 看得远, en: Looks far }
        levels:
          - level: 1
            requirements:
              - { id: vision.1a, text: { zh: 甲, en: A } }
              - { id: vision.1b, text: { zh: 乙, en: B }, provisional: true }
            evidence: [{ zh: 表, en: Table }, { zh: 图, en: Chart }]
            advice: { zh: 先做, en: Begin }
          - level: 2
            requirements:
              - { id: vision.2a, text: { zh: 丙, en: C } }
            evidence: [{ zh: 单, en: List }, { zh: 册, en: Book }]
            advice: { zh: 再做, en: Go on }
`;

function parse(text: string) {
  const parsed = parseModel(sourceText('model.yaml', text), newSeen());
  const told = parsed.diagnostics.map(({ code, at, args }) => ({ code, line: at.line, ...args }));
  return { value: parsed.ok ? parsed.value : null, told };
}

test('a model in one file is read with everything in it', () => {
  const { value, told } = parse(MODEL);
  expect(told).toEqual([]);
  expect(value).toMatchObject({
    id: 'ours',
    edition: '2026',
    name: { zh: '我们的模型', en: 'Our model' },
    levels: [
      { rank: 1, name: { zh: '一级', en: 'One' }, characteristics: [{ zh: '有', en: 'There' }] },
      { rank: 2, characteristics: [] },
    ],
    domains: [
      {
        id: 'north',
        items: [
          {
            id: 'vision',
            heading: null,
            levels: [
              {
                level: 1,
                requirements: [
                  { id: 'vision.1a', level: 1, text: { zh: '甲', en: 'A' }, provisional: false },
                  { id: 'vision.1b', level: 1, text: { zh: '乙', en: 'B' }, provisional: true },
                ],
                evidence: [
                  { zh: '表', en: 'Table' },
                  { zh: '图', en: 'Chart' },
                ],
                advice: { zh: '先做', en: 'Begin' },
              },
              { level: 2, requirements: [{ id: 'vision.2a' }] },
            ],
          },
        ],
      },
    ],
  });
});

test('a model may name its domains as files beside it', () => {
  const { value, told } = parse(MODEL.replace(/domains:[\s\S]*/, 'domains: [north.yaml, south.yaml]\n'));
  expect(told).toEqual([]);
  expect(value?.domains).toMatchObject([{ file: 'north.yaml' }, { file: 'south.yaml' }]);
});

describe('a slip in a model is told where it is, and the model refused:', () => {
  test.each<[title: string, from: string, to: string, told: object]>([
    ['another format', 'assess-model/1', 'assess/1', { code: 'invalid-value', line: 1, key: 'format' }],
    ['an id that is none', 'id: ours', 'id: Our Model', { code: 'model-id', line: 2, id: 'Our Model' }],
    ['no edition', "edition: '2026'\n", '', { code: 'missing-key', key: 'edition', where: 'model file' }],
    ['one language alone', ', en: Our model', '', { code: 'missing-key', line: 4, key: 'en', where: 'name' }],
    [
      'a text without languages',
      '{ zh: 按指南, en: As in the guide }',
      '按指南',
      { code: 'wrong-type', line: 6, want: 'map', found: 'text' },
    ],
    [
      'levels that do not run on',
      '- rank: 2',
      '- rank: 3',
      { code: 'model-level-order', line: 11, where: 'levels[1]' },
    ],
    [
      'an unknown key',
      'overview: { zh: 北面',
      'overveiw: { zh: 北面',
      { code: 'unknown-key', line: 17, key: 'overveiw', suggestion: 'overview' },
    ],
    [
      'an item level that the model lacks',
      'level: 2\n',
      'level: 3\n',
      { code: 'model-unknown-level', line: 29, level: '3', levels: 2 },
    ],
    [
      'item levels that do not run on',
      'level: 2\n',
      'level: 1\n',
      { code: 'model-level-order', line: 29, where: 'vision' },
    ],
    [
      'an item level without requirements',
      'requirements:\n              - { id: vision.2a, text: { zh: 丙, en: C } }',
      'requirements: []',
      { code: 'model-nothing', line: 30, where: 'vision 2', what: 'requirements' },
    ],
    [
      'a letter left out',
      'vision.1b',
      'vision.1c',
      { code: 'model-requirement-id', line: 26, id: 'vision.1c', want: 'vision.1b' },
    ],
    ['an id given twice', 'vision.1b', 'vision.1a', { code: 'model-repeated-id', line: 26, id: 'vision.1a' }],
    [
      'too little evidence',
      ', { zh: 册, en: Book }',
      '',
      { code: 'model-evidence-count', line: 32, where: 'vision 2', count: 1 },
    ],
    [
      'no advice',
      '            advice: { zh: 再做, en: Go on }\n',
      '',
      { code: 'missing-key', line: 29, key: 'advice', where: 'vision 2' },
    ],
    [
      'a mark that is no yes or no',
      'provisional: true',
      'provisional: maybe',
      { code: 'wrong-type', line: 26, where: 'provisional', want: 'boolean' },
    ],
  ])('%s', (_, from, to, want) => {
    expect(MODEL).toContain(from);
    const { value, told } = parse(MODEL.replace(from, to));
    expect(value).toBeNull();
    expect(told).toContainEqual(expect.objectContaining(want));
  });

  test.each([
    ['levels', /levels:\n {2}- rank[\s\S]*?domains:/, 'levels: []\ndomains:'],
    ['domains', /domains:[\s\S]*/, 'domains: []\n'],
    ['items', /items:[\s\S]*/, 'items: []\n'],
  ])('no %s', (what, from, to) => {
    const { value, told } = parse(MODEL.replace(from, to));
    expect(value).toBeNull();
    expect(told).toContainEqual(expect.objectContaining({ code: 'model-nothing', what }));
  });
});

test('the same statement twice is a warning, in either language', () => {
  for (const text of ['{ zh: 甲, en: Other }', '{ zh: 别的, en: A }']) {
    const { value, told } = parse(MODEL.replace('{ zh: 丙, en: C }', text));
    expect(value).not.toBeNull();
    expect(told).toMatchObject([{ code: 'model-same-text', line: 31, id: 'vision.2a', other: 'vision.1a' }]);
  }
});

test('an id is given once over all files of a model', () => {
  const domain = MODEL.slice(MODEL.indexOf('  - id: north'))
    .replace(/^ {2}- /, '    ')
    .replace(/^ {4}/gm, '');
  const seen = newSeen();
  const [first, second] = ['north.yaml', 'again.yaml'].map((file) => parseDomain(sourceText(file, domain), 2, seen));
  expect(first?.diagnostics).toEqual([]);
  expect(second?.ok).toBe(false);
  expect(
    second?.diagnostics.flatMap(({ code, args }) => (code === 'model-repeated-id' && 'id' in args ? [args.id] : [])),
  ).toEqual(['north', 'vision', 'vision.1a', 'vision.1b', 'vision.2a']);
});
