/** A text made comparable, and where each of its units stands in the original; `at` is null where the places are the same. */
export interface FoldedText {
  readonly text: string;
  readonly at: readonly number[] | null;
}

/** Characters that fold to one character in their place: ASCII, common punctuation, Chinese, full-width forms. */
const PLAIN = /^[\x20-\x7e\u2010-\u2025\u2027\u3001-\u301f\u3400-\u9fff\uff01-\uff5e]*$/;
const FULL_WIDTH = /[\uff01-\uff5e]/g;

/** A text with full-width letters, digits and marks as ASCII; it keeps its length. */
export const narrowText = (text: string): string =>
  text.replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));

const foldPlain = (text: string): string => narrowText(text).toLowerCase();

/** One character without case, width, accents, and nothing left of one that cannot be seen. */
const foldChar = (char: string): string =>
  PLAIN.test(char)
    ? foldPlain(char)
    : char
        .normalize('NFKD')
        .replace(/[\p{M}\p{Cf}]/gu, '')
        .toLowerCase()
        .replace(/\s/g, ' ');

/** Makes a text comparable: case, width, composition and accents play no part, nor do invisible characters. */
export function foldText(text: string): FoldedText {
  // Nearly every text of a catalogue; no map is needed, and no look at each character.
  if (PLAIN.test(text)) return { text: foldPlain(text), at: null };
  let folded = '';
  const at: number[] = [];
  let start = 0;
  for (const char of text) {
    const plain = foldChar(char);
    for (let unit = 0; unit < plain.length; unit++) at.push(start);
    folded += plain;
    start += char.length;
  }
  return { text: folded, at };
}

/** A stretch of a folded text as a stretch of the original. */
export function unfoldRange(
  { at }: FoldedText,
  [start, end]: readonly [number, number],
  length: number,
): [number, number] {
  return at === null ? [start, end] : [at[start] ?? length, at[end] ?? length];
}

/** A name or id as it is compared: folded, and blanks and underscores read as hyphens. */
export const foldName = (name: string): string =>
  foldText(name)
    .text.trim()
    .replace(/[\s_-]+/g, '-');
