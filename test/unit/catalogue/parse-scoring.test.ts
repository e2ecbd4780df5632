import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import {
  decimalOf,
  GUIDE_SCORING,
  hasGuideScores,
  highestOf,
  isWeighted,
  lowestOf,
  sufficientOf,
  writtenScores,
} from '../../../src/catalogue/scoring.ts';
import { catalogueOf, readModel, readModelText, scoresOf, smallModel } from './own-models.ts';

const scoringOf = (scoring: unknown) => catalogueOf(smallModel({ scoring })).scoring;

test('a model that states no scoring, or nothing in it, has that of the guide', () => {
  for (const scoring of [undefined, null, {}]) expect(scoringOf(scoring)).toEqual(GUIDE_SCORING);
  expect(writtenScores(GUIDE_SCORING)).toEqual(['1', '0.8', '0.5', '0']);
  expect([highestOf(GUIDE_SCORING), lowestOf(GUIDE_SCORING), sufficientOf(GUIDE_SCORING)]).toEqual([10, 0, 8]);
});

describe('the scale is the least power of ten that makes scores and threshold whole:', () => {
  test.each([
    [0.75, [1, 0.8, 0.5, 0], 100, 75, [100, 80, 50, 0]],
    [0.8, [1, 0.8, 0.5, 0], 10, 8, [10, 8, 5, 0]],
    [0.5, [1, 0], 10, 5, [10, 0]],
    [1, [1, 0], 1, 1, [1, 0]],
    [60, [100, 80, 20], 1, 60, [100, 80, 20]],
    [3.5, [5, 4, 3, 2, 1], 10, 35, [50, 40, 30, 20, 10]],
    [0.667, [1, 0.333, 0], 1000, 667, [1000, 333, 0]],
    [0.7, [1, 0.25], 100, 70, [100, 25]],
  ])('threshold %d, scores %j: scale %i', (threshold, values, scale, units, scores) => {
    const scoring = scoringOf({ threshold, scores: scoresOf(...values) });
    expect([scoring.scale, scoring.threshold]).toEqual([scale, units]);
    expect(scoring.scores.map((score) => score.units)).toEqual(scores);
    expect(writtenScores(scoring).map(Number)).toEqual(values);
  });

  test('a threshold of its own keeps the scores of the guide', () => {
    const catalogue = catalogueOf(smallModel({ scoring: { threshold: 0.65 } }));
    expect(catalogue.scoring).toMatchObject({ scale: 100, threshold: 65 });
    expect(writtenScores(catalogue.scoring)).toEqual(['1', '0.8', '0.5', '0']);
    expect(catalogue.scoring.scores.map(({ name }) => name)).toEqual(GUIDE_SCORING.scores.map(({ name }) => name));
  });
});

test('whatever decimals a model has, they come out as they were written', () => {
  const thousandths = fc.uniqueArray(fc.integer({ min: 0, max: 100_000 }), { minLength: 2, maxLength: 9 });
  fc.assert(
    fc.property(thousandths, fc.nat(), (values, choice) => {
      const [low = 0, ...more] = [...values].sort((a, b) => a - b);
      const threshold = more[choice % more.length] ?? 0;
      const written = [low, ...more].reverse().map((value) => String(value / 1000));
      const scoring = scoringOf({ threshold: threshold / 1000, scores: scoresOf(...written.map(Number)) });
      expect(writtenScores(scoring)).toEqual(written);
      expect(decimalOf(scoring.threshold, scoring.scale)).toBe(String(threshold / 1000));
    }),
  );
});

test('scores with the numbers of the guide are those of the guide, whatever they are called', () => {
  expect(
    hasGuideScores(catalogueOf(smallModel({ scoring: { threshold: 0.8, scores: scoresOf(1, 0.8, 0.5, 0) } }))),
  ).toBe(true);
  expect(hasGuideScores(catalogueOf(smallModel({ scoring: { threshold: 0.75 } })))).toBe(true);
  expect(hasGuideScores(catalogueOf(smallModel({ scoring: { threshold: 1, scores: scoresOf(1, 0) } })))).toBe(false);
});

describe('a slip in the scoring is told:', () => {
  test.each<[string, object, string]>([
    ['a threshold above the highest score', { threshold: 1.1 }, 'model-threshold'],
    ['a threshold that everything reaches', { threshold: 0 }, 'model-threshold'],
    ['a threshold that the lowest score reaches', { threshold: 1, scores: scoresOf(5, 3, 1) }, 'model-threshold'],
    ['a threshold with four decimals', { threshold: 0.7501 }, 'model-number'],
    ['a threshold as text', { threshold: '0.75' }, 'model-number'],
    ['a threshold in per cent', { threshold: '75%' }, 'model-number'],
    ['a negative score', { threshold: 0.5, scores: scoresOf(1, -1) }, 'model-number'],
    ['a score above 100', { threshold: 50, scores: scoresOf(101, 0) }, 'model-number'],
    ['scores without a threshold', { scores: scoresOf(1, 0) }, 'missing-key'],
    ['one score', { threshold: 1, scores: scoresOf(1) }, 'model-score-count'],
    ['no scores', { threshold: 1, scores: [] }, 'model-score-count'],
    [
      '10 scores',
      { threshold: 20, scores: scoresOf(...Array.from({ length: 10 }, (_, n) => 20 - n)) },
      'model-score-count',
    ],
    ['scores that rise', { threshold: 1, scores: scoresOf(0, 1) }, 'model-score-order'],
    ['a score twice', { threshold: 1, scores: scoresOf(1, '1.0', 0) }, 'model-score-order'],
    [
      'a score without a value',
      { threshold: 1, scores: [...scoresOf(1), { name: { zh: '无', en: 'none' } }] },
      'missing-key',
    ],
    ['a score without a name', { threshold: 1, scores: [...scoresOf(1), { value: 0 }] }, 'missing-key'],
    [
      'a name in one language twice',
      {
        threshold: 1,
        scores: [
          { value: 1, name: { zh: '好', en: 'a' } },
          { value: 0, name: { zh: '好', en: 'b' } },
        ],
      },
      'model-score-name',
    ],
    ['a misspelt key', { treshold: 0.7 }, 'unknown-key'],
    ['scores as a map', { threshold: 1, scores: { 1: 'good', 0: 'bad' } }, 'wrong-type'],
    ['scores as numbers', { threshold: 1, scores: [1, 0] }, 'wrong-type'],
  ])('%s', (_, scoring, code) => {
    // `1.0` is written as a number.
    const text = stringify(smallModel({ scoring })).replace('"1.0"', '1.0');
    const { catalogue, told } = readModelText(text);
    expect(catalogue).toBeNull();
    expect([...new Set(told.map((entry) => entry.code))]).toEqual([code]);
  });
});

describe('weights', () => {
  test('are 1 unless stated, and whole numbers up to 100', () => {
    expect(isWeighted(catalogueOf(smallModel()))).toBe(false);
    for (const weight of [1, 2, 100]) {
      const catalogue = catalogueOf(smallModel({}, { weight }));
      expect(catalogue.domains[0]?.items[0]?.weight).toBe(weight);
      expect(isWeighted(catalogue)).toBe(weight !== 1);
    }
  });

  test.each([0, -1, 0.5, 101, '2', '30%', true, [2]])('%j is no weight', (weight) => {
    const { catalogue, told } = readModel(smallModel({}, { weight }));
    expect(catalogue).toBeNull();
    expect(told).toMatchObject([{ code: 'model-weight', where: 'training' }]);
  });
});

test('the repeated name of a score is told in its language, without a value that cannot be read', () => {
  const scores = (value: unknown, name: object) => [
    { value: 1, name: { zh: '做到', en: 'done' } },
    { value, name },
    { value: 0, name: { zh: '没做', en: 'not done' } },
  ];
  const told = (value: unknown, name: object) =>
    readModel(smallModel({ scoring: { threshold: 1, scores: scores(value, name) } })).told;
  expect(told(0.5, { zh: '一半', en: 'done' })).toMatchObject([
    { code: 'model-score-name', value: '0.5', name: 'done' },
  ]);
  const [repeated] = told('x', { zh: '做到', en: 'half' }).filter(({ code }) => code === 'model-score-name');
  expect(repeated).toMatchObject({ value: null, name: '做到' });
  expect(told('x', { zh: '一半', en: 'half' }).map(({ code }) => code)).toEqual(['model-number']);
});

describe('the digest of a model', () => {
  const digest = (model: object) => catalogueOf(model).digest;
  const plain = digest(smallModel());

  test('is the same whether a default is written down or not', () => {
    expect(digest(smallModel({ scoring: { threshold: 0.8 } }, { weight: 1 }))).toBe(plain);
  });

  test('is the same whoever is assessed by it', () => {
    const smes = catalogueOf(smallModel({ assesses: 'sme-service-providers' }));
    expect(smes).toMatchObject({ assesses: 'sme-service-providers', digest: plain });
  });

  test('is the same whatever comments, order of keys and line ends the file has', () => {
    const model = smallModel();
    const reversed = Object.fromEntries(Object.entries(model).reverse());
    expect(digest(reversed)).toBe(plain);
    const commented = `# ours\n${stringify(model)}`.replace(/\n/g, '\r\n');
    expect(readModelText(commented).catalogue?.digest).toBe(plain);
  });

  test.each([
    ['a statement', JSON.stringify(smallModel()).replace('有培训', '都有培训')],
    ['a threshold', JSON.stringify(smallModel({ scoring: { threshold: 0.75 } }))],
    ['a weight', JSON.stringify(smallModel({}, { weight: 2 }))],
    [
      'the name of a score',
      JSON.stringify(smallModel({ scoring: { threshold: 0.8, scores: scoresOf(1, 0.8, 0.5, 0) } })),
    ],
  ])('is another with %s', (_, json) => {
    expect(digest(JSON.parse(json) as object)).not.toBe(plain);
  });
});
