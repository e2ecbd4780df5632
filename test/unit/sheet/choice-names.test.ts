import { expect, test } from 'vitest';
import { en } from '../../../src/i18n/en.ts';
import { zh } from '../../../src/i18n/zh.ts';
import { KIND_NAMES, KINDS, METHOD_NAMES, METHODS, REVIEW_NAMES, REVIEW_RESULTS } from '../../../src/sheet/sheet.ts';

const both =
  (zhWords: Readonly<Record<string, string>>, enWords: Readonly<Record<string, string>>) => (word: string) => ({
    zh: zhWords[word],
    en: enWords[word],
  });

test('what the words of a sheet are called in diagnostics is what reports call them', () => {
  expect(METHODS.map(both(zh.words.method, en.words.method))).toEqual(METHOD_NAMES);
  expect(KINDS.map(both(zh.words.kind, en.words.kind))).toEqual(KIND_NAMES);
  expect(REVIEW_RESULTS.map(both(zh.words.review, en.words.review))).toEqual(REVIEW_NAMES);
});
