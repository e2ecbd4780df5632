import { isDeepStrictEqual } from 'node:util';
import type { Catalogue } from '../../../src/catalogue/catalogue.ts';
import { currentStop, type Effect, type Event, type Scope, type Session } from '../../../src/session/session.ts';
import { step } from '../../../src/session/step.ts';
import { beginSession } from '../../../src/session/stops.ts';
import {
  type Evidence,
  ORGANIZATION_KEYS,
  type Organization,
  type Rating,
  type Sheet,
} from '../../../src/sheet/sheet.ts';
import { ratingOf, smallCatalogue } from '../scoring/small-catalogue.ts';
import { NO_FACTS } from '../sheet/no-facts.ts';

/** At claim 2: vision.1a, vision.1b, vision.2a, network.1a, people.1a, people.1b. */
export const CATALOGUE = smallCatalogue({
  north: { vision: { 1: 2, 2: 1 }, network: { 1: 1 } },
  south: { people: { 1: 2 } },
});
export const IDS = ['vision.1a', 'vision.1b', 'vision.2a', 'network.1a', 'people.1a', 'people.1b'] as const;

/** Parts of answers by requirement; what is left out is empty. */
export type Answers = Readonly<Record<string, Partial<Rating>>>;

export const ratingsOf = (answers: Answers): Map<string, Rating> =>
  new Map(Object.entries(answers).map(([id, answer]) => [id, { ...ratingOf(id, null), ...answer }]));

export function sheetWith(answers: Answers, change: Partial<Sheet> = {}): Sheet {
  return {
    model: 'small',
    edition: '1',
    modelDigest: null,
    overlay: null,
    claim: 2,
    reading: 'cumulative',
    kind: 'self',
    lang: null,
    organization: Object.fromEntries(ORGANIZATION_KEYS.map((key) => [key, null])) as unknown as Organization,
    assessment: NO_FACTS,
    evidence: [],
    tailoring: [],
    disagreements: [],
    ratings: ratingsOf(answers),
    ...change,
  };
}

export const WHOLE: Scope = { item: null, level: null, only: 'unscored', from: null };

/** A session on the small catalogue, as it begins. */
export const begin = (answers: Answers = {}, change: Partial<Sheet> = {}, scope: Partial<Scope> = {}): Session =>
  beginOn(CATALOGUE, sheetWith(answers, change), scope);

export const beginOn = (catalogue: Catalogue, sheet: Sheet, scope: Partial<Scope> = {}): Session =>
  beginSession(catalogue, sheet, { ...WHOLE, ...scope });

export const entry = (id: string, title = `title of ${id}`): Evidence => ({
  id,
  title,
  method: null,
  file: null,
  sha256: null,
  date: null,
});

/** What is done to a session: a key by its name, or any event. */
export type Input = string | Event;

export const line = (text: string): Event => ({ kind: 'line', text });
export const query = (text: string): Event => ({ kind: 'query', text });

/** The session after all inputs, and what all of them asked for. */
export function play(session: Session, ...inputs: readonly Input[]): { session: Session; effects: Effect[] } {
  const effects: Effect[] = [];
  let now = session;
  for (const input of inputs) {
    const stepped = step(now, typeof input === 'string' ? { kind: 'key', key: input } : input);
    now = stepped.session;
    effects.push(...stepped.effects);
  }
  return { session: now, effects };
}

/** Where a session is, in words: `card vision.1a`, `text due (date)`, `item vision → network.1a`. */
export function tell({ mode, stops, ...session }: Session): string {
  switch (mode.kind) {
    case 'card':
      return `card ${currentStop({ ...session, mode, stops })?.requirement.id ?? 'none'}`;
    case 'text':
    case 'new-evidence':
      return `${mode.kind} ${mode.field}${mode.fault ? ` (${mode.fault})` : ''}`;
    case 'evidence':
    case 'jump':
    case 'open':
    case 'overview':
      return `${mode.kind} ${mode.cursor + 0}`;
    case 'page':
      return `page ${mode.what} ${mode.top}`;
    case 'item-done':
      return `item ${mode.item} → ${mode.next === null ? 'end' : stops[mode.next]?.requirement.id}`;
    case 'conflict':
      return `conflict ${mode.conflicts.map(({ requirement }) => requirement).join()}`;
    case 'end':
      return `end ${mode.reason}`;
  }
}

/** Effects in words: `save vision.1a`, `refresh`. */
export const tellEffects = (effects: readonly Effect[]): string[] =>
  effects.map((effect) => {
    if (effect.kind === 'save-answer') return `save ${effect.requirement}`;
    if (effect.kind === 'save-evidence') return `register ${effect.entry.id}`;
    if (effect.kind === 'resolve') return `keep ${effect.keep} ${effect.chosen.requirement}`;
    return effect.kind;
  });

/** The answers that say anything, as plain data to be compared. */
export const answersOf = (ratings: ReadonlyMap<string, Rating>): Record<string, Rating> =>
  Object.fromEntries([...ratings].filter(([id, rating]) => !isDeepStrictEqual(rating, ratingOf(id, null))).sort());

/** Keys that lead from any mode to the end and out of the session. */
export function keyOut({ mode, unsaved, isKept }: Session): string {
  if (mode.kind === 'conflict') return 'k';
  if (mode.kind === 'end') return unsaved > 0 && !isKept ? 'x' : 'enter';
  return ['card', 'item-done', 'page'].includes(mode.kind) ? 'q' : 'escape';
}
