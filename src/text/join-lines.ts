/** Chinese characters and full-width marks, beside which a line break stands for nothing. */
const WIDE = /[\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;

/** Lines as one: without a space beside Chinese or behind a hyphen, with one between other words. Blank lines vanish. */
export function joinLines(lines: readonly string[]): string {
  let joined = '';
  for (const line of lines) {
    const part = line.trim();
    if (part === '') continue;
    const isTight = WIDE.test(joined.at(-1) ?? '') || WIDE.test(part[0] ?? '') || joined.endsWith('-');
    joined += joined === '' || isTight ? part : ` ${part}`;
  }
  return joined;
}
