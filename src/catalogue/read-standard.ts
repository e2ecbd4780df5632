import { type Catalogue, type Domain, type Item, isDomainWide } from './catalogue.ts';
import { isEnded, looksLikeProse, runningHeads, type StandardLine, standardLines } from './standard-lines.ts';
import { type Heading, headingOf, standardNames } from './standard-names.ts';

/** The lines of a standard's text below the headings of one item at one level. */
export interface StandardSection {
  /** Null where the text has a heading that the model does not know. */
  readonly item: Item | null;
  readonly level: number | null;
  /** The headings as they stand. */
  readonly title: string;
  readonly line: number;
  readonly lines: readonly StandardLine[];
}

/** A line, with what it names where it is a heading; `unknown` is one that the model does not have. */
type Read = { readonly line: StandardLine; readonly heading: Heading | 'unknown' | null };

/** Longer lines that end like no sentence are broken ones more likely than headings, and so are those with a comma. */
const LONGEST_UNKNOWN = 24;
/** What ends the requirements. */
const BACK_MATTER = /^(?:附\s*录|附\s*件|参\s*考\s*文\s*献|索\s*引|annex\b|bibliography\b)/i;

/**
 * Finds the sections of a standard's text, plain or Markdown, that hold requirements. Levels stand below items (each
 * item with its levels) or above them (a clause a level): which, the text itself tells.
 */
export function readStandard(text: string, catalogue: Catalogue): StandardSection[] {
  const read = readHeadings(standardLines(text), catalogue);
  return sectionsOf(read, levelsAreBelow(read));
}

function readHeadings(lines: readonly StandardLine[], catalogue: Catalogue): Read[] {
  const names = standardNames(catalogue);
  const heads = runningHeads(lines);
  const read: Read[] = [];
  let domain: Domain | null = null;
  let isOpen = false;
  for (const line of lines) {
    const heading: Heading | null = line.kind === 'title' ? headingOf(names, line.title, domain) : null;
    if (heading?.kind === 'domain' || heading?.kind === 'item') domain = heading.domain;
    if (!heading && line.kind === 'title' && !line.sure && heads.has(line.text)) continue;
    const isUnknown: boolean =
      !heading && line.kind === 'title' && (line.sure || (!isOpen && !looksLikeProse(line.text, LONGEST_UNKNOWN)));
    read.push({ line, heading: heading ?? (isUnknown ? 'unknown' : null) });
    isOpen = !heading && !isUnknown && !isEnded(line.text);
  }
  return withoutPageFurniture(read);
}

/** What stands between two entries that run on, such as b) and c), is the top or bottom of a page and no heading. */
function withoutPageFurniture(read: readonly Read[]): Read[] {
  const kept: Read[] = [];
  let last: StandardLine | null = null;
  read.forEach((entry, index) => {
    const { line, heading } = entry;
    const isDoubtful = heading === 'unknown' && line.kind === 'title' && !line.sure;
    if (isDoubtful && last && runsOn(last, nextBehind(read, index))) return;
    kept.push(entry);
    if (heading !== null) last = null;
    else if (line.kind === 'entry' && (last?.kind !== 'entry' || last.mark === line.mark)) last = line;
  });
  return kept;
}

/** The first line behind an index that is no heading in doubt. */
const nextBehind = (read: readonly Read[], index: number): StandardLine | undefined =>
  read.slice(index + 1).find(({ line, heading }) => heading !== 'unknown' || (line.kind === 'title' && line.sure))
    ?.line;

const runsOn = (last: StandardLine, next: StandardLine | undefined): boolean =>
  last.kind === 'entry' && next?.kind === 'entry' && last.mark === next.mark && next.order === last.order + 1;

/** Whether level headings come directly before lists more often than those of items and domains do. */
function levelsAreBelow(read: readonly Read[]): boolean {
  let below = 0;
  let above = 0;
  read.forEach(({ heading }, index) => {
    if (heading === null || heading === 'unknown' || read[index + 1]?.heading !== null) return;
    if (heading.kind === 'level') below++;
    else if (heading.kind !== 'part') above++;
  });
  return below > above;
}

/** Where the reader is. `stray` is a heading that the model does not know, below which nothing is the model's. */
interface Position {
  readonly domain: Domain | null;
  readonly item: Item | null;
  readonly level: number | null;
  readonly stray: boolean;
  readonly titles: readonly string[];
}

const NOWHERE: Position = { domain: null, item: null, level: null, stray: false, titles: [] };

function sectionsOf(read: readonly Read[], below: boolean): StandardSection[] {
  const sections: { -readonly [K in keyof StandardSection]: StandardSection[K] }[] = [];
  let position = NOWHERE;
  let current: StandardLine[] | null = null;
  for (const { line, heading } of read) {
    if (heading === null) {
      if (current === null && (position.level !== null || position.stray)) {
        current = [];
        const item = position.stray ? null : (position.item ?? wideItem(position.domain));
        if (item || position.stray)
          sections.push({
            item,
            level: position.level,
            title: position.titles.join(' › '),
            line: line.line,
            lines: current,
          });
      }
      current?.push(line);
      continue;
    }
    current = null;
    if (heading === 'unknown' && sections.some(({ item }) => item) && BACK_MATTER.test(line.text)) break;
    position = (below ? stepBelow : stepAbove)(position, heading, line.text);
  }
  return sections;
}

/** Requirements right below a domain belong to the item that is the domain itself. */
const wideItem = (domain: Domain | null): Item | null =>
  domain?.items.find((item) => isDomainWide(domain, item)) ?? null;

/** The next position where each item has its levels below it. */
function stepBelow(position: Position, heading: Heading | 'unknown', title: string): Position {
  const { domain, item, level, titles } = position;
  if (heading === 'unknown') return { domain, item: null, level: null, stray: true, titles: [title] };
  switch (heading.kind) {
    case 'domain':
      return { ...NOWHERE, domain: heading.domain, titles: [title] };
    case 'item':
      return { ...NOWHERE, domain: heading.domain, item: heading.item, titles: [title] };
    case 'part':
      // An overview behind levels is that of another item, whose name was not known as one.
      return level === null ? position : { ...NOWHERE, domain, stray: true, titles: [title] };
    case 'level':
      // Levels that begin again are those of another item.
      if (item && level !== null && heading.level <= level)
        return { ...NOWHERE, domain, level: heading.level, stray: true, titles: [title] };
      return { ...position, level: heading.level, titles: [...titles.slice(0, 1), title] };
  }
}

/** The next position where each level is a clause with all items in it. */
function stepAbove(position: Position, heading: Heading | 'unknown', title: string): Position {
  const { domain, level, titles } = position;
  if (heading === 'unknown') return { domain, item: null, level, stray: true, titles: [...titles.slice(0, 1), title] };
  switch (heading.kind) {
    case 'domain':
      return { ...NOWHERE, level, domain: heading.domain, titles: [...titles.slice(0, 1), title] };
    case 'item':
      return {
        level,
        stray: false,
        domain: heading.domain,
        item: heading.item,
        titles: [...titles.slice(0, 1), title],
      };
    case 'part':
      return position;
    case 'level':
      return { ...NOWHERE, level: heading.level, titles: [title] };
  }
}
