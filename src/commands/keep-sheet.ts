import { Failure } from '../io/failure.ts';
import { realPathOf } from '../io/journal.ts';
import { withLock } from '../io/lock-file.ts';
import { isContent, readBytes } from '../io/read-file.ts';
import { closeQuietly, holds, readOpen, replaceFile } from '../io/replace-file.ts';
import {
  countUnsaved,
  EMPTY_LEDGER,
  enterAnswer,
  enterEvidence,
  type Held,
  isSaved,
  type Ledger,
  renameTaken,
  resolveConflict,
  type SavePlan,
  settle,
} from '../session/ledger.ts';
import { planSave } from '../session/plan-save.ts';
import type { Effect, SaveOutcome } from '../session/session.ts';
import { nextEvidenceId } from '../session/step-evidence.ts';
import type { SheetCatalogues } from '../sheet/bind-model.ts';
import type { Evidence, Rating, Sheet } from '../sheet/sheet.ts';
import { MAX_BYTES } from '../yaml/decode-text.ts';
import { keepJournal } from './keep-journal.ts';
import { catalogues } from './open-catalogue.ts';
import { applyPlan, isSameBytes, parseSnapshot, readSettled, type Snapshot, Unusable } from './sheet-snapshot.ts';

/** What came of one attempt; `done` is what the file holds now, null where somebody came in between. */
interface Written {
  readonly plan: SavePlan;
  readonly stuck: readonly string[];
  readonly written: Uint8Array;
  readonly done: Snapshot | null;
  readonly displaced: Uint8Array | null;
}

/** What saving came to: what the file held before, and what it holds now. */
interface BroughtIn extends Pick<Written, 'plan' | 'stuck'> {
  readonly base: Snapshot;
  readonly held: Snapshot;
}

/** The effects that concern the file. */
export type FileEffect = Extract<Effect, { kind: 'save-answer' | 'save-evidence' | 'resolve' | 'refresh' }>;

/** A text that was displaced, the one that it had been made of, and what stands there instead. */
interface Displaced {
  readonly base: Snapshot;
  readonly before: Snapshot;
  readonly expected: Uint8Array;
}

/** Keeps what is given in a session in the sheet's file, whoever else writes it, and in a journal while that fails. */
export interface SheetKeeper {
  /** Enters what the effects give, and saves it at once; everything that is not in the file yet is tried again. */
  readonly carryOut: (...effects: FileEffect[]) => SaveOutcome;
  /** Brings what an earlier session could not save into this one. */
  readonly adopt: (ledger: Ledger) => SaveOutcome;
  /** What is in no file now that the session ends; it is brought into the journal. */
  readonly left: () => LeftOver;
}

/** What the file does not hold at the end of a session, and the journal that has it; null where it could not be written. */
export interface LeftOver {
  readonly answers: readonly Rating[];
  /** Those of them that the file has otherwise, since nobody chose yet. */
  readonly undecided: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly journal: string | null;
}

export type Environment = Readonly<Record<string, string | undefined>>;
/** As often as somebody else may write the file while we try to. */
const MOST_ROUNDS = 20;

/** Opens a keeper on a sheet that can be parsed; `sheet` is what the session began with. */
export function keepSheet(
  path: string,
  sheet: Sheet,
  env: Environment,
  models: SheetCatalogues = catalogues,
): SheetKeeper {
  let ledger = EMPTY_LEDGER;
  let snapshot: Snapshot | null = null;
  let shown: Held = { ratings: sheet.ratings, evidence: sheet.evidence };
  /** What of the file is shown, as it was then. */
  let shownFrom: Snapshot | null = null;
  let journaled = false;
  // While the sheet's folder is away, nobody can tell any more where a link led.
  const place = realPathOf(path);
  const journal = keepJournal(place, env);
  /** The file that was replaced last, in case an editor that has it open goes on writing to it. */
  let old: { readonly descriptor: number; readonly bytes: Uint8Array } | null = null;
  /** Whether somebody else has written the file since the session began. */
  let shared = false;

  const parse = (bytes: Uint8Array): Snapshot => parseSnapshot(path, bytes, sheet, models);

  /** The file as it is now; as it was known, where its bytes are the same. */
  const readSnapshot = (known: Snapshot | null): Snapshot => {
    if (known === null) return parse(readBytes(path, MAX_BYTES));
    if (isContent(path, known.bytes)) return known;
    shared = true;
    return parse(readSettled(path, readBytes(path, MAX_BYTES)));
  };

  const sync = (): SaveOutcome => {
    const waiting = countUnsaved(ledger, shown);
    try {
      const broughtIn = withLock(path, bringIn);
      const { plan, stuck } = broughtIn;
      if (stuck.length) return failedOutcome(new Unusable('layout'), stuck[0]);
      // An answer in conflict is in no file until the consultant has chosen.
      if (journaled || plan.conflicts.length) journal.keep(ledger, snapshot?.scoring);
      journaled = plan.conflicts.length > 0;
      return savedOutcome(broughtIn, waiting);
    } catch (error) {
      return failedOutcome(error);
    }
  };

  const tryParse = (bytes: Uint8Array): Snapshot | null => {
    try {
      return parse(bytes);
    } catch (error) {
      if (error instanceof Unusable) return null;
      throw error;
    }
  };

  /** What was written into the file that we replaced, after we did: its writer knows nothing of ours. */
  const writtenLate = (): Displaced | null => {
    if (!old || !snapshot) return null;
    if (holds(old.descriptor, old.bytes)) return null;
    const bytes = readOpen(old.descriptor);
    const base = tryParse(bytes);
    if (!base) return null;
    shared = true;
    old = { ...old, bytes };
    return { base, before: snapshot, expected: readBytes(path, MAX_BYTES) };
  };

  const remember = (descriptor: number, bytes: Uint8Array): void => {
    if (old) closeSoon(old.descriptor);
    old = { descriptor, bytes };
  };

  /** Merges and writes until the file holds everything, against whoever writes it meanwhile. */
  const bringIn = (): BroughtIn => {
    let restored = 0;
    // What was displaced is merged as if it stood there; the file has our own text meanwhile.
    let displaced: Displaced | null = writtenLate();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const base: Snapshot = displaced?.base ?? readSnapshot(snapshot);
      const outcome = writeOver(base, displaced?.expected ?? base.bytes);
      restored += outcome.plan.restored;
      if (outcome.done) return { plan: { ...outcome.plan, restored }, base, held: outcome.done, stuck: outcome.stuck };
      // Somebody came in between once more: what was displaced counts as given here, and goes on with what stands there.
      if (displaced) ledger = adoptChanges(ledger, displaced.before, displaced.base);
      const lost: Snapshot | null = outcome.displaced && tryParse(outcome.displaced);
      displaced = lost && { base: lost, before: base, expected: outcome.written };
    }
    if (displaced) ledger = adoptChanges(ledger, displaced.before, displaced.base);
    throw new Unusable('EBUSY');
  };

  const writeOver = (base: Snapshot, expected: Uint8Array): Written => {
    ledger = renameTaken(ledger, base, nextEvidenceId);
    const plan = planSave(ledger, base);
    const { edited, stuck } = applyPlan(base, plan);
    const written = edited.bytes;
    const replaced = isSameBytes(written, expected) ? null : replaceFile(path, written, expected, shared);
    if (replaced && replaced.kind !== 'done') shared = true;
    if (replaced?.kind === 'changed') return { plan, stuck, written, done: null, displaced: null };
    if (replaced) remember(replaced.old, replaced.kind === 'done' ? expected : replaced.content);
    if (replaced?.kind === 'displaced' && tryParse(replaced.content))
      return { plan, stuck, written, done: null, displaced: replaced.content };
    ledger = settle(ledger, plan, edited, stuck);
    snapshot = edited;
    return { plan, stuck, written, done: edited, displaced: null };
  };

  const savedOutcome = ({ plan, base, held }: BroughtIn, waiting: number): SaveOutcome => {
    const isOursAlone = base === shownFrom;
    const merged = isOursAlone ? 0 : countDifferent(shown.ratings, held.ratings, ledger.answers);
    // What is in conflict is shown as the consultant gave it until that is settled.
    const mine = plan.conflicts.map((conflict) => [conflict.requirement, conflict.mine] as const);
    const view = mine.length ? new Map([...held.ratings, ...mine]) : held.ratings;
    shown = { ratings: view, evidence: held.evidence };
    shownFrom = held;
    return {
      kind: 'saved',
      ratings: view,
      evidence: held.evidence,
      claimed: held.claimed,
      merged,
      restored: plan.restored,
      conflicts: plan.conflicts,
      caughtUp: waiting,
    };
  };

  const failedOutcome = (error: unknown, layout: string | null = null): SaveOutcome => {
    const unsaved = countUnsaved(ledger, snapshot ?? shown);
    const kept = unsaved ? journal.keep(ledger, snapshot?.scoring) : null;
    if (!(error instanceof Unusable) && !(error instanceof Failure)) throw error;
    journaled ||= kept !== null;
    return { kind: 'failed', reason: reasonFor(error), journal: kept, unsaved, layout };
  };

  const enter = (effect: FileEffect): void => {
    if (effect.kind === 'save-answer') ledger = enterAnswer(ledger, effect.before, effect.after);
    else if (effect.kind === 'save-evidence') ledger = enterEvidence(ledger, effect.entry);
    else if (effect.kind === 'resolve') {
      const held: Rating | null = snapshot?.ratings.get(effect.chosen.requirement) ?? null;
      ledger = resolveConflict(ledger, held, effect.keep, effect.chosen);
    }
  };

  return {
    carryOut(...effects) {
      for (const effect of effects) enter(effect);
      return sync();
    },
    adopt(kept) {
      ledger = kept;
      journal.takeOver();
      return sync();
    },
    left() {
      const answers = [...ledger.answers.values()].filter((given) => !isSaved(given) || given.isOpen);
      const evidence = ledger.evidence.filter(
        ({ id }) => !(snapshot ?? shown).evidence.some((known) => known.id === id),
      );
      const isLeft = answers.length + evidence.length > 0;
      const kept = isLeft ? journal.keep(ledger, snapshot?.scoring, true) : null;
      journaled ||= kept !== null;
      const undecided = answers.filter(({ isOpen }) => isOpen).map(({ current }) => current.requirement);
      return { answers: answers.map(({ current }) => current), undecided, evidence, journal: kept };
    },
  };
}

const reasonFor = (error: Failure | Unusable): string => {
  const cause: unknown = error instanceof Failure ? error.cause : null;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  return code || error.message;
};

/** Descriptors to be closed when there is nothing else to do. */
const idle: number[] = [];

/** Closes a file that nobody reads any more: the disk is freed of it then, for which the next question need not wait. */
function closeSoon(descriptor: number): void {
  closeIdle();
  idle.push(descriptor);
  setImmediate(closeIdle);
}

const closeIdle = (): void => {
  for (const descriptor of idle.splice(0)) closeQuietly(descriptor);
};

/** How many answers differ, other than those that were given here. */
function countDifferent(a: Held['ratings'], b: Held['ratings'], own: Ledger['answers']): number {
  let count = 0;
  for (const [id, rating] of b) if (a.get(id) !== rating && !own.has(id) && !isSameJson(a.get(id), rating)) count++;
  for (const id of a.keys()) if (!b.has(id) && !own.has(id)) count++;
  return count;
}

const isSameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What a displaced file had changed counts as given here, so that it cannot get lost again. */
function adoptChanges(ledger: Ledger, base: Held, displaced: Held): Ledger {
  let adopted = ledger;
  for (const [id, rating] of displaced.ratings) {
    const before = base.ratings.get(id) ?? null;
    if (!adopted.answers.has(id) && !isSameJson(before, rating)) adopted = enterAnswer(adopted, before, rating);
  }
  for (const entry of displaced.evidence)
    if (![...base.evidence, ...adopted.evidence].some(({ id }) => id === entry.id))
      adopted = enterEvidence(adopted, entry);
  return adopted;
}
