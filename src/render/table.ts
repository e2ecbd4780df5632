import type { Column } from '../report/report-document.ts';
import { padTo, widthOf, wrapTo } from '../text/width.ts';

const MIN_COLUMN = 6;

/** How wide each column may be, so that the table fits: narrow columns keep their width, wide ones share the rest. */
function fitColumns(rows: readonly (readonly string[])[], count: number, width: number): number[] {
  const natural = Array.from({ length: count }, (_, column) =>
    Math.max(...rows.map((row) => Math.max(...(row[column] ?? '').split('\n').map(widthOf)))),
  );
  let room = width - count * 3 - 1;
  const widths = new Array<number>(count).fill(0);
  const order = natural.map((_, index) => index).sort((a, b) => (natural[a] ?? 0) - (natural[b] ?? 0));
  order.forEach((column, position) => {
    const share = Math.floor(room / (count - position));
    const wanted = natural[column] ?? 0;
    widths[column] = Math.min(wanted, Math.max(MIN_COLUMN, share));
    room -= widths[column] ?? 0;
  });
  return widths;
}

/** A table of at most `width` columns (or as narrow as its columns can be), without a line end; long cells are wrapped. */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  quiet: (text: string) => string,
): string {
  const titles = columns.map((column) => column.title);
  const widths = fitColumns([titles, ...rows], columns.length, width);
  const rule = (left: string, middle: string, right: string) =>
    quiet(`${left}${widths.map((column) => '─'.repeat(column + 2)).join(middle)}${right}`);
  const bar = quiet('│');
  const lines = (row: readonly string[]): string[] => {
    const cells = columns.map((_, index) => wrapTo(row[index] ?? '', widths[index] ?? MIN_COLUMN));
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) => {
      const parts = cells.map((cell, index) =>
        align(cell[line] ?? '', widths[index] ?? 0, columns[index]?.align ?? 'left'),
      );
      return `${bar} ${parts.join(` ${bar} `)} ${bar}`;
    });
  };
  return [rule('┌', '┬', '┐'), ...lines(titles), rule('├', '┼', '┤'), ...rows.flatMap(lines), rule('└', '┴', '┘')].join(
    '\n',
  );
}

function align(text: string, width: number, side: Column['align']): string {
  return side === 'left' ? padTo(text, width) : ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}
