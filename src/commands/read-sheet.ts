import { applyOverlay } from '../catalogue/apply-overlay.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { parseOverlay } from '../catalogue/parse-overlay.ts';
import { type Diagnostic, hasErrors, type Parsed } from '../diagnostics/diagnostic.ts';
import { digestOf } from '../io/digest.ts';
import type { ModelFile, SheetCatalogues } from '../sheet/bind-model.ts';
import { checkSheet } from '../sheet/check-sheet.ts';
import type { OverlayReader } from '../sheet/overlaid.ts';
import { parseSheet } from '../sheet/parse-sheet.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { sourceText } from '../yaml/source-text.ts';
import { catalogues } from './open-catalogue.ts';

/**
 * Parses and checks the text of a sheet against the catalogue that it names; evidence files are not looked at. `overlay`
 * is the text of the overlay that the sheet names: without it, such a sheet is an error. A model file is asked of
 * `openFile` (`openModelFile` reads one): without it, only the models that come with the program are known.
 */
export function readSheet(
  text: string,
  file = 'sheet.yaml',
  overlay: string | null = null,
  openFile: ((path: string) => ModelFile) | null = null,
): Parsed<{ readonly sheet: Sheet; readonly catalogue: Catalogue }> {
  const source = sourceText(file, text.replace(/^\ufeff/, ''));
  const found: Diagnostic[] = [];
  const known: SheetCatalogues = { ...catalogues, openFile };
  const read = parseSheet(source, overlay === null ? known : { ...known, overlay: overlayFrom(overlay, found) });
  const checked = checkSheet(read, { inspectFile: null, complete: false });
  const diagnostics = [...found, ...checked.diagnostics];
  if (hasErrors(diagnostics) || !read.sheet || !read.catalogue) return { ok: false, diagnostics };
  return { ok: true, value: { sheet: read.sheet, catalogue: read.catalogue }, diagnostics };
}

/** Applies the text of an overlay where the sheet names one; what is wrong with it goes to `found`. */
const overlayFrom =
  (overlay: string, found: Diagnostic[]): OverlayReader =>
  (catalogue, named) => {
    if (named === null) return catalogue;
    const text = overlay.replace(/^\ufeff/, '');
    const parsed = parseOverlay(sourceText(named, text), catalogue);
    found.push(...parsed.diagnostics);
    if (parsed.ok) return applyOverlay(catalogue, parsed.value, { file: named, digest: digestOf(overlay) });
    return { fault: 'errors', path: named, errors: parsed.diagnostics.length, option: false };
  };
