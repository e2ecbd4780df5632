import {
  type Catalogue,
  countItems,
  countsByLevel,
  type Domain,
  type Item,
  isDomainWide,
  itemsOf,
  itemTitle,
  type Level,
} from '../catalogue/catalogue.ts';
import { shortLevelName } from '../catalogue/find-level.ts';
import type { Part } from '../catalogue/find-part.ts';
import { decimalOf } from '../catalogue/scoring.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Messages } from '../i18n/messages.ts';
import { commandWord } from '../text/command-line.ts';
import { widthOf } from '../text/width.ts';
import { domainCharacteristic, itemDocument, itemLevelBlocks, requirementPoints } from './model-item-document.ts';
import { type Block, heading, paragraph, type ReportDocument } from './report-document.ts';

/** How a model is shown: in which language, and by what word the user named it, for commands that go on from there. */
export interface ModelView {
  readonly catalogue: Catalogue;
  readonly typed: string;
  readonly lang: Lang;
  readonly m: Messages;
}

/** A whole model: what it is, its levels, and how many requirements each item has at each. */
export function modelDocument({ catalogue, typed, lang, m }: ModelView): ReportDocument {
  const total = countsByLevel(itemsOf(catalogue), catalogue).reduce((a, b) => a + b, 0);
  return {
    title: catalogue.name[lang],
    summary: [
      {
        kind: 'facts',
        rows: [
          [m.model.edition, catalogue.edition],
          [m.model.document, catalogue.document[lang]],
          [m.model.rule, catalogue.scoringRule[lang]],
          [m.model.scores, scoresText(catalogue, lang, m)],
          [m.model.requirements, m.model.counts(catalogue.domains.length, countItems(catalogue), total)],
          ...derivationRows(catalogue, m),
        ],
      },
      paragraph(`${m.model.digest}${m.punctuation.colon}${catalogue.digest}`),
      ...overlayBlocks(catalogue, m),
      heading(1, m.model.characteristics),
      ...catalogue.levels.flatMap((level): Block[] => [
        heading(3, level.name[lang], `  ${rankOf(catalogue, level)}`),
        ...levelBlocks(level, lang),
      ]),
    ],
    body: [
      heading(1, m.model.requirements),
      countTable(
        catalogue,
        catalogue.domains.flatMap((domain) => [
          { name: `【${domain.name[lang]}】${weightText(domain, m)}`, items: null },
          ...domain.items.map((item) => ({
            name: `${itemTitle(domain, item, lang)}${weightText(item, m)}\n${item.id}`,
            items: [item],
          })),
        ]),
        lang,
        m,
      ),
      paragraph(m.model.moreLevel(`assess model show ${commandWord(typed)} ${catalogue.levels.at(-1)?.rank ?? ''}`)),
      paragraph(m.model.more(`assess model show ${commandWord(typed)} ${itemsOf(catalogue)[0]?.id ?? ''}`)),
    ],
  };
}

function scoresText({ scoring: { scores, scale, threshold } }: Catalogue, lang: Lang, m: Messages): string {
  const named = scores.map(({ units, name }) => m.report.scoreName(name[lang], decimalOf(units, scale)));
  return `${named.join(m.punctuation.comma)}${m.punctuation.semicolon}${m.report.threshold(decimalOf(threshold, scale))}`;
}

const weightText = ({ weight }: Domain | Item, m: Messages): string =>
  weight === 1 ? '' : `${m.punctuation.open}${m.model.weight(weight)}${m.punctuation.close}`;

/** How many requirements are provisional, and which model it is derived from, where that is so. */
function derivationRows(catalogue: Catalogue, m: Messages): (readonly [string, string])[] {
  const requirements = itemsOf(catalogue).flatMap((item) => item.levels.flatMap((level) => level.requirements));
  const provisional = requirements.filter((requirement) => requirement.provisional).length;
  const { derivedFrom } = catalogue;
  return [
    ...(provisional ? [[m.model.provisional, m.model.provisionalCount(provisional)] as const] : []),
    ...(derivedFrom
      ? [[m.model.derivedFrom, m.model.derivedLine(derivedFrom.model, derivedFrom.edition)] as const]
      : []),
  ];
}

/** One part of a model. */
export function partDocument(view: ModelView, part: Part): ReportDocument {
  const document = documentOf(view, part);
  return { ...document, summary: [...document.summary, ...overlayBlocks(view.catalogue, view.m)] };
}

/** Where wording comes from an overlay: which one. */
const overlayBlocks = ({ overlay }: Catalogue, m: Messages): Block[] =>
  overlay ? [paragraph(m.report.overlayLine(overlay.file, overlay.replaced, overlay.digest))] : [];

function documentOf(view: ModelView, part: Part): ReportDocument {
  switch (part.kind) {
    case 'level':
      return levelDocument(view, part.level);
    case 'domain':
      return part.level === null
        ? domainDocument(view, part.domain)
        : domainAtLevelDocument(view, part.domain, part.level);
    case 'item':
    case 'requirement':
      return itemDocument(view.catalogue, part, view.lang, view.m);
  }
}

const rankOf = (catalogue: Catalogue, { rank }: Level): string => `${rank}/${catalogue.levels.length}`;

const levelBlocks = (level: Level, lang: Lang): Block[] => [
  ...(level.definition ? [paragraph(level.definition[lang])] : []),
  ...(level.characteristics.length
    ? [{ kind: 'list' as const, items: level.characteristics.map((text) => text[lang]) }]
    : []),
];

/** Columns of a narrow table: the levels' names where all are short, else their ranks. */
function levelTitles(levels: readonly Level[], lang: Lang): string[] {
  const names = levels.map((level) => shortLevelName(level.name[lang]).replace(/(?<=.)级$/, ''));
  return names.every((name) => widthOf(name) <= 4) ? names : levels.map((level) => String(level.rank));
}

interface CountRow {
  readonly name: string;
  /** Null in a row that is a heading. */
  readonly items: readonly Item[] | null;
}

/** The number of requirements by item and level, with sums by level. */
const countTable = (catalogue: Catalogue, rows: readonly CountRow[], lang: Lang, m: Messages): Block => ({
  kind: 'table',
  columns: [
    { title: m.report.item, align: 'left' },
    ...levelTitles(catalogue.levels, lang).map((title) => ({ title, align: 'right' as const })),
  ],
  rows: [...rows, { name: m.model.total, items: rows.flatMap(({ items }) => items ?? []) }].map(({ name, items }) => [
    name,
    ...countsByLevel(items ?? [], catalogue).map((count) => (count ? String(count) : '')),
  ]),
});

function levelDocument({ catalogue, lang, m }: ModelView, level: Level): ReportDocument {
  const domains = catalogue.domains.map((domain) => ({ domain, items: itemsAt(domain, level) }));
  const assessed = domains.filter(({ items }) => items.length);
  const count =
    countsByLevel(
      assessed.flatMap(({ items }) => items),
      catalogue,
    )[level.rank - 1] ?? 0;
  const items = assessed.flatMap((entry) => entry.items.filter((item) => !isDomainWide(entry.domain, item))).length;
  return {
    title: `${level.name[lang]}  ${rankOf(catalogue, level)}`,
    summary: [
      {
        kind: 'facts',
        rows: [
          [m.model.listHead.id, m.report.modelLine(catalogue.name[lang], catalogue.edition)],
          [
            m.model.ownRequirements,
            items ? m.model.counts(assessed.length, items, count) : m.model.domainCounts(assessed.length, count),
          ],
        ],
      },
      ...levelBlocks(level, lang),
    ],
    body: domains.flatMap(({ domain }): Block[] => [
      heading(1, domain.name[lang], `  ${domain.id}`),
      ...domainAtLevel(domain, level, lang, m),
    ]),
  };
}

const itemsAt = (domain: Domain, { rank }: Level): readonly Item[] =>
  domain.items.filter((item) => item.levels.some((entry) => entry.level === rank));

function domainAtLevel(domain: Domain, level: Level, lang: Lang, m: Messages): Block[] {
  const mark = domainCharacteristic(domain, level.rank, lang);
  const items = itemsAt(domain, level);
  return [
    ...(mark === null ? [] : [paragraph(mark)]),
    ...items.flatMap((item): Block[] => {
      const entry = item.levels.find((candidate) => candidate.level === level.rank);
      const clause = entry?.clause == null ? '' : `  ${m.model.clause(entry.clause)}`;
      return [
        heading(3, itemTitle(domain, item, lang), `  ${item.id}${clause}`),
        requirementPoints(entry?.requirements ?? [], lang, m),
      ];
    }),
    ...(items.length ? [] : [paragraph(m.model.noRequirements)]),
  ];
}

const domainAtLevelDocument = ({ lang, m }: ModelView, domain: Domain, level: Level): ReportDocument => ({
  title: `${domain.name[lang]}  ${domain.id}.${level.rank}`,
  summary: [paragraph(`${domain.name[lang]} › ${level.name[lang]}`)],
  body: domainAtLevel(domain, level, lang, m),
});

function domainDocument({ catalogue, typed, lang, m }: ModelView, domain: Domain): ReportDocument {
  const marks = catalogue.levels.flatMap(({ rank, name }) => {
    const mark = domainCharacteristic(domain, rank, lang);
    return mark === null ? [] : [`${name[lang]}${m.punctuation.colon}${mark}`];
  });
  const wide = domain.items.find((item) => isDomainWide(domain, item));
  const others = domain.items.filter((item) => item !== wide);
  const [first] = others;
  return {
    title: `${domain.name[lang]}  ${domain.id}`,
    summary: [
      paragraph(domain.overview[lang]),
      ...(marks.length ? [heading(1, m.model.characteristics), { kind: 'list' as const, items: marks }] : []),
    ],
    body: [
      heading(1, m.model.items),
      countTable(
        catalogue,
        domain.items.map((item) => ({ name: itemTitle(domain, item, lang), items: [item] })),
        lang,
        m,
      ),
      ...others.flatMap((item): Block[] => [
        heading(3, item.name[lang], `  ${item.id}`),
        paragraph(item.overview[lang]),
      ]),
      ...(wide
        ? [
            heading(1, itemTitle(domain, wide, lang)),
            paragraph(wide.overview[lang]),
            ...wide.levels.flatMap((entry) => itemLevelBlocks(catalogue, entry, lang, m)),
          ]
        : []),
      ...(first ? [paragraph(m.model.more(`assess model show ${commandWord(typed)} ${first.id}`))] : []),
    ],
  };
}
