import type { ScoredSheet } from '../scoring/score-sheet.ts';
import { countLost, type Mode, ratingAt, type Session } from './session.ts';
import { nextStop } from './stops.ts';
import { summarise } from './summary.ts';
import { PLAIN, type Screen, type View, wrapped } from './view.ts';

function endTitle(session: Session, { reason }: Extract<Mode, { kind: 'end' }>, { m }: Screen): string {
  const { session: words } = m;
  const { unsaved, scope, stops } = session;
  const lost = countLost(session);
  if (lost) return words.endLost(lost);
  if (unsaved) return words.endUnsaved(unsaved);
  if (reason === 'quit') return words.endQuit;
  if (reason === 'none') return words.endNone[scope.only === 'gaps' ? 'gaps' : 'all'];
  const isThrough = stops.every(({ requirement }) => ratingAt(session, requirement.id).score !== null);
  return isThrough ? words.endThrough : words.endLast;
}

/** The end: how far it is, what is missing, and what is in no file. */
export function endView(
  session: Session,
  mode: Extract<Mode, { kind: 'end' }>,
  scored: ScoredSheet,
  screen: Screen,
): View {
  const { keys } = screen.m.session;
  const isLost = countLost(session) > 0;
  const { lines } = summarise(session, scored, screen.lang, screen.m);
  return {
    ...PLAIN,
    content: [
      ...wrapped(endTitle(session, mode, screen), screen, isLost ? 'bad' : 'strong'),
      ...lines.flatMap(({ text, look }) => wrapped(text, screen, look)),
    ],
    keys: [
      ...(isLost ? [keys.tryAgain, keys.leaveLost] : [keys.leave]),
      keys.stay,
      ...(nextStop(session, -1) === null ? [] : [keys.again]),
      keys.open,
      keys.overview,
      keys.undo,
    ],
    prompt: '',
  };
}
