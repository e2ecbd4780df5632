import { safeText } from '../text/safe-text.ts';
import { widthOf, wrapTo } from '../text/width.ts';
import type { Style, Terminal } from './style.ts';

/** A text with the stretches that were looked for. */
export interface MarkedText {
  readonly text: string;
  readonly ranges: readonly (readonly [start: number, end: number])[];
}

/** A hit as it is shown: what `assess model show` takes for it, where that belongs, and the passage with what it is. */
export interface HitRow {
  readonly model: string;
  readonly id: MarkedText;
  readonly place: MarkedText;
  readonly label: string | null;
  readonly passage: MarkedText;
}

const INDENT = '  ';

/** A search result for a terminal: each hit with its id, its place and its passage, the words in it marked by colour. */
export const renderHits = (rows: readonly HitRow[], colon: string, { width, style }: Terminal): string =>
  rows
    .map((row) => {
      const room = Math.max(20, width - INDENT.length);
      const head = `${style.quiet(row.model)} ${markText(row.id, style, style.strong)}`;
      const used = widthOf(`${row.model} ${row.id.text}`);
      const place = markLines(row.place, room, style, style.quiet);
      const fits = place.length === 1 && used + INDENT.length + widthOf(row.place.text) <= width;
      const label = row.label === null ? '' : `${row.label}${colon}`;
      const shift = label.length;
      const passage: MarkedText = {
        text: `${label}${row.passage.text}`,
        ranges: row.passage.ranges.map(([start, end]) => [start + shift, end + shift]),
      };
      const lines = [...(fits ? [] : place), ...markLines(passage, room, style, String)];
      return [fits ? `${head}${INDENT}${place[0] ?? ''}` : head, ...lines.map((line) => `${INDENT}${line}`)]
        .map((line) => `${line}\n`)
        .join('');
    })
    .join('\n');

/** Wraps a text to a width and marks its ranges; the rest is styled with `rest`. */
export function markLines(
  { text, ranges }: MarkedText,
  width: number,
  style: Style,
  rest: (text: string) => string,
): string[] {
  // Escapes would move what stands behind them, so that a text with characters to escape is shown without marks.
  const safe = safeText(text);
  const marked = safe === text ? ranges : [];
  let from = 0;
  return wrapTo(safe, width).map((line) => {
    // Lines follow each other in the text; only blanks between them are dropped.
    const at = safe.indexOf(line, from);
    from = at + line.length;
    const own = marked.map(([start, end]) => [start - at, end - at] as const);
    return markText({ text: line, ranges: own }, style, rest);
  });
}

function markText({ text, ranges }: MarkedText, style: Style, rest: (text: string) => string): string {
  const mark = (found: string): string => style.strong(style.tone(found, 'mixed'));
  let shown = '';
  let from = 0;
  for (const [start, end] of ranges) {
    const [first, last] = [Math.max(start, from), Math.min(end, text.length)];
    if (first >= last) continue;
    if (first > from) shown += rest(text.slice(from, first));
    shown += mark(text.slice(first, last));
    from = last;
  }
  return from < text.length ? shown + rest(text.slice(from)) : shown;
}
