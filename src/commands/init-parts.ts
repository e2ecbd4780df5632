import { readdirSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { findLevel } from '../catalogue/find-level.ts';
import { Failure } from '../io/failure.ts';
import { readBytes } from '../io/read-file.ts';
import { isSameFile } from '../io/same-file.ts';
import { writeFileAtomically } from '../io/write-file.ts';
import type { Evidence } from '../sheet/sheet.ts';
import { sheetSchema } from '../sheet/sheet-schema.ts';
import { jsonText } from '../text/json-text.ts';
import { type Context, langOf, messagesFor, tellNotice } from './context.ts';

/** What begins the line by which a sheet names its JSON Schema to editors. */
export const SCHEMA_LINE = '# yaml-language-server: $schema=';

/**
 * The name of a sheet's JSON Schema, beside the sheet: after the model and the claim, and after the sheet too where another
 * sheet of the folder has that one, since a schema has the evidence of its sheet.
 */
export function schemaFor(path: string, { id }: Catalogue, claim: number): string {
  const [short, long] = [`${id}-${claim}.schema.json`, `${id}-${claim}.${stemOf(path)}.schema.json`];
  if (namesSchema(path, long)) return long;
  const others = sheetsIn(dirname(path)).filter((other) => !isSameFile(other, path));
  return !namesSchema(path, short) && others.some((other) => namesSchema(other, short)) ? long : short;
}

/** What can be a sheet in a folder; none in one that cannot be read. */
function sheetsIn(folder: string): string[] {
  try {
    return readdirSync(folder).flatMap((name) => (/\.ya?ml$/i.test(name) ? [join(folder, name)] : []));
  } catch {
    return [];
  }
}

/** As much of a sheet as its first lines take. */
const HEAD = 4096;

/** Whether the sheet at a path, if there is one, names this schema to editors. */
export const namesSchema = (path: string, schema: string): boolean =>
  headOf(path).some((line) =>
    [`${SCHEMA_LINE}./${schema}`, `${SCHEMA_LINE}${schema}`].some((wanted) => line.trimEnd().endsWith(wanted)),
  );

/** Whether a sheet could name a schema to editors: JSON has no comments. */
export const canNameSchema = (path: string): boolean => !headOf(path)[0]?.startsWith('{');

/** The first lines of a file; none of one that cannot be read. */
function headOf(path: string): string[] {
  try {
    return new TextDecoder().decode(readBytes(path, HEAD)).split('\n');
  } catch {
    return [];
  }
}

/** A sheet's file name as a part of another: a line of a sheet names a schema up to the first blank. */
const stemOf = (path: string): string =>
  basename(path)
    .replace(/\.yaml$/i, '')
    .replace(/[^\p{L}\p{N}._-]/gu, (char) => `_${char.codePointAt(0)?.toString(16)}`)
    .slice(0, 60);

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
  schema: string,
  catalogue: Catalogue,
  of: SchemaOf,
): Promise<void> {
  const schemaPath = putSchema(context, path, schema, catalogue, of);
  await tellNotice(context, messagesFor(context).init.wroteSchema(schemaPath));
}

/** Writes the JSON Schema beside a sheet; its path. */
export function putSchema(
  context: Context,
  path: string,
  schema: string,
  catalogue: Catalogue,
  { claim, evidence, model }: SchemaOf,
): string {
  const schemaPath = join(dirname(path), schema);
  const text = jsonText(sheetSchema(catalogue, claim, langOf(context), evidence, model ?? undefined));
  writeFileAtomically(schemaPath, text, { replace: true });
  return schemaPath;
}

/** The rank of the level that a word names; throws a Failure where the model has no such level. */
export function parseLevel(text: string, catalogue: Catalogue): number {
  const named = findLevel(catalogue, text)?.level;
  if (!named) throw new Failure((m) => m.failure.unknownLevel(text, catalogue.levels.length));
  return named.rank;
}
