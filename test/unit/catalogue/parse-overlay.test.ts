import { describe, expect, test } from 'vitest';
import { parseOverlay } from '../../../src/catalogue/parse-overlay.ts';
import { sourceText } from '../../../src/yaml/source-text.ts';
import { SHOP } from './overlay-model.ts';

const HEAD = 'format: assess-overlay/1\nmodel: shop\nedition: "2"\n';

function parse(body: string, head = HEAD) {
  const parsed = parseOverlay(sourceText('overlay.yaml', head + body), SHOP);
  const told = parsed.diagnostics.map(({ code, at, args }) => ({ code, line: at.line, column: at.column, ...args }));
  return { value: parsed.ok ? parsed.value : null, told };
}

test('either language, points and replacements are read; what is empty says nothing', () => {
  const { value, told } = parse(`requirements:
  till.1a: { zh: 原文甲 }
  till.1b:
    zh:
    en: Wording
    points: [{ zh: 子一 }, { en: sub two }]
  till.2a: { zh: , en: }
  queue.1a:
replace:
  queue.1b: [{ zh: 第一条 }, { zh: 第二条, en: Second }]
  shelf.1a:
    - zh:
      en:
`);
  expect(told).toEqual([]);
  expect([...(value?.requirements ?? [])]).toEqual([
    ['till.1a', { zh: '原文甲', en: null, points: [] }],
    [
      'till.1b',
      {
        zh: null,
        en: 'Wording',
        points: [
          { zh: '子一', en: null },
          { zh: null, en: 'sub two' },
        ],
      },
    ],
  ]);
  expect([...(value?.replace ?? [])]).toEqual([
    [
      'queue.1b',
      [
        { zh: '第一条', en: null, points: [] },
        { zh: '第二条', en: 'Second', points: [] },
      ],
    ],
  ]);
});

test('wording of several lines becomes one line, in Chinese without spaces', () => {
  const { value } = parse(
    'requirements:\n  till.1a:\n    zh: |\n      收银\n      找零\n    en: |\n      take\n      money\n',
  );
  expect(value?.requirements.get('till.1a')).toMatchObject({ zh: '收银找零', en: 'take money' });
});

test('an overlay with nothing filled in is sound', () => {
  expect(parse('')).toMatchObject({ told: [], value: { requirements: new Map(), replace: new Map() } });
});

describe('what is wrong is told at its place', () => {
  const cases: readonly (readonly [string, string, object])[] = [
    [
      'an id with a slip',
      'requirements:\n  tilll.1a: { zh: 甲 }\n',
      { code: 'unknown-requirement', line: 5, column: 3, suggestion: 'till.1a' },
    ],
    [
      'an id in full width',
      'requirements:\n  ｔｉｌｌ.1a: { zh: 甲 }\n',
      { code: 'unknown-requirement', suggestion: 'till.1a' },
    ],
    [
      'an id like no other',
      'replace:\n  window.1a: [{ zh: 甲 }]\n',
      { code: 'unknown-requirement', line: 5, suggestion: null },
    ],
    [
      'an id twice',
      'requirements:\n  till.1a: { zh: 甲 }\n  till.1a: { zh: 乙 }\n',
      { code: 'duplicate-key', line: 6, column: 3 },
    ],
    [
      'an unknown key',
      'requirement:\n  till.1a: { zh: 甲 }\n',
      { code: 'unknown-key', line: 4, suggestion: 'requirements' },
    ],
    ['an unknown language', 'requirements:\n  till.1a: { zn: 甲 }\n', { code: 'unknown-key', line: 5, column: 14 }],
    ['a bare text', 'requirements:\n  till.1a: 甲\n', { code: 'wrong-type', line: 5, column: 12, want: 'map' }],
    ['a list for a text', 'requirements:\n  till.1a: { zh: [甲] }\n', { code: 'wrong-type', line: 5, want: 'text' }],
    [
      'a point left out',
      'requirements:\n  till.1b: { points: [{ zh: 甲 }, { zh: }] }\n',
      { code: 'overlay-empty', line: 5, place: 2 },
    ],
    ['a full-width colon', 'requirements:\n  till.1a:\n    zh：甲\n', { code: 'full-width-colon', line: 6 }],
    [
      'a hidden character',
      'requirements:\n  till.1a: { zh: "甲\u202e乙" }\n',
      { code: 'forbidden-character', line: 5 },
    ],
    ['an escaped one', 'requirements:\n  till.1a: { zh: "甲\\u001b乙" }\n', { code: 'forbidden-character', line: 5 }],
    [
      'several for a requirement that is known',
      'replace:\n  till.1a: [{ zh: 甲 }]\n',
      { code: 'overlay-not-provisional', line: 5, column: 3 },
    ],
    [
      'one of several left empty',
      'replace:\n  shelf.1a: [{ zh: 甲 }, { en: }]\n',
      { code: 'overlay-empty', line: 5, column: 25, place: 2 },
    ],
    [
      'in both places',
      'requirements: { shelf.1a: { zh: 甲 } }\nreplace:\n  shelf.1a: [{ zh: 乙 }]\n',
      { code: 'overlay-both', line: 6 },
    ],
    [
      'ids that others have',
      'replace:\n  shelf.2a: [{ zh: 甲 }, { zh: 乙 }]\n',
      { code: 'overlay-no-room', line: 5, next: 'shelf.2b', most: 1 },
    ],
    [
      'more than there are letters',
      `replace:\n  queue.1b: [${'{ zh: 甲 }, '.repeat(26)}]\n`,
      { code: 'overlay-no-room', next: null, most: 25 },
    ],
  ];
  test.each(cases)('%s', (_, body, want) => {
    const { value, told } = parse(body);
    expect(value).toBeNull();
    expect(told).toEqual([expect.objectContaining(want)]);
  });

  test('one real requirement may stand in the middle', () => {
    expect(parse('replace:\n  shelf.2a: [{ zh: 甲 }]\n').told).toEqual([]);
  });

  test('another model or edition; ids are not compared then', () => {
    const body = 'requirements:\n  nothing.1a: { zh: 甲 }\n';
    expect(parse(body, HEAD.replace('shop', 'itss')).told).toEqual([
      expect.objectContaining({ code: 'overlay-model', line: 2, column: 8, key: 'model', value: 'itss', want: 'shop' }),
    ]);
    expect(parse(body, HEAD.replace('"2"', '1')).told).toEqual([
      expect.objectContaining({ code: 'overlay-model', line: 3, column: 10, key: 'edition', value: '1', want: '2' }),
    ]);
  });

  test('keys that are missing', () => {
    expect(parse('', 'format: assess-overlay/1\n').told).toMatchObject([
      { code: 'missing-key', key: 'model', line: 1 },
      { code: 'missing-key', key: 'edition', line: 1 },
    ]);
  });

  test('another version of the format', () => {
    expect(parse('', HEAD.replace('/1', '/2')).told).toMatchObject([{ code: 'invalid-value', line: 1, column: 9 }]);
  });

  test.each(['', 'a: b\n', 'model: shop\nedition: "2"\n', '[core]\n  token = secret\n'])(
    'no overlay at all: %j',
    (text) => {
      expect(parse(text, '').told).toEqual([{ code: 'overlay-format', line: 1, column: 1 }]);
    },
  );
});

test('all that is wrong is told at once: a repeated key hides nothing, a break only what is behind it', () => {
  const wrong = 'requirements:\n  till.1a: { zn: 甲 }\n  till.1a: { zh: 乙 }\n  tll.1b: { zh: 丙 }\n';
  const codes = (body: string) => parse(body).told.map(({ code }) => code);
  expect(codes(wrong)).toEqual(expect.arrayContaining(['duplicate-key', 'unknown-key', 'unknown-requirement']));
  expect(parse(wrong).value).toBeNull();
  const broken = codes(
    `${wrong.replace('  till.1a: { zh: 乙 }\n', '')}  till.2a: [{ zh: 丁 }\nreplace:\n  x.1a: [{}]\n`,
  );
  expect(broken).toEqual(expect.arrayContaining(['unknown-key', 'unknown-requirement']));
  expect(broken.filter((code) => code.startsWith('yaml-'))).not.toEqual([]);
});

test.each([
  ['other points and no statement', '{ points: [{ zh: 一 }, { zh: 二 }, { zh: 三 }] }', ['overlay-points']],
  ['other points and a statement', '{ zh: 下列三项, points: [{ zh: 一 }, { zh: 二 }, { zh: 三 }] }', []],
  ['as many points and no statement', '{ points: [{ zh: 一 }, { zh: 二 }] }', []],
  ['points left empty', '{ points: [{ zh: }, { zh: }, { zh: }] }', []],
])('%s: %s', (_, wording, codes) => {
  expect(parse(`requirements:\n  till.1b: ${wording}\n`).told.map(({ code }) => code)).toEqual(codes);
});
