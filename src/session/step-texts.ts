import { readDate } from '../sheet/read-date.ts';
import { findForbidden } from '../yaml/check-text.ts';
import { methodOf } from './read-method.ts';
import {
  currentStop,
  type EVIDENCE_FIELDS,
  type Fault,
  type Mode,
  ratingAt,
  type Session,
  type TextField,
  withImprovement,
} from './session.ts';
import { CARD, change, type Stepped, stay } from './step-basics.ts';

/** The parts of an improvement are asked for one after the other; nothing is asked for of a measure that there is not. */
export function enterText(session: Session, field: TextField, text: string): Stepped {
  const stop = currentStop(session);
  if (!stop) return stay(session, { mode: CARD });
  const rating = ratingAt(session, stop.requirement.id);
  const value = text === '' ? null : text;
  const fault = faultOf(field, text);
  if (fault) return stay(session, { mode: { kind: 'text', field, initial: text, fault } });
  if (field === 'finding') return change({ ...session, mode: CARD }, { ...rating, finding: value });
  const changed = withImprovement(rating, { [field]: field === 'due' ? readDay(text) : value });
  const then: Mode =
    field === 'measure' && value !== null
      ? { kind: 'text', field: 'owner', initial: rating.improvement?.owner ?? '', fault: null }
      : field === 'owner'
        ? { kind: 'text', field: 'due', initial: rating.improvement?.due ?? '', fault: null }
        : CARD;
  return change({ ...session, mode: then }, changed);
}

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
