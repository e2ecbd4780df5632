import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMPTY_LEDGER, enterAnswer, enterEvidence, isSaved, type Ledger, settle } from '../../../src/session/ledger.ts';
import { ledgerText, readLedger } from '../../../src/session/ledger-json.ts';
import { planSave } from '../../../src/session/plan-save.ts';
import { type Evidence, METHODS, type Rating, type Tenths } from '../../../src/sheet/sheet.ts';
import { findForbidden } from '../../../src/yaml/check-text.ts';
import { ratingOf } from '../scoring/small-catalogue.ts';
import { carryOutPlan } from './memory-file.ts';
import { entry, IDS } from './sessions.ts';

/** Whatever a sheet may hold. */
const words = fc.option(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => findForbidden(text) === null),
);
const rating = (requirement: string): fc.Arbitrary<Rating> =>
  fc.record({
    requirement: fc.constant(requirement),
    score: fc.constantFrom<(Tenths | null)[]>(10, 8, 5, 0, null),
    evidence: fc.subarray(['E01', 'E02']),
    finding: words,
    improvement: fc.option(fc.record({ measure: words, owner: words, due: fc.constantFrom(null, '2026-06-30') })),
  });
const evidence: fc.Arbitrary<Evidence> = fc.record({
  id: fc.constantFrom('E03', 'E04'),
  title: words,
  method: fc.constantFrom(null, ...METHODS),
  file: words,
  sha256: fc.constant(null),
  date: fc.constantFrom(null, '2026-03-01'),
});
const ledgers: fc.Arbitrary<Ledger> = fc
  .record({
    answers: fc
      .subarray([...IDS])
      .chain((ids) => fc.tuple(...ids.map((id) => fc.tuple(fc.option(rating(id)), rating(id))))),
    entries: fc.uniqueArray(evidence, { selector: ({ id }) => id }),
  })
  .map(({ answers, entries }) => {
    const answered = answers.reduce((ledger, [before, after]) => enterAnswer(ledger, before, after), EMPTY_LEDGER);
    return entries.reduce(enterEvidence, answered);
  });

const NOTHING = { ratings: new Map(), evidence: [] };

test('a journal brings back what was given and not saved, as it was given', () => {
  fc.assert(
    fc.property(ledgers, (ledger) => {
      const read = readLedger(ledgerText('/sheet.yaml', ledger) ?? '');
      const changed = [...ledger.answers].filter(([, given]) => !isSaved(given));
      expect([...(read?.answers ?? [])]).toEqual(changed);
      expect(read?.evidence ?? []).toEqual(ledger.evidence);
    }),
    { numRuns: 1000 },
  );
});

test('a journal leaves out what is in the file, and keeps what is new since', () => {
  const entered = enterAnswer(EMPTY_LEDGER, null, ratingOf('vision.1a', 10));
  const plan = planSave(entered, NOTHING);
  const saved = settle(entered, plan, carryOutPlan(NOTHING, plan));
  expect(ledgerText('/s', saved)).toBeNull();
  const again = enterAnswer(saved, ratingOf('vision.1a', 10), ratingOf('vision.1a', 5));
  expect(readLedger(ledgerText('/s', again) ?? '')?.answers.get('vision.1a')).toEqual({
    original: ratingOf('vision.1a', 10),
    saved: ratingOf('vision.1a', 10),
    current: ratingOf('vision.1a', 5),
  });
});

const RATING = { ...ratingOf('vision.1a', 10), improvement: { measure: '补', owner: null, due: '2026-06-30' } };
const journal = (change: object = {}) => ({
  format: 'assess-journal/1',
  sheet: '/s',
  answers: [{ before: null, after: RATING }],
  evidence: [entry('E03')],
  ...change,
});
const answering = (change: object) => journal({ answers: [{ before: null, after: { ...RATING, ...change } }] });
const entered = (change: object) => journal({ evidence: [{ ...entry('E03'), ...change }] });

describe('what is no journal is not read as one', () => {
  test('nor is the journal itself refused', () => {
    expect(readLedger(JSON.stringify(journal()))?.answers.get('vision.1a')?.current).toEqual(RATING);
    expect(readLedger(`${JSON.stringify(journal({ answers: [], evidence: [] }))}\r\n`)).toEqual(EMPTY_LEDGER);
  });

  test.each([
    ['nothing', ''],
    ['half of it', JSON.stringify(journal()).slice(0, 80)],
    ['no JSON', 'format: assess-journal/1'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '1'],
    ['a nest', '['.repeat(100_000)],
  ])('%s', (_, text) => {
    expect(readLedger(text)).toBeNull();
  });

  test.each<[title: string, value: object]>([
    ['another format', journal({ format: 'assess-journal/2' })],
    ['no answers', journal({ answers: undefined })],
    ['answers that are no list', journal({ answers: { 0: { before: null, after: RATING } } })],
    ['register that is no list', journal({ evidence: {} })],
    ['an answer that is null', journal({ answers: [null] })],
    ['an answer that is a text', journal({ answers: ['vision.1a'] })],
    ['no answer after', journal({ answers: [{ before: null }] })],
    ['no answer before', journal({ answers: [{ after: RATING }] })],
    ['an answer of another requirement before', journal({ answers: [{ before: ratingOf('b.1a', 5), after: RATING }] })],
    ['no requirement', answering({ requirement: undefined })],
    ['a requirement that is a number', answering({ requirement: 1 })],
    ['a score that there is not', answering({ score: 7 })],
    ['a score as it is written', answering({ score: 0.8 })],
    ['a score that is a text', answering({ score: '10' })],
    ['evidence that is no list', answering({ evidence: 'E01' })],
    ['evidence that is no id', answering({ evidence: [1] })],
    ['a finding that is a number', answering({ finding: 5 })],
    ['no finding', answering({ finding: undefined })],
    ['an improvement that is a text', answering({ improvement: 'x' })],
    ['an improvement with a number', answering({ improvement: { measure: 1, owner: null, due: null } })],
    ['an improvement without its parts', answering({ improvement: {} })],
    ['a due date that is none', answering({ improvement: { measure: 'x', owner: null, due: 'soon' } })],
    ['an entry that is null', journal({ evidence: [null] })],
    ['an entry without an id', entered({ id: undefined })],
    ['an entry with a number for its title', entered({ title: 1 })],
    ['an entry with a list for its file', entered({ file: ['a'] })],
    ['an entry with a method that there is not', entered({ method: 'hearsay' })],
    ['an entry with a date that is none', entered({ date: 'soon' })],
    ['an escape sequence in a finding', answering({ finding: '\x1b[2J' })],
    ['a reordering mark in a title', entered({ title: 'a\u202eb' })],
  ])('%s', (_, value) => {
    expect(readLedger(JSON.stringify(value))).toBeNull();
  });

  test('whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(readLedger(text)).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });
});
