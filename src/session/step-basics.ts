import type { Rating } from '../sheet/sheet.ts';
import {
  currentStop,
  type Effect,
  emptyRating,
  type HalfWritten,
  type LineMode,
  type Mode,
  type Session,
  type Step,
} from './session.ts';

/** A session after an event, and what is to be done outside it. */
export interface Stepped {
  readonly session: Session;
  readonly effects: readonly Effect[];
}

export const CARD: Mode = { kind: 'card' };
/** A session with some parts changed, and nothing to be done outside it. */
export const stay = (session: Session, change: Partial<Session> = {}): Stepped => ({
  session: { ...session, ...change },
  effects: [],
});

/** Puts an answer in place, to be saved; the same answer again changes nothing. `registered` is an entry made for it. */
export function change(session: Session, after: Rating, registered?: string): Stepped {
  const { requirement } = after;
  const before = session.ratings.get(requirement) ?? null;
  if (isSameRating(before ?? emptyRating(requirement), after)) return stay(session);
  const ratings = new Map(session.ratings).set(requirement, after);
  const step: Step = { requirement, before, after, ...(registered === undefined ? {} : { registered }) };
  const history = [...session.history, step];
  const notice =
    (before?.score ?? null) === after.score
      ? ({ kind: 'saved', requirement } as const)
      : ({ kind: 'scored', requirement, score: after.score } as const);
  return {
    session: { ...session, ratings, history, notice },
    effects: [{ kind: 'save-answer', requirement, before, after }],
  };
}

export const isSameRating = (a: Rating, b: Rating): boolean =>
  a.score === b.score &&
  a.finding === b.finding &&
  a.evidence.join('\n') === b.evidence.join('\n') &&
  JSON.stringify(a.improvement) === JSON.stringify(b.improvement);

/** One new entry of the register may be half written for each answer, and one text for each of its parts. */
export const isSamePlace = (known: HalfWritten, requirement: string, { kind, field }: LineMode): boolean =>
  known.requirement === requirement &&
  known.mode.kind === kind &&
  (kind === 'new-evidence' || known.mode.field === field);

/** A session that asks for a line; what was half written there before is taken up again. */
export function takeUp<M extends LineMode>(session: Session, mode: M): Session & { readonly mode: M } {
  const id = currentStop(session)?.requirement.id ?? '';
  const known = session.halfWritten.find((entry) => isSamePlace(entry, id, mode));
  const halfWritten = known ? session.halfWritten.filter((entry) => entry !== known) : session.halfWritten;
  // The same place has the same kind of line.
  return { ...session, mode: (known?.mode ?? mode) as M, halfWritten };
}

/** A key that means nothing here: told, unless it is one that writes nothing. */
export const unknownKey = (session: Session, key: string): Stepped =>
  /^[\x21-\x7e]$/.test(key) || key.length === 1
    ? stay(session, { notice: { kind: 'unknown-key', key } })
    : stay(session);

/** The cursor of a list moved by one, round its ends. */
export function moveCursor<T extends { readonly cursor: number }>(mode: T, key: 'up' | 'down', count: number): T {
  const cursor = (mode.cursor + (key === 'down' ? 1 : count - 1)) % Math.max(1, count);
  return { ...mode, cursor };
}
