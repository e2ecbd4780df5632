import { itemTitle } from '../catalogue/catalogue.ts';
import { highestOf } from '../catalogue/scoring.ts';
import type { ScoredSheet } from '../scoring/score-sheet.ts';
import { widthOf } from '../text/width.ts';
import { findEvidence, findStops, itemStarts, openStops } from './find.ts';
import { type Mode, ratingAt, type Session, type Stop } from './session.ts';
import {
  cutTo,
  entryWords,
  type Fitted,
  inColumns,
  itemOf,
  type Line,
  line,
  PLAIN,
  placeLine,
  type Screen,
  scoreWords,
  statementLines,
  type View,
  wrapped,
} from './view.ts';

/** The requirement that something is being written for, in short. */
export const headLines = (session: Session, stop: Stop | undefined, screen: Screen): Line[] =>
  stop ? [placeLine(session, stop, screen), ...statementLines(stop, screen), line('')] : [];

/** The rows of a list in parts, with what stands before each, and the one that is pointed at. */
interface List {
  readonly rows: readonly (readonly string[])[];
  readonly cursor: number;
  /** How many parts are never cut. */
  readonly whole: number;
  readonly markOf?: (index: number) => string;
}

/** Some rows of a list around the one that is pointed at; which one of how many that is, where there are more. */
function windowed(list: List, room: number, screen: Screen): Fitted {
  const { cursor, rows } = list;
  if (screen.isLines || rows.length <= room) return { lines: rowsOf(list, 0, rows.length, screen), page: room };
  const page = Math.max(1, room - 1);
  const start = Math.max(0, Math.min(cursor - Math.floor(page / 2), rows.length - page));
  const place = line(screen.m.session.entryShown(Math.min(cursor, rows.length - 1) + 1, rows.length), 'mixed');
  return { lines: [...rowsOf(list, start, start + page, screen), place], page };
}

/** Rows in columns, one of them pointed at; or with their numbers, and nothing cut, where a number is what chooses. */
function rowsOf({ rows, cursor, whole, markOf = () => '' }: List, start: number, end: number, screen: Screen): Line[] {
  const shown = rows.slice(start, end);
  if (screen.isLines)
    return shown.flatMap((parts, index) => {
      const number = `${String(start + index + 1).padStart(3)} ${markOf(start + index)}`;
      const lines = wrapped(parts.filter(Boolean).join('  '), screen, 'plain', ' '.repeat(number.length));
      return lines.map((entry, at) => (at ? entry : line(number + entry.text.slice(number.length))));
    });
  const room = screen.width - 2 - widthOf(markOf(start));
  return inColumns(shown, room, whole).map((text, index) => {
    const isHere = start + index === cursor;
    return line(`${isHere ? '›' : ' '} ${markOf(start + index)}${text}`, isHere ? 'marked' : 'plain');
  });
}

/** The keys of a list, or what is typed instead where a key is a line. */
const listKeys = (keys: readonly string[], byNumber: string, { isLines }: Screen): readonly string[] =>
  isLines ? [byNumber] : keys;

/** Rows for what is pointed at in full, below its list. */
const DETAILS = 4;

/** The register, to choose from, with the line that registers a new entry below; what is pointed at is told in full. */
export function evidenceView(
  session: Session,
  mode: Extract<Mode, { kind: 'evidence' }>,
  stop: Stop | undefined,
  screen: Screen,
): View {
  const words = screen.m.session;
  const chosen = new Set(stop ? ratingAt(session, stop.requirement.id).evidence : []);
  const found = findEvidence(session.evidence, mode.query);
  // The title alone gives way to a long path; what is cut is told below, or is not cut where the list is printed.
  const rows = found.map((entry) =>
    screen.isLines ? [entryWords(entry, screen)] : [entry.id, entry.title ?? '', entry.date ?? '', entry.file ?? ''],
  );
  const list: List = {
    rows: [...rows, [words.register(mode.query.trim())]],
    cursor: mode.cursor,
    whole: 1,
    markOf: (index) => (chosen.has(found[index]?.id ?? '') ? '✓ ' : '  '),
  };
  return {
    ...PLAIN,
    content: (room) => {
      const above = cutTo(headLines(session, stop, screen), 5, words.cutHere);
      const here = found[mode.cursor];
      return windowedAbove(above, list, here ? wrapped(entryWords(here, screen), screen, 'quiet') : [], room, screen);
    },
    keys: listKeys([words.keys.move, words.keys.toggle, words.keys.done], words.keys.byNumberNew, screen),
    prompt: `${words.prompt.evidence} › `,
    initial: '',
  };
}

/** A list below some lines that stay, and above what is pointed at in full; where a key is a line, nothing is cut anyway. */
function windowedAbove(
  above: readonly Line[],
  list: List,
  told: readonly Line[],
  room: number,
  screen: Screen,
): Fitted {
  if (screen.isLines) return windowedBelow(above, list, room, screen);
  const details = cutTo(told, DETAILS, screen.m.session.cutHere);
  const least = list.rows.length > 1 ? DETAILS : 0;
  const shown = windowedBelow(above, list, room - least, screen);
  // A list that is longer than the screen keeps its place when more or less is told below it.
  const isFull = list.rows.length > shown.page;
  const blank = isFull ? Array.from({ length: Math.max(0, least - details.length) }, () => line('')) : [];
  return { ...shown, lines: [...shown.lines, ...details, ...blank].slice(0, Math.max(room, 0)) };
}

/** A list below some lines that stay. */
function windowedBelow(above: readonly Line[], list: List, room: number, screen: Screen): Fitted {
  const shown = windowed(list, Math.max(2, room - above.length), screen);
  return { ...shown, lines: [...above, ...shown.lines] };
}

/** The statement of what is pointed at, of which its row shows the beginning. */
const inFull = (stop: Stop | undefined, screen: Screen): Line[] =>
  stop ? wrapped(stop.requirement.text[screen.lang], screen, 'quiet') : [];

/** What was found of a search, to go to. */
export function jumpView(session: Session, mode: Extract<Mode, { kind: 'jump' }>, screen: Screen): View {
  const { lang, m } = screen;
  const found = findStops(session, mode.query);
  const rows = found.map((at) => {
    const stop = session.stops[at];
    return stop ? [stop.requirement.id, stop.item.name[lang], stop.requirement.text[lang]] : [];
  });
  const list: List = { rows, cursor: mode.cursor, whole: 1 };
  return {
    ...PLAIN,
    content: rows.length
      ? (room) => windowedAbove([], list, inFull(session.stops[found[mode.cursor] ?? -1], screen), room, screen)
      : [line(m.session.noHits, 'mixed')],
    keys: listKeys([m.session.keys.move, m.session.keys.go, m.session.keys.cancel], m.session.keys.byNumber, screen),
    prompt: `${m.session.prompt.jump} › `,
    initial: '',
  };
}

/** The width from which a domain has a column of its own. */
const ROOMY = 78;

/** The items with how many of their requirements are scored, their scores and gaps, to go to. */
export function overviewView(
  session: Session,
  mode: Extract<Mode, { kind: 'overview' }>,
  scored: ScoredSheet,
  screen: Screen,
): View {
  const { lang, m } = screen;
  const words = m.session;
  const { scoring } = session.catalogue;
  const items = itemStarts(session).flatMap((index) => session.stops[index] ?? []);
  const rows = items.map(({ domain, item }) => {
    const own = itemOf(scored, item.id);
    const gaps = own?.requirements.filter(({ score }) => score !== null && score < highestOf(scoring)).length ?? 0;
    return [
      itemTitle(domain, item, lang),
      own ? `${own.tally.scored}/${own.tally.count}` : '',
      own && own.tally.scored > 0 ? scoreWords(own.score, scoring) : '',
      gaps ? words.gaps(gaps) : '',
      // The domain is told below, where there is no room for it.
      item.id === domain.id || screen.width < ROOMY ? '' : domain.name[lang],
    ];
  });
  const here = items[mode.cursor];
  const told = here
    ? wrapped(`${here.domain.name[lang]} › ${itemTitle(here.domain, here.item, lang)}`, screen, 'quiet')
    : [];
  const list: List = { rows, cursor: mode.cursor, whole: 1 };
  return {
    ...PLAIN,
    content: (room) => windowedAbove([line(words.overviewTitle, 'strong')], list, told, room, screen),
    keys: listKeys([words.keys.move, words.keys.go, words.keys.cancel], words.keys.byNumberOpen, screen),
    prompt: '',
  };
}

/** What still lacks something, to go to. */
export function openView(session: Session, mode: Extract<Mode, { kind: 'open' }>, screen: Screen): View {
  const { lang, m } = screen;
  const words = m.session;
  const open = openStops(session);
  const rows = open.map(({ index, lacks }) => {
    const stop = session.stops[index];
    return stop ? [words.lacks[lacks], stop.requirement.id, stop.requirement.text[lang]] : [];
  });
  const title = line(rows.length ? words.openTitle(rows.length) : words.nothingOpen, 'strong');
  const list: List = { rows, cursor: mode.cursor, whole: 2 };
  return {
    ...PLAIN,
    content: (room) =>
      windowedAbove([title], list, inFull(session.stops[open[mode.cursor]?.index ?? -1], screen), room, screen),
    keys: listKeys([words.keys.move, words.keys.go, words.keys.cancel], words.keys.byNumberOpen, screen),
    prompt: '',
  };
}
