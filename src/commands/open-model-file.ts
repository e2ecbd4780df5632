import { isAbsolute, join, resolve } from 'node:path';
import type { FileReport } from '../diagnostics/file-report.ts';
import { Failure, reasonOf } from '../io/failure.ts';
import type { ModelFile } from '../sheet/bind-model.ts';
import { loadModel } from './load-model.ts';
import { catalogues, takenIds } from './open-catalogue.ts';

/** Addresses that reading would send over the network: `https://…`, `\\server\share`. */
const NETWORK = /^(?:[a-z][a-z\d+.-]+:\/\/|[/\\]{2})/i;

/** Whether a path leads out to the network, and is not read. */
export const isNetworkPath = (path: string): boolean => NETWORK.test(path);

/** Opens a model file that a sheet in the folder names; throws nothing. */
export function openModelFile(folder: string, path: string, memo: Map<string, ModelFile> = new Map()): ModelFile {
  if (isNetworkPath(path)) return { kind: 'network' };
  const plain = path.replace(/\\/g, '/');
  const file = isAbsolute(plain) ? plain : join(folder, plain);
  const key = resolve(file);
  const found = memo.get(key) ?? readModelFile(file);
  memo.set(key, found);
  return found.kind === 'invalid' ? { ...found, file } : found;
}

function readModelFile(file: string): ModelFile {
  try {
    const { catalogue, reports } = loadModel(file, catalogues, takenIds(file));
    if (catalogue) return { kind: 'model', catalogue };
    return { kind: 'invalid', file, errors: countErrors(reports) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const reason = reasonOf(error.cause ?? error);
    if (reason === 'ENOENT' || reason === 'ENOTDIR') return { kind: 'missing' };
    return reason === 'EISDIR' || reason === 'EINVAL' ? { kind: 'no-file' } : { kind: 'unreadable', reason };
  }
}

const countErrors = (reports: readonly FileReport[]): number =>
  reports.reduce((sum, report) => sum + report.diagnostics.filter(({ severity }) => severity === 'error').length, 0);
