import { describe, expect, test } from 'vitest';
import { LANGS } from '../../../src/i18n/lang.ts';
import { messagesIn } from '../../../src/i18n/messages.ts';
import { frameOf } from '../../../src/session/frame.ts';
import { type Conflict, countLost, type Event, type SaveOutcome, sheetOf } from '../../../src/session/session.ts';
import { ratingOf } from '../scoring/small-catalogue.ts';
import { answersOf, begin, entry, IDS, line, play, ratingsOf, tell, tellEffects } from './sessions.ts';

type Saved = Extract<SaveOutcome, { kind: 'saved' }>;

const saved = (change: Partial<Saved> = {}): Event => ({
  kind: 'saved',
  outcome: {
    kind: 'saved',
    ratings: null,
    evidence: null,
    merged: 0,
    restored: 0,
    conflicts: [],
    caughtUp: 0,
    ...change,
  },
});
const failed = (unsaved: number, layout: string | null = null, journal: string | null = '/j'): Event => ({
  kind: 'saved',
  outcome: { kind: 'failed', reason: 'ENOSPC', journal, unsaved, layout },
});

const conflictOn = (requirement: string, theirs: Conflict['theirs'] = ratingOf(requirement, 0)): Conflict => ({
  requirement,
  mine: ratingOf(requirement, 10),
  theirs,
});

const GIVEN = play(begin(), '1').session;

describe('after saving', () => {
  test('nothing else changes where nobody else wrote', () => {
    expect(play(GIVEN, saved()).session).toEqual(GIVEN);
  });

  test('answers and entries from outside come in, and are told', () => {
    const ratings = ratingsOf({ 'vision.1a': { score: 10 }, 'people.1a': { score: 5 } });
    const { session, effects } = play(GIVEN, saved({ ratings, evidence: [entry('E09')], merged: 2, restored: 1 }));
    expect([session.ratings, session.evidence]).toEqual([ratings, [entry('E09')]]);
    expect(session.notice).toEqual({
      kind: 'merged',
      answers: 2,
      restored: 1,
      requirements: ['people.1a'],
      below: { kind: 'scored', requirement: 'vision.1a', score: 10 },
    });
    for (const lang of LANGS) {
      const m = messagesIn(lang);
      const { lines } = frameOf(session, { width: 100, rows: 30, lang, m });
      const shown = lines.map(({ text }) => text);
      const { merged } = m.session.notice;
      const own = shown.findIndex((text) => text.startsWith('vision 1a '));
      expect(own).toBeGreaterThan(0);
      expect(shown[own + 1]).toBe(merged(2, 1, 'people 1a'));
      expect(shown[own + 1]).toContain('people 1a');
    }
    expect([tell(session), effects]).toEqual(['card vision.1b', []]);
  });

  test('of many answers from outside the first are named', () => {
    const ratings = ratingsOf(Object.fromEntries(IDS.map((id) => [id, { score: 8 }])));
    const { session } = play(begin(), saved({ ratings, merged: 6 }));
    for (const lang of LANGS) {
      const m = messagesIn(lang);
      const { lines } = frameOf(session, { width: 120, rows: 30, lang, m });
      const text = lines.map((entry) => entry.text).join('\n');
      const names = IDS.map((id) => id.replace('.', ' '));
      expect(text).toContain(m.session.andOthers(names.slice(0, 3).join(m.punctuation.enumeration)));
      expect(text).not.toContain(names[5]);
    }
  });

  test.each([
    ['merged', { merged: 1 }],
    ['restored', { restored: 1 }],
  ])('either alone is told: %s', (_, change) => {
    expect(play(GIVEN, saved(change)).session.notice?.kind).toBe('merged');
  });

  test('what could not be saved is counted, and stays', () => {
    const { session } = play(GIVEN, failed(2));
    expect([session.unsaved, session.notice]).toEqual([2, { kind: 'not-saved', reason: 'ENOSPC', journal: '/j' }]);
    expect([session.ratings, session.history]).toEqual([GIVEN.ratings, GIVEN.history]);
    expect(play(GIVEN, failed(1, 'vision.1a', null)).session.notice).toEqual({
      kind: 'layout',
      requirement: 'vision.1a',
      journal: null,
    });
  });

  test('once it works again all of it is saved, and that is told', () => {
    const { session } = play(GIVEN, failed(2), '2', saved({ caughtUp: 3 }));
    expect([session.unsaved, session.notice]).toEqual([0, { kind: 'saved-again', answers: 3 }]);
    expect(play(GIVEN, saved({ caughtUp: 1 })).session.notice).toEqual(GIVEN.notice);
  });

  test('undo takes back our part of an answer, and leaves what came in from outside', () => {
    const part = { finding: '别人写的', evidence: ['E09'] };
    const came = saved({ ratings: ratingsOf({ 'vision.1a': { score: 10, ...part } }), merged: 1 });
    const { session, effects } = play(GIVEN, came, 'u');
    const back = { ...ratingOf('vision.1a', null), ...part };
    expect(session.ratings.get('vision.1a')).toEqual(back);
    expect(effects).toMatchObject([{ before: { score: 10, ...part }, after: back }]);
  });

  test('undo of evidence leaves the entries that came in from outside', () => {
    const chosen = play(begin({}, { evidence: [entry('E01')] }), 'e', 'enter').session;
    const came = saved({ ratings: ratingsOf({ 'vision.1a': { evidence: ['E01', 'E09'] } }), merged: 1 });
    expect(play(chosen, came, 'escape', 'u').session.ratings.get('vision.1a')?.evidence).toEqual(['E09']);
  });

  test('a text that is being written is not disturbed', () => {
    for (const input of ['f', 'e', 'g', 'l', 'm', 'q']) {
      const before = play(GIVEN, input).session;
      for (const event of [saved({ merged: 1 }), failed(1)])
        expect(play(before, event).session.mode, input).toEqual(before.mode);
    }
  });
});

describe('a conflict', () => {
  const IN_FINDING = play(GIVEN, 'f').session;
  const two = [conflictOn('vision.1a'), conflictOn('people.1a', ratingOf('people.1a', null))];

  test.each([
    ['k', 'mine', 10],
    ['t', 'theirs', 0],
  ] as const)('is asked about, %s keeps %s, and then it goes on where it was', (key, keep, score) => {
    const asked = play(IN_FINDING, saved({ conflicts: [conflictOn('vision.1a')] })).session;
    expect(tell(asked)).toBe('conflict vision.1a');
    const { session, effects } = play(asked, key);
    expect(effects).toEqual([{ kind: 'resolve', keep, chosen: ratingOf('vision.1a', score) }]);
    expect(session.ratings.get('vision.1a')?.score).toBe(score);
    expect(session.mode).toEqual(IN_FINDING.mode);
  });

  test('after the other is asked about for itself', () => {
    const { session, effects } = play(GIVEN, saved({ conflicts: two }), 'k', 't');
    expect(tellEffects(effects)).toEqual(['keep mine vision.1a', 'keep theirs people.1a']);
    expect(answersOf(session.ratings)).toEqual(answersOf(ratingsOf({ 'vision.1a': { score: 10 } })));
    expect(tell(session)).toBe('card vision.1b');
  });

  test('with an answer that somebody took out can be settled by taking it out here too', () => {
    const nothing = ratingOf('vision.1a', null);
    const asked = play(GIVEN, saved({ conflicts: [conflictOn('vision.1a', nothing)] })).session;
    expect(play(asked, 't').session.ratings.get('vision.1a')).toEqual(nothing);
    expect(play(asked, 'k').session.ratings.get('vision.1a')?.score).toBe(10);
  });

  test('that comes up during another one leads back to the same place', () => {
    const { session } = play(IN_FINDING, saved({ conflicts: two }), 'k', saved({ conflicts: [two[1]!] }));
    expect(tell(session)).toBe('conflict people.1a');
    expect(play(session, 't').session.mode).toEqual(IN_FINDING.mode);
  });

  test('that is settled in the file meanwhile is not asked about any more', () => {
    const { session } = play(IN_FINDING, saved({ conflicts: two }), 'k', saved());
    expect(session.mode).toEqual(IN_FINDING.mode);
  });

  test('keeps its answer out of what counts as saved', () => {
    const { session } = play(GIVEN, saved({ conflicts: two, merged: 0 }));
    expect(session.unsaved).toBe(2);
  });

  test('that is settled is undone to what the file had, and never to what neither side has', () => {
    const asked = play(GIVEN, saved({ conflicts: [conflictOn('vision.1a')] })).session;
    const mine = play(asked, 'k', saved(), 'u').session;
    expect(mine.ratings.get('vision.1a')?.score).toBe(0);
    const theirs = play(asked, 't', saved(), 'u').session;
    expect([theirs.ratings.get('vision.1a')?.score, theirs.notice]).toEqual([0, { kind: 'nothing-to-undo' }]);
  });

  test('that is settled is not told as saved after a failure', () => {
    const asked = play(GIVEN, saved({ conflicts: [conflictOn('vision.1a')], caughtUp: 1 })).session;
    expect(play(asked, 'k', saved({ caughtUp: 1 })).session.notice?.kind).not.toBe('saved-again');
  });

  test('is not answered by anything else', () => {
    const asked = play(GIVEN, saved({ conflicts: two })).session;
    for (const key of ['1', '2', '3', 'enter', 'escape', 'q', 'u', 'b', 'left', 'space']) {
      const { session, effects } = play(asked, key, line('x'));
      expect([tell(session), session.ratings, effects], key).toEqual([
        'conflict vision.1a,people.1a',
        asked.ratings,
        [],
      ]);
    }
  });
});

test('pasted text is not taken for keys, and that is told until the next key', () => {
  const { session, effects } = play(GIVEN, { kind: 'pasted' });
  expect([tell(session), session.notice, effects]).toEqual(['card vision.1b', { kind: 'pasted' }, []]);
  expect(play(session, 'enter').session.notice).toBeNull();
});

describe('what is tailored meanwhile', () => {
  const SCORED = play(begin(), '1').session;
  const claimed = (...items: string[]) => ({
    claimed: { reading: 'cumulative' as const, tailoring: items.map((item) => ({ item, reason: 'x' })) },
  });

  test('is no stop any more, and counts no more; that is told below what was done', () => {
    const { session } = play(SCORED, saved(claimed('people')));
    expect(session.stops.map(({ item }) => item.id)).not.toContain('people');
    expect(sheetOf(session).tailoring).toHaveLength(1);
    expect(tell(session)).toBe('card vision.1b');
    expect(session.notice).toMatchObject({ kind: 'other-claim', below: { kind: 'scored' } });
    for (const lang of LANGS) {
      const m = messagesIn(lang);
      const text = frameOf(session, { width: 120, rows: 30, lang, m })
        .lines.map((entry) => entry.text)
        .join('\n');
      expect(text).toContain(m.session.notice.otherClaim);
      expect(text).toContain(m.session.status(1, session.stops.length));
    }
    // And back again.
    expect(play(session, saved(claimed())).session.stops).toEqual(SCORED.stops);
  });

  test('leads on where it is the item at hand, and to the end where nothing is left', () => {
    const moved = play(SCORED, saved(claimed('vision'))).session;
    expect(tell(moved)).toBe('overview 0');
    // What is typed on for the old one scores nothing.
    for (const key of ['1', '4', 'i', 'f']) expect(play(moved, key).session.ratings, key).toBe(moved.ratings);
    expect(tell(play(moved, 'enter').session)).toMatch(/^card (?!vision)/);
    const all = [...new Set(SCORED.stops.map(({ item }) => item.id))];
    const nothing = play(SCORED, saved(claimed(...all))).session;
    expect(tell(nothing)).toBe('end through');
    expect(tell(play(nothing, 'b', 'enter').session)).toMatch(/^end/);
  });

  test('waits for what is being written', () => {
    const writing = play(SCORED, 'i', line('补上')).session;
    const { session } = play(writing, saved(claimed('vision')));
    expect([tell(session), session.stops.length]).toEqual(['text owner', SCORED.stops.length]);
    const done = play(session, line('王五'), line('')).session;
    expect(done.ratings.get('vision.1b')?.improvement).toMatchObject({ measure: '补上', owner: '王五' });
    expect(tell(play(done, saved(claimed('vision'))).session)).toBe('overview 0');
  });

  test('does not bring in what was left out at the beginning', () => {
    const partly = { ...SCORED, stops: SCORED.stops.filter(({ requirement }) => requirement.id !== 'people.1a') };
    const { stops } = play(partly, saved(claimed('vision'))).session;
    expect(stops.map(({ requirement }) => requirement.id)).not.toContain('people.1a');
    expect(stops.map(({ requirement }) => requirement.id)).toContain('people.1b');
  });
});

describe('answers that neither the file nor a journal has', () => {
  const atEnd = play(GIVEN, failed(2, null, null), 'q').session;

  test('are named as lost at the end, and no key that ends every session gives them up', () => {
    for (const lang of LANGS) {
      const m = messagesIn(lang);
      const text = frameOf(atEnd, { width: 120, rows: 30, lang, m })
        .lines.map((entry) => entry.text)
        .join('\n');
      for (const words of [m.session.endLost(2), m.session.keys.tryAgain, m.session.keys.leaveLost])
        expect(text).toContain(words);
      expect(text).not.toContain(m.session.keys.leave);
    }
    for (const key of ['enter', 'q']) expect(play(atEnd, key).effects).toEqual([{ kind: 'refresh' }]);
    expect(play(atEnd, 'x').effects).toEqual([{ kind: 'leave' }]);
  });

  test('as half-written texts that cannot be kept', () => {
    const half = { ...play(GIVEN, 'f', { kind: 'left', text: '半截' }).session, areDraftsKept: false };
    expect(countLost(half)).toBe(1);
    expect(play(half, 'q', 'enter').effects).toEqual([{ kind: 'refresh' }]);
    expect(play(half, 'q', 'x').effects).toEqual([{ kind: 'leave' }]);
  });

  test('are as others once they are in the file', () => {
    const { session } = play(atEnd, 'enter', saved({ caughtUp: 2 }));
    expect(play(session, 'enter').effects).toEqual([{ kind: 'leave' }]);
    expect(play(session, 'x').effects).toEqual([]);
  });
});
