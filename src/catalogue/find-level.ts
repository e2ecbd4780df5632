import { foldName } from '../text/fold-text.ts';
import type { Catalogue, Level } from './catalogue.ts';

/** A level that a word names; `byGrade` where the word is its second name, in brackets: 三级 of 拓展级（三级）. */
export interface FoundLevel {
  readonly level: Level;
  readonly byGrade: boolean;
}

const NUMERALS: Readonly<Record<string, string>> = Object.fromEntries(
  ['一 one', '二 two', '三 three', '四 four', '五 five', '六 six', '七 seven', '八 eight', '九 nine'].flatMap(
    (words, index) => words.split(' ').map((word) => [word, String(index + 1)]),
  ),
);

/** A level's name as it is compared: numerals as digits, without hyphens and plurals: 三星 is 3星, “Three stars” 3star. */
const levelKey = (name: string): string =>
  foldName(name)
    .replace(
      /[一二三四五六七八九]|\b(?:one|two|three|four|five|six|seven|eight|nine)\b/g,
      (word) => NUMERALS[word] ?? word,
    )
    .replace(/-/g, '')
    .replace(/(?<=\dstar)s\b/, '');

/** A name with a second one in brackets: 协同级（二级） is 协同级 and 二级. */
const NAME_AND_GRADE = /^(.+?)\((.+)\)$/;

const gradeOf = (key: string): string | null => NAME_AND_GRADE.exec(key)?.[2] ?? null;

/** A level's first name, without the one in brackets. */
export const shortLevelName = (name: string): string => name.replace(/\s*[（(][^（(]*[）)]$/, '');

/**
 * The level that a word names: its rank, its name in either language with or without the second name in brackets, that
 * second name, or a rank in words where no second name could be meant by it. Null for any other word.
 */
export function findLevel(catalogue: Catalogue, word: string): FoundLevel | null {
  const key = levelKey(word);
  const named = catalogue.levels.flatMap((level) =>
    [level.name.zh, level.name.en].map((name) => ({ level, key: levelKey(name) })),
  );
  const first = (is: (key: string) => boolean, byGrade: boolean): FoundLevel | null => {
    const found = named.find((entry) => is(entry.key));
    return found ? { level: found.level, byGrade } : null;
  };
  const byRank = (rank: string | undefined): FoundLevel | null => {
    const level = catalogue.levels.find((entry) => String(entry.rank) === rank);
    return level ? { level, byGrade: false } : null;
  };
  const withoutGrade = (name: string): string => name.replace(NAME_AND_GRADE, '$1');
  const rough = /^(?:level|第)?(\d+)(?:级|星级?|stars?)?$/.exec(key)?.[1];
  return (
    (/^\d+$/.test(key) ? byRank(key) : null) ??
    first((name) => name === key || withoutGrade(name) === key, false) ??
    first((name) => gradeOf(name) === key, true) ??
    first((name) => withoutGrade(name).replace(/级$/, '') === key, false) ??
    // 五级 is no rank where levels have grades of their own that count down.
    (named.some((entry) => gradeOf(entry.key) !== null) && /级$/.test(key) ? null : byRank(rough))
  );
}
