import { type Catalogue, levelName, type Reading } from '../catalogue/catalogue.ts';
import type { JsonDiagnostic } from '../diagnostics/format-json.ts';
import type { Lang } from '../i18n/lang.ts';
import { highOf, lowOf, type Score, type Tally, toNumber, type Verdict } from '../scoring/score.ts';
import type { ScoredItem, ScoredLevel, ScoredRequirement, ScoredSheet } from '../scoring/score-sheet.ts';
import { formatTenths } from '../sheet/read-score.ts';
import type {
  AssessmentFacts,
  Disagreement,
  Evidence,
  Improvement,
  Kind,
  Organization,
  Sheet,
} from '../sheet/sheet.ts';

/** A score as it is told: `value` is null while scores are missing, `low` and `high` are always there. */
export interface ScoreResult {
  readonly value: number | null;
  readonly sumTenths: number;
  readonly count: number;
  readonly scored: number;
  readonly low: number;
  readonly high: number;
}

export interface LevelResult {
  readonly level: number;
  readonly name: string;
  readonly score: ScoreResult;
  readonly verdict: Verdict;
  readonly provisional: boolean;
}

export interface RequirementResult {
  readonly id: string;
  readonly level: number;
  readonly text: string;
  readonly score: number | null;
  readonly evidence: readonly string[];
  readonly finding: string | null;
  readonly improvement: Improvement | null;
  readonly provisional: boolean;
}

/** A requirement that is met or not, as the report's lists show it. */
export interface PointResult {
  readonly id: string;
  readonly level: number;
  readonly text: string;
  readonly score: number;
  readonly evidence: readonly string[];
  readonly finding: string | null;
}

/** What to do next: the sheet's own measure for a requirement, or the catalogue's advice for a level of the item. */
export interface AdviceResult {
  readonly source: 'sheet' | 'catalogue';
  readonly requirement: string | null;
  readonly level: number;
  readonly text: string;
  readonly owner: string | null;
  readonly due: string | null;
}

export interface ItemResult {
  readonly id: string;
  readonly name: string;
  readonly score: ScoreResult;
  readonly achievements: readonly PointResult[];
  readonly gaps: readonly PointResult[];
  readonly advice: readonly AdviceResult[];
  readonly requirements: readonly RequirementResult[];
}

export interface DomainResult {
  readonly id: string;
  readonly name: string;
  readonly score: ScoreResult;
  readonly items: readonly ItemResult[];
}

/** `assess report --format json`; `schema/report.schema.json` describes it. */
export interface AssessmentResult {
  readonly schemaVersion: 1;
  readonly model: {
    readonly id: string;
    readonly edition: string;
    readonly name: string;
    readonly levels: number;
    readonly digest: string;
    readonly overlay: null;
  };
  readonly scoringRule: string;
  readonly sheet: { readonly file: string; readonly digest: string };
  readonly date: string | null;
  readonly organization: Organization;
  readonly assessment: AssessmentFacts;
  readonly kind: Kind;
  readonly claim: number;
  readonly claimName: string;
  readonly reading: Reading;
  readonly verdict: Verdict;
  readonly provisional: boolean;
  readonly achievedLevel: number | null;
  readonly score: ScoreResult;
  readonly tailoredAsZero: { readonly score: ScoreResult; readonly verdict: Verdict } | null;
  readonly readings: Readonly<
    Record<Reading, { readonly score: ScoreResult; readonly verdict: Verdict; readonly provisional: boolean }>
  >;
  readonly levels: readonly LevelResult[];
  readonly domains: readonly DomainResult[];
  readonly evidence: readonly (Evidence & { readonly usedBy: readonly string[] })[];
  readonly tailoring: readonly {
    readonly item: string;
    readonly name: string;
    readonly domain: string;
    readonly reason: string;
  }[];
  readonly disagreements: readonly Disagreement[];
  readonly diagnostics: readonly JsonDiagnostic[];
}

export interface ResultInput {
  readonly catalogue: Catalogue;
  readonly sheet: Sheet;
  readonly scored: ScoredSheet;
  readonly file: string;
  readonly digest: string;
  readonly date: string | null;
  readonly diagnostics: readonly JsonDiagnostic[];
  readonly lang: Lang;
}

/** Everything a report tells, as data in one language; computes nothing that `scoreSheet` has not computed. */
export function buildAssessmentResult(input: ResultInput): AssessmentResult {
  const { catalogue, sheet, scored, lang } = input;
  const reading = (level: ScoredLevel) => ({
    score: scoreResult(level.score, level.tally),
    verdict: level.verdict,
    provisional: level.provisional,
  });
  const items = new Map(
    catalogue.domains.flatMap(({ id, items: all }) =>
      all.map((item) => [item.id, { name: item.name[lang], domain: id }] as const),
    ),
  );
  return {
    schemaVersion: 1,
    model: {
      id: catalogue.id,
      edition: catalogue.edition,
      name: catalogue.name[lang],
      levels: catalogue.levels.length,
      digest: catalogue.digest,
      overlay: null,
    },
    scoringRule: catalogue.scoringRule[lang],
    sheet: { file: input.file, digest: input.digest },
    date: input.date,
    organization: sheet.organization,
    assessment: sheet.assessment,
    kind: sheet.kind,
    claim: sheet.claim,
    claimName: nameOfLevel(catalogue, sheet.claim, lang),
    reading: sheet.reading,
    verdict: scored.result.verdict,
    provisional: scored.result.provisional,
    achievedLevel: scored.achievedLevel,
    score: scoreResult(scored.result.score, scored.result.tally),
    tailoredAsZero: scored.tailoredAsZero && {
      score: scoreResult(scored.tailoredAsZero.score, scored.tailoredAsZero.tally),
      verdict: scored.tailoredAsZero.verdict,
    },
    readings: { cumulative: reading(scored.readings.cumulative), 'own-level': reading(scored.readings['own-level']) },
    levels: scored.levels.map((level) => ({
      level: level.level,
      name: nameOfLevel(catalogue, level.level, lang),
      ...reading(level),
    })),
    domains: scored.domains.map((domain) => ({
      id: domain.domain.id,
      name: domain.domain.name[lang],
      score: scoreResult(domain.score, domain.tally),
      items: domain.items.map((item) => itemResult(item, lang)),
    })),
    evidence: sheet.evidence.map((entry) => ({ ...entry, usedBy: usersOf(entry.id, scored) })),
    tailoring: sheet.tailoring.map(({ item, reason }) => ({
      item,
      name: items.get(item)?.name ?? item,
      domain: items.get(item)?.domain ?? '',
      reason,
    })),
    disagreements: sheet.disagreements,
    diagnostics: input.diagnostics,
  };
}

const nameOfLevel = (catalogue: Catalogue, rank: number, lang: Lang): string =>
  levelName(catalogue, rank)?.[lang] ?? String(rank);

function scoreResult(score: Score, { sumTenths, count, scored }: Tally): ScoreResult {
  const value = score.kind === 'scored' ? toNumber(score.value) : null;
  return { value, sumTenths, count, scored, low: toNumber(lowOf(score)), high: toNumber(highOf(score)) };
}

const usersOf = (id: string, scored: ScoredSheet): string[] =>
  scored.domains.flatMap((domain) =>
    domain.items.flatMap((item) =>
      item.requirements.filter((entry) => entry.rating?.evidence.includes(id)).map((entry) => entry.requirement.id),
    ),
  );

function itemResult(scoredItem: ScoredItem, lang: Lang): ItemResult {
  const points = scoredItem.requirements.flatMap((entry) =>
    entry.score === null ? [] : [{ entry, point: pointResult(entry, lang) }],
  );
  return {
    id: scoredItem.item.id,
    name: scoredItem.item.name[lang],
    score: scoreResult(scoredItem.score, scoredItem.tally),
    achievements: points.filter(({ entry }) => (entry.score ?? 0) >= 8).map(({ point }) => point),
    gaps: points.filter(({ entry }) => (entry.score ?? 0) < 10).map(({ point }) => point),
    advice: adviceFor(scoredItem, lang),
    requirements: scoredItem.requirements.map((entry) => requirementResult(entry, lang)),
  };
}

const numberOf = (score: ScoredRequirement['score']): number | null =>
  score === null ? null : Number(formatTenths(score));

function pointResult(entry: ScoredRequirement, lang: Lang): PointResult {
  const { id, level, text, score, evidence, finding } = requirementResult(entry, lang);
  return { id, level, text, score: score ?? 0, evidence, finding };
}

function requirementResult({ requirement, score, rating }: ScoredRequirement, lang: Lang): RequirementResult {
  return {
    id: requirement.id,
    level: requirement.level,
    text: requirement.text[lang],
    score: numberOf(score),
    evidence: rating?.evidence ?? [],
    finding: rating?.finding ?? null,
    improvement: rating?.improvement ?? null,
    provisional: requirement.provisional,
  };
}

/** The sheet's own measures first; the catalogue's advice for each level with a requirement scored 0.5 or 0 without one. */
function adviceFor({ item, requirements }: ScoredItem, lang: Lang): AdviceResult[] {
  const gaps = requirements.filter((entry) => entry.score !== null && entry.score < 10);
  const own = gaps.flatMap(({ requirement, rating }): AdviceResult[] => {
    const { measure, owner, due } = rating?.improvement ?? { measure: null, owner: null, due: null };
    return measure === null
      ? []
      : [{ source: 'sheet', requirement: requirement.id, level: requirement.level, text: measure, owner, due }];
  });
  const helped = new Set(own.map((advice) => advice.requirement));
  const levels = new Set(
    gaps
      .filter(({ requirement, score }) => (score ?? 0) <= 5 && !helped.has(requirement.id))
      .map(({ requirement }) => requirement.level),
  );
  const general = item.levels
    .filter((entry) => levels.has(entry.level))
    .map(
      (entry): AdviceResult => ({
        source: 'catalogue',
        requirement: null,
        level: entry.level,
        text: entry.advice[lang],
        owner: null,
        due: null,
      }),
    );
  return [...own, ...general];
}
