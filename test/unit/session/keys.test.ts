import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type KeyPress, keyName, layOutLine } from '../../../src/session/keys.ts';
import { widthOf } from '../../../src/text/width.ts';

const typed = (sequence: string): KeyPress => ({ sequence, name: /^[a-z0-9]$/.test(sequence) ? sequence : undefined });

describe('a key is called', () => {
  test('by the character that it writes, in small letters', () => {
    for (const char of '0123456789abcxyz?/-!~') expect(keyName(typed(char)), char).toBe(char);
    expect(keyName({ name: 'q', sequence: 'Q' })).toBe('q');
  });

  test('by that of its half-width twin', () => {
    const wide = '０１２３４５６７８９ａｂｃｘｙｚ？／－！～';
    expect([...wide].map((char) => keyName(typed(char))).join('')).toBe('0123456789abcxyz?/-!~');
    expect(keyName(typed('Ｑ'))).toBe('q');
  });

  test.each([
    ['、', '/'],
    ['—', '-'],
    ['——', '-'],
    ['·', '`'],
    ['　', 'space'],
    ['①', '1'],
  ])('as meant where an input method writes %j: %j', (sequence, key) => {
    expect(keyName(typed(sequence))).toBe(key);
  });

  test.each<[KeyPress, string]>([
    [{ name: 'return', sequence: '\r' }, 'enter'],
    [{ name: 'enter', sequence: '\n' }, 'enter'],
    [{ name: 'escape', sequence: '\x1b' }, 'escape'],
    [{ name: 'escape', sequence: '\x1b', meta: true }, 'escape'],
    [{ name: 'space', sequence: ' ' }, 'space'],
    [{ sequence: ' ' }, 'space'],
    [{ name: 'up', sequence: '\x1b[A' }, 'up'],
    [{ name: 'down', sequence: '\x1bOB' }, 'down'],
    [{ name: 'left', sequence: '\x1b[D' }, 'left'],
    [{ name: 'right', sequence: '\x1b[C' }, 'right'],
    [{ name: 'delete', sequence: '\x1b[3~' }, 'delete'],
    [{ name: 'tab', sequence: '\t' }, 'tab'],
    [{ sequence: '中' }, '中'],
    [{ sequence: '😀' }, '😀'],
  ])('%j: %j', (press, key) => {
    expect(keyName(press)).toBe(key);
  });

  test.each<[title: string, press: KeyPress]>([
    ['a key held with Ctrl', { name: 'c', sequence: '\x03', ctrl: true }],
    ['a key held with Alt', { name: '1', sequence: '1', meta: true }],
    ['an arrow held with Ctrl', { name: 'up', sequence: '\x1b[1;5A', ctrl: true }],
    ['Backspace', { name: 'backspace', sequence: '\x7f' }],
    ['a function key', { name: 'f1', sequence: '\x1bOP' }],
    ['Page up', { name: 'pageup', sequence: '\x1b[5~' }],
    ['an escape sequence', { sequence: '\x1b[200~' }],
    ['two characters at once', { sequence: '需求' }],
    ['one that stands for two letters', { sequence: '㎏' }],
    ['a control character', { sequence: '\x01' }],
    ['nothing', {}],
    ['an empty one', { sequence: '' }],
  ])('nothing where it is %s', (_, press) => {
    expect(keyName(press)).toBeNull();
  });
});

/** Letters, Chinese, full-width marks, emoji with and without joiners, and marks that take no column. */
const units = fc.constantFrom(...'abc 1-', ...'需求管理：，', '😀', '👍🏽', '👨‍👩‍👧', 'e\u0301', '⏎', '𠮷', 'ﾞ', '🇨🇳');
const texts = fc.array(units, { maxLength: 40 }).map((parts) => parts.join(''));
const prompts = fc.constantFrom('', '评分 › ', 'Finding › ', '完成日期（如 2026-06-30，可留空） › ');
const widths = fc.integer({ min: 4, max: 60 });
/** A text with a place in it: an offset between two code points. */
const placed = texts.chain((text) => {
  const offsets = Array.from({ length: text.length + 1 }, (_, index) => index);
  const places = offsets.filter((offset) => !/[\udc00-\udfff]/.test(text.charAt(offset)));
  return fc.record({ text: fc.constant(text), cursor: fc.constantFrom(...places) });
});

describe('a line over several rows', () => {
  test('is whole, and no row is wider than it may be', () => {
    fc.assert(
      fc.property(prompts, placed, widths, (prompt, { text, cursor }, width) => {
        const { rows } = layOutLine(prompt, text, cursor, width, widthOf);
        expect(rows.join('')).toBe(prompt + text);
        for (const row of rows) expect(widthOf(row)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 3000 },
    );
  });

  test('has its cursor where the text before it ends, or at the beginning of the next row', () => {
    fc.assert(
      fc.property(prompts, placed, widths, (prompt, { text, cursor }, width) => {
        const { rows, row, column } = layOutLine(prompt, text, cursor, width, widthOf);
        const before = prompt + text.slice(0, cursor);
        const above = rows.slice(0, row).join('');
        expect(before.startsWith(above)).toBe(true);
        const rest = before.slice(above.length);
        expect((rows[row] ?? '').startsWith(rest)).toBe(true);
        expect(column).toBe([...rest].reduce((sum, char) => sum + widthOf(char), 0));
        const next = String.fromCodePoint(text.codePointAt(cursor) ?? 0x20);
        expect(column + widthOf(next)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 3000 },
    );
  });

  test('breaks only where the next character does not fit', () => {
    fc.assert(
      fc.property(prompts, placed, widths, (prompt, { text, cursor }, width) => {
        const { rows } = layOutLine(prompt, text, cursor, width, widthOf);
        for (const [index, row] of rows.slice(0, -1).entries()) {
          const [next = ''] = [...(rows[index + 1] ?? '')];
          const columns = [...row].reduce((sum, char) => sum + widthOf(char), 0);
          expect(columns + (widthOf(next) || 1)).toBeGreaterThan(width);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test.each<[title: string, text: string, cursor: number, rows: string[], place: [number, number]]>([
    ['empty', '', 0, ['› '], [0, 2]],
    ['with its cursor at the end', '需求', 2, ['› 需求'], [0, 6]],
    ['with its cursor inside', '需求', 1, ['› 需求'], [0, 4]],
    ['that fills its row', '需求管理', 4, ['› 需求管理', ''], [1, 0]],
    ['that fills its row, with the cursor before', '需求管理', 3, ['› 需求管理'], [0, 8]],
    ['broken before a character that does not fit', 'a需求管理', 4, ['› a需求管', '理'], [1, 0]],
    ['with an emoji', '😀b', 2, ['› 😀b'], [0, 4]],
    ['of three rows', 'abcdefghijklmnopqrst', 20, ['› abcdefgh', 'ijklmnopqr', 'st'], [2, 2]],
  ])('%s', (_, text, cursor, rows, [row, column]) => {
    expect(layOutLine('› ', text, cursor, 10, widthOf)).toEqual({ rows, row, column });
  });
});
