import { itemsOf, type Requirement, requirementsFor, shortId } from '../catalogue/catalogue.ts';
import { type Diagnostic, inOrder } from '../diagnostics/diagnostic.ts';
import { entryOf, isEmptyNode, type MapNode, mayHold } from '../yaml/node.ts';
import { shapeReader, tell } from '../yaml/read-shape.ts';
import type { Range } from '../yaml/source-text.ts';
import { evidenceFiles, evidenceReferences, supportedScores } from './check-evidence.ts';
import { fullWidthMarks, hiddenText } from './check-texts.ts';
import type { ReadSheet } from './parse-sheet.ts';
import { formatTenths } from './read-score.ts';
import {
  answersOf,
  type CheckOptions,
  eachRating,
  type Rule,
  ratingsNode,
  registerEntries,
  type Scene,
} from './rule.ts';

/** A checked sheet: everything found, in order, and how much work is open. */
export interface CheckedSheet {
  readonly diagnostics: readonly Diagnostic[];
  readonly scored: number;
  readonly open: number;
}

/** Runs the rules over a parsed sheet and joins what they find with what parsing found. */
export function checkSheet(read: ReadSheet, options: CheckOptions): CheckedSheet {
  const { sheet, catalogue, root, source } = read;
  if (!sheet || !catalogue || !root) return { diagnostics: inOrder(read.diagnostics), scored: 0, open: 0 };
  const reader = shapeReader(source);
  const misspelt = misspeltIds(read.diagnostics);
  const scene: Scene = { reader, sheet, catalogue, root, options, answers: answersOf(root), misspelt };
  const rules = read.claimed ? [...CLAIM_RULES, ...RULES] : RULES;
  if (read.unsureFrom === null) for (const rule of rules) rule(scene);
  const required = requiredOf(scene);
  const scored = required.filter(
    ({ requirement }) =>
      sheet.ratings.get(requirement.id)?.score !== undefined && sheet.ratings.get(requirement.id)?.score !== null,
  ).length;
  return { diagnostics: inOrder([...read.diagnostics, ...reader.diagnostics]), scored, open: required.length - scored };
}

/** The items and requirements that unknown ids were probably meant to be. */
function misspeltIds(diagnostics: readonly Diagnostic[]): Set<string> {
  const meant = diagnostics.map((entry) => {
    if (entry.code === 'unknown-item') return entry.args.suggestion;
    if (entry.code !== 'unknown-requirement' || entry.args.suggestion === null) return null;
    return `${entry.args.id.slice(0, entry.args.id.lastIndexOf('.'))}.${entry.args.suggestion}`;
  });
  return new Set(meant.filter((id) => id !== null));
}

/** The requirements that this sheet has to answer, without those of tailored items. */
function requiredOf({ sheet, catalogue }: Scene): { item: string; requirement: Requirement }[] {
  const tailored = new Set(sheet.tailoring.map((entry) => entry.item));
  return itemsOf(catalogue)
    .filter((item) => !tailored.has(item.id))
    .flatMap((item) =>
      requirementsFor(item, sheet.claim, sheet.reading).map((requirement) => ({ item: item.id, requirement })),
    );
}

function missingRequirements(scene: Scene): void {
  const ratings = entryOf(scene.root, 'ratings');
  if (ratings?.value.kind !== 'map') return;
  const absent = new Map<string, Requirement[]>();
  const isTailoringLost = isListLost(scene.root, 'tailoring', 'item');
  for (const { item, requirement } of requiredOf(scene)) {
    if (isTailoringLost || mayHoldAnswer(ratings.value, item, requirement)) continue;
    if (!scene.misspelt.has(item) && !scene.misspelt.has(requirement.id) && !scene.answers.get(requirement.id))
      absent.set(item, [...(absent.get(item) ?? []), requirement]);
  }
  for (const [item, requirements] of absent) {
    const entry = entryOf(ratings.value, item);
    if (!entry) tell(scene.reader, 'missing-item', { id: item, requirements: requirements.length }, ratings.key);
    else
      for (const requirement of requirements)
        tell(scene.reader, 'missing-requirement', { id: requirement.id }, entry.key);
  }
}

/** Whether a list of maps may have more entries than can be read, or entries for other things. */
function isListLost(root: MapNode, name: string, key: string): boolean {
  const list = entryOf(root, name)?.value;
  return mayHold(root, name) || (list?.kind === 'list' && list.items.some((item) => mayHold(item, key)));
}

/** Whether an item that seems missing, or its answer, stands in what was lost. */
function mayHoldAnswer(ratings: MapNode, item: string, requirement: Requirement): boolean {
  const entry = entryOf(ratings, item);
  return entry ? mayHold(entry.value, shortId(requirement)) : mayHold(ratings, item);
}

function emptyScores(scene: Scene): void {
  if (!scene.options.complete) return;
  for (const { requirement } of requiredOf(scene)) {
    const entry = scene.answers.get(requirement.id);
    if (!entry || scene.sheet.ratings.get(requirement.id)?.score !== null || mayHold(entry.value, 'score')) continue;
    const score = entryOf(entry.value, 'score');
    if (score && score.value.kind === 'scalar' && score.value.value !== null) continue;
    tell(scene.reader, 'score-missing', { id: requirement.id }, score?.key ?? entry.key);
  }
}

/** Gaps want a measure, an owner and a date (guide 8.2.4 c); what is at or above the threshold is left to the assessor. */
function improvedGaps(scene: Scene): void {
  const { scoring } = scene.catalogue;
  eachRating(scene, (rating, entry) => {
    if (rating.score === null || rating.score >= scoring.threshold || rating.improvement?.measure) return;
    const improvement = entryOf(entry.value, 'improvement')?.value;
    if (mayHold(entry.value, 'improvement') || mayHold(improvement, 'measure')) return;
    const at = entryOf(entry.value, 'score')?.value ?? entry.key;
    const value = formatTenths(rating.score, scoring);
    tell(scene.reader, 'gap-without-improvement', { id: rating.requirement, value }, at);
  });
}

function dateOrder(scene: Scene): void {
  const { start, end } = scene.sheet.assessment.dates;
  const dates = entryOf(entryOf(scene.root, 'assessment')?.value, 'dates')?.value;
  const endNode = entryOf(dates, 'end')?.value;
  if (start && end && endNode && end < start)
    tell(scene.reader, 'date-order', { earlier: end, later: start, rule: 'end-before-start' }, endNode);
  for (const entry of registerEntries(scene)) {
    const date = scene.sheet.evidence.find((candidate) => candidate.id === entry.name)?.date;
    const node = entryOf(entry.value, 'date')?.value;
    if (date && end && node && date > end)
      tell(scene.reader, 'date-order', { earlier: end, later: date, rule: 'evidence-after-end' }, node);
  }
  eachRating(scene, (rating, entry) => {
    const due = rating.improvement?.due;
    const node = entryOf(entryOf(entry.value, 'improvement')?.value, 'due')?.value;
    if (due && start && node && due < start)
      tell(scene.reader, 'date-order', { earlier: due, later: start, rule: 'due-before-start' }, node);
  });
}

function tailoredRatings(scene: Scene): void {
  for (const { item } of scene.sheet.tailoring) {
    const entry = entryOf(ratingsNode(scene.root), item);
    const scored = [...scene.sheet.ratings.values()].filter(
      (rating) => rating.requirement.startsWith(`${item}.`) && rating.score !== null,
    ).length;
    if (entry && scored) tell(scene.reader, 'tailored-item-rated', { id: item, scored }, entry.key);
  }
}

/** A name in the head that says who was assessed: without it no report can be told from another. */
function namedOrganization(scene: Scene): void {
  const entry = entryOf(scene.root, 'organization');
  const isShapeless = entry !== undefined && entry.value.kind !== 'map' && !isEmptyNode(entry.value);
  if (scene.sheet.organization.name !== null || isShapeless) return;
  if (mayHold(scene.root, 'organization') || mayHold(entry?.value, 'name')) return;
  const key = entryOf(entry?.value, 'name')?.key ?? entry?.key ?? startOf(scene.root);
  tell(scene.reader, 'missing-text', { where: 'organization.name' }, key);
}

const startOf = (node: { readonly range: Range }) => ({ range: { start: node.range.start, end: node.range.start } });

/** What is asked of a sheet once its claim is known. */
const CLAIM_RULES: readonly Rule[] = [missingRequirements, emptyScores];

const RULES: readonly Rule[] = [
  namedOrganization,
  evidenceReferences,
  evidenceFiles,
  supportedScores,
  improvedGaps,
  dateOrder,
  tailoredRatings,
  hiddenText,
  fullWidthMarks,
];
