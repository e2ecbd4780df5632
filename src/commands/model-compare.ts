import {
  type Catalogue,
  countItems,
  countsByLevel,
  type Domain,
  type Item,
  itemsOf,
  itemTitle,
  type Requirement,
} from '../catalogue/catalogue.ts';
import {
  COMPARISON_KINDS,
  type ComparedDomain,
  type ComparedItems,
  type Comparison,
  compareCatalogues,
  type LevelCount,
} from '../catalogue/compare-catalogues.ts';
import { thresholdOf } from '../catalogue/compare-scoring.ts';
import { type Scoring, writtenScores } from '../catalogue/scoring.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Messages } from '../i18n/messages.ts';
import { renderTerminal } from '../render/render-terminal.ts';
import { changePoints } from '../report/comparison-points.ts';
import { type Block, heading, type Point, paragraph, type ReportDocument } from '../report/report-document.ts';
import { jsonText } from '../text/json-text.ts';
import { type Context, langOf, messagesFor, openTerminal, tellResult } from './context.ts';
import type { ModelCompareOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { scoringJson } from './model-show.ts';
import { openGivenModel } from './open-model.ts';

/** In what a comparison is told: language, texts, columns. */
interface Words {
  readonly lang: Lang;
  readonly m: Messages;
  readonly width: number;
}

/** `assess model compare`: two models, or two editions of one, side by side; JSON has requirements too, in both languages. */
export async function runModelCompare(
  context: Context,
  first: string,
  second: string,
  options: ModelCompareOptions,
): Promise<ExitCode> {
  const [left, right] = [await openGivenModel(context, first), await openGivenModel(context, second)];
  if (!left || !right) return EXIT.invalid;
  const [a, b] = [left.catalogue, right.catalogue];
  const comparison = compareCatalogues(a, b);
  if (options.format === 'json') {
    await tellResult(context, jsonText(comparisonJson(comparison, a, b)));
    return EXIT.done;
  }
  const terminal = await openTerminal(context, context.streams.stdout);
  const words = { lang: langOf(context), m: messagesFor(context), width: terminal.width };
  await tellResult(context, renderTerminal(comparisonDocument(comparison, a, b, words), terminal, false));
  return EXIT.done;
}

/** The groups of items that the sources count, and those that stand for whole domains. */
function groupsByKind(comparison: Comparison, ...catalogues: readonly [Catalogue, Catalogue]) {
  const domains = new Set(catalogues.flatMap((catalogue) => catalogue.domains.map(({ id }) => id)));
  const isWide = ({ a, b }: ComparedItems) => [...a, ...b].every(({ id }) => domains.has(id));
  const groups = groupsIn(comparison);
  return { items: groups.filter((group) => !isWide(group)), wide: groups.filter(isWide) };
}

const groupsIn = ({ domains }: Comparison): readonly ComparedItems[] => domains.flatMap((domain) => domain.items);

function comparisonJson(comparison: Comparison, a: Catalogue, b: Catalogue) {
  const side = (catalogue: Catalogue) => {
    const requirementsByLevel = countsByLevel(itemsOf(catalogue), catalogue);
    const { id, edition, name, digest } = catalogue;
    const scoring = scoringJson(catalogue.scoring);
    return { id, edition, name, digest, items: countItems(catalogue), requirementsByLevel, scoring };
  };
  const named = ({ id, name, weight }: Domain | Item) => ({ id, name, weight });
  const pair = ([from, to]: readonly [string, string]) => ({ a: from, b: to });
  const [before, after] = [requirementsById(a), requirementsById(b)];
  const words = (requirement: Requirement | undefined) =>
    requirement ? { text: requirement.text, points: requirement.points } : null;
  const { items, wide } = groupsByKind(comparison, a, b);
  const summary = (groups: readonly ComparedItems[]) =>
    Object.fromEntries(COMPARISON_KINDS.map((kind) => [kind, countOf(groups, kind)]));
  const { scores, threshold, weights } = comparison.scoring;
  return {
    schemaVersion: 1,
    a: side(a),
    b: side(b),
    related: comparison.related,
    differences: { scores, threshold, weights: weights.length > 0 },
    summary: summary(items),
    domainWide: summary(wide),
    domains: comparison.domains.map((domain) => ({
      a: domain.a && named(domain.a),
      b: domain.b && named(domain.b),
      items: domain.items.map((group) => ({
        kinds: group.kinds,
        a: group.a.map(named),
        b: group.b.map(named),
        reason: group.reason,
        levels: group.levels,
        same: group.same.map(pair),
        changed: group.changed.map(([from, to]) => ({
          a: from,
          b: to,
          before: words(before.get(from)),
          after: words(after.get(to)),
        })),
        onlyA: group.onlyA.map((id) => ({ id, ...words(before.get(id)) })),
        onlyB: group.onlyB.map((id) => ({ id, ...words(after.get(id)) })),
      })),
    })),
  };
}

const requirementsById = (catalogue: Catalogue): Map<string, Requirement> =>
  new Map(
    itemsOf(catalogue).flatMap((item) =>
      item.levels.flatMap((level) => level.requirements.map((entry) => [entry.id, entry] as const)),
    ),
  );

const countOf = (groups: readonly ComparedItems[], kind: ComparedItems['kinds'][number]): number =>
  groups.filter((group) => group.kinds.includes(kind)).length;

function comparisonDocument(comparison: Comparison, a: Catalogue, b: Catalogue, words: Words): ReportDocument {
  const { lang, m } = words;
  const line = (catalogue: Catalogue): readonly [string, string] => {
    const total = countsByLevel(itemsOf(catalogue), catalogue).reduce((sum, count) => sum + count, 0);
    const counts = m.model.counts(catalogue.domains.length, countItems(catalogue), total);
    return [`${catalogue.id} ${catalogue.edition}`, `${catalogue.name[lang]}${m.punctuation.semicolon}${counts}`];
  };
  const kindsRow = (label: string, groups: readonly ComparedItems[]): (readonly [string, string])[] => {
    const kinds = COMPARISON_KINDS.filter((kind) => countOf(groups, kind)).map(
      (kind) => `${m.words.comparison[kind]} ${countOf(groups, kind)}`,
    );
    return kinds.length ? [[label, kinds.join(m.punctuation.enumeration)]] : [];
  };
  const { items, wide } = groupsByKind(comparison, a, b);
  const hasProvisional = [a, b].some((catalogue) =>
    itemsOf(catalogue).some((item) =>
      item.levels.some((level) => level.requirements.some((entry) => entry.provisional)),
    ),
  );
  const changes = changePoints(groupsIn(comparison), requirementsById(a), requirementsById(b), lang);
  const reasons = groupsIn(comparison).flatMap((group) => reasonPoint(group, lang, m) ?? []);
  return {
    title: `${a.id} → ${b.id}`,
    summary: [
      {
        kind: 'facts',
        rows: [
          line(a),
          line(b),
          ...kindsRow(m.report.item, items),
          ...kindsRow(m.model.wholeDomains, wide),
          ...scoringRows(comparison, a, b, words),
        ],
      },
      ...(comparison.related ? [] : [paragraph(m.model.unrelated)]),
      heading(1, m.model.requirements),
      comparisonTable(comparison, a, b, words),
      paragraph(
        [m.model.countLegend, hasProvisional ? m.model.provisionalLegend : '']
          .filter(Boolean)
          .join(m.punctuation.semicolon),
      ),
      ...(changes.length ? [heading(1, m.model.changes), { kind: 'points' as const, points: changes }] : []),
      ...(reasons.length ? [heading(1, m.model.reasons), { kind: 'points' as const, points: reasons }] : []),
    ],
    body: [],
  };
}

/** What differs in how the two score, first → second; nothing where they score alike. */
function scoringRows(
  { scoring }: Comparison,
  a: Catalogue,
  b: Catalogue,
  { lang, m }: Words,
): (readonly [string, string])[] {
  const scores = ({ scoring: own }: Catalogue) =>
    writtenScores(own)
      .map((value, index) => m.report.scoreName(own.scores[index]?.name[lang] ?? '', value))
      .join(m.punctuation.enumeration);
  const sides = (tell: (scoring: Scoring) => string) => `${tell(a.scoring)} → ${tell(b.scoring)}`;
  const weight = (parts: readonly (Domain | Item)[]) =>
    [...new Set(parts.map((part) => part.weight))].join(' + ') || NONE;
  const weights = scoring.weights.map(
    (part) => `${arrow(part.a, part.b, ({ name }) => name[lang])} ${weight(part.a)} → ${weight(part.b)}`,
  );
  return [
    ...(scoring.scores ? [[m.model.scores, `${scores(a)} → ${scores(b)}`] as const] : []),
    ...(scoring.threshold ? [[m.model.threshold, sides(thresholdOf)] as const] : []),
    ...(weights.length ? [[m.report.weight, weights.join(m.punctuation.semicolon)] as const] : []),
  ];
}

/** Below this width the kinds stand with the names, so that these keep room. */
const NARROW = 80;

function comparisonTable(comparison: Comparison, a: Catalogue, b: Catalogue, { lang, m, width }: Words): Block {
  const ranks = groupsIn(comparison)[0]?.levels.map(({ level }) => level) ?? [];
  const narrow = width < NARROW;
  const blank = [...ranks.map(() => ''), ...(narrow ? [] : [''])];
  const domains = [...a.domains, ...b.domains];
  const row = (group: ComparedItems): string[] => {
    const kinds = group.kinds.map((kind) => m.words.comparison[kind]).join(m.punctuation.enumeration);
    const isSame = group.kinds.includes('same');
    const lines = [
      arrow(group.a, group.b, (item) => titleIn(item, domains, lang)),
      ...(narrow && !isSame ? [`${m.punctuation.open.trim()}${kinds}${m.punctuation.close}`] : []),
      arrow(group.a, group.b, ({ id }) => id),
    ];
    const cells = group.levels.map((level) => countCell(level.a, level.b, group));
    return [lines.join('\n'), ...cells, ...(narrow ? [] : [kinds])];
  };
  const total = (catalogue: Catalogue) => {
    const counts = countsByLevel(itemsOf(catalogue), catalogue);
    return [`${catalogue.id} ${catalogue.edition}`, ...blank.map((_, index) => String(counts[index] ?? ''))];
  };
  return {
    kind: 'table',
    columns: [
      { title: m.report.item, align: 'left' },
      ...ranks.map((rank) => ({ title: String(rank), align: 'right' as const })),
      ...(narrow ? [] : [{ title: m.model.difference, align: 'left' as const }]),
    ],
    rows: [
      ...comparison.domains.flatMap((domain) => [
        [`【${domainTitle(domain, lang)}】`, ...blank],
        ...domain.items.map(row),
      ]),
      total(a),
      total(b),
    ],
  };
}

/** Items that stand for their whole domain say so. */
function titleIn(item: Item, domains: readonly Domain[], lang: Lang): string {
  const domain = domains.find(({ items }) => items.includes(item));
  return domain ? itemTitle(domain, item, lang) : item.name[lang];
}

const domainTitle = ({ a, b }: ComparedDomain, lang: Lang): string =>
  [...new Set([a, b].flatMap((domain) => domain?.name[lang] ?? []))].join(' → ');

/** What one side and the other have: once where it is the same, and nothing for a side that has none. */
function arrow<T>(a: readonly T[], b: readonly T[], tell: (part: T) => string): string {
  const sides = [a, b].map((items) => items.map(tell).join(' + ')).filter(Boolean);
  return [...new Set(sides)].join(' → ');
}

const NONE = '–';

/** `4` where both sides have as many, else `4→7`; where there is one side only, its number. An asterisk marks what is provisional. */
function countCell(before: LevelCount, after: LevelCount, { a, b }: ComparedItems): string {
  const tell = ({ count, provisional }: LevelCount) => (count ? `${count}${provisional ? '*' : ''}` : NONE);
  if (!before.count && !after.count) return '';
  if (!a.length || !b.length) return tell(a.length ? before : after);
  return tell(before) === tell(after) ? tell(before) : `${tell(before)}→${tell(after)}`;
}

function reasonPoint({ a, b, kinds, reason }: ComparedItems, lang: Lang, m: Messages): Point | null {
  if (reason === null || kinds.includes('same')) return null;
  const name = arrow(a, b, (item) => item.name[lang]);
  return { label: '', text: `${name}${m.punctuation.colon}${reason[lang]}`, tone: 'plain', notes: [] };
}
