import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import { formatText } from '../diagnostics/format-text.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { type Context, formatOptions, messagesFor, tellNotice, tellShown } from './context.ts';
import type { OpenedSheet } from './open-sheet.ts';

/** A sheet without errors, with the catalogue that it is bound to. */
export interface SoundSheet {
  readonly sheet: Sheet;
  readonly catalogue: Catalogue;
}

/** Errors about the files beside a sheet: the sheet itself can be read, scored and reported, and the report tells them. */
const isAboutFiles = (entry: Diagnostic): boolean => entry.code.startsWith('evidence-file-');

/** The sheet if it is sound in itself, whatever is wrong with its evidence files; else its errors are told on stderr, and null. */
export async function soundSheet(context: Context, opened: OpenedSheet): Promise<SoundSheet | null> {
  const { checked, read } = opened;
  const own = checked.diagnostics.filter((entry) => !isAboutFiles(entry));
  if (!hasErrors(own) && read?.sheet && read.catalogue) return { sheet: read.sheet, catalogue: read.catalogue };
  await tellShown(
    context,
    formatText([...opened.beside, opened.report], await formatOptions(context, context.streams.stderr)),
  );
  await tellNotice(context, `assess: ${messagesFor(context).failure.sheetInvalid(opened.name)}`);
  return null;
}
