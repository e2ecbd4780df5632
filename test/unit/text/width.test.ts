import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemsOf } from '../../../src/catalogue/catalogue.ts';
import { openCatalogue } from '../../../src/commands/open-catalogue.ts';
import { padTo, widthOf, wrapTo } from '../../../src/text/width.ts';

test.each([
  ['', 0],
  ['abc', 3],
  ['需求管理', 8],
  ['需求 a', 6],
  ['：', 2],
  ['０．８', 6],
  ['é', 1],
  ['e\u0301', 1],
  ['𠮷', 2],
  ['👍', 2],
  ['ｱ', 1],
])('%j takes %i columns', (text, width) => {
  expect(widthOf(text)).toBe(width);
});

test.each([
  ['需求', 6, '需求  '],
  ['ab', 4, 'ab  '],
  ['需求', 4, '需求'],
  ['需求管理', 4, '需求管理'],
  ['', 2, '  '],
])('%j is padded to %i columns', (text, width, padded) => {
  expect(padTo(text, width)).toBe(padded);
});

describe('a text is broken', () => {
  test.each<[title: string, text: string, width: number, lines: string[]]>([
    ['not at all where it fits', 'one two', 7, ['one two']],
    ['between words', 'one two three', 8, ['one two', 'three']],
    ['between words, also where a line is just as wide as it may be', 'one two three', 7, ['one two', 'three']],
    ['between Chinese characters', '需求管理', 4, ['需求', '管理']],
    ['where it says so', 'one\ntwo', 10, ['one', 'two']],
    ['and keeps its empty lines', 'one\n\ntwo', 10, ['one', '', 'two']],
    ['inside a word only where the word is longer than a line', 'abcdefghij kl', 4, ['abcd', 'efgh', 'ij', 'kl']],
    [
      'in an id that is longer than a line, behind its hyphens',
      'service-level-design',
      13,
      ['service-', 'level-design'],
    ],
    [
      'in an id behind words only where the id is longer',
      'the service-level-design',
      16,
      ['the', 'service-level-', 'design'],
    ],
    ['inside a part of an id that is longer still', 'a-abcdefghij', 4, ['a-', 'abcd', 'efgh', 'ij']],
    ['not behind a hyphen where the word fits a line of its own', 'one well-known', 10, ['one', 'well-known']],
    ['before a character whose punctuation does not fit', '需求管理，服务', 8, ['需求管', '理，服务']],
    ['after a bracket that closes, not before', '需求（管理）项', 12, ['需求（管理）', '项']],
    ['before a bracket that opens, not after', '需求管（理）', 8, ['需求管', '（理）']],
    ['before a character whose dash does not fit, not within the dash', '需求管理——服务', 9, ['需求管', '理——服务']],
    ['between Chinese and Latin', '需求abc管理', 7, ['需求abc', '管理']],
    ['with its indentation kept', '  one two three', 10, ['  one two', 'three']],
    ['to a single line where it is empty', '', 10, ['']],
    ['not within a word with an apostrophe', 'an organisation’s view', 16, ['an', 'organisation’s', 'view']],
  ])('%s', (_, text, width, lines) => {
    expect(wrapTo(text, width)).toEqual(lines);
  });
});

test.each([0, 1, 4, 5, 8, 9, 12])('%i blanks are at least one line', (count) => {
  const lines = wrapTo(' '.repeat(count), 4);
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('').trim()).toBe('');
});

const squeezed = (text: string): string => text.replace(/\s+/g, '');
const MAY_NOT_BEGIN = /^[，。、；：？！）》」』】”]/;
const MAY_NOT_END = /[（《「『【“]$/;

describe('every text of the catalogue, at any width from 20 to 120 columns,', () => {
  const texts = itemsOf(openCatalogue('sme')).flatMap((item) => [
    item.overview,
    ...item.levels.flatMap((level) => [
      ...level.requirements.map((requirement) => requirement.text),
      ...level.evidence,
      level.advice,
    ]),
  ]);
  const cases = fc.tuple(
    fc.constantFrom(...texts.flatMap(({ zh, en }) => [zh, en])),
    fc.integer({ min: 20, max: 120 }),
  );

  test('keeps to the width and loses nothing', () => {
    fc.assert(
      fc.property(cases, ([text, width]) => {
        const lines = wrapTo(text, width);
        expect(lines.filter((line) => widthOf(line) > width || line !== line.trim())).toEqual([]);
        expect(squeezed(lines.join(''))).toBe(squeezed(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('has no line that begins or ends with the wrong punctuation', () => {
    fc.assert(
      fc.property(cases, ([text, width]) => {
        const lines = wrapTo(text, width);
        expect(lines.slice(1).filter((line) => MAY_NOT_BEGIN.test(line))).toEqual([]);
        expect(lines.slice(0, -1).filter((line) => MAY_NOT_END.test(line))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('keeps its English words whole', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts.map(({ en }) => en)), fc.integer({ min: 30, max: 120 }), (text, width) => {
        expect(wrapTo(text, width).join(' ').split(/\s+/)).toEqual(text.split(/\s+/));
      }),
      { numRuns: 2000 },
    );
  });
});

test('any text is broken into lines of at most the width, at least one, with nothing lost', () => {
  const part = fc.constantFrom(
    '需',
    '求',
    '，',
    '。',
    '（',
    '）',
    '“',
    '”',
    '—',
    'a',
    'bc',
    'word',
    ' ',
    '  ',
    '0.8',
    'é',
    '𠮷',
    '、',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 60 }), fc.integer({ min: 4, max: 40 }), (parts, width) => {
      const text = parts.join('');
      const lines = wrapTo(text, width);
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.filter((line) => widthOf(line) > width)).toEqual([]);
      expect(squeezed(lines.join(''))).toBe(squeezed(text));
    }),
    { numRuns: 2000, examples: [[[' ', '0.8', '）'], 4]] },
  );
});
