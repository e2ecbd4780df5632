import { resolve, sep } from 'node:path';
import type { Catalogue, Catalogues } from '../catalogue/catalogue.ts';
import { Failure } from '../io/failure.ts';
import { packagePath, readPackageFile } from '../io/package-files.ts';

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

/** The ids that a model file may not have: those of the models that come with the program, unless it is one of their own files. */
export const takenIds = (path: string): ReadonlySet<string> =>
  new Set(resolve(path).startsWith(packagePath('model') + sep) ? [] : listCatalogues().map(({ id }) => id));

/** Opens a model that comes with the program, in its newest edition unless one is named; throws a Failure for an unknown one. */
export function openCatalogue(id: string, edition?: string): Catalogue {
  const editions = listCatalogues().filter((candidate) => candidate.id === id);
  const entry = editions.find((candidate) => edition === undefined || candidate.edition === edition);
  if (!entry && edition !== undefined && editions.length)
    throw new Failure((m) => m.failure.unknownEdition(id, edition, editions.map((known) => known.edition).join(', ')));
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

/** Opens a model named with or without its edition: `sme`, `sme@draft-2023`. */
export function openNamed(name: string): Catalogue {
  const [id = '', edition] = name.split(/@(.*)/s);
  return openCatalogue(id, edition);
}

/** The models that come with the program, as the parsers of sheets and models ask for them; files are not looked at. */
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
