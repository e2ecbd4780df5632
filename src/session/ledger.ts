import type { AnswerChange } from '../sheet/change-answer.ts';
import type { Evidence, Rating } from '../sheet/sheet.ts';
import { isSame, mergeLists, mixed, PARTS, type Part, partText } from './rating-parts.ts';
import { type Conflict, emptyRating } from './session.ts';

/** An answer given in this session: as it was before, as it is now, and as it was last brought into the file. */
export interface Given {
  readonly original: Rating | null;
  readonly saved: Rating | null;
  readonly current: Rating;
  /** What was saved before that: an older text of the file may bring it back. */
  readonly earlier?: readonly Rating[];
  /** The how-manieth save brought it in; later ones have higher numbers. */
  readonly order?: number;
  /** The file holds another answer, and the consultant has not chosen yet. */
  readonly isOpen?: boolean;
}

/** Everything that was given in a session, kept until its end: what gets lost in the file is put back from here. */
export interface Ledger {
  readonly answers: ReadonlyMap<string, Given>;
  readonly evidence: readonly Evidence[];
  /** Ids of those entries that have been in the file: what others make of them there is theirs. */
  readonly settled: readonly string[];
  /** How often it has been brought into the file. */
  readonly saves: number;
}

export const EMPTY_LEDGER: Ledger = { answers: new Map(), evidence: [], settled: [], saves: 0 };

/** What the file holds. */
export interface Held {
  readonly ratings: ReadonlyMap<string, Rating>;
  readonly evidence: readonly Evidence[];
}

/** What has to be written so that the file holds everything that was given. */
export interface SavePlan {
  readonly changes: readonly {
    readonly requirement: string;
    readonly held: Rating | null;
    readonly change: AnswerChange;
  }[];
  readonly entries: readonly Evidence[];
  readonly conflicts: readonly Conflict[];
  /** Answers that had been in the file and were no longer. */
  readonly restored: number;
  /** Requirements whose answers are not known to be in the file as they were settled last. */
  readonly unsettled: readonly string[];
}

/**
 * An answer that another session left in the journal, with what was given here since: what was changed here goes before
 * what was changed there. What the file has by now is no change any more.
 */
export function combineGiven(left: Given, own: Given | undefined): Given {
  if (!own) return left;
  const empty = emptyRating(own.current.requirement);
  const [was, held] = [left.saved ?? empty, own.saved ?? empty];
  const isChanged = (part: Part, from: Rating, to: Rating) => partText(from, part) !== partText(to, part);
  const theirs = PARTS.filter(
    (part) =>
      !isChanged(part, held, own.current) && isChanged(part, was, left.current) && isChanged(part, held, left.current),
  );
  const evidence = mergeLists(was.evidence, was.evidence, left.current.evidence, own.current.evidence);
  return {
    original: left.original,
    saved: mixed(held, was, theirs),
    current: { ...mixed(own.current, left.current, theirs), evidence },
  };
}

/** Enters an answer; the first one remembers what was there before the session. */
export function enterAnswer(ledger: Ledger, before: Rating | null, after: Rating): Ledger {
  const known = ledger.answers.get(after.requirement);
  const given: Given = known ? { ...known, current: after } : { original: before, saved: before, current: after };
  return { ...ledger, answers: new Map(ledger.answers).set(after.requirement, given) };
}

export const enterEvidence = (ledger: Ledger, entry: Evidence): Ledger => ({
  ...ledger,
  evidence: [...ledger.evidence, entry],
});

/** The consultant's choice in a conflict: the side that was chosen goes over what is held there. */
export function resolveConflict(ledger: Ledger, held: Rating | null, keep: 'mine' | 'theirs', chosen: Rating): Ledger {
  const { requirement } = chosen;
  const given = ledger.answers.get(requirement);
  if (!given) return ledger;
  const theirs = held ?? emptyRating(requirement);
  // What was not touched here is theirs, whichever side is kept.
  const untouched = PARTS.filter((part) => !isTouched(given, part));
  const original = mixed(given.original ?? emptyRating(requirement), theirs, untouched);
  const earlier = given.earlier?.map((old) => mixed(old, theirs, untouched));
  const next: Given =
    keep === 'mine'
      ? { ...given, original, saved: theirs, current: chosen, isOpen: false, ...(earlier ? { earlier } : {}) }
      : { original: theirs, saved: theirs, current: chosen };
  return { ...ledger, answers: new Map(ledger.answers).set(requirement, next) };
}

/** Whether a part was changed in this session, even if it is what it was before by now. */
export function isTouched({ original, saved, current, earlier = [] }: Given, part: Part): boolean {
  const before = partText(original ?? emptyRating(current.requirement), part);
  return [current, ...(saved ? [saved] : []), ...earlier].some((rating) => partText(rating, part) !== before);
}

/**
 * The ledger once a plan has been carried out and the file holds `held`: all but the answers in conflict and the stuck ones
 * are as they stand there. A part that was not changed here counts as theirs from now on.
 */
export function settle(ledger: Ledger, plan: SavePlan, held: Held, stuck: readonly string[] = []): Ledger {
  const saves = ledger.saves + 1;
  const answers = new Map(ledger.answers);
  const inConflict = new Set(plan.conflicts.map(({ requirement }) => requirement));
  for (const id of plan.unsettled) {
    const given = answers.get(id);
    if (!given) continue;
    if (inConflict.has(id)) answers.set(id, { ...given, isOpen: true });
    else if (!stuck.includes(id)) answers.set(id, settled(given, held.ratings.get(id) ?? emptyRating(id), saves));
  }
  const entered = ledger.evidence.filter(({ id }) => held.evidence.some((entry) => entry.id === id));
  const ids = new Set([...ledger.settled, ...entered.map(({ id }) => id)]);
  return { ...ledger, answers, settled: [...ids], saves };
}

function settled(given: Given, now: Rating, order: number): Given {
  const { original, saved, current, earlier = [] } = given;
  const before = original ?? emptyRating(current.requirement);
  const theirs = PARTS.filter((part) => !isTouched(given, part));
  const isPending = !isSaved(given);
  return {
    original: {
      ...mixed(before, now, theirs),
      evidence: [
        ...before.evidence.filter((entry) => now.evidence.includes(entry) || !current.evidence.includes(entry)),
        ...now.evidence.filter((entry) => !before.evidence.includes(entry) && !current.evidence.includes(entry)),
      ],
    },
    saved: now,
    current: now,
    earlier: (isPending && saved && given.order ? [...earlier, saved] : earlier).map((old) => mixed(old, now, theirs)),
    order: isPending || given.order === undefined ? order : given.order,
  };
}

/** Whether an answer was brought into the file, as it is now; somebody may have changed it there since (`isOpen`). */
export const isSaved = ({ saved, current }: Given): boolean => isSame(saved, current);

/** How many answers and entries are not in the file yet. */
export function countUnsaved({ answers, evidence }: Ledger, { evidence: held }: Held): number {
  let count = evidence.filter((entry) => !held.some((known) => known.id === entry.id)).length;
  for (const given of answers.values()) if (!isSaved(given)) count++;
  return count;
}

/** Whether the file is by somebody who never saw an entry, though it was saved: none of the answers that named it does. */
function isUnseen({ answers }: Ledger, id: string, { ratings }: Held): boolean {
  const named = [...answers].filter(([, { saved }]) => saved?.evidence.includes(id));
  return named.length > 0 && !named.some(([requirement]) => ratings.get(requirement)?.evidence.includes(id));
}

/** Other ids for entries that somebody else gave to other evidence meanwhile; their answers refer to the new ids. */
export function renameTaken(ledger: Ledger, held: Held, nextId: (taken: readonly { id: string }[]) => string): Ledger {
  let renamed = ledger;
  for (const entry of ledger.evidence) {
    const other = held.evidence.find(({ id }) => id === entry.id);
    const isTheirChange = ledger.settled.includes(entry.id) && !isUnseen(ledger, entry.id, held);
    if (!other || isTheirChange || (other.title === entry.title && other.file === entry.file)) continue;
    const id = nextId([...held.evidence, ...renamed.evidence]);
    const swap = (list: readonly string[]) => list.map((known) => (known === entry.id ? id : known));
    const answers = [...renamed.answers].map(([requirement, given]) => {
      const had = given.original?.evidence.includes(entry.id) ?? false;
      return [
        requirement,
        had ? given : { ...given, current: { ...given.current, evidence: swap(given.current.evidence) } },
      ] as const;
    });
    renamed = {
      ...renamed,
      answers: new Map(answers),
      evidence: renamed.evidence.map((known) => (known.id === entry.id ? { ...known, id } : known)),
    };
  }
  return renamed;
}
