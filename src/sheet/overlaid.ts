import { type Catalogue, itemsOf } from '../catalogue/catalogue.ts';
import type { Entry } from '../yaml/node.ts';
import { type ShapeReader, tell } from '../yaml/read-shape.ts';

/**
 * Why an overlay could not be applied: it cannot be read, or has errors of its own that are told elsewhere. `option` where it
 * is not the one that the sheet names.
 */
export type OverlayFault =
  | { readonly fault: 'file'; readonly path: string; readonly reason: string }
  | { readonly fault: 'errors'; readonly path: string; readonly errors: number; readonly option: boolean };

/**
 * Gives a catalogue in the words of an overlay. `named` is what the sheet names; the reader may know another one that
 * goes before it. The catalogue itself where there is none.
 */
export type OverlayReader = (catalogue: Catalogue, named: string | null) => Catalogue | OverlayFault;

/**
 * The catalogue that the sheet is held against, with its overlay applied. What is wrong is told where the sheet names it, and
 * of an overlay from elsewhere at the model. Null where the
 * sheet cannot be judged without it, since it decides which requirements there are.
 */
export function overlaid(
  reader: ShapeReader,
  catalogue: Catalogue,
  named: string | null,
  keys: { readonly overlay?: Entry | undefined; readonly model?: Entry | undefined },
  read: OverlayReader = withoutFiles,
): Catalogue | null {
  const result = read(catalogue, named);
  if (!('fault' in result)) return result;
  const { path } = result;
  const isNamed = keys.overlay !== undefined && !(result.fault === 'errors' && result.option);
  const at = isNamed ? keys.overlay : keys.model;
  if (at && result.fault === 'file') tell(reader, 'overlay-file', { path, reason: result.reason }, at.value);
  else if (at && result.fault === 'errors')
    tell(reader, 'overlay-errors', { path, errors: result.errors, option: result.option }, at.value);
  return hasProvisional(catalogue) ? null : catalogue;
}

/** For callers without files: an overlay that is named cannot be left out in silence. */
const withoutFiles: OverlayReader = (catalogue, named) =>
  named === null ? catalogue : { fault: 'file', path: named, reason: 'not-given' };

const hasProvisional = (catalogue: Catalogue): boolean =>
  itemsOf(catalogue).some((item) =>
    item.levels.some((level) => level.requirements.some((requirement) => requirement.provisional)),
  );
