import { daysIn } from '../diagnostics/days-in.ts';

export type DateReading =
  | { readonly ok: true; readonly date: string }
  | { readonly ok: false; readonly fault: 'format' | 'calendar'; readonly meant: string | null };

/** Reads a calendar day written `YYYY-MM-DD`; for another way of writing, the same day in that form where it is clear. */
export function readDate(text: string): DateReading {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text))
    return isDay(text) ? { ok: true, date: text } : { ok: false, fault: 'calendar', meant: null };
  const loose =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text.normalize('NFKC')) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!loose) return { ok: false, fault: 'format', meant: null };
  const [, year = '', month = '', day = ''] = loose;
  const meant = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(meant) ? { ok: false, fault: 'format', meant } : { ok: false, fault: 'calendar', meant: null };
}

/** Whether the day exists: 2026-02-30 does not. */
function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  if (year < 1900 || month < 1 || month > 12 || day < 1) return false;
  return day <= daysIn(year, month);
}
