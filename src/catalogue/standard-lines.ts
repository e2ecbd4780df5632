import { narrowText } from '../text/fold-text.ts';
import { widthOf } from '../text/width.ts';
import { type Mark, type MarkedText, readDoubtfulMarks, readMark } from './list-marks.ts';

/** A line of a standard's text as it looks, before it is known what it belongs to. Lines count from 1. */
export type StandardLine = {
  readonly text: string;
  readonly line: number;
  /** What it is where a list runs on through it. */
  readonly maybe: readonly MarkedText[];
} & (
  | /** May be a heading if its title is known; `sure` where its form alone says that it is one. */
  { readonly kind: 'title'; readonly title: string; readonly sure: boolean }
  | { readonly kind: 'entry'; readonly mark: Mark; readonly order: number }
  | { readonly kind: 'text' }
);

/** Longer lines are no headings. */
const LONGEST_TITLE = 40;
const ENDED = /[。；;：:！!？?]["”』」）)]*$/;
const CONTENTS = /(?:[.·]{3,}|…+|[ \t]{3,})\s*(?:\d{1,4}|[IVXLCivxlc]{1,6})$/;
const PAGE_NUMBER =
  /^[-–—·\s]*(?:第\s*|page\s*|p\.?\s*)?(?:\d{1,4}|[IVXLC]{1,6}|[Ⅰ-ⅿ]+)\s*页?(?:\s*(?:\/|共|of)\s*\d{1,4}\s*页?)?[-–—·\s]*$/i;
const STANDARD_NUMBER = /^(?:GB|DB|YD|SJ|T|Q|ISO|IEC)[A-Z/\s]{0,12}\s*[\d.X]+(?:[-—–:]+\d{4})?$/i;
/** The number of a clause before its title: `6.1.1`, `第 6 章`, `（一）`. */
const CLAUSE =
  /^(?:第\s*[\d一二三四五六七八九十]+\s*[章节条]\s*|((?:[A-Z]\.)?\d{1,2}(?:\.\d{1,2})*)[.、]?\s*|(?:\([一二三四五六七八九十]{1,3}\)、?|[一二三四五六七八九十]{1,3}、)\s*)/;

/** Whether a line ends where a sentence, an entry or an introduction ends, so that the next one is none of it. */
export const isEnded = (text: string): boolean => ENDED.test(text.trimEnd());

/** Takes a text apart into the lines that may mean something: no blank lines, page numbers, contents, tables. */
export function standardLines(text: string): StandardLine[] {
  const lines = text.split(/\r\n?|[\n\f\v\u0085\u2028\u2029]/);
  return lines.flatMap((line, index) => {
    const found = lineOf(line.replace(/[\u200b\u2060\ufeff\u00ad]/g, ''), index + 1);
    return found === null ? [] : [found];
  });
}

/** Longer lines that end like no sentence are broken ones more likely than the heads of pages, or than headings. */
const LONGEST_HEAD = 30;
const LONGEST_UNKNOWN = 24;

/** Lines of prose, which a break may have left without a stop, are long or have a comma. */
const looksLikeProse = (text: string, longest: number): boolean => text.length > longest || /[，、；,;]/.test(text);

/** Whether a line may be a heading that the model does not know. */
export const looksLikeTitle = (text: string): boolean => !looksLikeProse(text, LONGEST_UNKNOWN);

/**
 * Short lines that come again and again beside a gap and end like no sentence: what a page has at its top and bottom. A
 * part of a broken sentence may come again too, and must not be lost: it has lines of its sentence on both sides, or a mark,
 * or is as wide as the lines of the text.
 */
export function runningHeads(lines: readonly StandardLine[], full: number): ReadonlySet<string> {
  const counts = new Map<string, number>();
  lines.forEach(({ kind, text, line, maybe }, index) => {
    const hasGap = lines[index - 1]?.line !== line - 1 || lines[index + 1]?.line !== line + 1;
    const isBroken = maybe.length > 0 || widthOf(text) >= full;
    if (kind === 'title' && hasGap && !isBroken && !looksLikeProse(text, LONGEST_HEAD))
      counts.set(text, (counts.get(text) ?? 0) + 1);
  });
  return new Set([...counts].filter(([, count]) => count >= 3).map(([text]) => text));
}

function lineOf(raw: string, line: number): StandardLine | null {
  const text = raw.replace(/[ \u00a0\u3000]+/g, ' ').trim();
  const narrow = narrowText(text);
  if (text === '' || CONTENTS.test(narrow) || PAGE_NUMBER.test(narrow) || STANDARD_NUMBER.test(narrow)) return null;
  if (/^(?:\||<!--|!\[|```|-{3,}$|={3,}$|\*{3,}$)/.test(text)) return null;
  const marked = /^(#{1,6})\s+(.*?)\s*#*$/.exec(text);
  if (marked) return titleLine(marked[2] ?? '', true, line);
  // Cells of a table that came as text: a tab before or between them.
  const cells = text.replace(/^(\S{1,9})\t/, '$1 ');
  const entry = readMark(cells, isEnded(cells));
  if (cells.includes('\t') || (/^\t/.test(raw) && !entry && !isEnded(text))) return null;
  const maybe = readDoubtfulMarks(cells);
  return entry ? { kind: 'entry', ...entry, line, maybe } : { ...titleLine(cells, false, line), maybe };
}

const unwrapped = (text: string): string =>
  text
    .replace(/^>\s*/, '')
    .replace(/^(\*\*|__)(.*)\1$/, '$2')
    .trim();

function titleLine(text: string, sure: boolean, line: number): StandardLine {
  const bare = unwrapped(text);
  const clause = CLAUSE.exec(narrowText(bare));
  const title = bare.slice(clause?.[0].length ?? 0).trim();
  if (!sure && (bare.length > LONGEST_TITLE || isEnded(bare))) return { kind: 'text', text: bare, line, maybe: [] };
  const isNumbered = clause?.[1]?.includes('.') === true && title !== '';
  return { kind: 'title', title: title === '' ? bare : title, text: bare, sure: sure || isNumbered, line, maybe: [] };
}
