import { dirname } from 'node:path';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { formatText } from '../diagnostics/format-text.ts';
import { Failure } from '../io/failure.ts';
import { isModelPath, type ModelFile } from '../sheet/bind-model.ts';
import { type Context, formatOptions, messagesFor, tellNotice, tellShown } from './context.ts';
import { loadModel } from './load-model.ts';
import { catalogues, openCatalogue, openNamed, takenIds } from './open-catalogue.ts';
import { isNetworkPath, openModelFile } from './open-model-file.ts';

/** Model files as they were read in one run: sheets of the same model read it once. */
const memos = new WeakMap<Context, Map<string, ModelFile>>();

/** Opens the model files that a sheet names, relative to the folder of the sheet; each is read once in a run of the program. */
export function modelFilesOf(context: Context, sheet: string | null): (path: string) => ModelFile {
  const memo = memos.get(context) ?? new Map<string, ModelFile>();
  memos.set(context, memo);
  return (path) => openModelFile(sheet === null ? '.' : dirname(sheet), path, memo);
}

/** A model as a command was given it. */
export interface GivenModel {
  readonly catalogue: Catalogue;
  /** The path of its file; null for a model that comes with the program. */
  readonly file: string | null;
}

/**
 * The model of an id, in its newest edition unless one is named (`sme@draft-2023`, or `edition`), or of a path. Where the file has errors, they are told on stderr, and null; an unknown one is a Failure.
 */
export async function openGivenModel(context: Context, model: string, edition?: string): Promise<GivenModel | null> {
  if (!isModelPath(model))
    return { catalogue: edition === undefined ? openNamed(model) : openCatalogue(model, edition), file: null };
  if (isNetworkPath(model)) throw new Failure((m) => m.failure.networkModel(model));
  const { catalogue, reports } = loadModel(model, catalogues, takenIds(model));
  if (catalogue && edition !== undefined && edition !== catalogue.edition)
    throw new Failure((m) => m.failure.otherEdition(model, catalogue.edition));
  if (catalogue) return { catalogue, file: model };
  const told = reports.filter((report) => report.diagnostics.length);
  await tellShown(context, formatText(told, await formatOptions(context, context.streams.stderr)));
  await tellNotice(context, `assess: ${messagesFor(context).failure.modelInvalid(model)}`);
  return null;
}
