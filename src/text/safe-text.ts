/** C0, DEL, C1, line separators, bidi controls, invisible joiners and fillers, lone surrogates, tag characters. */
const UNSAFE =
  /[\0-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff]|\p{Surrogate}|[\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

const escapeChar = (char: string): string => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;

/** Text from a file made fit for one line of a terminal: nothing in it moves the cursor, colours, hides or reorders. */
export const safeLine = (text: string): string => text.replace(UNSAFE, escapeChar);

/** The same for several lines: line ends stay, tabs become spaces. */
export const safeText = (text: string): string => (text.search(UNSAFE) < 0 ? text : escapeLines(text));

const escapeLines = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => safeLine(line.replace(/\t/g, '  ')))
    .join('\n');
