import type { Lang } from '../i18n/lang.ts';
import { formatGithub } from './format-github.ts';
import { formatJson } from './format-json.ts';
import { formatJunit } from './format-junit.ts';
import { formatSarif } from './format-sarif.ts';
import type { DiagnosticFormat } from './format-names.ts';
import { formatText, type Paint } from './format-text.ts';
import type { Diagnostic } from './diagnostic.ts';

/** The most diagnostics of one file that are told; the rest are counted. */
export const MOST = 50;

/** What was found in one file. `lineText` gives a line of it (from 1) for the caret. */
export interface FileReport {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly lineText: (line: number) => string;
  /** Requirements scored and still open; null where the file could not be read as a sheet. */
  readonly progress: { readonly scored: number; readonly open: number } | null;
}

export interface FormatOptions {
  readonly lang: Lang;
  readonly paint: Paint;
  readonly width: number;
  readonly version: string;
}

/** One entry a format: reports of files in, one text out, with a line end. */
export const FORMATTERS: Readonly<Record<DiagnosticFormat, (reports: readonly FileReport[], options: FormatOptions) => string>> = {
  text: formatText,
  json: formatJson,
  sarif: formatSarif,
  github: formatGithub,
  junit: formatJunit,
};
