import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EncodedText, encodeEdited, startMark } from '../../../src/yaml/encode-edited.ts';

const encoded = (text: string, bom: boolean): EncodedText => ({
  text,
  bytes: Buffer.from(bom ? `\ufeff${text}` : text),
  mark: startMark(bom),
});

/** Characters of one to four bytes, among them some that begin or end with the same unit or byte. */
const words = fc.array(fc.constantFrom('a', '\r\n', 'é', '中', '丰', '😀', '😁', '🤀', '𠀀'), { maxLength: 12 });
/** Longer than what is compared at once. */
const long = fc
  .tuple(fc.constantFrom('x', '中', '😀'), fc.nat({ max: 9000 }))
  .map(([char, count]) => char.repeat(count));
const texts = fc.tuple(words, long, words).map(([a, middle, b]) => a.join('') + middle + b.join(''));

test('a text that is edited again and again has the bytes that it has when it is encoded whole', () => {
  fc.assert(
    fc.property(
      texts,
      fc.boolean(),
      fc.array(fc.tuple(fc.nat(), fc.nat({ max: 6 }), words), { maxLength: 6 }),
      (begin, bom, edits) => {
        let now = encoded(begin, bom);
        for (const [place, length, put] of edits) {
          const chars = [...now.text];
          chars.splice(place % (chars.length + 1), length, ...put);
          now = encodeEdited(now, chars.join(''));
          expect(Buffer.compare(now.bytes, encoded(now.text, bom).bytes)).toBe(0);
        }
      },
    ),
    { numRuns: 400 },
  );
});

test.each([
  ['nothing becomes something', '', '中'],
  ['something becomes nothing', '中', ''],
  ['nothing changes', 'a中', 'a中'],
  ['a character that begins alike', 'x😀y', 'x😁y'],
  ['a character that ends alike', 'x😀y', 'x🨀y'],
  ['a repeated one is taken out', '中中中', '中中'],
])('%s', (_, before, after) => {
  expect(Buffer.from(encodeEdited(encoded(before, true), after).bytes).toString()).toBe(`\ufeff${after}`);
});
