import type { Rating } from '../sheet/sheet.ts';
import { emptyRating, ratingAt, type Session } from './session.ts';
import { CARD, type Stepped, stay } from './step-basics.ts';

/** Takes the last change back, wherever it was, and goes there. */
export function undo(session: Session): Stepped {
  const last = session.history.at(-1);
  if (!last) return stay(session, { notice: { kind: 'nothing-to-undo' } });
  const { requirement, registered = null } = last;
  const at = session.stops.findIndex((stop) => stop.requirement.id === requirement);
  const now = ratingAt(session, requirement);
  const after = takenBack(last.before ?? emptyRating(requirement), last.after, now);
  const ratings = new Map(session.ratings).set(requirement, after);
  return {
    session: {
      ...session,
      ratings,
      at: at < 0 ? session.at : at,
      history: session.history.slice(0, -1),
      mode: CARD,
      notice: { kind: 'undone', requirement, registered: isNamed(ratings, registered) ? null : registered },
    },
    effects: [{ kind: 'save-answer', requirement, before: now, after }],
  };
}

/** Whether any answer names an entry of the register. */
const isNamed = (ratings: Session['ratings'], id: string | null): boolean =>
  [...ratings.values()].some(({ evidence }) => id !== null && evidence.includes(id));

/** An answer without what one step changed in it; what others wrote meanwhile stays, evidence entry by entry. */
function takenBack(before: Rating, after: Rating, now: Rating): Rating {
  const back = <K extends 'score' | 'finding' | 'improvement'>(part: K): Rating[K] =>
    JSON.stringify(before[part]) === JSON.stringify(after[part]) ? now[part] : before[part];
  const isTheirs = now.evidence.join('\n') !== after.evidence.join('\n');
  const kept = now.evidence.filter((id) => before.evidence.includes(id) || !after.evidence.includes(id));
  const dropped = before.evidence.filter((id) => !after.evidence.includes(id) && !kept.includes(id));
  return {
    ...now,
    score: back('score'),
    finding: back('finding'),
    improvement: back('improvement'),
    evidence: isTheirs ? [...kept, ...dropped] : before.evidence,
  };
}
