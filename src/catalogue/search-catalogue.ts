import type { Lang } from '../i18n/lang.ts';
import { type FoldedText, unfoldRange } from '../text/fold-text.ts';
import { simplify } from '../text/simplify.ts';
import type { Catalogue } from './catalogue.ts';
import type { Part } from './find-part.ts';
import { type Field, type Passage, type SearchEntry, searchIndex } from './search-index.ts';
import { parseQuery, piecesIn, placesOf, type Query, qualityOf, type Range, type Term } from './search-terms.ts';

/** A part in which the words occur, with the passage that shows it best. */
export interface Hit {
  readonly part: Part;
  /** What `assess model show` takes: an id, or `item.level` for what goes with an item at a level, a level's rank. */
  readonly id: string;
  readonly field: Field;
  /** The language of the passage; null for ids and clauses. */
  readonly lang: Lang | null;
  readonly text: string;
  /** Where the words stand in the text, in order, in UTF-16 units. */
  readonly ranges: readonly Range[];
  /** How far the hit is from what was asked; comparable between catalogues, less is nearer. */
  readonly distance: number;
}

export interface SearchOptions {
  /** The language whose passages are preferred where both have the words. */
  readonly lang: Lang;
  /** The kinds of parts to look for; all unless given. */
  readonly kinds?: readonly Part['kind'][];
}

const ORDER: Readonly<Record<Field, number>> = {
  id: 0,
  name: 0,
  clause: 0,
  text: 1,
  point: 1,
  overview: 2,
  definition: 2,
  characteristic: 2,
  evidence: 3,
  advice: 3,
};

/** The words of a query as they are looked for; none where it has no letter or digit. */
export const searchTerms = (words: string): string[] => parseQuery(words).terms.map((term) => term.text);

/**
 * Finds the parts in which all words occur, in either language, the nearest first: the words in one passage before the words
 * spread over several; ids and names before statements before overviews before evidence and advice; words in a row before
 * words apart, and Chinese words whole before those in pieces; then in the catalogue's order. The names of what a part
 * belongs to count for it: `需求管理 记录` finds records in that item. Traditional characters are read as simplified ones
 * where they are found nowhere. Empty for words without a letter or digit.
 */
export function searchCatalogue(catalogue: Catalogue, words: string, options: SearchOptions): Hit[] {
  const hits = searchFor(catalogue, words, options);
  const simplified = simplify(words);
  return hits.length || simplified === words ? hits : searchFor(catalogue, simplified, options);
}

function searchFor(catalogue: Catalogue, words: string, { lang, kinds }: SearchOptions): Hit[] {
  const query = parseQuery(words);
  if (!query.terms.length) return [];
  const known = new Map<readonly FoldedText[], readonly boolean[]>();
  const inNames = (names: readonly FoldedText[]): readonly boolean[] => {
    const found = known.get(names) ?? query.terms.map((term) => names.some(({ text }) => qualityOf(term, text) > 0));
    known.set(names, found);
    return found;
  };
  return searchIndex(catalogue)
    .flatMap((entry) => {
      if (kinds && !kinds.includes(entry.part.kind)) return [];
      const context = entry.context.map(inNames);
      return findIn(entry, {
        ...query,
        lang,
        given: query.terms.map((_, index) => context.some((names) => names[index])),
      });
    })
    .sort((a, b) => a.distance - b.distance);
}

/** A query at one entry; `given` tells which terms the names of what it belongs to have. */
interface Quest extends Query {
  readonly lang: Lang;
  readonly given: readonly boolean[];
}

/** A passage with how each term occurs in it: 0 not at all. */
interface Look {
  readonly passage: Passage;
  readonly qualities: readonly number[];
}

function findIn(entry: SearchEntry, quest: Quest): Hit[] {
  const qualities: number[][] = entry.passages.map(() => []);
  let isWhole = true;
  for (const [index, term] of quest.terms.entries()) {
    let seen = false;
    for (const [at, { field, folded }] of entry.passages.entries()) {
      const quality = isFor(term, entry, field) ? qualityOf(term, folded.text) : 0;
      qualities[at]?.push(quality);
      seen ||= quality > 0;
    }
    if (seen || quest.given[index]) continue;
    if (!entry.passages.some(({ folded }) => piecesIn(term, folded.text))) return [];
    isWhole = false;
  }
  const [best] = entry.passages
    .map((passage, at): Look => ({ passage, qualities: qualities[at] ?? [] }))
    .filter((look) => look.qualities.some(Boolean) || (!isWhole && hasPieces(look, quest.terms)))
    .map((look) => ({ look, distance: distanceOf(look, quest) }))
    .sort((a, b) => a.distance - b.distance);
  if (!best) return [];
  const { field, lang, original: text } = best.look.passage;
  const ranges = rangesIn(best.look, quest.terms, isWhole);
  return [{ part: entry.part, id: entry.id, field, lang, text, ranges, distance: best.distance }];
}

/** Clauses and the ids of requirements are looked up by words with a dot: `management` means the item, 7 no clause. */
const isFor = (term: Term, { part }: SearchEntry, field: Field): boolean =>
  field === 'clause' || (field === 'id' && part.kind === 'requirement') ? term.text.includes('.') : true;

const hasPieces = ({ passage }: Look, terms: readonly Term[]): boolean =>
  terms.some((term) => piecesIn(term, passage.folded.text));

/** Digits from the left: how the words are spread, field, how close they stand, how exact they are and the language. */
function distanceOf({ passage, qualities }: Look, { terms, phrase, given, lang }: Quest): number {
  const { field, folded, lang: language } = passage;
  const isHere = terms.every((term, index) => qualities[index] || given[index] || piecesIn(term, folded.text));
  const spread = isHere ? 0 : 1;
  const closeness = qualities.every(Boolean) ? closenessOf(phrase, folded.text, ORDER[field] === 0) : 4;
  const lacking = qualities.reduce((sum, quality) => sum + 3 - quality, 0);
  const other = language !== null && language !== lang ? 1 : 0;
  return (spread * 10 + ORDER[field]) * 1000 + closeness * 100 + Math.min(49, lacking) * 2 + other;
}

/** 0 all of a name, 1 its beginning, 2 in a row, 3 apart. */
function closenessOf(phrase: RegExp, text: string, isName: boolean): number {
  const found = phrase.exec(text);
  if (!found) return 3;
  return !isName || found.index > 0 ? 2 : found[0].length < text.length ? 1 : 0;
}

function rangesIn({ passage, qualities }: Look, terms: readonly Term[], isWhole: boolean): Range[] {
  const { folded, original } = passage;
  const found = terms.flatMap((term, index) => {
    if (qualities[index]) return placesOf(term, folded.text);
    return isWhole ? [] : (piecesIn(term, folded.text) ?? []).flatMap((piece) => placesOf(piece, folded.text));
  });
  const joined: [number, number][] = [];
  for (const [start, end] of found.sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined.map((range) => unfoldRange(folded, range, original.length));
}
