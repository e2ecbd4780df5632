/** How many days a month has, from 1 on. */
export function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** The year and the month that a day begins with, however it is written; 0 for what is not there. */
export function monthOf(text: string): { readonly year: number; readonly month: number } {
  const [, year, month] = /^(\d{4})\D*(\d{1,2})/.exec(text.normalize('NFKC')) ?? [];
  return { year: Number(year ?? 0), month: Number(month ?? 0) };
}
