import { dirname, isAbsolute, join, resolve } from 'node:path';
import { applyOverlay } from '../catalogue/apply-overlay.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { parseOverlay } from '../catalogue/parse-overlay.ts';
import { type Diagnostic, hasErrors, inOrder } from '../diagnostics/diagnostic.ts';
import type { FileReport } from '../diagnostics/file-report.ts';
import { formatText } from '../diagnostics/format-text.ts';
import { digestOf } from '../io/digest.ts';
import { Failure, reasonOf } from '../io/failure.ts';
import { readBytes } from '../io/read-file.ts';
import type { OverlayReader } from '../sheet/overlaid.ts';
import { commandWord } from '../text/command-line.ts';
import { decodeText, MAX_BYTES } from '../yaml/decode-text.ts';
import { lineText, sourceText } from '../yaml/source-text.ts';
import { type Context, formatOptions, messagesFor, tellNotice, tellShown } from './context.ts';
import { isNetworkPath } from './open-model-file.ts';

/** An overlay read for one catalogue: the catalogue in its words, or null, and what was found in it. */
interface OpenedOverlay {
  readonly catalogue: Catalogue | null;
  readonly report: FileReport;
}

/** What one run has opened so far: a batch of sheets shares an overlay. */
const openedIn = new WeakMap<Context, Map<string, OpenedOverlay>>();

/** Reads an overlay for a catalogue, once a run; `file` is the name that results tell. Throws a Failure where it cannot be read. */
function openOverlay(context: Context, path: string, file: string, catalogue: Catalogue): OpenedOverlay {
  const opened = openedIn.get(context) ?? new Map<string, OpenedOverlay>();
  openedIn.set(context, opened);
  const key = JSON.stringify([resolve(path), file, catalogue.digest]);
  const known = opened.get(key) ?? readOverlay(path, file, catalogue);
  opened.set(key, known);
  return known;
}

function readOverlay(path: string, file: string, catalogue: Catalogue): OpenedOverlay {
  const bytes = readBytes(path, MAX_BYTES);
  const decoded = decodeText(bytes, path);
  if ('code' in decoded) return { catalogue: null, report: reportOf(path, [decoded], () => '') };
  const source = sourceText(path, decoded.text);
  const parsed = parseOverlay(source, catalogue);
  const isOverlay = !parsed.diagnostics.some((entry) => entry.code === 'overlay-format');
  const report = reportOf(path, parsed.diagnostics, (line) => (isOverlay ? lineText(source, line) : ''));
  if (!parsed.ok) return { catalogue: null, report };
  return { catalogue: applyOverlay(catalogue, parsed.value, { file, digest: digestOf(bytes) }), report };
}

const reportOf = (file: string, diagnostics: readonly Diagnostic[], lineOf: (line: number) => string): FileReport => ({
  file,
  diagnostics: inOrder(diagnostics),
  lineText: lineOf,
  progress: null,
});

/** Reads the overlays of one sheet, and keeps what was found in them. */
export interface SheetOverlays {
  readonly read: OverlayReader;
  readonly reports: readonly FileReport[];
}

/**
 * How the sheet at a path gets its overlay: the one of the option, or else the one that it names, from its own folder.
 * Throws a Failure where the option's cannot be read.
 */
export function overlaysOf(context: Context, sheet: string, option: string | undefined): SheetOverlays {
  const reports: FileReport[] = [];
  const open = (catalogue: Catalogue, path: string, file: string): ReturnType<OverlayReader> => {
    const opened = openOverlay(context, path, file, catalogue);
    if (opened.report.diagnostics.length) reports.push(opened.report);
    const errors = opened.report.diagnostics.filter((entry) => entry.severity === 'error').length;
    return opened.catalogue ?? { fault: 'errors', path: file, errors, option: option !== undefined };
  };
  const read: OverlayReader = (catalogue, named) => {
    if (option !== undefined) {
      refuseNetwork(option);
      return open(catalogue, option, option);
    }
    if (named === null) return catalogue;
    if (isNetworkPath(named)) return { fault: 'file', path: named, reason: 'network' };
    const path = named.replace(/\\/g, '/');
    try {
      return open(catalogue, isAbsolute(path) ? path : join(dirname(sheet), path), named);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return { fault: 'file', path: named, reason: reasonOf(error.cause ?? error) };
    }
  };
  return { read, reports };
}

/** Makes sure that the overlay of an option can be read, before anything else is done. Throws a Failure where it cannot. */
export function checkOverlayOption(option: string | undefined): void {
  if (option === undefined) return;
  refuseNetwork(option);
  readBytes(option, MAX_BYTES);
}

/** The option as it goes with the next command too; nothing where it was not given. */
export const overlayOption = (option: string | undefined): string =>
  option === undefined ? '' : ` --overlay ${commandWord(option)}`;

function refuseNetwork(option: string): void {
  if (isNetworkPath(option)) throw new Failure((m) => m.failure.networkOverlay(option));
}

/** A catalogue in the words of the overlay of an option, if there is one; null, with its errors told, where it has some. */
export async function withOverlay(
  context: Context,
  catalogue: Catalogue,
  option: string | undefined,
): Promise<Catalogue | null> {
  if (option === undefined) return catalogue;
  refuseNetwork(option);
  const opened = openOverlay(context, option, option, catalogue);
  if (!hasErrors(opened.report.diagnostics)) return opened.catalogue;
  await tellShown(context, formatText([opened.report], await formatOptions(context, context.streams.stderr)));
  await tellNotice(context, `assess: ${messagesFor(context).failure.sheetInvalid(option)}`);
  return null;
}
