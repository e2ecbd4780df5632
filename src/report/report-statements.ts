import type { Lang } from '../i18n/lang.ts';
import { type Messages, messagesIn } from '../i18n/messages.ts';
import type { AssessmentResult, ItemResult, RequirementResult } from './assessment-result.ts';
import { type Block, heading, paragraph } from './report-document.ts';
import { points, provisionalText, scoreText, scoreWords, sumEnds } from './report-words.ts';

const itemsOf = (result: AssessmentResult): ItemResult[] => result.domains.flatMap((domain) => domain.items);
const requirementsOf = (result: AssessmentResult): RequirementResult[] =>
  itemsOf(result).flatMap((item) => item.requirements);

/** The overall conclusion and the suggestions for the whole (guide 8.3.13 g): the sheet's own words after what follows from the scores. */
export function buildConclusion(result: AssessmentResult, lang: Lang): Block[] {
  const m = messagesIn(lang);
  const { score } = result;
  const name = result.organization.name ?? m.words.notStated;
  const text = m.report.conclusionText(
    result.kind,
    name,
    result.claimName,
    m.words.verdict[result.verdict],
    scoreText(score, m),
    score.scored,
    score.count,
  );
  const share = provisionalText(result, m);
  const own = result.assessment.suggestions.length ? result.assessment.suggestions : derivedSuggestions(result, lang);
  return [
    paragraph(`${text}${text.endsWith('.') ? ' ' : ''}${strongAndWeak(result, m)}`),
    ...(share === null ? [] : [paragraph(m.report.adherenceProvisional(share))]),
    ...(result.assessment.conclusion === null ? [] : [paragraph(result.assessment.conclusion)]),
    heading(2, m.report.suggestions),
    { kind: 'list', items: own },
  ];
}

const told = (items: readonly ItemResult[], m: Messages): string =>
  items
    .map((item) => `${item.name}${m.punctuation.open}${scoreText(item.score, m)}${m.punctuation.close}`)
    .join(m.punctuation.enumeration);

function weakItems(result: AssessmentResult): ItemResult[] {
  return itemsOf(result)
    .filter((item) => item.score.value !== null && item.score.value < result.model.scoring.threshold)
    .sort((a, b) => (a.score.value ?? 0) - (b.score.value ?? 0));
}

function strongAndWeak(result: AssessmentResult, m: Messages): string {
  const { scoring } = result.model;
  const known = itemsOf(result).filter((item) => item.score.value !== null);
  if (!known.length) return '';
  const best = [...known].sort((a, b) => (b.score.value ?? 0) - (a.score.value ?? 0)).slice(0, 3);
  const strong = best.filter((item) => (item.score.value ?? 0) >= scoring.threshold);
  const weak = weakItems(result);
  const threshold = String(scoring.threshold);
  const { scored, count } = result.score;
  const parts = [
    scored < count ? m.report.conclusionPartial(scored) : '',
    strong.length ? m.report.conclusionBest(told(strong, m)) : '',
    weak.length ? m.report.conclusionWeak(told(weak, m), threshold) : m.report.conclusionNoWeak(threshold),
  ];
  return parts.filter(Boolean).join(m.punctuation.stop === '。' ? '' : ' ');
}

/** What the sum has to come to for the level to be reached, in units. */
const neededFor = ({ score, model: { scoring } }: AssessmentResult): number =>
  Math.round(scoring.threshold * scoring.scale) * score.weight;

function derivedSuggestions(result: AssessmentResult, lang: Lang): string[] {
  const m = messagesIn(lang);
  const { scoring } = result.model;
  const { below, belowUp, sufficient, threshold } = scoreWords(scoring, lang);
  const { count } = result.score;
  const weak = weakItems(result).slice(0, 3);
  const gaps = requirementsOf(result).filter(
    (requirement) => requirement.score !== null && requirement.score < threshold,
  );
  const planned = gaps.filter((requirement) => requirement.improvement?.measure).length;
  const missing = neededFor(result) - sumEnds(result.score, scoring)[0];
  const open = count - result.score.scored;
  const suggestions = [
    ...(open ? [m.report.suggestScore(open)] : []),
    ...(result.verdict === 'not-reached'
      ? [m.report.suggestTenths(points(missing, scoring), belowUp, sufficient, scoring.weighted)]
      : []),
    ...(weak.length ? [m.report.suggestFirst(told(weak, m))] : []),
    ...(gaps.length ? [m.report.suggestMeasures(planned, gaps.length, below)] : []),
  ];
  if (suggestions.length) return suggestions;
  return [result.claim === result.model.levels ? m.report.suggestKeepTop : m.report.suggestKeep];
}

/** How far the criteria were followed (guide 8.3.13 i): coverage, evidence, tailoring, provisional requirements. */
export function buildAdherence(result: AssessmentResult, m: Messages): string[] {
  const lowest = result.model.scoring.scores.at(-1)?.value ?? 0;
  const requirements = requirementsOf(result);
  const scored = requirements.filter((requirement) => requirement.score !== null);
  const bare = scored.filter((requirement) => !requirement.evidence.length && (requirement.score ?? 0) > lowest);
  const provisional = requirements.filter((requirement) => requirement.provisional);
  const zero = result.tailoredAsZero;
  const badFiles = result.diagnostics
    .filter((entry) => entry.code.startsWith('evidence-file-'))
    .map((entry) => entry.message);
  return [
    m.report.adherenceCoverage(result.score.scored, result.score.count),
    m.report.adherenceEvidence(scored.filter((requirement) => requirement.evidence.length).length, scored.length),
    ...(bare.length
      ? [m.report.adherenceNoEvidence(bare.map((requirement) => requirement.id).join(m.punctuation.enumeration))]
      : []),
    ...(result.tailoring.length
      ? [
          m.report.adherenceTailored(
            result.tailoring
              .map(({ name, reason }) => `${name}${m.punctuation.open}${reason}${m.punctuation.close}`)
              .join(m.punctuation.enumeration),
          ),
        ]
      : [m.report.adherenceNoTailoring]),
    ...(zero
      ? [m.report.adherenceTailoredScore(scoreText(zero.score, m), m.words.verdict[zero.verdict], String(lowest))]
      : []),
    ...adherenceToProvisional(result, provisional, m),
    ...(badFiles.length ? [m.report.adherenceFiles(badFiles.join(m.punctuation.enumeration))] : []),
    ...(result.diagnostics.length ? [m.report.adherenceWarnings(result.diagnostics.length)] : []),
  ];
}

/** That no source has the text of some requirements, which they are, and how much of the result rests on them. */
function adherenceToProvisional(
  result: AssessmentResult,
  provisional: readonly RequirementResult[],
  m: Messages,
): string[] {
  const share = provisionalText(result, m);
  if (share === null) return [m.report.adherenceNoProvisional];
  const ids = provisional.map((requirement) => requirement.id).join(m.punctuation.enumeration);
  return [m.report.adherenceProvisional(share), m.report.adherenceProvisionalIds(ids)];
}

/** How the verdict came about, so that a reader can compute it again (guide, clause 9), and what of it is the model's own. */
export function buildMethod(result: AssessmentResult, m: Messages): string[] {
  const { scoring } = result.model;
  const { scores, scale, ownScores, ownThreshold, weighted } = scoring;
  const ends = { lowest: String(scores.at(-1)?.value ?? 0), highest: String(scores[0]?.value ?? 1) };
  const threshold = String(scoring.threshold);
  const named = scores.map(({ name, value }) => m.report.scoreName(name, String(value))).join(m.punctuation.comma);
  const units = { scale, threshold: Math.round(scoring.threshold * scale) };
  return [
    m.report.methodScores(named, ownScores),
    m.report.methodItem,
    m.report.methodDomain(weighted),
    m.report.methodLevel(weighted),
    ...(weighted ? [weightsLine(result, m)] : []),
    m.report.methodVerdict({ highest: ends.highest, threshold, ownThreshold, weighted, units }),
    m.report.methodReading(m.words.reading[result.reading], m.words.readingNote[result.reading]),
    m.report.methodMissing(ends.lowest, ends.highest),
    m.report.methodPrinted(threshold, ends.highest),
    thisTime(result, m),
  ];
}

/** Every weight but 1, so that a reader need not look into the model. */
function weightsLine({ domains }: AssessmentResult, m: Messages): string {
  const named = [...domains, ...domains.flatMap((domain) => domain.items)];
  const weights = named.filter(({ weight }) => weight !== 1).map(({ name, weight }) => m.report.weightOf(name, weight));
  return m.report.methodWeights(weights.join(m.punctuation.enumeration));
}

function thisTime(result: AssessmentResult, m: Messages): string {
  const { score, verdict, model } = result;
  const [low, high] = sumEnds(score, model.scoring).map((sum) => points(sum, model.scoring));
  const weight = model.scoring.weighted ? score.weight : null;
  const need = points(neededFor(result), model.scoring);
  const words = m.words.verdict[verdict];
  return score.scored === score.count
    ? m.report.methodThis(low ?? '', score.count, weight, need, words)
    : m.report.methodThisMissing(low ?? '', high ?? '', score.count, weight, need, words);
}
