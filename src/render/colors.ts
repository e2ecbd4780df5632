import { Chalk, type ChalkInstance } from 'chalk';
import type { Tone } from '../report/report-document.ts';
import type { Style } from './style.ts';

const chalk = new Chalk({ level: 1 });

const TONES: Readonly<Record<Tone, ChalkInstance | null>> = {
  good: chalk.green,
  fair: chalk.green,
  mixed: chalk.yellow,
  bad: chalk.red,
  open: chalk.cyan,
  plain: null,
};

/** The sixteen colours that every terminal has, in the shades that its user chose. */
export const COLORED: Style = {
  tone: (text, tone) => TONES[tone]?.(text) ?? text,
  strong: (text) => chalk.bold(text),
  quiet: (text) => chalk.dim(text),
  paint: {
    error: (text) => chalk.red(text),
    warning: (text) => chalk.yellow(text),
    quiet: (text) => chalk.dim(text),
    strong: (text) => chalk.bold(text),
  },
};
