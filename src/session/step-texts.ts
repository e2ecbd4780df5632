import { readDate } from '../sheet/read-date.ts';
import type { Rating } from '../sheet/sheet.ts';
import { findForbidden } from '../yaml/check-text.ts';
import { methodOf } from './read-method.ts';
import {
  currentStop,
  type EVIDENCE_FIELDS,
  type Fault,
  ratingAt,
  type Session,
  type TextField,
  type TextMode,
  withImprovement,
} from './session.ts';
import { CARD, change, type Stepped, stay, takeUp } from './step-basics.ts';

/** Asks for a part of the answer at hand: with what is recorded of it, or what was half written before. */
export function askText(session: Session, field: TextField): Session & { readonly mode: TextMode } {
  const stop = currentStop(session);
  const initial = stop ? recordedText(ratingAt(session, stop.requirement.id), field) : '';
  const asked = takeUp<TextMode>(session, { kind: 'text', field, initial, fault: null });
  const [taken] = session.halfWritten.filter((known) => !asked.halfWritten.includes(known));
  const isOlder = taken?.base !== undefined && initial !== '' && taken.base !== initial;
  return isOlder ? { ...asked, notice: { kind: 'draft-older' } } : asked;
}

/** The parts of an improvement are asked for one after the other; nothing is asked for of a measure that there is not. */
export function enterText(session: Session, field: TextField, text: string): Stepped {
  const stop = currentStop(session);
  if (!stop) return stay(session, { mode: CARD });
  const rating = ratingAt(session, stop.requirement.id);
  const value = text === '' ? null : text;
  const fault = faultOf(field, text);
  if (fault) return stay(session, { mode: { kind: 'text', field, initial: text, fault } });
  if (field === 'finding') return change({ ...session, mode: CARD }, { ...rating, finding: value });
  // Without a measure there is nobody to answer for it.
  const isTakenOut = field === 'measure' && value === null;
  const changed = isTakenOut
    ? { ...rating, improvement: null }
    : withImprovement(rating, { [field]: field === 'due' ? readDay(text) : value });
  const next = field === 'owner' ? 'due' : field === 'measure' && value !== null ? 'owner' : null;
  return change(next ? askText(session, next) : { ...session, mode: CARD }, changed);
}

/** A part of an answer as the text that it is asked for with; empty where it has none. */
export const recordedText = ({ finding, improvement }: Rating, field: TextField): string =>
  (field === 'finding' ? finding : improvement?.[field]) ?? '';

/** What is wrong with a text that was entered for a field. */
export function faultOf(field: TextField | (typeof EVIDENCE_FIELDS)[number], text: string): Fault | null {
  if (findForbidden(text)) return 'characters';
  if ((field === 'due' || field === 'date') && text !== '' && readDay(text) === null) return 'date';
  if (field === 'title' && text === '') return 'empty';
  if (field === 'method' && text !== '' && methodOf(text) === null) return 'method';
  return field === 'file' && (/^(?:[/\\]|[A-Za-z]:)/.test(text) || text.split(/[/\\]/).includes('..'))
    ? 'outside'
    : null;
}

/** A date, also with full-width digits, other marks between its parts or none; null where it is none. */
export function readDay(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s+/g, '');
  const reading = readDate(plain);
  return reading.ok ? reading.date : reading.meant;
}
