import type { AnswerChange } from '../sheet/change-answer.ts';
import type { Improvement, Rating } from '../sheet/sheet.ts';
import { type Given, type Held, isTouched, type Ledger, type SavePlan } from './ledger.ts';
import { isSame, mergeLists, mixed, PARTS, type Part, partText } from './rating-parts.ts';
import { type Conflict, emptyRating } from './session.ts';

/**
 * Merges what was given with what the file holds, part by part of each answer. Where the file still has what was saved, or
 * an older text of it came back, ours is newer and is written; where only the file changed, that stands; where both did, the
 * consultant has to say. Lists of evidence are merged entry by entry.
 */
export function planSave(ledger: Ledger, held: Held): SavePlan {
  const changes: SavePlan['changes'][number][] = [];
  const conflicts: Conflict[] = [];
  const unsettled: string[] = [];
  let restored = 0;
  let last: number | null = null;
  const isLaterHeld = ({ order = 0 }: Given): boolean => {
    last ??= lastHeld(ledger, held);
    return order > 0 && last > order;
  };
  for (const [requirement, given] of ledger.answers) {
    const theirs = held.ratings.get(requirement) ?? null;
    // Most of them neither side has touched since they were settled last.
    if (theirs === given.current && theirs === given.saved && !given.isOpen) continue;
    unsettled.push(requirement);
    const { change, conflict, isLost } = mergeAnswer(given, theirs, isLaterHeld);
    if (conflict) conflicts.push(conflict);
    else if (Object.keys(change).length) {
      changes.push({ requirement, held: theirs, change });
      if (isLost) restored++;
    }
  }
  const entries = ledger.evidence.filter((entry) => !held.evidence.some((known) => known.id === entry.id));
  return { changes, entries, conflicts, restored, unsettled };
}

/**
 * The order of the answer that was saved last of those that are still there; 0 with none. What came back of an answer
 * before it is no older text of the file.
 */
function lastHeld({ answers }: Ledger, { ratings }: Held): number {
  const orders = [...answers].map(([id, { original, saved, order = 0 }]) =>
    !isSame(original, saved) && isSame(saved, ratings.get(id) ?? null) ? order : 0,
  );
  return Math.max(0, ...orders);
}

type Verdict = 'keep' | 'write' | 'conflict';

function judge(given: Given, held: Rating, part: Part, isLaterHeld: (given: Given) => boolean): Verdict {
  const { original, saved, current, earlier = [] } = given;
  const theirs = partText(held, part);
  if (partText(current, part) === theirs) return 'keep';
  if (saved && partText(saved, part) === theirs) return 'write';
  if (!isTouched(given, part)) return 'keep';
  const older = [original ?? emptyRating(held.requirement), ...earlier].map((rating) => partText(rating, part));
  return older.includes(theirs) && !isLaterHeld(given) ? 'write' : 'conflict';
}

function mergeAnswer(given: Given, held: Rating | null, isLaterHeld: (given: Given) => boolean) {
  const { requirement } = given.current;
  const empty = emptyRating(requirement);
  const [original, saved, mine, theirs] = [given.original ?? empty, given.saved ?? empty, given.current, held ?? empty];
  const verdict = (part: Part) => judge({ ...given, saved }, theirs, part, isLaterHeld);
  const evidence = mergeLists(original.evidence, saved.evidence, mine.evidence, theirs.evidence);
  const change: AnswerChange = {
    ...(verdict('score') === 'write' ? { score: mine.score } : {}),
    ...(evidence.join('\n') === theirs.evidence.join('\n') ? {} : { evidence }),
    ...(verdict('finding') === 'write' ? { finding: mine.finding } : {}),
    ...(verdict('improvement') === 'write' ? { improvement: changedParts(mine.improvement, theirs.improvement) } : {}),
  };
  const written = PARTS.filter((part) => verdict(part) === 'write');
  const open = PARTS.filter((part) => verdict(part) === 'conflict');
  // Apart from what both changed, the two sides are the same: what is to be chosen from is that alone.
  const merged: Rating = { ...mixed(theirs, mine, written), evidence };
  const conflict: Conflict | null = open.length
    ? { requirement, mine: mixed(merged, mine, open), theirs: merged }
    : null;
  return { change, conflict, isLost: isSame(saved, mine) && !isSame(saved, theirs) };
}

const NOTHING: Improvement = { measure: null, owner: null, due: null };

/** The parts of an improvement that are to become others. */
function changedParts(mine: Improvement | null, theirs: Improvement | null): Partial<Improvement> {
  const [wanted, held] = [mine ?? NOTHING, theirs ?? NOTHING];
  return Object.fromEntries(
    Object.entries(wanted).filter(([part, value]) => held[part as keyof Improvement] !== value),
  );
}
