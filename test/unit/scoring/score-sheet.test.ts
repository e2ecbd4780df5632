import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../src/catalogue/catalogue.ts';
import { scoreSheet } from '../../../src/scoring/score-sheet.ts';
import { type Case, sheetOf, smallCatalogue, type Written, writtenScores } from './small-catalogue.ts';
import { type Told, tellSheet } from './tell-scores.ts';

/** `network` is assessed from two stars on, `archive` at three: 3, 9 and 15 requirements, read cumulatively. */
const CATALOGUE = smallCatalogue({
  north: { vision: { 1: 2, 2: 1, 3: 1 }, network: { 2: 2, 3: 1 } },
  south: { service: { 1: 1, 2: 3, 3: 2 }, archive: { 3: 2 } },
});

const LEVEL_1: Written = { 'vision.1a': 1, 'vision.1b': 0.8, 'service.1a': 1 };
const LEVEL_2: Written = {
  'vision.2a': 0.5,
  'network.2a': 0.8,
  'network.2b': 0.8,
  'service.2a': 1,
  'service.2b': 0.8,
  'service.2c': 0.5,
};
const LEVEL_3: Written = {
  'vision.3a': 1,
  'network.3a': 1,
  'service.3a': 1,
  'service.3b': 1,
  'archive.3a': 1,
  'archive.3b': 1,
};
const TO_LEVEL_2: Written = { ...LEVEL_1, ...LEVEL_2 };
const TO_LEVEL_3: Written = { ...TO_LEVEL_2, ...LEVEL_3 };

const every = (written: Written, score: 1 | 0.8 | 0.5 | 0): Written =>
  Object.fromEntries(Object.keys(written).map((id) => [id, score]));

interface Example {
  readonly title: string;
  readonly claim: number;
  readonly reading?: Reading;
  readonly scores: Written;
  readonly tailored?: readonly string[];
  readonly want: Partial<Told>;
}

const tellExample = ({ claim, reading = 'cumulative', scores, tailored = [] }: Example): Told =>
  tellSheet(
    scoreSheet(CATALOGUE, sheetOf({ catalogue: CATALOGUE, claim, reading, tailored, scores: writtenScores(scores) })),
  );

const COMPLETE: readonly Example[] = [
  {
    title: 'C is the mean of the requirements, B of the items, A of all requirements, and 0.8 exactly is reached',
    claim: 2,
    scores: TO_LEVEL_2,
    want: {
      // (1 + 0.8 + 0.5) / 3, (0.8 + 0.8) / 2, (1 + 1 + 0.8 + 0.5) / 4
      C: { vision: '23/30', network: '4/5', service: '33/40' },
      // (23/30 + 24/30) / 2, and service alone
      B: { north: '47/60', south: '33/40' },
      // 7.2 / 9
      A: '4/5 reached',
      levels: ['14/15 reached', '4/5 reached'],
      readings: { cumulative: '4/5 reached', 'own-level': '11/15 not-reached' },
      achieved: 2,
      tailoredAsZero: null,
    },
  },
  {
    title: 'own-level counts the requirements of the claimed level alone, and judges the levels below likewise',
    claim: 2,
    reading: 'own-level',
    scores: TO_LEVEL_2,
    want: {
      C: { vision: '1/2', network: '4/5', service: '23/30' },
      B: { north: '13/20', south: '23/30' },
      // 4.4 / 6
      A: '11/15 not-reached',
      levels: ['14/15 reached', '11/15 not-reached'],
      readings: { cumulative: '4/5 reached', 'own-level': '11/15 not-reached' },
      achieved: 1,
    },
  },
  {
    title: 'A is not the mean of B: B of 0.8 and 0.825, and yet A is below 0.8',
    claim: 2,
    scores: { ...TO_LEVEL_2, 'vision.1a': 0.5, 'vision.1b': 0.8, 'vision.2a': 0.5, 'network.2a': 1, 'network.2b': 1 },
    want: { B: { north: '4/5', south: '33/40' }, A: '71/90 not-reached' },
  },
  {
    title: 'A is not the mean of B: B of 0.75 and 0.8, and yet A is 0.8',
    claim: 2,
    scores: {
      ...every(TO_LEVEL_2, 0.8),
      'vision.1a': 1,
      'vision.1b': 1,
      'vision.2a': 1,
      'network.2a': 0.5,
      'network.2b': 0.5,
    },
    want: { C: { vision: '1', network: '1/2', service: '4/5' }, B: { north: '3/4', south: '4/5' }, A: '4/5 reached' },
  },
  {
    title: 'an item that starts above the claim takes no part, nor does any answer above the claim',
    claim: 1,
    scores: { ...LEVEL_1, ...every(LEVEL_2, 0), ...every(LEVEL_3, 0) },
    want: {
      C: { vision: '9/10', service: '1' },
      A: '14/15 reached',
      levels: ['14/15 reached'],
      readings: { cumulative: '14/15 reached', 'own-level': '14/15 reached' },
      achieved: 1,
    },
  },
  {
    title: 'own-level does not look at the levels below for C, B and A',
    claim: 3,
    reading: 'own-level',
    scores: { ...every(TO_LEVEL_2, 0), ...LEVEL_3 },
    want: {
      C: { vision: '1', network: '1', service: '1', archive: '1' },
      A: '1 reached',
      levels: ['0 not-reached', '0 not-reached', '1 reached'],
      readings: { cumulative: '2/5 not-reached', 'own-level': '1 reached' },
      achieved: 0,
    },
  },
  {
    title: 'a little below 0.8 is not reached: 11.7 of 15',
    claim: 3,
    scores: { ...every(TO_LEVEL_3, 0.8), 'archive.3b': 0.5 },
    want: { A: '39/50 not-reached', levels: ['4/5 reached', '4/5 reached', '39/50 not-reached'], achieved: 2 },
  },
  {
    title: 'everything met is 1 throughout',
    claim: 3,
    scores: every(TO_LEVEL_3, 1),
    want: {
      C: { vision: '1', network: '1', service: '1', archive: '1' },
      B: { north: '1', south: '1' },
      A: '1 reached',
      levels: ['1 reached', '1 reached', '1 reached'],
      achieved: 3,
    },
  },
  {
    title: 'nothing met is 0 throughout, a score like the others and not a missing one',
    claim: 2,
    scores: every(TO_LEVEL_2, 0),
    want: { C: { vision: '0', network: '0', service: '0' }, A: '0 not-reached', achieved: 0 },
  },
];

const INCOMPLETE: readonly Example[] = [
  {
    title: 'while nothing is scored everything is open and no level is known',
    claim: 2,
    scores: {},
    want: {
      C: { vision: '0…1', network: '0…1', service: '0…1' },
      B: { north: '0…1', south: '0…1' },
      A: '0…1 undetermined',
      levels: ['0…1 undetermined', '0…1 undetermined'],
      readings: { cumulative: '0…1 undetermined', 'own-level': '0…1 undetermined' },
      achieved: null,
    },
  },
  {
    title: 'a missing score opens its item, its domain and its level, and nothing else',
    claim: 2,
    scores: { ...TO_LEVEL_2, 'vision.2a': null },
    want: {
      C: { vision: '3/5…14/15', network: '4/5', service: '33/40' },
      B: { north: '7/10…13/15', south: '33/40' },
      // 6.7 to 7.7 of 9
      A: '67/90…77/90 undetermined',
      levels: ['14/15 reached', '67/90…77/90 undetermined'],
      achieved: 1,
    },
  },
  {
    title: 'reached whatever the missing score comes to, also where the least is 0.8 exactly, is provisional',
    claim: 2,
    // four 1 and four 0.8: 7.2 to 8.2 of 9
    scores: {
      ...every(TO_LEVEL_2, 1),
      'vision.1b': 0.8,
      'vision.2a': 0.8,
      'network.2a': 0.8,
      'service.2a': 0.8,
      'service.2c': null,
    },
    want: { A: '4/5…41/45 reached, provisional', achieved: 2 },
  },
  {
    title: 'where the most is 0.8 exactly the level can still be reached, and the verdict is open',
    claim: 2,
    // two 1, four 0.8, two 0.5: 6.2 to 7.2 of 9
    scores: {
      ...every(TO_LEVEL_2, 0.8),
      'vision.1a': 1,
      'vision.1b': 1,
      'network.2a': 0.5,
      'network.2b': 0.5,
      'service.2c': null,
    },
    want: { A: '31/45…4/5 undetermined' },
  },
  {
    title: 'where the most stays below 0.8 the level is not reached, provisionally',
    claim: 2,
    // seven 0.8 and one 0.5: 6.1 to 7.1 of 9
    scores: { ...every(TO_LEVEL_2, 0.8), 'network.2b': 0.5, 'service.2c': null },
    want: {
      A: '61/90…71/90 not-reached, provisional',
      levels: ['4/5 reached', '61/90…71/90 not-reached, provisional'],
    },
  },
  {
    title: 'each reading is open by its own missing scores',
    claim: 2,
    scores: { ...every(TO_LEVEL_2, 1), 'service.1a': null },
    want: {
      A: '8/9…1 reached, provisional',
      readings: { cumulative: '8/9…1 reached, provisional', 'own-level': '1 reached' },
    },
  },
];

const TAILORED: readonly Example[] = [
  {
    title: 'a tailored item is left out of C, B and A, and counts as 0 in the second result',
    claim: 2,
    scores: TO_LEVEL_2,
    tailored: ['network'],
    want: {
      C: { vision: '23/30', service: '33/40' },
      B: { north: '23/30', south: '33/40' },
      // 5.6 of 7; and of 9
      A: '4/5 reached',
      tailoredAsZero: '28/45 not-reached',
      levels: ['14/15 reached', '4/5 reached'],
      readings: { cumulative: '4/5 reached', 'own-level': '7/10 not-reached' },
    },
  },
  {
    title: 'tailoring away a weak item can turn the verdict, and the second result shows it',
    claim: 1,
    scores: { 'vision.1a': 0.5, 'vision.1b': 0.5, 'service.1a': 1 },
    tailored: ['vision'],
    want: { A: '1 reached', tailoredAsZero: '1/3 not-reached', achieved: 1 },
  },
  {
    title: 'the scores of a tailored item count nowhere, missing ones neither',
    claim: 2,
    scores: { ...every(TO_LEVEL_2, 1), 'network.2a': null, 'network.2b': 0 },
    tailored: ['network'],
    want: { A: '1 reached', tailoredAsZero: '7/9 not-reached', achieved: 2 },
  },
  {
    title: 'scores that are missing elsewhere stay missing in the second result',
    claim: 2,
    scores: { ...TO_LEVEL_2, 'vision.2a': null },
    tailored: ['network'],
    // 5.1 to 6.1 of 7; and of 9
    want: { A: '51/70…61/70 undetermined', tailoredAsZero: '17/30…61/90 not-reached, provisional' },
  },
  {
    title: 'a domain without any item left is left out of B',
    claim: 2,
    scores: TO_LEVEL_2,
    tailored: ['service'],
    want: { B: { north: '47/60' }, A: '39/50 not-reached', tailoredAsZero: '13/30 not-reached' },
  },
  {
    title: 'tailoring an item that is not assessed at the claim changes nothing',
    claim: 2,
    scores: TO_LEVEL_2,
    tailored: ['archive'],
    want: { A: '4/5 reached', tailoredAsZero: '4/5 reached' },
  },
  {
    title: 'the second result is of the reading of the sheet',
    claim: 2,
    reading: 'own-level',
    scores: every(TO_LEVEL_2, 1),
    tailored: ['network'],
    want: { A: '1 reached', tailoredAsZero: '2/3 not-reached' },
  },
  {
    title: 'with every item tailored there is nothing to judge',
    claim: 1,
    scores: every(LEVEL_1, 1),
    tailored: ['vision', 'service'],
    want: { A: 'none undetermined', B: {}, C: {}, achieved: null, tailoredAsZero: '0 not-reached' },
  },
];

describe.each([
  ['a complete sheet', COMPLETE],
  ['missing scores', INCOMPLETE],
  ['tailoring', TAILORED],
])('%s', (_, examples) => {
  test.each(examples)('$title', (example) => {
    expect(tellExample(example)).toMatchObject(example.want);
    for (const part of ['B', 'C'] as const)
      if (example.want[part]) expect(Object.keys(tellExample(example)[part])).toEqual(Object.keys(example.want[part]));
  });
});

/** One item; the scores of each level from one star up, `-` for a missing one: `1 0.8 -`. */
interface Ladder {
  readonly title: string;
  readonly reading?: Reading;
  readonly steps: readonly string[];
  readonly levels: readonly string[];
  readonly achieved: number | null;
}

const LADDERS: readonly Ladder[] = [
  {
    title: 'the claim, where it and every level below are reached',
    steps: ['1 1', '0.8 0.8', '0.8 0.5'],
    levels: ['1 reached', '9/10 reached', '49/60 reached'],
    achieved: 3,
  },
  {
    title: 'the highest level below a claim that is missed',
    steps: ['0.8 0.8', '0.8 0.8', '0.5 0.5'],
    levels: ['4/5 reached', '4/5 reached', '7/10 not-reached'],
    achieved: 2,
  },
  {
    title: '0, where the first level is missed, even though the claim is reached',
    steps: ['0.5 0.5', '1 1', '1 1'],
    levels: ['1/2 not-reached', '3/4 not-reached', '5/6 reached'],
    achieved: 0,
  },
  {
    title: 'the level below the first one missed, even though higher ones are reached',
    steps: ['0.8 0.8', '0.8 0.5', '1 1 1'],
    levels: ['4/5 reached', '29/40 not-reached', '59/70 reached'],
    achieved: 1,
  },
  {
    title: 'null, where nothing of the first level is scored, even though higher ones are reached by themselves',
    reading: 'own-level',
    steps: ['- -', '1 1', '1 1'],
    levels: ['0…1 undetermined', '1 reached', '1 reached'],
    achieved: null,
  },
  {
    title: 'null for an own-level sheet that holds the claimed level alone',
    reading: 'own-level',
    steps: ['-', '-', '1'],
    levels: ['0…1 undetermined', '0…1 undetermined', '1 reached'],
    achieved: null,
  },
  {
    title: 'null, where the first level is open, even though the claim is reached, provisionally',
    steps: ['1 -', '1 1 1 1 1 1'],
    levels: ['1/2…1 undetermined', '7/8…1 reached, provisional'],
    achieved: null,
  },
  {
    title: 'the level below an open one, since that much is sure',
    steps: ['1 1', '0.5 -', '1 1'],
    levels: ['1 reached', '5/8…7/8 undetermined', '3/4…11/12 undetermined'],
    achieved: 1,
  },
  {
    title: 'not a level of which nothing is scored, even though the levels below carry its verdict',
    steps: ['1 1 1 1', '-'],
    levels: ['1 reached', '4/5…1 reached, provisional'],
    achieved: 1,
  },
  {
    title: 'a level of which one answer is scored, even as 0, where its verdict stands',
    steps: ['1 1 1 1 1 1 1 1', '0 -'],
    levels: ['1 reached', '4/5…9/10 reached, provisional'],
    achieved: 2,
  },
  {
    title: 'a level that is provisionally reached',
    steps: ['1 1 1 1 -', '0.8'],
    levels: ['4/5…1 reached, provisional', '4/5…29/30 reached, provisional'],
    achieved: 2,
  },
  {
    title: '0, where the first level is provisionally missed',
    steps: ['0 0 -', '- -'],
    levels: ['0…1/3 not-reached, provisional', '0…3/5 not-reached, provisional'],
    achieved: 0,
  },
  {
    title: 'null, while nothing is scored',
    steps: ['-', '-'],
    levels: ['0…1 undetermined', '0…1 undetermined'],
    achieved: null,
  },
];

function climb({ reading = 'cumulative', steps }: Ladder): Told {
  const scores = steps.map((step) => step.split(' ').map((score) => (score === '-' ? null : Number(score))));
  const layout = Object.fromEntries(scores.map((level, index) => [index + 1, level.length]));
  const catalogue = smallCatalogue({ only: { item: layout } });
  const written = Object.fromEntries(
    scores.flatMap((level, index) =>
      level.map((score, nth) => [`item.${index + 1}${String.fromCharCode(97 + nth)}`, score]),
    ),
  ) as Written;
  const sheet: Case = { catalogue, claim: steps.length, reading, tailored: [], scores: writtenScores(written) };
  return tellSheet(scoreSheet(catalogue, sheetOf(sheet)));
}

describe('the achieved level is', () => {
  test.each(LADDERS)('$title', (ladder) => {
    const { levels, achieved } = climb(ladder);
    expect({ levels, achieved }).toEqual({ levels: ladder.levels, achieved: ladder.achieved });
  });
});
