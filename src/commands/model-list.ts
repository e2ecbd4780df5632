import { countItems, countsByLevel, itemsOf } from '../catalogue/catalogue.ts';
import { renderTable } from '../render/table.ts';
import { jsonText } from '../text/json-text.ts';
import { type Context, langOf, messagesFor, openTerminal, tellResult } from './context.ts';
import type { ModelListOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { listCatalogues, openCatalogue } from './open-catalogue.ts';

/** `assess model list`: the models that come with the program. */
export async function runModelList(context: Context, options: ModelListOptions): Promise<ExitCode> {
  const lang = langOf(context);
  const models = listCatalogues().map((entry) => openCatalogue(entry.id, entry.edition));
  if (options.format === 'json') {
    const rows = models.map((catalogue) => {
      const requirements = countsByLevel(itemsOf(catalogue), catalogue);
      const { id, edition, name, digest } = catalogue;
      return {
        id,
        edition,
        name,
        digest,
        domains: catalogue.domains.length,
        items: countItems(catalogue),
        requirements: requirements.reduce((a, b) => a + b, 0),
        requirementsByLevel: requirements,
      };
    });
    await tellResult(context, jsonText({ schemaVersion: 1, models: rows }));
    return EXIT.done;
  }
  const { listHead } = messagesFor(context).model;
  const terminal = await openTerminal(context, context.streams.stdout);
  const columns = [
    listHead.id,
    listHead.edition,
    listHead.name,
    listHead.domains,
    listHead.items,
    listHead.requirements,
  ].map((title) => ({ title, align: 'left' as const }));
  const rows = models.map((catalogue) => {
    const counts = countsByLevel(itemsOf(catalogue), catalogue);
    const total = counts.reduce((a, b) => a + b, 0);
    return [
      catalogue.id,
      catalogue.edition,
      catalogue.name[lang],
      String(catalogue.domains.length),
      String(countItems(catalogue)),
      `${total} (${counts.join(' ')})`,
    ];
  });
  await tellResult(context, `${renderTable(columns, rows, terminal.width, terminal.style.quiet)}\n`);
  return EXIT.done;
}
