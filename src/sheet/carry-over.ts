import { type Catalogue, itemsOf, type Reading, requirementsFor } from '../catalogue/catalogue.ts';
import { isSameItem, type MeetingReason, type Relation, relateCatalogues } from '../catalogue/relate-catalogues.ts';
import { hasSameScores, hasSameThreshold, type Scoring, type ScoringPart, weightOf } from '../catalogue/scoring.ts';
import type { Lang } from '../i18n/lang.ts';
import { formatTenths, parseScore } from './read-score.ts';
import type { Rating, Sheet, Tailoring, Tenths } from './sheet.ts';

/** The sheet that answers are carried into. */
export interface CarryTarget {
  readonly catalogue: Catalogue;
  readonly claim: number;
  readonly reading: Reading;
  readonly lang: Lang;
}

/** Why an old answer is in no answer of the new sheet. */
export type DropReason = 'no-counterpart' | 'above-claim';

/** Old answers that have to do with new requirements and are not certain to answer them: nothing is scored from them. */
export interface UnclearAnswers {
  readonly reason: MeetingReason | 'other-scores';
  readonly ids: readonly string[];
  readonly from: readonly string[];
}

/** Items that one was made of, or that were made of one. */
export interface ItemMove {
  readonly from: readonly string[];
  readonly into: readonly string[];
}

/** What became of everything in an old sheet; ids in the order of the model that they belong to. */
export interface CarryOver {
  /** The model of the old sheet. */
  readonly oldCatalogue: Catalogue;
  /** Whether the models have to do with each other; else only equal ids with equal statements were carried. */
  readonly related: boolean;
  /** In what the models score differently. */
  readonly scoring: readonly ScoringPart[];
  /** The answers of the new sheet, by its own ids. */
  readonly ratings: ReadonlyMap<string, Rating>;
  /** Where each of them comes from. */
  readonly carried: readonly { readonly id: string; readonly from: string }[];
  readonly unclear: readonly UnclearAnswers[];
  readonly dropped: readonly { readonly id: string; readonly reason: DropReason }[];
  /** Items of the new sheet that several old ones were merged into, and old ones that were split. */
  readonly merged: readonly ItemMove[];
  readonly split: readonly ItemMove[];
  /**
   * What the new sheet asks and has no answer to, without tailored items: requirements that the old one asked too and left
   * empty, and those that it did not ask.
   */
  readonly open: readonly string[];
  readonly added: readonly string[];
  readonly tailoring: readonly Tailoring[];
  readonly droppedTailoring: readonly Tailoring[];
  /** Entries of the register that no carried answer refers to. */
  readonly unusedEvidence: readonly string[];
}

/** Whether an answer says anything. */
export const isAnswered = ({ score, evidence, finding, improvement }: Rating): boolean =>
  score !== null ||
  evidence.length > 0 ||
  finding !== null ||
  Object.values(improvement ?? {}).some((part) => part !== null);

/**
 * Carries the answers of a sheet over to another claim, edition or model. Nothing is guessed: an answer is carried where it
 * is certain to answer the same requirement, and a score only where the models have the same scores.
 */
export function carryOver(old: Sheet, oldCatalogue: Catalogue, target: CarryTarget): CarryOver {
  const relation = relateCatalogues(oldCatalogue, target.catalogue);
  const answers = new Map([...old.ratings].filter(([, rating]) => isAnswered(rating)));
  const claimed = itemsOf(target.catalogue).flatMap((item) => requirementsFor(item, target.claim, 'cumulative'));
  const oldIds = itemsOf(oldCatalogue).flatMap((item) =>
    requirementsFor(item, oldCatalogue.levels.length, 'cumulative').map(({ id }) => id),
  );
  const rescale = rescaler(oldCatalogue.scoring, target.catalogue.scoring);
  const ratings = new Map<string, Rating>();
  const carried: CarryOver['carried'][number][] = [];
  const met: UnclearAnswers[] = [];
  for (const { id } of claimed) {
    const from = answers.get(relation.same.get(id) ?? '');
    if (!from) continue;
    const score = rescale(from.score);
    if (score === undefined) {
      met.push({ reason: 'other-scores', ids: [id], from: [from.requirement] });
      continue;
    }
    ratings.set(id, { ...from, score, requirement: id });
    carried.push({ id, from: from.requirement });
  }
  const places = new Map(claimed.map(({ id }, index) => [id, index]));
  const placeOf = ({ ids: [first = ''] }: UnclearAnswers): number => places.get(first) ?? 0;
  met.push(...unclearIn(relation.meetings, answers, places));
  const unclear = met.sort((a, b) => placeOf(a) - placeOf(b));
  const used = new Set([...carried.map(({ from }) => from), ...unclear.flatMap(({ from }) => from)]);
  const above = counterparts(relation);
  const { kept, lost } = carryTailoring(old.tailoring, oldCatalogue, relation, target);
  const settled = new Set([...ratings.keys(), ...unclear.flatMap(({ ids }) => ids)]);
  const tailored = new Set(kept.map(({ item }) => item));
  const left = itemsOf(target.catalogue)
    .filter((item) => !tailored.has(item.id))
    .flatMap((item) => requirementsFor(item, target.claim, target.reading).map(({ id }) => id))
    .filter((id) => !settled.has(id));
  const askedBefore = askedIn(old, oldCatalogue, relation);
  const references = new Set([...ratings.values()].flatMap((rating) => rating.evidence));
  return {
    oldCatalogue,
    related: relation.related,
    scoring: scoringDifferences(oldCatalogue, target.catalogue, relation),
    ratings,
    carried,
    unclear,
    dropped: oldIds
      .filter((id) => answers.has(id) && !used.has(id))
      .map((id) => ({ id, reason: above.has(id) ? 'above-claim' : 'no-counterpart' })),
    ...movedItems(oldCatalogue, target, relation),
    open: left.filter(askedBefore),
    added: left.filter((id) => !askedBefore(id)),
    tailoring: kept,
    droppedTailoring: lost,
    unusedEvidence: old.evidence.map(({ id }) => id).filter((id) => !references.has(id)),
  };
}

/** Gives a score in the units of another model; undefined where that has other scores, so that a number says something else. */
const rescaler = (old: Scoring, fresh: Scoring) => {
  const isSame = hasSameScores(old, fresh);
  return (score: Tenths | null): Tenths | null | undefined =>
    score === null ? null : isSame ? (parseScore(formatTenths(score, old), fresh) ?? undefined) : undefined;
};

/** In what two models score differently; weights of items that answer to each other one to one, or have the same id. */
function scoringDifferences(old: Catalogue, fresh: Catalogue, { items }: Relation): ScoringPart[] {
  const weights = new Map(itemWeights(old));
  const isWeighed = ([id, weight]: readonly [string, number]): boolean => {
    const [behind = id, ...others] = items.get(id) ?? [];
    const before = weights.get(behind);
    return !others.length && before !== undefined && before !== weight;
  };
  return [
    ...(hasSameScores(old.scoring, fresh.scoring) ? [] : ['scores' as const]),
    ...(hasSameThreshold(old.scoring, fresh.scoring) ? [] : ['threshold' as const]),
    ...(itemWeights(fresh).some(isWeighed) ? ['weights' as const] : []),
  ];
}

const itemWeights = ({ domains }: Catalogue): (readonly [string, number])[] =>
  domains.flatMap((domain) => domain.items.map((item) => [item.id, weightOf(domain, item)] as const));

/** The old requirements that answer to any of the new model, at whatever level. */
const counterparts = ({ same, meetings }: Relation): Set<string> =>
  new Set([...same.values(), ...meetings.flatMap((meeting) => meeting.old)]);

/** The answers to what is not certain to be the same in the new model. */
const unclearIn = (
  meetings: Relation['meetings'],
  answers: ReadonlyMap<string, Rating>,
  claimed: ReadonlyMap<string, number>,
): UnclearAnswers[] =>
  meetings.flatMap(({ reason, old, fresh }) => {
    const from = old.filter((id) => answers.has(id));
    const ids = fresh.filter((id) => claimed.has(id));
    return from.length && ids.length ? [{ reason, ids, from }] : [];
  });

/** The items of the new sheet that are several old ones, and the old ones that are several of its items. */
function movedItems(old: Catalogue, { catalogue, claim }: CarryTarget, { items }: Relation) {
  const asked = itemsOf(catalogue).filter((item) => requirementsFor(item, claim, 'cumulative').length);
  const behind = asked.map(({ id }) => ({ from: items.get(id) ?? [], into: [id] }));
  const parts = itemsOf(old).map(({ id }) => ({
    from: [id],
    into: behind.filter(({ from }) => from.includes(id)).flatMap(({ into }) => into),
  }));
  return {
    merged: behind.filter(({ from }) => from.length > 1),
    split: parts.filter(({ into }) => into.length > 1),
  };
}

/** A new item takes no part where every old item behind it took none; its reasons are joined. */
function carryTailoring(
  tailoring: readonly Tailoring[],
  oldCatalogue: Catalogue,
  { items }: Relation,
  { catalogue, lang }: CarryTarget,
) {
  const reasons = new Map(tailoring.map((entry) => [entry.item, entry.reason]));
  const used = new Set<string>();
  const kept = itemsOf(catalogue).flatMap((item): Tailoring[] => {
    const { id } = item;
    const behind = itemsOf(oldCatalogue)
      .filter((old) => items.get(id)?.includes(old.id) && isSameItem(old, item))
      .map((old) => old.id);
    if (!behind.length || !behind.every((item) => reasons.has(item))) return [];
    for (const item of behind) used.add(item);
    return [
      {
        item: id,
        reason: [...new Set(behind.map((item) => reasons.get(item) ?? ''))].join(lang === 'zh' ? '；' : '; '),
      },
    ];
  });
  return { kept, lost: tailoring.filter(({ item }) => !used.has(item)) };
}

/** Meetings in which the old sheet asked what the new one asks, though in other numbers, at another level or under another name. */
const ASKED_BEFORE: readonly MeetingReason[] = ['provisional', 'other-level', 'other-name'];

/** Whether the old sheet asked what a new requirement asks. */
function askedIn(
  { claim, reading }: Sheet,
  catalogue: Catalogue,
  { same, meetings }: Relation,
): (id: string) => boolean {
  const asked = new Set(
    itemsOf(catalogue).flatMap((item) => requirementsFor(item, claim, reading).map((entry) => entry.id)),
  );
  const behind = (id: string): readonly string[] => {
    const one = same.get(id);
    const met = meetings.filter(({ reason, fresh }) => ASKED_BEFORE.includes(reason) && fresh.includes(id));
    return one === undefined ? met.flatMap(({ old }) => old) : [one];
  };
  return (id) => behind(id).some((before) => asked.has(before));
}
