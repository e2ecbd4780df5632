import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { type Catalogue, type Catalogues, countItems, itemsOf } from '../src/catalogue/catalogue.ts';
import { newestFirst } from '../src/catalogue/editions.ts';
import { type LoadedModel, loadModel } from '../src/commands/load-model.ts';
import { NO_PAINT } from '../src/diagnostics/file-report.ts';
import { formatText } from '../src/diagnostics/format-text.ts';
import { LANGS } from '../src/i18n/lang.ts';
import { sheetSchema } from '../src/sheet/sheet-schema.ts';

/** Compiles every model below `model/` to JSON and its sheet schemas; returns false, with the errors told, where one is wrong. */
export function compileModels(out: string): boolean {
  const index: { id: string; edition: string; file: string }[] = [];
  mkdirSync(`${out}/model`, { recursive: true });
  mkdirSync(`${out}/schema`, { recursive: true });
  let sound = true;
  for (const { catalogue, reports } of loadModels()) {
    const told = reports.filter((report) => report.diagnostics.length);
    if (told.length) process.stderr.write(formatText(told, { lang: 'en', paint: NO_PAINT, width: 120, version: '' }));
    if (!catalogue || told.length) {
      sound = false;
      continue;
    }
    const file = `${catalogue.id}-${catalogue.edition}.json`;
    writeFileSync(`${out}/model/${file}`, JSON.stringify(catalogue));
    index.push({ id: catalogue.id, edition: catalogue.edition, file });
    writeSchemas(out, catalogue);
    const requirements = itemsOf(catalogue).flatMap((item) => item.levels.flatMap((level) => level.requirements));
    const provisional = requirements.filter((requirement) => requirement.provisional).length;
    const note = provisional ? `, ${provisional} of them provisional` : '';
    process.stdout.write(
      `model ${catalogue.id} ${catalogue.edition}: ${countItems(catalogue)} items, ${requirements.length} requirements${note}\n`,
    );
  }
  // The default model stands first wherever models are listed, and of a model its newest edition.
  index.sort(
    (a, b) =>
      Number(b.id === 'sme') - Number(a.id === 'sme') ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : newestFirst(a.edition, b.edition)),
  );
  writeFileSync(`${out}/model/index.json`, JSON.stringify(index));
  return sound;
}

/** Every model, the one that another is derived from before that one. */
function loadModels(): LoadedModel[] {
  const folders = readdirSync('model', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  let waiting = folders.map(({ name }) => `model/${name}/model.yaml`).sort();
  const loaded: LoadedModel[] = [];
  for (;;) {
    const bases = basesIn(loaded);
    const tried = waiting.map((path) => ({ path, model: loadModel(path, bases) }));
    const done = tried.filter(({ model }) => model.catalogue !== null);
    loaded.push(...done.map(({ model }) => model));
    waiting = tried.filter(({ model }) => model.catalogue === null).map(({ path }) => path);
    if (!waiting.length) return loaded;
    if (!done.length) return [...loaded, ...tried.map(({ model }) => model)];
  }
}

function basesIn(loaded: readonly LoadedModel[]): Catalogues {
  const known = loaded.flatMap(({ catalogue }) => catalogue ?? []);
  return {
    models: [...new Set(known.map(({ id }) => id))].map((id) => ({
      id,
      editions: known.filter((entry) => entry.id === id).map(({ edition }) => edition),
    })),
    open: (id, edition) => {
      const found = known.find((entry) => entry.id === id && entry.edition === edition);
      if (!found) throw new RangeError(`${id} ${edition}`);
      return found;
    },
  };
}

function writeSchemas(out: string, catalogue: Catalogue): void {
  for (const { rank } of catalogue.levels)
    for (const lang of LANGS) {
      const name = lang === 'zh' ? `${catalogue.id}-${rank}` : `${catalogue.id}-${rank}.${lang}`;
      const schema = `${JSON.stringify(sheetSchema(catalogue, rank, lang, []), null, 2)}\n`;
      writeFileSync(`${out}/schema/${name}.schema.json`, schema);
    }
}
