import {
  type Catalogue,
  type Domain,
  type Item,
  type ItemLevel,
  itemTitle,
  levelName,
  pointLines,
  type Requirement,
  referenceOf,
  shortId,
} from '../catalogue/catalogue.ts';
import type { Part } from '../catalogue/find-part.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Messages } from '../i18n/messages.ts';
import { type Block, heading, paragraph, type ReportDocument } from './report-document.ts';

/** What marks a domain at a level, where the source says so. */
export const domainCharacteristic = (domain: Domain, rank: number, lang: Lang): string | null =>
  domain.characteristics.find((entry) => entry.level === rank)?.text[lang] ?? null;

/** Requirements with their points, by the keys that they have in their item. */
export const requirementPoints = (requirements: readonly Requirement[], lang: Lang, m: Messages): Block => ({
  kind: 'points',
  points: requirements.map((requirement) => ({
    label: shortId(requirement),
    text: requirement.text[lang],
    tone: 'plain',
    notes: [...pointLines(requirement, lang), ...(requirement.provisional ? [m.model.provisional] : [])],
  })),
});

/** What one item has at one level: requirements, typical evidence, advice. */
export function itemLevelBlocks(
  catalogue: Catalogue,
  { level, clause, requirements, evidence, advice }: ItemLevel,
  lang: Lang,
  m: Messages,
): Block[] {
  const bare = (text: string) => ({ label: '', text, tone: 'plain' as const, notes: [] });
  return [
    heading(
      2,
      levelName(catalogue, level)?.[lang] ?? String(level),
      clause === null ? null : `  ${m.model.clause(clause)}`,
    ),
    requirementPoints(requirements, lang, m),
    { kind: 'label', text: m.model.typicalEvidence },
    { kind: 'points', points: evidence.map((text) => bare(text[lang])) },
    { kind: 'label', text: m.model.advice },
    { kind: 'points', points: [bare(advice[lang])] },
  ];
}

/** In a derived model, where the item or requirement comes from and why. */
function derivationFacts({ derivation }: Item, requirement: Requirement | null, lang: Lang, m: Messages): Block[] {
  if (!derivation) return [];
  const from = requirement === null ? derivation.from : (requirement.origin ?? []);
  const reason = `${m.words.derivation[derivation.kind]}${m.punctuation.semicolon}${derivation.reason[lang]}`;
  const rows = [
    [m.model.derivedFrom, from.join(m.punctuation.enumeration) || m.words.none],
    [m.model.derivation, reason],
  ] as const;
  return [{ kind: 'facts', rows }];
}

/** An item at every level, at one of them, or one requirement of it with what its level holds. */
export function itemDocument(
  catalogue: Catalogue,
  part: Extract<Part, { kind: 'item' | 'requirement' }>,
  lang: Lang,
  m: Messages,
): ReportDocument {
  const { domain, item } = part;
  const requirement = part.kind === 'requirement' ? part.requirement : null;
  const rank = part.kind === 'requirement' ? part.requirement.level : (part.level?.rank ?? null);
  const levels = item.levels
    .filter(({ level }) => rank === null || level === rank)
    .map((entry) => (requirement === null ? entry : { ...entry, requirements: [requirement] }));
  const id = requirement?.id ?? (rank === null ? item.id : `${item.id}.${rank}`);
  const where: Block[] =
    requirement === null
      ? []
      : [
          {
            kind: 'facts',
            rows: [[m.model.reference, referenceOf(catalogue, domain, item, requirement)[lang]]],
          },
        ];
  return {
    title: `${itemTitle(domain, item, lang)}  ${id}`,
    summary: [
      paragraph(`${domain.name[lang]} › ${itemTitle(domain, item, lang)}`),
      paragraph(item.overview[lang]),
      ...derivationFacts(item, requirement, lang, m),
      ...where,
    ],
    body: levels.flatMap((entry) => itemLevelBlocks(catalogue, entry, lang, m)),
  };
}
