import { CST, Lexer, Parser } from 'yaml';
import { type ParseContext, report } from './parse-context.ts';
import type { Range } from './source-text.ts';

/** Deeper nesting than any sheet or model has; far deeper aborts Node itself (DEPENDENCIES.md). */
const MAX_DEPTH = 64;
/** More keys and list entries than any sheet or model has; and more words and marks. */
const MAX_ENTRIES = 20_000;
const MAX_LEXEMES = 160_000;
/** Enough errors to see what is wrong; the library would go on collecting them. */
const MAX_ERRORS = 50;

/**
 * Drives lexer and parser by hand, so that depth, amount, forbidden features and second documents are stopped before
 * they cost anything. Null where nothing is to be composed of the tokens; why is told in the context.
 */
export function readTokens(text: string, context: ParseContext): CST.Token[] | null {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const document = documentWatch();
  let entries = 0;
  let lexemes = 0;
  let errors = 0;
  let refusals = 0;
  let inScalar = false;
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
    // What follows this mark is the text of a scalar, whatever it begins with.
    if (inScalar) inScalar = false;
    else if (lexeme === CST.SCALAR) inScalar = true;
    else if (lexeme === ':' || lexeme === '-' || lexeme === ',') entries++;
    else if (REFUSABLE.test(lexeme) && refuse(lexeme, here(lexeme), context)) refusals++;
    if (parser.stack.length > MAX_DEPTH) {
      report(context, 'yaml-too-deep', { limit: MAX_DEPTH }, here(lexeme));
      return null;
    }
    if (entries > MAX_ENTRIES || ++lexemes > MAX_LEXEMES) {
      report(context, 'yaml-too-many', { limit: MAX_ENTRIES }, here(lexeme));
      return null;
    }
    if (errors >= MAX_ERRORS || refusals >= MAX_ERRORS) break;
  }
  tokens.push(...parser.end());
  return refusals ? null : tokens;
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

/** Spaces, line ends and comments. */
const BLANK = /^(?:[ \t\r\n]|#)/;
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
