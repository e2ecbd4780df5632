import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openCatalogue } from '../../../src/commands/open-catalogue.ts';
import { messagesIn } from '../../../src/i18n/messages.ts';
import { frameOf } from '../../../src/session/frame.ts';
import { type Effect, type Event, ONLY, type Only, type Session } from '../../../src/session/session.ts';
import { step } from '../../../src/session/step.ts';
import type { Rating } from '../../../src/sheet/sheet.ts';
import { ratingOf } from '../scoring/small-catalogue.ts';
import { fromOutside, inputs, intended } from './random-keys.ts';
import { answersOf, begin, beginOn, entry, keyOut, play, ratingsOf, sheetWith } from './sessions.ts';

const evidence = [entry('E01'), entry('E02')];
const GIVEN = {
  'vision.1b': { score: 8, evidence: ['E01'] },
  'people.1a': { score: 0, finding: '没有', improvement: { measure: '补', owner: null, due: null } },
} as const;
const SME = openCatalogue('sme');
type Begin = (only: Only) => Session;

/** The small catalogue many times over, and the real one. */
const WORLDS: readonly (readonly [name: string, begin: Begin, runs: number])[] = [
  ['a small catalogue', (only) => begin(GIVEN, { evidence }, { only }), 3000],
  ['sme at two stars', (only) => beginOn(SME, sheetWith({}, { evidence }), { only }), 300],
];
const scopes = fc.constantFrom(...ONLY);
const run = (session: Session, events: readonly Event[]): Session =>
  events.reduce((before, event) => step(before, event).session, session);

const savesOf = (effects: readonly Effect[]) => effects.filter((effect) => effect.kind === 'save-answer');
const ratingIn = (ratings: ReadonlyMap<string, Rating>, id: string) => ratings.get(id) ?? ratingOf(id, null);

/** Checks one step against what the user meant by it: the answer became that, no other did, and one save says so. */
function checkStep(before: Session, event: Event): Session {
  const { session: after, effects } = step(before, event);
  const isNewEntry = after.evidence.length > before.evidence.length;
  const here = before.stops[before.at]?.requirement.id ?? '';
  const isUndo = after.history.length < before.history.length;
  const undone = isUndo ? before.history.at(-1) : undefined;
  const registered = isNewEntry ? after.evidence.at(-1) : undefined;
  const old = ratingIn(before.ratings, here);
  const wanted = registered ? { ...old, evidence: [...old.evidence, registered.id] } : intended(before, event);
  const target = undone ? (undone.before ?? ratingOf(undone.requirement, null)) : wanted;
  const expected = new Map(before.ratings);
  if (target) expected.set(target.requirement, target);
  expect(answersOf(after.ratings)).toEqual(answersOf(expected));
  const was = target ? ratingIn(before.ratings, target.requirement) : null;
  const isChange = target !== null && (isUndo || !isDeepStrictEqual(was, target));
  expect(savesOf(effects)).toEqual(
    isChange
      ? [
          {
            kind: 'save-answer',
            requirement: target.requirement,
            before: before.ratings.get(target.requirement) ?? null,
            after: target,
          },
        ]
      : [],
  );
  expect(after.at).toBeGreaterThanOrEqual(0);
  expect(after.at).toBeLessThan(after.stops.length);
  return after;
}

describe.each(WORLDS)('random keys on %s', (_, begun, numRuns) => {
  test('do what was meant and nothing else: no answer is lost, each change is saved once', () => {
    fc.assert(
      fc.property(scopes, inputs, (only, events) => {
        events.reduce(checkStep, begun(only));
      }),
      { numRuns },
    );
  });

  test('undone to the beginning leave the sheet as it was', () => {
    fc.assert(
      fc.property(scopes, inputs, (only, events) => {
        let now = run(begun(only), events);
        for (let tries = 0; tries < 4 && now.mode.kind !== 'end'; tries++) now = play(now, keyOut(now)).session;
        const changes = now.history.length;
        now = play(now, ...Array.from({ length: changes }, () => 'u')).session;
        expect(now.history).toEqual([]);
        expect(answersOf(now.ratings)).toEqual(answersOf(begun(only).ratings));
      }),
      { numRuns },
    );
  });

  test('never get stuck: six keys lead out, also with answers and conflicts from outside', () => {
    const disturbance = fc.option(fc.tuple(fc.array(fc.nat(), { maxLength: 3 }), fc.constantFrom(10, 0, null)));
    fc.assert(
      fc.property(scopes, inputs, disturbance, inputs, (only, first, outside, then) => {
        const met = run(begun(only), first);
        let now = run(outside ? step(met, fromOutside(met, ...outside)).session : met, then);
        const effects: Effect[] = [];
        for (let keys = 0; keys < 6 && !effects.some(({ kind }) => kind === 'leave'); keys++) {
          const played = play(now, keyOut(now));
          now = played.session;
          effects.push(...played.effects);
        }
        expect(effects.at(-1)).toEqual({ kind: 'leave' });
      }),
      { numRuns },
    );
  });

  test('always lead to something that can be drawn', () => {
    const screens = fc.constantFrom([60, 20], [80, 24], [120, 40], [20, 5]);
    fc.assert(
      fc.property(scopes, inputs, screens, fc.constantFrom('zh', 'en'), (only, events, [width, rows], lang) => {
        const screen = { width: width ?? 0, rows: rows ?? 0, lang, m: messagesIn(lang) } as const;
        let now = begun(only);
        for (const event of events) {
          now = step(now, event).session;
          if (events.length < 20 || now.mode.kind !== 'card') expect(frameOf(now, screen).lines).not.toEqual([]);
        }
        expect(frameOf(now, screen).lines).not.toEqual([]);
      }),
      { numRuns: numRuns / 10 },
    );
  });
});

test('the answers given on the real catalogue are those that were meant', () => {
  const session = beginOn(SME, sheetWith({}), { only: 'all' });
  const ids = session.stops.map(({ requirement }) => requirement.id);
  const keys = ids.map((_, index) => String((index % 4) + 1));
  let now = session;
  for (const key of keys) {
    now = play(now, key).session;
    if (now.mode.kind === 'item-done') now = play(now, 'enter').session;
  }
  const scores = [10, 8, 5, 0] as const;
  const wanted = Object.fromEntries(ids.map((id, index) => [id, { score: scores[index % 4] ?? 10 }]));
  expect(answersOf(now.ratings)).toEqual(answersOf(ratingsOf(wanted)));
  expect(now.mode).toEqual({ kind: 'end', reason: 'through' });
});
