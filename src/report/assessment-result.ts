import { type Catalogue, type Domain, itemTitle, levelName, type Reading } from '../catalogue/catalogue.ts';
import { highestOf, type Scoring, weightOf } from '../catalogue/scoring.ts';
import type { JsonDiagnostic } from '../diagnostics/format-json.ts';
import type { Lang } from '../i18n/lang.ts';
import { shareOf, type Verdict } from '../scoring/score.ts';
import type { ScoredItem, ScoredLevel, ScoredRequirement, ScoredSheet } from '../scoring/score-sheet.ts';
import type {
  AssessmentFacts,
  Disagreement,
  Evidence,
  Improvement,
  Kind,
  Organization,
  Sheet,
} from '../sheet/sheet.ts';
import {
  type LevelScoreResult,
  levelScoreResult,
  type ModelResult,
  modelResult,
  numberOf,
  type ScoreResult,
  scoreResult,
} from './score-result.ts';

export interface LevelResult {
  readonly level: number;
  readonly name: string;
  readonly score: LevelScoreResult;
  readonly verdict: Verdict;
  readonly provisional: boolean;
}

export interface RequirementResult {
  readonly id: string;
  readonly level: number;
  readonly text: string;
  /** What the source lists under it, and what is judged with it. */
  readonly points: readonly string[];
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
  readonly points: readonly string[];
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
  /** What it counts in B. */
  readonly weight: number;
  /** What each of its requirements counts in A. */
  readonly levelWeight: number;
  readonly score: ScoreResult;
  readonly achievements: readonly PointResult[];
  readonly gaps: readonly PointResult[];
  readonly advice: readonly AdviceResult[];
  readonly requirements: readonly RequirementResult[];
}

export interface DomainResult {
  readonly id: string;
  readonly name: string;
  readonly weight: number;
  readonly score: ScoreResult;
  readonly items: readonly ItemResult[];
}

/**
 * The provisional requirements in a result: how many there are, how many of them are scored, what they bring into the sum
 * of scores, and which share of it that is (null where the sum is 0).
 */
export interface ProvisionalResult {
  readonly count: number;
  readonly scored: number;
  readonly sumTenths: number;
  readonly share: number | null;
}

/** `assess report --format json`; `schema/report.schema.json` describes it. */
export interface AssessmentResult {
  readonly schemaVersion: 1;
  readonly model: ModelResult;
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
  readonly score: LevelScoreResult;
  readonly provisionalRequirements: ProvisionalResult;
  readonly tailoredAsZero: { readonly score: LevelScoreResult; readonly verdict: Verdict } | null;
  readonly readings: Readonly<
    Record<Reading, { readonly score: LevelScoreResult; readonly verdict: Verdict; readonly provisional: boolean }>
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
  const { scoring } = catalogue;
  const reading = (level: ScoredLevel) => ({
    score: levelScoreResult(level, scoring),
    verdict: level.verdict,
    provisional: level.provisional,
  });
  const items = new Map(
    catalogue.domains.flatMap((domain) =>
      domain.items.map((item) => [item.id, { name: itemTitle(domain, item, lang), domain: domain.id }] as const),
    ),
  );
  return {
    schemaVersion: 1,
    model: modelResult(catalogue, sheet, lang),
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
    score: levelScoreResult(scored.result, scoring),
    provisionalRequirements: provisionalResult(scored),
    tailoredAsZero: scored.tailoredAsZero && {
      score: levelScoreResult(scored.tailoredAsZero, scoring),
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
      weight: domain.domain.weight,
      score: scoreResult(domain.score, domain.tally, scoring),
      items: domain.items.map((item) => itemResult(domain.domain, item, scoring, lang)),
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

function provisionalResult({ provisionalRequirements, result }: ScoredSheet): ProvisionalResult {
  const { count, scored, sumTenths } = provisionalRequirements;
  const whole = result.tally.sumTenths;
  return { count, scored, sumTenths, share: whole ? shareOf(sumTenths, whole) : null };
}

const usersOf = (id: string, scored: ScoredSheet): string[] =>
  scored.domains.flatMap((domain) =>
    domain.items.flatMap((item) =>
      item.requirements.filter((entry) => entry.rating?.evidence.includes(id)).map((entry) => entry.requirement.id),
    ),
  );

function itemResult(domain: Domain, scoredItem: ScoredItem, scoring: Scoring, lang: Lang): ItemResult {
  const points = scoredItem.requirements.flatMap((entry) =>
    entry.score === null ? [] : [{ score: entry.score, point: pointResult(entry, scoring, lang) }],
  );
  return {
    id: scoredItem.item.id,
    name: itemTitle(domain, scoredItem.item, lang),
    weight: scoredItem.item.weight,
    levelWeight: weightOf(domain, scoredItem.item),
    score: scoreResult(scoredItem.score, scoredItem.tally, scoring),
    achievements: points.filter(({ score }) => score >= scoring.threshold).map(({ point }) => point),
    gaps: points.filter(({ score }) => score < highestOf(scoring)).map(({ point }) => point),
    advice: adviceFor(scoredItem, scoring, lang),
    requirements: scoredItem.requirements.map((entry) => requirementResult(entry, scoring, lang)),
  };
}

function pointResult(entry: ScoredRequirement, scoring: Scoring, lang: Lang): PointResult {
  const { id, level, text, points, score, evidence, finding } = requirementResult(entry, scoring, lang);
  return { id, level, text, points, score: score ?? 0, evidence, finding };
}

function requirementResult(
  { requirement, score, rating }: ScoredRequirement,
  scoring: Scoring,
  lang: Lang,
): RequirementResult {
  return {
    id: requirement.id,
    level: requirement.level,
    text: requirement.text[lang],
    points: requirement.points.map((point) => point[lang]),
    score: score === null ? null : numberOf(score, scoring),
    evidence: rating?.evidence ?? [],
    finding: rating?.finding ?? null,
    improvement: rating?.improvement ?? null,
    provisional: requirement.provisional,
  };
}

/** The sheet's own measures first; the catalogue's advice for each level with a requirement below the threshold without one. */
function adviceFor({ item, requirements }: ScoredItem, scoring: Scoring, lang: Lang): AdviceResult[] {
  const gaps = requirements.filter((entry) => entry.score !== null && entry.score < highestOf(scoring));
  const own = gaps.flatMap(({ requirement, rating }): AdviceResult[] => {
    const { measure, owner, due } = rating?.improvement ?? { measure: null, owner: null, due: null };
    return measure === null
      ? []
      : [{ source: 'sheet', requirement: requirement.id, level: requirement.level, text: measure, owner, due }];
  });
  const helped = new Set(own.map((advice) => advice.requirement));
  const levels = new Set(
    gaps
      .filter(({ requirement, score }) => score !== null && score < scoring.threshold && !helped.has(requirement.id))
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
