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

/**
 * A table of at most `width` columns, without a line end; long cells are wrapped. Where so many columns have no room
 * beside each other, each row is a list of its cells, with their titles.
 */
export function renderTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  quiet: (text: string) => string,
): string {
  const titles = columns.map((column) => column.title);
  const widths = fitColumns([titles, ...rows], columns.length, width);
  if (widths.reduce((sum, column) => sum + column + 3, 1) > width) return listRows(titles, rows, width, quiet);
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

/** The rows below each other: the first cell as a head, the others each behind its title. */
function listRows(
  [, ...titles]: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  quiet: (text: string) => string,
): string {
  const lines = rows.map(([head = '', ...cells]) => {
    const pairs = titles.map((title, index) => [title, cells[index] ?? ''] as const);
    const stated = pairs.filter(([, cell]) => cell !== '');
    return [
      ...(head === '' ? [] : wrapTo(head, width)),
      ...sideBySide(stated, width - 2, quiet).map((line) => `  ${line}`),
    ].join('\n');
  });
  return lines.join('\n');
}

/** Titles with what stands behind them, both wrapped in columns of their own. */
export function sideBySide(
  rows: readonly (readonly [string, string])[],
  width: number,
  quiet: (text: string) => string,
): string[] {
  const column = Math.min(Math.max(0, ...rows.map(([title]) => widthOf(title))), Math.floor(width / 2));
  return rows.flatMap(([title, text]) => {
    const [left, right] = [wrapTo(title, column), wrapTo(text, width - column - 2)];
    return Array.from({ length: Math.max(left.length, right.length) }, (_, index) =>
      `${quiet(padTo(left[index] ?? '', column))}  ${right[index] ?? ''}`.trimEnd(),
    );
  });
}

function align(text: string, width: number, side: Column['align']): string {
  return side === 'left' ? padTo(text, width) : ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}
