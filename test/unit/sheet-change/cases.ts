import fc from 'fast-check';
import { GUIDE_SCORING } from '../../../src/catalogue/scoring.ts';
import { type AnswerChange, changeAnswer, effectiveChange } from '../../../src/sheet/change-answer.ts';
import { isSheetWord } from '../../../src/sheet/read-ratings.ts';
import { parseScore } from '../../../src/sheet/read-score.ts';
import type { Improvement, Rating } from '../../../src/sheet/sheet.ts';
import type { MapNode } from '../../../src/yaml/node.ts';
import { parseYaml } from '../../../src/yaml/parse-yaml.ts';
import { type SourceText, sourceText } from '../../../src/yaml/source-text.ts';
import { anyText, writable } from './any-text.ts';
import { diceFrom } from './dice.ts';
import { type GeneratedSheet, generateSheet, REQUIREMENTS } from './generate-sheet.ts';
import { readTree, type Tree, treeAt } from './tree.ts';

/** A sheet read both by the code under test and without it. */
export interface OpenSheet {
  readonly source: SourceText;
  readonly root: MapNode;
  readonly tree: Tree;
}

/** A generated sheet with one change of one answer, made. */
export interface Case extends OpenSheet {
  readonly seed: number;
  readonly sheet: GeneratedSheet;
  readonly requirement: string;
  /** Keys from the top to the answer. */
  readonly path: readonly string[];
  readonly change: AnswerChange;
  readonly edited: string | null;
}

/** A case whose change was made, with what a reader without code of ours makes of it. */
export interface MadeCase extends Case {
  readonly edited: string;
  readonly after: Tree;
}

const score = fc.constantFrom(10, 8, 5, 0, null);
const evidence = fc.uniqueArray(fc.constantFrom('E01', 'E02', 'E10', 'A1', 'contract-3', '证据1'), { maxLength: 4 });
const text = anyText.map(writable);
const filled = text.map((value) => (value.trim() === '' ? 'x' : value));
const due = fc.constantFrom('2026-06-30', '2027-01-31');
const improvement = fc
  .record({ measure: filled, owner: filled, due }, { requiredKeys: [] })
  .filter((parts) => Object.keys(parts).length > 0);
const emptied = fc.subarray(['measure', 'owner', 'due'] as const, { minLength: 1 });

/** The kinds of change, each with the values that it may carry. */
const CHANGES = {
  score: fc.record({ score }),
  evidence: fc.record({ evidence }),
  finding: fc.record({ finding: fc.option(text, { nil: null }) }),
  improvement: fc.record({ improvement }),
  'several fields': fc.record({ score, evidence, finding: fc.option(text, { nil: null }), improvement }),
  'a part of the improvement to nothing': emptied.map((parts) => ({
    improvement: Object.fromEntries(parts.map((part) => [part, null])),
  })),
} as const satisfies Readonly<Record<string, fc.Arbitrary<AnswerChange>>>;

export type Kind = keyof typeof CHANGES;
export const KINDS = Object.keys(CHANGES) as readonly Kind[];

/** The sheets that every kind of change is tried on. */
export function generateSheets(count: number): (OpenSheet & { readonly sheet: GeneratedSheet })[] {
  return Array.from({ length: count }, (_, seed) => {
    const sheet = generateSheet(seed);
    return { ...openSheet(sheet.text), sheet };
  });
}

/** One change of a kind in each of the sheets. */
export function makeCases(kind: Kind, sheets: ReturnType<typeof generateSheets>): Case[] {
  const salt = KINDS.indexOf(kind) + 1;
  const changes = fc.sample<AnswerChange>(CHANGES[kind] as fc.Arbitrary<AnswerChange>, {
    numRuns: sheets.length,
    seed: salt,
  });
  return sheets.map((opened, seed) => {
    const requirement = diceFrom(seed * 100 + salt).pick(REQUIREMENTS);
    const change = changes[seed] ?? {};
    const edited = changeSheet(opened, requirement, change);
    return { ...opened, seed, requirement, path: pathOf(requirement), change, edited };
  });
}

/** Those cases in which something was changed; throws where the new text is no YAML. */
export const madeCases = (cases: readonly Case[]): MadeCase[] =>
  cases.flatMap((entry) =>
    entry.edited === null ? [] : [{ ...entry, edited: entry.edited, after: readTree(entry.edited) }],
  );

/** Reads a sheet as the commands do. Throws where anything is wrong with it. */
export function openSheet(text: string): OpenSheet {
  const source = sourceText('sheet.yaml', text);
  const parsed = parseYaml(source, isSheetWord);
  if (!parsed.ok) throw new Error(`no sheet: ${JSON.stringify(parsed.diagnostics)}\n${text}`);
  return { source, root: parsed.value as MapNode, tree: readTree(text) };
}

/** Changes one answer, as `assess set` does. */
export function changeSheet(
  { source, root, tree }: OpenSheet,
  requirement: string,
  change: AnswerChange,
): string | null {
  const rating = ratingAt(tree, requirement);
  const wanted = effectiveChange(rating, change);
  return changeAnswer({ text: source.text, root }, requirement, rating, wanted, GUIDE_SCORING)?.text ?? null;
}

function pathOf(requirement: string): string[] {
  const [item = '', key = ''] = requirement.split('.');
  return ['ratings', item, key];
}

/** The answer as a sheet's reader gives it; null where the sheet has none. */
export function ratingAt(tree: Tree, requirement: string): Rating | null {
  const answer = treeAt(tree, pathOf(requirement));
  if (answer === undefined) return null;
  const list = treeAt(answer, ['evidence']);
  const written = treeAt(answer, ['score']);
  return {
    requirement,
    score: typeof written === 'string' ? parseScore(written, GUIDE_SCORING) : null,
    evidence: Array.isArray(list) ? (list as string[]) : [],
    finding: readText(treeAt(answer, ['finding'])),
    improvement: readImprovement(treeAt(answer, ['improvement'])),
  };
}

/** A text as a reader takes it: without blank ends, null where nothing is left. */
export const readText = (written: Tree | undefined): string | null =>
  typeof written === 'string' ? written.trim() || null : null;

export function readImprovement(written: Tree | undefined): Improvement | null {
  if (typeof written === 'string') return { measure: readText(written), owner: null, due: null };
  if (!(written instanceof Map)) return null;
  const part = (key: string) => readText(written.get(key));
  return { measure: part('measure'), owner: part('owner'), due: part('due') };
}

/** Runs a rule over cases; tells the shortest sheet that breaks it, or null where none does. */
export function shortestBreach<C extends Case>(cases: readonly C[], rule: (entry: C) => string | null): string | null {
  const breaches = cases
    .map((entry) => ({ entry, what: rule(entry) }))
    .filter(({ what }) => what !== null)
    .sort((a, b) => a.entry.sheet.text.length - b.entry.sheet.text.length);
  const [first] = breaches;
  if (!first) return null;
  const { seed, sheet, requirement, change, edited } = first.entry;
  return [
    `${breaches.length} of ${cases.length} break the rule; the shortest (seed ${seed}): ${first.what}`,
    `--- ${requirement} changed to ${JSON.stringify(change)} in`,
    sheet.text,
    '--- gives',
    edited ?? 'null',
  ].join('\n');
}
