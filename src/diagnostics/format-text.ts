import type { Lang } from '../i18n/lang.ts';
import { safeLine } from '../text/safe-text.ts';
import { widthOf, wrapTo } from '../text/width.ts';
import type { Diagnostic } from './diagnostic.ts';
import { type FileReport, type FormatOptions, MOST, toldOf } from './file-report.ts';
import { wordDiagnostic } from './wording.ts';

const SEVERITY: Readonly<Record<Lang, Readonly<Record<Diagnostic['severity'], string>>>> = {
  zh: { error: '错误', warning: '警告' },
  en: { error: 'error', warning: 'warning' },
};

/** For people: place, message, the line with a caret under it, the way out; a summary for each file. */
export function formatText(reports: readonly FileReport[], options: FormatOptions): string {
  const blocks = reports.map((report) => {
    const told = toldOf(report).map((entry) => formatOne(entry, report, options));
    return [...told, summary(report, options)].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

/** One diagnostic as a block of lines without a line end. */
function formatOne(entry: Diagnostic, report: FileReport, { lang, paint, width }: FormatOptions): string {
  const { message, hint } = wordDiagnostic(entry, lang);
  const label = paint[entry.severity](SEVERITY[lang][entry.severity]);
  const place = paint.strong(`${safeLine(report.file)}:${entry.at.line}:${entry.at.column}`);
  const head = `${place} ${label} ${safeLine(message)} ${paint.quiet(`[${entry.code}]`)}`;
  const gutter = ' '.repeat(String(entry.at.line).length + 1);
  const [line, caret] = pointAt(entry, report.lineText(entry.at.line), width - gutter.length - 5);
  const lines = [head];
  if (line.trim() !== '') {
    lines.push(`${paint.quiet(` ${entry.at.line} |`)} ${line}`);
    lines.push(`${paint.quiet(`${gutter} |`)} ${paint[entry.severity](caret)}`);
  }
  if (hint !== null) {
    const wrapped = wrapTo(safeLine(hint), Math.max(30, width - gutter.length - 4));
    lines.push(...wrapped.map((text, index) => `${gutter} ${paint.quiet(index ? ' ' : '=')} ${text}`));
  }
  return `${lines.join('\n')}\n`;
}

/** How much of a line is looked at beside the place; a line can be as long as the file. */
const REACH = 200;

/** The line, cut to `room` columns around the place, and the caret under it. */
function pointAt(entry: Diagnostic, text: string, room: number): [line: string, caret: string] {
  const start = Math.min(entry.at.column - 1, text.length);
  const end = entry.at.endLine === entry.at.line ? Math.min(entry.at.endColumn - 1, text.length) : text.length;
  const shown = (part: string) => safeLine(part.replace(/\t/g, '  '));
  const before = shown(text.slice(Math.max(0, start - REACH), start));
  const inside = shown(text.slice(start, Math.min(end, start + REACH)));
  const after = shown(text.slice(end, end + REACH));
  const most = Math.max(20, room);
  const [lead, cut] =
    widthOf(before) > most * 0.6 || start > REACH ? [tail(before, Math.floor(most * 0.5)), '…'] : [before, ''];
  const column = widthOf(cut) + widthOf(lead);
  const line = head(`${cut}${lead}${inside}${after}`, most);
  const marks = Math.max(1, Math.min(widthOf(inside), most - column));
  return [line, ' '.repeat(column) + '^'.repeat(marks)];
}

function head(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = '';
  let width = 0;
  for (const char of text) {
    width += widthOf(char);
    if (width > columns - 1) break;
    kept += char;
  }
  return `${kept}…`;
}

function tail(text: string, columns: number): string {
  let kept = '';
  let width = 0;
  for (const char of [...text].reverse()) {
    width += widthOf(char);
    if (width > columns) break;
    kept = char + kept;
  }
  return kept;
}

function summary(report: FileReport, { lang, paint }: FormatOptions): string {
  const errors = report.diagnostics.filter((entry) => entry.severity === 'error').length;
  const warnings = report.diagnostics.length - errors;
  const more = report.diagnostics.length - MOST;
  const file = paint.strong(safeLine(report.file));
  const count = (number: number, singular: string) => `${number} ${singular}${number === 1 ? '' : 's'}`;
  const found =
    lang === 'zh' ? `${errors} 个错误，${warnings} 个警告` : `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  const hidden = more > 0 ? (lang === 'zh' ? `（还有 ${more} 条没有列出）` : ` (${more} more not listed)`) : '';
  const open = report.progress && progressText(report.progress, lang);
  const state = errors ? paint.error(found) : warnings ? paint.warning(found) : found;
  return lang === 'zh'
    ? `${file}：${state}${hidden}${open ? `；${open}` : ''}`
    : `${file}: ${state}${hidden}${open ? `; ${open}` : ''}`;
}

function progressText({ scored, open }: { scored: number; open: number }, lang: Lang): string {
  const all = scored + open;
  if (lang === 'zh') return open ? `已评分 ${scored}/${all}，待评 ${open} 条` : `${all} 条要求全部评分`;
  return open ? `${scored} of ${all} requirements scored, ${open} open` : `all ${all} requirements scored`;
}
