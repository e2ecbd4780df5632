import {
  type Catalogue,
  type Domain,
  type Item,
  type Level,
  type Requirement,
  referenceOf,
} from '../catalogue/catalogue.ts';
import { findLevel } from '../catalogue/find-level.ts';
import { findPart, type Part } from '../catalogue/find-part.ts';
import { decimalOf, type Scoring } from '../catalogue/scoring.ts';
import { Failure } from '../io/failure.ts';
import { renderTerminal } from '../render/render-terminal.ts';
import { type ModelView, modelDocument, partDocument } from '../report/model-document.ts';
import { jsonText } from '../text/json-text.ts';
import { type Context, langOf, messagesFor, openTerminal, tellNotice, tellResult } from './context.ts';
import type { ModelShowOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { openGivenModel } from './open-model.ts';
import { withOverlay } from './open-overlay.ts';

/** `assess model show`: a model, or one part of it; JSON has everything in both languages. */
export async function runModelShow(
  context: Context,
  id: string,
  word: string | undefined,
  options: ModelShowOptions,
): Promise<ExitCode> {
  const given = await openGivenModel(context, id);
  const catalogue = given && (await withOverlay(context, given.catalogue, options.overlay));
  if (!catalogue) return EXIT.invalid;
  const part = await choosePart(context, catalogue, word, options.level);
  if (options.format === 'json') {
    await tellResult(context, jsonText(part === null ? modelJson(catalogue) : partJson(catalogue, part)));
    return EXIT.done;
  }
  const view: ModelView = { catalogue, typed: id, lang: langOf(context), m: messagesFor(context) };
  const document = part === null ? modelDocument(view) : partDocument(view, part);
  await tellResult(context, renderTerminal(document, await openTerminal(context, context.streams.stdout), false));
  return EXIT.done;
}

/** Words that may be meant as a level, or as one of an item: `9`, `需求管理 六星`, `level 7`. */
const LIKE_A_LEVEL = /(?:^|[^\d.]\.?)\d+$|[级星]$|\b(?:level|stars?)\b/iu;

/** The part that the words name, or null for the whole model. */
async function choosePart(
  context: Context,
  catalogue: Catalogue,
  word: string | undefined,
  levelWord: string | undefined,
): Promise<Part | null> {
  const level = levelWord === undefined ? null : await chooseLevel(context, catalogue, levelWord);
  if (word === undefined) return level && { kind: 'level', level };
  const found = findPart(catalogue, word);
  if (found.kind === 'unknown') {
    const levels = LIKE_A_LEVEL.test(word.trim()) ? catalogue.levels.map(({ name }) => name) : [];
    throw new Failure((m) => m.failure.unknownItem(word, found.suggestion, levels));
  }
  if (found.kind === 'ambiguous') throw new Failure((m) => m.failure.ambiguousItem(word, found.ids.join(', ')));
  if (found.grade) await tellGrade(context, catalogue, word, found.grade);
  const part = level ? narrow(found.part, level) : found.part;
  if (part === null) throw new Failure((m) => m.failure.otherLevel(word, levelWord ?? ''));
  if (part.kind === 'item' && part.level !== null) checkAssessed(part.item, part.level);
  return part;
}

async function chooseLevel(context: Context, catalogue: Catalogue, word: string): Promise<Level> {
  const found = findLevel(catalogue, word);
  if (!found) throw new Failure((m) => m.failure.unknownLevel(word, catalogue.levels.length));
  if (found.byGrade) await tellGrade(context, catalogue, word, found.level);
  return found.level;
}

/** 三级 may be meant as the third level; where it is the second name of another, what was taken is said. */
const tellGrade = (context: Context, { levels }: Catalogue, word: string, level: Level): Promise<void> =>
  tellNotice(context, messagesFor(context).model.byGrade(word, level.name[langOf(context)], level.rank, levels.length));

/** A part at one level alone; null where it stands at another one already. */
function narrow(part: Part, level: Level): Part | null {
  const rank = part.kind === 'requirement' ? part.requirement.level : part.level?.rank;
  if (rank !== undefined) return rank === level.rank ? part : null;
  return part.kind === 'domain' || part.kind === 'item' ? { ...part, level } : null;
}

function checkAssessed(item: Item, { rank, name }: Level): void {
  const ranks = item.levels.map((entry) => entry.level);
  if (!ranks.includes(rank)) throw new Failure((m) => m.failure.notAtLevel(item.name, name, ranks.join(', ')));
}

const requirementJson = (catalogue: Catalogue, domain: Domain, item: Item) => (requirement: Requirement) => ({
  ...requirement,
  origin: requirement.origin ?? [],
  source: referenceOf(catalogue, domain, item, requirement),
});

function itemJson(catalogue: Catalogue, domain: Domain, item: Item) {
  const { id, name, heading: title, overview, weight, levels, derivation } = item;
  return {
    id,
    name,
    heading: title,
    overview,
    weight,
    derivation: derivation ?? null,
    requirements: levels.flatMap((level) => level.requirements).map(requirementJson(catalogue, domain, item)),
    levels: levels.map(({ level, clause, evidence, advice }) => ({ level, clause, evidence, advice })),
  };
}

const domainJson = (catalogue: Catalogue, domain: Domain) => ({
  id: domain.id,
  name: domain.name,
  overview: domain.overview,
  weight: domain.weight,
  characteristics: domain.characteristics,
  items: domain.items.map((item) => itemJson(catalogue, domain, item)),
});

const itemAtLevel = (item: Item, rank: number | undefined): Item =>
  rank === undefined ? item : { ...item, levels: item.levels.filter((entry) => entry.level === rank) };

/** A domain with nothing in it but what belongs to one level; the whole of it without a rank. */
const domainAtLevel = (domain: Domain, rank: number | undefined): Domain =>
  rank === undefined
    ? domain
    : {
        ...domain,
        characteristics: domain.characteristics.filter((entry) => entry.level === rank),
        items: domain.items.map((item) => itemAtLevel(item, rank)).filter((item) => item.levels.length),
      };

/** How a model scores, as JSON outputs tell it. */
export const scoringJson = ({ scale, threshold, scores }: Scoring) => ({
  scale,
  threshold: Number(decimalOf(threshold, scale)),
  scores: scores.map(({ units, name }) => ({ value: Number(decimalOf(units, scale)), name })),
});

function modelJson(catalogue: Catalogue) {
  const { id, edition, name, document, scoringRule, scoring, assesses, digest, derivedFrom, levels, domains } =
    catalogue;
  return {
    schemaVersion: 1,
    id,
    edition,
    name,
    document,
    scoringRule,
    scoring: scoringJson(scoring),
    assesses: assesses ?? null,
    digest,
    derivedFrom: derivedFrom
      ? { model: derivedFrom.model, edition: derivedFrom.edition, dropped: derivedFrom.dropped }
      : null,
    overlay: catalogue.overlay ?? null,
    levels,
    domains: domains.map((domain) => domainJson(catalogue, domain)),
  };
}

function partJson(catalogue: Catalogue, part: Part) {
  const head = {
    schemaVersion: 1,
    model: {
      id: catalogue.id,
      edition: catalogue.edition,
      digest: catalogue.digest,
      overlay: catalogue.overlay ?? null,
    },
  };
  if (part.kind === 'level') {
    const domains = catalogue.domains.map((domain) => domainAtLevel(domain, part.level.rank));
    return { ...head, level: { ...part.level, domains: domains.map((domain) => domainJson(catalogue, domain)) } };
  }
  const { domain } = part;
  if (part.kind === 'domain')
    return { ...head, domain: domainJson(catalogue, domainAtLevel(domain, part.level?.rank)) };
  const { item } = part;
  if (part.kind === 'item') return { ...head, item: itemJson(catalogue, domain, itemAtLevel(item, part.level?.rank)) };
  const level = item.levels.find((entry) => entry.level === part.requirement.level);
  return {
    ...head,
    requirement: {
      ...requirementJson(catalogue, domain, item)(part.requirement),
      evidence: level?.evidence ?? [],
      advice: level?.advice ?? null,
    },
  };
}
