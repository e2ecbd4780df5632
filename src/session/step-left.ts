import { currentStop, type LineMode, ratingAt, type Session } from './session.ts';
import { CARD, isSamePlace, type Stepped, stay } from './step-basics.ts';
import { register } from './step-evidence.ts';
import { enterText, faultOf, recordedText } from './step-texts.ts';

/** Esc in a line: back to where it was asked for. What was written is set aside, and stands there when it is asked again. */
export function leaveLine(session: Session, mode: LineMode, text: string): Stepped {
  const back: Session = {
    ...session,
    mode: mode.kind === 'new-evidence' ? { kind: 'evidence', query: '', cursor: 0 } : CARD,
  };
  const stop = currentStop(session);
  const written = writtenSo(mode, text);
  if (!stop || !isWritten(session, written)) return stay(back);
  const { requirement } = stop;
  const others = session.halfWritten.filter((known) => !isSamePlace(known, requirement.id, mode));
  return stay(back, {
    halfWritten: [...others, { requirement: requirement.id, mode: written }],
    notice: { kind: 'set-aside', field: mode.field },
  });
}

/**
 * The session is broken off in the middle of a line: a text is taken as it is by then where nothing was recorded yet, and
 * evidence that has its title is registered. Everything else is set aside for the next session.
 */
export function breakOff(session: Session, text: string): Stepped {
  const { mode } = session;
  if (mode.kind !== 'text' && mode.kind !== 'new-evidence') return stay(session);
  const words = text.trim();
  const isSound = !faultOf(mode.field, words);
  if (mode.kind === 'text') {
    const stop = currentStop(session);
    const isFirst = stop && recordedText(ratingAt(session, stop.requirement.id), mode.field) === '';
    return isFirst && isSound && words !== '' ? enterText(session, mode.field, words) : leaveLine(session, mode, text);
  }
  if (mode.field === 'title') return leaveLine(session, mode, text);
  return register(session, writtenSo(mode, isSound ? text : '').draft);
}

function writtenSo<T extends LineMode>(mode: T, text: string): T {
  if (mode.kind === 'text') return { ...mode, initial: text, fault: null };
  const { draft, field } = mode;
  // A method is a choice, and no text that could be gone on with.
  return { ...mode, draft: field === 'method' ? draft : { ...draft, [field]: text.trim() }, fault: null };
}

/** Whether there is anything in a line that is not recorded. */
function isWritten(session: Session, mode: LineMode): boolean {
  if (mode.kind === 'new-evidence') return Object.values(mode.draft).some(Boolean);
  const stop = currentStop(session);
  return stop !== undefined && mode.initial.trim() !== recordedText(ratingAt(session, stop.requirement.id), mode.field);
}
