import { foldText } from '../text/fold-text.ts';
import { ABBREVIATIONS } from './abbreviations.ts';

/**
 * One word of a query, folded: an English word with its stem, a run of Chinese, or anything else (ids, numbers). An
 * abbreviation has what it stands for.
 */
export type Term =
  | { readonly kind: 'word'; readonly text: string; readonly stem: string; readonly meanings?: readonly Term[] }
  | { readonly kind: 'chinese'; readonly text: string }
  | { readonly kind: 'literal'; readonly text: string };

/** What is looked for: words that all have to occur, and the pattern of all of them in a row. */
export interface Query {
  readonly terms: readonly Term[];
  readonly phrase: RegExp;
}

/** How a term occurs in a text: 0 not, 1 as another form of the word or as what it stands for, 2 as a beginning of it, 3 as it is. */
export type Quality = 0 | 1 | 2 | 3;

export type Range = readonly [start: number, end: number];

const HAN_OR_NOT = /\p{Script=Han}+|[^\p{Script=Han}\s]+/gu;

/** Cuts words into terms, at blanks and where Chinese meets Latin; what has no letter or digit in it is left out. */
export function parseQuery(words: string): Query {
  const cut = (foldText(words).text.match(HAN_OR_NOT) ?? []).map((part) =>
    part.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''),
  );
  const texts = [...new Set(cut.filter((part) => part !== ''))];
  const inARow = cut.filter((part) => part !== '').map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  // NDA is no part of attendance.
  const start = /^[a-z\d]/.test(inARow[0] ?? '') ? '(?<![a-z\\d])' : '';
  return { terms: texts.map(termOf), phrase: new RegExp(start + inARow.join('[^\\p{L}\\p{N}]*'), 'u') };
}

function termOf(text: string): Term {
  if (/^\p{Script=Han}/u.test(text)) return { kind: 'chinese', text };
  if (!/^[a-z]+$/.test(text)) return { kind: 'literal', text };
  // SLAs, but not every word that ends in s.
  const short = ABBREVIATIONS.has(text) ? text : text.replace(/(?<=^...)s$/, '');
  const meanings = ABBREVIATIONS.get(short)?.map(meaningOf);
  return meanings ? { kind: 'word', text, stem: short, meanings } : { kind: 'word', text, stem: stemOf(text) };
}

/** Words in a row, of which the last may have an ending. */
const meaningOf = (text: string): Term =>
  /^\p{Script=Han}/u.test(text) ? { kind: 'chinese', text } : { kind: 'word', text, stem: text };

/** Plurals; what is left is long enough to mean something. */
const PLURALS: readonly (readonly [ending: RegExp, rest: string])[] = [
  [/(?<=..(?:s|x|z|ch|sh))es$/, ''],
  [/(?<=...)ies$/, ''],
  [/(?<=...)sis$/, 's'],
  [/(?<=..[^s])s$/, ''],
];
/** Other endings: assessment and assessed begin with assess, planned and planning with plan. */
const ENDINGS: readonly RegExp[] = [/(?<=.{4})ment$/, /(?<=.{4})(?:ing|ed)$/, /(?<=.{5})ly$/, /(?<=.{3})y$/];

/** What the forms of a word begin with: drill of drills, drilled and drilling. */
function stemOf(word: string): string {
  const [plural = /$/, rest = ''] = PLURALS.find(([ending]) => ending.test(word)) ?? [];
  const singular = word.replace(plural, rest);
  const ending = ENDINGS.find((candidate) => candidate.test(singular)) ?? /$/;
  const stem = singular.replace(ending, '');
  const doubled = ending.source.endsWith('(?:ing|ed)$') ? stem.replace(/(?<=..([bdgklmnprt]))\1$/, '') : stem;
  return doubled.replace(/(?<=.{5})e$/, '');
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isWordUnit = (code: number): boolean => (code >= 0x61 && code <= 0x7a) || isDigit(code);

/** A word of so few letters is the beginning of too many. */
const SHORTEST_BEGINNING = 2;

/** Calls `see` with each place of a term in a folded text and how it occurs there, until it returns true. */
function eachPlace(term: Term, text: string, see: (start: number, end: number, quality: Quality) => boolean): void {
  const key = term.kind === 'word' ? term.stem : term.text;
  for (let start = text.indexOf(key); start >= 0; start = text.indexOf(key, start + 1)) {
    if (term.kind === 'chinese') {
      if (see(start, start + key.length, 3)) return;
      continue;
    }
    const before = start > 0 ? text.charCodeAt(start - 1) : 0;
    // Latin begins where a word does; 4.1 is no part of 7.4.1.
    if (isWordUnit(before) || before === 0x2e) continue;
    let end = start + key.length;
    // 7.4.1 is no beginning of 7.4.10.
    if (isDigit(text.charCodeAt(end - 1)) && isDigit(text.charCodeAt(end))) continue;
    if (term.kind === 'word') while (end < text.length && isWordUnit(text.charCodeAt(end))) end++;
    const isBeginning = text.startsWith(term.text, start);
    const isAll = isBeginning && !isWordUnit(text.charCodeAt(start + term.text.length));
    // AI is no aim: two letters are a word of their own.
    if (!isAll && term.kind === 'word' && term.text.length <= SHORTEST_BEGINNING) continue;
    if (see(start, end, isAll ? 3 : isBeginning ? 2 : 1)) return;
  }
}

/** How well a term occurs in a folded text at its best. */
export function qualityOf(term: Term, text: string): Quality {
  let best: Quality = 0;
  eachPlace(term, text, (_start, _end, quality) => {
    if (quality > best) best = quality;
    return best === 3;
  });
  return best || (meaningsOf(term).some((meaning) => qualityOf(meaning, text) > 0) ? 1 : 0);
}

const meaningsOf = (term: Term): readonly Term[] => (term.kind === 'word' ? (term.meanings ?? []) : []);

/** Every place of a term in a folded text. */
export function placesOf(term: Term, text: string): Range[] {
  const places: Range[] = [];
  eachPlace(term, text, (start, end) => {
    places.push([start, end]);
    return false;
  });
  return [...places, ...meaningsOf(term).flatMap((meaning) => placesOf(meaning, text))];
}

const PIECE = 2;
/** Longer runs are whole sentences, which nobody means piece by piece. */
const LONGEST_IN_PIECES = 24;

/**
 * The fewest pieces of at least two characters that a Chinese run can be cut into so that all occur in a text, though
 * apart: 应急 and 演练 of 应急演练. Null where there are none.
 */
export function piecesIn(term: Term, text: string): readonly Term[] | null {
  const run = term.text;
  if (term.kind !== 'chinese' || run.length < 2 * PIECE || run.length > LONGEST_IN_PIECES) return null;
  // Some piece begins the run and some piece ends it.
  if (!text.includes(run.slice(0, PIECE)) || !text.includes(run.slice(-PIECE))) return null;
  // The fewest pieces from each place to the end, from the back.
  const cuts: (readonly string[] | null)[] = new Array(run.length + 1).fill(null);
  cuts[run.length] = [];
  for (let start = run.length - PIECE; start >= 0; start--)
    for (let end = start + PIECE; end <= run.length && text.includes(run.slice(start, end)); end++) {
      const rest = cuts[end];
      const known = cuts[start];
      if (rest && (!known || rest.length + 1 < known.length)) cuts[start] = [run.slice(start, end), ...rest];
    }
  return cuts[0]?.map((piece): Term => ({ kind: 'chinese', text: piece })) ?? null;
}
