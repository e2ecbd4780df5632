import { type DiagnosticArgs, hasErrors, type Parsed, type Place } from '../diagnostics/diagnostic.ts';
import type { Text } from '../i18n/lang.ts';
import { type Entry, isEmptyNode, nodeKind, type YamlNode } from '../yaml/node.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import {
  choiceOf,
  listOf,
  readMap,
  type ShapeReader,
  shapeReader,
  tell,
  textOf,
  wholeNumberOf,
} from '../yaml/read-shape.ts';
import type { IsKey } from '../yaml/repair-text.ts';
import { placeOf, type SourceText } from '../yaml/source-text.ts';
import { isBreak, withSyntaxErrors } from '../yaml/syntax-errors.ts';
import {
  ASSESSED,
  type Assessed,
  type DerivedFrom,
  type Domain,
  type Item,
  type ItemLevel,
  type Level,
  type Requirement,
} from './catalogue.ts';
import { withoutEchoes } from './model-echoes.ts';
import { readScoring, readWeight, SCORE_KEYS, SCORING_KEYS } from './parse-scoring.ts';
import { need, needId, needModelId, needName, needText, optionalText, readText, WHOLE } from './read-texts.ts';
import type { Scoring } from './scoring.ts';

/** A model as its main file gives it; `files` names the domain files that stand beside it. */
export interface ModelHead {
  readonly id: string;
  readonly edition: string;
  readonly name: Text;
  readonly document: Text;
  readonly scoringRule: Text;
  readonly scoring: Scoring;
  readonly levels: readonly Level[];
  readonly assesses: Assessed | null;
  readonly domains: readonly (Domain | { readonly file: string; readonly at: Place })[];
  /** Of a derived model (`parse-derivation.ts`) alone. */
  readonly derivedFrom?: DerivedFrom;
}

const MODEL_KEYS = [
  'format',
  'id',
  'edition',
  'name',
  'document',
  'scoringRule',
  'scoring',
  'assesses',
  'levels',
  'domains',
];
const LEVEL_KEYS = ['rank', 'name', 'definition', 'characteristics'];
const DOMAIN_KEYS = ['id', 'name', 'overview', 'weight', 'characteristics', 'items'];
const CHARACTERISTIC_KEYS = ['level', 'text'];
const ITEM_KEYS = ['id', 'name', 'heading', 'overview', 'weight', 'levels'];
const ITEM_LEVEL_KEYS = ['level', 'clause', 'requirements', 'evidence', 'advice'];
const REQUIREMENT_KEYS = ['id', 'text', 'points', 'provisional'];
const ALL_KEYS = new Set(
  [
    MODEL_KEYS,
    LEVEL_KEYS,
    DOMAIN_KEYS,
    ITEM_KEYS,
    ITEM_LEVEL_KEYS,
    REQUIREMENT_KEYS,
    SCORING_KEYS,
    SCORE_KEYS,
    ['zh', 'en'],
  ].flat(),
);
/** Whether a word before a colon is a key of a model file. */
export const isModelKey: IsKey = (word) => ALL_KEYS.has(word);

/** What is checked across the files of one model. */
export interface Seen {
  /** Ids of other models, which this one may not have. */
  readonly taken: ReadonlySet<string>;
  readonly ids: Set<string>;
  /** The domains that have an item of their own. */
  readonly wide: Set<string>;
  readonly texts: Map<string, string>;
}

export const newSeen = (taken: ReadonlySet<string> = new Set()): Seen => ({
  taken,
  ids: new Set(),
  wide: new Set(),
  texts: new Map(),
});

/** A file of a model; `partial` is what could be read of it, so that the files that it names are looked at all the same. */
export type ReadModelFile<T> = Parsed<T> & { readonly partial: T | null };

/** Parses a model's main file (`format: assess-model/1`); its domains stand in it or are named as files beside it. */
export function parseModel(source: SourceText, seen: Seen): ReadModelFile<ModelHead> {
  return parseWith(source, (reader, node) => readModel(reader, node, seen));
}

/** Parses a domain file of a model with `levels` levels. */
export function parseDomain(source: SourceText, levels: number, seen: Seen): ReadModelFile<Domain> {
  return parseWith(source, (reader, node) => readDomain(reader, node, levels, seen));
}

/** Parses a text and reads its node; no value where there is an error. */
export function parseWith<T>(
  source: SourceText,
  read: (reader: ShapeReader, node: YamlNode) => T,
  isKey: IsKey = isModelKey,
): ReadModelFile<T> {
  const parsed = parseYaml(source, isKey);
  if (!parsed.node) return { ok: false, diagnostics: parsed.diagnostics, partial: null };
  const reader = shapeReader(source);
  const value = read(reader, parsed.node);
  const diagnostics = withSyntaxErrors(parsed.diagnostics, withoutEchoes(reader.diagnostics));
  if (!hasErrors(diagnostics)) return { ok: true, value, diagnostics, partial: value };
  return { ok: false, diagnostics, partial: parsed.diagnostics.some(isBreak) ? null : value };
}

function readModel(reader: ShapeReader, node: YamlNode, seen: Seen): ModelHead {
  const keys = readMap(reader, node, WHOLE, MODEL_KEYS);
  readFormat(reader, keys['format'], node);
  const levels = readLevels(reader, keys['levels'], node);
  const entries = listOf(reader, keys['domains']?.value, 'domains');
  if (!entries.length) tell(reader, 'model-nothing', { where: WHOLE, what: 'domains' }, keys['domains']?.key ?? node);
  return {
    id: needModelId(reader, keys['id'], node, seen),
    edition: need(reader, keys['edition'], node, 'edition', WHOLE),
    name: needName(reader, keys['name'], node, 'name', WHOLE),
    document: needName(reader, keys['document'], node, 'document', WHOLE),
    scoringRule: needText(reader, keys['scoringRule'], node, 'scoringRule', WHOLE),
    scoring: readScoring(reader, keys['scoring']),
    assesses: choiceOf(reader, keys['assesses'], ASSESSED),
    levels,
    domains: entries.map((entry) =>
      entry.kind === 'scalar'
        ? { file: textOf(reader, entry, 'domains') ?? '', at: placeOf(reader.source, entry.range) }
        : readDomain(reader, entry, levels.length, seen),
    ),
  };
}

/** Levels are chosen by name too. */
function tellSameNames(reader: ShapeReader, levels: readonly Level[], nodes: readonly YamlNode[]): void {
  for (const [index, { name }] of levels.entries()) {
    const other = levels.slice(0, index).findIndex(({ name: { zh, en } }) => zh === name.zh || en === name.en);
    const node = nodes[index];
    if (other >= 0 && node && name.zh && name.en)
      tell(reader, 'model-same-text', { id: `levels[${index}] name`, other: `levels[${other}] name` }, node);
  }
}

/** Tells a `format:` that is missing or another one. */
export function readFormat(reader: ShapeReader, entry: Entry | undefined, node: YamlNode): void {
  const format = need(reader, entry, node, 'format', WHOLE);
  if (format === '' || format === 'assess-model/1' || !entry) return;
  const args = { suggestion: 'assess-model/1', expected: ['assess-model/1'], lookAlike: null, names: null };
  tell(reader, 'invalid-value', { key: 'format', value: format, ...args }, entry.value);
}

/** The levels of a model's head, ranked from 1. */
export function readLevels(reader: ShapeReader, entry: Entry | undefined, node: YamlNode): Level[] {
  const nodes = listOf(reader, entry?.value, 'levels');
  if (!nodes.length) tell(reader, 'model-nothing', { where: WHOLE, what: 'levels' }, entry?.key ?? node);
  tellTooMany(reader, nodes, { where: WHOLE, what: 'levels', most: MOST_LEVELS });
  const levels = nodes.map((level, index) => {
    const where = `levels[${index}]`;
    const keys = readMap(reader, level, where, LEVEL_KEYS);
    const rank = wholeNumberOf(reader, keys['rank']?.value, 'rank');
    if (!keys['rank'] || isEmptyNode(keys['rank'].value))
      tell(reader, 'missing-key', { key: 'rank', where }, keys['rank']?.key ?? level);
    else if (rank !== null && rank !== index + 1) tell(reader, 'model-level-order', { where }, keys['rank'].value);
    return {
      rank: index + 1,
      name: needName(reader, keys['name'], level, 'name', where),
      definition: optionalText(reader, keys['definition'], `${where} definition`),
      characteristics: listOf(reader, keys['characteristics']?.value, 'characteristics').map((text) =>
        readText(reader, text, where),
      ),
    };
  });
  tellSameNames(reader, levels, nodes);
  return levels;
}

function readDomain(reader: ShapeReader, node: YamlNode, levels: number, seen: Seen): Domain {
  const keys = readMap(reader, node, 'domain', DOMAIN_KEYS);
  const id = needId(reader, keys['id'], node, 'domain', seen);
  const items = listOf(reader, keys['items']?.value, 'items');
  if (!items.length) tell(reader, 'model-nothing', { where: id, what: 'items' }, keys['items']?.key ?? node);
  const name = needName(reader, keys['name'], node, 'name', id);
  return {
    id,
    name,
    overview: needText(reader, keys['overview'], node, 'overview', id),
    characteristics: listOf(reader, keys['characteristics']?.value, 'characteristics').map((entry) =>
      readCharacteristic(reader, entry, `${id} characteristics`, levels),
    ),
    weight: readWeight(reader, keys['weight'], id),
    items: items.map((item) => readItem(reader, item, { levels, seen, domain: id, domainName: name })),
  };
}

function readCharacteristic(reader: ShapeReader, node: YamlNode, where: string, levels: number) {
  const keys = readMap(reader, node, where, CHARACTERISTIC_KEYS);
  const level = readLevel(reader, keys['level'], node, where, levels);
  return { level, text: needText(reader, keys['text'], node, 'text', where) };
}

/** What an item is read within: the domain's id and name, the number of levels and what was seen so far. */
interface Around {
  readonly domain: string;
  readonly domainName: Text;
  readonly levels: number;
  readonly seen: Seen;
}

function readItem(reader: ShapeReader, node: YamlNode, { domain, domainName, levels, seen }: Around): Item {
  const keys = readMap(reader, node, 'item', ITEM_KEYS);
  // An item with its domain's id is the domain itself.
  const isDomain = keys['id']?.value.kind === 'scalar' && keys['id'].value.value === domain && !seen.wide.has(domain);
  if (isDomain) seen.wide.add(domain);
  const id = needId(reader, keys['id'], node, 'item', isDomain ? null : seen);
  const name = needName(reader, keys['name'], node, 'name', id);
  if (isDomain && keys['id'] && name.zh && name.en && name.zh !== domainName.zh && name.en !== domainName.en)
    tell(reader, 'model-whole-domain', { id, name }, keys['id'].value);
  const entries = listOf(reader, keys['levels']?.value, 'levels');
  if (!entries.length) tell(reader, 'model-nothing', { where: id, what: 'requirements' }, keys['levels']?.key ?? node);
  let last = 0;
  return {
    id,
    name,
    heading: textOf(reader, keys['heading']?.value, 'heading'),
    overview: needText(reader, keys['overview'], node, 'overview', id),
    weight: readWeight(reader, keys['weight'], id),
    levels: entries.map((entry) => {
      const itemLevel = readItemLevel(reader, entry, id, levels, seen);
      if (last && itemLevel.level && itemLevel.level !== last + 1)
        tell(reader, 'model-level-order', { where: id }, entry);
      last = itemLevel.level;
      return itemLevel;
    }),
  };
}

function readItemLevel(reader: ShapeReader, node: YamlNode, item: string, levels: number, seen: Seen): ItemLevel {
  const keys = readMap(reader, node, item, ITEM_LEVEL_KEYS);
  const level = readLevel(reader, keys['level'], node, item, levels);
  const where = level === 0 ? item : `${item} ${level}`;
  const requirements = listOf(reader, keys['requirements']?.value, 'requirements');
  if (!requirements.length)
    tell(reader, 'model-nothing', { where, what: 'requirements' }, keys['requirements']?.key ?? node);
  tellTooMany(reader, requirements, { where, what: 'requirements', most: MOST_LETTERS });
  const evidence = listOf(reader, keys['evidence']?.value, 'evidence');
  if (evidence.length < 2 || evidence.length > 4)
    tell(reader, 'model-evidence-count', { where, count: evidence.length }, keys['evidence']?.key ?? node);
  return {
    level,
    clause: textOf(reader, keys['clause']?.value, 'clause'),
    requirements: requirements.map((entry, index) =>
      readRequirement(reader, entry, { want: `${item}.${level}${letter(index)}`, level, seen }),
    ),
    evidence: evidence.map((entry) => readText(reader, entry, `${where} evidence`)),
    advice: needText(reader, keys['advice'], node, 'advice', where),
  };
}

/** The `level:` of a part; one that the model does not have is told. */
export function readLevel(
  reader: ShapeReader,
  entry: Entry | undefined,
  node: YamlNode,
  where: string,
  levels: number,
): number {
  const level = wholeNumberOf(reader, entry?.value, 'level');
  if (!entry || isEmptyNode(entry.value)) tell(reader, 'missing-key', { key: 'level', where }, entry?.key ?? node);
  // Where the model has no levels, that is told once.
  else if (level !== null && levels > 0 && (level < 1 || level > levels))
    tell(reader, 'model-unknown-level', { level: String(level), levels }, entry.value);
  return level ?? 0;
}

/** A requirement's id has one digit for the level and one letter. */
const MOST_LEVELS = 9;
const MOST_LETTERS = 26;

function tellTooMany(reader: ShapeReader, nodes: readonly YamlNode[], args: DiagnosticArgs['model-too-many']): void {
  const beyond = nodes[args.most];
  if (beyond) tell(reader, 'model-too-many', args, beyond);
}

/** The letter of a requirement by its place among those of its item and level. */
export const letter = (index: number): string => String.fromCharCode('a'.charCodeAt(0) + index);

/** Where a requirement stands, which gives it its id; `level` is 0 where that could not be read. */
interface Standing {
  readonly want: string;
  readonly level: number;
  readonly seen: Seen;
}

function readRequirement(reader: ShapeReader, node: YamlNode, { want, level, seen }: Standing): Requirement {
  const keys = readMap(reader, node, want, REQUIREMENT_KEYS);
  const id = need(reader, keys['id'], node, 'id', want);
  if (id && seen.ids.has(id)) tell(reader, 'model-repeated-id', { id }, keys['id']?.value ?? node);
  else if (id && level !== 0 && id !== want)
    tell(reader, 'model-requirement-id', { id, want }, keys['id']?.value ?? node);
  seen.ids.add(id);
  const text = readStatement(reader, keys['text'], node, id || want, seen);
  const provisional = keys['provisional']?.value;
  if (
    provisional &&
    !isEmptyNode(provisional) &&
    (provisional.kind !== 'scalar' || typeof provisional.value !== 'boolean')
  )
    tell(
      reader,
      'wrong-type',
      { where: 'provisional', want: 'boolean', found: nodeKind(provisional), meant: null },
      provisional,
    );
  const points = listOf(reader, keys['points']?.value, 'points').map((entry) =>
    readText(reader, entry, `${id} points`),
  );
  return { id, level, text, points, provisional: provisional?.kind === 'scalar' && provisional.value === true };
}

/** The text of a requirement; two requirements of one text are told. */
export function readStatement(
  reader: ShapeReader,
  entry: Entry | undefined,
  node: YamlNode,
  id: string,
  seen: Seen,
): Text {
  const text = needText(reader, entry, node, 'text', id);
  for (const words of [text.zh, text.en]) {
    const other = words && seen.texts.get(words);
    if (other && other !== id) tell(reader, 'model-same-text', { id, other }, entry?.value ?? node);
    seen.texts.set(words, id);
  }
  return text;
}
