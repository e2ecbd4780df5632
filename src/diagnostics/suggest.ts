/** Letters of other scripts that look like Latin ones; they come with copied text. */
const LOOK_ALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [...'аеорсухіјѕԁһԛԝвнкмтαοιυνκρτ'].map((letter, index) => [letter, [...'aeopcyxijsdhqwbhkmtaoiuvkpt'][index] ?? '']),
);

function plainLetter(letter: string): string {
  const small = letter.toLowerCase();
  const plain = LOOK_ALIKES[small];
  if (plain === undefined) return letter;
  return letter === small ? plain : plain.toUpperCase();
}

/** The word as it was probably meant: full-width forms, look-alikes, zero-width characters and curly quotes undone. */
export function plainWord(word: string): string {
  return [...word.normalize('NFKC')]
    .map(plainLetter)
    .join('')
    .replace(/[\u200b-\u200d\u2060\u00ad“”‘’"']/g, '')
    .trim();
}

/** The first character of a word that only looks like plain text, as `е U+0435`; null where all is plain. */
export function lookAlikeIn(word: string): string | null {
  const letter = [...word].find(
    (char) =>
      LOOK_ALIKES[char.toLowerCase()] ||
      /[\u200b-\u200d\u2060\u00ad“”‘’]/.test(char) ||
      (char > '\u007f' && char.normalize('NFKC') !== char),
  );
  if (!letter) return null;
  const code = `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return /[\u200b-\u200d\u2060\u00ad]/.test(letter) ? code : `${letter} ${code}`;
}

/** Longer words are no misspelt ids; comparing them costs and helps nobody. */
const LONGEST = 60;

/**
 * The candidate that the word was probably meant to be, or null: at most a third of the letters differ, and no digit,
 * since E02 is not a slip for E01. A word of up to three letters has to be the same but for its form.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const plain = withZeros(plainWord(word).toLowerCase().replace(/[_\s]/g, '-'));
  if (plain.length > LONGEST) return null;
  const most = plain.length <= 3 ? 0 : Math.max(1, Math.floor(plain.length / 3));
  let best: string | null = null;
  let distance = most + 1;
  for (const candidate of candidates) {
    const other = withZeros(candidate.toLowerCase());
    if (Math.abs(other.length - plain.length) >= distance || digitsOf(other) !== digitsOf(plain)) continue;
    const next = editDistance(plain, other, distance);
    if (next < distance) {
      distance = next;
      best = candidate;
    }
  }
  return best === word ? null : best;
}

/** The ids that a word was probably meant to be: all that it is the end of, behind the item's name, or else the nearest one. */
export function nearestIds(word: string, ids: readonly string[]): readonly string[] {
  const end = `.${plainWord(word).toLowerCase()}`;
  const ending = ids.filter((id) => id.endsWith(end));
  const near = ending.length ? null : nearest(word, ids);
  return near === null ? ending : [near];
}

/** The letter O beside a digit is read as a zero. */
const withZeros = (word: string): string => word.replace(/o(?=\d)|(?<=\d)o/g, '0');
const digitsOf = (word: string): string => word.replace(/\D/g, '');

/** Insertions, deletions, replacements and swaps of neighbours; stops at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
      least = Math.min(least, cost);
    }
    if (least >= limit) return limit;
    before = row;
    row = next;
  }
  return row[b.length] ?? limit;
}
