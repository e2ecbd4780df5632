import type { CST, YAMLError } from 'yaml';
import { type Diagnostic, inOrder } from '../diagnostics/diagnostic.ts';
import { type ParseContext, report } from './parse-context.ts';
import type { Range } from './source-text.ts';

/** Unclosed quotes and brackets are told where they open; the library tells where it noticed. */
export function reportUnclosed(tokens: readonly CST.Token[], context: ParseContext): void {
  for (const token of tokens) if (token.type === 'document') reportUnclosedIn(token.value, context);
}

/** Tells the innermost unclosed token only, since what it swallows is what closes the others; true where one was told. */
function reportUnclosedIn(token: CST.Token | null | undefined, context: ParseContext): boolean {
  if (!token) return false;
  if (token.type === 'double-quoted-scalar' || token.type === 'single-quoted-scalar') {
    const quote = token.type === 'double-quoted-scalar' ? '"' : "'";
    if (isClosed(token.source, quote)) return false;
    report(context, 'yaml-quote', { quote }, { start: token.offset, end: token.offset + 1 });
    return true;
  }
  let told = false;
  if ('items' in token)
    for (const item of token.items) {
      if ('key' in item && reportUnclosedIn(item.key, context)) told = true;
      if (reportUnclosedIn(item.value, context)) told = true;
    }
  if (told || token.type !== 'flow-collection') return told;
  const open = token.start.source;
  const close = closeOf(open);
  if (token.end.some((end) => end.source === close)) return false;
  reportBracket(context, open, { start: token.start.offset, end: token.start.offset + 1 });
  return true;
}

const closeOf = (open: string): string => (open === '[' ? ']' : '}');

/** Tells a bracket that is not closed, and whether a full-width one on its line was meant to do that. */
export function reportBracket(context: ParseContext, open: string, range: Range): void {
  const { text } = context.source;
  const start = context.toFile(range.start);
  const newline = text.indexOf('\n', start);
  const line = text.slice(start, Math.min(newline < 0 ? text.length : newline, start + 2000));
  const wide = (open === '[' ? /[］】〕]/ : /｝/).exec(line)?.[0] ?? null;
  report(context, 'yaml-bracket', { open, close: closeOf(open), wide }, range);
}

const isClosed = (source: string, quote: string): boolean =>
  source.length > 1 && source.endsWith(quote) && !(quote === '"' && /(^|[^\\])(\\\\)*\\"$/.test(source));

/** The library's error codes that always mean the same of ours, without arguments. */
const CODES = {
  TAB_AS_INDENT: 'yaml-tab',
  BAD_INDENT: 'yaml-indent',
  BAD_DQ_ESCAPE: 'yaml-escape',
  BLOCK_AS_IMPLICIT_KEY: 'yaml-nested-map',
  BLOCK_IN_FLOW: 'yaml-nested-map',
  MULTILINE_IMPLICIT_KEY: 'yaml-missing-colon',
  KEY_OVER_1024_CHARS: 'yaml-key',
  MISSING_CHAR: 'yaml-missing-colon',
} as const;

/** What an unclosed quote or bracket brings about further down says nothing new. */
const CONSEQUENCES: ReadonlySet<string> = new Set(['BAD_INDENT', 'MISSING_CHAR', 'UNEXPECTED_TOKEN']);

/** Tells an error of the library in our own code. */
export function reportError(error: YAMLError, text: string, context: ParseContext): void {
  const [start, end] = error.pos;
  const isKey = error.code === 'BLOCK_AS_IMPLICIT_KEY' || error.code === 'MULTILINE_IMPLICIT_KEY';
  const deeper = isKey ? deeperLine(text, start) : null;
  if (deeper) {
    report(context, 'yaml-indent', {}, deeper);
    return;
  }
  const multiline = error.code === 'MULTILINE_IMPLICIT_KEY';
  const blanks = error.code === 'BAD_INDENT' ? blanksAt(text, start) : 0;
  const range = {
    start: start + blanks,
    end: multiline ? firstLineEnd(text, { start, end }) : Math.max(end, start + blanks + 1),
  };
  const char = text[start] ?? '';
  const comment = error.code === 'MISSING_CHAR' && (char === '#' || text[end - 1] === '#');
  const closer = error.code === 'UNEXPECTED_TOKEN' && (char === ']' || char === '}');
  const unclosed = context.diagnostics.some((entry) => entry.code === 'yaml-bracket' || entry.code === 'yaml-quote');
  if (error.code === 'BAD_SCALAR_START') report(context, 'yaml-start', { char }, range);
  else if (comment) report(context, 'yaml-comment', {}, range);
  else if (closer) report(context, 'yaml-closer', { found: char }, range);
  else if (!unclosed || !CONSEQUENCES.has(error.code)) reportOther(error, text, range, context);
}

function reportOther(error: YAMLError, text: string, range: Range, context: ParseContext): void {
  const code = error.code in CODES ? CODES[error.code as keyof typeof CODES] : null;
  const line = text.slice(text.lastIndexOf('\n', range.start - 1) + 1, range.start);
  if (code) report(context, code, {}, range);
  else report(context, 'yaml-unexpected', { quoted: /["']\s*$/.test(line) }, range);
}

/** How far the next text is from an offset: indentation is told where the text begins, not where the library noticed. */
const blanksAt = (text: string, start: number): number =>
  /^(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*(?=\S)/.exec(text.slice(start, start + 2000))?.[0].length ?? 0;

/** Where a plain value is followed by a key that is indented deeper: the key is what stands wrong, not the value. */
function deeperLine(text: string, start: number): Range | null {
  const newline = text.indexOf('\n', start);
  const colon = text.slice(start).search(/:(?=[ \t\r\n]|$)/);
  const lead = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (newline < 0 || colon < 0 || start + colon < newline || !lead.includes(':')) return null;
  const column = text.slice(newline + 1).search(/\S/);
  return { start: newline + 1 + column, end: start + colon };
}

function firstLineEnd(text: string, range: Range): number {
  const newline = text.indexOf('\n', range.start);
  return newline < 0 || newline > range.end ? range.end : newline;
}

/** What a slip of indentation makes of the lines below it, so that it tells nothing there. */
const UNSURE: ReadonlySet<string> = new Set(['duplicate-key', 'yaml-empty-key', 'yaml-complex-key']);

/**
 * Leaves out what one slip brings about: more than one syntax error on a line, indentation errors after a tab or line
 * after line, and keys that seem repeated below a broken line. Returns the rest in order.
 */
export function withoutConsequences(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const kept: Diagnostic[] = [];
  let lastLine = -1;
  let indentLine = -1;
  let afterTab = false;
  let broken = false;
  for (const entry of inOrder(diagnostics)) {
    const syntax = entry.code.startsWith('yaml-');
    const { line } = entry.at;
    const follows = entry.code === 'yaml-indent' && (afterTab || line === indentLine + 1);
    afterTab ||= entry.code === 'yaml-tab';
    if (entry.code === 'yaml-indent') indentLine = line;
    if ((syntax && (follows || line === lastLine)) || (broken && UNSURE.has(entry.code))) continue;
    broken ||= syntax && !UNSURE.has(entry.code);
    lastLine = line;
    kept.push(entry);
  }
  return kept;
}

/**
 * What is wrong with the syntax of a text, and with what its nodes say. Where YAML itself is broken, only what stands before
 * the break is sure.
 */
export function withSyntaxErrors(syntax: readonly Diagnostic[], own: readonly Diagnostic[]): Diagnostic[] {
  return [...syntax, ...upTo(syntax.find(isBreak)?.at.line ?? null, own)];
}

/** What is told before a line from which on nothing is sure; that anything is missing is not sure then either. */
export const upTo = (line: number | null, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  line === null ? diagnostics : diagnostics.filter(({ code, at }) => at.endLine < line && !code.startsWith('missing-'));

/** Slips that leave no doubt how the rest is read. */
const HARMLESS: ReadonlySet<string> = new Set(['yaml-merge-key', 'yaml-complex-key', 'yaml-empty-key', 'yaml-empty']);

/** Whether YAML itself is broken by it, so that what comes behind it may be anything. */
export const isBreak = ({ code, severity }: Diagnostic): boolean =>
  severity === 'error' && code.startsWith('yaml-') && !HARMLESS.has(code);

/** Leaves out all but the first of several syntax errors on a line; in order. */
export function oncePerLine(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  let lastLine = -1;
  return inOrder(diagnostics).filter(({ code, at }) => {
    const isRepeat = code.startsWith('yaml-') && at.line === lastLine;
    lastLine = at.line;
    return !isRepeat;
  });
}
