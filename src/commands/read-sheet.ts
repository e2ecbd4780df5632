import type { Catalogue } from '../catalogue/catalogue.ts';
import { hasErrors, type Parsed } from '../diagnostics/diagnostic.ts';
import { checkSheet } from '../sheet/check-sheet.ts';
import { parseSheet } from '../sheet/parse-sheet.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { sourceText } from '../yaml/source-text.ts';
import { catalogues } from './open-catalogue.ts';

/** Parses and checks the text of a sheet against the catalogue that it names; evidence files are not looked at. */
export function readSheet(
  text: string,
  file = 'sheet.yaml',
): Parsed<{ readonly sheet: Sheet; readonly catalogue: Catalogue }> {
  const read = parseSheet(sourceText(file, text.replace(/^\ufeff/, '')), catalogues);
  const { diagnostics } = checkSheet(read, { inspectFile: null, complete: false });
  if (hasErrors(diagnostics) || !read.sheet || !read.catalogue) return { ok: false, diagnostics };
  return { ok: true, value: { sheet: read.sheet, catalogue: read.catalogue }, diagnostics };
}
