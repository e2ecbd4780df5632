import {
  type Code,
  type Diagnostic,
  type DiagnosticArgs,
  diagnostic,
  type FileKind,
  type NodeKind,
} from '../diagnostics/diagnostic.ts';
import { lookAlikeIn, nearest, plainWord } from '../diagnostics/suggest.ts';
import type { Text } from '../i18n/lang.ts';
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
  const meant = want === 'list' ? listMeant(node) : null;
  tell(reader, 'wrong-type', { where, want, found: nodeKind(node), meant }, node);
}

/** A text such as `E01、E02` or `【E01】` as the list of words that it was meant to be; null for any other. */
function listMeant(node: YamlNode): string | null {
  const words = node.kind === 'scalar' ? wordsIn(node.written) : [];
  return words.length && words.every((word) => /^(?!(?:yes|no|none|true|false)$)[\w.-]+$/i.test(word))
    ? `[${words.join(', ')}]`
    : null;
}

/** The words of a text that stands for a list, without full-width brackets and commas. */
export const wordsIn = (text: string): string[] =>
  text.split(/[，、；,;\s【】［］〔〕「」[\]]+/).filter((word) => word !== '');

const FORMATS: Readonly<Record<string, FileKind>> = {
  assess: 'sheet',
  'assess-model': 'model',
  'assess-overlay': 'overlay',
};

/** Whether it is laid out as the file of a domain of a model, which has no `format`. */
const isDomain = (node: YamlNode): boolean => ['id', 'name', 'items'].every((key) => entryOf(node, key));

/**
 * Tells a file that says by its `format` that it is of another kind, and is not one of this kind with a slip in it: `own` is
 * a key that each of this kind has. Nothing else of it is worth telling then.
 */
export function tellOtherFile(reader: ShapeReader, node: YamlNode, want: FileKind, own: string): boolean {
  const format = entryOf(node, 'format')?.value;
  const written = format?.kind === 'scalar' ? String(format.value).trim() : '';
  const found = format ? FORMATS[/^([a-z-]+)\/\d+$/.exec(written)?.[1] ?? ''] : isDomain(node) ? 'domain' : undefined;
  if (!found || found === want || entryOf(node, own)) return false;
  const start = { range: { start: node.range.start, end: node.range.start } };
  tell(reader, 'other-file', { want, found }, format ?? entryOf(node, 'id')?.key ?? start);
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

/** The choice of which a text is the name, in either language, or a part of it that no other name has all of. */
function choiceNamed<T extends string>(text: string, choices: readonly T[], names: readonly Text[] | null): T | null {
  const small = text.toLowerCase();
  const exact = names?.findIndex(({ zh, en }) => zh === text || en === small) ?? -1;
  if (exact >= 0) return choices[exact] ?? null;
  const alike = choices.filter((_, at) => text.length > 1 && [...text].every((char) => names?.[at]?.zh.includes(char)));
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** One of the given words; null (and a diagnostic) where it is none of them. */
export function choiceOf<T extends string>(
  reader: ShapeReader,
  entry: Entry | undefined,
  choices: readonly T[],
  names: readonly Text[] | null = null,
): T | null {
  const text = textOf(reader, entry?.value, entry?.name ?? '');
  if (!entry || text === null) return null;
  const found = choices.find((choice) => choice === text);
  if (!found) {
    const plain = plainWord(text);
    const suggestion =
      choices.find((choice) => choice === plain) ?? choiceNamed(text, choices, names) ?? nearest(text, choices);
    const args = { key: entry.name, value: text, suggestion, expected: choices, lookAlike: lookAlikeIn(text), names };
    tell(reader, 'invalid-value', args, entry.value);
  }
  return found ?? null;
}
