import { METHODS } from '../sheet/sheet.ts';
import { currentStop, type HalfWritten, type LineMode, ratingAt, type Session } from './session.ts';
import { CARD, isSamePlace, type Stepped, stay } from './step-basics.ts';
import { recordedText } from './step-texts.ts';

/**
 * A line is left by Esc, or because the session ends: back to where it was asked for. Only what Enter confirmed is recorded;
 * what was written is set aside, and stands there when it is asked again, in the next session too.
 */
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
    halfWritten: [...others, { requirement: requirement.id, mode: written, ...baseOf(session, requirement.id, mode) }],
    notice: { kind: 'set-aside', field: mode.field },
  });
}

const baseOf = (session: Session, id: string, mode: LineMode): Pick<HalfWritten, 'base'> =>
  mode.kind === 'text' ? { base: recordedText(ratingAt(session, id), mode.field) } : {};

function writtenSo<T extends LineMode>(mode: T, text: string): T {
  if (mode.kind === 'text') return { ...mode, initial: text, fault: null };
  const { draft, field } = mode;
  // A method is a choice, and no text that could be gone on with; what was refused as one is none.
  const kept =
    field === 'method'
      ? { method: METHODS.find((method) => method === draft.method) ?? null }
      : { [field]: text.trim() };
  return { ...mode, draft: { ...draft, ...kept }, fault: null };
}

/** Whether there is anything in a line that is not recorded. */
function isWritten(session: Session, mode: LineMode): boolean {
  if (mode.kind === 'new-evidence') return Object.values(mode.draft).some(Boolean);
  const stop = currentStop(session);
  return stop !== undefined && mode.initial.trim() !== recordedText(ratingAt(session, stop.requirement.id), mode.field);
}
