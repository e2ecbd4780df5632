import { LANGS, type Text } from '../i18n/lang.ts';
import { type Catalogue, type Domain, type Item, itemsOf, type Requirement, statementOf } from './catalogue.ts';
import { type ComparedScoring, compareScoring } from './compare-scoring.ts';
import { relateCatalogues } from './relate-catalogues.ts';

/** What holds of an item beside its counterpart; `same` where nothing else does. */
export const COMPARISON_KINDS = [
  'same',
  'renamed',
  'merged',
  'split',
  'added',
  'dropped',
  'other-levels',
  'other-requirements',
] as const;
export type ComparisonKind = (typeof COMPARISON_KINDS)[number];

/** How many requirements one side has at one level, and how many of them are provisional. */
export interface LevelCount {
  readonly count: number;
  readonly provisional: number;
}

/** Items of two models that answer to each other; one side is empty where an item was added or dropped. */
export interface ComparedItems {
  readonly kinds: readonly ComparisonKind[];
  readonly a: readonly Item[];
  readonly b: readonly Item[];
  readonly levels: readonly { readonly level: number; readonly a: LevelCount; readonly b: LevelCount }[];
  /** The requirements, by id, that are the other side's in the same words, in other words, and on one side alone. */
  readonly same: readonly (readonly [a: string, b: string])[];
  readonly changed: readonly (readonly [a: string, b: string])[];
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
  /** Why it is so, where a derived model says so. */
  readonly reason: Text | null;
}

export interface ComparedDomain {
  readonly a: Domain | null;
  readonly b: Domain | null;
  readonly items: readonly ComparedItems[];
}

/** Two catalogues side by side; `related` tells whether by derivation or edition, or by ids alone. */
export interface Comparison {
  readonly related: boolean;
  readonly scoring: ComparedScoring;
  readonly domains: readonly ComparedDomain[];
}

/** Compares two catalogues item by item, in the order of the second; what it lacks stands last in the domain of that id. */
export function compareCatalogues(a: Catalogue, b: Catalogue): Comparison {
  const relation = relateCatalogues(a, b);
  const links = relation.related
    ? relation.items
    : new Map(itemsOf(b).flatMap(({ id }) => (itemsOf(a).some((item) => item.id === id) ? [[id, [id]] as const] : [])));
  const groups = groupItems(a, b, links);
  const compared = groups.map((group) => compareGroup(group, a, b, relation.requirements));
  const inDomain = (items: readonly Item[], domain: Domain | null) =>
    domain?.items.some((item) => item.id === items[0]?.id) ?? false;
  const domains = b.domains.map((domain): ComparedDomain => {
    const before = a.domains.find((entry) => entry.id === domain.id) ?? null;
    const items = compared.filter((entry) => (entry.b.length ? inDomain(entry.b, domain) : inDomain(entry.a, before)));
    return { a: before, b: domain, items };
  });
  const gone = a.domains
    .filter((domain) => !b.domains.some((entry) => entry.id === domain.id))
    .map((domain) => ({
      a: domain,
      b: null,
      items: compared.filter((entry) => !entry.b.length && inDomain(entry.a, domain)),
    }));
  const all = [...domains, ...gone].filter((domain) => domain.items.length);
  return { related: relation.related, scoring: compareScoring(a, b, all), domains: all };
}

interface Group {
  readonly a: Item[];
  readonly b: Item[];
}

/** Items that hang together, each group at the place of its first item in `b`, then those of `a` that are alone. */
function groupItems(a: Catalogue, b: Catalogue, links: ReadonlyMap<string, readonly string[]>): Group[] {
  const groups: Group[] = [];
  for (const item of itemsOf(b)) {
    const behind = itemsOf(a).filter(({ id }) => links.get(item.id)?.includes(id));
    const group = groups.find((entry) => entry.a.some((known) => behind.includes(known)));
    if (group) {
      group.b.push(item);
      group.a.push(...behind.filter((known) => !group.a.includes(known)));
    } else groups.push({ a: behind, b: [item] });
  }
  const used = new Set(groups.flatMap((group) => group.a));
  return [...groups, ...itemsOf(a).flatMap((item) => (used.has(item) ? [] : [{ a: [item], b: [] }]))];
}

const requirementsOf = (items: readonly Item[]): readonly Requirement[] =>
  items.flatMap((item) => item.levels.flatMap((level) => level.requirements));

const countAt = (requirements: readonly Requirement[], level: number): LevelCount => {
  const own = requirements.filter((requirement) => requirement.level === level);
  return { count: own.length, provisional: own.filter((requirement) => requirement.provisional).length };
};

function compareGroup(
  group: Group,
  a: Catalogue,
  b: Catalogue,
  behind: ReadonlyMap<string, readonly string[]>,
): ComparedItems {
  const [before, after] = [requirementsOf(group.a), requirementsOf(group.b)];
  const byId = new Map(before.map((requirement) => [requirement.id, requirement]));
  const same: (readonly [string, string])[] = [];
  const changed: (readonly [string, string])[] = [];
  for (const requirement of after)
    for (const known of (behind.get(requirement.id) ?? []).flatMap((id) => byId.get(id) ?? [])) {
      (hasSameWords(known, requirement) ? same : changed).push([known.id, requirement.id]);
    }
  const paired = [...same, ...changed];
  const ranks = Array.from({ length: Math.max(a.levels.length, b.levels.length) }, (_, index) => index + 1);
  const levels = ranks.map((level) => ({ level, a: countAt(before, level), b: countAt(after, level) }));
  const onlyA = before.map(({ id }) => id).filter((id) => !paired.some(([one]) => one === id));
  const onlyB = after.map(({ id }) => id).filter((id) => !paired.some(([, other]) => other === id));
  const differs = changed.length > 0 || onlyA.length > 0 || onlyB.length > 0;
  return {
    kinds: kindsOf(group, levels, differs),
    ...group,
    levels,
    same,
    changed,
    onlyA,
    onlyB,
    reason: reasonOf(group, a, b),
  };
}

const hasSameWords = (one: Requirement, other: Requirement): boolean =>
  LANGS.every((lang) => statementOf(one, lang) === statementOf(other, lang));

function kindsOf({ a, b }: Group, levels: ComparedItems['levels'], differs: boolean): ComparisonKind[] {
  if (!a.length) return ['added'];
  if (!b.length) return ['dropped'];
  const otherLevels = levels.some((level) => (level.a.count === 0) !== (level.b.count === 0));
  const one = a.length === 1 && b.length === 1;
  const kinds: ComparisonKind[] = [
    ...(a.length > 1 ? ['merged' as const] : []),
    ...(b.length > 1 ? ['split' as const] : []),
    ...(one && a[0]?.name.zh !== b[0]?.name.zh ? ['renamed' as const] : []),
    ...(otherLevels ? ['other-levels' as const] : differs ? ['other-requirements' as const] : []),
  ];
  return kinds.length ? kinds : ['same'];
}

/** The reason that a derived model gives for an item, or for leaving one out. */
function reasonOf({ a, b }: Group, ...catalogues: readonly [Catalogue, Catalogue]): Text | null {
  const derived = [...b, ...a].find((item) => item.derivation)?.derivation;
  if (derived) return derived.reason;
  const ids = [...a, ...b].map((item) => item.id);
  const dropped = catalogues.flatMap((catalogue) => catalogue.derivedFrom?.dropped ?? []);
  return dropped.find(({ item }) => ids.includes(item))?.reason ?? null;
}
