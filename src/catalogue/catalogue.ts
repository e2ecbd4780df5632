import type { Text } from '../i18n/lang.ts';

/** One checkable statement of a model; `<item>.<level><letter>` is its id, and never changes once released. */
export interface Requirement {
  readonly id: string;
  readonly level: number;
  readonly text: Text;
  readonly provisional: boolean;
}

/** What belongs to one item at one level: its requirements, what to ask for, what to do next. */
export interface ItemLevel {
  readonly level: number;
  readonly requirements: readonly Requirement[];
  readonly evidence: readonly Text[];
  readonly advice: Text;
}

/** 能力项. `heading` is what the source calls it where that differs from the name. */
export interface Item {
  readonly id: string;
  readonly name: Text;
  readonly heading: string | null;
  readonly overview: Text;
  readonly levels: readonly ItemLevel[];
}

/** 能力域. */
export interface Domain {
  readonly id: string;
  readonly name: Text;
  readonly overview: Text;
  readonly items: readonly Item[];
}

/** 成熟度等级: rank from 1, its name and what marks an organisation that has reached it. */
export interface Level {
  readonly rank: number;
  readonly name: Text;
  readonly characteristics: readonly Text[];
}

/** A model in one edition. `digest` stands for its whole content (`sha256:…`). */
export interface Catalogue {
  readonly id: string;
  readonly edition: string;
  readonly name: Text;
  readonly document: Text;
  readonly scoringRule: Text;
  readonly levels: readonly Level[];
  readonly domains: readonly Domain[];
  readonly digest: string;
}

/** How a claim L is read: the requirements of levels 1…L, or those of L alone (DESIGN.md, *The arithmetic*). */
export const READINGS = ['cumulative', 'own-level'] as const;
export type Reading = (typeof READINGS)[number];

export const itemsOf = (catalogue: Catalogue): readonly Item[] => catalogue.domains.flatMap((domain) => domain.items);

/** The requirements that an item brings into a claim; empty where it takes no part in it. */
export function requirementsFor(item: Item, claim: number, reading: Reading): readonly Requirement[] {
  const levels = item.levels.filter(({ level }) => (reading === 'cumulative' ? level <= claim : level === claim));
  return levels.flatMap((entry) => entry.requirements);
}

/** The key of a requirement inside its item: `1a` of `demand-management.1a`. */
export const shortId = (requirement: Requirement): string => requirement.id.slice(requirement.id.lastIndexOf('.') + 1);

export const levelName = (catalogue: Catalogue, rank: number): Text | null =>
  catalogue.levels.find((level) => level.rank === rank)?.name ?? null;

/** Where a requirement stands in the user's own copy of the standard. */
export function referenceOf(catalogue: Catalogue, domain: Domain, item: Item, requirement: Requirement): Text {
  const letter = requirement.id.at(-1) ?? '';
  const level = levelName(catalogue, requirement.level);
  const heading = item.heading ?? item.name.zh;
  return {
    zh: `${catalogue.document.zh} › ${domain.name.zh} › ${heading} › ${level?.zh ?? ''}第 ${letter} 项`,
    en: `${catalogue.document.en} › ${domain.name.zh} › ${heading} › ${level?.zh ?? ''} ${letter})`,
  };
}
