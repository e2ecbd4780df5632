import { describe, expect, test } from 'vitest';
import { openCatalogue } from '../../../src/commands/open-catalogue.ts';
import type { Scope } from '../../../src/session/session.ts';
import { stopsOf } from '../../../src/session/stops.ts';
import type { Sheet } from '../../../src/sheet/sheet.ts';
import { requirementIds } from '../sheet/sme-sheets.ts';
import { type Answers, begin, CATALOGUE, IDS, play, sheetWith, tell, WHOLE } from './sessions.ts';

const idsOf = (change: Partial<Sheet>, scope: Partial<Scope> = {}): string[] =>
  stopsOf(CATALOGUE, sheetWith({}, change), { ...WHOLE, ...scope }).map(({ requirement }) => requirement.id);

const TAILORED = { tailoring: [{ item: 'vision', reason: '没有这项业务' }] };

test.each<[title: string, change: Partial<Sheet>, scope: Partial<Scope>, ids: readonly string[]]>([
  ['all of the claim in the order of the model', {}, {}, IDS],
  ['those of a lower claim', { claim: 1 }, {}, IDS.filter((id) => id.includes('.1'))],
  ['those of the claimed level alone where it is read so', { reading: 'own-level' }, {}, ['vision.2a']],
  ['none of a tailored item', TAILORED, {}, ['network.1a', 'people.1a', 'people.1b']],
  ['those of one item', {}, { item: 'vision' }, ['vision.1a', 'vision.1b', 'vision.2a']],
  ['those of one level', {}, { level: 1 }, IDS.filter((id) => id.includes('.1'))],
  ['those of one item at one level', {}, { item: 'vision', level: 2 }, ['vision.2a']],
  ['none of a tailored item that is asked for', TAILORED, { item: 'vision' }, []],
  ['none of a level that the reading leaves out', { reading: 'own-level' }, { level: 1 }, []],
  ['none of an item that takes no part in the claim', { reading: 'own-level' }, { item: 'people' }, []],
])('the stops are %s', (_, change, scope, ids) => {
  expect(idsOf(change, scope)).toEqual(ids);
});

test('a stop knows what it stands in', () => {
  const [stop] = stopsOf(CATALOGUE, sheetWith({}), { ...WHOLE, item: 'people' });
  expect([stop?.domain.id, stop?.item.id, stop?.level.level, stop?.requirement.id]).toEqual([
    'south',
    'people',
    1,
    'people.1a',
  ]);
});

test.each([1, 2, 3, 4, 5])('the stops of sme at %i are its requirements', (claim) => {
  for (const reading of ['cumulative', 'own-level'] as const) {
    const stops = stopsOf(openCatalogue('sme'), sheetWith({}, { claim, reading }), WHOLE);
    expect(stops.map(({ requirement }) => requirement.id)).toEqual(requirementIds(claim, reading));
  }
});

const SOME: Answers = {
  'vision.1a': { score: 10 },
  'vision.1b': { score: 5 },
  'vision.2a': { finding: '还没有得分' },
  'people.1a': { score: 8 },
  'people.1b': { score: 0 },
};
const ALL = Object.fromEntries(IDS.map((id) => [id, { score: 10 } as const]));

describe('a session begins', () => {
  test.each<[title: string, answers: Answers, scope: Partial<Scope>, where: string]>([
    ['at the first of an empty sheet', {}, {}, 'card vision.1a'],
    ['at the first without a score', SOME, {}, 'card vision.2a'],
    ['at the first gap', SOME, { only: 'gaps' }, 'card vision.1b'],
    ['at the first of all', SOME, { only: 'all' }, 'card vision.1a'],
    ['at the first without a score in its item', SOME, { item: 'network' }, 'card network.1a'],
    ['where it is told to', SOME, { from: 'people.1a' }, 'card people.1a'],
    ['where it is told to, whatever it stops at', SOME, { from: 'vision.1a', only: 'gaps' }, 'card vision.1a'],
    ['as if not told where that is not in its scope', SOME, { from: 'vision.1a', item: 'network' }, 'card network.1a'],
    ['at the end where all is scored', ALL, {}, 'end through'],
    ['at the end where there is no gap', ALL, { only: 'gaps' }, 'end none'],
    ['at the end where nothing of its item is open', SOME, { item: 'people' }, 'end through'],
    ['at the first of all, scored or not', ALL, { only: 'all' }, 'card vision.1a'],
    ['at the end without any stop', {}, { item: 'nowhere' }, 'end through'],
  ])('%s', (_, answers, scope, where) => {
    expect(tell(begin(answers, {}, scope))).toBe(where);
  });

  test('with nothing changed, nothing to undo and nothing unsaved', () => {
    const sheet = sheetWith(SOME);
    const session = begin(SOME);
    expect(session.ratings).toEqual(sheet.ratings);
    expect([session.history, session.unsaved, session.notice]).toEqual([[], 0, null]);
  });
});

/** The stops that Enter leads to, one after the other. */
function way(answers: Answers, scope: Partial<Scope>, key: string): string[] {
  const seen: string[] = [];
  let now = begin(answers, {}, scope);
  for (let keys = 0; keys < 30 && now.mode.kind !== 'end'; keys++) {
    const isCard = now.mode.kind === 'card';
    if (isCard) seen.push(tell(now).replace('card ', ''));
    now = play(now, isCard ? key : 'enter').session;
  }
  return seen;
}

test.each<[title: string, answers: Answers, scope: Partial<Scope>, key: string, ids: readonly string[]]>([
  ['every stop of an empty sheet', {}, {}, 'enter', IDS],
  ['those without a score', SOME, {}, 'enter', ['vision.2a', 'network.1a']],
  [
    'those with a gap, not those without a score',
    SOME,
    { only: 'gaps' },
    'enter',
    ['vision.1b', 'people.1a', 'people.1b'],
  ],
  ['all of them', SOME, { only: 'all' }, 's', IDS],
  [
    'those with a gap, though they are closed on the way',
    SOME,
    { only: 'gaps' },
    '1',
    ['vision.1b', 'people.1a', 'people.1b'],
  ],
  ['from where it began', {}, { from: 'network.1a' }, '1', ['network.1a', 'people.1a', 'people.1b']],
])('the way leads through %s', (_, answers, scope, key, ids) => {
  expect(way(answers, scope, key)).toEqual(ids);
});

test('back goes to every stop, also to those that the way leaves out', () => {
  const { session } = play(begin(SOME), 'b', 'left');
  expect(tell(session)).toBe('card vision.1a');
});

test('once through, what was skipped comes again, and nothing does once all is scored', () => {
  const through = play(begin(), '1', 's', '1', 'enter', '1', 'enter', '1', '1', 'enter').session;
  expect(tell(through)).toBe('end through');
  expect(tell(play(through, 'r').session)).toBe('card vision.1b');
  const done = play(through, 'r', '1', 'enter', 'r').session;
  expect(tell(done)).toBe('end through');
});
