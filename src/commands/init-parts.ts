import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { findLevel } from '../catalogue/find-level.ts';
import { Failure } from '../io/failure.ts';
import { isSameFile } from '../io/same-file.ts';
import { writeFileAtomically } from '../io/write-file.ts';
import type { Evidence } from '../sheet/sheet.ts';
import { sheetSchema } from '../sheet/sheet-schema.ts';
import { jsonText } from '../text/json-text.ts';
import { type Context, langOf, messagesFor, tellNotice } from './context.ts';

/** The file of a sheet's JSON Schema, beside the sheet. */
export const schemaName = (catalogue: Catalogue, claim: number): string => `${catalogue.id}-${claim}.schema.json`;

/** Makes sure that what is written replaces none of the files that it is made from, `--force` or not. Throws a Failure where it would. */
export function checkTarget(path: string, sources: readonly (string | null | undefined)[]): void {
  for (const source of sources)
    if (source && source !== STDIN && isSameFile(path, source)) throw new Failure((m) => m.failure.isSource(path));
}

const STDIN = '-';

/** The path of a file as the sheet names it: from its own folder, with slashes on every system. */
export function pathFrom(sheet: string, file: string): string {
  const way = relative(dirname(resolve(sheet)), resolve(file))
    .split(sep)
    .join('/');
  return /^\.\.?\/|^\/|^[A-Za-z]:/.test(way) ? way : `./${way}`;
}

/** What a sheet's schema is for; `model` is the path by which the sheet names a model file, or null. */
interface SchemaOf {
  readonly claim: number;
  readonly evidence: readonly Evidence[];
  readonly model: string | null;
}

/** Writes the JSON Schema beside a sheet, and tells so. */
export async function writeSchema(
  context: Context,
  path: string,
  catalogue: Catalogue,
  { claim, evidence, model }: SchemaOf,
): Promise<void> {
  const schemaPath = join(dirname(path), schemaName(catalogue, claim));
  const text = jsonText(sheetSchema(catalogue, claim, langOf(context), evidence, model ?? undefined));
  writeFileAtomically(schemaPath, text, { replace: true });
  await tellNotice(context, messagesFor(context).init.wroteSchema(schemaPath));
}

/** The rank of the level that a word names; throws a Failure where the model has no such level. */
export function parseLevel(text: string, catalogue: Catalogue): number {
  const named = findLevel(catalogue, text)?.level;
  if (!named) throw new Failure((m) => m.failure.unknownLevel(text, catalogue.levels.length));
  return named.rank;
}
