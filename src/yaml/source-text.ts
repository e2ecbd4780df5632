import type { Place } from '../diagnostics/diagnostic.ts';

/** Offsets into a text, in UTF-16 units; the end is exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A text with its name and its line starts, so that every offset can be told as a place. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
  readonly lineStarts: readonly number[];
}

/** Takes a file's text (without BOM); `file` is the name that diagnostics show. */
export function sourceText(file: string, text: string): SourceText {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  return { file, text, lineStarts };
}

function lineOf(source: SourceText, offset: number): number {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The place of a range; offsets past the end are taken as the end. */
export function placeOf(source: SourceText, range: Range): Place {
  const start = Math.min(range.start, source.text.length);
  const end = Math.max(start, Math.min(range.end, source.text.length));
  const line = lineOf(source, start);
  const endLine = lineOf(source, end);
  return {
    line: line + 1,
    column: start - (source.lineStarts[line] ?? 0) + 1,
    endLine: endLine + 1,
    endColumn: end - (source.lineStarts[endLine] ?? 0) + 1,
  };
}

/** The range of a place, as `placeOf` tells it. */
export const rangeOf = ({ lineStarts }: SourceText, { line, column, endLine, endColumn }: Place): Range => ({
  start: (lineStarts[line - 1] ?? 0) + column - 1,
  end: (lineStarts[endLine - 1] ?? 0) + endColumn - 1,
});

/** The text of a line (counted from 1) without its line end; empty past the end. */
export function lineText(source: SourceText, line: number): string {
  const start = source.lineStarts[line - 1];
  if (start === undefined) return '';
  const next = source.lineStarts[line];
  return source.text.slice(start, next === undefined ? undefined : next - 1).replace(/\r$/, '');
}
