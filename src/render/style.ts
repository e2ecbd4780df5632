import type { Paint } from '../diagnostics/file-report.ts';
import type { Tone } from '../report/report-document.ts';

/** How stretches of text are styled; each function returns its text, changed or not. */
export interface Style {
  readonly tone: (text: string, tone: Tone) => string;
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly paint: Paint;
}

/** What can be written to: a width in columns, and styles that suit it. */
export interface Terminal {
  readonly width: number;
  readonly style: Style;
}

/** No colours: every style leaves text as it is. Colours are in `colors.ts`, loaded where a terminal wants them. */
export const PLAIN: Style = {
  tone: (text) => text,
  strong: String,
  quiet: String,
  paint: { error: String, warning: String, quiet: String, strong: String },
};
