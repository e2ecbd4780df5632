import { nearest } from '../diagnostics/suggest.ts';
import { foldName } from '../text/fold-text.ts';
import { simplify } from '../text/simplify.ts';
import {
  type Catalogue,
  type Domain,
  type Item,
  isDomainWide,
  itemTitle,
  type Level,
  type Requirement,
  shortId,
} from './catalogue.ts';
import { findLevel } from './find-level.ts';

/** A part of a model; a domain or an item may be looked at one level alone. */
export type Part =
  | { readonly kind: 'level'; readonly level: Level }
  | { readonly kind: 'domain'; readonly domain: Domain; readonly level: Level | null }
  | { readonly kind: 'item'; readonly domain: Domain; readonly item: Item; readonly level: Level | null }
  | { readonly kind: 'requirement'; readonly domain: Domain; readonly item: Item; readonly requirement: Requirement };

/** What a word names in a model: one part (`grade` where that is a level by its second name), several, or none. */
export type Lookup =
  | { readonly kind: 'found'; readonly part: Part; readonly grade: Level | null }
  | { readonly kind: 'ambiguous'; readonly ids: readonly string[] }
  | { readonly kind: 'unknown'; readonly suggestion: string | null };

/** A domain or an item, by everything that it is called. */
interface Named {
  readonly part: Extract<Part, { kind: 'domain' | 'item' }>;
  readonly id: string;
  readonly names: readonly string[];
}

/**
 * Finds a part by its id, by its name in either language or as the source heads it, a level by its name or rank, and with a
 * dot or a blank a requirement or one level of an item or domain: `demand-management.1a`, `需求管理 三星`; where the source
 * numbers its clauses, also by such a number: `8.8.3`, `8.8.3 a)`. Case, width and composition play no part, nor do
 * traditional characters where nothing has them. A domain goes before the item that stands for the whole of it.
 */
export function findPart(catalogue: Catalogue, word: string): Lookup {
  const lookup = findWritten(catalogue, word);
  const simplified = simplify(word);
  return lookup.kind !== 'unknown' || simplified === word ? lookup : findWritten(catalogue, simplified);
}

function findWritten(catalogue: Catalogue, word: string): Lookup {
  const plain = word.normalize('NFKC');
  return (
    settle(findNamed(catalogue, word), ({ part }) => found(part)) ??
    findTwo(catalogue, plain) ??
    findLevelPart(catalogue, word) ??
    findClause(catalogue, plain) ?? { kind: 'unknown', suggestion: suggestPart(catalogue, word) }
  );
}

const found = (part: Part, grade: Level | null = null): Lookup => ({ kind: 'found', part, grade });

function settle(named: readonly Named[], look: (named: Named) => Lookup | null): Lookup | null {
  const [first] = named;
  return first && named.length === 1
    ? look(first)
    : first
      ? { kind: 'ambiguous', ids: named.map((entry) => entry.id) }
      : null;
}

/** What stands behind the dot or blank is a key or the name of a level: nobody types more. */
const LONGEST_TAIL = 80;

/** What a word names that is two: a part, and behind a dot or a blank something of it. Names have blanks too. */
function findTwo(catalogue: Catalogue, word: string): Lookup | null {
  const from = Math.max(0, word.length - LONGEST_TAIL);
  for (let index = word.length - 1; index > from; index--) {
    if (!/[. ]/.test(word.charAt(index))) continue;
    const below = word.slice(index + 1).trim();
    const two = settle(below === '' ? [] : findNamed(catalogue, word.slice(0, index)), ({ part }) =>
      findBelow(catalogue, part, below),
    );
    if (two) return two;
  }
  return null;
}

/** The level of an item that a clause of the source is about, or with a letter one requirement of it. */
function findClause(catalogue: Catalogue, word: string): Lookup | null {
  const [, clause, letter] = /^\s*(\d+(?:\.\d+)+)\s*(?:([a-z])\)?)?\s*$/i.exec(word) ?? [];
  if (clause === undefined) return null;
  for (const domain of catalogue.domains)
    for (const item of domain.items) {
      const entry = item.levels.find((level) => level.clause === clause);
      if (entry)
        return findBelow(catalogue, { kind: 'item', domain, item, level: null }, `${entry.level}${letter ?? ''}`);
    }
  return null;
}

function findLevelPart(catalogue: Catalogue, word: string): Lookup | null {
  const level = findLevel(catalogue, word);
  return level && found({ kind: 'level', level: level.level }, level.byGrade ? level.level : null);
}

/** What a word names, ids before names; more than one where items share a name. */
function findNamed(catalogue: Catalogue, word: string): Named[] {
  const key = foldName(word);
  const all = namedParts(catalogue);
  const byId = all.find((entry) => entry.id === key);
  if (byId) return [byId];
  const byName = all.filter((entry) => entry.names.some((name) => foldName(name) === key));
  const domains = byName.filter((entry) => entry.part.kind === 'domain');
  return domains.length ? domains : byName;
}

/** Domains first, so that they go before the item with their own id. */
const namedParts = (catalogue: Catalogue): Named[] => [
  ...catalogue.domains.map(
    (domain): Named => ({
      part: { kind: 'domain', domain, level: null },
      id: domain.id,
      names: [domain.name.zh, domain.name.en],
    }),
  ),
  ...catalogue.domains.flatMap((domain) =>
    domain.items.map(
      (item): Named => ({
        part: { kind: 'item', domain, item, level: null },
        id: item.id,
        names: [
          itemTitle(domain, item, 'zh'),
          itemTitle(domain, item, 'en'),
          item.name.zh,
          item.name.en,
          ...(item.heading === null ? [] : [item.heading]),
        ],
      }),
    ),
  ),
];

/** What stands behind the dot: the key of a requirement, or a level. */
function findBelow(catalogue: Catalogue, part: Named['part'], tail: string): Lookup | null {
  const { domain } = part;
  const item = part.kind === 'item' ? part.item : domain.items.find((entry) => isDomainWide(domain, entry));
  const requirement = item?.levels
    .flatMap((entry) => entry.requirements)
    .find((entry) => shortId(entry) === foldName(tail));
  if (item && requirement) return found({ kind: 'requirement', domain, item, requirement });
  const level = findLevel(catalogue, tail);
  return level && found({ ...part, level: level.level }, level.byGrade ? level.level : null);
}

/** The id or name that a word was probably meant to be: one that differs little, else one that contains it. */
function suggestPart(catalogue: Catalogue, word: string): string | null {
  const named = namedParts(catalogue);
  const requirements = catalogue.domains.flatMap((domain) =>
    domain.items.flatMap((item) => item.levels.flatMap((level) => level.requirements.map(({ id }) => id))),
  );
  const texts = [
    ...named.map((entry) => entry.id),
    ...named.flatMap((entry) => entry.names),
    ...catalogue.levels.flatMap(({ name }) => [name.zh, name.en]),
    ...requirements,
  ];
  const byKey = new Map(texts.map((text) => [foldName(text), text] as const).reverse());
  const close = nearest(word, byKey.keys());
  if (close !== null) return byKey.get(close) ?? null;
  const key = foldName(word);
  return key.length < 2 ? null : (texts.find((text) => foldName(text).includes(key)) ?? null);
}
