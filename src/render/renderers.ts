import type { Lang } from '../i18n/lang.ts';
import type { AssessmentResult } from '../report/assessment-result.ts';
import { buildReport } from '../report/build-report.ts';
import { jsonText } from '../text/json-text.ts';
import type { ReportFormat } from './format-names.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderTerminal } from './render-terminal.ts';
import type { Terminal } from './style.ts';

export interface RenderOptions {
  readonly lang: Lang;
  readonly terminal: Terminal;
  readonly summary: boolean;
}

type Renderer = (result: AssessmentResult, options: RenderOptions) => string;

/** One entry a format; no renderer computes anything. */
export const RENDERERS: Readonly<Record<ReportFormat, Renderer>> = {
  terminal: (result, { lang, terminal, summary }) => renderTerminal(buildReport(result, lang), terminal, summary),
  markdown: (result, { lang, summary }) => renderMarkdown(buildReport(result, lang), summary),
  json: (result) => jsonText(result),
};

const EXTENSIONS: Readonly<Record<string, ReportFormat>> = {
  md: 'markdown',
  markdown: 'markdown',
  json: 'json',
  txt: 'terminal',
};

/** The ends of the file names that ask for a format. */
export const FORMAT_ENDINGS: readonly string[] = Object.keys(EXTENSIONS).map((ending) => `.${ending}`);

/** The format that a file name asks for, or null. */
export const formatOfFile = (path: string): ReportFormat | null =>
  EXTENSIONS[/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? ''] ?? null;
