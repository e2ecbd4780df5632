import { type Catalogue, READINGS } from '../catalogue/catalogue.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isLang, LANGS, type Lang } from '../i18n/lang.ts';
import { type Entry, entryOf, isEmptyNode, type MapNode, mayHold, type YamlNode } from '../yaml/node.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import {
  choiceOf,
  knownEntries,
  listOf,
  mapOf,
  readMap,
  type ShapeReader,
  shapeReader,
  tell,
  tellOtherFile,
  textOf,
} from '../yaml/read-shape.ts';
import type { SourceText } from '../yaml/source-text.ts';
import { upTo } from '../yaml/syntax-errors.ts';
import { bindModel, type SheetCatalogues } from './bind-model.ts';
import { overlaid } from './overlaid.ts';
import { readDate } from './read-date.ts';
import { isSheetWord, readRatings, tellUnknownItem } from './read-ratings.ts';
import {
  ASSESSMENT_KEYS,
  type AssessmentFacts,
  DATES_KEYS,
  DISAGREEMENT_KEYS,
  type Disagreement,
  EVIDENCE_KEYS,
  type Evidence,
  FORMAT,
  KIND_NAMES,
  KINDS,
  METHOD_NAMES,
  METHODS,
  type Method,
  ORGANIZATION_KEYS,
  type Organization,
  PERSON_KEYS,
  type Person,
  REVIEW_NAMES,
  REVIEW_RESULTS,
  SHEET_KEYS,
  type Sheet,
  TAILORING_KEYS,
  type Tailoring,
} from './sheet.ts';

/** A sheet read as far as it could be; `sheet` is null where not even its model and claim are known. */
export interface ReadSheet {
  readonly source: SourceText;
  readonly root: MapNode | null;
  readonly sheet: Sheet | null;
  readonly catalogue: Catalogue | null;
  readonly lang: Lang | null;
  /** Whether the claim is stated; where it is not, the sheet is read as if all levels were claimed. */
  readonly claimed: boolean;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether YAML itself was broken: nothing is ever written into such a sheet. */
  readonly broken: boolean;
  /** The line from which on it could not be read, so that nothing is judged there and nothing as a whole; null where it could. */
  readonly unsureFrom: number | null;
}

/** Parses a sheet: YAML, keys, values, ids. Rules over the whole sheet are in `check-sheet.ts`. */
export function parseSheet(source: SourceText, catalogues: SheetCatalogues): ReadSheet {
  const parsed = parseYaml(source, isSheetWord);
  const reader = shapeReader(source);
  const broken = !parsed.ok && parsed.diagnostics.some((entry) => entry.code.startsWith('yaml-'));
  const root = parsed.node?.kind === 'map' ? parsed.node : null;
  const { sheet, catalogue, claimed } = parsed.node ? readSheet(reader, parsed.node, catalogues) : UNREAD;
  return {
    source,
    root,
    sheet,
    catalogue,
    lang: writtenLang(root, source.text),
    claimed,
    diagnostics: [...parsed.diagnostics, ...upTo(parsed.unsureFrom, withoutMisspelt(reader.diagnostics))],
    broken,
    unsureFrom: parsed.unsureFrom,
  };
}

/** A key that is there under a misspelt name is not missing too. */
function withoutMisspelt(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const meant = new Set(diagnostics.flatMap((entry) => (entry.code === 'unknown-key' ? [entry.args.suggestion] : [])));
  return diagnostics.filter((entry) => entry.code !== 'missing-key' || !meant.has(entry.args.key));
}

/** The language that the sheet names, also where the rest of it cannot be read. */
function writtenLang(root: MapNode | null, text: string): Lang | null {
  const word = /^lang:[ \t]*(\w+)/m.exec(text)?.[1] ?? '';
  if (!root) return isLang(word) ? word : null;
  const value = entryOf(root ?? undefined, 'lang')?.value;
  return value?.kind === 'scalar' && typeof value.value === 'string' && isLang(value.value) ? value.value : null;
}

interface SheetReading {
  readonly sheet: Sheet | null;
  readonly catalogue: Catalogue | null;
  readonly claimed: boolean;
}

const UNREAD: SheetReading = { sheet: null, catalogue: null, claimed: false };

function readSheet(reader: ShapeReader, node: YamlNode, catalogues: SheetCatalogues): SheetReading {
  if (!mapOf(reader, node, 'sheet') || tellOtherFile(reader, node, 'sheet', 'ratings')) return UNREAD;
  const keys = readMap(reader, node, 'sheet', SHEET_KEYS);
  for (const key of ['format', 'model', 'edition', 'claim', 'ratings'] as const)
    if (!mayHold(node, key) && (!keys[key] || isEmptyNode(keys[key].value)))
      tell(reader, 'missing-key', { key, where: 'sheet' }, keys[key]?.key ?? topOf(node));
  readFormat(reader, keys['format']);
  const reading = choiceOf(reader, keys['reading'], READINGS) ?? 'cumulative';
  const kind = choiceOf(reader, keys['kind'], KINDS, KIND_NAMES) ?? 'self';
  const lang = choiceOf(reader, keys['lang'], LANGS);
  const evidence = readEvidence(reader, keys['evidence']?.value);
  const organization = readOrganization(reader, keys['organization']?.value);
  const assessment = readAssessment(reader, keys['assessment']?.value);
  const disagreements = readDisagreements(reader, keys['disagreements']?.value);
  const { model, edition, modelDigest: digest } = keys;
  const binding = bindModel(reader, { model, edition, modelDigest: digest }, catalogues);
  const overlay = textOf(reader, keys['overlay']?.value, 'overlay');
  const catalogue = binding && overlaid(reader, binding.catalogue, overlay, keys, catalogues.overlay);
  if (!binding || !catalogue) return UNREAD;
  const claim = readClaim(reader, keys['claim'], catalogue);
  const tailoring = readTailoring(reader, keys['tailoring']?.value, catalogue);
  const ratings = readRatings(reader, keys['ratings']?.value, catalogue, claim);
  const sheet = {
    model: binding.model,
    edition: catalogue.edition,
    modelDigest: binding.modelDigest,
    overlay,
    claim: claim ?? catalogue.levels.length,
    reading,
    kind,
    lang,
    organization,
    assessment,
    evidence,
    tailoring,
    disagreements,
    ratings,
  };
  return { sheet, catalogue, claimed: claim !== null };
}

const topOf = (node: YamlNode) => ({ range: { start: node.range.start, end: node.range.start } });

function readFormat(reader: ShapeReader, entry: Entry | undefined): void {
  choiceOf(reader, entry, [FORMAT]);
}

function readClaim(reader: ShapeReader, entry: Entry | undefined, catalogue: Catalogue): number | null {
  const ranks = catalogue.levels.map((level) => String(level.rank));
  if (entry && entry.value.kind !== 'scalar') {
    tell(
      reader,
      'wrong-type',
      { where: 'claim', want: 'whole-number', found: entry.value.kind, meant: null },
      entry.value,
    );
    return null;
  }
  const text = choiceOf(reader, entry, ranks);
  return text === null ? null : Number(text);
}

function texts(reader: ShapeReader, node: YamlNode | undefined, where: string): string[] {
  return listOf(reader, node, where)
    .map((item) => textOf(reader, item, where))
    .filter((text) => text !== null);
}

function readDay(reader: ShapeReader, node: YamlNode | undefined, where: string): string | null {
  const text = textOf(reader, node, where);
  if (text === null || !node) return null;
  const reading = readDate(text);
  if (reading.ok) return reading.date;
  tell(reader, 'invalid-date', { value: text, fault: reading.fault, meant: reading.meant }, node);
  return null;
}

function readOrganization(reader: ShapeReader, node: YamlNode | undefined): Organization {
  const keys = readMap(reader, node, 'organization', ORGANIZATION_KEYS);
  const values = ORGANIZATION_KEYS.map((key) => [key, textOf(reader, keys[key]?.value, key)] as const);
  return Object.fromEntries(values) as unknown as Organization;
}

function readAssessment(reader: ShapeReader, node: YamlNode | undefined): AssessmentFacts {
  const keys = readMap(reader, node, 'assessment', ASSESSMENT_KEYS);
  const dates = readMap(reader, keys['dates']?.value, 'dates', DATES_KEYS);
  const text = (key: (typeof ASSESSMENT_KEYS)[number]) => textOf(reader, keys[key]?.value, key);
  return {
    objective: text('objective'),
    scope: text('scope'),
    criteria: texts(reader, keys['criteria']?.value, 'criteria'),
    dates: { start: readDay(reader, dates['start']?.value, 'start'), end: readDay(reader, dates['end']?.value, 'end') },
    places: texts(reader, keys['places']?.value, 'places'),
    body: text('body'),
    team: readPeople(reader, keys['team']?.value, 'team'),
    participants: readPeople(reader, keys['participants']?.value, 'participants'),
    methods: readMethods(reader, keys['methods']),
    documentReview: choiceOf(reader, keys['documentReview'], REVIEW_RESULTS, REVIEW_NAMES),
    conclusion: text('conclusion'),
    suggestions: texts(reader, keys['suggestions']?.value, 'suggestions'),
  };
}

function readMethods(reader: ShapeReader, entry: Entry | undefined): Method[] {
  return listOf(reader, entry?.value, 'methods')
    .map((value) => (entry ? choiceOf(reader, { ...entry, value }, METHODS, METHOD_NAMES) : null))
    .filter((method) => method !== null);
}

/** A person is a name, or a map with name, role and unit. */
function readPeople(reader: ShapeReader, node: YamlNode | undefined, where: string): Person[] {
  return listOf(reader, node, where).flatMap((item) => {
    if (item.kind === 'scalar') {
      const name = textOf(reader, item, where);
      return name === null ? [] : [{ name, role: null, unit: null }];
    }
    const keys = readMap(reader, item, where, PERSON_KEYS);
    const name = textOf(reader, keys['name']?.value, 'name');
    if (name === null && !mayHold(item, 'name'))
      tell(reader, 'missing-key', { key: 'name', where }, keys['name']?.key ?? topOf(item));
    return name === null
      ? []
      : [
          {
            name,
            role: textOf(reader, keys['role']?.value, 'role'),
            unit: textOf(reader, keys['unit']?.value, 'unit'),
          },
        ];
  });
}

function readEvidence(reader: ShapeReader, node: YamlNode | undefined): Evidence[] {
  return knownEntries(mapOf(reader, node, 'evidence')).map((entry) => {
    const where = `evidence ${entry.name}`;
    const keys = readMap(reader, entry.value, where, EVIDENCE_KEYS);
    const title = textOf(reader, keys['title']?.value, 'title');
    if (title === null && !mayHold(entry.value, 'title'))
      tell(reader, 'missing-key', { key: 'title', where }, keys['title']?.key ?? entry.key);
    return {
      id: entry.name,
      title,
      method: choiceOf(reader, keys['method'], METHODS, METHOD_NAMES),
      file: textOf(reader, keys['file']?.value, 'file'),
      sha256: readDigest(reader, keys['sha256']),
      date: readDay(reader, keys['date']?.value, 'date'),
    };
  });
}

function readDigest(reader: ShapeReader, entry: Entry | undefined): string | null {
  const text = textOf(reader, entry?.value, 'sha256');
  if (text === null || !entry) return null;
  const digest = text.replace(/^sha256:/, '').toLowerCase();
  if (/^[0-9a-f]{64}$/.test(digest)) return digest;
  tell(reader, 'invalid-digest', { value: text }, entry.value);
  return null;
}

function readTailoring(reader: ShapeReader, node: YamlNode | undefined, catalogue: Catalogue): Tailoring[] {
  const items = new Set(catalogue.domains.flatMap((domain) => domain.items.map((item) => item.id)));
  const seen = new Set<string>();
  return listOf(reader, node, 'tailoring').flatMap((element) => {
    const keys = readMap(reader, element, 'tailoring', TAILORING_KEYS);
    const item = textOf(reader, keys['item']?.value, 'item');
    const reason = textOf(reader, keys['reason']?.value, 'reason');
    if (item === null || !keys['item']) {
      if (!mayHold(element, 'item'))
        tell(reader, 'missing-key', { key: 'item', where: 'tailoring' }, keys['item']?.key ?? topOf(element));
      return [];
    }
    if (!items.has(item)) tellUnknownItem(reader, keys['item'].value, item, items);
    else if (seen.has(item)) tell(reader, 'tailoring-repeated', { id: item }, keys['item'].value);
    if (reason === null && !mayHold(element, 'reason'))
      tell(reader, 'tailoring-without-reason', { id: item }, keys['reason']?.key ?? keys['item'].value);
    const fresh = items.has(item) && !seen.has(item);
    seen.add(item);
    return fresh ? [{ item, reason: reason ?? '' }] : [];
  });
}

function readDisagreements(reader: ShapeReader, node: YamlNode | undefined): Disagreement[] {
  return listOf(reader, node, 'disagreements').map((element) => {
    if (element.kind === 'scalar')
      return { subject: textOf(reader, element, 'disagreements'), team: null, organization: null };
    const keys = readMap(reader, element, 'disagreements', DISAGREEMENT_KEYS);
    const text = (key: (typeof DISAGREEMENT_KEYS)[number]) => textOf(reader, keys[key]?.value, key);
    return { subject: text('subject'), team: text('team'), organization: text('organization') };
  });
}
