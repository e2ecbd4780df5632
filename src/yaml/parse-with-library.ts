import { Composer, type CST, type Document, isScalar } from 'yaml';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { convertNode } from './convert-nodes.ts';
import { type Mended, mendSyntax } from './mend-syntax.ts';
import type { YamlNode } from './node.ts';
import { type ParseContext, report } from './parse-context.ts';
import { readTokens } from './read-tokens.ts';
import { applyRepairs, type IsKey, LOST, mapBack, type Repair, repairPunctuation } from './repair-text.ts';
import type { Range, SourceText } from './source-text.ts';
import { isBreak, reportError, reportUnclosed, withoutConsequences } from './syntax-errors.ts';

/** What was read of a text. */
export interface LibraryReading {
  readonly node: YamlNode | null;
  /** The line from which on nothing is sure, since a slip there could not be read past; null where all of it was read. */
  readonly unsureFrom: number | null;
}

/** How often a text is read anew, how long it may be, and how much text all these readings: a large file has to end soon too. */
const MOST_READINGS = 40;
const MOST_TEXT = 500_000;
const MOST_READ = 3_000_000;

/**
 * Reads a text with the library, which finds every syntax error; what is wrong is added to the diagnostics. What a slip stands
 * in is then taken out, and the text is read again, so that it hides nothing else.
 */
export function parseWithLibrary(source: SourceText, isKey: IsKey, diagnostics: Diagnostic[]): LibraryReading {
  const repaired = repairPunctuation(source, isKey);
  diagnostics.push(...repaired.diagnostics);
  if (repaired.cut) return { node: null, unsureFrom: 1 };
  let { text, toFile } = repaired;
  const lost = new Map<number, Range>();
  const mended: Mended = new Map();
  for (let readings = 1; ; readings++) {
    const context: ParseContext = { source, toFile, diagnostics: [], ranges: new Map(), lost };
    const node = readDocument(text, context);
    const found = withoutConsequences(context.diagnostics);
    const slips = found.filter(isBreak).map((entry) => ({ entry, range: context.ranges.get(entry) ?? NOWHERE }));
    const isSmall = text.length < MOST_TEXT && readings * text.length < MOST_READ;
    const goesOn = slips.length > 0 && readings < MOST_READINGS && isSmall;
    const mending = goesOn ? mendSyntax(text, slips, mended, isKey) : null;
    if (!mending) {
      diagnostics.push(...found);
      return { node, unsureFrom: slips[0]?.entry.at.line ?? null };
    }
    diagnostics.push(...mending.told);
    for (const { code, range } of mending.moved) report({ ...context, diagnostics }, code, {}, range);
    const before = toFile;
    const back = mapBack(mending.repairs);
    toFile = (offset) => before(back(offset));
    rememberLost(mending.repairs, before, toFile, lost);
    text = applyRepairs(text, mending.repairs);
  }
}

/** A line that is neither blank nor a comment. */
const CONTENT = /^[ \t]*[^\s#]/m;
const NOWHERE: Range = { start: 0, end: 0 };

/** Notes what of the file was taken out, by the place of what stands for it. */
function rememberLost(
  repairs: readonly Repair[],
  before: (offset: number) => number,
  after: (offset: number) => number,
  lost: Map<number, Range>,
): void {
  let shift = 0;
  for (const { offset, length, replacement } of repairs) {
    const mark = replacement.indexOf(LOST);
    if (mark >= 0) lost.set(after(offset + shift + mark), { start: before(offset), end: before(offset + length) });
    shift += replacement.length - length;
  }
}

function readDocument(text: string, context: ParseContext): YamlNode | null {
  if (!CONTENT.test(text)) {
    report(context, 'yaml-empty', {}, NOWHERE);
    return null;
  }
  const tokens = readTokens(text, context);
  return tokens ? compose(tokens, text, context) : null;
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
