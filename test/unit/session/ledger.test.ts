import { describe, expect, test } from 'vitest';
import {
  countUnsaved,
  EMPTY_LEDGER,
  enterAnswer,
  enterEvidence,
  type Given,
  type Held,
  type Ledger,
  renameTaken,
  resolveConflict,
  settle,
} from '../../../src/session/ledger.ts';
import { planSave } from '../../../src/session/plan-save.ts';
import { nextEvidenceId } from '../../../src/session/step-evidence.ts';
import type { Evidence, Rating, Tenths } from '../../../src/sheet/sheet.ts';
import { ratingOf } from '../scoring/small-catalogue.ts';
import { carryOutPlan } from './memory-file.ts';
import { type Answers, entry, ratingsOf } from './sessions.ts';

const ID = 'vision.1a';
const answer = (part: Partial<Rating> | null): Rating | null => part && { ...ratingOf(ID, null), ...part };
const holding = (answers: Answers, evidence: readonly Evidence[] = []): Held => ({
  ratings: ratingsOf(answers),
  evidence,
});
const ledgerOf = (given: Given, evidence: readonly Evidence[] = []): Ledger => ({
  answers: new Map([[ID, given]]),
  evidence,
  settled: [],
  saves: 0,
});
const given = (original: Partial<Rating> | null, saved: Partial<Rating> | null, current: Partial<Rating>): Ledger =>
  ledgerOf({ original: answer(original), saved: answer(saved), current: { ...ratingOf(ID, null), ...current } });

type Four = readonly [original: Tenths | null, saved: Tenths | null, mine: Tenths | null, theirs: Tenths | null];

describe('a score', () => {
  test.each<[title: string, scores: Four, outcome: 'kept' | 'written' | 'conflict']>([
    ['that is new is written', [null, null, 10, null], 'written'],
    ['that replaces an old one is written', [5, 5, 10, 5], 'written'],
    ['that replaces one saved before is written', [null, 5, 10, 5], 'written'],
    ['that is emptied again is written', [null, 10, null, 10], 'written'],
    ['that is in the file already is kept', [null, 10, 10, 10], 'kept'],
    ['that both sides changed to the same is kept', [5, 5, 10, 10], 'kept'],
    ['that only the file changed is kept as it is there', [5, 5, 5, 8], 'kept'],
    ['that got lost in the file is put back', [null, 10, 10, null], 'written'],
    ['that both sides changed is asked about', [5, 5, 10, 8], 'conflict'],
    ['that both sides gave first is asked about', [null, null, 10, 8], 'conflict'],
    ['that was changed in the file after it was saved is asked about', [null, 10, 10, 8], 'conflict'],
    ['of 0 is not taken for none', [null, null, 0, null], 'written'],
    ['of 0 in the file is not taken for none', [null, null, 10, 0], 'conflict'],
  ])('%s: %j', (_, [original, saved, mine, theirs], outcome) => {
    const ledger = given({ score: original }, { score: saved }, { score: mine });
    const { changes, conflicts } = planSave(ledger, holding({ [ID]: { score: theirs } }));
    expect(conflicts).toEqual(
      outcome === 'conflict'
        ? [{ requirement: ID, mine: answer({ score: mine }), theirs: answer({ score: theirs }) }]
        : [],
    );
    const held = answer({ score: theirs });
    expect(changes).toEqual(outcome === 'written' ? [{ requirement: ID, held, change: { score: mine } }] : []);
  });

  test('that is new in an answer that the file does not have is written', () => {
    const { changes } = planSave(given(null, null, { score: 10 }), holding({}));
    expect(changes).toEqual([{ requirement: ID, held: null, change: { score: 10 } }]);
  });
});

describe('parts of an answer', () => {
  const OLD = {
    score: 5,
    evidence: ['E01'],
    finding: 'old',
    improvement: { measure: 'm', owner: 'o', due: null },
  } as const;

  test('that different sides changed are merged', () => {
    const ledger = given(OLD, OLD, { ...OLD, score: 10, evidence: ['E01', 'E02'] });
    const theirs = { ...OLD, finding: 'theirs', evidence: ['E03'] };
    const held = holding({ [ID]: theirs });
    const plan = planSave(ledger, held);
    expect(plan.conflicts).toEqual([]);
    expect(carryOutPlan(held, plan).ratings.get(ID)).toEqual(
      answer({ ...theirs, score: 10, evidence: ['E03', 'E02'] }),
    );
  });

  test('are written by themselves, also those of an improvement', () => {
    const ledger = given(OLD, OLD, { ...OLD, improvement: { measure: 'm', owner: 'p', due: null } });
    const { changes } = planSave(ledger, holding({ [ID]: OLD }));
    expect(changes.map(({ change }) => change)).toEqual([{ improvement: { owner: 'p' } }]);
  });

  test.each<[part: string, mine: Partial<Rating>, theirs: Partial<Rating>]>([
    ['finding', { finding: 'mine' }, { finding: 'theirs' }],
    ['improvement', { improvement: { measure: 'a', owner: null, due: null } }, { improvement: null }],
  ])('in conflict hold the whole answer back: %s', (_, mine, theirs) => {
    const ledger = given(OLD, OLD, { ...OLD, ...mine, score: 10 });
    const plan = planSave(ledger, holding({ [ID]: { ...OLD, ...theirs } }));
    expect(plan.conflicts.map(({ requirement }) => requirement)).toEqual([ID]);
    expect(plan.changes).toEqual([]);
  });
});

describe('evidence', () => {
  type Lists = readonly [original: string, saved: string, mine: string, theirs: string, merged: string];
  test.each<[title: string, lists: Lists]>([
    ['is added', ['', '', 'A', '', 'A']],
    ['is dropped', ['AB', 'AB', 'B', 'AB', 'B']],
    ['is put in order as it was here', ['AB', 'AB', 'BA', 'AB', 'BA']],
    ['of both sides is kept', ['', '', 'A', 'B', 'BA']],
    ['that both added is there once', ['', '', 'AB', 'B', 'BA']],
    ['dropped by each is dropped', ['ABC', 'ABC', 'BC', 'AB', 'B']],
    ['is put back where it got lost', ['', 'A', 'A', '', 'A']],
    ['chosen and saved is dropped again', ['', 'A', '', 'A', '']],
    ['dropped and saved is chosen again', ['A', '', 'A', '', 'A']],
    ['chosen and saved is dropped again beside theirs', ['', 'A', '', 'AB', 'B']],
    ['is put in order as it was here, also after a save', ['', 'AB', 'BA', 'AB', 'BA']],
  ])('%s: %j', (_, lists) => {
    const [original, saved, mine, theirs, merged] = lists.map((list) => ({ evidence: list.split('') }));
    const held = holding({ [ID]: theirs ?? {} });
    const plan = planSave(given(original ?? null, saved ?? null, mine ?? {}), held);
    expect(plan.conflicts).toEqual([]);
    expect(carryOutPlan(held, plan).ratings.get(ID)?.evidence).toEqual(merged?.evidence);
  });
});

test('only answers that had been saved count as restored', () => {
  expect(planSave(given(null, { score: 10 }, { score: 10 }), holding({})).restored).toBe(1);
  expect(planSave(given(null, null, { score: 10 }), holding({})).restored).toBe(0);
  expect(planSave(given(null, { score: 8 }, { score: 10 }), holding({ [ID]: { score: 8 } })).restored).toBe(0);
});

test('an answer remembers what was there before the session, however often it is given', () => {
  const once = enterAnswer(EMPTY_LEDGER, answer({ score: 5 }), ratingOf(ID, 8));
  const twice = enterAnswer(once, ratingOf(ID, 8), ratingOf(ID, 10));
  expect(twice.answers.get(ID)).toEqual({
    original: answer({ score: 5 }),
    saved: answer({ score: 5 }),
    current: ratingOf(ID, 10),
  });
});

test('what is not in the file is counted, until it has been settled', () => {
  const others = ['vision.1b', 'vision.2a'];
  const entered = [ID, ...others].reduce((led, id) => enterAnswer(led, null, ratingOf(id, 10)), EMPTY_LEDGER);
  const ledger = enterEvidence(entered, entry('E01'));
  const held = holding({ 'vision.1b': { score: 0 } });
  expect(countUnsaved(ledger, held)).toBe(4);
  const plan = planSave(ledger, held);
  const file = carryOutPlan(held, plan);
  expect(countUnsaved(settle(ledger, plan, file, ['vision.2a']), file)).toBe(2);
  expect(countUnsaved(settle(ledger, plan, file), file)).toBe(1);
  expect(file.ratings.get('vision.1b')?.score).toBe(0);
});

describe('a conflict is settled', () => {
  const ledger = given({ score: 5 }, { score: 5 }, { score: 10, finding: 'mine' });
  const theirs = { score: 8, finding: 'theirs' } as const;

  /** The ledger once a side was chosen of what is asked about, the file holding that. */
  function settle(held: Held, keep: 'mine' | 'theirs', from = ledger): Ledger {
    const [conflict] = planSave(from, held).conflicts;
    if (!conflict) throw new Error('nothing is asked');
    return resolveConflict(from, held.ratings.get(ID) ?? null, keep, conflict[keep]);
  }

  test('by writing mine', () => {
    const held = holding({ [ID]: theirs });
    const plan = planSave(settle(held, 'mine'), held);
    expect([plan.conflicts, carryOutPlan(held, plan).ratings.get(ID)]).toEqual([
      [],
      answer({ score: 10, finding: 'mine' }),
    ]);
  });

  test('by taking theirs', () => {
    const settled = settle(holding({ [ID]: theirs }), 'theirs');
    const plan = planSave(settled, holding({ [ID]: theirs }));
    expect([plan.conflicts, plan.changes, countUnsaved(settled, holding({ [ID]: theirs }))]).toEqual([[], [], 0]);
  });

  test.each([
    ['mine', 10],
    ['theirs', 8],
  ] as const)('by taking %s, without a loss of what only one side changed', (keep, score) => {
    const from = given({ score: 5 }, { score: 5 }, { score: 10, finding: 'only mine', evidence: ['E01'] });
    const improvement = { measure: 'only theirs', owner: null, due: null };
    const held = holding({ [ID]: { score: 8, improvement, evidence: ['E02'] } });
    const plan = planSave(settle(held, keep, from), held);
    expect([plan.conflicts, carryOutPlan(held, plan).ratings.get(ID)]).toEqual([
      [],
      answer({ score, finding: 'only mine', improvement, evidence: ['E02', 'E01'] }),
    ]);
  });

  test('by taking theirs, who took the answer out', () => {
    const settled = settle(holding({}), 'theirs');
    // The finding was never theirs to take out.
    expect(planSave(settled, holding({})).changes.map(({ change }) => change)).toEqual([{ finding: 'mine' }]);
  });

  test('and asked about again where the file changed once more', () => {
    const settled = settle(holding({ [ID]: theirs }), 'mine');
    expect(planSave(settled, holding({ [ID]: { ...theirs, score: 0 } })).conflicts).toHaveLength(1);
  });

  test('or left alone where nothing was given', () => {
    expect(resolveConflict(ledger, null, 'mine', ratingOf('people.1a', 10))).toEqual(ledger);
  });
});

describe('an entry whose id somebody else took', () => {
  const mine = { ...entry('E07', '合同'), file: 'a.pdf' };
  const ledger = (original: readonly string[] = []): Ledger =>
    ledgerOf(
      {
        original: answer({ evidence: original }),
        saved: null,
        current: { ...ratingOf(ID, 10), evidence: ['E01', 'E07'] },
      },
      [mine],
    );
  const rename = (led: Ledger, ...held: Evidence[]) => renameTaken(led, holding({}, held), nextEvidenceId);

  test.each([
    ['title', entry('E07', '会议纪要')],
    ['file', { ...mine, file: 'b.pdf' }],
  ])('gets the next one, and its answers refer to that: another %s', (_, theirs) => {
    const { answers, evidence } = rename(ledger(), theirs, entry('E08'));
    expect(evidence).toEqual([{ ...mine, id: 'E09' }]);
    expect(answers.get(ID)?.current.evidence).toEqual(['E01', 'E09']);
  });

  test('keeps it where the entry is the same, or nobody took it', () => {
    expect(rename(ledger(), mine)).toEqual(ledger());
    expect(rename(ledger(), entry('E06'))).toEqual(ledger());
  });

  test('is not meant by an answer that referred to the id before the session', () => {
    expect(rename(ledger(['E07']), entry('E07', '会议纪要')).answers.get(ID)?.current.evidence).toEqual(['E01', 'E07']);
  });

  test('gets another one than its neighbours', () => {
    const two: Ledger = { ...ledger(), evidence: [mine, entry('E08', '发票')] };
    const ids = rename(two, entry('E07', 'x'), entry('E08', 'y')).evidence.map(({ id }) => id);
    expect(new Set([...ids, 'E07', 'E08']).size).toBe(4);
  });
});
