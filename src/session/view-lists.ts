import { findEvidence, findStops, openStops } from './find.ts';
import { type Mode, ratingAt, type Session, type Stop } from './session.ts';
import {
  clipped,
  cutTo,
  type Fitted,
  type Line,
  line,
  placeLine,
  type Screen,
  statementLines,
  type View,
} from './view.ts';

const PLAIN = { initial: null, completes: false };

/** The requirement that something is being written for, in short. */
export const headLines = (session: Session, stop: Stop | undefined, screen: Screen): Line[] =>
  stop ? [placeLine(session, stop, screen), ...statementLines(stop, screen), line('')] : [];

/** Some rows of a list around the one that is pointed at; which one of how many that is, where there are more. */
function windowed(rows: readonly Line[], cursor: number, room: number, { m }: Screen): Fitted {
  if (rows.length <= room) return { lines: rows, page: room };
  const page = Math.max(1, room - 1);
  const start = Math.max(0, Math.min(cursor - Math.floor(page / 2), rows.length - page));
  const place = line(m.session.entryShown(Math.min(cursor, rows.length - 1) + 1, rows.length), 'mixed');
  return { lines: [...rows.slice(start, start + page), place], page };
}

/** A row of a list: pointed at, or with its number where a number is what chooses it. */
function row(text: string, index: number, cursor: number, screen: Screen): Line {
  if (screen.isLines) return line(`${String(index + 1).padStart(3)} ${clipped(text, screen.width - 4)}`);
  const isHere = index === cursor;
  return line(`${isHere ? '›' : ' '} ${clipped(text, screen.width - 2)}`, isHere ? 'marked' : 'plain');
}

/** The keys of a list, or what is typed instead where a key is a line. */
const listKeys = (keys: readonly string[], byNumber: string, { isLines }: Screen): readonly string[] =>
  isLines ? [byNumber] : keys;

/** The register, to choose from, with the line that registers a new entry below. */
export function evidenceView(
  session: Session,
  mode: Extract<Mode, { kind: 'evidence' }>,
  stop: Stop | undefined,
  screen: Screen,
): View {
  const words = screen.m.session;
  const chosen = new Set(stop ? ratingAt(session, stop.requirement.id).evidence : []);
  const found = findEvidence(session.evidence, mode.query);
  const rows = found.map(({ id, title, file, date }, index) => {
    const text = `${chosen.has(id) ? '✓' : ' '} ${[id, title, file, date].filter(Boolean).join('  ')}`;
    return row(text, index, mode.cursor, screen);
  });
  const last = row(`  ${words.register(mode.query.trim())}`, found.length, mode.cursor, screen);
  const head = headLines(session, stop, screen);
  return {
    ...PLAIN,
    content: (room) => {
      const above = cutTo(head, 5, words.cutHere);
      const list = windowed([...rows, last], mode.cursor, Math.max(2, room - above.length), screen);
      return { ...list, lines: [...above, ...list.lines] };
    },
    keys: listKeys([words.keys.move, words.keys.toggle, words.keys.done], words.keys.byNumberNew, screen),
    prompt: `${words.prompt.evidence} › `,
    initial: '',
  };
}

/** What was found of a search, to go to. */
export function jumpView(session: Session, mode: Extract<Mode, { kind: 'jump' }>, screen: Screen): View {
  const { lang, m } = screen;
  const found = findStops(session, mode.query);
  const rows = found.map((at, index) => {
    const stop = session.stops[at];
    const text = stop ? `${stop.requirement.id}  ${stop.item.name[lang]}  ${stop.requirement.text[lang]}` : '';
    return row(text, index, mode.cursor, screen);
  });
  return {
    ...PLAIN,
    content: rows.length
      ? (room) => windowed(rows, mode.cursor, Math.max(2, room), screen)
      : [line(m.session.noHits, 'mixed')],
    keys: listKeys([m.session.keys.move, m.session.keys.go, m.session.keys.cancel], m.session.keys.byNumber, screen),
    prompt: `${m.session.prompt.jump} › `,
    initial: '',
  };
}

/** What still lacks something, to go to. */
export function openView(session: Session, mode: Extract<Mode, { kind: 'open' }>, screen: Screen): View {
  const { lang, m } = screen;
  const words = m.session;
  const open = openStops(session);
  const rows = open.map(({ index, scored }, position) => {
    const stop = session.stops[index];
    const lack = scored ? words.lacks.measure : words.lacks.score;
    const text = stop ? `${lack}  ${stop.requirement.id}  ${stop.requirement.text[lang]}` : '';
    return row(text, position, mode.cursor, screen);
  });
  const title = rows.length ? words.openTitle(rows.length) : words.nothingOpen;
  return {
    ...PLAIN,
    content: (room) => {
      const list = windowed(rows, mode.cursor, Math.max(2, room - 1), screen);
      return { ...list, lines: [line(title, 'strong'), ...list.lines] };
    },
    keys: listKeys([words.keys.move, words.keys.go, words.keys.cancel], words.keys.byNumberOpen, screen),
    prompt: '',
  };
}
