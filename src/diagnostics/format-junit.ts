import { safeLine } from '../text/safe-text.ts';
import type { Diagnostic } from './diagnostic.ts';
import { type FileReport, type FormatOptions, toldOf } from './file-report.ts';
import { wordDiagnostic } from './wording.ts';

/** JUnit XML: a suite a file; an error is a failure, a warning goes to its output, a clean file is one passed case. */
export function formatJunit(reports: readonly FileReport[], { lang }: FormatOptions): string {
  const suites = reports.map((report) => {
    const told = toldOf(report);
    const failures = told.filter((entry) => entry.severity === 'error').length;
    const cases = told.length
      ? told.map((entry) => testCase(entry, report.file, lang))
      : [`    <testcase classname="${xml(report.file)}" name="valid"/>`];
    const open = `  <testsuite name="${xml(report.file)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="0">`;
    return [open, ...cases, '  </testsuite>'].join('\n');
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="assess">\n${suites.join('\n')}\n</testsuites>\n`;
}

function testCase(entry: Diagnostic, file: string, lang: FormatOptions['lang']): string {
  const { message, hint } = wordDiagnostic(entry, lang);
  const place = `${file}:${entry.at.line}:${entry.at.column}`;
  const open = `    <testcase classname="${xml(file)}" name="${xml(`${entry.code} ${entry.at.line}:${entry.at.column}`)}">`;
  const text = xml(hint === null ? `${place} ${message}` : `${place} ${message} (${hint})`);
  if (entry.severity === 'warning') return `${open}<system-out>${text}</system-out></testcase>`;
  return `${open}<failure type="${entry.code}" message="${xml(message)}">${text}</failure></testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const xml = (text: string): string => safeLine(text).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
