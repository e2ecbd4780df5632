import type { Catalogue, Catalogues } from '../catalogue/catalogue.ts';
import { type Entry, isEmptyNode, type YamlNode } from '../yaml/node.ts';
import { type ShapeReader, tell, textOf } from '../yaml/read-shape.ts';
import type { OverlayReader } from './overlaid.ts';

/** What a path to a model file leads to. */
export type ModelFile =
  | { readonly kind: 'model'; readonly catalogue: Catalogue }
  /** `file` is how the user would name it on the command line. */
  | { readonly kind: 'invalid'; readonly file: string; readonly errors: number }
  | { readonly kind: 'missing' | 'no-file' | 'network' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** The catalogues that a sheet may be bound to, from a file too, and how they get the wording of an overlay. */
export interface SheetCatalogues extends Catalogues {
  /** Opens the model file that a sheet names; left out or null where files are not looked at. */
  readonly openFile?: ((path: string) => ModelFile) | null;
  /** Reads overlays; where it is left out, none can be read. */
  readonly overlay?: OverlayReader;
}

/** The model that a sheet is bound to, as the sheet names it. */
export interface Binding {
  readonly catalogue: Catalogue;
  /** The id of a model that comes with the program, or the path of a file. */
  readonly model: string;
  readonly modelDigest: string | null;
}

/** Whether a model is named by a file and not by its id. */
export const isModelPath = (model: string): boolean => /[/\\]|\.(?:ya?ml|json)$/i.test(model);

interface BindingKeys {
  readonly model: Entry | undefined;
  readonly edition: Entry | undefined;
  readonly modelDigest: Entry | undefined;
}

/** Finds the catalogue that `model`, `edition` and `modelDigest` of a sheet ask for; null, and told, where there is none. */
export function bindModel(reader: ShapeReader, keys: BindingKeys, catalogues: SheetCatalogues): Binding | null {
  const ids = catalogues.models.map(({ id }) => id);
  const model = textOf(reader, keys.model?.value, 'model') ?? wordIn(keys.model?.value, ids);
  const editions = catalogues.models.find(({ id }) => id === model)?.editions ?? [];
  const edition = textOf(reader, keys.edition?.value, 'edition') ?? wordIn(keys.edition?.value, editions);
  if (!keys.model || model === null) return null;
  const { openFile = null } = catalogues;
  const own = openFile !== null && isModelPath(model);
  const catalogue = own
    ? openOwn(reader, keys.model, model, openFile)
    : openKnown(reader, keys.model, keys.edition, { model, edition }, catalogues);
  if (!catalogue || !keys.edition || edition === null) return null;
  if (edition !== catalogue.edition) {
    tell(reader, 'unknown-edition', { value: edition, expected: [catalogue.edition], own }, keys.edition.value);
    return null;
  }
  return { catalogue, model, modelDigest: readModelDigest(reader, keys, catalogue, own) };
}

/** The one of the words that a lost value has in it, such as `"sme` without its second quote; null where there is none. */
function wordIn(node: YamlNode | undefined, words: readonly string[]): string | null {
  if (node?.kind !== 'scalar' || !node.lost) return null;
  const written = node.written.split(/[^\w.-]+/);
  return words.find((word) => written.includes(word)) ?? null;
}

function openKnown(
  reader: ShapeReader,
  at: Entry,
  editionAt: Entry | undefined,
  { model, edition }: { readonly model: string; readonly edition: string | null },
  catalogues: SheetCatalogues,
): Catalogue | null {
  const known = catalogues.models.find((entry) => entry.id === model);
  if (!known) {
    tell(reader, 'unknown-model', { value: model, expected: catalogues.models.map((entry) => entry.id) }, at.value);
    return null;
  }
  if (!editionAt || edition === null) return null;
  if (known.editions.includes(edition)) return catalogues.open(model, edition);
  tell(reader, 'unknown-edition', { value: edition, expected: known.editions, own: false }, editionAt.value);
  return null;
}

function openOwn(
  reader: ShapeReader,
  at: Entry,
  path: string,
  openFile: (path: string) => ModelFile,
): Catalogue | null {
  const found = openFile(path);
  if (found.kind === 'model') return found.catalogue;
  if (found.kind === 'invalid') tell(reader, 'model-invalid', { file: found.file, errors: found.errors }, at.value);
  else {
    const reason = found.kind === 'unreadable' ? found.reason : '';
    tell(reader, 'model-not-read', { path, why: found.kind, reason }, at.value);
  }
  return null;
}

/** The digest that a sheet was bound with; without one, or with another, nothing says that the model is still the same. */
function readModelDigest(
  reader: ShapeReader,
  { model, modelDigest: entry }: BindingKeys,
  { digest }: Catalogue,
  own: boolean,
): string | null {
  const text = textOf(reader, entry?.value, 'modelDigest');
  if (text === null || !entry) {
    const at = entry && isEmptyNode(entry.value) ? entry.key : model?.value;
    if (own && at) tell(reader, 'model-digest-missing', { digest }, at);
    return null;
  }
  const plain = text.toLowerCase();
  if (!/^sha256:[0-9a-f]{64}$/.test(plain)) tell(reader, 'invalid-model-digest', { value: text, digest }, entry.value);
  else if (plain !== digest) tell(reader, 'model-changed', { digest }, entry.value);
  return text;
}
