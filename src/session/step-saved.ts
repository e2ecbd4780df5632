import type { Rating, Sheet } from '../sheet/sheet.ts';
import { itemStarts } from './find.ts';
import {
  type Claimed,
  emptyRating,
  type Mode,
  type Notice,
  ratingAt,
  type SaveOutcome,
  type Session,
  type Stop,
} from './session.ts';
import { isSameRating } from './step-basics.ts';
import { stopsOf } from './stops.ts';

/** Where a conflict goes back to, also when another one comes up meanwhile. */
const modeBelow = (mode: Mode): Mode => (mode.kind === 'conflict' ? mode.below : mode);

/** What saving told: answers from outside come in, what could not be saved stays and is counted. */
export function afterSave(session: Session, outcome: SaveOutcome): Session {
  if (outcome.kind === 'failed') {
    const { unsaved, journal } = outcome;
    return { ...session, unsaved, isKept: unsaved === 0 || journal !== null, notice: failureNotice(outcome) };
  }
  const taken = takeIn(session, outcome);
  return outcome.claimed ? reclaimed(taken, outcome.claimed) : taken;
}

function takeIn(session: Session, outcome: Extract<SaveOutcome, { kind: 'saved' }>): Session {
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
    isKept: true,
    notice,
    mode: conflicts.length ? { kind: 'conflict', conflicts, below: modeBelow(session.mode) } : modeBelow(session.mode),
  };
}

/** A session on the requirements that the sheet asks for now; it stays where it is, or goes to what comes next. */
function reclaimed(session: Session, { tailoring, reading }: Claimed): Session {
  const { catalogue, sheet, scope, stops, at } = session;
  const isSame = reading === sheet.reading && itemsIn(tailoring) === itemsIn(sheet.tailoring);
  // What is being written goes first; the next save tells it again.
  const isWriting = ['text', 'new-evidence', 'evidence'].includes(session.mode.kind);
  if (isSame || isWriting) return session;
  const now: Sheet = { ...sheet, tailoring, reading };
  // What was left out at the beginning, because of errors, stays so.
  const known = new Set(stops.map(({ requirement }) => requirement.id));
  const leftOut = new Set(
    stopsOf(catalogue, sheet, scope).flatMap(({ requirement: { id } }) => (known.has(id) ? [] : [id])),
  );
  const wanted = stopsOf(catalogue, now, scope).filter(({ requirement }) => !leftOut.has(requirement.id));
  const places = new Map(wanted.map(({ requirement }, index) => [requirement.id, index] as const));
  const here = stops.slice(at).flatMap(({ requirement }) => places.get(requirement.id) ?? [])[0];
  const isHere = here !== undefined && wanted[here]?.requirement.id === stops[at]?.requirement.id;
  return {
    ...session,
    sheet: now,
    stops: wanted,
    at: here ?? 0,
    mode: isHere ? session.mode : modeElsewhere(wanted, here),
    notice: { kind: 'other-claim', below: session.notice },
  };
}

/** Where the requirement at hand is none any more: a page whose keys score nothing, since more may be typed for the old one. */
function modeElsewhere(stops: readonly Stop[], here: number | undefined): Mode {
  if (here === undefined) return { kind: 'end', reason: 'through' };
  const cursor = itemStarts({ stops }).filter((start) => start <= here).length - 1;
  return { kind: 'overview', cursor };
}

const itemsIn = (tailoring: Sheet['tailoring']): string =>
  tailoring
    .map(({ item }) => item)
    .sort()
    .join();

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
