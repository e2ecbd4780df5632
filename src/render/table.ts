import Table from 'cli-table3';
import type { Column } from '../report/report-document.ts';
import { widthOf, wrapTo } from '../text/width.ts';

const MIN_COLUMN = 6;

/** Tells for each column how wide it may be, so that the table fits: narrow columns keep their width, wide ones share the rest. */
function fitColumns(cells: readonly (readonly string[])[], count: number, width: number): number[] {
  const natural = Array.from({ length: count }, (_, column) =>
    Math.max(...cells.map((row) => Math.max(...(row[column] ?? '').split('\n').map(widthOf)))),
  );
  let room = width - count * 3 - 1;
  const widths = new Array<number>(count).fill(0);
  const order = natural.map((_, index) => index).sort((a, b) => (natural[a] ?? 0) - (natural[b] ?? 0));
  order.forEach((column, position) => {
    const share = Math.floor(room / (count - position));
    widths[column] = Math.max(MIN_COLUMN, Math.min(natural[column] ?? 0, share));
    room -= widths[column] ?? 0;
  });
  return widths;
}

/** A table of at most `width` columns; each cell is wrapped before the library sees it, since it drops Chinese text. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  quiet: (text: string) => string,
): string {
  const titles = columns.map((column) => column.title);
  const widths = fitColumns([titles, ...rows], columns.length, width);
  const wrap = (row: readonly string[]) =>
    row.map((cell, index) => wrapTo(cell, widths[index] ?? MIN_COLUMN).join('\n'));
  const table = new Table({
    head: wrap(titles),
    colAligns: columns.map((column) => column.align),
    style: { head: [], border: [], 'padding-left': 1, 'padding-right': 1, compact: true },
    chars: {
      top: '─',
      'top-mid': '┬',
      'top-left': '┌',
      'top-right': '┐',
      bottom: '─',
      'bottom-mid': '┴',
      'bottom-left': '└',
      'bottom-right': '┘',
      left: '│',
      'left-mid': '├',
      mid: '─',
      'mid-mid': '┼',
      right: '│',
      'right-mid': '┤',
      middle: '│',
    },
  });
  table.push(...rows.map(wrap));
  return table
    .toString()
    .split('\n')
    .map((line) => line.replace(/[─┬┌┐┴└┘│├┼┤]+/g, quiet))
    .join('\n');
}
