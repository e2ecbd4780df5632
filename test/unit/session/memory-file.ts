import type { FileEffect, LeftOver, SheetKeeper } from '../../../src/commands/keep-sheet.ts';
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
} from '../../../src/session/ledger.ts';
import { planSave } from '../../../src/session/plan-save.ts';
import type { SaveOutcome } from '../../../src/session/session.ts';
import { nextEvidenceId } from '../../../src/session/step-evidence.ts';
import type { Improvement, Rating } from '../../../src/sheet/sheet.ts';
import { ratingOf } from '../scoring/small-catalogue.ts';

const NOTHING: Improvement = { measure: null, owner: null, due: null };

/** What a file holds once a plan has been written into it. */
export function carryOutPlan(held: Held, plan: SavePlan): Held {
  const ratings = new Map(held.ratings);
  for (const { requirement, change } of plan.changes) {
    const old = ratings.get(requirement) ?? ratingOf(requirement, null);
    const improvement = { ...NOTHING, ...old.improvement, ...change.improvement };
    const changed: Rating = {
      requirement,
      score: change.score === undefined ? old.score : change.score,
      evidence: change.evidence ?? old.evidence,
      finding: change.finding === undefined ? old.finding : change.finding,
      improvement: Object.values(improvement).every((part) => part === null) ? null : improvement,
    };
    ratings.set(requirement, changed);
  }
  return { ratings, evidence: [...held.evidence, ...plan.entries] };
}

/** A file that is kept in memory, saved into as a session's is, and that others may write to or make fail. */
export class MemoryFile implements SheetKeeper {
  held: Held;
  ledger: Ledger = EMPTY_LEDGER;
  fails = false;

  constructor(held: Held) {
    this.held = held;
  }

  carryOut(...effects: FileEffect[]): SaveOutcome {
    for (const effect of effects) this.#enter(effect);
    return this.#save();
  }

  #enter(effect: FileEffect): void {
    if (effect.kind === 'save-answer') this.ledger = enterAnswer(this.ledger, effect.before, effect.after);
    if (effect.kind === 'save-evidence') this.ledger = enterEvidence(this.ledger, effect.entry);
    if (effect.kind === 'resolve') {
      const theirs = this.held.ratings.get(effect.chosen.requirement) ?? null;
      this.ledger = resolveConflict(this.ledger, theirs, effect.keep, effect.chosen);
    }
  }

  adopt(ledger: Ledger): SaveOutcome {
    this.ledger = ledger;
    return this.#save();
  }

  left(): LeftOver {
    const answers = [...this.ledger.answers.values()].filter((given) => !isSaved(given) || given.isOpen);
    const evidence = this.ledger.evidence.filter(({ id }) => !this.held.evidence.some((known) => known.id === id));
    return { answers: answers.map(({ current }) => current), undecided: [], evidence, journal: null };
  }

  #save(): SaveOutcome {
    const waiting = countUnsaved(this.ledger, this.held);
    if (this.fails) return { kind: 'failed', reason: 'EIO', journal: null, unsaved: waiting, layout: null };
    this.ledger = renameTaken(this.ledger, this.held, nextEvidenceId);
    const plan = planSave(this.ledger, this.held);
    this.held = carryOutPlan(this.held, plan);
    this.ledger = settle(this.ledger, plan, this.held);
    const { conflicts, restored } = plan;
    const ratings = new Map(this.held.ratings);
    for (const { requirement, mine } of conflicts) ratings.set(requirement, mine);
    return {
      kind: 'saved',
      ratings,
      evidence: this.held.evidence,
      merged: 0,
      restored,
      conflicts,
      caughtUp: waiting,
    };
  }

  /** Somebody else changes an answer in the file. */
  write(requirement: string, part: Partial<Rating>): void {
    const old = this.held.ratings.get(requirement) ?? ratingOf(requirement, null);
    this.held = { ...this.held, ratings: new Map(this.held.ratings).set(requirement, { ...old, ...part }) };
  }
}
