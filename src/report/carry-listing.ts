import { type Catalogue, itemIdOf, levelName } from '../catalogue/catalogue.ts';
import { decimalOf, type Scoring, type ScoringPart } from '../catalogue/scoring.ts';
import type { Lang } from '../i18n/lang.ts';
import { type Messages, messagesIn } from '../i18n/messages.ts';
import type { CarryOver, ItemMove } from '../sheet/carry-over.ts';
import type { Evidence } from '../sheet/sheet.ts';
import { paragraph, type ReportDocument } from './report-document.ts';

/** The sheet that answers come from, or go to. */
export interface CarrySide {
  readonly file: string;
  readonly catalogue: Catalogue;
  readonly claim: number;
  readonly evidence: readonly Evidence[];
}

/** `assess init --from --format json`; `schema/init-from.schema.json` describes it. */
export function carryJson(from: CarrySide, to: CarrySide, carried: CarryOver) {
  const side = ({ file, catalogue, claim }: CarrySide) => ({
    file,
    model: catalogue.id,
    edition: catalogue.edition,
    claim,
  });
  const { related, scoring, ratings, carried: answers, unclear, dropped, merged, split, open, added } = carried;
  const { tailoring, droppedTailoring } = carried;
  const { scale } = to.catalogue.scoring;
  const written = (units: number | null): number | null => (units === null ? null : Number(decimalOf(units, scale)));
  return {
    schemaVersion: 1,
    from: side(from),
    to: side(to),
    related,
    scoring,
    carried: answers.map((entry) => ({ ...entry, score: written(ratings.get(entry.id)?.score ?? null) })),
    unclear,
    dropped,
    merged,
    split,
    open,
    new: added,
    tailoring: { carried: tailoring, dropped: droppedTailoring },
    evidence: { carried: from.evidence.map(({ id }) => id), unused: carried.unusedEvidence },
  };
}

/** What was carried over, what was not and what is new, for people. */
export function buildCarryListing(from: CarrySide, to: CarrySide, carried: CarryOver, lang: Lang): ReportDocument {
  const m = messagesIn(lang);
  const sheetLine = ({ file, catalogue, claim }: CarrySide) =>
    m.from.sheetLine(file, catalogue.id, catalogue.edition, levelName(catalogue, claim)?.[lang] ?? String(claim));
  return {
    title: `${from.file} → ${to.file}`,
    summary: [
      ...(carried.related ? [] : [paragraph(m.from.unrelated)]),
      {
        kind: 'facts',
        rows: [
          [m.from.oldSheet, sheetLine(from)],
          [m.from.newSheet, sheetLine(to)],
          ...scoringRows(carried, to.catalogue, lang, m),
          ...carryRows(carried, m),
          ...tailoringRows(carried, m),
          ...evidenceRows(carried, from.evidence, m),
        ],
      },
      ...(carried.unclear.length ? [paragraph(m.from.unclearNote)] : []),
    ],
    body: [],
  };
}

type Row = readonly [string, string];

/** In what the models score differently, if in anything. */
function scoringRows({ scoring, oldCatalogue }: CarryOver, fresh: Catalogue, lang: Lang, m: Messages): Row[] {
  const [old, now] = [oldCatalogue.scoring, fresh.scoring];
  const parts: Readonly<Record<ScoringPart, () => string>> = {
    scores: () => m.from.otherScores(namedScores(old, lang, m), namedScores(now, lang, m)),
    threshold: () => m.from.otherThreshold(decimalOf(old.threshold, old.scale), decimalOf(now.threshold, now.scale)),
    weights: () => m.from.otherWeights,
  };
  return scoring.length ? [[m.from.scoring, scoring.map((part) => parts[part]()).join(m.punctuation.semicolon)]] : [];
}

const namedScores = ({ scores, scale }: Scoring, lang: Lang, m: Messages): string =>
  scores
    .map(({ units, name }) => `${decimalOf(units, scale)}${m.punctuation.open}${name[lang]}${m.punctuation.close}`)
    .join(m.punctuation.enumeration);

/** Why answers are unclear, in the order of the listing. */
const UNCLEAR_REASONS = [
  'other-statement',
  'other-scores',
  'other-level',
  'other-name',
  'ambiguous',
  'provisional',
] as const;

function unclearRows({ unclear }: CarryOver, m: Messages): Row[] {
  return UNCLEAR_REASONS.flatMap((reason): Row[] => {
    const entries = unclear.filter((entry) => entry.reason === reason);
    const count = entries.reduce((sum, { from }) => sum + from.length, 0);
    const pairs = entries.flatMap(({ ids: [id, ...more], from: [from, ...others] }) =>
      id !== undefined && from !== undefined && !more.length && !others.length ? [{ id, from }] : [],
    );
    const isKept = pairs.length === entries.length && pairs.every(({ id, from }) => id === from);
    const told = isKept
      ? grouped(
          pairs.map(({ id }) => id),
          m,
        )
      : entries.map(({ ids, from }) => `${grouped(from, m)} → ${grouped(ids, m)}`).join(m.punctuation.semicolon);
    return count ? [[m.from.unclear, m.from.unclearLine[reason](count, told)]] : [];
  });
}

/** Items that became one, or several, with the answers that were carried between them. */
function movedRows({ merged, split, carried }: CarryOver, m: Messages): Row[] {
  const rows = (label: string, entries: readonly ItemMove[]): Row[] =>
    entries.map(({ from, into }) => {
      const told = [from, into].map((items) => items.join(m.punctuation.enumeration)).join(' → ');
      const moved = carried.filter((entry) => from.includes(itemIdOf(entry.from)) && into.includes(itemIdOf(entry.id)));
      return [label, moved.length ? m.from.movedLine(told, moved.length, moves(moved, m)) : told];
    });
  return [...rows(m.from.merged, merged), ...rows(m.from.split, split)];
}

function carryRows(all: CarryOver, m: Messages): Row[] {
  const { carried, dropped, open, added } = all;
  const told = (ids: readonly string[]) => grouped(ids, m);
  const line = (label: string, ids: readonly string[]): Row[] =>
    ids.length ? [[label, m.from.counted(ids.length, told(ids))]] : [];
  const moved = [...all.merged, ...all.split];
  const isMoved = ({ id, from }: CarryOver['carried'][number]): boolean =>
    moved.some((entry) => entry.from.includes(itemIdOf(from)) && entry.into.includes(itemIdOf(id)));
  const renumbered = carried.filter((entry) => entry.id !== entry.from && !isMoved(entry));
  const [gone, above] = (['no-counterpart', 'above-claim'] as const).map((reason) =>
    dropped.filter((entry) => entry.reason === reason).map(({ id }) => id),
  );
  return [
    ...(carried.length
      ? line(
          m.from.carried,
          carried.map(({ id }) => id),
        )
      : [[m.from.carried, m.from.count(0)] as const]),
    ...(renumbered.length
      ? [[m.from.renumbered, m.from.counted(renumbered.length, moves(renumbered, m))] as const]
      : []),
    ...movedRows(all, m),
    ...unclearRows(all, m),
    ...(gone?.length ? [[m.from.dropped, m.from.droppedNone(gone.length, told(gone))] as const] : []),
    ...(above?.length ? [[m.from.dropped, m.from.droppedAbove(above.length, told(above))] as const] : []),
    ...line(m.from.added, added),
    ...line(m.from.open, open),
  ];
}

function tailoringRows({ tailoring, droppedTailoring }: CarryOver, m: Messages): Row[] {
  const told = (entries: CarryOver['tailoring']) => entries.map(({ item }) => item).join(m.punctuation.enumeration);
  const parts = [
    tailoring.length ? m.from.tailoringCarried(told(tailoring)) : '',
    droppedTailoring.length ? m.from.tailoringDropped(told(droppedTailoring)) : '',
  ].filter(Boolean);
  return parts.length ? [[m.from.tailoring, parts.join(m.punctuation.semicolon)]] : [];
}

function evidenceRows({ unusedEvidence }: CarryOver, evidence: readonly Evidence[], m: Messages): Row[] {
  if (!evidence.length) return [];
  const unused = unusedEvidence.length
    ? [m.from.evidenceUnused(unusedEvidence.length, unusedEvidence.join(m.punctuation.enumeration))]
    : [];
  return [[m.from.evidence, [m.from.evidenceLine(evidence.length), ...unused].join(m.punctuation.semicolon)]];
}

/** Ids by item, runs of letters together: `demand-management 1a–1d 2a`. */
function grouped(ids: readonly string[], m: Messages): string {
  const items = new Map<string, string[]>();
  for (const id of ids)
    items.set(itemIdOf(id), [...(items.get(itemIdOf(id)) ?? []), id.slice(id.lastIndexOf('.') + 1)]);
  return [...items].map(([item, keys]) => `${item} ${runsOf(keys).join(' ')}`).join(m.punctuation.semicolon);
}

function runsOf(keys: readonly string[]): string[] {
  const runs: [first: string, last: string][] = [];
  for (const key of keys) {
    const run = runs.at(-1);
    if (run && follows(run[1], key)) run[1] = key;
    else runs.push([key, key]);
  }
  return runs.map(([first, last]) => (first === last ? first : `${first}–${last}`));
}

/** Whether a key is that of the next letter at the same level. */
const follows = (before: string, key: string): boolean =>
  before.slice(0, -1) === key.slice(0, -1) &&
  before.charCodeAt(before.length - 1) + 1 === key.charCodeAt(key.length - 1);

/** Old and new ids of answers, by the items that they moved between. */
function moves(entries: CarryOver['carried'], m: Messages): string {
  const routes = new Map<string, { from: string[]; id: string[] }>();
  for (const { from, id } of entries) {
    const route = `${itemIdOf(from)} ${itemIdOf(id)}`;
    const known = routes.get(route) ?? { from: [], id: [] };
    routes.set(route, { from: [...known.from, from], id: [...known.id, id] });
  }
  return [...routes.values()]
    .map(({ from, id }) => `${grouped(from, m)} → ${grouped(id, m)}`)
    .join(m.punctuation.semicolon);
}
