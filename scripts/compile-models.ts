import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { itemsOf } from '../src/catalogue/catalogue.ts';
import { loadModel } from '../src/commands/load-model.ts';
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
  for (const folder of readdirSync('model', { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    const { catalogue, reports } = loadModel(`model/${folder.name}/model.yaml`);
    const told = reports.filter((report) => report.diagnostics.length);
    if (told.length) process.stderr.write(formatText(told, { lang: 'en', paint: NO_PAINT, width: 120, version: '' }));
    if (!catalogue || told.length) {
      sound = false;
      continue;
    }
    const file = `${catalogue.id}-${catalogue.edition}.json`;
    writeFileSync(`${out}/model/${file}`, JSON.stringify(catalogue));
    index.push({ id: catalogue.id, edition: catalogue.edition, file });
    for (const { rank } of catalogue.levels)
      for (const lang of LANGS) {
        const name = lang === 'zh' ? `${catalogue.id}-${rank}` : `${catalogue.id}-${rank}.${lang}`;
        writeFileSync(
          `${out}/schema/${name}.schema.json`,
          `${JSON.stringify(sheetSchema(catalogue, rank, lang, []), null, 2)}\n`,
        );
      }
    const requirements = itemsOf(catalogue).reduce(
      (sum, item) => sum + item.levels.reduce((n, level) => n + level.requirements.length, 0),
      0,
    );
    process.stdout.write(
      `model ${catalogue.id} ${catalogue.edition}: ${itemsOf(catalogue).length} items, ${requirements} requirements\n`,
    );
  }
  writeFileSync(`${out}/model/index.json`, JSON.stringify(index));
  return sound;
}
