import type { Parsed, Place } from '../diagnostics/diagnostic.ts';
import type { Text } from '../i18n/lang.ts';
import { type Entry, isEmptyNode, nodeKind, type YamlNode } from '../yaml/node.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import {
  listOf,
  mapOf,
  readMap,
  type ShapeReader,
  shapeReader,
  tell,
  textOf,
  wholeNumberOf,
} from '../yaml/read-shape.ts';
import { placeOf, type SourceText } from '../yaml/source-text.ts';
import type { Domain, Item, ItemLevel, Level, Requirement } from './catalogue.ts';

/** A model as its main file gives it; `files` names the domain files that stand beside it. */
export interface ModelHead {
  readonly id: string;
  readonly edition: string;
  readonly name: Text;
  readonly document: Text;
  readonly scoringRule: Text;
  readonly levels: readonly Level[];
  readonly domains: readonly (Domain | { readonly file: string; readonly at: Place })[];
}

/** What diagnostics call the model file as a whole. */
const WHOLE = 'model file';

const MODEL_KEYS = ['format', 'id', 'edition', 'name', 'document', 'scoringRule', 'levels', 'domains'];
const LEVEL_KEYS = ['rank', 'name', 'characteristics'];
const DOMAIN_KEYS = ['id', 'name', 'overview', 'items'];
const ITEM_KEYS = ['id', 'name', 'heading', 'overview', 'levels'];
const ITEM_LEVEL_KEYS = ['level', 'requirements', 'evidence', 'advice'];
const REQUIREMENT_KEYS = ['id', 'text', 'provisional'];
const ALL_KEYS = new Set(
  [MODEL_KEYS, LEVEL_KEYS, DOMAIN_KEYS, ITEM_KEYS, ITEM_LEVEL_KEYS, REQUIREMENT_KEYS, ['zh', 'en']].flat(),
);
const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
const isModelKey = (word: string) => ALL_KEYS.has(word);

/** What is checked across the files of one model. */
interface Seen {
  readonly ids: Set<string>;
  readonly texts: Map<string, string>;
}

export const newSeen = (): Seen => ({ ids: new Set(), texts: new Map() });

/** Parses a model's main file (`format: assess-model/1`); its domains stand in it or are named as files beside it. */
export function parseModel(source: SourceText, seen: Seen): Parsed<ModelHead> {
  return parseWith(source, (reader, node) => readModel(reader, node, seen));
}

/** Parses a domain file of a model with `levels` levels. */
export function parseDomain(source: SourceText, levels: number, seen: Seen): Parsed<Domain> {
  return parseWith(source, (reader, node) => readDomain(reader, node, levels, seen));
}

function parseWith<T>(source: SourceText, read: (reader: ShapeReader, node: YamlNode) => T): Parsed<T> {
  const parsed = parseYaml(source, isModelKey);
  if (!parsed.ok) return parsed;
  const reader = shapeReader(source);
  const value = read(reader, parsed.value);
  const failed = reader.diagnostics.some((entry) => entry.severity === 'error');
  return failed ? { ok: false, diagnostics: reader.diagnostics } : { ok: true, value, diagnostics: reader.diagnostics };
}

function readModel(reader: ShapeReader, node: YamlNode, seen: Seen): ModelHead {
  const keys = readMap(reader, node, WHOLE, MODEL_KEYS);
  const format = need(reader, keys['format'], node, 'format', WHOLE);
  if (format !== '' && format !== 'assess-model/1' && keys['format'])
    tell(
      reader,
      'invalid-value',
      { key: 'format', value: format, suggestion: 'assess-model/1', expected: ['assess-model/1'], lookAlike: null },
      keys['format'].value,
    );
  const levels = readLevels(reader, keys['levels'], node);
  const entries = listOf(reader, keys['domains']?.value, 'domains');
  if (!entries.length) tell(reader, 'model-nothing', { where: WHOLE, what: 'domains' }, keys['domains']?.key ?? node);
  return {
    id: needId(reader, keys['id'], node, WHOLE, null),
    edition: need(reader, keys['edition'], node, 'edition', WHOLE),
    name: needText(reader, keys['name'], node, 'name', WHOLE),
    document: needText(reader, keys['document'], node, 'document', WHOLE),
    scoringRule: needText(reader, keys['scoringRule'], node, 'scoringRule', WHOLE),
    levels,
    domains: entries.map((entry) =>
      entry.kind === 'scalar'
        ? { file: textOf(reader, entry, 'domains') ?? '', at: placeOf(reader.source, entry.range) }
        : readDomain(reader, entry, levels.length, seen),
    ),
  };
}

function readLevels(reader: ShapeReader, entry: Entry | undefined, node: YamlNode): Level[] {
  const nodes = listOf(reader, entry?.value, 'levels');
  if (!nodes.length) tell(reader, 'model-nothing', { where: WHOLE, what: 'levels' }, entry?.key ?? node);
  return nodes.map((level, index) => {
    const where = `levels[${index}]`;
    const keys = readMap(reader, level, where, LEVEL_KEYS);
    const rank = wholeNumberOf(reader, keys['rank']?.value, 'rank');
    if (rank !== index + 1) tell(reader, 'model-level-order', { where }, keys['rank']?.value ?? level);
    return {
      rank: index + 1,
      name: needText(reader, keys['name'], level, 'name', where),
      characteristics: listOf(reader, keys['characteristics']?.value, 'characteristics').map((text) =>
        readText(reader, text, where),
      ),
    };
  });
}

function readDomain(reader: ShapeReader, node: YamlNode, levels: number, seen: Seen): Domain {
  const keys = readMap(reader, node, 'domain', DOMAIN_KEYS);
  const id = needId(reader, keys['id'], node, 'domain', seen);
  const items = listOf(reader, keys['items']?.value, 'items');
  if (!items.length) tell(reader, 'model-nothing', { where: id, what: 'items' }, keys['items']?.key ?? node);
  return {
    id,
    name: needText(reader, keys['name'], node, 'name', id),
    overview: needText(reader, keys['overview'], node, 'overview', id),
    items: items.map((item) => readItem(reader, item, levels, seen)),
  };
}

function readItem(reader: ShapeReader, node: YamlNode, levels: number, seen: Seen): Item {
  const keys = readMap(reader, node, 'item', ITEM_KEYS);
  const id = needId(reader, keys['id'], node, 'item', seen);
  const entries = listOf(reader, keys['levels']?.value, 'levels');
  if (!entries.length) tell(reader, 'model-nothing', { where: id, what: 'requirements' }, keys['levels']?.key ?? node);
  let last = 0;
  return {
    id,
    name: needText(reader, keys['name'], node, 'name', id),
    heading: textOf(reader, keys['heading']?.value, 'heading'),
    overview: needText(reader, keys['overview'], node, 'overview', id),
    levels: entries.map((entry) => {
      const itemLevel = readItemLevel(reader, entry, id, levels, seen);
      if (last && itemLevel.level !== last + 1) tell(reader, 'model-level-order', { where: id }, entry);
      last = itemLevel.level;
      return itemLevel;
    }),
  };
}

function readItemLevel(reader: ShapeReader, node: YamlNode, item: string, levels: number, seen: Seen): ItemLevel {
  const keys = readMap(reader, node, item, ITEM_LEVEL_KEYS);
  const level = wholeNumberOf(reader, keys['level']?.value, 'level') ?? 0;
  const where = `${item} ${level}`;
  if (!keys['level']) tell(reader, 'missing-key', { key: 'level', where: item }, node);
  else if (level < 1 || level > levels)
    tell(reader, 'model-unknown-level', { level: String(level), levels }, keys['level'].value);
  const requirements = listOf(reader, keys['requirements']?.value, 'requirements');
  if (!requirements.length)
    tell(reader, 'model-nothing', { where, what: 'requirements' }, keys['requirements']?.key ?? node);
  const evidence = listOf(reader, keys['evidence']?.value, 'evidence');
  if (evidence.length < 2 || evidence.length > 4)
    tell(reader, 'model-evidence-count', { where, count: evidence.length }, keys['evidence']?.key ?? node);
  return {
    level,
    requirements: requirements.map((entry, index) =>
      readRequirement(reader, entry, `${item}.${level}${letter(index)}`, level, seen),
    ),
    evidence: evidence.map((entry) => readText(reader, entry, `${where} evidence`)),
    advice: needText(reader, keys['advice'], node, 'advice', where),
  };
}

const letter = (index: number): string => String.fromCharCode('a'.charCodeAt(0) + index);

function readRequirement(reader: ShapeReader, node: YamlNode, want: string, level: number, seen: Seen): Requirement {
  const keys = readMap(reader, node, want, REQUIREMENT_KEYS);
  const id = need(reader, keys['id'], node, 'id', want);
  if (id && seen.ids.has(id)) tell(reader, 'model-repeated-id', { id }, keys['id']?.value ?? node);
  else if (id && id !== want) tell(reader, 'model-requirement-id', { id, want }, keys['id']?.value ?? node);
  seen.ids.add(id);
  const text = needText(reader, keys['text'], node, 'text', id);
  for (const words of [text.zh, text.en]) {
    const other = words && seen.texts.get(words);
    if (other && other !== id) tell(reader, 'model-same-text', { id, other }, keys['text']?.value ?? node);
    seen.texts.set(words, id);
  }
  const provisional = keys['provisional']?.value;
  if (
    provisional &&
    !isEmptyNode(provisional) &&
    (provisional.kind !== 'scalar' || typeof provisional.value !== 'boolean')
  )
    tell(reader, 'wrong-type', { where: 'provisional', want: 'boolean', found: nodeKind(provisional) }, provisional);
  return { id, level, text, provisional: provisional?.kind === 'scalar' && provisional.value === true };
}

function need(reader: ShapeReader, entry: Entry | undefined, parent: YamlNode, key: string, where: string): string {
  const text = textOf(reader, entry?.value, key);
  if (text === null) tell(reader, 'missing-key', { key, where }, entry?.key ?? parent);
  return text ?? '';
}

function needId(
  reader: ShapeReader,
  entry: Entry | undefined,
  parent: YamlNode,
  where: string,
  seen: Seen | null,
): string {
  const id = need(reader, entry, parent, 'id', where);
  if (id && entry && !ID.test(id)) tell(reader, 'model-id', { id, want: 'kebab-case' }, entry.value);
  if (id && entry && seen?.ids.has(id)) tell(reader, 'model-repeated-id', { id }, entry.value);
  seen?.ids.add(id);
  return id;
}

function needText(reader: ShapeReader, entry: Entry | undefined, parent: YamlNode, key: string, where: string): Text {
  if (entry && !isEmptyNode(entry.value))
    return readText(reader, entry.value, where === WHOLE ? key : `${where} ${key}`);
  tell(reader, 'missing-key', { key, where }, entry?.key ?? parent);
  return { zh: '', en: '' };
}

function readText(reader: ShapeReader, node: YamlNode, where: string): Text {
  if (!mapOf(reader, node, where)) return { zh: '', en: '' };
  const keys = readMap(reader, node, where, ['zh', 'en']);
  return { zh: need(reader, keys['zh'], node, 'zh', where), en: need(reader, keys['en'], node, 'en', where) };
}
