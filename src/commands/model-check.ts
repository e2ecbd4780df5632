import { countItems, countsByLevel, itemsOf } from '../catalogue/catalogue.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { FORMATTERS } from '../diagnostics/formatters.ts';
import { type Context, formatOptions, messagesFor, tellNotice, tellResult } from './context.ts';
import type { ModelCheckOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { loadModel } from './load-model.ts';
import { catalogues, takenIds } from './open-catalogue.ts';

/** `assess model check`: everything wrong in a model file and in the domain files that it names. */
export async function runModelCheck(context: Context, path: string, options: ModelCheckOptions): Promise<ExitCode> {
  const { catalogue, reports } = loadModel(path, catalogues, takenIds(path));
  const m = messagesFor(context);
  const told = options.format === 'text' ? reports.filter((report) => report.diagnostics.length) : reports;
  const shown = await formatOptions(context, context.streams.stdout);
  if (told.length) await tellResult(context, FORMATTERS[options.format](told, shown));
  if (catalogue && options.format === 'text') {
    const requirements = countsByLevel(itemsOf(catalogue), catalogue).reduce((a, b) => a + b, 0);
    await tellNotice(
      context,
      m.model.checkOk(path, m.model.counts(catalogue.domains.length, countItems(catalogue), requirements)),
    );
  }
  return reports.some((report) => hasErrors(report.diagnostics)) ? EXIT.invalid : EXIT.done;
}
