import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findForbidden } from '../../../src/yaml/check-text.ts';
import { A, heldIn, SHEET, saved, takeSeat, useDesk } from './desk.ts';

const desk = useDesk();
/** Texts as they come in from the line and the editor: trimmed, lines ended by LF, without control characters. */
const anyText = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc
      .array(
        fc.constantFrom('第一行', '- x', '# y', 'a: b', '"', "'", ' ', '\n', '\\', '{', ']', '|', '：', '😀', '---'),
      )
      .map((parts) => parts.join('')),
  )
  .map((text) => text.replace(/\r\n?/g, '\n').trim())
  .filter((text) => text !== '' && !findForbidden(text));

describe.each([
  ['LF', SHEET],
  ['CRLF', SHEET.replaceAll('\n', '\r\n')],
])('any text in a sheet with %s', (_, sheet) => {
  test('is read back as it was given, and nobody is asked about it when the file is read anew', () => {
    fc.assert(
      fc.property(anyText, anyText, (finding, measure) => {
        desk.write(sheet);
        const seat = takeSeat(desk.path, desk.env);
        const improvement = { measure, owner: null, due: null };
        saved(seat.answer(A, { finding, improvement }));
        desk.write(`${desk.read()}# somebody was here\n`);
        expect(saved(seat.refresh())).toMatchObject({ conflicts: [], restored: 0, merged: 0 });
        expect(heldIn(desk.path, A)).toMatchObject({ finding, improvement });
        expect(seat.sees(A)).toEqual(heldIn(desk.path, A));
      }),
      { numRuns: 300 },
    );
  });
});
