import { findOpenWork } from '../scoring/progress.ts';
import type { ScoredSheet } from '../scoring/score-sheet.ts';
import { countLost, type Mode, ratingAt, type Session, sheetOf } from './session.ts';
import { nextStop } from './stops.ts';
import {
  claimName,
  halfWrittenPlaces,
  line,
  provisionalWords,
  type Screen,
  scoreWords,
  type View,
  wrapped,
} from './view.ts';

const PLAIN = { initial: null, completes: false };

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
  const { m } = screen;
  const words = m.session;
  const open = findOpenWork(sheetOf(session), scored, session.catalogue.scoring);
  const { tally, score, verdict, provisional } = scored.result;
  const isLost = countLost(session) > 0;
  const missing = open.scores.length + open.improvements.length + open.evidence.length;
  const rests = provisionalWords(scored, m);
  const { keys } = words;
  return {
    ...PLAIN,
    content: [
      ...wrapped(endTitle(session, mode, screen), screen, isLost ? 'bad' : 'strong'),
      ...wrapped(
        words.summary.scored(
          tally.scored,
          tally.count,
          claimName(session.catalogue, session.sheet.claim, screen.lang),
          scoreWords(score, session.catalogue.scoring),
        ),
        screen,
      ),
      line(words.summary.verdict(m.words.verdict[verdict], provisional)),
      ...(rests === null ? [] : wrapped(rests, screen)),
      ...(session.halfWritten.length && session.areDraftsKept
        ? wrapped(words.halfWritten(halfWrittenPlaces(session, screen.lang, m)), screen, 'mixed')
        : []),
      ...wrapped(
        missing
          ? words.summary.missing(open.scores.length, open.improvements.length, open.evidence.length)
          : words.summary.complete,
        screen,
        missing ? 'mixed' : 'good',
      ),
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
