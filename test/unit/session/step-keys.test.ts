import { describe, expect, test } from 'vitest';
import { emptyRating, type Session } from '../../../src/session/session.ts';
import { begin, entry, line, play, ratingsOf, tell, tellEffects } from './sessions.ts';

const ASCII = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).filter(
  (key) => !/[A-Z]/.test(key),
);
const EVERY_KEY = [...ASCII, 'enter', 'escape', 'space', 'tab', 'up', 'down', 'left', 'right', 'delete', '中', '😀'];

/** What keys do: where they lead, and what they ask for. */
type Row = readonly [keys: readonly string[], where: string, ...effects: readonly string[]];

const evidence = [entry('E01'), entry('E02')];
/** The second stop, with one answer given before. */
const AT_CARD = play(begin({}, { evidence }), '1').session;
const OPEN_KINDS = { 'vision.1a': { score: 5 }, 'vision.1b': { score: 8 } } as const;
const CONFLICTS = ['vision.1a', 'people.1a'].map((requirement) => ({
  requirement,
  mine: { ...ratingsOf({ [requirement]: { score: 10 } }).get(requirement)! },
  theirs: emptyRating(requirement),
}));
const inConflict = (session: Session): Session => ({
  ...session,
  mode: { kind: 'conflict', conflicts: CONFLICTS, below: session.mode },
});

const MODES: readonly (readonly [mode: string, session: Session, rows: readonly Row[]])[] = [
  [
    'on a card',
    AT_CARD,
    [
      [['1', '2', '3', '4'], 'card vision.2a', 'save vision.1b'],
      [['enter', 's', 'right'], 'card vision.2a', 'refresh'],
      [['b', 'left'], 'card vision.1a', 'refresh'],
      [['u'], 'card vision.1a', 'save vision.1a'],
      [['e'], 'evidence 0'],
      [['f'], 'text finding'],
      [['i'], 'text measure'],
      [['v'], 'card vision.1b', 'edit'],
      [['g', '/'], 'jump 0'],
      [['l'], 'open 0'],
      [['m'], 'page more 0'],
      [['o'], 'overview 0'],
      [['?', 'h'], 'page help 0'],
      [['q', 'escape'], 'end quit'],
    ],
  ],
  ['where a finding is written', play(AT_CARD, 'f').session, [[['escape'], 'card vision.1b']]],
  ['where a due date is asked for', play(AT_CARD, 'i', line('补'), line('')).session, [[['escape'], 'card vision.1b']]],
  [
    'in the register',
    play(AT_CARD, 'e').session,
    [
      [['down'], 'evidence 1'],
      [['up'], 'evidence 2'],
      [['enter'], 'evidence 0', 'save vision.1b'],
      [['escape'], 'card vision.1b'],
    ],
  ],
  ['in a new entry', play(AT_CARD, 'e', 'up', 'enter').session, [[['escape'], 'evidence 0']]],
  [
    'in the search',
    play(AT_CARD, 'g').session,
    [
      [['down'], 'jump 1'],
      [['up'], 'jump 5'],
      [['enter'], 'card vision.1a', 'refresh'],
      [['escape'], 'card vision.1b'],
    ],
  ],
  [
    'in the list of what is open',
    play(begin(OPEN_KINDS), 'l').session,
    [
      [['down'], 'open 1'],
      [['up'], 'open 5'],
      [['enter'], 'card vision.1a', 'refresh'],
      [['escape', 'q', 'l'], 'card vision.2a'],
    ],
  ],
  [
    'after an item',
    play(begin(OPEN_KINDS), '1').session,
    [
      [['enter', 'space', 'right'], 'card network.1a'],
      [['b', 'left'], 'card vision.2a'],
      [['u'], 'card vision.2a', 'save vision.2a'],
      [['q', 'escape'], 'end quit'],
      [['up', 'down'], 'item vision → network.1a'],
    ],
  ],
  [
    'in a conflict',
    inConflict(AT_CARD),
    [
      [['up', 'down'], 'conflict vision.1a,people.1a'],
      [['k'], 'conflict people.1a', 'keep mine vision.1a'],
      [['t'], 'conflict people.1a', 'keep theirs vision.1a'],
    ],
  ],
  [
    'at the end by quitting',
    play(AT_CARD, 'q').session,
    [
      [['enter', 'q'], 'end quit', 'leave'],
      [['b', 'left', 'escape'], 'card vision.1b'],
      [['r'], 'card vision.1b'],
      [['l'], 'open 0'],
      [['o'], 'overview 0'],
      [['u'], 'card vision.1a', 'save vision.1a'],
    ],
  ],
  [
    'at the end of the way',
    play(begin({}, {}, { from: 'people.1b' }), '1', 'enter').session,
    [
      [['enter', 'q'], 'end through', 'leave'],
      [['b', 'left'], 'card people.1b'],
      [['r'], 'card vision.1a'],
      [['l'], 'open 0'],
      [['o'], 'overview 2'],
      [['u'], 'card people.1b', 'save people.1b'],
    ],
  ],
];

describe.each(MODES)('%s', (_, session, rows) => {
  test.each(rows)('%j: %s', (keys, where, ...effects) => {
    for (const key of keys) {
      const played = play(session, key);
      expect([tell(played.session), ...tellEffects(played.effects)], key).toEqual([where, ...effects]);
    }
  });

  test('every other key changes nothing', () => {
    const known = new Set(rows.flatMap(([keys]) => keys));
    for (const key of EVERY_KEY.filter((key) => !known.has(key))) {
      const { session: after, effects } = play(session, key);
      expect({ ...after, notice: session.notice }, key).toEqual(session);
      expect(effects, key).toEqual([]);
    }
  });
});

describe('on a page', () => {
  test.each(['more', 'help'])(
    'arrows and space scroll, Enter goes back, a key of the card does what it does there: %s',
    (what) => {
      const page = play(AT_CARD, what === 'more' ? 'm' : '?').session;
      expect(tell(play(page, 'up').session)).toBe(`page ${what} 0`);
      expect(tell(play(page, 'down', 'space').session)).toBe(`page ${what} 2`);
      expect(tell(play(page, 'down', 'space', 'up').session)).toBe(`page ${what} 1`);
      for (const key of ['enter', 'escape', 'q', 'left', 'right', 'tab', '9', 'x', '中', what === 'more' ? 'm' : '?'])
        expect(play(page, key), key).toEqual({ session: { ...AT_CARD, notice: null }, effects: [] });
      for (const key of ['1', '4', 's', 'b', 'u', 'e', 'f', 'i', 'v', 'g', '/', 'l', 'o', '-'])
        expect(play(page, key), key).toEqual(play(AT_CARD, key));
    },
  );
});

test('a key that a card does not know is named, and the next one silences that', () => {
  const wrong = ['5', '9', '0', 'x', 'z', '!', '~', '中'];
  for (const key of wrong) expect(play(AT_CARD, key).session.notice, key).toEqual({ kind: 'unknown-key', key });
  for (const key of ['up', 'down', 'tab', 'space']) expect(play(AT_CARD, key).session.notice, key).toBeNull();
  expect(play(AT_CARD, 'x', 'm').session.notice).toBeNull();
});

test.each<[string, Session]>([
  ['a card', AT_CARD],
  ['the result of an item', play(begin(OPEN_KINDS), '1').session],
  ['a conflict', inConflict(AT_CARD)],
  ['the list of what is open', play(AT_CARD, 'l').session],
  ['the end', play(AT_CARD, 'q').session],
])('a key that means nothing is told: on %s', (_, session) => {
  for (const key of ['7', 'z', '中']) {
    const { session: after, effects } = play(session, key);
    expect([after, effects]).toEqual([{ ...session, notice: { kind: 'unknown-key', key } }, []]);
  }
});
