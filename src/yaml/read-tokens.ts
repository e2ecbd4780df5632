import { CST, Lexer, Parser } from 'yaml';
import { type ParseContext, report } from './parse-context.ts';
import type { Range } from './source-text.ts';

/** Deeper nesting than any sheet or model has; far deeper aborts Node itself (DEPENDENCIES.md). */
const MAX_DEPTH = 64;
/** More words and marks than any sheet or model has: the largest that come with us have a tenth of this. */
const MAX_LEXEMES = 80_000;
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
  const document = documentWatch();
  let lexemes = 0;
  let errors = 0;
  let refusals = 0;
  let inScalar = false;
  let texts = 0;
  const brackets = bracketWatch();
  const here = (lexeme: string): Range => ({ start: parser.offset - lexeme.length, end: parser.offset });
  for (const lexeme of new Lexer().lex(text)) {
    if (!inScalar && document.isSecond(lexeme)) {
      report(context, 'yaml-documents', {}, { start: parser.offset, end: parser.offset + lexeme.length });
      break;
    }
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === 'error') errors++;
    }
    // A value and a key may follow each other; a third text is an error that the library tells much later, one by one.
    if (inScalar || QUOTED.test(lexeme)) texts++;
    else if (lexeme !== CST.SCALAR && !BLANK.test(lexeme)) texts = 0;
    if (texts > 2) errors++;
    // What follows this mark is the text of a scalar, whatever it begins with.
    if (inScalar) inScalar = false;
    else if (lexeme === CST.SCALAR) inScalar = true;
    else if (brackets.isWrong(lexeme, here(lexeme), context)) refusals++;
    else if (REFUSABLE.test(lexeme) && refuse(lexeme, here(lexeme), context)) refusals++;
    if (parser.stack.length > MAX_DEPTH) {
      report(context, 'yaml-too-deep', { limit: MAX_DEPTH }, here(lexeme));
      return null;
    }
    if (!BLANK.test(lexeme) && ++lexemes > MAX_LEXEMES) {
      report(context, 'yaml-too-many', {}, here(lexeme));
      return null;
    }
    if (errors >= MAX_ERRORS || refusals >= MAX_REFUSALS) break;
  }
  tokens.push(...parser.end());
  return refusals ? null : tokens;
}

/**
 * Tells the first bracket that does not match: `[E01 }` lacks a `]`, `[E01]] }` has one too many. What the library makes
 * of the rest of such a file helps nobody.
 */
function bracketWatch(): { readonly isWrong: (lexeme: string, range: Range, context: ParseContext) => boolean } {
  const open: { readonly mark: string; readonly range: Range }[] = [];
  let lost = false;
  return {
    isWrong(lexeme, range, context) {
      if (lost) return false;
      if (lexeme === '[' || lexeme === '{') open.push({ mark: lexeme, range });
      if (lexeme !== ']' && lexeme !== '}') return false;
      const last = open.pop();
      const opener = lexeme === ']' ? '[' : '{';
      if (!last || last.mark === opener) return false;
      lost = true;
      if (open.some(({ mark }) => mark === opener))
        report(context, 'yaml-bracket', { open: last.mark, close: last.mark === '[' ? ']' : '}' }, last.range);
      else report(context, 'yaml-closer', { found: lexeme }, range);
      return true;
    },
  };
}

/** Tells the lexeme with which a second document begins: `---` behind content, or anything behind `...`. */
function documentWatch(): { readonly isSecond: (lexeme: string) => boolean } {
  let started = false;
  let ended = false;
  return {
    isSecond(lexeme) {
      if (lexeme === CST.DOCUMENT || lexeme === CST.BOM || BLANK.test(lexeme)) return false;
      if (ended || (lexeme === '---' && started)) return true;
      started = true;
      ended = lexeme === '...';
      return false;
    },
  };
}

/** Spaces, line ends, comments and directives. */
const BLANK = /^[ \t\r\n#%]/;
const QUOTED = /^["']/;
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
