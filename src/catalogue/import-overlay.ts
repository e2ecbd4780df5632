import type { Lang } from '../i18n/lang.ts';
import { langOfText } from '../text/lang-of-text.ts';
import { restoreRadicals } from '../text/restore-radicals.ts';
import type { Catalogue, Item, ItemLevel } from './catalogue.ts';
import type { Overlay, PartialText, Wording } from './overlay.ts';
import { readStandard, type StandardSection } from './read-standard.ts';
import { entriesOf, type StandardEntries, type StandardEntry } from './standard-entries.ts';
import { isEnded } from './standard-lines.ts';

/** A stretch of the text, in lines from 1, with the headings above it. */
export interface StandardPlace {
  readonly title: string;
  readonly line: number;
  readonly lastLine: number;
}

/** An item at a level, as an outcome names it. */
export interface ItemLevelName {
  readonly item: Item;
  readonly level: number;
  readonly requirements: readonly string[];
}

/** Why the text of an item and level was not taken over: another number of entries, entries out of order, or text twice. */
export type Misfit = ItemLevelName & {
  readonly why: 'count' | 'order' | 'repeated';
  readonly entries: number;
  readonly places: readonly StandardPlace[];
};

/** What an import took from a text, and everything that it did not. */
export interface ImportOutcome {
  readonly overlay: Overlay;
  readonly lang: Lang;
  readonly matched: readonly ItemLevelName[];
  readonly misfits: readonly Misfit[];
  /** Items and levels that the text says nothing of. */
  readonly missing: readonly ItemLevelName[];
  /** Lists of the text under headings that the model does not have. */
  readonly strays: readonly (StandardPlace & { readonly entries: number })[];
  /** Lines below a list that was taken over, which belong to none of its entries. */
  readonly unused: readonly { readonly line: number; readonly text: string }[];
  /** Requirements whose text ends like no sentence while others of their list do: something may be lost. */
  readonly brokenOff: readonly string[];
  /** Requirements whose text still begins with what looks like the mark of an entry. */
  readonly marked: readonly string[];
}

type Section = StandardSection & StandardEntries;

/**
 * Matches the lists of a standard's text with a model by item, level and order. An item at a level is taken over whole or
 * not at all: only where the text has it once, with as many entries as there are requirements, in order.
 */
export function importOverlay(source: string, catalogue: Catalogue): ImportOutcome {
  const text = restoreRadicals(source);
  const sections = readStandard(text, catalogue).map((section) => ({ ...section, ...entriesOf(section.lines) }));
  const matched: Match[] = [];
  const misfits: Misfit[] = [];
  const missing: ItemLevelName[] = [];
  for (const item of catalogue.domains.flatMap((domain) => domain.items))
    for (const itemLevel of item.levels) {
      const name = { item, level: itemLevel.level, requirements: itemLevel.requirements.map(({ id }) => id) };
      const found = inOne(
        item,
        sections.filter(
          (section) => section.item === item && section.level === itemLevel.level && section.entries.length,
        ),
      );
      const why = misfitOf(itemLevel, found);
      const [section] = found;
      if (!section) missing.push(name);
      else if (why !== null)
        misfits.push({ ...name, why, entries: section.entries.length, places: found.map(placeOf) });
      else matched.push({ ...name, isProvisional: isProvisional(itemLevel), section });
    }
  const lang = matched.length ? langOfText(matched.map(wordsOf).join('\n')) : langOfText(text);
  return {
    overlay: overlayOf(matched, lang),
    lang,
    matched,
    misfits,
    missing,
    strays: straysOf(sections),
    unused: matched.flatMap(({ section }) => section.unused.map(({ line, text: words }) => ({ line, text: words }))),
    brokenOff: idsOf(matched, brokenEntries),
    marked: idsOf(matched, markedEntries),
  };
}

/** The lists of those items that a derived one was merged from, as one in the order of the merger. */
function inOne({ derivation }: Item, found: readonly Section[]): readonly Section[] {
  const [first] = found;
  const merged = derivation?.from.flatMap((origin) => found.filter((section) => section.origin === origin)) ?? [];
  const isOnce = new Set(merged.map(({ origin }) => origin)).size === found.length;
  if (!first || found.length < 2 || !isOnce) return found;
  return [
    {
      ...first,
      entries: merged.flatMap(({ entries }) => entries),
      inOrder: merged.every(({ inOrder }) => inOrder),
      unused: merged.flatMap(({ unused }) => unused),
    },
  ];
}

/** An item at a level with the section of the text that fits it. */
type Match = ItemLevelName & { readonly isProvisional: boolean; readonly section: Section };

/** What is taken over of a section, without its headings: these may be in another language. */
const wordsOf = ({ section }: Match): string =>
  section.entries.flatMap(({ text, points }) => [text, ...points]).join('\n');

function overlayOf(matched: readonly Match[], lang: Lang): Overlay {
  const requirements = new Map<string, Wording>();
  const replace = new Map<string, readonly Wording[]>();
  for (const { requirements: ids, isProvisional: isOne, section } of matched) {
    const wordings = section.entries.map((entry) => wordingOf(entry, lang));
    if (isOne) replace.set(ids[0] ?? '', wordings);
    else for (const [index, wording] of wordings.entries()) requirements.set(ids[index] ?? '', wording);
  }
  return { requirements, replace };
}

/** The ids of those entries that something is to be said of; the provisional one where they have none yet. */
const idsOf = (matched: readonly Match[], choose: (section: Section) => number[]): string[] => [
  ...new Set(
    matched.flatMap(({ requirements: ids, section }) => choose(section).map((index) => ids[index] ?? ids[0] ?? '')),
  ),
];

/** One requirement stands for a whole item and level whose own are not known. */
const isProvisional = ({ requirements }: ItemLevel): boolean =>
  requirements.length === 1 && requirements.every(({ provisional }) => provisional);

/** Letters run from a to z. */
const MOST = 26;

function misfitOf(itemLevel: ItemLevel, found: readonly Section[]): Misfit['why'] | null {
  const [section, ...others] = found;
  if (!section) return null;
  if (others.length) return 'repeated';
  const { entries, inOrder } = section;
  const fits = isProvisional(itemLevel) ? entries.length <= MOST : entries.length === itemLevel.requirements.length;
  if (!fits || entries.some(({ text }) => text === '')) return 'count';
  return inOrder ? null : 'order';
}

const inLang = (text: string, lang: Lang): PartialText =>
  lang === 'zh' ? { zh: text, en: null } : { zh: null, en: text };

const wordingOf = ({ text, points }: StandardEntry, lang: Lang): Wording => ({
  ...inLang(text, lang),
  points: points.map((point) => inLang(point, lang)),
});

const placeOf = ({ title, line, lines }: Section): StandardPlace => ({
  title,
  line,
  lastLine: lines.at(-1)?.line ?? line,
});

/** Which entries of a list end like no sentence; none where the list is written without stops altogether. */
function brokenEntries({ entries }: Section): number[] {
  const open = entries.flatMap(({ text }, index) => (isEnded(text) ? [] : [index]));
  return open.length < entries.length ? open : [];
}

/** 1. · 一、 · [1] · 第一， · 1 甲, and signs other than brackets and quotes. */
const MARK =
  /^(?:[（([【]?(?:\d{1,3}|[一二三四五六七八九十]{1,3}|[a-z]|[ivx]{2,5})[)）\]】.．、,，:：-]|第[一二三四五六七八九十\d]{1,3}[、，,]|\d{1,2}\s+\p{Script=Han}|[^\p{L}\p{N}\s《〈“‘"'「『（([【])/iu;

/** Which entries of a list begin like marked ones: a mark of a kind that is not known, or one that does not run on. */
const markedEntries = ({ entries }: Section): number[] =>
  entries.flatMap(({ text }, index) => (MARK.test(text) ? [index] : []));

/** What stands before the first list of the model, and in none of its domains, is front matter, whatever its headings. */
function straysOf(sections: readonly Section[]): (StandardPlace & { readonly entries: number })[] {
  const first = sections.findIndex(({ item }) => item !== null);
  return sections
    .filter((section, index) => first >= 0 && (index > first || section.inDomain) && isStray(section))
    .map((section) => ({ ...placeOf(section), entries: section.entries.length }));
}

/** A list under an unknown heading, or under a known one at a level that the model does not have it at; no mere prose. */
const isStray = ({ item, level, entries, lines }: Section): boolean =>
  entries.length > 0 &&
  (level !== null || lines.some(({ kind }) => kind === 'entry')) &&
  (item === null || !item.levels.some((entry) => entry.level === level));
