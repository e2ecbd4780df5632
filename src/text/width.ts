import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';

/** Columns that a text takes in a terminal: a Chinese character takes two. */
export function widthOf(text: string): number {
  let width = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x20 && code < 0x7f) width += 1;
    else if ((code >= 0x4e00 && code < 0xa000) || (code >= 0x3000 && code < 0x3030) || (code > 0xff00 && code < 0xff5f))
      width += 2;
    else return stringWidth(text);
  }
  return width;
}

/** Pads with spaces up to a width in columns; a longer text stays as it is. */
export const padTo = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Punctuation that must not begin a line of Chinese (GB/T 15834), and that must not end one. */
const NOT_FIRST = /^[，。、；：？！）》」』】”’…—]/;
const NOT_LAST = /[（《「『【“‘]$/;

/** Breaks a text into lines of at most `width` columns; words stay whole where they fit, no punctuation begins a line. */
export function wrapTo(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => (widthOf(line) <= width ? [line] : wrapLine(line, Math.max(4, width))));
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  let columns = 0;
  for (const piece of pieces(line)) {
    const size = widthOf(piece);
    if (columns + size <= width) {
      current += piece;
      columns += size;
      continue;
    }
    if (size > width) {
      const broken = wrapAnsi(current + piece, width, { hard: true, trim: false }).split('\n');
      lines.push(...broken.slice(0, -1));
      current = broken.at(-1) ?? '';
    } else {
      lines.push(current.trimEnd());
      current = piece.trimStart();
    }
    columns = widthOf(current);
  }
  if (current.trim() !== '') lines.push(current.trimEnd());
  return lines;
}

/** Cuts a line where it may be broken: after blanks and around each Chinese character, with its punctuation kept to it. */
function pieces(line: string): string[] {
  const parts =
    line.match(
      /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—]+\s*|\s+/gu,
    ) ?? [];
  const joined: string[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && (NOT_FIRST.test(part) || NOT_LAST.test(last))) joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  return joined;
}
