import type { Catalogue } from '../catalogue/catalogue.ts';
import { Failure } from '../io/failure.ts';
import { readPackageFile } from '../io/package-files.ts';
import type { Catalogues } from '../sheet/parse-sheet.ts';

/** A line of `dist/model/index.json`, which the build writes: what there is, without opening it. */
export interface CatalogueEntry {
  readonly id: string;
  readonly edition: string;
  readonly file: string;
}

let index: readonly CatalogueEntry[] | null = null;
const opened = new Map<string, Catalogue>();

/** The models that come with the program; compiled and checked by the build. */
export function listCatalogues(): readonly CatalogueEntry[] {
  index ??= JSON.parse(readPackageFile('dist/model/index.json')) as readonly CatalogueEntry[];
  return index;
}

/** Opens a model that comes with the program, in its newest edition unless one is named; throws a Failure for an unknown one. */
export function openCatalogue(id: string, edition?: string): Catalogue {
  const entry = listCatalogues().find(
    (candidate) => candidate.id === id && (edition === undefined || candidate.edition === edition),
  );
  if (!entry)
    throw new Failure((m) =>
      m.failure.unknownModel(id, [...new Set(listCatalogues().map((known) => known.id))].join(', ')),
    );
  const known = opened.get(entry.file);
  if (known) return known;
  const catalogue = JSON.parse(readPackageFile(`dist/model/${entry.file}`)) as Catalogue;
  opened.set(entry.file, catalogue);
  return catalogue;
}

/** The catalogues as the sheet's parser asks for them. */
export const catalogues: Catalogues = {
  get models() {
    const ids = [...new Set(listCatalogues().map((entry) => entry.id))];
    return ids.map((id) => ({
      id,
      editions: listCatalogues()
        .filter((entry) => entry.id === id)
        .map((entry) => entry.edition),
    }));
  },
  open: openCatalogue,
};
