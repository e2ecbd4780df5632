import type { DiagnosticFormatter } from './file-report.ts';
import { formatGithub } from './format-github.ts';
import { formatJson } from './format-json.ts';
import { formatJunit } from './format-junit.ts';
import type { DiagnosticFormat } from './format-names.ts';
import { formatSarif } from './format-sarif.ts';
import { formatText } from './format-text.ts';

/** One entry a format. */
export const FORMATTERS: Readonly<Record<DiagnosticFormat, DiagnosticFormatter>> = {
  text: formatText,
  json: formatJson,
  sarif: formatSarif,
  github: formatGithub,
  junit: formatJunit,
};
