import type { Lang } from '../i18n/lang.ts';
import { jsonText } from '../text/json-text.ts';
import type { Diagnostic } from './diagnostic.ts';
import { type FileReport, type FormatOptions, MOST, toldOf } from './file-report.ts';
import { wordDiagnostic } from './wording.ts';

/** One diagnostic as scripts get it, in every JSON output. */
export interface JsonDiagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly hint: string | null;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export const toJsonDiagnostic = (entry: Diagnostic, lang: Lang): JsonDiagnostic => ({
  code: entry.code,
  severity: entry.severity,
  ...wordDiagnostic(entry, lang),
  ...entry.at,
});

/** For scripts: `schema/validate.schema.json` describes it. */
export function formatJson(reports: readonly FileReport[], { lang, unread = false }: FormatOptions): string {
  const files = reports.map((report) => {
    const errors = report.diagnostics.filter((entry) => entry.severity === 'error').length;
    return {
      file: report.file,
      valid: errors === 0,
      errors,
      warnings: report.diagnostics.length - errors,
      progress: report.progress,
      diagnostics: toldOf(report).map((entry) => toJsonDiagnostic(entry, lang)),
      omitted: Math.max(0, report.diagnostics.length - MOST),
    };
  });
  return jsonText({ schemaVersion: 1, valid: !unread && files.every((file) => file.valid), files });
}
