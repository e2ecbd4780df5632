import type { Messages } from '../i18n/messages.ts';
import type { AdviceResult, AssessmentResult, ItemResult, PointResult } from './assessment-result.ts';
import { type Block, heading, type Point, paragraph } from './report-document.ts';
import { pointTone, scoreText, scoreTone } from './report-words.ts';

/** The results by item (guide 8.3.13 h): achievements, gaps and suggestions, each with what it rests on. */
export function buildItems(result: AssessmentResult, m: Messages): Block[] {
  const levelNames = new Map(result.levels.map((level) => [level.level, level.name]));
  return result.domains.flatMap((domain) => [
    heading(2, domain.name, scoreText(domain.score, m), scoreTone(domain.score)),
    ...domain.items.flatMap((item) => buildItem(item, levelNames, m)),
    ...result.tailoring
      .filter((entry) => entry.domain === domain.id)
      .flatMap(({ name, reason }) => [heading(3, name, m.report.tailoredOut, 'open'), paragraph(reason)]),
  ]);
}

const keyOf = (id: string): string => id.slice(id.lastIndexOf('.') + 1);

function buildItem(item: ItemResult, levelNames: ReadonlyMap<number, string>, m: Messages): Block[] {
  const open = item.requirements.filter((requirement) => requirement.score === null);
  const untouched = open.length === item.requirements.length;
  const title = heading(3, item.name, untouched ? m.words.score.none : scoreText(item.score, m), scoreTone(item.score));
  if (untouched)
    return [
      title,
      notScored(
        open.map((requirement) => requirement.id),
        m,
      ),
    ];
  const advice = item.advice.map((entry) => suggestion(entry, levelNames, m));
  return [
    title,
    ...section(
      m.report.achievements,
      item.achievements.map((point) => achievement(point, m)),
      m.report.noAchievements,
    ),
    ...section(
      m.report.gaps,
      item.gaps.map((point) => gap(point, m)),
      m.report.noGaps,
    ),
    ...section(m.report.advice, advice, item.gaps.length ? m.report.adviceFromFindings : m.report.noAdvice),
    ...(open.length
      ? [
          notScored(
            open.map((requirement) => requirement.id),
            m,
          ),
        ]
      : []),
  ];
}

const notScored = (ids: readonly string[], m: Messages): Block =>
  paragraph(m.report.notScored(ids.length, ids.map(keyOf).join(' ')), 'open');

const section = (title: string, points: readonly Point[], none: string): Block[] => [
  { kind: 'label', text: title },
  { kind: 'points', points: points.length ? points : [{ label: '', text: none, tone: 'plain', notes: [] }] },
];

const labelOf = (point: PointResult): string => `${keyOf(point.id)} ${point.score}`;
const findingOf = (point: PointResult, m: Messages): string =>
  `${m.report.finding}${m.punctuation.colon}${point.finding ?? m.report.findingMissing}`;
const evidenceOf = (point: PointResult, m: Messages): string[] =>
  point.evidence.length
    ? [`${m.report.evidence}${m.punctuation.colon}${point.evidence.join(m.punctuation.enumeration)}`]
    : [];

/** What is met, with its evidence; what a mostly met requirement lacks stands under the gaps. */
function achievement(point: PointResult, m: Messages): Point {
  const met = point.score === 1;
  const text = met ? point.text : `${point.text}${m.punctuation.open}${m.words.score['0.8']}${m.punctuation.close}`;
  const notes = [...(met && point.finding !== null ? [findingOf(point, m)] : []), ...evidenceOf(point, m)];
  return { label: labelOf(point), text, tone: pointTone(point.score), notes };
}

/** What is not met and what is missing. A mostly met requirement was quoted above, so that its finding says it alone. */
function gap(point: PointResult, m: Messages): Point {
  const quoted = point.score >= 0.8 && point.finding !== null;
  const text = quoted ? findingOf(point, m) : point.text;
  const notes = [...(quoted ? [] : [findingOf(point, m)]), ...evidenceOf(point, m)];
  return { label: labelOf(point), text, tone: pointTone(point.score), notes };
}

function suggestion(advice: AdviceResult, levelNames: ReadonlyMap<number, string>, m: Messages): Point {
  if (advice.source === 'sheet') {
    const by = m.report.measureBy(advice.owner, advice.due);
    return { label: keyOf(advice.requirement ?? ''), text: advice.text, tone: 'plain', notes: by === '' ? [] : [by] };
  }
  const label = m.report.fromCatalogue(levelNames.get(advice.level) ?? String(advice.level));
  return { label, text: advice.text, tone: 'plain', notes: [] };
}
