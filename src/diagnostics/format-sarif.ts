import { jsonText } from '../text/json-text.ts';
import { type FileReport, type FormatOptions, toldOf } from './file-report.ts';
import { wordDiagnostic } from './wording.ts';

/** SARIF 2.1.0, as code scanning services read it. */
export function formatSarif(reports: readonly FileReport[], { lang, version }: FormatOptions): string {
  const codes = [...new Set(reports.flatMap((report) => toldOf(report).map((entry) => entry.code)))].sort();
  const results = reports.flatMap((report) =>
    toldOf(report).map((entry) => {
      const { message, hint } = wordDiagnostic(entry, lang);
      return {
        ruleId: entry.code,
        ruleIndex: codes.indexOf(entry.code),
        level: entry.severity,
        message: { text: hint === null ? message : `${message}\n${hint}` },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: toUri(report.file) },
              region: {
                startLine: entry.at.line,
                startColumn: entry.at.column,
                endLine: entry.at.endLine,
                endColumn: entry.at.endColumn,
              },
            },
          },
        ],
      };
    }),
  );
  const driver = { name: 'assess', version, rules: codes.map((id) => ({ id })) };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  };
  return jsonText(log);
}

const toUri = (file: string): string => encodeURI(file.replace(/\\/g, '/')).replace(/[?#]/g, encodeURIComponent);
