import {
  type Catalogue,
  type Domain,
  type Item,
  itemsOf,
  type Level,
  levelName,
  type Requirement,
  referenceOf,
} from '../catalogue/catalogue.ts';
import { nearest } from '../diagnostics/suggest.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Messages } from '../i18n/messages.ts';
import { Failure } from '../io/failure.ts';
import { renderTerminal } from '../render/render-terminal.ts';
import { type Block, heading, paragraph, type ReportDocument } from '../report/report-document.ts';
import { jsonText } from '../text/json-text.ts';
import { type Context, langOf, messagesFor, openTerminal, tellResult } from './context.ts';
import type { ModelShowOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { countsByLevel } from './model-list.ts';
import { openCatalogue } from './open-catalogue.ts';

/** What an id names: a domain, an item of it, or a requirement of that. */
interface Part {
  readonly domain: Domain;
  readonly item: Item | null;
  readonly requirement: Requirement | null;
}

/** `assess model show`: a model, or one part of it; JSON has everything in both languages. */
export async function runModelShow(
  context: Context,
  id: string,
  part: string | undefined,
  options: ModelShowOptions,
): Promise<ExitCode> {
  const catalogue = openCatalogue(id);
  const found = part === undefined ? null : findPart(catalogue, part);
  if (options.format === 'json') {
    await tellResult(context, jsonText(found === null ? modelJson(catalogue) : partJson(catalogue, found)));
    return EXIT.done;
  }
  const lang = langOf(context);
  const m = messagesFor(context);
  const document = found === null ? modelDocument(catalogue, lang, m) : partDocument(catalogue, found, lang, m);
  await tellResult(context, renderTerminal(document, await openTerminal(context, context.streams.stdout), false));
  return EXIT.done;
}

function findPart(catalogue: Catalogue, id: string): Part {
  const ids: string[] = [];
  for (const domain of catalogue.domains) {
    if (domain.id === id || domain.name.zh === id) return { domain, item: null, requirement: null };
    for (const item of domain.items) {
      if (item.id === id || item.name.zh === id) return { domain, item, requirement: null };
      for (const level of item.levels)
        for (const requirement of level.requirements) {
          if (requirement.id === id) return { domain, item, requirement };
          ids.push(requirement.id);
        }
      ids.push(item.id);
    }
    ids.push(domain.id);
  }
  throw new Failure((m) => m.failure.unknownItem(id, nearest(id, ids)));
}

const requirementJson = (catalogue: Catalogue, domain: Domain, item: Item) => (requirement: Requirement) => ({
  ...requirement,
  source: referenceOf(catalogue, domain, item, requirement),
});

function itemJson(catalogue: Catalogue, domain: Domain, item: Item) {
  const { id, name, heading: title, overview, levels } = item;
  return {
    id,
    name,
    heading: title,
    overview,
    requirements: levels.flatMap((level) => level.requirements).map(requirementJson(catalogue, domain, item)),
    levels: levels.map(({ level, evidence, advice }) => ({ level, evidence, advice })),
  };
}

const domainJson = (catalogue: Catalogue, domain: Domain) => ({
  id: domain.id,
  name: domain.name,
  overview: domain.overview,
  items: domain.items.map((item) => itemJson(catalogue, domain, item)),
});

function modelJson(catalogue: Catalogue) {
  const { id, edition, name, document, scoringRule, digest, levels, domains } = catalogue;
  return {
    schemaVersion: 1,
    id,
    edition,
    name,
    document,
    scoringRule,
    digest,
    levels,
    domains: domains.map((domain) => domainJson(catalogue, domain)),
  };
}

function partJson(catalogue: Catalogue, { domain, item, requirement }: Part) {
  const model = { id: catalogue.id, edition: catalogue.edition };
  if (item === null) return { schemaVersion: 1, model, domain: domainJson(catalogue, domain) };
  if (requirement === null) return { schemaVersion: 1, model, item: itemJson(catalogue, domain, item) };
  const level = item.levels.find((entry) => entry.level === requirement.level);
  return {
    schemaVersion: 1,
    model,
    requirement: {
      ...requirementJson(catalogue, domain, item)(requirement),
      evidence: level?.evidence ?? [],
      advice: level?.advice ?? null,
    },
  };
}

const nameOf = (catalogue: Catalogue, level: number, lang: Lang): string =>
  levelName(catalogue, level)?.[lang] ?? String(level);

/** A level's name where it is short enough for a narrow column, else its number. */
const columnTitle = (level: Level, lang: Lang): string =>
  level.name[lang].length <= 3 ? level.name[lang] : String(level.rank);

function modelDocument(catalogue: Catalogue, lang: Lang, m: Messages): ReportDocument {
  const counts = countsByLevel(catalogue);
  const total = counts.reduce((a, b) => a + b, 0);
  const tick = (item: Item, level: number) => {
    const own = item.levels.find((entry) => entry.level === level)?.requirements.length;
    return own === undefined ? '' : String(own);
  };
  return {
    title: catalogue.name[lang],
    summary: [
      {
        kind: 'facts',
        rows: [
          [m.model.edition, catalogue.edition],
          [m.model.document, catalogue.document[lang]],
          [m.model.rule, catalogue.scoringRule[lang]],
          [m.model.requirements, m.model.counts(catalogue.domains.length, itemsOf(catalogue).length, total)],
        ],
      },
      paragraph(`${m.model.digest}${m.punctuation.colon}${catalogue.digest}`),
      heading(1, m.model.characteristics),
      ...catalogue.levels.flatMap((level): Block[] => [
        heading(3, level.name[lang]),
        { kind: 'list', items: level.characteristics.map((text) => text[lang]) },
      ]),
    ],
    body: [
      heading(1, m.model.requirements),
      {
        kind: 'table',
        columns: [
          { title: m.report.item, align: 'left' },
          ...catalogue.levels.map((level) => ({ title: columnTitle(level, lang), align: 'right' as const })),
        ],
        rows: [
          ...catalogue.domains.flatMap((domain) => [
            [`【${domain.name[lang]}】`, ...catalogue.levels.map(() => '')],
            ...domain.items.map((item) => [
              `${item.name[lang]}\n${item.id}`,
              ...catalogue.levels.map((level) => tick(item, level.rank)),
            ]),
          ]),
          ['', ...counts.map(String)],
        ],
      },
      paragraph(m.model.more(`assess model show ${catalogue.id} ${itemsOf(catalogue)[0]?.id ?? ''}`)),
    ],
  };
}

function partDocument(
  catalogue: Catalogue,
  { domain, item, requirement }: Part,
  lang: Lang,
  m: Messages,
): ReportDocument {
  if (item === null) {
    const blocks = domain.items.flatMap((entry): Block[] => [
      heading(3, `${entry.name[lang]}  ${entry.id}`),
      paragraph(entry.overview[lang]),
    ]);
    return { title: `${domain.name[lang]}  ${domain.id}`, summary: [paragraph(domain.overview[lang])], body: blocks };
  }
  const levels = item.levels.filter((level) => requirement === null || level.level === requirement.level);
  const title = requirement === null ? `${item.name[lang]}  ${item.id}` : `${item.name[lang]}  ${requirement.id}`;
  const body = levels.flatMap(({ level, requirements, evidence, advice }): Block[] => [
    heading(2, nameOf(catalogue, level, lang)),
    {
      kind: 'points',
      points: requirements
        .filter((entry) => requirement === null || entry.id === requirement.id)
        .map((entry) => ({
          label: entry.id.slice(entry.id.lastIndexOf('.') + 1),
          text: entry.text[lang],
          tone: 'plain',
          notes: entry.provisional ? [m.model.provisional] : [],
        })),
    },
    { kind: 'label', text: m.model.typicalEvidence },
    { kind: 'points', points: evidence.map((text) => ({ label: '', text: text[lang], tone: 'plain', notes: [] })) },
    { kind: 'label', text: m.model.advice },
    { kind: 'points', points: [{ label: '', text: advice[lang], tone: 'plain', notes: [] }] },
  ]);
  const reference = requirement ?? levels[0]?.requirements[0];
  const where: Block[] =
    requirement && reference
      ? [{ kind: 'facts', rows: [[m.model.reference, referenceOf(catalogue, domain, item, reference)[lang]]] }]
      : [];
  return {
    title,
    summary: [paragraph(`${domain.name[lang]} › ${item.name[lang]}`), paragraph(item.overview[lang]), ...where],
    body,
  };
}
