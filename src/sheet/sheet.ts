import type { Reading } from '../catalogue/catalogue.ts';
import type { Lang } from '../i18n/lang.ts';

/**
 * 满足程度 as a whole number of the units of its model, so that a verdict never rests on floating point: 10, 8, 5 and 0
 * tenths (guide 9.1, Table 1) unless the model has scores of its own (`Scoring`).
 */
export type Tenths = number;

export const KINDS = ['self', 'formal'] as const;
export const KIND_NAMES = [
  { zh: '自评估', en: 'self-assessment' },
  { zh: '正式评估', en: 'formal assessment' },
] as const;
export type Kind = (typeof KINDS)[number];

/** How evidence was gathered (guide 8.3.8). */
export const METHODS = ['interview', 'observation', 'site-tour', 'document-review', 'system-demo'] as const;
/** What the methods are called, in the same order. */
export const METHOD_NAMES = [
  { zh: '访谈', en: 'interview' },
  { zh: '观察', en: 'observation' },
  { zh: '现场巡视', en: 'site tour' },
  { zh: '文件与记录评审', en: 'document review' },
  { zh: '信息系统演示', en: 'system demonstration' },
] as const;
export type Method = (typeof METHODS)[number];

/** What came out of the document review (guide 8.3.5). */
export const REVIEW_RESULTS = ['conforming', 'mostly-conforming', 'not-conforming'] as const;
export const REVIEW_NAMES = [
  { zh: '符合要求', en: 'conforming' },
  { zh: '基本符合要求', en: 'mostly conforming' },
  { zh: '不符合要求', en: 'not conforming' },
] as const;
export type ReviewResult = (typeof REVIEW_RESULTS)[number];

export interface Person {
  readonly name: string;
  readonly role: string | null;
  readonly unit: string | null;
}

/** The assessed organisation (guide 8.3.2, 8.3.3); what is not stated is null. */
export interface Organization {
  readonly name: string | null;
  readonly creditCode: string | null;
  readonly legalForm: string | null;
  readonly address: string | null;
  readonly contact: string | null;
  readonly trade: string | null;
  readonly servingSince: string | null;
  readonly staff: string | null;
  readonly premises: string | null;
  readonly standing: string | null;
  readonly commitment: string | null;
}

/** What a report states about the assessment itself (guide 8.3.6, 8.3.13). */
export interface AssessmentFacts {
  readonly objective: string | null;
  readonly scope: string | null;
  readonly criteria: readonly string[];
  readonly dates: { readonly start: string | null; readonly end: string | null };
  readonly places: readonly string[];
  readonly body: string | null;
  readonly team: readonly Person[];
  readonly participants: readonly Person[];
  readonly methods: readonly Method[];
  readonly documentReview: ReviewResult | null;
  readonly conclusion: string | null;
  readonly suggestions: readonly string[];
}

/** One entry of the evidence register (证明资料清单, guide 8.3.8). */
export interface Evidence {
  readonly id: string;
  readonly title: string | null;
  readonly method: Method | null;
  readonly file: string | null;
  readonly sha256: string | null;
  readonly date: string | null;
}

export interface Improvement {
  readonly measure: string | null;
  readonly owner: string | null;
  readonly due: string | null;
}

/** The answer to one requirement; `score` is null while it is not scored. */
export interface Rating {
  readonly requirement: string;
  readonly score: Tenths | null;
  readonly evidence: readonly string[];
  readonly finding: string | null;
  readonly improvement: Improvement | null;
}

export interface Tailoring {
  readonly item: string;
  readonly reason: string;
}

export interface Disagreement {
  readonly subject: string | null;
  readonly team: string | null;
  readonly organization: string | null;
}

/** An assessment sheet without its layout. Ratings stand for the requirements of the claim that the sheet has. */
export interface Sheet {
  /** The id of a model that comes with the program, or the path of a model file. */
  readonly model: string;
  readonly edition: string;
  /** What the content of the model was when the sheet was bound to it; null where that is not recorded. */
  readonly modelDigest: string | null;
  /** The overlay that the sheet names, relative to its folder. */
  readonly overlay: string | null;
  readonly claim: number;
  readonly reading: Reading;
  readonly kind: Kind;
  readonly lang: Lang | null;
  readonly organization: Organization;
  readonly assessment: AssessmentFacts;
  readonly evidence: readonly Evidence[];
  readonly tailoring: readonly Tailoring[];
  readonly disagreements: readonly Disagreement[];
  readonly ratings: ReadonlyMap<string, Rating>;
}

export const FORMAT = 'assess/1';

export const SHEET_KEYS = [
  'format',
  'model',
  'edition',
  'modelDigest',
  'overlay',
  'claim',
  'reading',
  'kind',
  'lang',
  'organization',
  'assessment',
  'evidence',
  'tailoring',
  'disagreements',
  'ratings',
] as const;
export const ORGANIZATION_KEYS = [
  'name',
  'creditCode',
  'legalForm',
  'address',
  'contact',
  'trade',
  'servingSince',
  'staff',
  'premises',
  'standing',
  'commitment',
] as const;
export const ASSESSMENT_KEYS = [
  'objective',
  'scope',
  'criteria',
  'dates',
  'places',
  'body',
  'team',
  'participants',
  'methods',
  'documentReview',
  'conclusion',
  'suggestions',
] as const;
export const DATES_KEYS = ['start', 'end'] as const;
export const PERSON_KEYS = ['name', 'role', 'unit'] as const;
export const EVIDENCE_KEYS = ['title', 'method', 'file', 'sha256', 'date'] as const;
export const TAILORING_KEYS = ['item', 'reason'] as const;
export const DISAGREEMENT_KEYS = ['subject', 'team', 'organization'] as const;
export const RATING_KEYS = ['score', 'evidence', 'finding', 'improvement'] as const;
export const IMPROVEMENT_KEYS = ['measure', 'owner', 'due'] as const;
