import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemsOf } from '../../../src/catalogue/catalogue.ts';
import { openCatalogue } from '../../../src/commands/open-catalogue.ts';
import { lookAlikeIn, nearest, plainWord } from '../../../src/diagnostics/suggest.ts';
import { ASSESSMENT_KEYS, ORGANIZATION_KEYS, RATING_KEYS, SHEET_KEYS } from '../../../src/sheet/sheet.ts';

const ITEMS = itemsOf(openCatalogue('sme')).map((item) => item.id);

describe('the plain form of a word', () => {
  test.each([
    ['score', 'score'],
    ['ｓｃｏｒｅ', 'score'],
    ['Ｅ０１', 'E01'],
    ['sсore', 'score'], // Cyrillic с
    ['ѕсоrе', 'score'], // Cyrillic ѕ, с, о, е
    ['sc\u200bore', 'score'],
    ['score\u00ad', 'score'],
    ['“score”', 'score'],
    ['\u3000score', 'score'],
    ['需求管理', '需求管理'],
    ['demand－management', 'demand-management'],
  ])('%s is %s', (word, plain) => {
    expect(plainWord(word)).toBe(plain);
  });

  test('is its own plain form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (word) => {
        expect(plainWord(plainWord(word))).toBe(plainWord(word));
      }),
      { numRuns: 1000 },
    );
  });

  test('of a word of plain letters is the word', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9._-]*$/), (word) => {
        expect(plainWord(word)).toBe(word);
        expect(lookAlikeIn(word)).toBeNull();
      }),
    );
  });
});

describe('the character that only looks plain is named', () => {
  test.each([
    ['sсore', 'с U+0441'],
    ['scоre', 'о U+043E'],
    ['dаtes', 'а U+0430'],
    ['Е01', 'Е U+0415'],
    ['ｓcore', 'ｓ U+FF53'],
    ['０', '０ U+FF10'],
    ['E01，', '， U+FF0C'],
    ['“E01”', '“ U+201C'],
    ['sc\u200bore', 'U+200B'],
    ['score\u00ad', 'U+00AD'],
  ])('in %s: %s', (word, told) => {
    expect(lookAlikeIn(word)).toBe(told);
  });

  test.each(['score', 'E01', '需求管理', 'naïve', ''])('and in “%s” there is none', (word) => {
    expect(lookAlikeIn(word)).toBeNull();
  });
});

describe('the nearest known word', () => {
  test.each<[word: string, candidates: readonly string[], want: string | null]>([
    // A letter wrong, missing, too many, or two exchanged
    ['scora', RATING_KEYS, 'score'],
    ['scor', RATING_KEYS, 'score'],
    ['scoree', RATING_KEYS, 'score'],
    ['socre', RATING_KEYS, 'score'],
    ['improvment', RATING_KEYS, 'improvement'],
    ['evidances', RATING_KEYS, 'evidence'],
    // Another way to write it
    ['Score', RATING_KEYS, 'score'],
    ['SCORE', RATING_KEYS, 'score'],
    ['ｓｃｏｒｅ', RATING_KEYS, 'score'],
    ['sсоre', RATING_KEYS, 'score'],
    ['organisation', SHEET_KEYS, 'organization'],
    ['document_review', ['document-review', 'interview'], 'document-review'],
    ['documentreview', ASSESSMENT_KEYS, 'documentReview'],
    ['credit-code', ORGANIZATION_KEYS, 'creditCode'],
    ['demand_management', ITEMS, 'demand-management'],
    ['a_b', ['acb', 'a-b'], 'a-b'],
    ['Demand Management', ITEMS, 'demand-management'],
    ['demand-managment', ITEMS, 'demand-management'],
    ['risk-managemnet', ITEMS, 'risk-management'],
    ['knowlege-management', ITEMS, 'knowledge-management'],
    // The nearer of two
    ['claims', ['claim', 'kind'], 'claim'],
    ['modell', ['mode', 'model'], 'model'],
    // Nothing near
    ['note', RATING_KEYS, null],
    ['foo', RATING_KEYS, null],
    ['remarks', RATING_KEYS, null],
    ['需求管理', ITEMS, null],
    ['it-security', ITEMS, null],
    ['', RATING_KEYS, null],
    ['score', [], null],
    // The word itself is no suggestion
    ['score', RATING_KEYS, null],
  ])('to “%s” of %j is %s', (word, candidates, want) => {
    expect(nearest(word, candidates)).toBe(want);
  });
});

/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment), by definition. */
function distance(a: string, b: string): number {
  const known = new Map<string, number>();
  const at = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const key = `${i} ${j}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const [x, y] = [a[i - 1], b[j - 1]];
    const swapped =
      i > 1 && j > 1 && x === b[j - 2] && a[i - 2] === y ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
    const least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (x === y ? 0 : 1), swapped);
    known.set(key, least);
    return least;
  };
  return at(a.length, b.length);
}

test('the nearest word is the one of least distance, the first of several, and at most a third of the letters off', () => {
  const words = fc.stringMatching(/^[abc]{1,9}$/);
  fc.assert(
    fc.property(words, fc.array(words, { maxLength: 6 }), (word, candidates) => {
      const most = word.length <= 3 ? 0 : Math.max(1, Math.floor(word.length / 3));
      const near = candidates.map((candidate) => ({ candidate, off: distance(word, candidate) }));
      const least = Math.min(...near.map(({ off }) => off));
      const first = near.find(({ off }) => off === least && off <= most)?.candidate ?? null;
      expect(nearest(word, candidates)).toBe(first === word ? null : first);
    }),
    { numRuns: 3000 },
  );
});

test('one slip in an item id is always put right', () => {
  const slips = fc.constantFrom<((word: string, at: number) => string)[]>(
    (word, at) => word.slice(0, at) + word.slice(at + 1),
    (word, at) => `${word.slice(0, at)}x${word.slice(at)}`,
    (word, at) => `${word.slice(0, at)}x${word.slice(at + 1)}`,
    (word, at) => word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2),
    (word) => word.toUpperCase(),
    (word) => word.replace(/-/g, '_'),
  );
  fc.assert(
    fc.property(fc.constantFrom(...ITEMS), slips, fc.nat(), (id, slip, at) => {
      const slipped = slip(id, at % id.length);
      if (slipped !== id) expect(nearest(slipped, ITEMS)).toBe(id);
    }),
    { numRuns: 1000 },
  );
});
