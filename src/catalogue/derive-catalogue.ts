import type { Text } from '../i18n/lang.ts';
import {
  type Catalogue,
  type DerivedFrom,
  type Domain,
  type Item,
  type ItemDerivation,
  type ItemLevel,
  itemsOf,
  placeOfItem,
  type Requirement,
} from './catalogue.ts';
import { letter } from './parse-model.ts';

/** What the mapping itself gives for an item-level; `text` is the statement of one that the other model lacks. */
export interface OwnLevel {
  readonly level: number;
  readonly text: Text | null;
  readonly evidence: readonly Text[];
  readonly advice: Text;
}

export interface DerivedItem {
  readonly id: string;
  readonly name: Text;
  /** Null where it is that of the item that it comes from. */
  readonly overview: Text | null;
  readonly weight: number;
  readonly derivation: ItemDerivation;
  readonly levels: readonly OwnLevel[];
}

export interface DerivedDomain {
  readonly id: string;
  readonly name: Text;
  /** Null where it is that of the other model's domain of this id. */
  readonly overview: Text | null;
  readonly weight: number;
  readonly items: readonly DerivedItem[];
}

/** A checked mapping: what the items of a model are made of, and which of the other model's are left out. */
export interface Derivation {
  readonly domains: readonly DerivedDomain[];
  readonly dropped: readonly { readonly item: string; readonly reason: Text }[];
}

/** What stands for a text that was told to be missing. */
export const NO_TEXT: Text = { zh: '', en: '' };

/** The domains of a model that is derived from `base`; each requirement says which one it takes over. */
export function deriveDomains(base: Catalogue, { domains }: Derivation): Domain[] {
  return domains.map(({ id, name, overview, weight, items }) => ({
    id,
    name,
    overview: overview ?? base.domains.find((domain) => domain.id === id)?.overview ?? NO_TEXT,
    characteristics: [],
    weight,
    items: items.map((item) => deriveItem(base, item)),
  }));
}

/** What a derived catalogue tells of the model that it comes from. */
export function derivedFrom(base: Catalogue, { dropped }: Derivation): DerivedFrom {
  const places = base.domains.flatMap((domain) =>
    domain.items.map((item) => [item.id, placeOfItem(domain, item)] as const),
  );
  const names = new Map(itemsOf(base).map((item) => [item.id, item.name]));
  return {
    model: base.id,
    edition: base.edition,
    document: base.document,
    places: Object.fromEntries(places),
    dropped: dropped.map(({ item, reason }) => ({ item, name: names.get(item) ?? NO_TEXT, reason })),
  };
}

/** The levels of the items that an item comes from, by rank. */
export function levelsBehind(base: Catalogue, from: readonly string[]): Map<number, ItemLevel[]> {
  const items = from.flatMap((id) => itemsOf(base).find((item) => item.id === id) ?? []);
  const behind = new Map<number, ItemLevel[]>();
  for (const level of items.flatMap((item) => item.levels))
    behind.set(level.level, [...(behind.get(level.level) ?? []), level]);
  return behind;
}

function deriveItem(base: Catalogue, { id, name, overview, weight, derivation, levels }: DerivedItem): Item {
  const behind = levelsBehind(base, derivation.from);
  const origin = itemsOf(base).find((item) => item.id === derivation.from[0]);
  const own = new Map(levels.map((level) => [level.level, level]));
  const ranks = [...new Set([...behind.keys(), ...own.keys()])].sort((a, b) => a - b);
  return {
    id,
    name,
    heading: null,
    overview: overview ?? origin?.overview ?? NO_TEXT,
    weight,
    levels: ranks.map((rank) => deriveLevel(id, rank, behind.get(rank) ?? [], own.get(rank))),
    derivation,
  };
}

/** One item-level: the requirements behind it, lettered anew in order, or the mapping's own for all of it. */
function deriveLevel(item: string, level: number, behind: readonly ItemLevel[], own: OwnLevel | undefined): ItemLevel {
  const requirements = behind
    .flatMap((entry) => entry.requirements)
    .map((known, index): Requirement => ({ ...known, id: `${item}.${level}${letter(index)}`, origin: [known.id] }));
  const whole: Requirement = {
    id: `${item}.${level}${letter(0)}`,
    level,
    text: own?.text ?? NO_TEXT,
    points: [],
    provisional: true,
    origin: [],
  };
  return {
    level,
    clause: null,
    requirements: requirements.length ? requirements : [whole],
    evidence: own?.evidence ?? behind.flatMap((entry) => entry.evidence),
    advice: own?.advice ?? behind[0]?.advice ?? NO_TEXT,
  };
}
