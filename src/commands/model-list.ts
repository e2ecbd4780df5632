import { type Catalogue, itemsOf } from '../catalogue/catalogue.ts';
import { renderTable } from '../render/table.ts';
import { jsonText } from '../text/json-text.ts';
import { type Context, langOf, messagesFor, openTerminal, tellResult } from './context.ts';
import type { ModelListOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { listCatalogues, openCatalogue } from './open-catalogue.ts';

/** How many requirements each level of a model has of its own, from the lowest. */
export const countsByLevel = (catalogue: Catalogue): number[] =>
  catalogue.levels.map(({ rank }) =>
    itemsOf(catalogue).reduce(
      (sum, item) =>
        sum +
        item.levels.filter((entry) => entry.level === rank).reduce((n, entry) => n + entry.requirements.length, 0),
      0,
    ),
  );

/** `assess model list`: the models that come with the program. */
export async function runModelList(context: Context, options: ModelListOptions): Promise<ExitCode> {
  const lang = langOf(context);
  const models = listCatalogues().map((entry) => openCatalogue(entry.id, entry.edition));
  if (options.format === 'json') {
    const rows = models.map((catalogue) => {
      const requirements = countsByLevel(catalogue);
      const { id, edition, name, digest } = catalogue;
      return {
        id,
        edition,
        name,
        digest,
        domains: catalogue.domains.length,
        items: itemsOf(catalogue).length,
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
    const counts = countsByLevel(catalogue);
    const total = counts.reduce((a, b) => a + b, 0);
    return [
      catalogue.id,
      catalogue.edition,
      catalogue.name[lang],
      String(catalogue.domains.length),
      String(itemsOf(catalogue).length),
      `${total} (${counts.join(' ')})`,
    ];
  });
  await tellResult(context, `${renderTable(columns, rows, terminal.width, terminal.style.quiet)}\n`);
  return EXIT.done;
}
