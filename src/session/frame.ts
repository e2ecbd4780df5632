import { outlookOf } from '../scoring/progress.ts';
import { type ScoredSheet, scoreSheet } from '../scoring/score-sheet.ts';
import { safeLine } from '../text/safe-text.ts';
import { widthOf, wrapTo } from '../text/width.ts';
import { currentStop, type Session, sheetOf } from './session.ts';
import { itemOf, type Line, line, type Screen, scoreWords } from './view.ts';
import { viewOf } from './view-modes.ts';
import { noticeLine } from './view-notice.ts';

/** A whole screen: its lines, and where the line that is being written begins. */
export interface Frame {
  readonly lines: readonly Line[];
  readonly prompt: string;
  readonly initial: string | null;
  readonly completes: boolean;
  /** The row that a page is shown from; null for what is no page. */
  readonly top: number | null;
}

const MOST_WIDTH = 110;

/** The screen of a session: what its mode shows, what just happened, the line that is always true, and the keys. */
export function frameOf(session: Session, given: Screen): Frame {
  const screen = { ...given, width: Math.max(20, Math.min(MOST_WIDTH, given.width - 1)) };
  const scored = scoredOf(session);
  const view = viewOf(session, scored, screen);
  const notice = noticeLine(session, screen);
  const bottom: Line[] = [
    ...(notice ? wrapTo(safeLine(notice.text), screen.width).map((text) => ({ ...notice, text })) : []),
    ...(session.unsaved
      ? wrapTo(screen.m.session.unsaved(session.unsaved), screen.width).map((text) => line(text, 'bad'))
      : []),
    ...wrapTo(statusText(session, scored, screen), screen.width).map((text) => line(text, 'quiet')),
    ...joinKeys(view.keys, screen.width).map((text) => line(text, 'quiet')),
  ];
  const room = Math.max(1, screen.rows - bottom.length - 1);
  const content = view.content.slice(0, room);
  const { prompt, initial, completes, top = null } = view;
  return { lines: [...content, ...bottom], prompt, initial, completes, top };
}

/** The line that is always true: how far, this item, the claimed level, and whether it can still be reached. */
function statusText(session: Session, scored: ScoredSheet, { m }: Screen): string {
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
    words.levelScore(scoreWords(score, scoring)),
    outlook,
  ].join(' · ');
}

/** Keys side by side, as many on a line as fit, none broken. */
function joinKeys(keys: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const key of keys) {
    const last = lines.at(-1);
    const joined = last === undefined ? key : `${last}   ${key}`;
    if (last === undefined || widthOf(joined) > width) lines.push(key);
    else lines[lines.length - 1] = joined;
  }
  return lines;
}

/** The last scoring: most keys change no answer. */
const scorings = new WeakMap<Session['ratings'], ScoredSheet>();

function scoredOf(session: Session): ScoredSheet {
  const known = scorings.get(session.ratings);
  if (known) return known;
  const scored = scoreSheet(session.catalogue, sheetOf(session));
  scorings.set(session.ratings, scored);
  return scored;
}
