import type { Lang } from '../i18n/lang.ts';
import { safeText } from '../text/safe-text.ts';
import { type FileReport, type FormatOptions, toldOf } from './file-report.ts';
import { wordDiagnostic } from './wording.ts';

/** Workflow commands, which GitHub Actions shows at the lines of a pull request. */
export function formatGithub(reports: readonly FileReport[], { lang }: FormatOptions): string {
  return reports
    .flatMap((report) => [
      ...toldOf(report).map((entry) => {
        const { message, hint } = wordDiagnostic(entry, lang);
        const { line, column, endLine, endColumn } = entry.at;
        const place = `file=${property(report.file)},line=${line},col=${column},endLine=${endLine},endColumn=${endColumn}`;
        return `::${entry.severity} ${place},title=${property(entry.code)}::${data(hint === null ? message : `${message}\n${hint}`)}\n`;
      }),
      ...notListed(report, lang),
    ])
    .join('');
}

/** How many more were found than are told. */
function notListed(report: FileReport, lang: Lang): string[] {
  const more = report.diagnostics.length - toldOf(report).length;
  if (!more) return [];
  const text = lang === 'zh' ? `还有 ${more} 条没有列出` : `${more} more not listed`;
  return [`::notice file=${property(report.file)},title=assess::${data(text)}\n`];
}

const data = (text: string): string => safeText(text).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const property = (text: string): string => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
