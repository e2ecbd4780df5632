import type { Text } from '../i18n/lang.ts';
import { type Catalogue, type Item, itemsOf, type Requirement } from './catalogue.ts';

/** Why requirements that meet are not certain to be the same. */
export type MeetingReason = 'provisional' | 'ambiguous' | 'other-statement' | 'other-level' | 'other-name';

/**
 * Requirements of two catalogues that have to do with each other and are not certain to ask the same: one catalogue has
 * the provisional whole of what the other has the parts of; a statement was changed; it stands at another level, or in an
 * item of another name.
 */
export interface Meeting {
  readonly reason: MeetingReason;
  readonly old: readonly string[];
  readonly fresh: readonly string[];
}

/** How the items and requirements of one catalogue answer to those of another. */
export interface Relation {
  /** Whether they are editions of one model, or one is derived from the other, or both from a third. */
  readonly related: boolean;
  /** The items of the old catalogue behind each item of the new one, by id. */
  readonly items: ReadonlyMap<string, readonly string[]>;
  /** The requirement of the old catalogue that asks the same as one of the new catalogue, by id. */
  readonly same: ReadonlyMap<string, string>;
  /** The requirement of the old catalogue behind each one of the new one, in the same words or in others, by id. */
  readonly requirements: ReadonlyMap<string, readonly string[]>;
  readonly meetings: readonly Meeting[];
}

type Keys<T> = (catalogue: Catalogue, part: T) => readonly string[];

const rootOf = (catalogue: Catalogue): string => catalogue.derivedFrom?.model ?? catalogue.id;
const named = (model: string, ids: readonly string[]): string[] => ids.map((id) => `${model} ${id}`);

/** What an item is known by across related models: the items that it comes from, or itself. */
const itemKeys: Keys<Item> = (catalogue, { id, derivation }) =>
  derivation?.from.length ? named(rootOf(catalogue), derivation.from) : named(catalogue.id, [id]);

const requirementKeys: Keys<Requirement> = (catalogue, { id, origin }) =>
  origin?.length ? named(rootOf(catalogue), origin) : named(catalogue.id, [id]);

/** In strange models an id is all that items and requirements can have in common, beside their words. */
const strangeKeys: Keys<{ readonly id: string }> = (_, { id }) => [id];

/**
 * Whether items that answer to each other are the same one. Where the one is derived from the other, the mapping says so;
 * where all they have in common is an id, at least one of the names has to be the same too.
 */
export const isSameItem = (old: Item, fresh: Item): boolean =>
  [old, fresh].some(({ derivation }) => derivation?.from.length) ||
  old.name.zh === fresh.name.zh ||
  old.name.en === fresh.name.en;

/**
 * Relates two catalogues. A requirement is the same where it has the same statement, points included, at the same level of
 * the same item, whatever its letter: letters run on from a, so that they say nothing once a requirement came or went.
 * Between models that have nothing to do with each other its id has to be the same too, and items have nothing in common.
 */
export function relateCatalogues(old: Catalogue, fresh: Catalogue): Relation {
  const related = rootOf(old) === rootOf(fresh);
  const links = pairs(old, itemsOf(old), fresh, itemsOf(fresh), related ? itemKeys : strangeKeys);
  const items = related ? links : new Map<string, readonly string[]>();
  const wholes = wholesBetween(old, fresh, items);
  const keysOf = related ? requirementKeys : strangeKeys;
  const matching = newMatching(partsOf(old, keysOf), partsOf(fresh, keysOf), links);
  takeOut(matching, wholes);
  const same = matchSame(matching, related);
  const changed = related ? [...meetElsewhere(matching), ...meetAlike(matching), ...meetChanged(matching)] : [];
  const paired = changed.flatMap(({ reason, old: [from], fresh: [id] }) =>
    (reason === 'other-statement' || reason === 'other-name') && from !== undefined && id !== undefined
      ? [[id, [from]] as const]
      : [],
  );
  const requirements = new Map([...[...same].map(([id, from]) => [id, [from]] as const), ...paired]);
  return { related, items, same, requirements, meetings: [...wholes, ...changed] };
}

/** The old parts behind each new part that shares a key with them. */
function pairs<T extends { readonly id: string }>(
  old: Catalogue,
  oldParts: readonly T[],
  fresh: Catalogue,
  freshParts: readonly T[],
  keysOf: Keys<T>,
): Map<string, string[]> {
  const byKey = new Map<string, string[]>();
  for (const part of oldParts)
    for (const key of keysOf(old, part)) byKey.set(key, [...(byKey.get(key) ?? []), part.id]);
  const found = new Map<string, string[]>();
  for (const part of freshParts) {
    const ids = [...new Set(keysOf(fresh, part).flatMap((key) => byKey.get(key) ?? []))];
    if (ids.length) found.set(part.id, ids);
  }
  return found;
}

const requirementsOf = (item: Item): readonly Requirement[] => item.levels.flatMap((level) => level.requirements);
const idsOf = (requirements: readonly { readonly id: string }[]): string[] => requirements.map(({ id }) => id);

/** Item-levels of which one catalogue has the whole as one provisional requirement, and the other its real ones. */
function wholesBetween(old: Catalogue, fresh: Catalogue, items: Relation['items']): Meeting[] {
  const known = new Map(itemsOf(old).map((item) => [item.id, item]));
  return itemsOf(fresh).flatMap((item) => {
    const behind = (items.get(item.id) ?? []).flatMap((id) => known.get(id) ?? []);
    return item.levels.flatMap(({ level, requirements }): Meeting[] => {
      const before = behind.flatMap((entry) =>
        requirementsOf(entry).filter((requirement) => requirement.level === level),
      );
      const isWhole = requirements.some((entry) => entry.provisional) !== before.some((entry) => entry.provisional);
      return before.length && isWhole
        ? [{ reason: 'provisional', old: idsOf(before), fresh: idsOf(requirements) }]
        : [];
    });
  });
}

/** A requirement with what it is told apart by; `statement` holds its words, those of the catalogue before any overlay. */
interface Part {
  readonly id: string;
  readonly level: number;
  readonly item: Item;
  /** Null where it stands for several requirements of another model: then it is none of them. */
  readonly key: string | null;
  readonly text: Text;
  readonly statement: string;
}

function partsOf(catalogue: Catalogue, keysOf: Keys<Requirement>): Part[] {
  const released = new Map((catalogue.released ? itemsOf(catalogue.released) : []).flatMap(requirementsOf).map(byId));
  return itemsOf(catalogue).flatMap((item) =>
    requirementsOf(item).map((requirement) => {
      const before = released.get(requirement.id);
      // Real ones in place of a provisional one have no words but those of the overlay.
      const { text, points } = before && before.provisional === requirement.provisional ? before : requirement;
      const keys = keysOf(catalogue, requirement);
      return {
        id: requirement.id,
        level: requirement.level,
        item,
        key: keys.length === 1 ? (keys[0] ?? null) : null,
        text,
        statement: JSON.stringify([text, ...points].map(({ zh, en }) => [zh, en])),
      };
    }),
  );
}

const byId = (requirement: Requirement) => [requirement.id, requirement] as const;

/** The parts of both sides that nothing was found for yet. */
interface Matching {
  readonly old: Set<Part>;
  readonly fresh: Set<Part>;
  readonly isLinked: (old: Part, fresh: Part) => boolean;
}

const newMatching = (old: readonly Part[], fresh: readonly Part[], links: Relation['items']): Matching => ({
  old: new Set(old),
  fresh: new Set(fresh),
  isLinked: (one, other) => links.get(other.item.id)?.includes(one.item.id) ?? false,
});

function takeOut({ old, fresh }: Matching, meetings: readonly Meeting[]): void {
  const [before, after] = [meetings.flatMap((entry) => entry.old), meetings.flatMap((entry) => entry.fresh)];
  for (const part of [...old]) if (before.includes(part.id)) old.delete(part);
  for (const part of [...fresh]) if (after.includes(part.id)) fresh.delete(part);
}

/** Takes out what asks the same on both sides: first under the same id, then under whatever id. */
function matchSame(matching: Matching, related: boolean): Map<string, string> {
  const same = new Map<string, string>();
  const { old, fresh, isLinked } = matching;
  for (const anyKey of related ? [false, true] : [false])
    for (const part of [...fresh]) {
      const found = [...old].find(
        (before) =>
          before.statement === part.statement &&
          before.level === part.level &&
          before.key !== null &&
          part.key !== null &&
          (anyKey || before.key === part.key) &&
          isLinked(before, part) &&
          isSameItem(before.item, part.item),
      );
      if (!found) continue;
      same.set(part.id, found.id);
      old.delete(found);
      fresh.delete(part);
    }
  return same;
}

/** The same statement at the same level of an item that has other names now, or at another level. */
const meetElsewhere = (matching: Matching): Meeting[] => [
  ...meetEach(
    matching,
    'other-name',
    (before, part) =>
      before.statement === part.statement && before.level === part.level && !isSameItem(before.item, part.item),
  ),
  ...meetEach(matching, 'other-level', (before, part) => before.statement === part.statement),
];

/** The same text at least in one language, with other points or in other words in the other language. */
const meetAlike = (matching: Matching): Meeting[] =>
  meetEach(
    matching,
    'other-statement',
    (before, part) =>
      before.level === part.level && (before.text.zh === part.text.zh || before.text.en === part.text.en),
  );

/** Takes out each new part with the first old one of its item that it has to do with. */
function meetEach(
  { old, fresh, isLinked }: Matching,
  reason: MeetingReason,
  isMet: (before: Part, part: Part) => boolean,
): Meeting[] {
  return [...fresh].flatMap((part): Meeting[] => {
    const found = [...old].find(
      (before) => before.key !== null && part.key !== null && isLinked(before, part) && isMet(before, part),
    );
    if (!found) return [];
    old.delete(found);
    fresh.delete(part);
    return [{ reason, old: [found.id], fresh: [part.id] }];
  });
}

/**
 * What is left at a level of an item on both sides: each under its id where the ids are the same, so that only words were
 * changed; else all of it together, since nobody can say which became which.
 */
function meetChanged(matching: Matching): Meeting[] {
  const { old, fresh, isLinked } = matching;
  return [...fresh].flatMap((first): Meeting[] => {
    if (!fresh.has(first)) return [];
    const after = [...fresh].filter((part) => part.item === first.item && part.level === first.level);
    const before = [...old].filter((part) => part.level === first.level && isLinked(part, first));
    for (const part of after) fresh.delete(part);
    for (const part of before) old.delete(part);
    if (!before.length) return [];
    const alike = after.map((part) => before.filter(({ key }) => key !== null && key === part.key));
    if (after.length === before.length && alike.every((parts) => parts.length === 1))
      return after.map(({ id }, index) => ({ reason: 'other-statement', old: idsOf(alike[index] ?? []), fresh: [id] }));
    return [{ reason: 'ambiguous', old: idsOf(before), fresh: idsOf(after) }];
  });
}
