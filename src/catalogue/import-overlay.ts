import type { Lang } from '../i18n/lang.ts';
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
}

type Section = StandardSection & StandardEntries;

/**
 * Matches the lists of a standard's text with a model by item, level and order. An item at a level is taken over whole or
 * not at all: only where the text has it once, with as many entries as there are requirements, in order.
 */
export function importOverlay(text: string, catalogue: Catalogue): ImportOutcome {
  const lang: Lang = /[\u4e00-\u9fff]/.test(text) ? 'zh' : 'en';
  const sections = readStandard(text, catalogue).map((section) => ({ ...section, ...entriesOf(section.lines) }));
  const requirements = new Map<string, Wording>();
  const replace = new Map<string, readonly Wording[]>();
  const matched: ItemLevelName[] = [];
  const misfits: Misfit[] = [];
  const missing: ItemLevelName[] = [];
  const taken: Section[] = [];
  const brokenOff: string[] = [];
  for (const item of catalogue.domains.flatMap((domain) => domain.items))
    for (const itemLevel of item.levels) {
      const name = { item, level: itemLevel.level, requirements: itemLevel.requirements.map(({ id }) => id) };
      const found = sections.filter(
        (section) => section.item === item && section.level === itemLevel.level && section.entries.length,
      );
      const why = misfitOf(itemLevel, found);
      const [section] = found;
      if (!section) missing.push(name);
      else if (why !== null)
        misfits.push({ ...name, why, entries: section.entries.length, places: found.map(placeOf) });
      else {
        const wordings = section.entries.map((entry) => wordingOf(entry, lang));
        if (isProvisional(itemLevel)) replace.set(name.requirements[0] ?? '', wordings);
        else
          for (const [index, wording] of wordings.entries()) requirements.set(name.requirements[index] ?? '', wording);
        matched.push(name);
        taken.push(section);
        brokenOff.push(
          ...brokenEntries(section).map((index) => name.requirements[index] ?? name.requirements[0] ?? ''),
        );
      }
    }
  return {
    overlay: { requirements, replace },
    lang,
    matched,
    misfits,
    missing,
    strays: straysOf(sections),
    unused: taken.flatMap(({ unused }) => unused.map(({ line, text: words }) => ({ line, text: words }))),
    brokenOff: [...new Set(brokenOff)],
  };
}

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

/** What stands before the first list of the model is front matter, whatever its headings. */
function straysOf(sections: readonly Section[]): (StandardPlace & { readonly entries: number })[] {
  const first = sections.findIndex(({ item }) => item !== null);
  return sections
    .filter((section, index) => first >= 0 && index > first && isStray(section))
    .map((section) => ({ ...placeOf(section), entries: section.entries.length }));
}

/** A list under an unknown heading, or under a known one at a level that the model does not have it at; no mere prose. */
const isStray = ({ item, level, entries, lines }: Section): boolean =>
  entries.length > 0 &&
  (level !== null || lines.some(({ kind }) => kind === 'entry')) &&
  (item === null || !item.levels.some((entry) => entry.level === level));
