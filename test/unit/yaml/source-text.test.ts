import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineText, placeOf, sourceText } from '../../../src/yaml/source-text.ts';

const text = fc.string({ unit: fc.constantFrom('a', '中', '😀', '\n', '\r\n', ' ') });

test.each<readonly [string, string, readonly [number, number], string]>([
  ['the first character', 'ab\ncd', [0, 1], '1:1-1:2'],
  ['a character on a later line', 'ab\ncd', [4, 5], '2:2-2:3'],
  ['a line end, which belongs to its line', 'ab\ncd', [2, 3], '1:3-2:1'],
  ['many lines', 'ab\ncd\nef', [1, 7], '1:2-3:2'],
  ['the end of the text', 'ab\ncd', [5, 5], '2:3-2:3'],
  ['past the end of the text', 'ab', [7, 9], '1:3-1:3'],
  ['an end before its start', 'abc', [2, 1], '1:3-1:3'],
  ['an empty text', '', [0, 0], '1:1-1:1'],
  ['a character outside the BMP, which counts twice', '😀x', [2, 3], '1:3-1:4'],
  ['CRLF, which is one line end', 'a\r\nb', [3, 4], '2:1-2:2'],
])('the place of %s', (_, written, [start, end], place) => {
  const at = placeOf(sourceText('f', written), { start, end });
  expect(`${at.line}:${at.column}-${at.endLine}:${at.endColumn}`).toBe(place);
});

test('a place leads back to its offset', () => {
  fc.assert(
    fc.property(text, fc.nat({ max: 40 }), (written, offset) => {
      const source = sourceText('f', written);
      const { line, column } = placeOf(source, { start: offset, end: offset });
      const lines = written.split('\n').slice(0, line - 1);
      expect(lines.join('\n').length + (line > 1 ? 1 : 0) + column - 1).toBe(Math.min(offset, written.length));
    }),
  );
});

test('the lines are those that a split gives, without CR', () => {
  fc.assert(
    fc.property(text, (written) => {
      const source = sourceText('f', written);
      const lines = written.split(/\r?\n/);
      expect(source.lineStarts.map((_, index) => lineText(source, index + 1))).toEqual(lines);
    }),
  );
});

test.each([0, 4, 100])('line %i of three lines is empty', (line) => {
  expect(lineText(sourceText('f', 'a\nb\nc'), line)).toBe('');
});
