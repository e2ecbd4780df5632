import { type Catalogue, type Item, itemsOf, type Requirement, shortId } from '../catalogue/catalogue.ts';
import { type Scoring, writtenScores } from '../catalogue/scoring.ts';
import { lookAlikeIn, nearest, plainWord } from '../diagnostics/suggest.ts';
import { type Entry, isEmptyNode, type YamlNode } from '../yaml/node.ts';
import { knownEntries, listOf, mapOf, readMap, type ShapeReader, tell, textOf } from '../yaml/read-shape.ts';
import type { IsKey } from '../yaml/repair-text.ts';
import { readDate } from './read-date.ts';
import { formatTenths, readScore } from './read-score.ts';
import {
  ASSESSMENT_KEYS,
  DATES_KEYS,
  DISAGREEMENT_KEYS,
  EVIDENCE_KEYS,
  IMPROVEMENT_KEYS,
  type Improvement,
  ORGANIZATION_KEYS,
  PERSON_KEYS,
  RATING_KEYS,
  type Rating,
  SHEET_KEYS,
  TAILORING_KEYS,
  type Tenths,
} from './sheet.ts';

const WORDS: ReadonlySet<string> = new Set<string>([
  ...SHEET_KEYS,
  ...ORGANIZATION_KEYS,
  ...ASSESSMENT_KEYS,
  ...DATES_KEYS,
  ...PERSON_KEYS,
  ...EVIDENCE_KEYS,
  ...TAILORING_KEYS,
  ...DISAGREEMENT_KEYS,
  ...RATING_KEYS,
  ...IMPROVEMENT_KEYS,
]);

/** The keys that a map in a list begins with. */
const LIST_WORDS: ReadonlySet<string> = new Set<string>([...PERSON_KEYS, ...TAILORING_KEYS, ...DISAGREEMENT_KEYS]);

/** Whether a word before a colon is a key of a sheet: a key of the format, or an id of a requirement, item or evidence. */
export const isSheetWord: IsKey = (word, inList) =>
  inList ? LIST_WORDS.has(word) : WORDS.has(word) || /^(?:[1-9][a-z]|E\d+|[a-z]+(?:-[a-z]+)+)$/.test(word);

/** Tells an item id that the model does not have, with the nearest one that it has. */
export function tellUnknownItem(reader: ShapeReader, at: YamlNode, id: string, items: Iterable<string>): void {
  const known = [...items];
  const plain = plainWord(id);
  const [item = ''] = plain.split('.');
  const suggestion = known.includes(item) ? item : nearest(id, known);
  tell(reader, 'unknown-item', { id, suggestion, lookAlike: lookAlikeIn(id) }, at);
}

/** The ratings by requirement id; a requirement above the claim, or one that the model does not have, is told and left out. */
export function readRatings(
  reader: ShapeReader,
  node: YamlNode | undefined,
  catalogue: Catalogue,
  claim: number | null,
): Map<string, Rating> {
  const items = new Map(itemsOf(catalogue).map((item) => [item.id, item]));
  const ratings = new Map<string, Rating>();
  for (const entry of knownEntries(mapOf(reader, node, 'ratings'))) {
    const item = items.get(entry.name);
    if (!item) tellUnknownItem(reader, entry.key, entry.name, items.keys());
    else readItemRatings(reader, entry, item, { claim, scoring: catalogue.scoring }, ratings);
  }
  return ratings;
}

function readItemRatings(
  reader: ShapeReader,
  entry: Entry,
  item: Item,
  { claim, scoring }: { readonly claim: number | null; readonly scoring: Scoring },
  ratings: Map<string, Rating>,
): void {
  const requirements = new Map(
    item.levels.flatMap((level) => level.requirements).map((requirement) => [shortId(requirement), requirement]),
  );
  for (const rating of knownEntries(mapOf(reader, entry.value, item.id))) {
    const requirement = requirements.get(rating.name);
    const id = `${item.id}.${rating.name}`;
    if (!requirement) {
      const plain = plainWord(rating.name).toLowerCase();
      const provisional =
        /^[1-9][a-z]$/.test(plain) &&
        [...requirements.values()].some((entry) => entry.provisional && String(entry.level) === plain.charAt(0));
      const near = requirements.has(plain) ? plain : nearest(rating.name, requirements.keys());
      const suggestion = provisional ? null : near;
      tell(reader, 'unknown-requirement', { id, suggestion, provisional }, rating.key);
    } else if (claim !== null && requirement.level > claim) {
      tell(reader, 'level-not-claimed', { id, level: requirement.level, claim }, rating.key);
    } else if (!ratings.has(requirement.id)) {
      ratings.set(requirement.id, readRating(reader, rating, requirement, scoring));
    }
  }
}

function readRating(reader: ShapeReader, entry: Entry, requirement: Requirement, scoring: Scoring): Rating {
  const keys = readMap(reader, entry.value, requirement.id, RATING_KEYS);
  return {
    requirement: requirement.id,
    score: readRatingScore(reader, keys['score'], scoring),
    evidence: readReferences(reader, keys['evidence']?.value),
    finding: textOf(reader, keys['finding']?.value, 'finding'),
    improvement: readImprovement(reader, keys['improvement']?.value),
  };
}

function readRatingScore(reader: ShapeReader, entry: Entry | undefined, scoring: Scoring): Tenths | null {
  if (!entry) return null;
  const reading = readScore(entry.value, scoring);
  if (reading.kind === 'score') return reading.tenths;
  if (reading.kind === 'wrong') {
    const meant = reading.meant === null ? null : formatTenths(reading.meant, scoring);
    const args = { value: reading.value, fault: reading.fault, meant, scores: writtenScores(scoring) };
    tell(reader, 'invalid-score', args, entry.value);
  }
  return null;
}

function readReferences(reader: ShapeReader, node: YamlNode | undefined): string[] {
  return listOf(reader, node, 'evidence')
    .map((item) => textOf(reader, item, 'evidence'))
    .filter((id) => id !== null);
}

/** An improvement is a map, or just the measure as a text. */
function readImprovement(reader: ShapeReader, node: YamlNode | undefined): Improvement | null {
  if (!node || isEmptyNode(node)) return null;
  if (node.kind === 'scalar') return { measure: textOf(reader, node, 'improvement'), owner: null, due: null };
  const keys = readMap(reader, node, 'improvement', IMPROVEMENT_KEYS);
  const due = textOf(reader, keys['due']?.value, 'due');
  const reading = due === null ? null : readDate(due);
  if (reading && !reading.ok && keys['due'])
    tell(reader, 'invalid-date', { value: due ?? '', fault: reading.fault, meant: reading.meant }, keys['due'].value);
  return {
    measure: textOf(reader, keys['measure']?.value, 'measure'),
    owner: textOf(reader, keys['owner']?.value, 'owner'),
    due: reading?.ok ? reading.date : null,
  };
}
