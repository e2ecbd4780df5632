/** A line of a standard's text as it looks, before it is known what it belongs to. Lines count from 1. */
export type StandardLine =
  /** May be a heading if its title is known; `sure` where its form alone says that it is one. */
  | {
      readonly kind: 'title';
      readonly title: string;
      readonly text: string;
      readonly sure: boolean;
      readonly line: number;
    }
  | {
      readonly kind: 'entry';
      readonly mark: Mark;
      readonly order: number;
      readonly text: string;
      readonly line: number;
    }
  | { readonly kind: 'text'; readonly text: string; readonly line: number };

/** How an entry of a list is marked: a) or 1) or a bullet; `order` counts from 1, and is 0 for bullets. */
export type Mark = 'letter' | 'number' | 'bullet';

/** Longer lines are no headings. */
const LONGEST_TITLE = 40;
const ENDED = /[。；;：:！!？?]["”』」）)]*$/;
const CONTENTS = /(?:[.．·]{3,}|…+|[ \t]{3,})\s*(?:\d{1,4}|[IVXLCivxlc]{1,6})$/;
const PAGE_NUMBER =
  /^[-–—·\s]*(?:第\s*)?(?:\d{1,4}|[IVXLC]{1,6}|[ivxlc]{1,6}|[Ⅰ-ⅿ]+)\s*页?(?:\s*(?:[/／]|共)\s*\d{1,4}\s*页?)?[-–—·\s]*$/;
const STANDARD_NUMBER = /^(?:GB|DB|YD|SJ|T|Q|ISO|IEC)[A-Z/\s]{0,12}\s*[\d.X]+(?:[-—–:]+\d{4})?$/i;
const LETTER = /^[(（]?([A-Za-zＡ-Ｚａ-ｚ])\s*[)）](?:\s*)(.*)$/;
const LETTER_STOP = /^([a-zａ-ｚ])[.．、]\s*(?![a-z]\.)(.*)$/;
const NUMBER = /^[(（]?([\d０-９]{1,2})\s*[)）]\s*(.*)$/;
const NUMBER_STOP = /^([\d０-９]{1,2})[.．、]\s*(?![\d.])(.+)$/;
const CIRCLED = /^([\u2460-\u2473])\s*(.*)$/;
const BULLET = /^(?:[-–*+]\s+|[—•●○■□◆▪▫➢·]+\s*)(.*)$/;
/** The number of a clause before its title: `6.1.1`, `第 6 章`. */
const CLAUSE = /^(?:第\s*[\d一二三四五六七八九十]+\s*[章节条]\s*|((?:[A-Z]\.)?\d{1,2}(?:[.．]\d{1,2})*)[.．、]?\s*)/;

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

/** Lines of prose, which a break may have left without a stop, are long or have a comma. */
const LONGEST_HEAD = 30;
export const looksLikeProse = (text: string, longest: number): boolean =>
  text.length > longest || /[，、；,;]/.test(text);

/**
 * Short lines that come again and again beside a gap and end like no sentence: what a page has at its top and bottom. A
 * part of a broken sentence may come again too, and must not be lost: it has lines of its sentence on both sides.
 */
export function runningHeads(lines: readonly StandardLine[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  lines.forEach(({ kind, text, line }, index) => {
    const hasGap = lines[index - 1]?.line !== line - 1 || lines[index + 1]?.line !== line + 1;
    if (kind === 'title' && hasGap && !looksLikeProse(text, LONGEST_HEAD))
      counts.set(text, (counts.get(text) ?? 0) + 1);
  });
  return new Set([...counts].filter(([, count]) => count >= 3).map(([text]) => text));
}

function lineOf(raw: string, line: number): StandardLine | null {
  const text = raw.replace(/[ \u00a0\u3000]+/g, ' ').trim();
  if (text === '' || CONTENTS.test(text) || PAGE_NUMBER.test(text) || STANDARD_NUMBER.test(text)) return null;
  if (/^(?:\||<!--|!\[|```|-{3,}$|={3,}$|\*{3,}$)/.test(text)) return null;
  const marked = /^(#{1,6})\s+(.*?)\s*#*$/.exec(text);
  if (marked) return titleLine(marked[2] ?? '', true, line);
  // Cells of a table that came as text: a tab before or between them.
  const cells = text.replace(/^(\S{1,9})\t/, '$1 ');
  if (cells.includes('\t') || (/^\t/.test(raw) && !entryOf(text, line) && !isEnded(text))) return null;
  return entryOf(cells, line) ?? titleLine(cells, false, line);
}

const unwrapped = (text: string): string =>
  text
    .replace(/^>\s*/, '')
    .replace(/^(\*\*|__)(.*)\1$/, '$2')
    .trim();

function titleLine(text: string, sure: boolean, line: number): StandardLine {
  const bare = unwrapped(text);
  const clause = CLAUSE.exec(bare);
  const title = bare.slice(clause?.[0].length ?? 0).trim();
  if (!sure && (bare.length > LONGEST_TITLE || isEnded(bare))) return { kind: 'text', text: bare, line };
  const isNumbered = /[.．]/.test(clause?.[1] ?? '') && title !== '';
  return { kind: 'title', title: title === '' ? bare : title, text: bare, sure: sure || isNumbered, line };
}

/** The line as an entry of a list; null where it has no mark. A bullet before another mark is Markdown's, not the text's. */
function entryOf(text: string, line: number): StandardLine | null {
  const bullet = BULLET.exec(text);
  const rest = bullet?.[1] ?? text;
  const letter = LETTER.exec(rest) ?? LETTER_STOP.exec(rest);
  if (letter) {
    const order = (letter[1] ?? '').normalize('NFKC').toLowerCase().charCodeAt(0) - 96;
    return { kind: 'entry', mark: 'letter', order, text: letter[2] ?? '', line };
  }
  const circled = CIRCLED.exec(rest);
  if (circled) {
    const order = (circled[1] ?? '').charCodeAt(0) - 0x245f;
    return { kind: 'entry', mark: 'number', order, text: circled[2] ?? '', line };
  }
  const number = NUMBER.exec(rest) ?? NUMBER_STOP.exec(rest);
  // `6. 基本级` is the heading of a clause more likely than an entry that ends like none.
  if (number && (bullet || NUMBER.test(rest) || isEnded(rest)))
    return {
      kind: 'entry',
      mark: 'number',
      order: Number((number[1] ?? '').normalize('NFKC')),
      text: number[2] ?? '',
      line,
    };
  return bullet ? { kind: 'entry', mark: 'bullet', order: 0, text: rest, line } : null;
}
