import { hasErrors } from '../diagnostics/diagnostic.ts';
import type { FileReport } from '../diagnostics/file-report.ts';
import { FORMATTERS } from '../diagnostics/formatters.ts';
import { prepareFor } from '../io/engine.ts';
import { Failure } from '../io/failure.ts';
import { findFiles } from '../io/find-files.ts';
import { type Context, formatOptions, messagesFor, tellNotice, tellResult } from './context.ts';
import type { ValidateOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { catalogues } from './open-catalogue.ts';
import { checkOverlayOption } from './open-overlay.ts';
import { checkPaths, openSheet } from './open-sheet.ts';
import { tellNewerEdition } from './tell-edition.ts';

/** `assess validate`: checks every file, whatever is wrong with the others; a file that cannot be read makes the exit code 2. */
export async function runValidate(
  context: Context,
  patterns: readonly string[],
  options: ValidateOptions,
): Promise<ExitCode> {
  checkPaths(patterns);
  checkOverlayOption(options.overlay);
  const { paths, unmatched } = await findFiles(patterns);
  prepareFor(paths.length);
  const reports: FileReport[] = [];
  const told = new Set<FileReport>();
  let failed = unmatched.length > 0;
  const m = messagesFor(context);
  for (const pattern of unmatched) await tellNotice(context, `assess: ${m.failure.nothingMatches(pattern)}`);
  for (const path of paths) {
    try {
      const opened = await openSheet(context, path, {
        complete: options.complete === true,
        overlay: options.overlay,
      });
      await tellNewerEdition(context, opened, opened.read?.sheet ?? null, catalogues);
      // An overlay that several sheets share is told of once, before the first of them.
      const beside = opened.beside.filter((report) => !told.has(report) && told.add(report));
      for (const report of [...beside, opened.report]) reports.push(options.strict ? asErrors(report) : report);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failed = true;
      await tellNotice(context, `assess: ${error.say(messagesFor(context))}`);
    }
  }
  // Sheets of several languages are told about in the language of the locale.
  if (paths.length > 1) context.heard.lang = null;
  const shown = { ...(await formatOptions(context, context.streams.stdout)), unread: failed };
  if (reports.length) await tellResult(context, FORMATTERS[options.format](reports, shown));
  if (failed) return EXIT.failed;
  return reports.some((report) => hasErrors(report.diagnostics)) ? EXIT.invalid : EXIT.done;
}

/** The same findings, with warnings counted as errors (`--strict`). */
const asErrors = (report: FileReport): FileReport => ({
  ...report,
  diagnostics: report.diagnostics.map((entry) => ({ ...entry, severity: 'error' })),
});
