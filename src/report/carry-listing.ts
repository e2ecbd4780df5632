import { type Catalogue, itemIdOf, levelName } from '../catalogue/catalogue.ts';
import type { Lang } from '../i18n/lang.ts';
import { type Messages, messagesIn } from '../i18n/messages.ts';
import type { CarryOver } from '../sheet/carry-over.ts';
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
  const { related, ratings, carried: answers, unclear, dropped, open, added, tailoring, droppedTailoring } = carried;
  return {
    schemaVersion: 1,
    from: side(from),
    to: side(to),
    related,
    carried: answers.map((entry) => ({ ...entry, score: scoreOf(ratings.get(entry.id)?.score ?? null) })),
    unclear,
    dropped,
    open,
    new: added,
    tailoring: { carried: tailoring, dropped: droppedTailoring },
    evidence: { carried: from.evidence.map(({ id }) => id), unused: carried.unusedEvidence },
  };
}

const scoreOf = (tenths: number | null): number | null => (tenths === null ? null : tenths / 10);

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
          ...carryRows(carried, m),
          ...tailoringRows(carried, m),
          ...evidenceRows(carried, from.evidence, m),
        ],
      },
    ],
    body: [],
  };
}

type Row = readonly [string, string];

function carryRows({ carried, unclear, dropped, open, added }: CarryOver, m: Messages): Row[] {
  const told = (ids: readonly string[]) => grouped(ids, m);
  const line = (label: string, ids: readonly string[]): Row[] =>
    ids.length ? [[label, m.from.counted(ids.length, told(ids))]] : [];
  const renumbered = carried.filter(({ id, from }) => id !== from);
  const changed = carried.filter((entry) => entry.changed).map(({ id }) => id);
  const meetings = unclear.map(({ ids, from }) => `${told(from)} → ${told(ids)}`);
  const oldUnclear = unclear.reduce((sum, { from }) => sum + from.length, 0);
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
    ...(changed.length ? [[m.from.changed, m.from.changedLine(changed.length, told(changed))] as const] : []),
    ...(oldUnclear
      ? [[m.from.unclear, m.from.unclearLine(oldUnclear, meetings.join(m.punctuation.semicolon))] as const]
      : []),
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
