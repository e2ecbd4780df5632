import { type Catalogue, itemsOf, type Reading, type Requirement, requirementsFor } from '../catalogue/catalogue.ts';
import { type Relation, relateCatalogues } from '../catalogue/relate-catalogues.ts';
import type { Scoring } from '../catalogue/scoring.ts';
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

/** What became of everything in an old sheet; ids in the order of the model that they belong to. */
export interface CarryOver {
  /** How the model of the old sheet scores. */
  readonly oldScoring: Scoring;
  /** Whether the models have to do with each other; else only equal ids with equal statements were carried. */
  readonly related: boolean;
  /** The answers of the new sheet, by its own ids. */
  readonly ratings: ReadonlyMap<string, Rating>;
  /** Where each of them comes from; `changed` where another edition or model has it in other words. */
  readonly carried: readonly { readonly id: string; readonly from: string; readonly changed: boolean }[];
  /** Old answers that answer to new requirements, but not one to one, or with a score that the new model lacks: nothing is scored from them. */
  readonly unclear: readonly { readonly ids: readonly string[]; readonly from: readonly string[] }[];
  readonly dropped: readonly { readonly id: string; readonly reason: DropReason }[];
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
 * is the only one behind a requirement that asks the same.
 */
export function carryOver(old: Sheet, oldCatalogue: Catalogue, target: CarryTarget): CarryOver {
  const relation = relateCatalogues(oldCatalogue, target.catalogue);
  const answers = new Map([...old.ratings].filter(([, rating]) => isAnswered(rating)));
  const claimed = itemsOf(target.catalogue).flatMap((item) => requirementsFor(item, target.claim, 'cumulative'));
  const oldRequirements = new Map(
    itemsOf(oldCatalogue)
      .flatMap((item) => requirementsFor(item, oldCatalogue.levels.length, 'cumulative'))
      .map(byId),
  );
  const isOther = nameOf(oldCatalogue) !== nameOf(target.catalogue);
  const rescale = rescaler(oldCatalogue.scoring, target.catalogue.scoring);
  const ratings = new Map<string, Rating>();
  const carried: CarryOver['carried'][number][] = [];
  const unclear: CarryOver['unclear'][number][] = [];
  for (const requirement of claimed) {
    const [from, ...others] = (relation.requirements.get(requirement.id) ?? []).flatMap((id) => answers.get(id) ?? []);
    if (!from) continue;
    if (others.length) {
      unclear.push({ ids: [requirement.id], from: [from, ...others].map((rating) => rating.requirement) });
      continue;
    }
    const score = rescale(from.score);
    // A score that the new model does not have says nothing there; the whole answer is left to look at.
    if (score === undefined) {
      unclear.push({ ids: [requirement.id], from: [from.requirement] });
      continue;
    }
    ratings.set(requirement.id, { ...from, score, requirement: requirement.id });
    const before = oldRequirements.get(from.requirement);
    carried.push({
      id: requirement.id,
      from: from.requirement,
      changed: isOther && !hasSameWords(before, requirement),
    });
  }
  unclear.push(...unclearWholes(relation, answers, new Set(claimed.map(({ id }) => id))));
  const used = new Set([...carried.map(({ from }) => from), ...unclear.flatMap(({ from }) => from)]);
  const above = counterparts(relation);
  const { kept, lost } = carryTailoring(old.tailoring, relation, target);
  const settled = new Set([...ratings.keys(), ...unclear.flatMap(({ ids }) => ids)]);
  const tailored = new Set(kept.map(({ item }) => item));
  const left = itemsOf(target.catalogue)
    .filter((item) => !tailored.has(item.id))
    .flatMap((item) => requirementsFor(item, target.claim, target.reading).map(({ id }) => id))
    .filter((id) => !settled.has(id));
  const askedBefore = askedIn(old, oldCatalogue, relation);
  const references = new Set([...ratings.values()].flatMap((rating) => rating.evidence));
  return {
    oldScoring: oldCatalogue.scoring,
    related: relation.related,
    ratings,
    carried,
    unclear,
    dropped: [...oldRequirements.keys()]
      .filter((id) => answers.has(id) && !used.has(id))
      .map((id) => ({ id, reason: above.has(id) ? 'above-claim' : 'no-counterpart' })),
    open: left.filter(askedBefore),
    added: left.filter((id) => !askedBefore(id)),
    tailoring: kept,
    droppedTailoring: lost,
    unusedEvidence: old.evidence.map(({ id }) => id).filter((id) => !references.has(id)),
  };
}

/** Gives a score in the units of another model; undefined where that has no score of this value. */
const rescaler =
  (old: Scoring, fresh: Scoring) =>
  (score: Tenths | null): Tenths | null | undefined =>
    score === null ? null : (parseScore(formatTenths(score, old), fresh) ?? undefined);

const nameOf = ({ id, edition, digest }: Catalogue): string => `${id} ${edition} ${digest}`;

const byId = (requirement: Requirement) => [requirement.id, requirement] as const;

const hasSameWords = (a: Requirement | undefined, b: Requirement): boolean =>
  a !== undefined && a.text.zh === b.text.zh && a.text.en === b.text.en;

/** The old requirements that answer to any of the new model, at whatever level. */
const counterparts = ({ requirements, wholes }: Relation): Set<string> =>
  new Set([...[...requirements.values()].flat(), ...wholes.flatMap((whole) => whole.old)]);

/** Answers to a provisional whole where the new model has its parts, or the other way about. */
function unclearWholes(
  { wholes }: Relation,
  answers: ReadonlyMap<string, Rating>,
  claimed: ReadonlySet<string>,
): CarryOver['unclear'][number][] {
  return wholes.flatMap((whole) => {
    const from = whole.old.filter((id) => answers.has(id));
    const ids = whole.fresh.filter((id) => claimed.has(id));
    return from.length && ids.length ? [{ ids, from }] : [];
  });
}

/** A new item takes no part where every old item behind it took none; its reasons are joined. */
function carryTailoring(tailoring: readonly Tailoring[], { items }: Relation, { catalogue, lang }: CarryTarget) {
  const reasons = new Map(tailoring.map((entry) => [entry.item, entry.reason]));
  const used = new Set<string>();
  const kept = itemsOf(catalogue).flatMap(({ id }): Tailoring[] => {
    const behind = items.get(id) ?? [];
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

/** Whether the old sheet asked what a new requirement asks. */
function askedIn(
  { claim, reading }: Sheet,
  catalogue: Catalogue,
  { requirements, wholes }: Relation,
): (id: string) => boolean {
  const asked = new Set(
    itemsOf(catalogue).flatMap((item) => requirementsFor(item, claim, reading).map((entry) => entry.id)),
  );
  const behind = (id: string) => [
    ...(requirements.get(id) ?? []),
    ...wholes.filter((whole) => whole.fresh.includes(id)).flatMap((whole) => whole.old),
  ];
  return (id) => behind(id).some((before) => asked.has(before));
}
