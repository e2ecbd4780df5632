import fc from 'fast-check';

/** Texts that YAML would read as something else if they stood bare, that break a line-by-line tool, or that no sheet may have. */
const AWKWARD = [
  '',
  ' ',
  '\n',
  'a: b',
  ': ',
  '- a',
  '# x',
  'a # x',
  ' lead',
  'trail ',
  '\ttab',
  'null',
  '~',
  'yes',
  '0.8',
  '1e3',
  '2026-01-01',
  '---',
  '...',
  '"',
  "'",
  "it's",
  '\\n',
  '[a]',
  '{a: b}',
  '@x',
  '`x`',
  '%x',
  '&a *b !c',
  '|',
  '>-',
  '?',
  '? a',
  '：',
  'score：1',
  '第一行\n第二行',
  '  第一行\n第二行\n',
  'a\n\n\nb',
  'a\r\nb',
  'a\n  b\n c',
  '1b:\n  score: 1',
  '# 一\n# 二',
  '<<<<<<< ours\n=======\n>>>>>>> theirs',
  '😀👩‍👩‍👧\u{10ffff}',
  'e\u0301\u00ad\u200b\u3000x',
  'a\0b',
  'a\u202eb',
  'a\u2028b',
  '\ufeff',
] as const;

/** Any text at all: awkward ones, their mixtures, and every code unit. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...AWKWARD),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.array(fc.constantFrom(...AWKWARD, 'word', '需求', ' ', '\n'), { maxLength: 8 }).map((parts) => parts.join('')),
);

const FORBIDDEN =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/gu;

/** A text without the characters that no sheet may have. */
export const writable = (text: string): string => text.replace(FORBIDDEN, '');
