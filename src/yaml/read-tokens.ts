import { CST, Lexer, Parser } from 'yaml';
import { type ParseContext, report } from './parse-context.ts';
import type { Range } from './source-text.ts';

/** Deeper nesting than any sheet or model has; far deeper aborts Node itself (DEPENDENCIES.md). */
const MAX_DEPTH = 64;
/** More keys and list entries than any sheet or model has. */
const MAX_ENTRIES = 20_000;
const MAX_ERRORS = 50;

/**
 * Drives lexer and parser by hand, so that depth, amount and forbidden features are stopped before they cost anything.
 * Null where nothing is to be composed of the tokens; why is told in the context.
 */
export function readTokens(text: string, context: ParseContext): CST.Token[] | null {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let entries = 0;
  let errors = 0;
  let refused = false;
  let inScalar = false;
  const here = (lexeme: string): Range => ({ start: parser.offset - lexeme.length, end: parser.offset });
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === 'error') errors++;
    }
    // What follows this mark is the text of a scalar, whatever it begins with.
    if (inScalar) inScalar = false;
    else if (lexeme === CST.SCALAR) inScalar = true;
    else if (lexeme === ':' || lexeme === '-' || lexeme === ',') entries++;
    else if (REFUSABLE.test(lexeme) && refuse(lexeme, here(lexeme), context)) refused = true;
    if (parser.stack.length > MAX_DEPTH) {
      report(context, 'yaml-too-deep', { limit: MAX_DEPTH }, here(lexeme));
      return null;
    }
    if (entries > MAX_ENTRIES) {
      report(context, 'yaml-too-many', { limit: MAX_ENTRIES }, here(lexeme));
      return null;
    }
    if (errors >= MAX_ERRORS) break;
  }
  tokens.push(...parser.end());
  return refused ? null : tokens;
}

const REFUSABLE = /^[&*!%]/;

function refuse(lexeme: string, range: Range, context: ParseContext): boolean {
  const type = CST.tokenType(lexeme);
  if (type === 'anchor') report(context, 'yaml-anchor', { name: lexeme }, range);
  else if (type === 'alias') report(context, 'yaml-alias', { name: lexeme }, range);
  else if (type === 'tag') report(context, 'yaml-tag', { name: lexeme }, range);
  else if (type === 'directive-line') report(context, 'yaml-directive', {}, range);
  else return false;
  return true;
}
