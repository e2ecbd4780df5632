/** Radicals that no normal form takes back, each with the character that it stands for (Unicode, EquivalentUnifiedIdeograph). */
const RADICALS =
  '⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙';
const CHARACTERS: ReadonlyMap<string, string> = new Map(
  RADICALS.match(/../gu)?.map(([from = '', to = '']) => [from, to]),
);

/** Puts back the characters for which a PDF gave radicals that look the same (⽤ for 用), in place. */
export const restoreRadicals = (text: string): string =>
  text.replace(/[\u2e80-\u2fd5]/g, (radical) => CHARACTERS.get(radical) ?? radical.normalize('NFKC'));
