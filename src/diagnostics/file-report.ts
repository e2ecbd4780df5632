import type { Lang } from '../i18n/lang.ts';
import type { Diagnostic } from './diagnostic.ts';

/** The most diagnostics of one file that are told; the rest are counted. */
export const MOST = 50;

/** What is told of a file: errors before warnings where not all can be, in the order of the file. */
export function toldOf({ diagnostics }: Pick<FileReport, 'diagnostics'>): readonly Diagnostic[] {
  if (diagnostics.length <= MOST) return diagnostics;
  const errors = diagnostics.filter((entry) => entry.severity === 'error');
  const warnings = diagnostics.filter((entry) => entry.severity === 'warning');
  const told = new Set([...errors, ...warnings].slice(0, MOST));
  return diagnostics.filter((entry) => told.has(entry));
}

/** What was found in one file. `lineText` gives a line of it (from 1) for the caret. */
export interface FileReport {
  readonly file: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly lineText: (line: number) => string;
  /** Requirements scored and still open; null where the file could not be read as a sheet. */
  readonly progress: { readonly scored: number; readonly open: number } | null;
}

/** How parts of a message are coloured; each returns its text, changed or not. */
export interface Paint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly strong: (text: string) => string;
}

export const NO_PAINT: Paint = { error: String, warning: String, quiet: String, strong: String };

export interface FormatOptions {
  readonly lang: Lang;
  readonly paint: Paint;
  readonly width: number;
  readonly version: string;
  /** Whether there were files that could not be read at all, of which there is no report. */
  readonly unread?: boolean;
}

/** Reports of files in, one text out, with a line end. */
export type DiagnosticFormatter = (reports: readonly FileReport[], options: FormatOptions) => string;
