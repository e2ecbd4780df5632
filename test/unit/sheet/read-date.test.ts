import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDate } from '../../../src/sheet/read-date.ts';

const written = (year: number, month: number, day: number): string =>
  [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');

/** Whether the calendar has the day, by the platform's own calendar. */
function exists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

test('every day from 1900 to 2100 is a date, and no other combination of year, month and day is', () => {
  const wrong: string[] = [];
  let days = 0;
  for (let year = 1900; year <= 2100; year++)
    for (let month = 0; month <= 13; month++)
      for (let day = 0; day <= 32; day++) {
        const text = written(year, month, day);
        const want = month >= 1 && month <= 12 && day >= 1 && exists(year, month, day);
        const reading = readDate(text);
        if (want) days++;
        if (want ? !reading.ok || reading.date !== text : reading.ok || reading.fault !== 'calendar') wrong.push(text);
      }
  expect(wrong).toEqual([]);
  expect(days).toBe(73_414);
});

describe('another way to write a day is told as the day that was meant:', () => {
  test.each([
    ['2026/3/1', '2026-03-01'],
    ['2026-3-1', '2026-03-01'],
    ['2026.03.01', '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
    ['2026年03月01日', '2026-03-01'],
    ['2026年3月1', '2026-03-01'],
    ['2026 年 3 月 1 日', '2026-03-01'],
    ['２０２６-０３-０１', '2026-03-01'],
    ['2026－03－01', '2026-03-01'],
    ['２０２６／３／１', '2026-03-01'],
    ['20260301', '2026-03-01'],
    ['2024/2/29', '2024-02-29'],
  ])('%s', (text, meant) => {
    expect(readDate(text)).toEqual({ ok: false, fault: 'format', meant });
  });
});

describe('a day that the calendar does not have is told as such, and no other is guessed', () => {
  test.each(['2026/2/30', '2026-2-30', '20261301', '2023年2月29日', '1899-3-1'])('%s', (text) => {
    expect(readDate(text)).toEqual({ ok: false, fault: 'calendar', meant: null });
  });
});

describe('no day is guessed from', () => {
  test.each([
    '3/1/2026',
    '26-03-01',
    '2026-03',
    '2026',
    '三月一日',
    '2026-03-01 09:00',
    '2026-03-01T00:00:00Z',
    'tomorrow',
    '-',
  ])('%s', (text) => {
    expect(readDate(text)).toEqual({ ok: false, fault: 'format', meant: null });
  });
});

test('a day that was meant is a date itself', () => {
  const numbers = fc.tuple(
    fc.integer({ min: 1890, max: 2110 }),
    fc.integer({ min: 0, max: 14 }),
    fc.integer({ min: 0, max: 33 }),
    fc.constantFrom('/', '.', '-', ' / ', '／'),
  );
  fc.assert(
    fc.property(numbers, ([year, month, day, sign]) => {
      const reading = readDate([year, month, day].join(sign));
      const known = year >= 1900 && exists(year, month, day);
      if (reading.ok) expect([reading.date, known]).toEqual([written(year, month, day), true]);
      else if (reading.meant !== null) expect(readDate(reading.meant)).toEqual({ ok: true, date: reading.meant });
      if (!reading.ok && reading.fault === 'format') expect(reading.meant !== null).toBe(known);
    }),
    { numRuns: 1000 },
  );
});
