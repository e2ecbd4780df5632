import type { Scoring } from '../catalogue/scoring.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { digestOf } from '../io/digest.ts';
import { Failure } from '../io/failure.ts';
import { readJournal, realPathOf, removeJournal, writeJournal } from '../io/journal.ts';
import { withLock } from '../io/lock-file.ts';
import { pause } from '../io/pause.ts';
import { readBytes } from '../io/read-file.ts';
import { closeQuietly, readOpen, replaceFile } from '../io/write-file.ts';
import {
  countUnsaved,
  EMPTY_LEDGER,
  enterAnswer,
  enterEvidence,
  type Held,
  type Ledger,
  planSave,
  renameTaken,
  resolveConflict,
  type SavePlan,
  settle,
} from '../session/ledger.ts';
import { ledgerText, readLedger } from '../session/ledger-json.ts';
import type { Effect, SaveOutcome } from '../session/session.ts';
import { nextEvidenceId } from '../session/step-evidence.ts';
import type { SheetCatalogues } from '../sheet/bind-model.ts';
import { changeAnswer } from '../sheet/change-answer.ts';
import { addEvidence } from '../sheet/change-register.ts';
import { parseSheet } from '../sheet/parse-sheet.ts';
import type { Rating, Sheet } from '../sheet/sheet.ts';
import { decodeText, MAX_BYTES } from '../yaml/decode-text.ts';
import { treeOfEdited } from '../yaml/edit-yaml.ts';
import type { MapNode } from '../yaml/node.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { type SourceText, sourceText } from '../yaml/source-text.ts';
import { catalogues } from './open-catalogue.ts';

/** Why the file cannot be worked with at the moment, as a code that the session puts into words. */
class Unusable extends Error {}

/** The file as it was read last: what it holds, and its text to be edited. */
interface Snapshot extends Held {
  readonly digest: string;
  readonly bom: boolean;
  readonly source: SourceText;
  readonly root: MapNode;
  readonly scoring: Scoring;
}

/** What came of one attempt; `done` is what the file holds now, null where somebody came in between. */
interface Written {
  readonly plan: SavePlan;
  readonly stuck: readonly string[];
  readonly written: string;
  readonly done: Snapshot | null;
  readonly displaced: Uint8Array | null;
}

/** The effects that concern the file. */
export type FileEffect = Extract<Effect, { kind: 'save-answer' | 'save-evidence' | 'resolve' | 'refresh' }>;

/** A text that was displaced, the one that it had been made of, and the digest of what stands there instead. */
interface Displaced {
  readonly base: Snapshot;
  readonly before: Snapshot;
  readonly expected: string;
}

/** Keeps what is given in a session in the sheet's file, whoever else writes it, and in a journal while that fails. */
export interface SheetKeeper {
  /** Enters what the effects give, and saves it at once; everything that is not in the file yet is tried again. */
  readonly carryOut: (...effects: FileEffect[]) => SaveOutcome;
  /** Brings what an earlier session could not save into this one. */
  readonly adopt: (ledger: Ledger) => SaveOutcome;
  readonly unsaved: () => number;
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
  let journaled = false;
  // While the sheet's folder is away, nobody can tell any more where a link led.
  const place = realPathOf(path);
  /** The file that was replaced last, in case an editor that has it open goes on writing to it. */
  let old: { readonly descriptor: number; readonly digest: string } | null = null;

  const parse = (bytes: Uint8Array): Snapshot => parseSnapshot(path, bytes, sheet, models);

  /** The file as it is now; as it was known, where its bytes are the same. */
  const readSnapshot = (known: Snapshot | null): Snapshot => {
    const bytes = readBytes(path, MAX_BYTES);
    if (known !== null && digestOf(bytes) === known.digest) return known;
    return parse(known === null ? bytes : readSettled(path, bytes));
  };

  const sync = (): SaveOutcome => {
    const waiting = countUnsaved(ledger, shown);
    try {
      const { plan, held, stuck } = withLock(path, bringIn);
      if (stuck.length) return failedOutcome(new Unusable('layout'), stuck[0]);
      // An answer in conflict is in no file until the consultant has chosen.
      if (journaled || plan.conflicts.length) keepJournal();
      journaled = plan.conflicts.length > 0;
      return savedOutcome(plan, held, waiting);
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
    const bytes = readOpen(old.descriptor);
    const base = digestOf(bytes) === old.digest ? null : tryParse(bytes);
    if (!base) return null;
    old = { ...old, digest: base.digest };
    return { base, before: snapshot, expected: digestOf(readBytes(path, MAX_BYTES)) };
  };

  const remember = (descriptor: number | null, digest: string): void => {
    if (old) closeQuietly(old.descriptor);
    old = descriptor === null ? null : { descriptor, digest };
  };

  /** Merges and writes until the file holds everything, against whoever writes it meanwhile. */
  const bringIn = (): Pick<Written, 'plan' | 'stuck'> & { readonly held: Held } => {
    let restored = 0;
    // What was displaced is merged as if it stood there; the file has our own text meanwhile.
    let displaced: Displaced | null = writtenLate();
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const base: Snapshot = displaced?.base ?? readSnapshot(snapshot);
      const outcome = writeOver(base, displaced?.expected ?? base.digest);
      restored += outcome.plan.restored;
      if (outcome.done) return { plan: { ...outcome.plan, restored }, held: outcome.done, stuck: outcome.stuck };
      // Somebody came in between once more: what was displaced counts as given here, and goes on with what stands there.
      if (displaced) ledger = adoptChanges(ledger, displaced.before, displaced.base);
      const lost: Snapshot | null = outcome.displaced && tryParse(outcome.displaced);
      displaced = lost && { base: lost, before: base, expected: digestOf(outcome.written) };
    }
    if (displaced) ledger = adoptChanges(ledger, displaced.before, displaced.base);
    throw new Unusable('EBUSY');
  };

  const writeOver = (base: Snapshot, expected: string): Written => {
    ledger = renameTaken(ledger, base, nextEvidenceId);
    const plan = planSave(ledger, base);
    const { edited, stuck } = applyPlan(base, plan);
    const written = base.bom ? `\ufeff${edited.source.text}` : edited.source.text;
    const isNew = edited.source.text !== base.source.text || expected !== base.digest;
    const replaced = isNew ? replaceFile(path, written, (content) => digestOf(content) === expected) : null;
    if (replaced?.kind === 'changed') return { plan, stuck, written, done: null, displaced: null };
    if (replaced?.kind === 'displaced') remember(replaced.old, digestOf(replaced.content));
    if (replaced?.kind === 'done') remember(replaced.old, expected);
    if (replaced?.kind === 'displaced' && tryParse(replaced.content))
      return { plan, stuck, written, done: null, displaced: replaced.content };
    ledger = settle(ledger, plan, edited, stuck);
    snapshot = isNew ? { ...edited, digest: digestOf(written) } : base;
    return { plan, stuck, written, done: snapshot, displaced: null };
  };

  const savedOutcome = (plan: SavePlan, held: Held, waiting: number): SaveOutcome => {
    const own = new Set(ledger.answers.keys());
    const merged = countDifferent(shown.ratings, held.ratings, own);
    const view = new Map(held.ratings);
    // What is in conflict is shown as the consultant gave it until that is settled.
    for (const { requirement, mine } of plan.conflicts) view.set(requirement, mine);
    shown = { ratings: view, evidence: held.evidence };
    return {
      kind: 'saved',
      ratings: view,
      evidence: held.evidence,
      merged,
      restored: plan.restored,
      conflicts: plan.conflicts,
      caughtUp: waiting,
    };
  };

  /** Brings the journal up to date; what another session keeps in it stays. */
  const keepJournal = (): string | null => {
    const others = readLedger(readJournal(place, env)?.text ?? '', snapshot?.scoring) ?? EMPTY_LEDGER;
    const text = ledgerText(path, ledger, others);
    if (text !== null) return writeJournal(place, text, env);
    removeJournal(place, env);
    return null;
  };

  const failedOutcome = (error: unknown, layout: string | null = null): SaveOutcome => {
    const unsaved = countUnsaved(ledger, snapshot ?? shown);
    const journal = unsaved ? keepJournal() : null;
    if (!(error instanceof Unusable) && !(error instanceof Failure)) throw error;
    journaled ||= journal !== null;
    return { kind: 'failed', reason: reasonFor(error), journal, unsaved, layout };
  };

  const enter = (effect: FileEffect): void => {
    if (effect.kind === 'save-answer') ledger = enterAnswer(ledger, effect.before, effect.after);
    else if (effect.kind === 'save-evidence') ledger = enterEvidence(ledger, effect.entry);
    else if (effect.kind === 'resolve') {
      const held: Rating | null = snapshot?.ratings.get(effect.requirement) ?? null;
      ledger = resolveConflict(ledger, effect.requirement, held, effect.keep);
    }
  };

  return {
    carryOut(...effects) {
      for (const effect of effects) enter(effect);
      return sync();
    },
    adopt(kept) {
      ledger = kept;
      return sync();
    },
    unsaved: () => countUnsaved(ledger, snapshot ?? shown),
  };
}

const reasonFor = (error: Failure | Unusable): string => {
  const cause: unknown = error instanceof Failure ? error.cause : null;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  return code || error.message;
};

function countDifferent(a: Held['ratings'], b: Held['ratings'], own: ReadonlySet<string>): number {
  const ids = new Set([...a.keys(), ...b.keys()]);
  const isSame = (id: string): boolean =>
    a.get(id) === b.get(id) || JSON.stringify(a.get(id)) === JSON.stringify(b.get(id));
  return [...ids].filter((id) => !own.has(id) && !isSame(id)).length;
}

function parseSnapshot(path: string, bytes: Uint8Array, began: Sheet, models: SheetCatalogues): Snapshot {
  const decoded = decodeText(bytes, path);
  if ('code' in decoded) throw new Unusable('encoding');
  const source = sourceText(path, decoded.text);
  const { sheet, root, catalogue } = parseSheet(source, models);
  const yaml = parseYaml(source, () => false);
  if (!yaml.ok || hasErrors(yaml.diagnostics))
    throw new Unusable(yaml.diagnostics[0]?.code === 'conflict-marker' ? 'conflict' : 'broken');
  if (!sheet || !root || !catalogue) throw new Unusable('broken');
  const isOther = sheet.model !== began.model || sheet.edition !== began.edition || sheet.claim !== began.claim;
  if (isOther) throw new Unusable('other-claim');
  const { ratings, evidence } = sheet;
  const { scoring } = catalogue;
  return { digest: digestOf(bytes), bom: decoded.bom, source, root, scoring, ratings, evidence };
}

/** A file that somebody has changed, once nothing more is being written to it. */
function readSettled(path: string, first: Uint8Array): Uint8Array {
  let bytes = first;
  for (let tries = 0; tries < 30; tries++) {
    pause(10);
    const again = readBytes(path, MAX_BYTES);
    if (digestOf(again) === digestOf(bytes) && again.length > 0) return again;
    bytes = again;
  }
  return bytes;
}

/** What a displaced file had changed counts as given here, so that it cannot get lost again. */
function adoptChanges(ledger: Ledger, base: Held, displaced: Held): Ledger {
  let adopted = ledger;
  for (const [id, rating] of displaced.ratings) {
    const before = base.ratings.get(id) ?? null;
    if (!adopted.answers.has(id) && JSON.stringify(before) !== JSON.stringify(rating))
      adopted = enterAnswer(adopted, before, rating);
  }
  for (const entry of displaced.evidence)
    if (![...base.evidence, ...adopted.evidence].some(({ id }) => id === entry.id))
      adopted = enterEvidence(adopted, entry);
  return adopted;
}

/**
 * The text with a plan's entries and answers in it, and what it then holds. `stuck` are those whose place in the file is
 * laid out too unusually to be changed safely.
 */
function applyPlan(base: Snapshot, plan: SavePlan): { readonly edited: Snapshot; readonly stuck: readonly string[] } {
  let now: Snapshot = base;
  const stuck: string[] = [];
  for (const entry of plan.entries) {
    const text = addEvidence(now.source, now.root, entry);
    if (text === null) stuck.push(entry.id);
    else now = { ...reread(now, text), evidence: [...now.evidence, entry] };
  }
  for (const { requirement, held, change } of plan.changes) {
    const text = changeAnswer(now.source, now.root, requirement, held, change, base.scoring);
    if (text === null) {
      stuck.push(requirement);
      continue;
    }
    const { score, evidence, finding, improvement } = change;
    const rating: Rating = {
      requirement,
      score: score === undefined ? (held?.score ?? null) : score,
      evidence: evidence ?? held?.evidence ?? [],
      finding: finding === undefined ? (held?.finding ?? null) : finding,
      improvement: improvement === undefined ? (held?.improvement ?? null) : whole(held, improvement),
    };
    now = { ...reread(now, text), ratings: new Map(now.ratings).set(requirement, rating) };
  }
  return { edited: now, stuck };
}

function whole(held: Rating | null, part: NonNullable<SavePlan['changes'][number]['change']['improvement']>) {
  const improvement = { ...(held?.improvement ?? { measure: null, owner: null, due: null }), ...part };
  return Object.values(improvement).every((value) => value === null) ? null : improvement;
}

function reread(now: Snapshot, text: string): Snapshot {
  if (text === now.source.text) return now;
  const source = sourceText(now.source.file, text);
  const root = treeOfEdited(text);
  if (!root) throw new Unusable('layout');
  return { ...now, source, root };
}
