import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { checkCharacters, findConflicts, findForbidden } from '../../../src/yaml/check-text.ts';
import { sourceText } from '../../../src/yaml/source-text.ts';

const placeAndCode = ({ code, at }: Diagnostic): string => `${at.line}:${at.column} ${code}`;
const charactersIn = (text: string) => checkCharacters(sourceText('f', text));
const conflictsIn = (text: string) => findConflicts(sourceText('f', text));

describe('characters', () => {
  test.each([
    ['\0', 'U+0000', 'NUL'],
    ['\x07', 'U+0007', 'BEL'],
    ['\b', 'U+0008', 'BACKSPACE'],
    ['\x0b', 'U+000B', 'CONTROL CHARACTER'],
    ['\f', 'U+000C', 'FORM FEED'],
    ['\x1b', 'U+001B', 'ESC'],
    ['\x7f', 'U+007F', 'DEL'],
    ['\x85', 'U+0085', 'NEL'],
    ['\x9b', 'U+009B', 'CSI'],
    ['\u061c', 'U+061C', 'ARABIC LETTER MARK'],
    ['\u200e', 'U+200E', 'LEFT-TO-RIGHT MARK'],
    ['\u2028', 'U+2028', 'LINE SEPARATOR'],
    ['\u2029', 'U+2029', 'PARAGRAPH SEPARATOR'],
    ['\u202e', 'U+202E', 'RIGHT-TO-LEFT OVERRIDE'],
    ['\u2066', 'U+2066', 'LEFT-TO-RIGHT ISOLATE'],
    ['\ufeff', 'U+FEFF', 'BOM'],
    ['\uffff', 'U+FFFF', 'CONTROL CHARACTER'],
    ['\ud800', 'U+D800', 'LONE SURROGATE'],
    ['\udfff', 'U+DFFF', 'LONE SURROGATE'],
  ])('%j is refused as %s %s, at its place', (char, codePoint, name) => {
    expect(findForbidden(`ab${char}`)).toEqual({ offset: 2, codePoint, name });
    const [found, ...more] = charactersIn(`a: 1\nbc${char}d`);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'forbidden-character', args: { codePoint, name }, file: 'f' });
    expect(found?.at).toEqual({ line: 2, column: 3, endLine: 2, endColumn: 4 });
  });

  test.each([
    ['\t'],
    ['\n'],
    ['\r\n'],
    ['中文'],
    ['😀'],
    ['👩‍👩‍👧'],
    ['\u00a0'],
    ['\u3000'],
    ['\u200b'],
    ['e\u0301'],
    ['\ue000'],
    ['\ufffd'],
    ['\u{10ffff}'],
  ])('%j is taken', (text) => {
    expect(findForbidden(text)).toBeNull();
    expect(charactersIn(text)).toEqual([]);
  });

  test('the first of several is found, again and again', () => {
    expect(findForbidden('a\0\0')).toMatchObject({ offset: 1 });
    expect(findForbidden('\0')).toMatchObject({ offset: 0 });
    expect(findForbidden('a\0\0')).toMatchObject({ offset: 1 });
  });

  test('all are told, but not without end', () => {
    expect(charactersIn('\0a\0\n\0').map(placeAndCode)).toEqual([
      '1:1 forbidden-character',
      '1:3 forbidden-character',
      '2:1 forbidden-character',
    ]);
    expect(charactersIn('\0'.repeat(100_000)).length).toBeLessThan(10_000);
  });

  test.each([
    ['a: 1\rb: 2', ['1:5 cr-line-ends']],
    ['a: 1\r\nb: 2\rc: 3\rd', ['2:5 cr-line-ends']],
    ['a: 1\r', ['1:5 cr-line-ends']],
    ['a: 1\r\r\n', ['1:5 cr-line-ends']],
    ['a: 1\r\n', []],
  ])('lone carriage returns in %j are told once', (text, places) => {
    expect(charactersIn(text).map(placeAndCode)).toEqual(places);
  });
});

describe('git conflicts', () => {
  const conflict = ['a: 1', '<<<<<<< HEAD', 'b: 2', 'c: 3', '=======', 'b: 4', '>>>>>>> theirs', 'd: 5', ''];
  const withBase = ['<<<<<<< HEAD', 'b: 2', '||||||| base', 'b: 1', '=======', 'b: 4', 'b: 5', '>>>>>>> theirs'];

  test('a conflict is told with the lines of both sides', () => {
    const [found, ...more] = conflictsIn(conflict.join('\n'));
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'conflict-marker', args: { ours: [3, 4], theirs: [6, 6] } });
    expect(found?.at).toEqual({ line: 2, column: 1, endLine: 2, endColumn: 8 });
  });

  test('CRLF makes no difference', () => {
    expect(conflictsIn(conflict.join('\r\n'))).toMatchObject([{ args: { ours: [3, 4], theirs: [6, 6] } }]);
  });

  test('a base between the sides belongs to neither', () => {
    expect(conflictsIn(withBase.join('\n'))).toMatchObject([{ args: { ours: [2, 2], theirs: [6, 7] } }]);
  });

  test('each of several conflicts is told', () => {
    expect(conflictsIn([...conflict, ...conflict].join('\n')).map(placeAndCode)).toEqual([
      '2:1 conflict-marker',
      '11:1 conflict-marker',
    ]);
  });

  test.each([
    ['an opening marker alone', 'a: 1\n<<<<<<< HEAD\nb: 2\n', ['2:1 conflict-marker']],
    ['a middle alone', 'a: 1\n=======\nb: 2\n', ['2:1 conflict-marker']],
    ['an end alone', 'a: 1\n>>>>>>> theirs\n', ['2:1 conflict-marker']],
    ['an end without a middle', '<<<<<<< HEAD\na: 1\n>>>>>>> theirs\n', ['1:1 conflict-marker']],
    ['a second opening', '<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> c', ['1:1 conflict-marker', '2:1 conflict-marker']],
  ])('%s is told too', (_, text, places) => {
    expect(conflictsIn(text).map(placeAndCode)).toEqual(places);
  });

  test.each([
    ['indented', 'a:\n  <<<<<<< HEAD\n  b: 1\n  =======\n  b: 2\n  >>>>>>> x\n', 3],
    ['indented by tabs', 'a:\n\t<<<<<<<\n\t=======\n\t>>>>>>> x\n', 2],
    ['longer than seven', 'a:\n<<<<<<<<<<<\nb: 1\n===========\n>>>>>>>>>>>\n', 1],
    ['longer, with lines drawn between', 'a:\n<<<<<<<<<\n=======\n=========\n>>>>>>>>>\n', 1],
  ])('whole conflicts that are %s are told', (_, text, column) => {
    expect(conflictsIn(text).map(placeAndCode)).toEqual([`2:${column} conflict-marker`]);
  });

  test.each([
    ['indented and alone', '  <<<<<<< HEAD\n  =======\n'],
    ['longer and alone', '========\n<<<<<<<<\n'],
    ['drawn in a text', 'a: |\n  ==========\n  <<<<<<<<<<\n  ==========\n  >>>>>>>>>\n'],
    ['in a comment', '# ======= \n# <<<<<<< HEAD\n'],
    ['inside a line', 'a: ======= b\n'],
    ['shorter', '======\n'],
  ])('signs that are %s are none', (_, text) => {
    expect(conflictsIn(text)).toEqual([]);
  });
});
