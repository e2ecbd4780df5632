import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldName, foldText, unfoldRange } from '../../../src/text/fold-text.ts';

describe('two texts are the same but for', () => {
  test.each([
    ['case', 'Service DESK', 'service desk'],
    ['width', 'ＩＴ ０．８（三级）', 'it 0.8(三级)'],
    ['the blank', '应急\u3000演练', '应急 演练'],
    ['composition', 'cafe\u0301', 'café'],
    ['accents', 'café', 'cafe'],
    ['invisible characters', 'de\u200bmand\u00ad', 'demand'],
    ['ligatures', 'o\ufb03ce', 'office'],
  ])('%s: %s', (_, one, other) => {
    expect(foldText(one).text).toBe(foldText(other).text);
  });

  test.each([
    ['one character', '事件', '事故'],
    ['one letter', 'plan', 'plane'],
    ['a digit', '1a', '2a'],
  ])('not %s', (_, one, other) => {
    expect(foldText(one).text).not.toBe(foldText(other).text);
  });
});

test.each([
  ['应急（演练）', '演练', '演练'],
  ['约０．８ café', 'cafe', 'café'],
  ['约０．８ cafe\u0301 bar', 'cafe', 'cafe\u0301'],
  ['o\ufb03ce', 'c', 'c'],
  ['a\u200bb 应急', '应急', '应急'],
  ['𠮷a\u0301 b', 'b', 'b'],
])('what is found in the folded text of %j stands where it stood', (text, word, original) => {
  const folded = foldText(text);
  const start = folded.text.indexOf(foldText(word).text);
  const [from, to] = unfoldRange(folded, [start, start + foldText(word).text.length], text.length);
  expect(text.slice(from, to)).toBe(original);
});

test('folding again changes nothing, and every place lies in the text, in order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { text: folded, at } = foldText(text);
      expect(foldText(folded).text).toBe(folded);
      expect(at === null ? text.length : at.length).toBe(folded.length);
      for (const [index, place] of (at ?? []).entries()) {
        expect(place).toBeLessThan(text.length);
        expect(place).toBeGreaterThanOrEqual(at?.[index - 1] ?? 0);
      }
    }),
  );
});

test.each([
  ['Demand  Management', 'demand-management'],
  [' demand_management ', 'demand-management'],
  ['需求管理', '需求管理'],
])('the name %j is compared as %s', (name, key) => {
  expect(foldName(name)).toBe(key);
});
