import type { DerivationFault } from '../diagnostics/diagnostic.ts';
import { lookAlikeIn, nearest } from '../diagnostics/suggest.ts';
import { type Entry, entryOf, isEmptyNode, type YamlNode } from '../yaml/node.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import {
  choiceOf,
  listOf,
  readMap,
  type ShapeReader,
  shapeReader,
  tell,
  tellOtherFile,
  textOf,
} from '../yaml/read-shape.ts';
import type { SourceText } from '../yaml/source-text.ts';
import {
  ASSESSED,
  type Catalogue,
  type Catalogues,
  DERIVATION_KINDS,
  type DerivationKind,
  itemsOf,
} from './catalogue.ts';
import {
  type DerivedDomain,
  type DerivedItem,
  deriveDomains,
  derivedFrom,
  levelsBehind,
  NO_TEXT,
  type OwnLevel,
} from './derive-catalogue.ts';
import {
  isModelKey,
  type ModelHead,
  parseModel,
  parseWith,
  type ReadModelFile,
  readFormat,
  readLevel,
  readLevels,
  readStatement,
  type Seen,
} from './parse-model.ts';
import { readScoring, readWeight } from './parse-scoring.ts';
import { need, needId, needModelId, needName, needText, optionalText, readText, WHOLE } from './read-texts.ts';
import { GUIDE_SCORING } from './scoring.ts';

const HEAD_KEYS = ['format', 'id', 'edition', 'name', 'document', 'scoringRule', 'scoring', 'assesses', 'levels'];
const MODEL_KEYS = [...HEAD_KEYS, 'derive', 'dropped', 'domains'];
const DERIVE_KEYS = ['model', 'edition'];
const DROPPED_KEYS = ['item', 'reason'];
const DOMAIN_KEYS = ['id', 'name', 'overview', 'weight', 'items'];
const ITEM_KEYS = ['id', 'kind', 'from', 'name', 'reason', 'overview', 'weight', 'levels'];
const LEVEL_KEYS = ['level', 'text', 'evidence', 'advice'];
const OWN_WORDS = new Set([...MODEL_KEYS, ...DROPPED_KEYS, ...ITEM_KEYS]);

/** What the parts of a mapping are read against. */
interface Scene {
  readonly reader: ShapeReader;
  readonly base: Catalogue;
  readonly levels: number;
  readonly seen: Seen;
  /** The items of the other model that are used or dropped so far. */
  readonly used: Set<string>;
}

/**
 * Parses a model's main file, which may be derived from another model (`derive:`): then its items say by `kind` and
 * `from` what they are made of, and only what that model lacks has a text here. A derived model comes out complete.
 */
export function parseModelFile(source: SourceText, seen: Seen, bases: Catalogues): ReadModelFile<ModelHead> {
  const parsed = parseYaml(source, isModelKey);
  const reader = shapeReader(source);
  if (parsed.ok && tellOtherFile(reader, parsed.value, 'model', 'domains'))
    return { ok: false, diagnostics: reader.diagnostics, partial: null };
  if (!entryOf(parsed.node ?? undefined, 'derive')) return parseModel(source, seen);
  const isKey = (word: string, inList: boolean) => isModelKey(word, inList) || OWN_WORDS.has(word);
  return parseWith(source, (reader, node) => readDerived(reader, node, seen, bases), isKey);
}

function readDerived(reader: ShapeReader, node: YamlNode, seen: Seen, bases: Catalogues): ModelHead {
  const keys = readMap(reader, node, WHOLE, MODEL_KEYS);
  readFormat(reader, keys['format'], node);
  const levels = readLevels(reader, keys['levels'], node);
  const head = {
    id: needModelId(reader, keys['id'], node, seen),
    edition: need(reader, keys['edition'], node, 'edition', WHOLE),
    name: needName(reader, keys['name'], node, 'name', WHOLE),
    document: needName(reader, keys['document'], node, 'document', WHOLE),
    scoringRule: needText(reader, keys['scoringRule'], node, 'scoringRule', WHOLE),
    levels,
    scoring: GUIDE_SCORING,
  };
  const base = readBase(reader, keys['derive'], bases);
  const assesses = choiceOf(reader, keys['assesses'], ASSESSED) ?? base?.assesses ?? null;
  if (!base) return { ...head, assesses, domains: [] };
  // Where there are no levels, that is told once.
  if (levels.length > 0 && base.levels.length > levels.length && keys['derive'])
    tell(
      reader,
      'model-unknown-level',
      { level: String(base.levels.length), levels: levels.length },
      keys['derive'].value,
    );
  for (const { id, text } of itemsOf(base).flatMap((item) => item.levels.flatMap((level) => level.requirements)))
    for (const words of [text.zh, text.en]) seen.texts.set(words, id);
  const scene: Scene = { reader, base, levels: levels.length, seen, used: new Set() };
  const dropped = listOf(reader, keys['dropped']?.value, 'dropped').map((entry) => readDropped(scene, entry));
  const entries = listOf(reader, keys['domains']?.value, 'domains');
  if (!entries.length) tell(reader, 'model-nothing', { where: WHOLE, what: 'domains' }, keys['domains']?.key ?? node);
  const domains = entries.map((entry) => readDomain(scene, entry));
  for (const { id } of itemsOf(base))
    if (!scene.used.has(id)) tell(reader, 'model-derive-left-out', { id }, keys['derive']?.key ?? node);
  const derivation = { domains, dropped };
  const scoring = readScoring(reader, keys['scoring'], base.scoring);
  const domainsOf = { domains: deriveDomains(base, derivation), derivedFrom: derivedFrom(base, derivation) };
  return { ...head, scoring, assesses, ...domainsOf };
}

function readBase(reader: ShapeReader, entry: Entry | undefined, bases: Catalogues): Catalogue | null {
  if (!entry) return null;
  const keys = readMap(reader, entry.value, 'derive', DERIVE_KEYS);
  const model = need(reader, keys['model'], entry.value, 'model', 'derive');
  const edition = need(reader, keys['edition'], entry.value, 'edition', 'derive');
  if (model === '' || edition === '' || !keys['model'] || !keys['edition']) return null;
  const known = bases.models.find((candidate) => candidate.id === model);
  if (known?.editions.includes(edition)) return bases.open(model, edition);
  if (known)
    tell(reader, 'unknown-edition', { value: edition, expected: known.editions, own: false }, keys['edition'].value);
  else tell(reader, 'unknown-model', { value: model, expected: bases.models.map(({ id }) => id) }, keys['model'].value);
  return null;
}

function readDropped(scene: Scene, node: YamlNode) {
  const { reader } = scene;
  const keys = readMap(reader, node, 'dropped', DROPPED_KEYS);
  const item = need(reader, keys['item'], node, 'item', 'dropped');
  if (keys['item'] && item !== '') useItem(scene, item, keys['item'].value);
  return { item, reason: needText(reader, keys['reason'], node, 'reason', item || 'dropped') };
}

/** Takes note of an item of the other model; tells one that it does not have or that was used before. */
function useItem({ reader, base, used }: Scene, id: string, at: YamlNode): void {
  const items = itemsOf(base).map((item) => item.id);
  const suggestion = items.includes(id) ? null : nearest(id, items);
  if (!items.includes(id)) tell(reader, 'unknown-item', { id, suggestion, lookAlike: lookAlikeIn(id) }, at);
  else if (used.has(id)) tell(reader, 'model-derive-twice', { id }, at);
  // What a misspelt id was probably meant to be is not left out too.
  used.add(suggestion ?? id);
}

function readDomain(scene: Scene, node: YamlNode): DerivedDomain {
  const { reader, base, seen } = scene;
  const keys = readMap(reader, node, 'domain', DOMAIN_KEYS);
  const id = needId(reader, keys['id'], node, 'domain', seen);
  const items = listOf(reader, keys['items']?.value, 'items');
  if (!items.length) tell(reader, 'model-nothing', { where: id, what: 'items' }, keys['items']?.key ?? node);
  const known = base.domains.find((domain) => domain.id === id);
  return {
    id,
    name: needName(reader, keys['name'], node, 'name', id),
    overview: known && !keys['overview'] ? null : needText(reader, keys['overview'], node, 'overview', id),
    weight: readWeight(reader, keys['weight'], id, known?.weight),
    items: items.map((item) => readItem(scene, item)),
  };
}

function readItem(scene: Scene, node: YamlNode): DerivedItem {
  const { reader, base, seen } = scene;
  const keys = readMap(reader, node, 'item', ITEM_KEYS);
  const id = needId(reader, keys['id'], node, 'item', seen);
  const kind = choiceOf(reader, keys['kind'], DERIVATION_KINDS);
  if (!keys['kind'] || isEmptyNode(keys['kind'].value))
    tell(reader, 'missing-key', { key: 'kind', where: id }, keys['kind']?.key ?? node);
  const from = listOf(reader, keys['from']?.value, 'from').flatMap((entry) => {
    const item = textOf(reader, entry, 'from');
    if (item !== null) useItem(scene, item, entry);
    return item ?? [];
  });
  const origin = itemsOf(base).find((item) => item.id === from[0]);
  const isStrange = from.some((item) => !itemsOf(base).some((known) => known.id === item));
  const inherits = isStrange || (from.length === 1 && origin !== undefined);
  const behind = levelsBehind(base, from);
  const levels = listOf(reader, keys['levels']?.value, 'levels').map((entry) => readOwnLevel(scene, entry, id, behind));
  const name = inherits && !keys['name'] ? origin?.name : needName(reader, keys['name'], node, 'name', id);
  const overview = inherits
    ? optionalText(reader, keys['overview'], `${id} overview`)
    : needText(reader, keys['overview'], node, 'overview', id);
  const reason = needText(reader, keys['reason'], node, 'reason', id);
  const derivation = { kind: kind ?? ('added' as const), from, reason };
  const weight = readWeight(reader, keys['weight'], id, origin?.weight);
  const item = { id, name: name ?? NO_TEXT, overview, weight, levels, derivation };
  // Of what comes from an item that there is not, nothing more can be said.
  if (isStrange) return item;
  const fault = kind === null ? null : kindFault(item, kind, base, behind);
  if (kind !== null && fault !== null)
    tell(reader, 'model-derive-kind', { id, kind, fault, origin: from[0] ?? '' }, keys['kind']?.value ?? node);
  checkLevels(scene, item, behind, keys['levels']?.key ?? keys['id']?.value ?? node);
  return item;
}

/** What is wrong with the kind of an item, by where it comes from, its id, name and levels. */
function kindFault(
  { id, name, levels, derivation: { from } }: DerivedItem,
  kind: DerivationKind,
  base: Catalogue,
  behind: ReadonlyMap<number, unknown>,
): DerivationFault | null {
  if (kind === 'added' || kind === 'merged') {
    if (kind === 'added' && from.length) return 'no-origin';
    if (kind === 'merged' && from.length < 2) return 'several-origins';
    return itemsOf(base).some((item) => item.id === id) ? 'new-id' : null;
  }
  if (from.length !== 1) return 'one-origin';
  if (from[0] !== id) return 'keeps-id';
  const otherLevel = levels.some(({ level }) => !behind.has(level));
  if (kind === 'starts-at-another-level') return otherLevel ? null : 'no-other-level';
  if (otherLevel) return 'other-level';
  const sameName = itemsOf(base).find((item) => item.id === id)?.name.zh === name.zh;
  if (kind === 'same') return sameName ? null : 'other-name';
  return sameName ? 'same-name' : null;
}

/** Levels run from the item's first one to the model's highest, each once; those that are merged have help of their own. */
function checkLevels(scene: Scene, item: DerivedItem, behind: Map<number, unknown[]>, at: YamlNode): void {
  const { reader } = scene;
  const own = item.levels.map(({ level }) => level);
  const ranks = [...new Set([...own, ...behind.keys()])].sort((a, b) => a - b);
  const first = ranks[0];
  if (first === undefined) tell(reader, 'model-nothing', { where: item.id, what: 'requirements' }, at);
  else if (new Set(own).size < own.length || ranks.some((rank, index) => rank !== first + index))
    tell(reader, 'model-level-order', { where: item.id }, at);
  for (const [rank, levels] of behind)
    if (levels.length > 1 && !own.includes(rank))
      tell(reader, 'model-derive-help', { where: `${item.id} ${rank}` }, at);
}

function readOwnLevel(scene: Scene, node: YamlNode, item: string, behind: ReadonlyMap<number, unknown>): OwnLevel {
  const { reader, levels, seen } = scene;
  const keys = readMap(reader, node, item, LEVEL_KEYS);
  const level = readLevel(reader, keys['level'], node, item, levels);
  const where = `${item} ${level}`;
  const known = behind.has(level);
  if (known && keys['text']) tell(reader, 'model-derive-known', { where }, keys['text'].key);
  const evidence = listOf(reader, keys['evidence']?.value, 'evidence');
  if (evidence.length < 2 || evidence.length > 4)
    tell(reader, 'model-evidence-count', { where, count: evidence.length }, keys['evidence']?.key ?? node);
  return {
    level,
    text: known ? null : readStatement(reader, keys['text'], node, `${item}.${level}a`, seen),
    evidence: evidence.map((entry) => readText(reader, entry, `${where} evidence`)),
    advice: needText(reader, keys['advice'], node, 'advice', where),
  };
}
