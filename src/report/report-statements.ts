import type { Messages } from '../i18n/messages.ts';
import { THRESHOLD_TENTHS } from '../scoring/score.ts';
import type { AssessmentResult, ItemResult, RequirementResult } from './assessment-result.ts';
import { type Block, heading, paragraph } from './report-document.ts';
import { points, scoreText } from './report-words.ts';

const itemsOf = (result: AssessmentResult): ItemResult[] => result.domains.flatMap((domain) => domain.items);
const requirementsOf = (result: AssessmentResult): RequirementResult[] =>
  itemsOf(result).flatMap((item) => item.requirements);

/** The overall conclusion and the suggestions for the whole (guide 8.3.13 g): the sheet's own words after what follows from the scores. */
export function buildConclusion(result: AssessmentResult, m: Messages): Block[] {
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
  const own = result.assessment.suggestions.length ? result.assessment.suggestions : derivedSuggestions(result, m);
  return [
    paragraph(`${text}${text.endsWith('.') ? ' ' : ''}${strongAndWeak(result, m)}`),
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
    .filter((item) => item.score.value !== null && item.score.value < 0.8)
    .sort((a, b) => (a.score.value ?? 0) - (b.score.value ?? 0));
}

function strongAndWeak(result: AssessmentResult, m: Messages): string {
  const known = itemsOf(result).filter((item) => item.score.value !== null);
  if (!known.length) return '';
  const best = [...known].sort((a, b) => (b.score.value ?? 0) - (a.score.value ?? 0)).slice(0, 3);
  const strong = best.filter((item) => (item.score.value ?? 0) >= 0.8);
  const weak = weakItems(result);
  const { scored, count } = result.score;
  const parts = [
    scored < count ? m.report.conclusionPartial(scored) : '',
    strong.length ? m.report.conclusionBest(told(strong, m)) : '',
    weak.length ? m.report.conclusionWeak(told(weak, m)) : m.report.conclusionNoWeak,
  ];
  return parts.filter(Boolean).join(m.punctuation.stop === '。' ? '' : ' ');
}

function derivedSuggestions(result: AssessmentResult, m: Messages): string[] {
  const { sumTenths, count } = result.score;
  const weak = weakItems(result).slice(0, 3);
  const gaps = requirementsOf(result).filter((requirement) => requirement.score !== null && requirement.score < 0.8);
  const planned = gaps.filter((requirement) => requirement.improvement?.measure).length;
  const missing = THRESHOLD_TENTHS * count - sumTenths;
  const open = count - result.score.scored;
  const suggestions = [
    ...(open ? [m.report.suggestScore(open)] : []),
    ...(result.verdict === 'not-reached' ? [m.report.suggestTenths(points(missing))] : []),
    ...(weak.length ? [m.report.suggestFirst(told(weak, m))] : []),
    ...(gaps.length ? [m.report.suggestMeasures(planned, gaps.length)] : []),
  ];
  if (suggestions.length) return suggestions;
  return [result.claim === result.model.levels ? m.report.suggestKeepTop : m.report.suggestKeep];
}

/** How far the criteria were followed (guide 8.3.13 i): coverage, evidence, tailoring, provisional requirements. */
export function buildAdherence(result: AssessmentResult, m: Messages): string[] {
  const requirements = requirementsOf(result);
  const scored = requirements.filter((requirement) => requirement.score !== null);
  const bare = scored.filter((requirement) => !requirement.evidence.length && (requirement.score ?? 0) > 0);
  const provisional = scored.filter((requirement) => requirement.provisional);
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
    ...(zero ? [m.report.adherenceTailoredScore(scoreText(zero.score, m), m.words.verdict[zero.verdict])] : []),
    provisional.length
      ? m.report.adherenceProvisional(
          provisional.length,
          points(provisional.reduce((sum, requirement) => sum + Math.round((requirement.score ?? 0) * 10), 0)),
        )
      : m.report.adherenceNoProvisional,
    ...(badFiles.length ? [m.report.adherenceFiles(badFiles.join(m.punctuation.enumeration))] : []),
    ...(result.diagnostics.length ? [m.report.adherenceWarnings(result.diagnostics.length)] : []),
  ];
}

/** How the verdict came about, so that a reader can compute it again (guide, clause 9). */
export function buildMethod(result: AssessmentResult, m: Messages): string[] {
  const { sumTenths, count, scored } = result.score;
  const need = points(THRESHOLD_TENTHS * count);
  const verdict = m.words.verdict[result.verdict];
  return [
    m.report.methodScores,
    m.report.methodItem,
    m.report.methodDomain,
    m.report.methodLevel,
    m.report.methodVerdict,
    m.report.methodReading(m.words.reading[result.reading], m.words.readingNote[result.reading]),
    m.report.methodMissing,
    m.report.methodPrinted,
    scored === count
      ? m.report.methodThis(points(sumTenths), count, need, verdict)
      : m.report.methodThisMissing(points(sumTenths), points(sumTenths + (count - scored) * 10), count, need, verdict),
  ];
}
