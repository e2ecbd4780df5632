import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findForbidden } from '../../../src/yaml/check-text.ts';
import { type EditValue, flowText, plainValue, writeKey, writeText } from '../../../src/yaml/write-value.ts';
import { anyText, writable } from '../sheet-change/any-text.ts';
import { readTree, treeAt } from '../sheet-change/tree.ts';

const text = anyText.map(writable);
const RUNS = { numRuns: 500 };

describe('a text', () => {
  test('reads back as itself behind a key, in a list, in brackets and before a comment', () => {
    fc.assert(
      fc.property(text, (value) => {
        const written = writeText(value);
        const sheet = [
          `block: ${written}`,
          'list:',
          `  - ${written}`,
          `brackets: { a: ${written}, b: [${written}, ${written}] }`,
          `commented: ${written} # c`,
          '',
        ].join('\n');
        const tree = readTree(sheet);
        expect(treeAt(tree, ['block'])).toBe(value);
        expect(treeAt(tree, ['list'])).toEqual([value]);
        expect(treeAt(tree, ['brackets', 'a'])).toBe(value);
        expect(treeAt(tree, ['brackets', 'b'])).toEqual([value, value]);
        expect(treeAt(tree, ['commented'])).toBe(value);
      }),
      RUNS,
    );
  });

  test('is always on one line, without a character that no file may have', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const written = writeText(value);
        expect(findForbidden(written)).toBeNull();
        expect(written).not.toMatch(/[\t\r\n]/);
      }),
      RUNS,
    );
  });

  test.each([
    ['记录齐全'],
    ['see the register'],
    ['见 E01、E02'],
    ['评分：0.8（部分）'],
    ['http://example.cn/a?b=1#c'],
    ["it's fine"],
    ['a-b'],
    ['😀 ok'],
  ])('%s stands plain', (value) => {
    expect(writeText(value)).toBe(value);
  });

  test.each([
    ['', '""'],
    [' lead', '" lead"'],
    ['trail ', '"trail "'],
    ['a: b', '"a: b"'],
    ['a:', '"a:"'],
    ['a #b', '"a #b"'],
    ['#b', '"#b"'],
    ['- a', '"- a"'],
    ['a, b', '"a, b"'],
    ['[a]', '"[a]"'],
    ['null', '"null"'],
    ['~', '"~"'],
    ['No', '"No"'],
    ['true', '"true"'],
    ['0.8', '"0.8"'],
    ['2026-01-01', '"2026-01-01"'],
    ['"a"', '"\\"a\\""'],
    ['a\\b: c', '"a\\\\b: c"'],
    ['a\nb', '"a\\nb"'],
    ['a\tb', '"a\\tb"'],
    ['a\r\nb', '"a\\r\\nb"'],
    ['a\u202eb', '"a\\u202eb"'],
    ['a\0b', '"a\\u0000b"'],
    ['a\ud800b', '"a\\ud800b"'],
    ['\u3000a', '"\u3000a"'],
    ['---', '"---"'],
    ['@a', '"@a"'],
    ['：a', '"：a"'],
  ])('%j is written %s', (value, written) => {
    expect(writeText(value)).toBe(written);
  });
});

describe('a key', () => {
  test.each([
    ['score', 'score'],
    ['1a', '1a'],
    ['demand-management', 'demand-management'],
    ['a b', '"a b"'],
    ['证据', '"证据"'],
    ['', '""'],
    ['-a', '"-a"'],
  ])('%j is written %s', (key, written) => {
    expect(writeKey(key)).toBe(written);
  });

  test('reads back as itself', () => {
    fc.assert(
      fc.property(text, (key) => {
        expect([...(readTree(`${writeKey(key)}: 1\n`) as Map<string, unknown>).keys()]).toEqual([key]);
        expect([...(readTree(`{ ${writeKey(key)}: 1 }\n`) as Map<string, unknown>).keys()]).toEqual([key]);
      }),
      RUNS,
    );
  });
});

describe('a value on one line', () => {
  test.each<readonly [EditValue, string]>([
    [{ kind: 'null' }, 'null'],
    [{ kind: 'word', text: '0.8' }, '0.8'],
    [{ kind: 'text', text: '0.8' }, '"0.8"'],
    [{ kind: 'list', items: [] }, '[]'],
    [{ kind: 'list', items: ['E01', 'E02'] }, '[E01, E02]'],
    [{ kind: 'map', entries: [] }, '{}'],
    [
      {
        kind: 'map',
        entries: [
          ['measure', { kind: 'text', text: '补登记，复核' }],
          ['due', { kind: 'word', text: '2026-06-30' }],
        ],
      },
      '{ measure: 补登记，复核, due: 2026-06-30 }',
    ],
  ])('%j', (value, written) => {
    expect(flowText(value)).toBe(written);
  });

  test('reads back as what it is said to read back as', () => {
    const leaf = fc.oneof(
      fc.constant<EditValue>({ kind: 'null' }),
      text.map<EditValue>((value) => ({ kind: 'text', text: value })),
      fc.constantFrom<EditValue>({ kind: 'word', text: '0.8' }, { kind: 'list', items: ['E01', 'A-1'] }),
    );
    const map = fc
      .uniqueArray(fc.tuple(fc.constantFrom('a', 'b c', '证据', '1a'), leaf), { selector: ([key]) => key })
      .map<EditValue>((entries) => ({ kind: 'map', entries }));
    fc.assert(
      fc.property(fc.oneof(leaf, map), (value) => {
        expect(treeAt(readTree(`a: ${flowText(value)}\n`), ['a'])).toEqual(plainValue(value));
      }),
      RUNS,
    );
  });
});
