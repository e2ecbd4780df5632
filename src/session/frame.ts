import { outlookOf } from '../scoring/progress.ts';
import { type ItemMemory, type ScoredSheet, scoreSheet } from '../scoring/score-sheet.ts';
import { safeLine } from '../text/safe-text.ts';
import { widthOf, wrapTo } from '../text/width.ts';
import { currentStop, type Session, sheetOf } from './session.ts';
import { claimName, cutTo, type Fitted, itemOf, type Line, line, type Screen, scoreWords, type View } from './view.ts';
import { viewOf } from './view-modes.ts';
import { noticeLines } from './view-notice.ts';

/** A whole screen: its lines, and where the line that is being written begins. */
export interface Frame {
  readonly lines: readonly Line[];
  readonly prompt: string;
  readonly initial: string | null;
  readonly completes: boolean;
  /** The row that a page is shown from; null for what is no page. */
  readonly top: number | null;
  /** How many rows of a page or list there is room for. */
  readonly page: number;
}

const MOST_WIDTH = 110;

/** The screen of a session: what its mode shows, what just happened, the line that is always true, and the keys. */
export function frameOf(session: Session, given: Screen): Frame {
  const screen = { ...given, width: Math.max(20, Math.min(MOST_WIDTH, given.width - 1)) };
  const scored = scoredOf(session);
  const view = viewOf(session, scored, screen);
  const notices = noticeLines(session, screen);
  const bottom: Line[] = [
    ...notices.flatMap((notice) => wrapTo(safeLine(notice.text), screen.width).map((text) => ({ ...notice, text }))),
    ...(session.unsaved
      ? wrapTo(screen.m.session.unsaved(session.unsaved), screen.width).map((text) => line(text, 'bad'))
      : []),
    ...joined(statusParts(session, scored, screen), ' · ', screen.width).map((text) => line(text, 'quiet')),
    ...joined(view.keys, '   ', screen.width).map((text) => line(text, 'quiet')),
  ];
  const room = Math.max(1, screen.rows - bottom.length - 1);
  const { lines, page, top } = fitIn(view, room, screen);
  const { prompt, initial, completes } = view;
  return { lines: [...lines, ...bottom], prompt, initial, completes, top, page };
}

/** What there is room for of what a mode shows; what there is not is told. */
function fitIn({ content, top }: View, room: number, { m }: Screen): Fitted & { readonly top: number | null } {
  const words = m.session;
  if (typeof content === 'function') return { ...content(room), top: null };
  if (top === undefined) return { lines: cutTo(content, room, words.cutHere), page: 1, top: null };
  if (content.length <= room) return { lines: content, page: 1, top: 0 };
  const page = Math.max(1, room - 1);
  const start = Math.min(top, content.length - page);
  const end = start + page;
  const arrows = `${start > 0 ? '↑' : ''}${end < content.length ? '↓' : ''}`;
  const place = line(`${arrows} ${words.linesShown(start + 1, end, content.length)}`, 'mixed');
  return { lines: [...content.slice(start, end), place], page, top: start };
}

/** The line that is always true: how far, this item, the claimed level, and whether it can still be reached. */
function statusParts(session: Session, scored: ScoredSheet, { lang, m }: Screen): string[] {
  const { session: words } = m;
  const { tally, score } = scored.result;
  const stop = currentStop(session);
  const item = stop ? itemOf(scored, stop.item.id) : undefined;
  const { scoring } = session.catalogue;
  const isComplete = tally.scored === tally.count;
  const outlook = isComplete ? m.words.verdict[scored.result.verdict] : words.outlook[outlookOf(scored)];
  return [
    words.status(tally.scored, tally.count),
    ...(item ? [words.itemScore(scoreWords(item.score, scoring), item.tally.scored, item.tally.count)] : []),
    words.levelScore(claimName(session.catalogue, session.sheet.claim, lang), scoreWords(score, scoring)),
    outlook,
  ];
}

/** Parts side by side, as many on a line as fit; one is broken only where it is longer than a line. */
function joined(parts: readonly string[], between: string, width: number): string[] {
  const lines: string[] = [];
  for (const part of parts.flatMap((text) => wrapTo(text, width))) {
    const last = lines.at(-1);
    const longer = `${last}${between}${part}`;
    if (last === undefined || widthOf(longer) > width) lines.push(part);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** The last scoring: most keys change no answer. */
const scorings = new WeakMap<Session['ratings'], ScoredSheet>();
/** An answer changes what one item comes to. */
const memories = new WeakMap<Session['catalogue'], ItemMemory>();

function scoredOf(session: Session): ScoredSheet {
  const known = scorings.get(session.ratings);
  if (known) return known;
  const memory = memories.get(session.catalogue) ?? new Map();
  const scored = scoreSheet(session.catalogue, sheetOf(session), memory);
  memories.set(session.catalogue, memory);
  scorings.set(session.ratings, scored);
  return scored;
}
