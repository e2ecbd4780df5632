import { Chalk, type ChalkInstance } from 'chalk';
import type { Paint } from '../diagnostics/file-report.ts';
import type { Tone } from '../report/report-document.ts';

/** How a terminal can be written to: colour depth (0 none to 3) and width in columns. */
export interface Terminal {
  readonly color: 0 | 1 | 2 | 3;
  readonly width: number;
}

/** The styles of a terminal; with colour 0 every style leaves text as it is. */
export interface Style {
  readonly tone: (text: string, tone: Tone) => string;
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly paint: Paint;
}

export function styleFor({ color }: Terminal): Style {
  const chalk = new Chalk({ level: color });
  const tones: Readonly<Record<Tone, ChalkInstance | null>> = {
    good: chalk.green,
    fair: chalk.green,
    mixed: chalk.yellow,
    bad: chalk.red,
    open: chalk.cyan,
    plain: null,
  };
  return {
    tone: (text, tone) => tones[tone]?.(text) ?? text,
    strong: (text) => chalk.bold(text),
    quiet: (text) => chalk.dim(text),
    paint: {
      error: (text) => chalk.red(text),
      warning: (text) => chalk.yellow(text),
      quiet: (text) => chalk.dim(text),
      strong: (text) => chalk.bold(text),
    },
  };
}
