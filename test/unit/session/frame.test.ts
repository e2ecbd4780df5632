import { describe, expect, test } from 'vitest';
import { frameOf } from '../../../src/session/frame.ts';
import type { Session } from '../../../src/session/session.ts';
import { type Screen, scoreKeys, statementLines } from '../../../src/session/view.ts';
import { widthOf } from '../../../src/text/width.ts';
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
        `m ${mine}`,
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
      const indented = (lines: readonly string[]) => lines.filter((text) => /^ /.test(text) && !sign.test(text)).length;
      const lines = linesOf(frameOf(session, screen));
      expect(indented(lines) + told(lines), name).toBe(indented(linesOf(frameOf(session, whole))));
    }
  });
});

describe.each(EVERY_SCREEN)('a page at %s', (_, screen) => {
  const session = sessionOn('sme', 3);
  const pages = (['m', '?'] as const).map((key) => play(session, key).session);
  const isPlace = (text: string) => /^[↑↓]+ /.test(text) && /\d/.test(text);
  const shown = (page: Session): string[] => linesOf(frameOf(page, screen)).filter((text) => !isPlace(text));
  const downs = (count: number): Input[] => Array.from({ length: count }, () => 'down');

  test('of an item can be read to its end, with every gap and its finding', () => {
    const [, page] = MODES.find(([name]) => name === 'item done, full')!;
    const seen = new Set(downs(200).flatMap((_, count) => shown(play(page, ...downs(count)).session)));
    const all = linesOf(frameOf(page, { ...screen, rows: 400 }));
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
    for (const text of screen.m.session.help) expect(help).toContain(flat(text));
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
