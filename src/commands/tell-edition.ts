import type { Catalogues } from '../catalogue/catalogue.ts';
import { newerEdition } from '../catalogue/editions.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { commandWord } from '../text/command-line.ts';
import { type Context, messagesFor, tellNotice } from './context.ts';

/** Tells on stderr that the program has a newer edition of a sheet's model, and how to move to it; never applies it. */
export async function tellNewerEdition(
  context: Context,
  { name, path }: { readonly name: string; readonly path: string },
  sheet: Sheet | null,
  catalogues: Catalogues,
): Promise<void> {
  const newest = sheet && newerEdition(catalogues, sheet.model, sheet.edition);
  if (!sheet || newest === null) return;
  const command = `assess init new.yaml --from ${commandWord(path)} --edition ${newest}`;
  const { init } = messagesFor(context);
  await tellNotice(context, init.newerEdition(name, sheet.model, sheet.edition, newest, command));
}
