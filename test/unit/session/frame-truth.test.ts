import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANGS } from '../../../src/i18n/lang.ts';
import { messagesIn } from '../../../src/i18n/messages.ts';
import { frameOf } from '../../../src/session/frame.ts';
import type { Notice, Session } from '../../../src/session/session.ts';
import { step } from '../../../src/session/step.ts';
import { claimName, type Screen } from '../../../src/session/view.ts';
import type { Evidence, Rating, Tenths } from '../../../src/sheet/sheet.ts';
import { ratingOf } from '../scoring/small-catalogue.ts';
import { inputs } from './random-keys.ts';
import { linesOf, MODES, SCREENS, sessionOn } from './screens.ts';
import { begin, beginOn, CATALOGUE, entry, IDS, line, play, query, ratingsOf, sheetWith } from './sessions.ts';

const WIDE: readonly Screen[] = LANGS.map((lang) => ({ width: 120, rows: 40, lang, m: messagesIn(lang) }));

/** What the status line says: how many are scored, the item, the level, the outlook, the unsaved. */
function readStatus(session: Session, screen: Screen) {
  const { status, levelScore, unsaved, outlook } = screen.m.session;
  const isStatus = new RegExp(status(0, 0).replaceAll('0', '(\\d+)'));
  const lines = linesOf(frameOf(session, screen));
  const text = lines.find((words) => isStatus.test(words)) ?? '';
  const [scored, count] = (isStatus.exec(text) ?? []).slice(1).map(Number);
  const level =
    text
      .split(' · ')
      .find((part) =>
        part.startsWith(levelScore(claimName(session.catalogue, session.sheet.claim, screen.lang), '')),
      ) ?? '';
  const [low, high = low] = (level.match(/\d\.\d+/g) ?? []).map(Number);
  const parts = text.split(' · ');
  const told = (Object.keys(outlook) as (keyof typeof outlook)[]).find((key) => parts.includes(outlook[key]));
  const verdict = (['reached', 'not-reached'] as const).find((key) => parts.includes(screen.m.words.verdict[key]));
  return { scored, count, low, high, outlook: told ?? verdict, isUnsaved: lines.includes(unsaved(session.unsaved)) };
}

describe('the status line', () => {
  const scores = fc.array(fc.constantFrom<(Tenths | null)[]>(10, 10, 8, 5, 0, null), { minLength: 6, maxLength: 6 });
  test('is true of the answers, whatever they are', () => {
    fc.assert(
      fc.property(scores, fc.constantFrom(...WIDE), fc.constantFrom(0, 2), (given, screen, unsaved) => {
        const answers = Object.fromEntries(IDS.map((id, index) => [id, { score: given[index] ?? null }]));
        const told = readStatus({ ...begin(answers, {}, { only: 'all' }), unsaved }, screen);
        const known = given.filter((score) => score !== null);
        const sum = known.reduce<number>((total, score) => total + score, 0);
        const [low, high] = [sum / 60, (sum + (6 - known.length) * 10) / 60];
        expect([told.scored, told.count]).toEqual([known.length, 6]);
        expect(told.low).toBeCloseTo(low, 3);
        expect(told.high).toBeCloseTo(high, 3);
        const [isSure, isLost] = [sum >= 48, sum + (6 - known.length) * 10 < 48];
        const open = isSure ? 'secured' : isLost ? 'unreachable' : 'open';
        expect(told.outlook).toBe(known.length < 6 ? open : isSure ? 'reached' : 'not-reached');
        expect(told.isUnsaved).toBe(unsaved > 0);
      }),
      { numRuns: 1500 },
    );
  });

  test.each([
    ['while an answer is missing', { 'vision.1a': { score: 8 }, 'vision.1b': { score: 5 } }, /0\.4333–0\.7667/],
    [
      'once all are given',
      { 'vision.1a': { score: 8 }, 'vision.1b': { score: 5 }, 'vision.2a': { score: 10 } },
      /0\.7667/,
    ],
  ] as const)('tells the score of the item, %s', (_, answers, item) => {
    for (const screen of WIDE) {
      const text = linesOf(frameOf(begin(answers, {}, { only: 'all' }), screen)).join('\n');
      expect(text).toMatch(item);
    }
  });

  test('follows the item that is shown', () => {
    const session = begin({ 'people.1a': { score: 0 } }, {}, { only: 'all', from: 'people.1b' });
    for (const screen of WIDE) {
      const { itemScore } = screen.m.session;
      expect(linesOf(frameOf(session, screen)).join()).toContain(itemScore('0.0000–0.5000', 1, 2));
    }
  });
});

describe('"saved" is said of nothing that is not', () => {
  const SAYS_SAVED = /已保存|\bsaved\b/i;
  const notices: readonly Notice[] = [
    { kind: 'scored', requirement: 'vision.1a', score: 10 },
    { kind: 'scored', requirement: 'vision.1a', score: null },
    { kind: 'saved', requirement: 'vision.1a' },
    { kind: 'undone', requirement: 'vision.1a', registered: null },
    { kind: 'undone', requirement: 'vision.1a', registered: 'E07' },
    { kind: 'merged', answers: 1, restored: 2 },
    { kind: 'not-saved', reason: 'EIO', journal: null },
    { kind: 'not-saved', reason: 'ENOSPC', journal: '/j' },
    { kind: 'layout', requirement: 'vision.1a', journal: '/j' },
    { kind: 'unknown-key', key: 'x' },
    { kind: 'first' },
    { kind: 'nothing-to-undo' },
    { kind: 'pasted' },
    { kind: 'no-editor', reason: 'vi' },
    { kind: 'no-editor', reason: { kept: '/tmp/finding.txt' } },
  ];

  test('whatever the mode and the notice, while something is unsaved', () => {
    for (const screen of WIDE)
      for (const [name, session] of MODES)
        for (const notice of notices) {
          const shown = linesOf(frameOf({ ...session, unsaved: 2, notice }, screen)).join('\n');
          expect(shown, `${name}, ${notice.kind}`).not.toMatch(SAYS_SAVED);
        }
  });

  test('whatever is pressed while saving fails', () => {
    fc.assert(
      fc.property(inputs, fc.constantFrom(...WIDE), (events, screen) => {
        let now = begin({}, { evidence: [entry('E01')] }, { only: 'all' });
        let unsaved = 0;
        for (const event of events.filter(({ kind }) => kind !== 'saved')) {
          const { session, effects } = step(now, event);
          now = session;
          for (const effect of effects.filter(({ kind }) => kind !== 'leave' && kind !== 'edit')) {
            if (effect.kind !== 'refresh') unsaved++;
            now = step(now, {
              kind: 'saved',
              outcome: { kind: 'failed', reason: 'EIO', journal: null, unsaved, layout: null },
            }).session;
          }
          if (unsaved) expect(linesOf(frameOf(now, screen)).join('\n')).not.toMatch(SAYS_SAVED);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('nor of an answer that somebody else changed too, while that is asked about', () => {
    const given = play(begin(), '1').session;
    const mine = given.ratings.get('vision.1a') ?? ratingOf('vision.1a', 10);
    const conflicts = [{ requirement: 'vision.1a', mine, theirs: ratingOf('vision.1a', 0) }];
    const outcome = {
      kind: 'saved',
      ratings: null,
      evidence: null,
      merged: 0,
      restored: 0,
      conflicts,
      caughtUp: 1,
    } as const;
    const asked = play(given, { kind: 'saved', outcome }).session;
    const later = play({ ...given, unsaved: 1 }, { kind: 'saved', outcome: { ...outcome, caughtUp: 2 } }).session;
    for (const screen of WIDE)
      for (const session of [asked, later])
        expect(linesOf(frameOf(session, screen)).join('\n')).not.toMatch(SAYS_SAVED);
  });

  test('but it is said of what is', () => {
    for (const screen of WIDE)
      for (const keys of [['1'], ['1', 'b', '-'], ['f', line('缺')], ['1', 'u'], ['q']])
        expect(linesOf(frameOf(play(begin(), ...keys).session, screen)).join('\n'), String(keys)).toMatch(SAYS_SAVED);
  });
});

describe('hostile texts', () => {
  const HOSTILE = '\x1b[2J\x1b]0;x\x07\x9b31m\u202egpj\u2066\u200b\ud800\0\r\x7f\u2028';
  const UNSAFE = /[\0-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/u;
  const text = `甲${HOSTILE}乙`;
  const rating: Partial<Rating> = {
    score: 5,
    evidence: [text],
    finding: `${text}\n${text}`,
    improvement: { measure: text, owner: text, due: text },
  };
  const register: Evidence[] = [{ ...entry('E01', text), file: text, date: text }];
  const answers = ratingsOf(Object.fromEntries(IDS.map((id) => [id, rating])));
  const names = { zh: text, en: text };
  const catalogue = {
    ...CATALOGUE,
    levels: CATALOGUE.levels.map((level) => ({ ...level, name: names })),
    domains: CATALOGUE.domains.map((domain) => ({
      ...domain,
      name: names,
      items: domain.items.map((item) => ({ ...item, name: names, overview: names })),
    })),
  };
  const session = beginOn(catalogue, { ...sheetWith({}), ratings: answers, evidence: register }, { only: 'all' });
  const conflict = {
    requirement: 'vision.1a',
    mine: answers.get('vision.1a')!,
    theirs: { ...answers.get('vision.1a')!, requirement: text },
  };
  const sessions: readonly (readonly [string, Session])[] = [
    ['a card', session],
    ['a key', play(session, HOSTILE.charAt(6), '\u202e').session],
    ['a finding', play(session, 'f').session],
    ['a text refused', play(session, 'i', line(text)).session],
    ['a search for evidence', play(session, 'e', query(text)).session],
    ['the register', play(session, 'e').session],
    [
      'a new entry',
      {
        ...session,
        mode: {
          kind: 'new-evidence',
          field: 'date',
          draft: { title: text, method: null, file: text, date: text },
          fault: 'date',
        },
      },
    ],
    ['a search', play(session, 'g', query(text)).session],
    ['a jump', play(session, 'g').session],
    ['what is open', play(session, 'l').session],
    ['more', play(session, 'm').session],
    ['an item', { ...session, mode: { kind: 'item-done', item: 'vision', next: null } }],
    ['a conflict', { ...session, mode: { kind: 'conflict', conflicts: [conflict], below: session.mode } }],
    [
      'a conflict on nothing known',
      { ...session, mode: { kind: 'conflict', conflicts: [{ ...conflict, requirement: text }], below: session.mode } },
    ],
    ['the end', play(session, 'q').session],
    ['a reason', { ...session, notice: { kind: 'not-saved', reason: text, journal: text } }],
    ['an editor', { ...session, notice: { kind: 'no-editor', reason: text } }],
    ['a kept text', { ...session, notice: { kind: 'no-editor', reason: { kept: text } } }],
    ['a layout', { ...session, notice: { kind: 'layout', requirement: text, journal: text } }],
  ];

  test.each(sessions)('are made safe on each line: %s', (_, shown) => {
    for (const screen of SCREENS) {
      const frame = frameOf(shown, screen);
      for (const words of [...linesOf(frame), frame.prompt]) expect(words).not.toMatch(UNSAFE);
      expect(frame.lines.length + 1).toBeLessThanOrEqual(screen.rows);
    }
  });

  test('are shown, not left out', () => {
    expect(linesOf(frameOf(session, WIDE[0]!)).join('\n')).toContain('甲\\u{1b}[2J');
  });
});

test('what is provisional is said to be', () => {
  const known = sessionOn('sme', 1);
  const stops = known.stops.map((stop) => ({ ...stop, requirement: { ...stop.requirement, provisional: true } }));
  for (const screen of WIDE) {
    const { provisional } = screen.m.session;
    expect(linesOf(frameOf({ ...known, stops }, screen)).join()).toContain(provisional);
    expect(linesOf(frameOf(known, screen)).join()).not.toContain(provisional);
  }
});

test('keys that lead nowhere, and pastes, are answered with what there is on that page', () => {
  const card = begin({}, {}, { only: 'all' });
  const pages = ['q', 'l'].map((key) => play(card, key).session);
  const item: Session = { ...card, mode: { kind: 'item-done', item: 'vision', next: 1 } };
  for (const screen of WIDE) {
    const { notice: words } = screen.m.session;
    const shown = (session: Session) => linesOf(frameOf(session, screen)).join('\n');
    expect(shown(play(card, 'x').session)).toContain(words.unknownKey('x'));
    expect(shown(play(card, { kind: 'pasted' }).session)).toContain(words.pasted);
    for (const page of [...pages, item]) {
      expect(shown(play(page, 'x').session)).toContain(words.unknownElsewhere('x'));
      expect(shown(play(page, '?').session)).not.toContain(words.unknownKey('?'));
      expect(shown(play(page, { kind: 'pasted' }).session).split('\n')).toContain(words.pastedElsewhere);
    }
  }
});

describe('the last page', () => {
  test.each([
    ['scores and evidence', { 'vision.1a': { score: 10 } }, ['5', '1'], 'endLast'],
    ['measures alone', Object.fromEntries(IDS.map((id) => [id, { score: 5, evidence: ['E01'] }])), ['6'], 'endThrough'],
    [
      'one score',
      Object.fromEntries(IDS.slice(1).map((id) => [id, { score: 10, evidence: ['E01'] }])),
      ['1'],
      'endLast',
    ],
  ] as const)('counts what is missing, and nothing that is not: %s', (_, answers, numbers, title) => {
    for (const screen of WIDE) {
      const session: Session = { ...begin(answers), mode: { kind: 'end', reason: 'through' } };
      const lines = linesOf(frameOf(session, screen));
      const begins = screen.m.session.summary.missing(0, 0, 0);
      const told = lines.find((text) => text.startsWith(begins)) ?? '';
      expect(told.slice(begins.length).match(/\d+/g)).toEqual(numbers);
      expect(lines[0]).toBe(screen.m.session[title]);
    }
  });

  test('names the level whose score it tells, without what stands in brackets behind it', () => {
    for (const screen of WIDE) {
      const { session: words } = screen.m;
      const level = claimName(sessionOn('itss', 2).catalogue, 2, screen.lang);
      expect(level).not.toMatch(/[（(]/);
      const shown = linesOf(frameOf(sessionOn('itss', 2), screen)).join('\n');
      expect(shown).toContain(words.levelScore(level, '0.0000–1.0000'));
    }
  });
});
