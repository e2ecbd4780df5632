import { type Diagnostic, type DiagnosticArgs, diagnostic } from '../diagnostics/diagnostic.ts';
import { placeOf, type Range, type SourceText } from './source-text.ts';

/** What the steps of reading one text share. `toFile` maps offsets of the mended text back to those of the file. */
export interface ParseContext {
  readonly source: SourceText;
  readonly toFile: (offset: number) => number;
  readonly diagnostics: Diagnostic[];
}

/** Adds a diagnostic at a range of the mended text. */
export function report<C extends keyof DiagnosticArgs>(
  context: ParseContext,
  code: C,
  args: DiagnosticArgs[C],
  range: Range,
): void {
  reportInFile(context, code, args, { start: context.toFile(range.start), end: context.toFile(range.end) });
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
