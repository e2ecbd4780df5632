import { expect, test } from 'vitest';
import { daysIn, monthOf } from '../../../src/diagnostics/days-in.ts';

test('a month has its days, and February one more in leap years', () => {
  expect([1, 2, 4, 12].map((month) => daysIn(2026, month))).toEqual([31, 28, 30, 31]);
  expect([2024, 1900, 2000].map((year) => daysIn(year, 2))).toEqual([29, 28, 29]);
  expect(daysIn(2026, 13)).toBe(0);
});

test.each([
  ['2026-2-30', 2026, 2],
  ['20261301', 2026, 13],
  ['２０２６年２月３０日', 2026, 2],
  ['1899-03-01', 1899, 3],
  ['tomorrow', 0, 0],
])('%s begins with a year and a month', (text, year, month) => {
  expect(monthOf(text)).toEqual({ year, month });
});
