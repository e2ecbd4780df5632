import { type Catalogue, type Item, itemsOf, type Requirement } from './catalogue.ts';

/** Item-levels of which one catalogue has the whole as one provisional requirement, and the other its real ones. */
export interface Whole {
  readonly old: readonly string[];
  readonly fresh: readonly string[];
}

/** How the items and requirements of one catalogue answer to those of another. */
export interface Relation {
  /** Whether they are editions of one model, or one is derived from the other, or both from a third. */
  readonly related: boolean;
  /** The items of the old catalogue behind each item of the new one, by id. */
  readonly items: ReadonlyMap<string, readonly string[]>;
  /** The requirements of the old catalogue that each one of the new catalogue takes over, by id. */
  readonly requirements: ReadonlyMap<string, readonly string[]>;
  readonly wholes: readonly Whole[];
}

type Keys<T> = (catalogue: Catalogue, part: T) => readonly string[];

const rootOf = (catalogue: Catalogue): string => catalogue.derivedFrom?.model ?? catalogue.id;
const named = (model: string, ids: readonly string[]): string[] => ids.map((id) => `${model} ${id}`);

/** What an item is known by across related models: the items that it comes from, or itself. */
const itemKeys: Keys<Item> = (catalogue, { id, derivation }) =>
  derivation?.from.length ? named(rootOf(catalogue), derivation.from) : named(catalogue.id, [id]);

const requirementKeys: Keys<Requirement> = (catalogue, { id, origin }) =>
  origin?.length ? named(rootOf(catalogue), origin) : named(catalogue.id, [id]);

/** Requirements of strange models are the same where both id and statement are. */
const strangeKeys: Keys<Requirement> = (_, { id, text }) => [`${id} ${text.zh}`];

const requirementsOf = (item: Item): readonly Requirement[] => item.levels.flatMap((level) => level.requirements);

/**
 * Relates two catalogues: by where derived requirements come from, else by id. Between models that have nothing to do with
 * each other only requirements with the same id and the same statement are one, and no items.
 */
export function relateCatalogues(old: Catalogue, fresh: Catalogue): Relation {
  const related = rootOf(old) === rootOf(fresh);
  const items = related ? pairs(old, itemsOf(old), fresh, itemsOf(fresh), itemKeys) : new Map<string, string[]>();
  const found = pairs(
    old,
    itemsOf(old).flatMap(requirementsOf),
    fresh,
    itemsOf(fresh).flatMap(requirementsOf),
    related ? requirementKeys : strangeKeys,
  );
  const wholes = wholesBetween(old, fresh, items);
  const unclear = new Set(wholes.flatMap((whole) => whole.fresh));
  const requirements = new Map([...found].filter(([id]) => !unclear.has(id)));
  return { related, items, requirements, wholes };
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

function wholesBetween(old: Catalogue, fresh: Catalogue, items: Relation['items']): Whole[] {
  const known = new Map(itemsOf(old).map((item) => [item.id, item]));
  return itemsOf(fresh).flatMap((item) => {
    const behind = (items.get(item.id) ?? []).flatMap((id) => known.get(id) ?? []);
    return item.levels.flatMap(({ level, requirements }) => {
      const before = behind.flatMap((entry) =>
        requirementsOf(entry).filter((requirement) => requirement.level === level),
      );
      const isWhole = requirements.some((entry) => entry.provisional) !== before.some((entry) => entry.provisional);
      return before.length && isWhole ? [{ old: idsOf(before), fresh: idsOf(requirements) }] : [];
    });
  });
}

const idsOf = (requirements: readonly Requirement[]): string[] => requirements.map((requirement) => requirement.id);
