import type { Mode, Notice, SaveOutcome, Session } from './session.ts';

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
        ? ({ kind: 'merged', answers: merged, restored } as const)
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

function failureNotice({ reason, journal, unsaved, layout }: Extract<SaveOutcome, { kind: 'failed' }>): Notice {
  if (layout !== null) return { kind: 'layout', requirement: layout, journal };
  return unsaved ? { kind: 'not-saved', reason, journal } : { kind: 'unreachable', reason };
}
