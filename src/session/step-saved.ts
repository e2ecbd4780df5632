import type { Rating } from '../sheet/sheet.ts';
import { emptyRating, type Mode, type Notice, ratingAt, type SaveOutcome, type Session } from './session.ts';
import { isSameRating } from './step-basics.ts';

/** Where a conflict goes back to, also when another one comes up meanwhile. */
const modeBelow = (mode: Mode): Mode => (mode.kind === 'conflict' ? mode.below : mode);

/** What saving told: answers from outside come in, what could not be saved stays and is counted. */
export function afterSave(session: Session, outcome: SaveOutcome): Session {
  if (outcome.kind === 'failed') return { ...session, unsaved: outcome.unsaved, notice: failureNotice(outcome) };
  const { ratings, evidence, merged, restored, conflicts, caughtUp } = outcome;
  const notice = conflicts.length
    ? null
    : caughtUp > 0 && session.unsaved > 0
      ? ({ kind: 'saved-again', answers: caughtUp } as const)
      : merged || restored
        ? ({
            kind: 'merged',
            answers: merged,
            restored,
            requirements: cameIn(session, ratings),
            below: session.notice,
          } as const)
        : session.notice;
  return {
    ...session,
    ratings: ratings ?? session.ratings,
    evidence: evidence ?? session.evidence,
    unsaved: conflicts.length,
    notice,
    mode: conflicts.length ? { kind: 'conflict', conflicts, below: modeBelow(session.mode) } : modeBelow(session.mode),
  };
}

/** The requirements whose answers are others in the file than the session has them. */
function cameIn(session: Session, ratings: Session['ratings'] | null): string[] {
  if (ratings === null) return [];
  const held = (id: string): Rating => ratings.get(id) ?? emptyRating(id);
  return [...new Set([...session.ratings.keys(), ...ratings.keys()])].filter(
    (id) => !isSameRating(ratingAt(session, id), held(id)),
  );
}

function failureNotice({ reason, journal, unsaved, layout }: Extract<SaveOutcome, { kind: 'failed' }>): Notice {
  if (layout !== null) return { kind: 'layout', requirement: layout, journal };
  return unsaved ? { kind: 'not-saved', reason, journal } : { kind: 'unreachable', reason };
}
