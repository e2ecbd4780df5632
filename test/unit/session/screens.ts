import { openCatalogue } from '../../../src/commands/open-catalogue.ts';
import { LANGS } from '../../../src/i18n/lang.ts';
import { messagesIn } from '../../../src/i18n/messages.ts';
import { type Frame, frameOf } from '../../../src/session/frame.ts';
import type { Conflict, Session } from '../../../src/session/session.ts';
import type { Screen } from '../../../src/session/view.ts';
import type { Evidence, Rating } from '../../../src/sheet/sheet.ts';
import { ratingOf } from '../scoring/small-catalogue.ts';
import { beginOn, type Input, line, play, query, sheetWith } from './sessions.ts';

/** The least terminal that a session promises to fit, the usual one, and a large one; in both languages. */
export const SCREENS: readonly Screen[] = [
  [60, 20],
  [80, 24],
  [120, 40],
].flatMap(([width = 0, rows = 0]) => LANGS.map((lang) => ({ width, rows, lang, m: messagesIn(lang) })));
export const named = (screen: Screen): string => `${screen.width}×${screen.rows} ${screen.lang}`;

/** The text of a frame, each line by itself. */
export const linesOf = (frame: Frame): string[] => frame.lines.map(({ text }) => text);
/** A frame as one text without the places where lines are broken, so that what is wrapped can be found in it. */
export const flat = (text: string): string => text.replace(/\s+/g, '');
export const flatFrame = (session: Session, screen: Screen): string => flat(linesOf(frameOf(session, screen)).join(''));

const LONG_ZH = '抽查近三个月的登记表，发现其中六份没有负责人签字，另有两份日期晚于交付日；访谈时说明为补录。'.repeat(
  5,
);
const LONG_EN = 'Of the records of the last three months six are unsigned and two are dated after delivery. '.repeat(6);
/** Everything that an answer can hold, as long as people write it. */
const FULL: Partial<Rating> = {
  score: 5,
  evidence: ['E01', 'E02', 'E99'],
  finding: LONG_ZH,
  improvement: { measure: LONG_EN, owner: '王五', due: '2026-06-30' },
};

const register: Evidence[] = Array.from({ length: 30 }, (_, index) => ({
  id: `E${String(index + 1).padStart(2, '0')}`,
  title:
    index % 2
      ? '需求登记表（2026 年第一季度，含客户签字页和变更记录的扫描件，共四十二页）'
      : `Minutes of the meeting ${index}`,
  method: null,
  file: `evidence/第${index}册/minutes-of-the-meeting.pdf`,
  sha256: null,
  date: '2026-03-01',
}));

export const sessionOn = (model: string, claim: number, answer: Partial<Rating> = {}): Session => {
  const catalogue = openCatalogue(model);
  const empty = beginOn(catalogue, sheetWith({}, { claim }), { only: 'all' });
  const ids = empty.stops.map(({ requirement }) => requirement.id);
  const ratings = Object.fromEntries(Object.keys(answer).length ? ids.map((id) => [id, answer]) : []);
  return beginOn(catalogue, sheetWith(ratings, { claim, evidence: register }), { only: 'all' });
};

const conflictOn = (session: Session, answer: Partial<Rating>): Session => {
  const id = session.stops[session.at]?.requirement.id ?? '';
  const conflicts: Conflict[] = [
    {
      requirement: id,
      mine: { ...ratingOf(id, 10), ...answer, score: 10 },
      theirs: { ...ratingOf(id, 0), ...answer, score: 0 },
    },
  ];
  return { ...session, mode: { kind: 'conflict', conflicts, below: session.mode } };
};

const WAYS: Readonly<Record<string, readonly Input[]>> = {
  card: [],
  'card with a notice': ['1'],
  'card with an unknown key': ['x'],
  finding: ['f'],
  owner: ['i', line('补上')],
  'due date that is none': ['i', line('补上'), line('王五'), line('下周')],
  register: ['e'],
  'end of the register': ['e', 'up'],
  'register with a search': ['e', query('登记')],
  'register without a hit': ['e', query('没有这个词'.repeat(20))],
  'new title that is empty': ['e', 'up', 'enter', line('')],
  'new method': ['e', 'up', 'enter', line(LONG_ZH)],
  'new file outside': ['e', 'up', 'enter', line(LONG_ZH), line('1'), line('../a')],
  'new date': ['e', 'up', 'enter', line(LONG_EN), line('2'), line('a.pdf'), line('x')],
  jump: ['g'],
  'jump further down': ['g', ...Array.from({ length: 40 }, () => 'down')],
  'jump without a hit': ['g', query('没有这个词')],
  open: ['l'],
  'open further down': ['l', ...Array.from({ length: 33 }, () => 'down')],
  overview: ['o'],
  'overview further down': ['o', ...Array.from({ length: 20 }, () => 'down')],
  help: ['?'],
  more: ['m'],
  'more further down': ['m', ...Array.from({ length: 60 }, () => 'down')],
  end: ['q'],
};

/** A session in every mode, on an empty sheet and on one that is full of long texts. */
export const MODES: readonly (readonly [name: string, session: Session])[] = [
  ['empty', sessionOn('sme', 3)] as const,
  ['full', sessionOn('sme', 3, FULL)] as const,
].flatMap(([filled, session]) => [
  ...Object.entries(WAYS).map(([name, inputs]) => [`${name}, ${filled}`, play(session, ...inputs).session] as const),
  [`item done, ${filled}`, { ...session, mode: { kind: 'item-done', item: 'demand-management', next: 1 } }] as const,
  [`end of the way, ${filled}`, { ...session, mode: { kind: 'end', reason: 'through' } }] as const,
  [`conflict, ${filled}`, conflictOn(session, filled === 'full' ? FULL : {})] as const,
  [`unsaved, ${filled}`, { ...session, unsaved: 3 }] as const,
  [
    `not saved, ${filled}`,
    {
      ...session,
      unsaved: 3,
      notice: { kind: 'not-saved', reason: 'ENOSPC', journal: `/home/用户/.local/state/assess/${'a'.repeat(60)}.json` },
    },
  ] as const,
]);
