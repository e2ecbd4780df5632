import { type Catalogue, requirementsFor } from '../catalogue/catalogue.ts';
import { highestOf, lowestOf, type Scoring } from '../catalogue/scoring.ts';
import type { Rating, Sheet } from '../sheet/sheet.ts';
import type { Scope, Session, Stop } from './session.ts';

/** The requirements of a claim in the model's order, as far as the scope goes; tailored items are left out. */
export function stopsOf(catalogue: Catalogue, sheet: Sheet, scope: Scope): Stop[] {
  const tailored = new Set(sheet.tailoring.map((entry) => entry.item));
  return catalogue.domains.flatMap((domain) =>
    domain.items
      .filter((item) => !tailored.has(item.id) && (scope.item === null || item.id === scope.item))
      .flatMap((item) => {
        const wanted = new Set(requirementsFor(item, sheet.claim, sheet.reading).map(({ id }) => id));
        return item.levels
          .filter((level) => scope.level === null || level.level === scope.level)
          .flatMap((level) =>
            level.requirements
              .filter(({ id }) => wanted.has(id))
              .map((requirement) => ({ domain, item, level, requirement })),
          );
      }),
  );
}

/** Begins a session where it was left: at `from`, or at the first stop that the scope asks for, or at the first of all. */
export function beginSession(catalogue: Catalogue, sheet: Sheet, scope: Scope): Session {
  const stops = stopsOf(catalogue, sheet, scope);
  const session: Session = {
    catalogue,
    sheet,
    scope,
    stops,
    at: 0,
    ratings: sheet.ratings,
    evidence: sheet.evidence,
    mode: { kind: 'card' },
    history: [],
    halfWritten: [],
    notice: null,
    unsaved: 0,
    isKept: true,
    areDraftsKept: true,
  };
  return { ...session, ...startOf(session) };
}

/** Where a session begins: at the requirement that it was told to, or else at the first that its scope asks for. */
export function startOf(session: Session): Pick<Session, 'at' | 'mode'> {
  const { stops, scope } = session;
  const from = scope.from === null ? -1 : stops.findIndex(({ requirement }) => requirement.id === scope.from);
  const next = from < 0 ? nextStop(session, -1) : from;
  if (next !== null) return { at: next, mode: { kind: 'card' } };
  const isDone = scope.only === 'unscored' || scope.only === 'open';
  return { at: 0, mode: { kind: 'end', reason: isDone ? 'through' : 'none' } };
}

/** Whether a session stops at a requirement by itself. */
function isWanted({ catalogue, scope, ratings }: Session, { requirement }: Stop): boolean {
  const rating = ratings.get(requirement.id);
  const score = rating?.score ?? null;
  switch (scope.only) {
    case 'all':
      return true;
    case 'unscored':
      return score === null;
    case 'gaps':
      return score !== null && score < highestOf(catalogue.scoring);
    case 'open':
      return lackOf(rating, catalogue.scoring) !== null;
  }
}

/** What an answer still lacks, as the end of a session counts it; of several the first one. */
export function lackOf(rating: Rating | undefined, scoring: Scoring): 'score' | 'measure' | 'evidence' | null {
  const score = rating?.score ?? null;
  if (score === null) return 'score';
  if (score < scoring.threshold && !rating?.improvement?.measure) return 'measure';
  return score > lowestOf(scoring) && !rating?.evidence.length ? 'evidence' : null;
}

/** The next stop behind an index that the scope asks for; null where there is none. */
export function nextStop(session: Session, at: number): number | null {
  const index = session.stops.findIndex((stop, position) => position > at && isWanted(session, stop));
  return index < 0 ? null : index;
}
