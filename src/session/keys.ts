/** A key as a terminal tells it: a name for what writes nothing, the characters for what does. */
export interface KeyPress {
  readonly name?: string | undefined;
  readonly sequence?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly meta?: boolean | undefined;
}

const NAMED: ReadonlySet<string> = new Set(['up', 'down', 'left', 'right', 'escape', 'space', 'delete', 'tab']);
/** What a Chinese input method writes for a key of ours. */
const TWINS: ReadonlyMap<string, string> = new Map([
  ['、', '/'],
  ['—', '-'],
  ['——', '-'],
  ['·', '`'],
]);

const ROWS: Readonly<Record<string, (page: number) => number>> = {
  pageup: (page) => -page,
  pagedown: (page) => page,
  home: () => Number.NEGATIVE_INFINITY,
  end: () => Number.POSITIVE_INFINITY,
};

/** By how many rows a key moves a page or list of which so many are shown; null for other keys. */
export const rowsOfKey = ({ name, ctrl, meta }: KeyPress, page: number): number | null =>
  ctrl || meta ? null : (ROWS[name ?? '']?.(page) ?? null);

/** The name of a key for the machine: `enter`, `up`, `1`, `?`; full-width keys as their half-width twins; null for others. */
export function keyName({ name, sequence, ctrl, meta }: KeyPress): string | null {
  if (ctrl || meta) return name === 'escape' ? 'escape' : null;
  if (name === 'return' || name === 'enter') return 'enter';
  if (name !== undefined && NAMED.has(name)) return name;
  const text = TWINS.get(sequence ?? '') ?? (sequence ?? '').normalize('NFKC');
  if (text === ' ') return 'space';
  return [...text].length === 1 && text >= ' ' && text !== '\x7f' ? text.toLowerCase() : null;
}

/** Where a line that is written over several rows puts its characters and its cursor. */
export interface LaidOut {
  readonly rows: readonly string[];
  readonly row: number;
  readonly column: number;
}

/** Lays out a prompt and the text behind it in a width; `cursor` is an offset into the text. Nothing is broken but by width. */
export function layOutLine(
  prompt: string,
  text: string,
  cursor: number,
  width: number,
  widthOf: (text: string) => number,
): LaidOut {
  const rows: string[] = [''];
  let columns = 0;
  let place = { row: 0, column: 0 };
  let offset = -prompt.length;
  for (const char of prompt + text) {
    const size = widthOf(char);
    if (columns + size > width) {
      rows.push('');
      columns = 0;
    }
    if (offset === cursor) place = { row: rows.length - 1, column: columns };
    rows[rows.length - 1] += char;
    columns += size;
    offset += char.length;
  }
  if (offset <= cursor) {
    if (columns >= width) {
      rows.push('');
      columns = 0;
    }
    place = { row: rows.length - 1, column: columns };
  }
  return { rows, ...place };
}
