import { CST, Lexer, Parser } from 'yaml';
import { type ParseContext, report } from './parse-context.ts';
import type { Range } from './source-text.ts';
import { reportBracket } from './syntax-errors.ts';

/** Deeper nesting than any sheet or model has; far deeper aborts Node itself (DEPENDENCIES.md). */
const MAX_DEPTH = 64;
/** More words and marks than any sheet or model has: the largest that come with us have a fifth of this. */
const MAX_LEXEMES = 50_000;
/** More blanks, line ends and comments between them. */
const MAX_BLANKS = 300_000;
/** Enough errors to see what is wrong; the library would go on collecting them. */
const MAX_ERRORS = 50;
const MAX_REFUSALS = 500;

/**
 * Drives lexer and parser by hand, so that depth, amount, forbidden features and second documents are stopped before
 * they cost anything. Null where nothing is to be composed of the tokens; why is told in the context.
 */
export function readTokens(text: string, context: ParseContext): CST.Token[] | null {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const marks = markWatch(context);
  let lexemes = 0;
  let blanks = 0;
  let errors = 0;
  let texts = 0;
  let inScalar = false;
  const feed = (lexeme: string) => {
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === 'error') errors++;
    }
  };
  for (const lexeme of new Lexer().lex(text)) {
    // What follows this mark is the text of a scalar, whatever it begins with.
    const isText: boolean = inScalar;
    inScalar = !isText && lexeme === CST.SCALAR;
    const isSpace = !isText && isBlank(lexeme);
    const start = parser.offset;
    if (!isText && !isSpace && marks.isSecondDocument(lexeme, start)) break;
    feed(lexeme);
    if (isSpace && ++blanks > MAX_BLANKS) {
      report(context, 'yaml-too-many', { blank: true }, { start, end: start + lexeme.length });
      return null;
    }
    if (isSpace || inScalar) continue;
    if (!isText) marks.look(lexeme, start);
    // A value and a key may follow each other; a third text is an error that the library tells much later, one by one.
    texts = isText || isQuote(lexeme) ? texts + 1 : 0;
    if (texts > 2) errors++;
    const tooDeep = parser.stack.length > MAX_DEPTH;
    if (tooDeep || ++lexemes > MAX_LEXEMES) {
      const range = { start, end: start + lexeme.length };
      if (tooDeep) report(context, 'yaml-too-deep', { limit: MAX_DEPTH }, range);
      else report(context, 'yaml-too-many', { blank: false }, range);
      return null;
    }
    if (errors >= MAX_ERRORS || marks.refusals() >= MAX_REFUSALS) break;
  }
  tokens.push(...parser.end());
  return marks.refusals() ? null : tokens;
}

const isQuote = (lexeme: string): boolean => lexeme.charCodeAt(0) === 0x22 || lexeme.charCodeAt(0) === 0x27;

/** Spaces, line ends and comments. */
function isBlank(lexeme: string): boolean {
  const code = lexeme.charCodeAt(0);
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09 || code === 0x23;
}

interface MarkWatch {
  /** Whether a second document begins here: `---` behind content, or anything behind `...`; it is told. */
  readonly isSecondDocument: (lexeme: string, start: number) => boolean;
  /** Looks at a mark for what is refused, and tells it. */
  readonly look: (lexeme: string, start: number) => void;
  readonly refusals: () => number;
}

/** Watches what is not the text of a scalar: documents, brackets, and the features of YAML that are not used here. */
function markWatch(context: ParseContext): MarkWatch {
  const isWrongBracket = bracketWatch();
  let refusals = 0;
  let started = false;
  let ended = false;
  return {
    isSecondDocument(lexeme, start) {
      if (started && !ended && lexeme !== '---' && lexeme !== '...') return false;
      if (lexeme === CST.DOCUMENT || lexeme === CST.BOM || lexeme.startsWith('%')) return false;
      const second = ended || (lexeme === '---' && started);
      if (second) report(context, 'yaml-documents', {}, { start, end: start + lexeme.length });
      started = true;
      ended = lexeme === '...';
      return second;
    },
    look(lexeme, start) {
      if (!MARKS.has(lexeme.charCodeAt(0))) return;
      const range = { start, end: start + lexeme.length };
      if (isWrongBracket(lexeme, range, context) || (REFUSABLE.test(lexeme) && refuse(lexeme, range, context)))
        refusals++;
    },
    refusals: () => refusals,
  };
}

/**
 * Tells the first bracket that does not match: `[E01 }` lacks a `]`, `[E01]] }` has one too many. What the library makes
 * of the rest of such a file helps nobody.
 */
function bracketWatch(): (lexeme: string, range: Range, context: ParseContext) => boolean {
  const open: { readonly mark: string; readonly range: Range }[] = [];
  let lost = false;
  return (lexeme, range, context) => {
    if (lost) return false;
    if (lexeme === '[' || lexeme === '{') open.push({ mark: lexeme, range });
    if (lexeme !== ']' && lexeme !== '}') return false;
    const last = open.pop();
    const opener = lexeme === ']' ? '[' : '{';
    if (!last || last.mark === opener) return false;
    lost = true;
    if (open.some(({ mark }) => mark === opener)) reportBracket(context, last.mark, last.range);
    else report(context, 'yaml-closer', { found: lexeme }, range);
    return true;
  };
}

/** What the marks begin with that are looked at: brackets, and the features of YAML that are not used here. */
const MARKS: ReadonlySet<number> = new Set([...'[]{}&*!%"'].map((mark) => mark.charCodeAt(0)));
const REFUSABLE = /^[&*!%"]/;
/** A backslash in double quotes before anything that YAML gives it no meaning for. */
const BAD_ESCAPE = /\\(?:[^0abtnvfre "/\\N_LPxuU\t\r\n])/g;

function refuse(lexeme: string, range: Range, context: ParseContext): boolean {
  const type = CST.tokenType(lexeme);
  if (type === 'anchor') report(context, 'yaml-anchor', { name: lexeme }, range);
  else if (type === 'alias') report(context, 'yaml-alias', { name: lexeme }, range);
  else if (type === 'tag') report(context, 'yaml-tag', { name: lexeme }, range);
  else if (type === 'directive-line') report(context, 'yaml-directive', {}, range);
  else if (type === 'double-quoted-scalar' && (lexeme.match(BAD_ESCAPE)?.length ?? 0) > MAX_ERRORS)
    report(context, 'yaml-escape', {}, range);
  else return false;
  return true;
}
