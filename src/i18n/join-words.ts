import type { Lang } from './lang.ts';

const CONJUNCTIONS = { zh: { or: '或', and: '和' }, en: { or: 'or', and: 'and' } } as const;

/** Words in a row: `1、0.8 或 0`, `1, 0.8 or 0`; in Chinese with a blank only beside digits and Latin letters. */
export function joinWords(words: readonly string[], lang: Lang, conjunction: 'or' | 'and'): string {
  const [last = '', ...rest] = [...words].reverse();
  if (!rest.length) return last;
  const word = CONJUNCTIONS[lang][conjunction];
  const before = rest.reverse().join(lang === 'zh' ? '、' : ', ');
  const blank = (beside: string | undefined): string => (lang === 'en' || /[!-~]/.test(beside ?? '') ? ' ' : '');
  return `${before}${blank(before.at(-1))}${word}${blank(last[0])}${last}`;
}
