import { widthOf } from '../text/width.ts';
import { type Catalogue, type Domain, type Item, isDomainWide } from './catalogue.ts';
import { type LineRole, readRuns } from './list-runs.ts';
import { brokenWidth, pageFurniture } from './page-furniture.ts';
import { isEnded, looksLikeTitle, runningHeads, type StandardLine, standardLines } from './standard-lines.ts';
import { type Heading, headingOf, standardNames } from './standard-names.ts';

/** The lines of a standard's text below the headings of one item at one level. */
export interface StandardSection {
  /** Null where the text has a heading that the model does not know. */
  readonly item: Item | null;
  /** The item of the other model whose name the heading is, where a derived one is named so. */
  readonly origin: string | null;
  readonly level: number | null;
  /** Whether it stands below the heading of a domain of the model. */
  readonly inDomain: boolean;
  /** The headings as they stand. */
  readonly title: string;
  readonly line: number;
  readonly lines: readonly StandardLine[];
}

/** A line, with what it names where it is a heading; `unknown` is one that the model does not have. */
type Read = { readonly line: StandardLine; readonly heading: Heading | 'unknown' | null };

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

function readHeadings(all: readonly StandardLine[], catalogue: Catalogue): Read[] {
  const known = knownHeadings(all, catalogue);
  const furniture = pageFurniture(all, known.map(roleOf));
  const full = brokenWidth(all.filter((_, index) => !furniture.has(index)));
  const heads = runningHeads(all, full);
  const kept = all.flatMap((line, index): Read[] => {
    const heading = known[index] ?? (isSure(line) ? 'unknown' : null);
    const isHead = heading === null && line.kind === 'title' && heads.has(line.text);
    return isHead || furniture.has(index) ? [] : [{ line, heading }];
  });
  const lines = readRuns(
    kept.map(({ line }) => line),
    kept.map(({ heading }) => roleOf(heading)),
  );
  const read: Read[] = [];
  let isOpen = false;
  lines.forEach((line, index) => {
    const heading = kept[index]?.heading ?? null;
    const isUnknown = line.kind === 'title' && !isOpen && looksLikeTitle(line.text) && widthOf(line.text) < full;
    read.push({ line, heading: heading ?? (isUnknown ? 'unknown' : null) });
    isOpen = !heading && !isUnknown && !isEnded(line.text);
  });
  return withoutPageFurniture(read);
}

/** What the lines name as headings of the model, each within the domain that it stands in. */
function knownHeadings(lines: readonly StandardLine[], catalogue: Catalogue): (Heading | null)[] {
  const names = standardNames(catalogue);
  let domain: Domain | null = null;
  return lines.map((line) => {
    const heading: Heading | null = line.kind === 'title' ? headingOf(names, line.title, domain) : null;
    if (heading?.kind === 'domain' || heading?.kind === 'item') domain = heading.domain;
    return heading;
  });
}

const isSure = (line: StandardLine): boolean => line.kind === 'title' && line.sure;

function roleOf(heading: Heading | 'unknown' | null): LineRole {
  if (heading === null) return null;
  return heading !== 'unknown' && (heading.kind === 'item' || heading.kind === 'level') ? 'list-heading' : 'break';
}

/** What stands between two entries that run on, such as b) and c), is the top or bottom of a page and no heading. */
function withoutPageFurniture(read: readonly Read[]): Read[] {
  const kept: Read[] = [];
  let last: StandardLine | null = null;
  read.forEach((entry, index) => {
    const { line, heading } = entry;
    const isDoubtful = heading === 'unknown' && !isSure(line);
    if (isDoubtful && last && runsOn(last, nextBehind(read, index))) return;
    kept.push(entry);
    if (heading !== null) last = null;
    else if (line.kind === 'entry' && (last?.kind !== 'entry' || last.mark === line.mark)) last = line;
  });
  return kept;
}

/** The first line behind an index that is no heading in doubt. */
const nextBehind = (read: readonly Read[], index: number): StandardLine | undefined =>
  read.slice(index + 1).find(({ line, heading }) => heading !== 'unknown' || isSure(line))?.line;

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
  readonly origin: string | null;
  readonly level: number | null;
  readonly stray: boolean;
  readonly titles: readonly string[];
}

const NOWHERE: Position = { domain: null, item: null, origin: null, level: null, stray: false, titles: [] };

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
            origin: item && position.origin,
            level: position.level,
            inDomain: position.domain !== null,
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

const placeIn = ({ domain, item, origin }: Heading & { readonly kind: 'item' }) => ({
  domain,
  item,
  origin: origin ?? null,
});

/** Requirements right below a domain belong to the item that is the domain itself. */
const wideItem = (domain: Domain | null): Item | null =>
  domain?.items.find((item) => isDomainWide(domain, item)) ?? null;

/** The next position where each item has its levels below it. */
function stepBelow(position: Position, heading: Heading | 'unknown', title: string): Position {
  const { domain, item, level, titles } = position;
  if (heading === 'unknown') return { ...NOWHERE, domain, stray: true, titles: [title] };
  switch (heading.kind) {
    case 'domain':
      return { ...NOWHERE, domain: heading.domain, titles: [title] };
    case 'item':
      return { ...NOWHERE, ...placeIn(heading), titles: [title] };
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
  if (heading === 'unknown') return { ...NOWHERE, domain, level, stray: true, titles: [...titles.slice(0, 1), title] };
  switch (heading.kind) {
    case 'domain':
      return { ...NOWHERE, level, domain: heading.domain, titles: [...titles.slice(0, 1), title] };
    case 'item':
      return { ...NOWHERE, ...placeIn(heading), level, titles: [...titles.slice(0, 1), title] };
    case 'part':
      return position;
    case 'level':
      return { ...NOWHERE, level: heading.level, titles: [title] };
  }
}
