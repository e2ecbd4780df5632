import { describe, expect, test } from 'vitest';
import type { Effect } from '../../../src/session/session.ts';
import type { Rating } from '../../../src/sheet/sheet.ts';
import { ratingOf } from '../scoring/small-catalogue.ts';
import { type Answers, answersOf, begin, entry, type Input, line, play, query, tell } from './sessions.ts';

const FULL: Rating = {
  requirement: 'vision.1a',
  score: 5,
  evidence: ['E01'],
  finding: '缺记录',
  improvement: { measure: '补上', owner: '王五', due: '2026-06-30' },
};
const IMPROVEMENT = { measure: '补上', owner: '王五', due: '2026-06-30' };
const evidence = [entry('E01', '登记表'), entry('E02', '会议纪要')];
const ONLY_ALL = { only: 'all' } as const;

/** The answer to the first requirement after some input on its card, which had the answer given. */
function answered(before: Partial<Rating>, ...inputs: Input[]) {
  const session = begin({ 'vision.1a': before }, { evidence }, ONLY_ALL);
  const played = play(session, ...inputs);
  return { ...played, answer: played.session.ratings.get('vision.1a') };
}

const saves = (effects: readonly Effect[]) => effects.filter((effect) => effect.kind === 'save-answer');

test.each<[title: string, before: Partial<Rating>, inputs: Input[], change: Partial<Rating>]>([
  ['1 is fully met', {}, ['1'], { score: 10 }],
  ['2 is mostly met', {}, ['2'], { score: 8 }],
  ['3 is partly met', {}, ['3'], { score: 5 }],
  ['4 is not met', {}, ['4'], { score: 0 }],
  ['a score replaces another and leaves the rest', FULL, ['1'], { score: 10 }],
  ['- empties the score alone', FULL, ['-'], { score: null }],
  ['Delete empties the score alone', { score: 0 }, ['delete'], { score: null }],
  ['a finding is trimmed', {}, ['f', line('  缺记录 \n')], { finding: '缺记录' }],
  ['a finding keeps its line ends', {}, ['f', line('一\n二')], { finding: '一\n二' }],
  ['an emptied finding is none', FULL, ['f', line(' ')], { finding: null }],
  ['a measure', {}, ['i', line('补上')], { improvement: { measure: '补上', owner: null, due: null } }],
  ['an owner', FULL, ['i', line('补上'), line('李四')], { improvement: { ...IMPROVEMENT, owner: '李四' } }],
  ['no due date', FULL, ['i', line('补上'), line('王五'), line('')], { improvement: { ...IMPROVEMENT, due: null } }],
  [
    'an improvement without any part is none',
    { improvement: { ...IMPROVEMENT, owner: null, due: null } },
    ['i', line('')],
    { improvement: null },
  ],
  ['a finding from the editor', {}, ['v', { kind: 'edited', text: ' 一\r\n二\r三\n' }], { finding: '一\n二\n三' }],
  ['nothing from the editor', FULL, ['v', { kind: 'edited', text: '\n' }], { finding: null }],
  ['evidence is chosen', {}, ['e', 'enter'], { evidence: ['E01'] }],
  ['evidence is found and chosen', {}, ['e', query('会议'), 'enter'], { evidence: ['E02'] }],
  ['evidence goes behind what is there', FULL, ['e', 'enter'], { evidence: ['E01', 'E02'] }],
  ['evidence is dropped', FULL, ['e', 'up', 'enter'], { evidence: [] }],
])('%s', (_, before, inputs, change) => {
  const { answer, effects } = answered(before, ...inputs);
  const old = { ...ratingOf('vision.1a', null), ...before };
  expect(answer).toEqual({ ...old, ...change });
  const saved = saves(effects);
  expect(saved[0]).toMatchObject({ before: old });
  expect(saved.at(-1)).toMatchObject({ requirement: 'vision.1a', after: { ...old, ...change } });
});

test.each<[title: string, before: Partial<Rating>, inputs: Input[]]>([
  ['the same score', FULL, ['3']],
  ['no score emptied', {}, ['-']],
  ['the same finding', FULL, ['f', line('缺记录')]],
  ['no finding, and none entered', {}, ['f', line('')]],
  ['a finding given up', FULL, ['f', 'escape']],
  ['the same improvement', FULL, ['i', line('补上'), line('王五'), line('2026-06-30')]],
  ['no measure, and none entered', {}, ['i', line('')]],
  ['a file that the editor gave back as it was', FULL, ['v', { kind: 'edited', text: '缺记录\n' }]],
  ['an editor that did not work', FULL, ['v', { kind: 'edited', text: null, reason: 'no vi' }]],
])('nothing is saved for %s', (_, before, inputs) => {
  const { session, effects } = answered(before, ...inputs);
  expect(saves(effects)).toEqual([]);
  expect(session.history).toEqual([]);
  expect(answersOf(session.ratings)).toEqual(answersOf(begin({ 'vision.1a': before }).ratings));
});

describe('an answer that the sheet does not have yet', () => {
  test.each<[title: string, inputs: Input[]]>([
    ['no finding', ['f', line('')]],
    ['no measure', ['i', line('')]],
    ['an empty file from the editor', [{ kind: 'edited', text: '' }]],
  ])('stays away with %s', (_, inputs) => {
    const { session, effects } = play(begin(), ...inputs);
    expect(effects).toEqual([]);
    expect(session.history).toEqual([]);
    expect(session.ratings.has('vision.1a')).toBe(false);
  });

  test('is said to be saved with a finding, not to have lost its score', () => {
    const { session, effects } = play(begin(), 'f', line('缺记录'));
    expect(effects).toMatchObject([{ before: null, after: { score: null, finding: '缺记录' } }]);
    expect(session.notice).toEqual({ kind: 'saved', requirement: 'vision.1a' });
  });
});

test('the notice tells what was given', () => {
  expect(answered({}, '2').session.notice).toEqual({ kind: 'scored', requirement: 'vision.1a', score: 8 });
  expect(answered(FULL, '-').session.notice).toEqual({ kind: 'scored', requirement: 'vision.1a', score: null });
  expect(answered(FULL, 'f', line('x')).session.notice).toEqual({ kind: 'saved', requirement: 'vision.1a' });
  const failed = answered(FULL, { kind: 'edited', text: null, reason: 'no vi' }).session;
  expect(failed.notice).toEqual({ kind: 'no-editor', reason: 'no vi' });
});

test('a text begins with what is there', () => {
  const initial = (...inputs: Input[]) => answered(FULL, ...inputs).session.mode;
  expect(initial('f')).toMatchObject({ field: 'finding', initial: '缺记录' });
  expect(initial('i')).toMatchObject({ field: 'measure', initial: '补上' });
  expect(initial('i', line('补上'))).toMatchObject({ field: 'owner', initial: '王五' });
  expect(initial('i', line('补上'), line(''))).toMatchObject({ field: 'due', initial: '2026-06-30' });
  expect(answered({}, 'f').session.mode).toMatchObject({ initial: '' });
  expect(answered(FULL, 'v').effects).toEqual([{ kind: 'edit', text: '缺记录' }]);
});

test('an improvement is asked for part by part, and no part of a measure that there is not', () => {
  const where = (...inputs: Input[]) => tell(answered({}, 'i', ...inputs).session);
  expect(where(line('补'))).toBe('text owner');
  expect(where(line('补'), line(''))).toBe('text due');
  expect(where(line('补'), line('王五'), line('2026-06-30'))).toBe('card vision.1a');
  expect(where(line(''))).toBe('card vision.1a');
});

describe('undo of an answer that new evidence was registered for', () => {
  const registered = play(begin(), 'e', 'enter', line('会议纪要'), line(''), line(''), line('')).session;

  test('says that the entry stays in the register', () => {
    const { notice, evidence: left } = play(registered, 'u').session;
    expect(notice).toEqual({ kind: 'undone', requirement: 'vision.1a', registered: left.at(-1)?.id });
    expect(left.at(-1)?.title).toBe('会议纪要');
  });

  test('says nothing of it where another answer names it', () => {
    const named = play(registered, 'enter', 'e', 'enter', 'escape').session;
    expect(named.ratings.get('vision.1b')?.evidence).toEqual(registered.ratings.get('vision.1a')?.evidence);
    const first = play(named, 'b').session;
    const back = play({ ...first, history: first.history.slice(0, 1) }, 'u').session;
    expect(back.notice).toEqual({ kind: 'undone', requirement: 'vision.1a', registered: null });
  });
});

describe('undo', () => {
  const GIVEN: Answers = { 'vision.1a': FULL, 'vision.1b': { score: 8 } };
  const changes: Input[] = ['1', '4', 'b', 'e', 'down', 'enter', 'escape', '2', '3', 'enter', 'f', line('无'), '1'];

  test('takes back one change after the other, across items, and goes where each was', () => {
    const done = play(begin(GIVEN, { evidence }, ONLY_ALL), ...changes).session;
    const places: string[] = [];
    let now = done;
    while (now.history.length) {
      const last = now.history.at(-1);
      const stepped = play(now, 'u');
      now = stepped.session;
      places.push(tell(now));
      expect(saves(stepped.effects)).toMatchObject([{ requirement: last?.requirement, before: last?.after }]);
      expect(now.notice).toEqual({ kind: 'undone', requirement: last?.requirement, registered: null });
    }
    expect(places.map((place) => place.replace('card ', ''))).toEqual([
      'network.1a',
      'network.1a',
      'vision.2a',
      'vision.1b',
      'vision.1b',
      'vision.1b',
      'vision.1a',
    ]);
    expect(answersOf(now.ratings)).toEqual(answersOf(begin(GIVEN).ratings));
  });

  test('of the first answer empties it, as a change to be saved', () => {
    const { session, effects } = play(begin(), '1', 'u');
    expect(answersOf(session.ratings)).toEqual({});
    expect(effects.at(-1)).toMatchObject({ before: { score: 10 }, after: ratingOf('vision.1a', null) });
  });

  test('with nothing to undo says so and stays', () => {
    const { session, effects } = play(begin(GIVEN, {}, ONLY_ALL), 'enter', 'u');
    expect([tell(session), session.notice, effects.at(-1)]).toEqual([
      'card vision.1b',
      { kind: 'nothing-to-undo' },
      { kind: 'refresh' },
    ]);
  });
});

test('back at the first card says so', () => {
  const { session, effects } = play(begin(), 'b');
  expect([session.at, session.notice, effects]).toEqual([0, { kind: 'first' }, []]);
});
