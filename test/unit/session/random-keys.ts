import fc from 'fast-check';
import { findEvidence } from '../../../src/session/find.ts';
import type { Event, SaveOutcome, Session } from '../../../src/session/session.ts';
import type { Rating, Tenths } from '../../../src/sheet/sheet.ts';
import { ratingOf } from '../scoring/small-catalogue.ts';

const KEYS = [...'12341234bufieglmo-qr?hsvlkt59x/', '中'];
const NAMED = ['enter', 'enter', 'enter', 'escape', 'up', 'down', 'left', 'right', 'space', 'delete', 'tab'];
const TEXTS = [
  '',
  ' ',
  '补上记录',
  'x',
  'evidence/a.pdf',
  '../a',
  '2026-06-30',
  '２０２６年６月３０日',
  '2026-02-30',
  '\x1b[2J',
  '一\n二',
  '3',
];

const key = fc.constantFrom(...KEYS, ...NAMED).map((name): Event => ({ kind: 'key', key: name }));
const text = fc.constantFrom(...TEXTS);
const line = fc.record({
  kind: fc.constant('line' as const),
  text,
  fault: fc.constantFrom(null, null, null, 'missing' as const),
});
const others = fc.oneof(
  text.map((words): Event => ({ kind: 'query', text: words })),
  text.map((words): Event => ({ kind: 'edited', text: words })),
  text.map((words): Event => ({ kind: 'left', text: words })),
  fc.constant<Event>({ kind: 'edited', text: null, reason: 'no vi' }),
  fc.constant<Event>({ kind: 'pasted' }),
  fc
    .constantFrom(-3, 5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)
    .map((rows): Event => ({ kind: 'moved', rows })),
  text.map((words): Event => ({ kind: 'unknown', text: words })),
  text.map((words): Event => ({ kind: 'candidates', names: words === '' ? [] : [words, words] })),
  fc.constantFrom(1, 7).map((unsaved): Event => failed(unsaved)),
);

/** What a user may do: mostly keys, some texts, now and then something else. */
export const inputs: fc.Arbitrary<Event[]> = fc.array(
  fc.oneof({ weight: 14, arbitrary: key }, { weight: 4, arbitrary: line }, { weight: 2, arbitrary: others }),
  { maxLength: 60, size: 'max' },
);

const failed = (unsaved: number): Event => ({
  kind: 'saved',
  outcome: { kind: 'failed', reason: 'EIO', journal: null, unsaved, layout: null },
});

/** Answers that came in from outside, some of them against the user's own. */
export function fromOutside(session: Session, picks: readonly number[], score: Tenths | null): Event {
  const ratings = new Map(session.ratings);
  const ids = picks.map((pick) => session.stops[pick % session.stops.length]?.requirement.id ?? '');
  const [taken, ...conflicting] = new Set(ids);
  if (taken !== undefined) ratings.set(taken, { ...ratingOf(taken, score), finding: '别人写的' });
  const outcome: SaveOutcome = {
    kind: 'saved',
    ratings,
    evidence: null,
    merged: taken === undefined ? 0 : 1,
    restored: 0,
    conflicts: conflicting.map((id) => ({
      requirement: id,
      mine: session.ratings.get(id) ?? ratingOf(id, null),
      theirs: ratingOf(id, score),
    })),
    caughtUp: 0,
  };
  return { kind: 'saved', outcome };
}

/** Days that `TEXTS` has, as they are meant. */
const DAYS: Readonly<Record<string, string>> = { '2026-06-30': '2026-06-30', '２０２６年６月３０日': '2026-06-30' };

/** What an event makes of the answer on the card, as a user understands it; null where it is not meant to change it. */
export function intended(session: Session, event: Event): Rating | null {
  const { mode, stops, at } = session;
  const id = stops[at]?.requirement.id;
  if (id === undefined) return null;
  const old = session.ratings.get(id) ?? ratingOf(id, null);
  if (event.kind === 'edited') return withText(old, 'finding', event.text);
  if (event.kind === 'line' && mode.kind === 'text') return withText(old, mode.field, event.text);
  const pressed = event.kind === 'key' ? event.key : event.kind === 'line' ? 'enter' : '';
  // A page of a card has the keys of the card, but for those that close it.
  if (mode.kind === 'card' || mode.kind === 'page') {
    const scores: Readonly<Record<string, Tenths>> = { 1: 10, 2: 8, 3: 5, 4: 0 };
    const score = scores[pressed];
    if (score !== undefined) return { ...old, score };
    return pressed === '-' || pressed === 'delete' ? { ...old, score: null } : null;
  }
  if (mode.kind !== 'evidence' || pressed !== 'enter') return null;
  const chosen = findEvidence(session.evidence, mode.query)[mode.cursor];
  if (!chosen) return null;
  const without = old.evidence.filter((known) => known !== chosen.id);
  return { ...old, evidence: without.length < old.evidence.length ? without : [...old.evidence, chosen.id] };
}

function withText(old: Rating, field: 'finding' | 'measure' | 'owner' | 'due', written: string | null): Rating | null {
  if (written === null || written.includes('\x1b')) return null;
  const words = written.trim();
  if (field === 'finding') return { ...old, finding: words || null };
  if (field === 'due' && words !== '' && DAYS[words] === undefined) return null;
  // Without a measure there is nobody to answer for it.
  if (field === 'measure' && words === '') return { ...old, improvement: null };
  const value = field === 'due' ? (DAYS[words] ?? null) : words || null;
  const improvement = { measure: null, owner: null, due: null, ...old.improvement, [field]: value };
  return { ...old, improvement: Object.values(improvement).some(Boolean) ? improvement : null };
}
