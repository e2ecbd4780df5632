import { isDeepStrictEqual } from 'node:util';
import { type Case, changeSheet, type MadeCase, openSheet, ratingAt, readImprovement, readText } from './cases.ts';
import type { Span } from './pen.ts';
import { type Tree, treeAt } from './tree.ts';

/** A rule says what is wrong with a case, or null. */
export type Rule<C extends Case = MadeCase> = (entry: C) => string | null;

const FIELDS = ['score', 'evidence', 'finding', 'improvement'] as const;
type Field = (typeof FIELDS)[number];
const PARTS = ['measure', 'owner', 'due'] as const;

/** What the sheet has of the answer that is to be changed. */
export const SITUATIONS = {
  'an answer with fields': (old: Tree | undefined, item: Tree | undefined) => hasEntries(old) && hasEntries(item),
  'an answer without fields': (old: Tree | undefined, item: Tree | undefined) =>
    old !== undefined && !hasEntries(old) && hasEntries(item),
  'no answer yet in an item with others': (old: Tree | undefined, item: Tree | undefined) =>
    old === undefined && hasEntries(item),
  'an item without answers': (_: Tree | undefined, item: Tree | undefined) => item !== undefined && !hasEntries(item),
  'no item yet': (_: Tree | undefined, item: Tree | undefined) => item === undefined,
} as const;

const hasEntries = (tree: Tree | undefined): boolean => tree instanceof Map && tree.size > 0;

export const isIn = (situation: keyof typeof SITUATIONS, { tree, path }: Case): boolean =>
  SITUATIONS[situation](treeAt(tree, path), treeAt(tree, path.slice(0, 2)));

/**
 * A layout may be refused only where an explicit key (`? key`) stands on the way to the answer, in the answer, or among
 * the entries behind which a new one would have to be put.
 */
export const isUnusual = ({ sheet, tree, path }: Case): boolean => {
  const at = path.join('/');
  const missing = path.findIndex((_, depth) => treeAt(tree, path.slice(0, depth + 1)) === undefined);
  const grown = missing < 0 ? null : path.slice(0, missing).join('/');
  return [...sheet.odd].some(
    (odd) => `${at}/`.startsWith(`${odd}/`) || odd.startsWith(`${at}/`) || odd.slice(0, odd.lastIndexOf('/')) === grown,
  );
};

export const isMade: Rule<Case> = (entry) =>
  entry.edited === null && !isUnusual(entry) ? 'an ordinary layout was refused' : null;

/** What a field reads as, however it is written; the same reading means that nothing had to be changed. */
function reading(field: Field, written: Tree | undefined): unknown {
  if (field === 'score') return typeof written === 'string' ? Number(written) : null;
  if (field === 'evidence') return written instanceof Map || !written ? [] : written;
  if (field === 'finding') return readText(written);
  return readImprovement(written) ?? { measure: null, owner: null, due: null };
}

function wantedField(field: Field, { change }: Case): Tree {
  if (field === 'score') return typeof change.score === 'number' ? String(change.score / 10) : null;
  return (field === 'evidence' ? change.evidence : change.finding) ?? null;
}

/** Whether a changed field reads as wanted: to the letter, or, where it read so before, as it was. */
function isFieldAsWanted(field: Field, entry: MadeCase, before: Tree | undefined, after: Tree | undefined): boolean {
  if (field === 'improvement') return isImprovementAsWanted(entry, before, after);
  const wanted = wantedField(field, entry);
  if (isDeepStrictEqual(after, wanted)) return true;
  const same = isDeepStrictEqual(reading(field, before), reading(field, wanted));
  return same && isDeepStrictEqual(after ?? null, before ?? null);
}

function isImprovementAsWanted({ change }: MadeCase, before: Tree | undefined, after: Tree | undefined): boolean {
  const old = readImprovement(before);
  const fresh = readImprovement(after);
  return PARTS.every((part) => {
    const wanted = change.improvement?.[part];
    if (wanted === undefined || wanted === null)
      return (fresh?.[part] ?? null) === (wanted === null ? null : (old?.[part] ?? null));
    return (
      treeAt(after ?? null, [part]) === wanted || (fresh?.[part] === wanted.trim() && old?.[part] === wanted.trim())
    );
  });
}

const isChanged = ({ change }: Case, field: Field): boolean => change[field] !== undefined;

/** The tree without the answer, so that the rest can be compared as a whole. */
function withoutAnswer(tree: Tree, [ratings = '', item = '', key = '']: readonly string[]): Tree {
  const items = treeAt(tree, [ratings]);
  const answers = treeAt(tree, [ratings, item]);
  const rest = new Map(answers instanceof Map ? answers : []);
  rest.delete(key);
  return new Map(tree as Map<string, Tree>).set(ratings, new Map(items as Map<string, Tree>).set(item, rest));
}

export const readsAsMeant: Rule = (entry) => {
  const { after } = entry;
  if (!isDeepStrictEqual(withoutAnswer(after, entry.path), withoutAnswer(entry.tree, entry.path)))
    return 'something beside the answer reads otherwise';
  const old = treeAt(entry.tree, entry.path);
  const fresh = treeAt(after, entry.path);
  const wrong = FIELDS.find((field) => {
    const [was, is] = [treeAt(old ?? null, [field]), treeAt(fresh ?? null, [field])];
    return isChanged(entry, field) ? !isFieldAsWanted(field, entry, was, is) : !isDeepStrictEqual(was, is);
  });
  return wrong ? `${wrong} does not read as it should` : null;
};

/** Where nothing is left of an improvement, and no comment stands in it, it is empty, and not a list of nulls. */
export const emptiesImprovement: Rule = (entry) => {
  const { tree, after, path, sheet, change } = entry;
  const at = [...path, 'improvement'];
  const [old, fresh] = [treeAt(tree, at), treeAt(after, at)];
  if (!(old instanceof Map) || !(fresh instanceof Map) || !change.improvement || isUnusual(entry)) return null;
  if (PARTS.every((part) => (readImprovement(old)?.[part] ?? null) === null)) return null;
  const inside = sheet.comments.some(({ owner }) => `${owner}/`.startsWith(`${at.join('/')}/`));
  return !inside && PARTS.every((part) => (readImprovement(fresh)?.[part] ?? null) === null)
    ? 'only nulls are left'
    : null;
};

export const keepsOrder: Rule = ({ tree, path, after }) => {
  const keysAt = (from: Tree, depth: number) => {
    const map = treeAt(from, path.slice(0, depth));
    return map instanceof Map ? [...map.keys()] : [];
  };
  const moved = [0, 1, 2, 3].some((depth) => {
    const old = keysAt(tree, depth);
    return !isDeepStrictEqual(keysAt(after, depth).slice(0, old.length), old);
  });
  return moved ? 'keys changed their order' : null;
};

/** The stretch that may change: the answer's lines; where it is missing, its item's, or those of all ratings. */
function stretchOf({ sheet, tree, path }: Case): { start: number; end: number } {
  const depth = [3, 2, 1].find((count) => treeAt(tree, path.slice(0, count)) !== undefined) ?? 1;
  const span = sheet.spans.get(path.slice(0, depth).join('/')) ?? { start: 0, end: sheet.text.length };
  // Lines are added behind the comment on the last line, and behind the blank lines that a block text may end with.
  const rest = /^[ \t]*(?:#[^\r\n]*)?(?:\r?\n[ \t]*(?=\r?\n|$))*(?:\r?\n)?/.exec(sheet.text.slice(span.end))?.[0] ?? '';
  return { start: span.start, end: span.end + rest.length };
}

export const leavesRestAlone: Rule = (entry) => {
  const { text } = entry.sheet;
  const { start, end } = stretchOf(entry);
  const head = text.slice(0, start);
  const rest = text.slice(end);
  if (!entry.edited.startsWith(head)) return 'text before the answer changed';
  if (entry.edited.length < head.length + rest.length || !entry.edited.endsWith(rest))
    return 'text behind the answer changed';
  return null;
};

/** Fields that the change does not name stand as they stood, to the byte; the parts of an improvement while one is stated. */
export const leavesOtherFieldsAlone: Rule = (entry) => {
  const { sheet, path, edited, change, tree, after } = entry;
  const at = path.join('/');
  const kept: string[] = FIELDS.filter((field) => !isChanged(entry, field));
  const isLeft = treeAt(after, [...path, 'improvement']) !== null;
  if (isLeft && treeAt(tree, [...path, 'improvement']) instanceof Map)
    kept.push(...PARTS.filter((part) => change.improvement?.[part] === undefined).map((part) => `improvement/${part}`));
  const lost = kept.find((field) => {
    const span = sheet.spans.get(`${at}/${field}`);
    return span && !edited.includes(sheet.text.slice(span.start, span.end).trimEnd());
  });
  return lost ? `${lost} is not as it was` : null;
};

const countOf = (text: string, part: string): number => text.split(part).length - 1;

/** Comments go only with the value inside of which they stand, and those among the parts of an improvement not at all. */
export const keepsComments: Rule = (entry) => {
  const at = entry.path.join('/');
  const inParts = treeAt(entry.tree, [...entry.path, 'improvement']) instanceof Map;
  const replaced: string[] = FIELDS.filter((field) => isChanged(entry, field) && !(inParts && field === 'improvement'));
  if (inParts) replaced.push(...Object.keys(entry.change.improvement ?? {}).map((part) => `improvement/${part}`));
  const isReplaced = (owner: string) => replaced.some((field) => `${owner}/`.startsWith(`${at}/${field}/`));
  const lost = entry.sheet.comments.find(
    ({ text, owner, where }) =>
      !(where === 'inside' && isReplaced(owner)) && countOf(entry.edited, text) !== countOf(entry.sheet.text, text),
  );
  return lost ? `the comment “${lost.text}” is not there once` : null;
};

export const keepsLineEnds: Rule = ({ sheet, edited }) => {
  if (sheet.lineEnds === 'LF' && edited.includes('\r')) return 'a CR came into a file with LF';
  if (sheet.lineEnds === 'CRLF' && /(?<!\r)\n/.test(edited)) return 'a lone LF came into a file with CRLF';
  if (/\r(?!\n)/.test(edited)) return 'a lone CR came in';
  return /\n$/.test(edited) === /\n$/.test(sheet.text) ? null : 'the end of the file changed';
};

/** The stretches that a change may rewrite: its fields, or the innermost brackets or empty value that it has to go into. */
function touchedStretches(entry: Case): Span[] {
  const { sheet, tree, path } = entry;
  const depth = [3, 2, 1].find((count) => treeAt(tree, path.slice(0, count)) !== undefined) ?? 1;
  const container = path.slice(0, depth).join('/');
  const span = sheet.spans.get(container) ?? { start: 0, end: 0 };
  const values = path.slice(0, depth).map((_, index) => valueAt(entry, path.slice(0, index + 1).join('/')));
  if (values.some((value) => value.startsWith('{')) || /^\S+$/.test(values.at(-1) ?? '')) return [span];
  const fields = FIELDS.filter((field) => isChanged(entry, field)).map((field) =>
    sheet.spans.get(`${container}/${field}`),
  );
  return fields.filter((field) => field !== undefined);
}

/** What is written behind the key at a path, without blanks around it. */
function valueAt({ sheet }: Case, path: string): string {
  const span = sheet.spans.get(path);
  const written = span ? sheet.text.slice(span.start, span.end) : '';
  return written.replace(/^(?:\? )?["']?[\w-]+["']?\s*:/, '').trim();
}

/** Lines with their ends, each with its offset. */
const linesOf = (text: string): { readonly line: string; readonly start: number }[] =>
  [...text.matchAll(/[^\n]*\n|[^\n]+$/g)].map((match) => ({ line: match[0], start: match.index }));

/** Lines in which nothing is to be changed stay, each with the line end that it has. */
export const keepsOtherLines: Rule = (entry) => {
  const touched = touchedStretches(entry);
  const left = linesOf(entry.edited).map(({ line }) => line);
  const lost = linesOf(entry.sheet.text).find(({ line, start }) => {
    // A blank line may belong to a block text that keeps its end (`|+`); the last line may get a line end.
    if (line.trim() === '' || !line.endsWith('\n')) return false;
    if (touched.some((span) => span.start < start + line.length && start <= span.end)) return false;
    const found = left.indexOf(line);
    if (found >= 0) left.splice(0, found + 1);
    return found < 0;
  });
  return lost ? `the line ${JSON.stringify(lost.line)} is not as it was` : null;
};

export const staysOnRepeat: Rule = ({ requirement, change, edited }) => {
  const again = changeSheet(openSheet(edited), requirement, change);
  return again === edited ? null : `the same change again gives\n${again}`;
};

/** An answer that is given what it has already. */
export const staysOnSameValues: Rule<Case> = ({ requirement, path, ...opened }) => {
  const rating = ratingAt(opened.tree, requirement);
  if (!rating) return null;
  const { score, evidence, finding, improvement } = rating;
  const same = changeSheet(opened, requirement, { score, evidence, finding, ...(improvement ? { improvement } : {}) });
  return same === opened.source.text ? null : `the values of ${path.join('.')} give\n${same}`;
};

/**
 * One more piece of evidence behind those that are there: what is there stays as it is. (In brackets, a comment behind the
 * last entry would come between it and its comma; such lists are left out.)
 */
export const addsByInsertion: Rule<Case> = ({ requirement, path, sheet, ...opened }) => {
  const old = treeAt(opened.tree, [...path, 'evidence']);
  const { text } = opened.source;
  const span = sheet.spans.get(`${path.join('/')}/evidence`);
  const written = text.slice(span?.start, span?.end);
  if (!Array.isArray(old) || !old.length || /\[.*#/s.test(written)) return null;
  const grown = changeSheet(opened, requirement, { evidence: [...(old as string[]), 'Z99'] });
  if (grown === null) return null;
  let same = 0;
  while (grown[same] === text[same] && same < text.length) same++;
  return grown.endsWith(text.slice(same)) ? null : `one more entry gives\n${grown}`;
};
