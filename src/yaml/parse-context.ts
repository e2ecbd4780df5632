import { type Diagnostic, type DiagnosticArgs, diagnostic } from '../diagnostics/diagnostic.ts';
import { placeOf, type Range, type SourceText } from './source-text.ts';

/** What the steps of reading one text share. `toFile` maps offsets of the mended text back to those of the file. */
export interface ParseContext {
  readonly source: SourceText;
  readonly toFile: (offset: number) => number;
  readonly diagnostics: Diagnostic[];
  /** Where in the mended text those stand that were found there. */
  readonly ranges: Map<Diagnostic, Range>;
  /** What was taken out of the file to read on, by where it begins. */
  readonly lost: ReadonlyMap<number, Range>;
}

/** Adds a diagnostic at a range of the mended text. */
export function report<C extends keyof DiagnosticArgs>(
  context: ParseContext,
  code: C,
  args: DiagnosticArgs[C],
  range: Range,
): void {
  reportInFile(context, code, args, { start: context.toFile(range.start), end: context.toFile(range.end) });
  const told = context.diagnostics.at(-1);
  if (told) context.ranges.set(told, range);
}

/** Adds a diagnostic at a range of the file. */
export function reportInFile<C extends keyof DiagnosticArgs>(
  { source, diagnostics }: ParseContext,
  code: C,
  args: DiagnosticArgs[C],
  range: Range,
): void {
  diagnostics.push(diagnostic(code, args, placeOf(source, range), source.file));
}
