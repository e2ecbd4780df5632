import {
  type Code,
  type Diagnostic,
  type DiagnosticArgs,
  diagnostic,
  type FileKind,
  type NodeKind,
} from '../diagnostics/diagnostic.ts';
import { lookAlikeIn, nearest, plainWord } from '../diagnostics/suggest.ts';
import { type Entry, entryOf, isEmptyNode, type MapNode, nodeKind, type YamlNode } from './node.ts';
import { placeOf, type Range, type SourceText } from './source-text.ts';

/** Reads nodes into values and gathers what is wrong with them; nothing throws, a wrong value reads as absent. */
export interface ShapeReader {
  readonly source: SourceText;
  readonly diagnostics: Diagnostic[];
}

export const shapeReader = (source: SourceText): ShapeReader => ({ source, diagnostics: [] });

/** Adds a diagnostic at a node, a key or a range. */
export function tell<C extends Code>(
  reader: ShapeReader,
  code: C,
  args: DiagnosticArgs[C],
  at: { readonly range: Range },
): void {
  reader.diagnostics.push(diagnostic(code, args, placeOf(reader.source, at.range), reader.source.file));
}

function tellType(reader: ShapeReader, node: YamlNode, where: string, want: NodeKind): void {
  tell(reader, 'wrong-type', { where, want, found: nodeKind(node) }, node);
}

const FORMATS: Readonly<Record<string, FileKind>> = {
  assess: 'sheet',
  'assess-model': 'model',
  'assess-overlay': 'overlay',
};

/**
 * Tells a file that says by its `format` that it is of another kind, and is not one of this kind with a slip in it: `own` is
 * a key that each of this kind has. Nothing else of it is worth telling then.
 */
export function tellOtherFile(reader: ShapeReader, node: YamlNode, want: FileKind, own: string): boolean {
  const format = entryOf(node, 'format')?.value;
  const written = format?.kind === 'scalar' ? String(format.value).trim() : '';
  const found = FORMATS[/^([a-z-]+)\/\d+$/.exec(written)?.[1] ?? ''];
  if (!format || !found || found === want || entryOf(node, own)) return false;
  tell(reader, 'other-file', { want, found }, format);
  return true;
}

/** The map's entries by key. Unknown keys are reported with the nearest known one, lost ones are passed over; an empty value reads as no entries. */
export function readMap(
  reader: ShapeReader,
  node: YamlNode | undefined,
  where: string,
  keys: readonly string[],
): { readonly [key: string]: Entry | undefined } {
  const known: Record<string, Entry> = Object.create(null) as Record<string, Entry>;
  const map = mapOf(reader, node, where);
  for (const entry of map?.entries ?? []) {
    if (entry.key.lost) continue;
    if (keys.includes(entry.name)) known[entry.name] ??= entry;
    else tellUnknownKey(reader, entry, { where, keys, flow: map?.flow === true });
  }
  return known;
}

interface Around {
  readonly where: string;
  readonly keys: readonly string[];
  readonly flow: boolean;
}

function tellUnknownKey(reader: ShapeReader, entry: Entry, { where, keys, flow }: Around): void {
  const plain = plainWord(entry.name);
  const suggestion = keys.includes(plain) ? plain : nearest(entry.name, keys);
  // `{ measure: train, and test }` is cut at the comma.
  const cut = flow && isEmptyNode(entry.value) && suggestion === null && entry.key.style === 'plain';
  const args = { key: entry.name, where, suggestion, expected: keys, lookAlike: lookAlikeIn(entry.name), cut };
  tell(reader, 'unknown-key', args, entry.key);
}

/** The entries of a map of which the keys are known. */
export const knownEntries = (map: MapNode | null): readonly Entry[] =>
  map?.entries.filter(({ key }) => !key.lost) ?? [];

/** The node as a map; null (and a diagnostic, unless it is empty) where it is none. */
export function mapOf(reader: ShapeReader, node: YamlNode | undefined, where: string): MapNode | null {
  if (!node || isEmptyNode(node)) return null;
  if (node.kind === 'map') return node;
  tellType(reader, node, where, 'map');
  return null;
}

/** The entries of a list; an empty value is an empty list. */
export function listOf(reader: ShapeReader, node: YamlNode | undefined, where: string): readonly YamlNode[] {
  if (!node || isEmptyNode(node)) return [];
  if (node.kind === 'list') return node.items;
  tellType(reader, node, where, 'list');
  return [];
}

/** A text without blank ends; null where it is empty or absent. Numbers and dates written bare count as text. */
export function textOf(reader: ShapeReader, node: YamlNode | undefined, where: string): string | null {
  if (!node || isEmptyNode(node)) return null;
  if (node.kind !== 'scalar') {
    tellType(reader, node, where, 'text');
    return null;
  }
  const text = (node.style === 'plain' ? node.written : String(node.value)).trim();
  return text === '' ? null : text;
}

/** A whole number; null (and a diagnostic) where it is none. */
export function wholeNumberOf(reader: ShapeReader, node: YamlNode | undefined, where: string): number | null {
  if (!node || isEmptyNode(node)) return null;
  if (
    node.kind === 'scalar' &&
    typeof node.value === 'number' &&
    Number.isSafeInteger(node.value) &&
    /^\d+$/.test(node.written)
  )
    return node.value;
  tellType(reader, node, where, 'whole-number');
  return null;
}

/** One of the given words; null (and a diagnostic) where it is none of them. */
export function choiceOf<T extends string>(
  reader: ShapeReader,
  entry: Entry | undefined,
  choices: readonly T[],
): T | null {
  const text = textOf(reader, entry?.value, entry?.name ?? '');
  if (!entry || text === null) return null;
  const found = choices.find((choice) => choice === text);
  if (!found) {
    const plain = plainWord(text);
    const suggestion = choices.find((choice) => choice === plain) ?? nearest(text, choices);
    const args = { key: entry.name, value: text, suggestion, expected: choices, lookAlike: lookAlikeIn(text) };
    tell(reader, 'invalid-value', args, entry.value);
  }
  return found ?? null;
}
