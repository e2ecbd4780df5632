import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRunner } from '../../../src/commands/session-runner.ts';
import type { Event, Session } from '../../../src/session/session.ts';
import type { Rating, Tenths } from '../../../src/sheet/sheet.ts';
import { ratingOf } from '../scoring/small-catalogue.ts';
import { MemoryFile } from './memory-file.ts';
import { inputs, intended } from './random-keys.ts';
import { answersOf, begin, entry, IDS, type Input, keyOut } from './sessions.ts';

/** What may happen beside keys: somebody writes to the file, or it cannot be written for a while. */
type Outside = { readonly write: string; readonly part: Partial<Rating> } | { readonly fails: boolean };

const outsides: fc.Arbitrary<Outside> = fc.oneof(
  fc.record({
    write: fc.constantFrom(...IDS),
    part: fc.oneof(
      fc.constantFrom<(Tenths | null)[]>(10, 5, null).map((score) => ({ score })),
      fc.constantFrom('别人写的', null).map((finding) => ({ finding })),
      fc.subarray(['E01', 'E02']).map((evidence) => ({ evidence })),
    ),
  }),
  fc.boolean().map((fails) => ({ fails })),
);

const EVIDENCE = [entry('E01'), entry('E02')];
const start = () => {
  const session = begin({}, { evidence: EVIDENCE }, { only: 'all' });
  const file = new MemoryFile({ ratings: session.ratings, evidence: session.evidence });
  const runner = createRunner(session, file, { edit: () => undefined, leave: () => undefined });
  return { file, runner };
};
/** Keys and texts with the file kept in step; a function does something outside. */
function play(...events: (Input | ((file: MemoryFile) => void))[]) {
  const { file, runner } = start();
  for (const event of events) {
    if (typeof event === 'function') event(file);
    else runner.handle(typeof event === 'string' ? { kind: 'key', key: event } : event);
  }
  return { session: runner.session, file };
}

const NONE = ratingOf('', null);

/**
 * Checks that what was meant to be changed is shown so. What is taken back to what it was at first is no change any more:
 * there, what somebody else wrote meanwhile is as good.
 */
function checkShown(before: Session, meant: Rating, after: Session, original: Rating, others: Partial<Rating>): void {
  const { requirement } = meant;
  const [old, shown] = [before, after].map(({ ratings }) => ratings.get(requirement) ?? NONE) as [Rating, Rating];
  for (const part of ['score', 'finding'] as const) {
    if (meant[part] === old[part]) continue;
    const isTakenBack = meant[part] === original[part] && part in others;
    expect(isTakenBack ? [meant[part], others[part]] : [meant[part]], part).toContain(shown[part]);
  }
  for (const { id } of EVIDENCE) {
    const isMeant = meant.evidence.includes(id);
    if (isMeant === old.evidence.includes(id)) continue;
    const isTakenBack = isMeant === original.evidence.includes(id) && others.evidence?.includes(id) !== undefined;
    expect(isTakenBack ? [isMeant, others.evidence?.includes(id)] : [isMeant], id).toContain(
      shown.evidence.includes(id),
    );
  }
}

test('what is on the screen is in the file once nothing is unsaved and nothing asked', () => {
  fc.assert(
    fc.property(inputs, fc.array(fc.tuple(fc.nat(60), outsides), { maxLength: 6 }), (events, others) => {
      const { file, runner } = start();
      const written = new Map<string, Partial<Rating>>();
      for (const [index, event] of events.entries()) {
        // The editor is left before anything else happens, so that its text never comes into a conflict.
        if (event.kind === 'saved' || (event.kind === 'edited' && runner.session.mode.kind === 'conflict')) continue;
        for (const [, outside] of others.filter(([when]) => when === index)) {
          if ('fails' in outside) file.fails = outside.fails;
          else {
            file.write(outside.write, outside.part);
            written.set(outside.write, { ...written.get(outside.write), ...outside.part });
          }
        }
        const before = runner.session;
        const meant = intended(before, event);
        const original = file.ledger.answers.get(meant?.requirement ?? '')?.original ?? NONE;
        runner.handle(event);
        if (meant && runner.session.mode.kind !== 'conflict')
          checkShown(before, meant, runner.session, original, written.get(meant.requirement) ?? {});
      }
      file.fails = false;
      const press = (key: string) => runner.handle({ kind: 'key', key });
      for (let keys = 0; keys < 12 && runner.session.mode.kind !== 'end'; keys++) press(keyOut(runner.session));
      runner.handle({ kind: 'saved', outcome: file.carryOut({ kind: 'refresh' }) });
      while (runner.session.mode.kind === 'conflict') press('k');
      expect(runner.session.unsaved).toBe(0);
      expect(answersOf(runner.session.ratings)).toEqual(answersOf(file.held.ratings));
      expect(runner.session.evidence).toEqual(file.held.evidence);
    }),
    { numRuns: 3000 },
  );
});

test('evidence that was chosen is dropped by the same key, on the screen and in the file', () => {
  const { session, file } = play('e', 'enter', 'enter');
  expect(session.ratings.get('vision.1a')?.evidence).toEqual([]);
  expect(file.held.ratings.get('vision.1a')?.evidence).toEqual([]);
});

test('undo takes chosen evidence back, on the screen and in the file', () => {
  const { session, file } = play('e', 'enter', 'escape', 'u');
  expect(answersOf(session.ratings)).toEqual({});
  expect(answersOf(file.held.ratings)).toEqual({});
});

test('undo to the beginning leaves what others wrote meanwhile', () => {
  const { file } = play('1', (outside) => outside.write('vision.1a', { finding: '别人写的' }), '2', 'u', 'u');
  expect(file.held.ratings.get('vision.1a')).toMatchObject({ score: null, finding: '别人写的' });
});

test('what others take back stays away, where only they ever gave it', () => {
  const { file } = play(
    '1',
    (outside) => outside.write('vision.1a', { finding: '别人写的' }),
    'b',
    '2',
    (outside) => outside.write('vision.1a', { finding: null }),
    's',
  );
  expect(file.held.ratings.get('vision.1a')).toMatchObject({ score: 8, finding: null });
});

test('answers that could not be saved are saved with the next one', () => {
  const fail = (fails: boolean) => (file: MemoryFile) => {
    file.fails = fails;
  };
  const failing = play(fail(true), '1', '2');
  expect([failing.session.unsaved, answersOf(failing.file.held.ratings)]).toEqual([2, {}]);
  const { session, file } = play(fail(true), '1', '2', fail(false), '3');
  expect([session.unsaved, session.notice]).toEqual([0, { kind: 'saved-again', answers: 3 }]);
  expect(Object.values(answersOf(file.held.ratings)).map(({ score }) => score)).toEqual([10, 8, 5]);
});

test('an id that somebody took meanwhile is another one on the screen too', () => {
  const line = (text: string): Event => ({ kind: 'line', text });
  const take = (file: MemoryFile) => {
    file.held = { ...file.held, evidence: [...file.held.evidence, entry('E03', '别人的')] };
  };
  const { session, file } = play('e', 'up', 'enter', line('我的'), line(''), line(''), take, line(''));
  expect(session.evidence.map(({ id, title }) => `${id} ${title}`).slice(2)).toEqual(['E03 别人的', 'E04 我的']);
  expect(file.held.ratings.get('vision.1a')?.evidence).toEqual(['E04']);
});
