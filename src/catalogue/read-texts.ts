import type { Text } from '../i18n/lang.ts';
import { type Entry, isEmptyNode, type YamlNode } from '../yaml/node.ts';
import { mapOf, readMap, type ShapeReader, tell, textOf } from '../yaml/read-shape.ts';

/** What diagnostics call the model file as a whole. */
export const WHOLE = 'model file';

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Whether a text can be the id of a model, a domain or an item. */
export const isModelId = (text: string): boolean => ID.test(text);

/** A text that has to be there; empty, and told, where it is not. */
export function need(
  reader: ShapeReader,
  entry: Entry | undefined,
  parent: YamlNode,
  key: string,
  where: string,
): string {
  const before = reader.diagnostics.length;
  const text = textOf(reader, entry?.value, key);
  if (text === null && reader.diagnostics.length === before)
    tell(reader, 'missing-key', { key, where }, entry?.key ?? parent);
  return text ?? '';
}

/** An id that has to be there; `seen` are those that it may not repeat, and gets it. */
export function needId(
  reader: ShapeReader,
  entry: Entry | undefined,
  parent: YamlNode,
  where: string,
  seen: { readonly ids: Set<string> } | null,
): string {
  const id = need(reader, entry, parent, 'id', where);
  if (id && entry && !isModelId(id)) tell(reader, 'model-id', { id, want: 'kebab-case' }, entry.value);
  if (id && entry && seen?.ids.has(id)) tell(reader, 'model-repeated-id', { id }, entry.value);
  seen?.ids.add(id);
  return id;
}

/** The id of a model; one that another model has is told, since sheets and answers of the two would be taken for each other. */
export function needModelId(
  reader: ShapeReader,
  entry: Entry | undefined,
  parent: YamlNode,
  { taken }: { readonly taken: ReadonlySet<string> },
): string {
  const id = needId(reader, entry, parent, WHOLE, null);
  if (entry && taken.has(id)) tell(reader, 'model-id-taken', { id, suggestion: `our-${id}` }, entry.value);
  return id;
}

/** A text in both languages that has to be there. */
export function needText(
  reader: ShapeReader,
  entry: Entry | undefined,
  parent: YamlNode,
  key: string,
  where: string,
): Text {
  if (entry && !isEmptyNode(entry.value))
    return readText(reader, entry.value, where === WHOLE ? key : `${where} ${key}`);
  tell(reader, 'missing-key', { key, where }, entry?.key ?? parent);
  return { zh: '', en: '' };
}

/** A name in both languages that has to be there: it stands in headings and comments, so it is one line. */
export function needName(
  reader: ShapeReader,
  entry: Entry | undefined,
  parent: YamlNode,
  key: string,
  where: string,
): Text {
  const name = needText(reader, entry, parent, key, where);
  const called = where === WHOLE ? key : `${where} ${key}`;
  if (entry && /[\n\r]/.test(name.zh + name.en)) tell(reader, 'model-line-break', { where: called }, entry.value);
  return name;
}

export const optionalText = (reader: ShapeReader, entry: Entry | undefined, where: string): Text | null =>
  entry && !isEmptyNode(entry.value) ? readText(reader, entry.value, where) : null;

/** A text in both languages; one that lacks a language is told. */
export function readText(reader: ShapeReader, node: YamlNode, where: string): Text {
  if (!mapOf(reader, node, where)) return { zh: '', en: '' };
  const keys = readMap(reader, node, where, ['zh', 'en']);
  return { zh: need(reader, keys['zh'], node, 'zh', where), en: need(reader, keys['en'], node, 'en', where) };
}
