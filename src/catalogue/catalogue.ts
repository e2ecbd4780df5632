import type { Lang, Text } from '../i18n/lang.ts';
import type { Scoring } from './scoring.ts';

/** One checkable statement of a model; `<item>.<level><letter>` is its id, and never changes once released. */
export interface Requirement {
  readonly id: string;
  readonly level: number;
  readonly text: Text;
  /** What the source lists under it, and what is judged with it. */
  readonly points: readonly Text[];
  /** Whether it stands for a whole item-level of which no source has the text. */
  readonly provisional: boolean;
  /** In a derived model: the requirement of the other model that it takes over, or none. Absent in every other model. */
  readonly origin?: readonly string[];
}

/** How an item of a derived model relates to those of the other model. */
export const DERIVATION_KINDS = ['same', 'renamed', 'merged', 'added', 'starts-at-another-level'] as const;
export type DerivationKind = (typeof DERIVATION_KINDS)[number];

/** Which items an item of a derived model was made from, and why so. */
export interface ItemDerivation {
  readonly kind: DerivationKind;
  readonly from: readonly string[];
  readonly reason: Text;
}

/** What belongs to one item at one level: its requirements, what to ask for, what to do next. */
export interface ItemLevel {
  readonly level: number;
  /** The number of the clause, where the source numbers them. */
  readonly clause: string | null;
  readonly requirements: readonly Requirement[];
  readonly evidence: readonly Text[];
  readonly advice: Text;
}

/**
 * 能力项. `heading` is what the source calls it where that differs from the name. Requirements that hold for a whole
 * domain belong to an item that is the domain itself: it has the domain's id.
 */
export interface Item {
  readonly id: string;
  readonly name: Text;
  readonly heading: string | null;
  readonly overview: Text;
  /** What its score counts in that of the domain, a whole number from 1. */
  readonly weight: number;
  readonly levels: readonly ItemLevel[];
  /** In a derived model alone. */
  readonly derivation?: ItemDerivation;
}

/** 能力域; `characteristics` say what marks it at each level, where the source does. */
export interface Domain {
  readonly id: string;
  readonly name: Text;
  readonly overview: Text;
  readonly characteristics: readonly { readonly level: number; readonly text: Text }[];
  /** What its requirements count in the score of a level, times the weight of their item. */
  readonly weight: number;
  readonly items: readonly Item[];
}

/** 成熟度等级: rank from 1, its name and what marks an organisation that has reached it. */
export interface Level {
  readonly rank: number;
  readonly name: Text;
  readonly definition: Text | null;
  readonly characteristics: readonly Text[];
}

/** Where the requirements of an item stand in a document: what it is called there, and the clause of each level. */
export interface ItemPlace {
  readonly domain: string;
  readonly heading: string;
  readonly clauses: Readonly<Record<number, string>>;
}

/** What a derived model was made from: the other model, where its items stand, and those that were left out. */
export interface DerivedFrom {
  readonly model: string;
  readonly edition: string;
  readonly document: Text;
  readonly places: Readonly<Record<string, ItemPlace>>;
  readonly dropped: readonly { readonly item: string; readonly name: Text; readonly reason: Text }[];
}

/** The user's own file that some of the wording comes from: its name as given, its digest, how many requirements have its words. */
export interface OverlayMark {
  readonly file: string;
  readonly digest: string;
  readonly replaced: number;
}

/**
 * Whom a model assesses, where it is made for some alone: the guide's application (8.3.2) is one of providers of services
 * to SMEs, and only they are asked what it wants of them.
 */
export const ASSESSED = ['sme-service-providers'] as const;
export type Assessed = (typeof ASSESSED)[number];

/** A model in one edition. `digest` stands for its whole content as released (`sha256:…`), without an overlay. */
export interface Catalogue {
  readonly id: string;
  readonly edition: string;
  readonly name: Text;
  readonly document: Text;
  readonly scoringRule: Text;
  readonly scoring: Scoring;
  readonly levels: readonly Level[];
  readonly domains: readonly Domain[];
  /** In a derived model alone. */
  readonly derivedFrom?: DerivedFrom;
  /** Left out where it assesses organisations of any kind. */
  readonly assesses?: Assessed;
  readonly digest: string;
  /** There only where an overlay was applied. */
  readonly overlay?: OverlayMark;
  /** The catalogue in its own words; there only where an overlay was applied. */
  readonly released?: Catalogue;
}

/** The catalogues that there are, editions from the newest, and how to get one. */
export interface Catalogues {
  readonly models: readonly { readonly id: string; readonly editions: readonly string[] }[];
  readonly open: (model: string, edition: string) => Catalogue;
}

/** How a claim L is read: the requirements of levels 1…L, or those of L alone (DESIGN.md, *The arithmetic*). */
export const READINGS = ['cumulative', 'own-level'] as const;
export type Reading = (typeof READINGS)[number];

/** Whether an item stands for its whole domain, and is none of the items that the source counts. */
export const isDomainWide = (domain: Domain, item: Item): boolean => item.id === domain.id;

/** What people call an item; the one that stands for its whole domain says so. */
export const itemTitle = (domain: Domain, item: Item, lang: Lang): string =>
  `${item.name[lang]}${isDomainWide(domain, item) ? (lang === 'zh' ? '（全域）' : ' (whole domain)') : ''}`;

/** The items that the source counts. */
export const countItems = (catalogue: Catalogue): number =>
  catalogue.domains.reduce((sum, domain) => sum + domain.items.filter((item) => !isDomainWide(domain, item)).length, 0);

export const itemsOf = (catalogue: Catalogue): readonly Item[] => catalogue.domains.flatMap((domain) => domain.items);

/** How many requirements items have of their own at each level of their model, from the lowest. */
export const countsByLevel = (items: readonly Item[], { levels }: Pick<Catalogue, 'levels'>): number[] =>
  levels.map(({ rank }) =>
    items.reduce(
      (sum, item) =>
        sum +
        item.levels.filter((entry) => entry.level === rank).reduce((n, entry) => n + entry.requirements.length, 0),
      0,
    ),
  );

/** The requirements that an item brings into a claim; empty where it takes no part in it. */
export function requirementsFor(item: Item, claim: number, reading: Reading): readonly Requirement[] {
  const levels = item.levels.filter(({ level }) => (reading === 'cumulative' ? level <= claim : level === claim));
  return levels.flatMap((entry) => entry.requirements);
}

/** The key of a requirement inside its item: `1a` of `demand-management.1a`. */
export const shortId = (requirement: Requirement): string => requirement.id.slice(requirement.id.lastIndexOf('.') + 1);

/** The points of a requirement, numbered: `1）…`. */
export const pointLines = ({ points }: Requirement, lang: Lang): string[] =>
  numberedLines(
    points.map((point) => point[lang]),
    lang,
  );

/** The points of a requirement in one language, numbered. */
export const numberedLines = (points: readonly string[], lang: Lang): string[] =>
  points.map((point, index) => `${index + 1}${lang === 'zh' ? '）' : ') '}${point}`);

/** The text of a requirement with its points, on one line. */
export const statementOf = (requirement: Requirement, lang: Lang): string =>
  [requirement.text[lang], ...pointLines(requirement, lang)].join(' ');

export const levelName = (catalogue: Catalogue, rank: number): Text | null =>
  catalogue.levels.find((level) => level.rank === rank)?.name ?? null;

export const itemIdOf = (requirement: string): string => requirement.slice(0, requirement.lastIndexOf('.'));

/** Where the requirements of an item stand in the model's own document. */
export const placeOfItem = (domain: Domain, item: Item): ItemPlace => ({
  domain: domain.name.zh,
  heading: item.heading ?? item.name.zh,
  clauses: Object.fromEntries(item.levels.flatMap(({ level, clause }) => (clause === null ? [] : [[level, clause]]))),
});

/**
 * Where a requirement stands in the user's own copy of the standard; one of a derived model, in the other model's
 * document, and one that no source has the text of, where its item-level is named.
 */
export function referenceOf(catalogue: Catalogue, domain: Domain, item: Item, requirement: Requirement): Text {
  const origin = requirement.origin?.[0];
  const place = origin === undefined ? null : (catalogue.derivedFrom?.places[itemIdOf(origin)] ?? null);
  const document = place && catalogue.derivedFrom ? catalogue.derivedFrom.document : catalogue.document;
  const level = levelName(catalogue, requirement.level)?.zh ?? '';
  const letter = requirement.provisional ? null : ((place ? origin : requirement.id)?.at(-1) ?? '');
  const { domain: domainName, heading, clauses } = place ?? placeOfItem(domain, item);
  const clause = clauses[requirement.level];
  const path = clause === undefined ? [domainName, heading] : [level, `${clause} ${heading}`];
  if (letter === null)
    return { zh: [document.zh, ...path, level].join(' › '), en: [document.en, ...path, level].join(' › ') };
  const last =
    clause === undefined ? [`${level}第 ${letter} 项`, `${level} ${letter})`] : [`${letter}）`, `${letter})`];
  return { zh: [document.zh, ...path, last[0]].join(' › '), en: [document.en, ...path, last[1]].join(' › ') };
}
