import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeLine, safeText } from '../../../src/text/safe-text.ts';

describe('a text for a terminal shows what would act on it:', () => {
  test.each([
    ['an escape sequence', '\u001b[31mred\u001b[0m', '\\u{1b}[31mred\\u{1b}[0m'],
    ['a one-byte escape sequence', '\u009b2J', '\\u{9b}2J'],
    ['a link', '\u001b]8;;http://a\u0007x', '\\u{1b}]8;;http://a\\u{7}x'],
    ['a backspace', 'ok\b\bno', 'ok\\u{8}\\u{8}no'],
    ['a carriage return', 'pass\rfail', 'pass\\u{d}fail'],
    ['a line end', 'a\nb', 'a\\u{a}b'],
    ['a tab', 'a\tb', 'a\\u{9}b'],
    ['NUL and DEL', '\0\u007f', '\\u{0}\\u{7f}'],
    ['a reordering mark', '\u202Egpj.exe', '\\u{202e}gpj.exe'],
    ['an isolate', '\u2066a\u2069', '\\u{2066}a\\u{2069}'],
    ['a zero-width space', 'E\u200b01', 'E\\u{200b}01'],
    ['a joiner', 'a\u200db', 'a\\u{200d}b'],
    ['a soft hyphen', 'a\u00adb', 'a\\u{ad}b'],
    ['a byte order mark', '\ufeffa', '\\u{feff}a'],
    ['a line separator', 'a\u2028b', 'a\\u{2028}b'],
    ['a filler that looks like a blank', 'a\u3164b', 'a\\u{3164}b'],
    ['a lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
    ['a tag character', 'a\u{e0041}b', 'a\\u{e0041}b'],
  ])('%s', (_, text, shown) => {
    expect(safeLine(text)).toBe(shown);
  });
});

test.each([
  '',
  '需求管理：“已满足”，得 0.8。',
  'Résumé – naïve',
  '０．８',
  '👍 𠮷野家',
  'a b  c',
  '\u3000全角空格',
  '\\u{1b}',
])('%j stays as it is', (text) => {
  expect(safeLine(text)).toBe(text);
  expect(safeText(text)).toBe(text);
});

test('in a text of several lines the line ends stay, of whatever kind, and tabs become blanks', () => {
  expect(safeText('a\r\nb\rc\nd')).toBe('a\nb\nc\nd');
  expect(safeText('a\tb\n\u001b[2Jc')).toBe('a  b\n\\u{1b}[2Jc');
});

const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|[\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]/u;
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code))).map((parts) => parts.join('')),
);

test('nothing that moves the cursor, colours, hides or reorders is left in any text', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(safeLine(text)).not.toMatch(UNSAFE);
      expect(safeText(text).split('\n').join('')).not.toMatch(UNSAFE);
    }),
    { numRuns: 2000 },
  );
});

test('a safe text is safe already, and keeps as many lines as the text had', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(safeLine(safeLine(text))).toBe(safeLine(text));
      expect(safeText(safeText(text))).toBe(safeText(text));
      expect(safeText(text).split('\n')).toHaveLength(text.split(/\r\n|\r|\n/).length);
    }),
  );
});
