import { Composer, type CST, type Document, isScalar } from 'yaml';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { convertNode } from './convert-nodes.ts';
import type { YamlNode } from './node.ts';
import { type ParseContext, report } from './parse-context.ts';
import { readTokens } from './read-tokens.ts';
import { type IsKey, repairPunctuation } from './repair-text.ts';
import type { SourceText } from './source-text.ts';
import { reportError, reportUnclosed } from './syntax-errors.ts';

/** Reads a text with the library, which finds every syntax error; what is wrong is added to the diagnostics. */
export function parseWithLibrary(source: SourceText, isKey: IsKey, diagnostics: Diagnostic[]): YamlNode | null {
  const repaired = repairPunctuation(source, isKey);
  for (const entry of repaired.diagnostics) diagnostics.push(entry);
  if (repaired.cut) return null;
  const context: ParseContext = { source, toFile: repaired.toFile, diagnostics };
  const tokens = readTokens(repaired.text, context);
  return tokens ? compose(tokens, repaired.text, context) : null;
}

/** All scalars come as texts (`failsafe`): what a plain one means is decided in `convert-nodes.ts`. */
const OPTIONS = {
  schema: 'failsafe',
  version: '1.2',
  uniqueKeys: false,
  merge: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

function compose(tokens: readonly CST.Token[], text: string, context: ParseContext): YamlNode | null {
  const composer = new Composer(OPTIONS);
  const documents: Document.Parsed[] = [];
  for (const token of tokens) for (const document of composer.next(token)) documents.push(document as Document.Parsed);
  for (const document of composer.end(true, text.length)) documents.push(document as Document.Parsed);
  const [first] = documents;
  if (documents.some((document) => document.errors.length)) reportUnclosed(tokens, context);
  for (const document of documents) for (const error of document.errors) reportError(error, text, context);
  if (first?.contents && !isNothing(first)) return convertNode(first.contents, context);
  if (!context.diagnostics.length) report(context, 'yaml-empty', {}, { start: 0, end: 0 });
  return null;
}

/** Whether a document holds nothing at all, as an empty file or one of comments only. */
const isNothing = ({ contents }: Document.Parsed): boolean =>
  isScalar(contents) && contents.type === 'PLAIN' && /^(?:~|null)?$/i.test(String(contents.value));
