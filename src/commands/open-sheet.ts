import { dirname, resolve } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { FileReport } from '../diagnostics/file-report.ts';
import { digestOf } from '../io/digest.ts';
import { Failure } from '../io/failure.ts';
import { inspectPath } from '../io/inspect-path.ts';
import { readBytes, readStdin } from '../io/read-file.ts';
import { type CheckedSheet, checkSheet } from '../sheet/check-sheet.ts';
import { parseSheet, type ReadSheet } from '../sheet/parse-sheet.ts';
import { type DecodedText, decodeText, MAX_BYTES } from '../yaml/decode-text.ts';
import { lineText, type SourceText, sourceText } from '../yaml/source-text.ts';
import type { Context } from './context.ts';
import { catalogues } from './open-catalogue.ts';
import { modelFilesOf } from './open-model.ts';
import { overlaysOf } from './open-overlay.ts';

const STDIN = '-';
/** What diagnostics call standard input. */
const STDIN_NAME = '<stdin>';

/** A sheet as it was read from disk or standard input, parsed and checked. */
export interface OpenedSheet {
  readonly path: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** `sha256:…` of the bytes; computed when it is asked for. */
  readonly digest: () => string;
  readonly decoded: DecodedText | null;
  readonly read: ReadSheet | null;
  readonly checked: CheckedSheet;
  readonly report: FileReport;
  /** What was found in its overlay, where anything was. */
  readonly beside: readonly FileReport[];
}

export interface OpenOptions {
  readonly complete?: boolean;
  /** The overlay that goes before the one that the sheet names. */
  readonly overlay?: string | undefined;
}

/** Reads, parses and checks a sheet; `-` is standard input. Throws a Failure only where nothing could be read. */
export async function openSheet(context: Context, path: string, options: OpenOptions = {}): Promise<OpenedSheet> {
  const bytes = path === STDIN ? await readStdin(context.streams.stdin, MAX_BYTES) : readBytes(path, MAX_BYTES);
  const name = path === STDIN ? STDIN_NAME : path;
  const digest = () => digestOf(bytes);
  const decoded = decodeText(bytes, name);
  if ('code' in decoded) {
    const checked = { diagnostics: [decoded], scored: 0, open: 0 };
    const report = fileReport(name, [decoded], null, null);
    return { path, name, bytes, digest, decoded: null, read: null, checked, report, beside: [] };
  }
  const source = sourceText(name, decoded.text);
  const overlays = overlaysOf(context, path, options.overlay);
  const openFile = modelFilesOf(context, path === STDIN ? null : path);
  const read = parseSheet(source, { ...catalogues, openFile, overlay: overlays.read });
  context.heard.lang ??= read.lang;
  const folder = dirname(resolve(path));
  const inspectFile = path === STDIN ? null : (file: string, digested: boolean) => inspectPath(folder, file, digested);
  const checked = checkSheet(read, { inspectFile, complete: options.complete === true });
  return {
    path,
    name,
    bytes,
    digest,
    decoded,
    read,
    checked,
    report: fileReport(name, checked.diagnostics, source, read.sheet && read.claimed && !read.broken ? checked : null),
    beside: overlays.reports,
  };
}

function fileReport(
  file: string,
  diagnostics: readonly Diagnostic[],
  source: SourceText | null,
  checked: CheckedSheet | null,
): FileReport {
  return {
    file,
    diagnostics,
    lineText: (line) => (source ? lineText(source, line) : ''),
    progress: checked && { scored: checked.scored, open: checked.open },
  };
}

/** Makes sure that standard input is asked for once at most. */
export function checkPaths(paths: readonly string[]): void {
  if (paths.filter((path) => path === STDIN).length > 1) throw new Failure((m) => m.failure.stdinOnce());
}
