import {
  Composer,
  CST,
  type Document,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  Parser,
  type Scalar,
  type YAMLError,
} from 'yaml';
import { type Diagnostic, type DiagnosticArgs, diagnostic, inOrder, type Parsed } from '../diagnostics/diagnostic.ts';
import { checkCharacters, findConflicts, findForbidden } from './check-text.ts';
import type { Entry, MapNode, ScalarNode, YamlNode } from './node.ts';
import { repairPunctuation } from './repair-text.ts';
import { placeOf, type Range, type SourceText } from './source-text.ts';

/** Deeper nesting than any sheet or model has; far deeper aborts Node itself (DEPENDENCIES.md). */
const MAX_DEPTH = 64;
/** More keys and list entries than any sheet or model has. */
const MAX_ENTRIES = 20_000;
const MAX_ERRORS = 50;

interface Context {
  readonly source: SourceText;
  readonly toFile: (offset: number) => number;
  readonly diagnostics: Diagnostic[];
}

/**
 * Reads one YAML document as located nodes. No anchors, aliases, tags, directives or second documents; keys are compared
 * NFC-normalised. `isKey` tells the words that are keys in this kind of file, to find full-width colons. What is wrong is
 * reported all at once; a value is returned with it where the text could still be read.
 */
export function parseYaml(
  source: SourceText,
  isKey: (word: string) => boolean,
): Parsed<YamlNode> & { readonly node: YamlNode | null } {
  const conflicts = findConflicts(source);
  if (conflicts.length) return { ok: false, diagnostics: conflicts, node: null };
  const diagnostics = checkCharacters(source);
  if (diagnostics.some((entry) => entry.code === 'cr-line-ends')) return { ok: false, diagnostics, node: null };
  const repaired = repairPunctuation(source, isKey);
  diagnostics.push(...repaired.diagnostics);
  const context: Context = { source, toFile: repaired.toFile, diagnostics };
  const tokens = readTokens(repaired.text, context);
  const node = tokens ? compose(tokens, repaired.text, context) : null;
  const told = withoutConsequences(diagnostics);
  if (node && !told.some((entry) => entry.severity === 'error'))
    return { ok: true, value: node, diagnostics: told, node };
  return { ok: false, diagnostics: told, node };
}

/** Leaves out what one slip brings about: more than one syntax error on a line, and indentation errors after a tab or line after line. */
function withoutConsequences(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const kept: Diagnostic[] = [];
  let indentLine = -1;
  let afterTab = false;
  for (const entry of inOrder(diagnostics)) {
    const syntax = entry.code.startsWith('yaml-');
    const { line } = entry.at;
    const follows = entry.code === 'yaml-indent' && (afterTab || line === indentLine + 1);
    afterTab ||= entry.code === 'yaml-tab';
    if (entry.code === 'yaml-indent') indentLine = line;
    if (syntax && (follows || kept.some((other) => other.at.line === line))) continue;
    kept.push(entry);
  }
  return kept;
}

function report<C extends keyof DiagnosticArgs>(
  context: Context,
  code: C,
  args: DiagnosticArgs[C],
  range: Range,
): void {
  const mapped = { start: context.toFile(range.start), end: context.toFile(range.end) };
  context.diagnostics.push(diagnostic(code, args, placeOf(context.source, mapped), context.source.file));
}

/** Drives lexer and parser by hand, so that depth, amount and forbidden features are stopped before they cost anything. */
function readTokens(text: string, context: Context): CST.Token[] | null {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let entries = 0;
  let errors = 0;
  let refused = false;
  const take = (token: CST.Token) => {
    tokens.push(token);
    if (token.type === 'error') errors++;
  };
  for (const lexeme of new Lexer().lex(text)) {
    const range = { start: parser.offset, end: parser.offset + lexeme.length };
    const type = CST.tokenType(lexeme);
    const refusal = refuse(type, lexeme, range, context);
    refused ||= refusal;
    if (type === 'map-value-ind' || type === 'seq-item-ind' || type === 'comma') entries++;
    for (const token of parser.next(lexeme)) take(token);
    if (parser.stack.length > MAX_DEPTH) {
      report(context, 'yaml-too-deep', { limit: MAX_DEPTH }, range);
      return null;
    }
    if (entries > MAX_ENTRIES) {
      report(context, 'yaml-too-many', { limit: MAX_ENTRIES }, range);
      return null;
    }
    if (errors >= MAX_ERRORS) break;
  }
  for (const token of parser.end()) take(token);
  return refused ? null : tokens;
}

function refuse(type: CST.TokenType | null, lexeme: string, range: Range, context: Context): boolean {
  if (type === 'anchor') report(context, 'yaml-anchor', { name: lexeme }, range);
  else if (type === 'alias') report(context, 'yaml-alias', { name: lexeme }, range);
  else if (type === 'tag') report(context, 'yaml-tag', { name: lexeme }, range);
  else if (type === 'directive-line') report(context, 'yaml-directive', {}, range);
  else return false;
  return true;
}

function compose(tokens: readonly CST.Token[], text: string, context: Context): YamlNode | null {
  const composer = new Composer({
    uniqueKeys: false,
    prettyErrors: false,
    merge: false,
    version: '1.2',
    logLevel: 'silent',
  });
  const documents: Document.Parsed[] = [];
  for (const token of tokens) for (const document of composer.next(token)) documents.push(document as Document.Parsed);
  for (const document of composer.end(true, text.length)) documents.push(document as Document.Parsed);
  const [first, second] = documents;
  reportUnclosed(tokens, context);
  for (const document of documents)
    for (const error of document.errors.slice(0, MAX_ERRORS)) reportError(error, text, context);
  if (second) {
    const start = second.contents?.range?.[0] ?? second.range[0];
    report(context, 'yaml-documents', {}, { start, end: start + 1 });
  }
  if (
    !first?.contents ||
    (isScalar(first.contents) &&
      first.contents.value === null &&
      first.contents.range?.[0] === first.contents.range?.[1])
  ) {
    if (!context.diagnostics.length) report(context, 'yaml-empty', {}, { start: 0, end: 0 });
    return null;
  }
  return convert(first.contents, context);
}

/** Unclosed quotes and brackets are told where they open; the library tells where it noticed. */
function reportUnclosed(tokens: readonly CST.Token[], context: Context): void {
  for (const token of tokens) if (token.type === 'document') reportUnclosedIn(token.value, context);
}

/** Tells the innermost unclosed token only, since what it swallows is what closes the others; true where one was told. */
function reportUnclosedIn(token: CST.Token | null | undefined, context: Context): boolean {
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
  const close = open === '[' ? ']' : '}';
  if (token.end.some((end) => end.source === close)) return false;
  report(context, 'yaml-bracket', { open, close }, { start: token.start.offset, end: token.start.offset + 1 });
  return true;
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

function reportError(error: YAMLError, text: string, context: Context): void {
  const [start, end] = error.pos;
  const multiline = error.code === 'MULTILINE_IMPLICIT_KEY';
  const range = { start, end: multiline ? firstLineEnd(text, { start, end }) : Math.max(end, start + 1) };
  const char = text[start] ?? '';
  const comment = error.code === 'MISSING_CHAR' && (char === '#' || text[end - 1] === '#');
  const closer = error.code === 'UNEXPECTED_TOKEN' && (char === ']' || char === '}');
  const unclosed = context.diagnostics.some((entry) => entry.code === 'yaml-bracket' || entry.code === 'yaml-quote');
  if (error.code === 'BAD_SCALAR_START') report(context, 'yaml-start', { char }, range);
  else if (comment) report(context, 'yaml-comment', {}, range);
  else if (closer) report(context, 'yaml-closer', { found: char }, range);
  else if (!unclosed || !CONSEQUENCES.has(error.code))
    report(context, error.code in CODES ? CODES[error.code as keyof typeof CODES] : 'yaml-unexpected', {}, range);
}

function firstLineEnd(text: string, range: Range): number {
  const newline = text.indexOf('\n', range.start);
  return newline < 0 || newline > range.end ? range.end : newline;
}

const fileRange = (context: Context, start: number, end: number): Range => ({
  start: context.toFile(start),
  end: context.toFile(end),
});

function convert(node: Node, context: Context): YamlNode {
  const [start, end] = node.range ?? [0, 0];
  const range = fileRange(context, start, end);
  if (isScalar(node)) return convertScalar(node, range, context);
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(item as Node, context));
    return { kind: 'list', flow: node.flow === true, items, range };
  }
  if (isMap(node)) return convertMap(node.items as readonly Pairing[], node.flow === true, range, context);
  return { kind: 'scalar', value: null, written: '', style: 'plain', range };
}

interface Pairing {
  readonly key: Node;
  readonly value: Node | null;
}

function convertMap(pairs: readonly Pairing[], flow: boolean, range: Range, context: Context): MapNode {
  const entries: Entry[] = [];
  const lines = new Map<string, number>();
  for (const pair of pairs) {
    const key = convert(pair.key, context);
    const value: YamlNode = pair.value
      ? convert(pair.value, context)
      : {
          kind: 'scalar',
          value: null,
          written: '',
          style: 'plain',
          range: { start: key.range.end, end: key.range.end },
        };
    const at = placeOf(context.source, key.range);
    const tell = <C extends 'yaml-complex-key' | 'yaml-empty-key' | 'yaml-merge-key'>(code: C) =>
      context.diagnostics.push(diagnostic(code, {}, at, context.source.file));
    if (key.kind !== 'scalar') tell('yaml-complex-key');
    else if (key.value === null && key.written === '') tell('yaml-empty-key');
    else if (key.written === '<<' && key.style === 'plain') tell('yaml-merge-key');
    else {
      const name = key.written.normalize('NFC');
      const first = lines.get(name);
      if (first === undefined) lines.set(name, at.line);
      else context.diagnostics.push(diagnostic('duplicate-key', { key: name, first }, at, context.source.file));
      entries.push({ key, name, value });
    }
  }
  return { kind: 'map', flow, entries, range };
}

function convertScalar(node: Scalar, range: Range, context: Context): ScalarNode {
  const style = node.type === 'PLAIN' ? 'plain' : node.type?.startsWith('QUOTE') ? 'quoted' : 'block';
  const raw = node.value;
  const value = typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean' ? raw : null;
  if (style === 'quoted' && typeof value === 'string') {
    const forbidden = findForbidden(value);
    const seen = findForbidden(context.source.text.slice(range.start, range.end));
    if (forbidden && !seen) {
      const { codePoint, name } = forbidden;
      context.diagnostics.push(
        diagnostic('forbidden-character', { codePoint, name }, placeOf(context.source, range), context.source.file),
      );
    }
  }
  const written = style === 'plain' ? (node.source ?? '') : String(value ?? '');
  return { kind: 'scalar', value, written, style, range };
}
