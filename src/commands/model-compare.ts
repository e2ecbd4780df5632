import { type Catalogue, countItems, countsByLevel, type Item, itemsOf } from '../catalogue/catalogue.ts';
import {
  COMPARISON_KINDS,
  type ComparedDomain,
  type ComparedItems,
  type Comparison,
  compareCatalogues,
  type LevelCount,
} from '../catalogue/compare-catalogues.ts';
import type { Lang, Text } from '../i18n/lang.ts';
import type { Messages } from '../i18n/messages.ts';
import { renderTerminal } from '../render/render-terminal.ts';
import { type Block, heading, type Point, paragraph, type ReportDocument } from '../report/report-document.ts';
import { jsonText } from '../text/json-text.ts';
import { type Context, langOf, messagesFor, openTerminal, tellResult } from './context.ts';
import type { ModelCompareOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
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

const groupsIn = ({ domains }: Comparison): readonly ComparedItems[] => domains.flatMap((domain) => domain.items);

function comparisonJson(comparison: Comparison, a: Catalogue, b: Catalogue) {
  const side = (catalogue: Catalogue) => {
    const requirementsByLevel = countsByLevel(itemsOf(catalogue), catalogue);
    const { id, edition, name, digest } = catalogue;
    return { id, edition, name, digest, items: countItems(catalogue), requirementsByLevel };
  };
  const named = (parts: readonly { readonly id: string; readonly name: Text }[]) =>
    parts.map(({ id, name }) => ({ id, name }));
  const pair = ([from, to]: readonly [string, string]) => ({ a: from, b: to });
  return {
    schemaVersion: 1,
    a: side(a),
    b: side(b),
    related: comparison.related,
    summary: Object.fromEntries(COMPARISON_KINDS.map((kind) => [kind, countOf(comparison, kind)])),
    domains: comparison.domains.map((domain) => ({
      a: domain.a && { id: domain.a.id, name: domain.a.name },
      b: domain.b && { id: domain.b.id, name: domain.b.name },
      items: domain.items.map((group) => ({
        kinds: group.kinds,
        a: named(group.a),
        b: named(group.b),
        reason: group.reason,
        levels: group.levels,
        same: group.same.map(pair),
        changed: group.changed.map(pair),
        onlyA: group.onlyA,
        onlyB: group.onlyB,
      })),
    })),
  };
}

const countOf = (comparison: Comparison, kind: ComparedItems['kinds'][number]): number =>
  groupsIn(comparison).filter((group) => group.kinds.includes(kind)).length;

function comparisonDocument(comparison: Comparison, a: Catalogue, b: Catalogue, words: Words): ReportDocument {
  const { lang, m } = words;
  const line = (catalogue: Catalogue): readonly [string, string] => {
    const total = countsByLevel(itemsOf(catalogue), catalogue).reduce((sum, count) => sum + count, 0);
    const counts = m.model.counts(catalogue.domains.length, countItems(catalogue), total);
    return [`${catalogue.id} ${catalogue.edition}`, `${catalogue.name[lang]}${m.punctuation.semicolon}${counts}`];
  };
  const kinds = COMPARISON_KINDS.filter((kind) => countOf(comparison, kind)).map(
    (kind) => `${m.words.comparison[kind]} ${countOf(comparison, kind)}`,
  );
  const hasProvisional = [a, b].some((catalogue) =>
    itemsOf(catalogue).some((item) =>
      item.levels.some((level) => level.requirements.some((entry) => entry.provisional)),
    ),
  );
  const reasons = groupsIn(comparison).flatMap((group) => reasonPoint(group, lang, m) ?? []);
  return {
    title: `${a.id} → ${b.id}`,
    summary: [
      { kind: 'facts', rows: [line(a), line(b), [m.report.item, kinds.join(m.punctuation.enumeration)]] },
      ...(comparison.related ? [] : [paragraph(m.model.unrelated)]),
      heading(1, m.model.requirements),
      comparisonTable(comparison, a, b, words),
      paragraph(
        [m.model.countLegend, hasProvisional ? m.model.provisionalLegend : '']
          .filter(Boolean)
          .join(m.punctuation.semicolon),
      ),
      ...(reasons.length ? [heading(1, m.model.reasons), { kind: 'points' as const, points: reasons }] : []),
    ],
    body: [],
  };
}

/** Below this width the kinds stand with the names, so that these keep room. */
const NARROW = 80;

function comparisonTable(comparison: Comparison, a: Catalogue, b: Catalogue, { lang, m, width }: Words): Block {
  const ranks = groupsIn(comparison)[0]?.levels.map(({ level }) => level) ?? [];
  const narrow = width < NARROW;
  const blank = [...ranks.map(() => ''), ...(narrow ? [] : [''])];
  const row = (group: ComparedItems): string[] => {
    const kinds = group.kinds.map((kind) => m.words.comparison[kind]).join(m.punctuation.enumeration);
    const isSame = group.kinds.includes('same');
    const lines = [
      arrow(group.a, group.b, ({ name }) => name[lang]),
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

const domainTitle = ({ a, b }: ComparedDomain, lang: Lang): string =>
  [...new Set([a, b].flatMap((domain) => domain?.name[lang] ?? []))].join(' → ');

/** What one side and the other have: once where it is the same, and nothing for a side that has none. */
function arrow(a: readonly Item[], b: readonly Item[], tell: (item: Item) => string): string {
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
