import {
  type Catalogue,
  type Item,
  levelName,
  pointLines,
  READINGS,
  type Requirement,
  requirementsFor,
  shortId,
} from '../catalogue/catalogue.ts';
import { decimalOf } from '../catalogue/scoring.ts';
import type { Lang } from '../i18n/lang.ts';
import {
  ASSESSMENT_KEYS,
  DATES_KEYS,
  DISAGREEMENT_KEYS,
  type Evidence,
  FORMAT,
  KINDS,
  METHODS,
  ORGANIZATION_KEYS,
  PERSON_KEYS,
  REVIEW_RESULTS,
} from './sheet.ts';

type Json = { readonly [key: string]: unknown };

const WORDS = {
  zh: {
    score: '满足程度与得分',
    evidence: '引用的证据',
    finding: '评估发现',
    improvement: '改进措施',
    typical: '典型证据',
    open: '未评分',
    provisional: '暂定，原文不知',
    overlay: '表述替换文件的路径，从本表所在的文件夹算起',
  },
  en: {
    score: 'degree met, as a score',
    evidence: 'evidence referred to',
    finding: 'finding',
    improvement: 'improvement',
    typical: 'Typical evidence',
    open: 'not scored',
    provisional: 'provisional, wording not known',
    overlay: "path of the overlay, from the sheet's folder",
  },
} as const;

const TEXT: Json = { type: ['string', 'number', 'boolean', 'null'] };
const DAY: Json = { anyOf: [{ type: 'null' }, { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' }] };

const closed = (properties: Json, more: Json = {}): Json => ({
  type: ['object', 'null'],
  additionalProperties: false,
  properties,
  ...more,
});
const all = (keys: readonly string[], schema: Json): Json => Object.fromEntries(keys.map((key) => [key, schema]));
const listOf = (items: Json): Json => ({ type: ['array', 'null'], items });

/**
 * The JSON Schema (draft 2020-12 terms that draft-07 editors know too) of a sheet for one claim: ids, scores and evidence
 * ids to complete, requirement texts to hover. `evidence` are the entries registered so far; `model` is what the sheet
 * calls the model, where that is a file.
 */
export function sheetSchema(
  catalogue: Catalogue,
  claim: number,
  lang: Lang,
  evidence: readonly Evidence[],
  model: string = catalogue.id,
): Json {
  const items = catalogue.domains
    .flatMap((domain) => domain.items)
    .filter((item) => requirementsFor(item, claim, 'cumulative').length > 0);
  const name = levelName(catalogue, claim)?.[lang] ?? String(claim);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `${catalogue.name[lang]} (${catalogue.edition}) · ${name}`,
    type: 'object',
    additionalProperties: false,
    required: ['format', 'model', 'edition', 'claim', 'ratings'],
    properties: {
      format: { const: FORMAT },
      model: { const: model },
      edition: editionSchema(catalogue.edition),
      modelDigest: { anyOf: [{ type: 'null' }, { type: 'string', pattern: '^sha256:[0-9a-fA-F]{64}$' }] },
      overlay: { type: ['string', 'null'], description: WORDS[lang].overlay },
      claim: { const: claim, description: name },
      reading: { enum: [...READINGS, null] },
      kind: { enum: [...KINDS, null] },
      lang: { enum: ['zh', 'en', null] },
      organization: closed(all(ORGANIZATION_KEYS, TEXT)),
      assessment: assessmentSchema(),
      evidence: { type: ['object', 'null'], additionalProperties: { $ref: '#/definitions/evidence' } },
      tailoring: listOf({
        type: 'object',
        additionalProperties: false,
        required: ['item', 'reason'],
        properties: {
          item: { enum: catalogue.domains.flatMap((domain) => domain.items.map((item) => item.id)) },
          reason: { type: 'string', minLength: 1 },
        },
      }),
      disagreements: listOf({ anyOf: [{ type: 'string' }, closed(all(DISAGREEMENT_KEYS, TEXT))] }),
      ratings: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(items.map((item) => [item.id, itemSchema(catalogue, item, claim, lang)])),
      },
    },
    definitions: {
      evidence: {
        type: 'object',
        additionalProperties: false,
        required: ['title'],
        properties: {
          title: { type: ['string', 'number'], minLength: 1 },
          method: { enum: [...METHODS, null] },
          file: { type: ['string', 'null'] },
          sha256: { type: ['string', 'null'], pattern: '^(sha256:)?[0-9a-fA-F]{64}$' },
          date: DAY,
        },
      },
      person: { anyOf: [{ type: 'string' }, closed(all(PERSON_KEYS, TEXT), { required: ['name'] })] },
      score: scoreSchema(catalogue, lang),
      evidenceId: evidenceIdSchema(evidence),
      answer: answerSchema(lang),
    },
  };
}

/** A year is written as it is, so that a YAML reader takes it for a number. */
const editionSchema = (edition: string): Json =>
  String(Number(edition)) === edition ? { enum: [edition, Number(edition)] } : { const: edition };

function scoreSchema({ scoring: { scores, scale } }: Catalogue, lang: Lang): Json {
  const written = scores.map(({ units, name }) => ({ number: decimalOf(units, scale), name: name[lang] }));
  const names = [...written.map(({ number, name }) => `${number} ${name}`), WORDS[lang].open];
  return {
    enum: [...written.map(({ number }) => Number(number)), null],
    enumDescriptions: names,
    markdownEnumDescriptions: names,
    description: WORDS[lang].score,
  };
}

function assessmentSchema(): Json {
  const lists = ['criteria', 'places', 'suggestions'];
  const plain = ASSESSMENT_KEYS.filter(
    (key) => !['dates', 'team', 'participants', 'methods', 'documentReview', ...lists].includes(key),
  );
  return closed({
    ...all(plain, TEXT),
    ...all(lists, listOf({ type: ['string', 'number'] })),
    dates: closed(all(DATES_KEYS, DAY)),
    team: listOf({ $ref: '#/definitions/person' }),
    participants: listOf({ $ref: '#/definitions/person' }),
    methods: listOf({ enum: METHODS }),
    documentReview: { enum: [...REVIEW_RESULTS, null] },
  });
}

/** Known evidence ids are offered for completion; others are left to `assess validate`, which sees the register itself. */
function evidenceIdSchema(evidence: readonly Evidence[]): Json {
  if (!evidence.length) return { type: ['string', 'number'] };
  const known = evidence.map((entry) => ({ const: entry.id, description: entry.title ?? entry.id }));
  return { anyOf: [...known, { type: ['string', 'number'] }] };
}

function answerSchema(lang: Lang): Json {
  const words = WORDS[lang];
  return closed({
    score: { $ref: '#/definitions/score' },
    evidence: { type: ['array', 'null'], items: { $ref: '#/definitions/evidenceId' }, description: words.evidence },
    finding: { ...TEXT, description: words.finding },
    improvement: {
      description: words.improvement,
      anyOf: [{ type: ['string', 'null'] }, closed({ measure: TEXT, owner: TEXT, due: DAY })],
    },
  });
}

function itemSchema(catalogue: Catalogue, item: Item, claim: number, lang: Lang): Json {
  const requirements = requirementsFor(item, claim, 'cumulative');
  const properties = requirements.map((requirement) => [
    shortId(requirement),
    requirementSchema(catalogue, item, requirement, lang),
  ]);
  return {
    type: ['object', 'null'],
    additionalProperties: false,
    description: `${item.name[lang]}\n\n${item.overview[lang]}`,
    properties: Object.fromEntries(properties),
  };
}

function requirementSchema(catalogue: Catalogue, item: Item, requirement: Requirement, lang: Lang): Json {
  const help = item.levels.find((entry) => entry.level === requirement.level);
  const words = WORDS[lang];
  const level = levelName(catalogue, requirement.level)?.[lang] ?? '';
  const typical = (help?.evidence ?? []).map((text) => `- ${text[lang]}`).join('\n');
  const description = `${item.name[lang]} · ${level} ${shortId(requirement).slice(-1)})${requirement.provisional ? ` · ${words.provisional}` : ''}\n\n${[requirement.text[lang], ...pointLines(requirement, lang)].join('\n')}\n\n${words.typical}:\n${typical}`;
  return { description, markdownDescription: description, anyOf: [{ $ref: '#/definitions/answer' }] };
}
