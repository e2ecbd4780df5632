import { nearest } from '../diagnostics/suggest.ts';
import type { Catalogue } from './catalogue.ts';
import { searchIndex } from './search-index.ts';

/** The English word, Chinese name or id of a catalogue that a word which occurs nowhere was probably meant to be; null where none is near. */
export function suggestWord(catalogues: readonly Catalogue[], word: string): string | null {
  const known = new Set<string>();
  for (const { passages } of catalogues.flatMap((catalogue) => [...searchIndex(catalogue)]))
    for (const { field, folded } of passages) {
      if (field === 'id' || field === 'name') known.add(folded.text);
      for (const [found] of folded.text.matchAll(/[a-z]{4,}/g)) known.add(found);
    }
  // Slips of the first letter are rare, and short words are all alike but for it.
  const isLatin = /^[a-z]/.test(word);
  return nearest(word, isLatin ? [...known].filter((other) => other[0] === word[0]) : known);
}
