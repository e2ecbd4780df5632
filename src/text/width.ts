import stringWidth from 'fast-string-width';

/** Columns that a text takes in a terminal: a Chinese character takes two. */
export function widthOf(text: string): number {
  let width = 0;
  for (let index = 0; index < text.length; index++) {
    const columns = unitWidth(text.charCodeAt(index));
    if (columns < 0) return stringWidth(text);
    width += columns;
  }
  return width;
}

/** The columns of a UTF-16 unit that makes a character of its own, for the scripts of a report; -1 for all else. */
function unitWidth(code: number): number {
  if ((code >= 0x20 && code < 0x7f) || isNarrowMark(code)) return 1;
  return isIdeograph(code) || (code >= 0x3000 && code < 0x3030) || (code > 0xff00 && code < 0xff5f) ? 2 : -1;
}

/** Dashes, quotes and the ellipsis, box drawing and bars, and the marks of a report. */
const isNarrowMark = (code: number): boolean =>
  (code >= 0x2010 && code < 0x2028) ||
  (code >= 0x2500 && code < 0x25f0) ||
  code === 0xb7 ||
  code === 0x2713 ||
  code === 0x2717;

const isIdeograph = (code: number): boolean => code >= 0x3400 && code < 0xa000;

/** Pads with spaces up to a width in columns; a longer text stays as it is. */
export const padTo = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Punctuation that must not begin a line of Chinese (GB/T 15834), and that must not end one. */
const NOT_FIRST = '，。、；：？！）》〉」』】〕”’…—％℃';
const NOT_LAST = '（《〈「『【〔“‘';

/** Breaks a text into lines of at most `width` columns; words stay whole where they fit, no punctuation begins a line. */
export function wrapTo(text: string, width: number): string[] {
  if (text.length * 2 <= width && !text.includes('\n')) return [text];
  return text.split('\n').flatMap((line) => (fits(line, width) ? [line] : wrapLine(line, Math.max(4, width))));
}

/** Most lines can be told from their length alone: a character takes one column or two. */
const fits = (line: string, width: number): boolean => line.length * 2 <= width || widthOf(line) <= width;

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let start = 0;
  let columns = 0;
  let breakAt = 0;
  let columnsAtBreak = 0;
  let hyphenAt = 0;
  let columnsAtHyphen = 0;
  for (let index = 0; index < line.length; ) {
    const code = line.charCodeAt(index);
    const unit = unitWidth(code);
    const char = unit < 0 ? String.fromCodePoint(line.codePointAt(index) ?? 0) : '';
    const size = unit < 0 ? stringWidth(char) : unit;
    if (index > start && mayBreak(line, index)) {
      breakAt = index;
      columnsAtBreak = columns;
    } else if (isBehindHyphen(line, index)) {
      hyphenAt = index;
      columnsAtHyphen = columns;
    }
    // At the last place that allows it, else behind a hyphen of the long word, and where that is not enough, right here.
    while (columns + size > width && index > start && code !== SPACE) {
      const [end, before] =
        breakAt > start ? [breakAt, columnsAtBreak] : hyphenAt > start ? [hyphenAt, columnsAtHyphen] : [index, columns];
      lines.push(line.slice(start, end).trimEnd());
      columns -= before;
      columnsAtHyphen -= before;
      start = end;
    }
    columns += size;
    index += char.length || 1;
  }
  lines.push(line.slice(start).trimEnd());
  return lines;
}

const isLetter = (code: number): boolean => (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;

/** Whether the character at an index goes on with a word behind its hyphen, as in an id. */
const isBehindHyphen = (line: string, index: number): boolean =>
  line.charCodeAt(index - 1) === HYPHEN && isLetter(line.charCodeAt(index)) && isLetter(line.charCodeAt(index - 2));

const HYPHEN = 0x2d;
const SPACE = 0x20;

/** Whether a line may end before the character at an index: behind blanks, and beside a Chinese one if punctuation allows. */
function mayBreak(line: string, index: number): boolean {
  const before = line.charCodeAt(index - 1);
  const after = line.charCodeAt(index);
  if (after === SPACE) return false;
  if (before === SPACE) return true;
  if (after < 0x2e80 && before < 0x2e80) return false;
  if (isIdeograph(before) && isIdeograph(after)) return true;
  return !NOT_FIRST.includes(line.charAt(index)) && !NOT_LAST.includes(line.charAt(index - 1));
}
