import type { Scoring } from '../catalogue/scoring.ts';
import { type Change, editYaml } from '../yaml/edit-yaml.ts';
import { type Entry, entryOf, isEmptyNode, type MapNode, type YamlNode } from '../yaml/node.ts';
import type { TextTree } from '../yaml/reread-edited.ts';
import { hasCommentInside } from '../yaml/splice-value.ts';
import type { EditValue } from '../yaml/write-value.ts';
import { formatTenths } from './read-score.ts';
import type { Improvement, Rating, Tenths } from './sheet.ts';

/** What is to be changed in one answer; an absent field stays as it is, null empties it. */
export interface AnswerChange {
  readonly score?: Tenths | null;
  readonly evidence?: readonly string[];
  readonly finding?: string | null;
  readonly improvement?: Partial<Improvement>;
}

const textOrNull = (text: string | null): EditValue => (text === null ? { kind: 'null' } : { kind: 'text', text });

/**
 * Changes one answer in the text of a sheet: only its lines change, or none where the layout cannot be changed safely
 * (null). `rating` is the answer as it is, so that an improvement is added to and not replaced.
 */
export function changeAnswer(
  old: TextTree,
  requirement: string,
  rating: Rating | null,
  change: AnswerChange,
  scoring: Pick<Scoring, 'scale'>,
): TextTree | null {
  const { root } = old;
  const dot = requirement.lastIndexOf('.');
  const path = ['ratings', requirement.slice(0, dot), requirement.slice(dot + 1)];
  if (isNoAnswer(root, path)) return null;
  const fields: [string, EditValue][] = [];
  if (change.score !== undefined)
    fields.push([
      'score',
      change.score === null ? { kind: 'null' } : { kind: 'word', text: formatTenths(change.score, scoring) },
    ]);
  if (change.evidence) fields.push(['evidence', { kind: 'list', items: change.evidence }]);
  if (change.finding !== undefined) fields.push(['finding', textOrNull(change.finding)]);
  const improvement = change.improvement ?? {};
  const inPlace = hasEntries(root, [...path, 'improvement']);
  if (change.improvement && !inPlace)
    fields.push(['improvement', improvementValue({ ...rating?.improvement, ...improvement })]);
  const parts = inPlace
    ? improvementEntries(improvement).map(([key, value]) => ({ path: [...path, 'improvement', key], value }))
    : [];
  if (!fields.length && !parts.length) return old;
  if (!hasEntries(root, path)) return editYaml(old, [{ path, value: { kind: 'map', entries: fields } }]);
  const changes: Change[] = fields.map(([key, value]) => ({ path: [...path, key], value }));
  const emptied =
    parts.length && isEmptied(old, path, rating, improvement)
      ? editYaml(old, [...changes, { path: [...path, 'improvement'], value: { kind: 'null' } }])
      : null;
  return emptied ?? editYaml(old, [...changes, ...parts]);
}

/** Whether nothing is left of an improvement once it is changed, not even a comment among its parts. */
function isEmptied(
  { text, root }: TextTree,
  path: readonly string[],
  rating: Rating | null,
  change: Partial<Improvement>,
): boolean {
  if (!rating?.improvement || Object.values({ ...rating.improvement, ...change }).some((part) => part !== null))
    return false;
  let entry: Entry | undefined;
  for (const key of [...path, 'improvement']) entry = entryOf(entry?.value ?? root, key);
  return entry !== undefined && !hasCommentInside(entry, text);
}

/** Whether something else than a map, or nothing, stands where the answer belongs. */
function isNoAnswer(root: MapNode, path: readonly string[]): boolean {
  let node: YamlNode | undefined = root;
  for (const key of path) node = entryOf(node, key)?.value;
  return node !== undefined && node.kind !== 'map' && !isEmptyNode(node);
}

/** A whole improvement on one line; nothing where none of its parts is stated. */
function improvementValue(improvement: Partial<Improvement>): EditValue {
  const entries = improvementEntries(improvement).filter(([, value]) => value.kind !== 'null');
  return entries.length ? { kind: 'map', entries, flow: true } : { kind: 'null' };
}

/** The parts that are given, each as what it is to become. */
function improvementEntries({ measure, owner, due }: Partial<Improvement>): [string, EditValue][] {
  return [
    ...(measure === undefined ? [] : [['measure', textOrNull(measure)] as [string, EditValue]]),
    ...(owner === undefined ? [] : [['owner', textOrNull(owner)] as [string, EditValue]]),
    ...(due === undefined
      ? []
      : [['due', due === null ? { kind: 'null' } : { kind: 'word', text: due }] as [string, EditValue]]),
  ];
}

/** The change without what is so already: emptying what is empty, or the same score again. */
export function effectiveChange(rating: Rating | null, change: AnswerChange): AnswerChange {
  const { score, evidence, finding, improvement } = change;
  const old = rating?.improvement ?? { measure: null, owner: null, due: null };
  const parts = Object.entries(improvement ?? {}).filter(([key, value]) => old[key as keyof Improvement] !== value);
  return {
    ...(score === undefined || score === (rating?.score ?? null) ? {} : { score }),
    ...(evidence === undefined || evidence.join() === (rating?.evidence ?? []).join() ? {} : { evidence }),
    ...(finding === undefined || finding === (rating?.finding ?? null) ? {} : { finding }),
    ...(parts.length ? { improvement: Object.fromEntries(parts) } : {}),
  };
}

/** Whether there is a map with entries at the path. */
function hasEntries(root: MapNode, path: readonly string[]): boolean {
  let map: MapNode | undefined = root;
  for (const key of path) {
    const value: unknown = map?.entries.find((entry) => entry.name === key)?.value;
    map = (value as MapNode | undefined)?.kind === 'map' ? (value as MapNode) : undefined;
  }
  return (map?.entries.length ?? 0) > 0;
}
