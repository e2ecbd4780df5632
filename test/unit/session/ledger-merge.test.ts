import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countUnsaved,
  type Given,
  type Held,
  type Ledger,
  resolveConflict,
  settle,
} from '../../../src/session/ledger.ts';
import { planSave } from '../../../src/session/plan-save.ts';
import type { Rating, Tenths } from '../../../src/sheet/sheet.ts';
import { ratingOf } from '../scoring/small-catalogue.ts';
import { carryOutPlan, MemoryFile } from './memory-file.ts';
import { entry } from './sessions.ts';

const ID = 'vision.1a';
const EMPTY = ratingOf(ID, null);
const FIELDS = ['score', 'finding', 'improvement'] as const;

const rating: fc.Arbitrary<Rating> = fc.record({
  requirement: fc.constant(ID),
  score: fc.constantFrom<(Tenths | null)[]>(null, 10, 0),
  evidence: fc.shuffledSubarray(['E01', 'E02', 'E03']),
  finding: fc.constantFrom(null, '缺', '有'),
  improvement: fc.constantFrom(
    null,
    { measure: '补', owner: null, due: null },
    { measure: '补', owner: '王五', due: '2026-06-30' },
  ),
});
const maybe = fc.option(rating, { freq: 6 });
const givens: fc.Arbitrary<Given> = fc.record({ original: maybe, saved: maybe, current: rating });

/** An answer as it was before, saved, given here, there in the file, and after merging; `asked` where it is in conflict. */
function merge(given: Given, theirs: Rating | null) {
  const ledger: Ledger = { answers: new Map([[ID, given]]), evidence: [], settled: [], saves: 0 };
  const held: Held = { ratings: new Map(theirs ? [[ID, theirs]] : []), evidence: [] };
  const plan = planSave(ledger, held);
  const after = carryOutPlan(held, plan);
  return {
    ledger,
    plan,
    after,
    asked: plan.conflicts.length > 0,
    o: given.original ?? EMPTY,
    s: given.saved ?? EMPTY,
    m: given.current,
    t: theirs ?? EMPTY,
    r: after.ratings.get(ID) ?? EMPTY,
  };
}

const same = isDeepStrictEqual;

describe('for any answer before, saved, given and in the file', () => {
  test('what was given is written, or asked about, and then nothing is touched', () => {
    fc.assert(
      fc.property(givens, maybe, (given, theirs) => {
        const { o, s, m, t, r, asked, plan } = merge(given, theirs);
        if (asked) {
          expect(plan.changes).toEqual([]);
          const [conflict] = plan.conflicts;
          for (const field of FIELDS) {
            const isGiven = !same(m[field], o[field]) || !same(m[field], s[field]);
            const isTheirs = !same(t[field], o[field]) && !same(t[field], s[field]);
            const merged = isGiven ? m[field] : t[field];
            // What only one side changed is the same on both.
            expect(conflict?.mine[field], field).toEqual(merged);
            expect(conflict?.theirs[field], field).toEqual(isGiven && isTheirs ? t[field] : merged);
          }
          expect(conflict?.mine.evidence).toEqual(conflict?.theirs.evidence);
          return;
        }
        for (const field of FIELDS) {
          const isGiven = !same(m[field], o[field]) || !same(m[field], s[field]);
          expect(r[field], field).toEqual(isGiven ? m[field] : t[field]);
        }
      }),
      { numRuns: 5000 },
    );
  });

  test('nobody is asked where only one side changed a part', () => {
    fc.assert(
      fc.property(givens, maybe, (given, theirs) => {
        const { o, s, m, t, asked } = merge(given, theirs);
        const isDisputed = FIELDS.some((field) => {
          const isMine = !same(m[field], o[field]) || !same(m[field], s[field]);
          const isTheirs = !same(t[field], o[field]) && !same(t[field], s[field]);
          return isMine && isTheirs && !same(m[field], t[field]);
        });
        expect(asked).toBe(isDisputed);
      }),
      { numRuns: 5000 },
    );
  });

  test('evidence is merged entry by entry', () => {
    fc.assert(
      fc.property(givens, maybe, (given, theirs) => {
        const { o, s, m, t, r, asked } = merge(given, theirs);
        if (asked) return;
        expect(new Set(r.evidence).size).toBe(r.evidence.length);
        for (const id of ['E01', 'E02', 'E03']) {
          const [wasThere, wasSaved, isMine, isTheirs, isIn] = [o, s, m, t, r].map((list) =>
            list.evidence.includes(id),
          );
          const isGiven = isMine !== wasThere || isMine !== wasSaved;
          expect(isIn, id).toBe(isGiven ? isMine : isTheirs);
        }
      }),
      { numRuns: 5000 },
    );
  });

  test('once it is saved nothing is left to do but what is asked about', () => {
    fc.assert(
      fc.property(givens, maybe, (given, theirs) => {
        const { ledger, plan, after, asked } = merge(given, theirs);
        const settled = settle(ledger, plan, after);
        const again = planSave(settled, after);
        expect([again.changes, again.conflicts]).toEqual([[], plan.conflicts]);
        if (!asked) expect(countUnsaved(settled, after)).toBe(0);
      }),
      { numRuns: 3000 },
    );
  });

  test('an answer to what is asked about is the last word', () => {
    fc.assert(
      fc.property(givens, maybe, fc.constantFrom('mine', 'theirs'), (given, theirs, keep) => {
        const { ledger, plan: asking, after } = merge(given, theirs);
        const [conflict] = asking.conflicts;
        fc.pre(conflict !== undefined);
        const plan = planSave(resolveConflict(ledger, theirs, keep, conflict[keep]), after);
        const result = carryOutPlan(after, plan).ratings.get(ID) ?? EMPTY;
        expect(plan.conflicts).toEqual([]);
        for (const field of [...FIELDS, 'evidence'] as const) expect(result[field]).toEqual(conflict[keep][field]);
      }),
      { numRuns: 2000 },
    );
  });
});

type Part = Partial<Pick<Rating, 'score' | 'finding' | 'evidence'>>;
/** One thing that happens to an answer: we change a part of it, somebody else does in the file, or it is saved. */
type Happening = { readonly who: 'we' | 'they'; readonly part: Part } | { readonly who: 'save' };

const part: fc.Arbitrary<Part> = fc.oneof(
  fc.constantFrom<(Tenths | null)[]>(null, 10, 8).map((score) => ({ score })),
  fc.constantFrom(null, '缺', '有').map((finding) => ({ finding })),
  fc.subarray(['E01', 'E02']).map((evidence) => ({ evidence })),
);
const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    fc.record({ who: fc.constantFrom('we' as const, 'they' as const), part }),
    fc.constant({ who: 'save' as const }),
  ),
  { maxLength: 14 },
);

/** The parts of an answer that are merged by themselves; each entry of evidence is one. */
const partsOf = ({ score, finding, evidence }: Rating): Readonly<Record<string, unknown>> => ({
  score,
  finding,
  E01: evidence.includes('E01'),
  E02: evidence.includes('E02'),
});

/** Checks a save: what only we changed is as we gave it, what only they ever changed is as they left it, the rest as it was. */
function checkSave(before: Rating, ours: Rating, theirs: Rating, after: Rating, touched: Set<string>): void {
  const [was, we, they, is] = [before, ours, theirs, after].map(partsOf);
  for (const name of Object.keys(was ?? {})) {
    const [isOurs, isTheirs] = [we?.[name] !== was?.[name], they?.[name] !== was?.[name]];
    if (isOurs) touched.add(name);
    if (isOurs && !isTheirs) expect(is?.[name], `${name} was given here`).toBe(we?.[name]);
    if (isTheirs && !touched.has(name)) expect(is?.[name], `${name} was given there alone`).toBe(they?.[name]);
    if (!isOurs && !isTheirs) expect(is?.[name], `${name} was not changed`).toBe(was?.[name]);
  }
}

test('over many saves no change is lost, ours or theirs', () => {
  fc.assert(
    fc.property(happenings, (events) => {
      const file = new MemoryFile({ ratings: new Map(), evidence: [] });
      const touched = new Set<string>();
      let [before, ours] = [EMPTY, EMPTY];
      for (const event of [...events, { who: 'save' } as const]) {
        if (event.who === 'they') file.write(ID, event.part);
        else if (event.who === 'we') {
          const old = ours;
          ours = { ...ours, ...event.part };
          file.fails = true;
          file.carryOut({ kind: 'save-answer', requirement: ID, before: old, after: ours });
          file.fails = false;
        } else {
          const theirs = file.held.ratings.get(ID) ?? EMPTY;
          const outcome = file.carryOut({ kind: 'refresh' });
          if (outcome.kind === 'saved' && outcome.conflicts.length) return;
          const after = file.held.ratings.get(ID) ?? EMPTY;
          checkSave(before, ours, theirs, after, touched);
          [before, ours] = [after, after];
        }
      }
    }),
    { numRuns: 5000 },
  );
});

test('an entry of the register that somebody corrects later is not entered a second time', () => {
  const file = new MemoryFile({ ratings: new Map(), evidence: [] });
  file.carryOut({ kind: 'save-evidence', entry: entry('E01', '合同') });
  file.held = { ...file.held, evidence: [entry('E01', '合同（2026 年）')] };
  file.carryOut({ kind: 'refresh' });
  expect(file.held.evidence).toEqual([entry('E01', '合同（2026 年）')]);
});
