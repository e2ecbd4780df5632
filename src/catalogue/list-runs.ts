import type { Mark, MarkedText } from './list-marks.ts';
import { isEnded, looksLikeTitle, type StandardLine } from './standard-lines.ts';

/** What a line stands for in the text: a break ends every list, and right below a heading of the model one may begin. */
export type LineRole = 'break' | 'list-heading' | null;

/** Lines read as the entries of one list, which are numbered on from 1. */
interface Run {
  readonly heading: LineRole;
  readonly at: number[];
}

/**
 * Reads as entries those lines whose marks, doubtful by themselves, run on from 1 through a list: `1. `, `一、`, `i)`. A list
 * of one entry counts where other lists of the text are marked so.
 */
export function readRuns(lines: readonly StandardLine[], roles: readonly LineRole[]): StandardLine[] {
  const runs = [...findRuns(lines, roles)].filter(({ run }) => !areHeadings(run, lines));
  const used = new Set(runs.filter(({ run }) => run.at.length > 1).map(({ mark }) => mark));
  const readings = new Map<number, MarkedText>();
  for (const { mark, run } of runs)
    if (run.at.length > 1 || (used.has(mark) && run.heading === 'list-heading'))
      for (const index of run.at) {
        const reading = lines[index]?.maybe.find((entry) => entry.mark === mark);
        if (reading && !readings.has(index)) readings.set(index, reading);
      }
  return lines.map((line, index) => {
    const reading = readings.get(index);
    return reading ? { kind: 'entry', ...reading, line: line.line, maybe: [] } : line;
  });
}

function* findRuns(
  lines: readonly StandardLine[],
  roles: readonly LineRole[],
): Generator<{ readonly mark: Mark; readonly run: Run }> {
  const open = new Map<Mark, Run>();
  let heading: LineRole = null;
  for (const [index, line] of lines.entries()) {
    const role = roles[index] ?? null;
    if (role !== null) {
      heading = role;
      for (const [mark, run] of open) yield { mark, run };
      open.clear();
      continue;
    }
    const before = lines[index - 1];
    const begins = !before || (roles[index - 1] ?? null) !== null || isEnded(before.text);
    for (const { mark, order } of readingsOf(line)) {
      const run = open.get(mark);
      // Years and pieces begin lines within sentences too.
      if (mark === 'bare' && !begins && run?.at.at(-1) !== index - 1) continue;
      if (run && order === run.at.length + 1) run.at.push(index);
      else if (order === 1 && !isLetterI(mark, open)) {
        if (run) yield { mark, run };
        open.set(mark, { heading, at: [index] });
      }
    }
  }
  for (const [mark, run] of open) yield { mark, run };
}

/** Letters run too, since i) may be the ninth of them. */
const readingsOf = (line: StandardLine): readonly MarkedText[] =>
  line.kind === 'entry' && line.mark === 'letter' ? [line, ...line.maybe] : line.maybe;

const isLetterI = (mark: Mark, open: ReadonlyMap<Mark, Run>): boolean =>
  mark === 'roman' && open.get('letter')?.at.length === 8;

/** Headings that the model does not have may be numbered on as well: short lines, with lists between them. */
const areHeadings = ({ at }: Run, lines: readonly StandardLine[]): boolean =>
  at.every((index) => {
    const line = lines[index];
    return line !== undefined && line.kind === 'title' && looksLikeTitle(line.text);
  }) && lines.slice(at[0], at.at(-1)).some(({ kind }) => kind === 'entry');
