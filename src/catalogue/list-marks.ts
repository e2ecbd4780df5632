import { narrowText } from '../text/fold-text.ts';

/** How an entry of a list is marked: a) · 1) · 1. · ① · 一、 · i) · A. · a number or letter with nothing behind it · a bullet. */
export type Mark = 'letter' | 'number' | 'stop' | 'circled' | 'chinese' | 'roman' | 'capital' | 'bare' | 'bullet';

/** A line read as an entry: `order` counts from 1, and is 0 for bullets; `text` is what stands behind the mark. */
export interface MarkedText {
  readonly mark: Mark;
  readonly order: number;
  readonly text: string;
}

const DIGITS = '零一二三四五六七八九';
const HAN = '[一二三四五六七八九十]{1,3}';
const ROMANS = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii', 'xiii', 'xiv', 'xv'];
/** Those of symbol fonts come as private characters. */
const BULLET = /^(?:[-–*+]\s+|[—•●○■□◆◇▪▫➢➤►▶▸‣◦✓✔√·\uf020-\uf0ff]+\s*)(.*)$/;

const letterOrder = (letter: string): number => letter.toLowerCase().charCodeAt(0) - 96;

function chineseOrder(number: string): number {
  const [tens = '', ones = ''] = number.includes('十') ? number.split('十') : ['零', number];
  return (tens === '' ? 1 : DIGITS.indexOf(tens)) * 10 + (ones === '' ? 0 : DIGITS.indexOf(ones));
}

type Form = readonly [mark: Mark, form: RegExp, orderOf: (found: string) => number];

/** Marks that nothing else looks like. */
const SURE: readonly Form[] = [
  ['letter', /^\(?([a-z])\s*\)\s*/i, letterOrder],
  ['letter', /^([a-z])[.、]\s*(?![a-z]\.)/, letterOrder],
  ['number', /^\(?(\d{1,2})\s*\)\s*/, Number],
  ['circled', /^\{(\d{1,2})\}[.、)]?\s*/, Number],
];
/** `6. 基本级` may be the heading of a clause as well. */
const STOP: Form = ['stop', /^(\d{1,2})[.、]\s*(?![\d.])(?=.)/, Number];
/** What may be wording, or the number of a clause, unless it runs on through a list. */
const DOUBTFUL: readonly Form[] = [
  STOP,
  ['chinese', new RegExp(`^(?:\\((${HAN})\\)、?|第?(${HAN})[、,.]|(${HAN})是)\\s*`), chineseOrder],
  ['roman', /^\(?([ivx]{1,5})\s*[).、]\s*/i, (found) => ROMANS.indexOf(found.toLowerCase()) + 1],
  ['capital', /^([A-Z])[.、]\s*(?![A-Z\d])/, letterOrder],
  ['bare', /^(\d{1,2}|[a-z])\s+(?=\p{Script=Han})/u, (found) => Number(found) || letterOrder(found)],
];

/** ❶ and its like, which stand for no other characters: the first of each kind, and the number that it is. */
const NUMBER_SIGNS: readonly (readonly [first: number, last: number, number: number])[] = [
  [0x24eb, 0x24f4, 11],
  [0x24f5, 0x24fe, 1],
  [0x2776, 0x277f, 1],
  [0x2780, 0x2789, 1],
  [0x278a, 0x2793, 1],
];

/** A character that is a mark by itself, as the forms above have it: ① as {1}, ⑴ as (1), ⒈ as 1., ㈠ as (一); ⅰ as i. */
function spelledOut(sign: string): string {
  const code = sign.charCodeAt(0);
  const signs = NUMBER_SIGNS.find(([first, last]) => code >= first && code <= last);
  if (signs) return `{${code - signs[0] + signs[2]}}`;
  if (!/[\u2160-\u217b\u2460-\u24ea\u3220-\u3229\u3280-\u3289]/.test(sign)) return narrowText(sign);
  const plain = sign.normalize('NFKC');
  if (/^\d+$/.test(plain)) return `{${plain}}`;
  return /^[a-z一二三四五六七八九十]$/i.test(plain) && code > 0x217b ? `(${plain})` : plain;
}

function readForm([mark, form, orderOf]: Form, text: string): MarkedText[] {
  const sign = spelledOut(text.charAt(0));
  const found = form.exec(sign + narrowText(text.slice(1)));
  const order = found ? orderOf(found.slice(1).find((group) => group !== undefined) ?? '') : 0;
  return found && order > 0 ? [{ mark, order, text: text.slice(1 + found[0].length - sign.length) }] : [];
}

/** A line as an entry of a list; null where it has no mark, or one in doubt. A bullet before another mark is Markdown's, not the text's. */
export function readMark(text: string, isEnded: boolean): MarkedText | null {
  const bullet = BULLET.exec(text)?.[1];
  const rest = bullet ?? text;
  const forms = bullet !== undefined || isEnded ? [...SURE, STOP] : SURE;
  for (const form of forms) {
    const [found] = readForm(form, rest);
    if (found) return found;
  }
  return bullet === undefined ? null : { mark: 'bullet', order: 0, text: bullet };
}

/** What a line may be read as where a list runs on through it. */
export const readDoubtfulMarks = (text: string): MarkedText[] =>
  DOUBTFUL.flatMap((form) => readForm(form, BULLET.exec(text)?.[1] ?? text));
