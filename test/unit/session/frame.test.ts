import { describe, expect, test } from 'vitest';
import { levelName } from '../../../src/catalogue/catalogue.ts';
import { shortLevelName } from '../../../src/catalogue/find-level.ts';
import { frameOf } from '../../../src/session/frame.ts';
import type { Session } from '../../../src/session/session.ts';
import { type Screen, scoreKeys, statementLines } from '../../../src/session/view.ts';
import { type Evidence, METHODS } from '../../../src/sheet/sheet.ts';
import { widthOf } from '../../../src/text/width.ts';
import { ratingOf } from '../scoring/small-catalogue.ts';
import { flat, flatFrame, linesOf, MODES, named, SCREENS, sessionOn } from './screens.ts';
import { type Input, line, play, query, tell } from './sessions.ts';

const EVERY_SCREEN = SCREENS.map((screen) => [named(screen), screen] as const);
const at = (session: Session, index: number): Session => ({ ...session, at: index, mode: { kind: 'card' } });
/** Every card of both models. */
const CARDS = [sessionOn('sme', 5), sessionOn('itss', 5)].flatMap((session) =>
  session.stops.map((stop, index) => [stop, at(session, index)] as const),
);

describe.each(EVERY_SCREEN)('at %s', (_, screen) => {
  test.each(MODES)('everything fits, and the status line is there: %s', (_, session) => {
    const frame = frameOf(session, screen);
    expect(frame.lines.length + 1).toBeLessThanOrEqual(screen.rows);
    for (const text of linesOf(frame)) expect(widthOf(text), text).toBeLessThan(screen.width);
    const scored = [...session.ratings.values()].filter(({ score }) => score !== null).length;
    const status = screen.m.session.status(scored, session.stops.length);
    expect(flat(linesOf(frame).join(''))).toContain(flat(status));
  });

  test('every card fits, with its statement, its place and the keys of the scores', () => {
    const [first] = CARDS;
    const keys = first ? scoreKeys(first[1], screen).map(flat) : [];
    const isCut = new RegExp(flat(screen.m.session.cut(0)).replace('0', '\\d+'));
    const every = screen.rows < 24 ? 1 : 7;
    for (const [stop, session] of CARDS.filter((_, index) => index % every === 0)) {
      const frame = frameOf(session, screen);
      const id = stop.requirement.id;
      expect(frame.lines.length + 1, id).toBeLessThanOrEqual(screen.rows);
      expect(
        frame.lines.every(({ text }) => widthOf(text) < screen.width),
        id,
      ).toBe(true);
      const shown = flat(linesOf(frame).join(''));
      expect(shown, id).toContain(flat(stop.requirement.text[screen.lang]));
      // What there is no room for is not left out in silence.
      const isWhole = statementLines(stop, screen).every(({ text }) => shown.includes(flat(text)));
      if (!isWhole) expect(shown, id).toMatch(isCut);
      for (const key of keys) expect(shown, id).toContain(key);
      expect(shown, id).toContain(`${session.at + 1}/${session.stops.length}`);
    }
  });

  test('a statement is there while something is written for it', () => {
    const session = sessionOn('sme', 3);
    const ways: Input[][] = [['f'], ['i'], ['i', line('x')], ['m']];
    for (const way of ways)
      expect(flatFrame(play(session, ...way).session, screen)).toContain(
        flat(session.stops[0]!.requirement.text[screen.lang]),
      );
  });

  test('what is pointed at is there, in every list and wherever it stands', () => {
    const session = sessionOn('sme', 3);
    const last = session.stops.length - 1;
    for (const [key, end] of [
      ['e', 30],
      ['g', last],
      ['l', last],
    ] as const) {
      const { mode, ...rest } = play(session, key).session;
      for (const cursor of [0, 1, 2, 3, 5, 8, 13, 20, 25, end - 2, end - 1, end]) {
        const now = {
          ...rest,
          mode: { ...mode, cursor },
          notice: { kind: 'merged', answers: 3, restored: 3 },
        } as Session;
        const marked = frameOf(now, screen).lines.filter(({ look }) => look === 'marked');
        expect(marked, `${key} ${cursor}`).toHaveLength(1);
      }
    }
  });

  test('Enter goes to what is pointed at', () => {
    const session = sessionOn('sme', 3);
    for (const words of ['', '管理', 'service', 'management 管理', 'risk 风险'])
      for (const downs of [[], ['down'], ['up']]) {
        const now = play(session, 'g', query(words), ...downs).session;
        const marked = frameOf(now, screen).lines.find(({ look }) => look === 'marked')?.text ?? '';
        const there = tell(play(now, 'enter').session).replace('card ', '');
        expect(marked, `${words} ${downs}`).toContain(`› ${there} `);
      }
  });

  test('what is wrong with a text is told, however much is recorded', () => {
    for (const [name, session] of MODES) {
      const { mode } = session;
      const fault = 'fault' in mode ? mode.fault : null;
      if (fault) expect(flatFrame(session, screen), name).toContain(flat(screen.m.session.fault[fault]));
    }
  });

  test('both sides of a conflict are there, however much they hold', () => {
    for (const [name, session] of MODES.filter(([, { mode }]) => mode.kind === 'conflict')) {
      const shown = linesOf(frameOf(session, screen)).join('\n');
      const { score, mine, theirs, keys } = screen.m.session;
      const { colon } = screen.m.punctuation;
      for (const text of [
        `k ${mine}`,
        `t ${theirs}`,
        `${score}${colon}1 `,
        `${score}${colon}0 `,
        keys.mine,
        keys.theirs,
      ])
        expect(shown, name).toContain(text);
    }
  });
});

describe.each(EVERY_SCREEN)('a conflict at %s', (_, screen) => {
  const [, session] = MODES.find(([name]) => name === 'conflict, full')!;

  test('can be read to its end on both sides, and the next one begins as the first did', () => {
    const seen = new Set<string>();
    let now = play(session, 'down').session;
    for (let row = 0; row < 60; row++, now = play(now, 'down').session)
      for (const text of linesOf(frameOf(now, screen))) seen.add(text);
    const whole = linesOf(frameOf(session, { ...screen, rows: 400 }));
    for (const text of whole) expect([...seen]).toContain(text);
    const { mode } = session;
    if (mode.kind !== 'conflict') throw new Error('no conflict');
    const two: Session = { ...now, mode: { ...mode, top: 7, conflicts: [...mode.conflicts, ...mode.conflicts] } };
    expect(play(two, 'k').session.mode).toEqual({ ...mode, conflicts: mode.conflicts });
  });
});

describe.each(EVERY_SCREEN)('a list at %s', (_, screen) => {
  test.each(['g', 'l'])('tells what is pointed at in full: %s', (key) => {
    let now = play(sessionOn('sme', 3), key).session;
    const { stops } = now;
    for (let row = 0; row < 3; row++, now = play(now, 'down').session)
      expect(flatFrame(now, screen)).toContain(flat(stops[row]?.requirement.text[screen.lang] ?? 'none'));
  });
});

/** What tells that there is more than is shown. */
const signsOf = ({ m: { session: words } }: Screen): RegExp => {
  const signs = [words.cut(0), words.cutHere(0), words.linesShown(0, 0, 0), words.entryShown(0, 0)];
  return new RegExp(signs.map((text) => flat(text).replaceAll('0', '\\d+').replace('lines', 'lines?')).join('|'));
};

describe.each(EVERY_SCREEN)('nothing is left out in silence at %s', (_, screen) => {
  const whole = { ...screen, rows: 400 };
  test.each(MODES)('%s', (_, session) => {
    const shown = linesOf(frameOf(session, screen));
    const missing = linesOf(frameOf(session, whole)).filter((text) => !/^─*$/.test(text) && !shown.includes(text));
    if (missing.length) expect(flat(shown.join('')), missing.join('\n')).toMatch(signsOf(screen));
    expect(flatFrame(session, whole)).not.toMatch(signsOf(screen));
  });

  test('a card says how many lines of it are cut', () => {
    const sign = new RegExp(screen.m.session.cut(7).replace('7', '(\\d+)').replace('lines', 'lines?'));
    const told = (lines: readonly string[]) => lines.reduce((sum, text) => sum + Number(sign.exec(text)?.[1] ?? 0), 0);
    for (const name of ['card, full', 'card with a notice, full', 'not saved, full']) {
      const session = MODES.find(([known]) => known === name)![1];
      const lines = linesOf(frameOf(session, screen));
      const left = [...lines];
      const missing = linesOf(frameOf(session, whole)).filter((text) => {
        const at = left.findIndex((shown) => shown === text || (sign.test(shown) && shown.startsWith(`${text}  `)));
        if (at >= 0) left.splice(at, 1);
        return at < 0 && !/^─*$/.test(text);
      });
      expect(told(lines), name).toBe(missing.length);
    }
  });
});

describe.each(EVERY_SCREEN)('a page at %s', (_, screen) => {
  const session = sessionOn('sme', 3);
  const pages = (['m', '?'] as const).map((key) => play(session, key).session);
  const isPlace = (text: string) => /^[↑↓]+ /.test(text) && /\d/.test(text);
  const shown = (page: Session): string[] => {
    const lines = linesOf(frameOf(page, screen));
    const end = lines.findIndex(isPlace);
    return end < 0 ? lines : lines.slice(0, end);
  };
  const downs = (count: number): Input[] => Array.from({ length: count }, () => 'down');

  test('of an item can be read to its end, with every gap and its finding', () => {
    const [, page] = MODES.find(([name]) => name === 'item done, full')!;
    const seen = new Set(downs(200).flatMap((_, count) => shown(play(page, ...downs(count)).session)));
    const lines = linesOf(frameOf(page, screen));
    const below = lines.slice(lines.findIndex(isPlace) + 1);
    const all = linesOf(frameOf(page, { ...screen, rows: 400 })).filter((text) => !below.includes(text));
    expect(all.length).toBeGreaterThan(20);
    for (const text of all) expect([...seen].join('\n')).toContain(text);
    for (const stop of page.stops.filter(({ item }) => item.id === 'demand-management'))
      expect(flat(all.join(''))).toContain(flat(stop.requirement.text[screen.lang]));
  });

  test('tells which rows it shows, and moves by as many as it shows', () => {
    const [, page] = MODES.find(([name]) => name === 'more, full')!;
    const seen: string[] = [];
    for (let now: Session = page, turns = 0; turns < 40; turns++) {
      const frame = frameOf(now, screen);
      const place = linesOf(frame).find(isPlace);
      if (place === undefined) {
        expect(linesOf(frame)).toEqual(linesOf(frameOf(page, { ...screen, rows: 400 })));
        return;
      }
      const [from, to, count] = (place.match(/\d+/g) ?? []).map(Number);
      expect(place).toContain(screen.m.session.linesShown(from!, to!, count!));
      expect(place.includes('↑')).toBe(from! > 1);
      expect(place.includes('↓')).toBe(to! < count!);
      expect(to! - from! + 1).toBe(frame.page);
      seen.push(...linesOf(frame).slice(0, frame.page));
      if (to === count) break;
      now = play(now, { kind: 'moved', rows: frame.page }).session;
    }
    const all = linesOf(frameOf(page, { ...screen, rows: 400 }));
    for (const text of all.slice(
      0,
      all.findIndex((text) => text.includes(' · ')),
    ))
      expect(seen).toContain(text);
  });

  test('can be read to its end', () => {
    const [more, help] = pages.map((page) => {
      const frames = Array.from({ length: 60 }, (_, count) => shown(play(page, ...downs(count)).session));
      return flat([...new Set(frames.flat())].join(''));
    });
    expect(more).toContain(flat(session.stops[0]!.item.overview[screen.lang]));
    for (const [key = '', text = ''] of screen.m.session.help) expect(help).toContain(flat(key + text));
  });
});

describe.each(EVERY_SCREEN)('where and what at %s', (_, screen) => {
  test('the level of every card is there in full, before how far that is', () => {
    for (const [stop, session] of CARDS) {
      const level = levelName(session.catalogue, stop.requirement.level)![screen.lang];
      const [place = ''] = linesOf(frameOf(session, screen));
      const names = place.replace(/ +\d+\/\d+$/, '');
      expect(
        [level, shortLevelName(level)].some((name) => names.endsWith(` › ${name}`)),
        place,
      ).toBe(true);
      expect(place).toMatch(/\d+\/\d+$/);
    }
  });

  test('the method, file and date of the evidence that is pointed at are there, and of what is chosen on a page', () => {
    const evidence: Evidence[] = METHODS.map((method, index) => ({
      id: `E0${index + 1}`,
      title: '需求登记表（2026 年第一季度，含客户签字页和变更记录的扫描件）',
      method,
      file: `evidence/第${index}册/minutes-of-the-meeting.pdf`,
      sha256: null,
      date: `2026-03-0${index + 1}`,
    }));
    const wanted = ({ method, file, date }: Evidence) => [screen.m.words.method[method!], file!, date!].map(flat);
    const known = { ...sessionOn('sme', 3), evidence };
    for (const [cursor, entry] of evidence.entries()) {
      const listed = flatFrame(play(known, 'e', { kind: 'moved', rows: cursor }).session, screen);
      const page = play(known, 'e', { kind: 'moved', rows: cursor }, 'enter', 'escape', 'm').session;
      const printed = frameOf(play(known, 'e').session, { ...screen, rows: 1000, isLines: true });
      for (const text of wanted(entry)) {
        expect(listed, `${cursor}`).toContain(text);
        expect(flatFrame(page, { ...screen, rows: 200 })).toContain(text);
        expect(flat(linesOf(printed).join(''))).toContain(text);
      }
    }
  });

  test('what is in a list begins in the same column on every row', () => {
    const begun = (lines: readonly string[], wanted: RegExp) =>
      new Set(lines.flatMap((text) => (wanted.test(text) ? [widthOf(wanted.exec(text)![0])] : [])));
    const session = sessionOn('sme', 3);
    const jump = linesOf(frameOf(play(session, 'g').session, screen));
    expect(begun(jump, /^[› ] [a-z-]+\.\d[a-z] +(?=\S)/).size).toBe(1);
    const mixed = play(session, '1', '3', 'l').session;
    const open = linesOf(frameOf(mixed, { ...screen, rows: 200 }));
    const { lacks } = screen.m.session;
    for (const word of Object.values(lacks)) expect(open.join('\n')).toContain(word);
    expect(begun(open, new RegExp(`^[› ] (?:${Object.values(lacks).join('|')}) +(?=[a-z-]+\\.)`)).size).toBe(1);
    const scores = [5, 0, 8] as const;
    const ids = session.stops.filter(({ item }) => item.id === 'demand-management').map((stop) => stop.requirement.id);
    const ratings = new Map(ids.map((id, index) => [id, ratingOf(id, scores[index % 3]!)]));
    const item = frameOf(
      { ...session, ratings, mode: { kind: 'item-done', item: 'demand-management', next: 1 } },
      screen,
    );
    expect(begun(linesOf(item), /^ {2}\d[a-z] {2}0(?:\.\d)? \S+(?: \S+)? {2,}(?=\S)/).size).toBe(1);
  });

  test('no part of the status line is broken', () => {
    for (const [name, session] of MODES) {
      const lines = linesOf(frameOf(session, screen)).join('\n');
      const { outlook } = screen.m.session;
      const { verdict } = screen.m.words;
      const last = [...Object.values(outlook), ...Object.values(verdict)];
      expect(
        last.some((words) => new RegExp(`(?:^| · )${words}$`, 'm').test(lines)),
        name,
      ).toBe(true);
    }
  });
});

test('what does not fit on a card is counted, and m shows it', () => {
  const screen = SCREENS[0]!;
  const cut = CARDS.find(([, session]) => flatFrame(session, screen).includes('按m看全'))!;
  const [stop, session] = cut;
  const typical = stop.level.evidence.map(({ zh }) => flat(zh));
  const shown = flatFrame(session, screen);
  expect(typical.every((text) => shown.includes(text))).toBe(false);
  const room = { ...screen, rows: 200 };
  expect(typical.every((text) => flatFrame(session, room).includes(text))).toBe(true);
  expect(flatFrame(play(session, 'm').session, room)).toContain(typical.at(-1));
});
