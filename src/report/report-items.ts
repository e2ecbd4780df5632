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
  ]);
}

const keyOf = (id: string): string => id.slice(id.lastIndexOf('.') + 1);

function buildItem(item: ItemResult, levelNames: ReadonlyMap<number, string>, m: Messages): Block[] {
  const open = item.requirements.filter((requirement) => requirement.score === null);
  const blocks: Block[] = [heading(3, item.name, scoreText(item.score, m), scoreTone(item.score))];
  if (open.length < item.requirements.length) {
    blocks.push(
      ...section(
        m.report.achievements,
        item.achievements.map((point) => achievement(point, m)),
        m.report.noAchievements,
      ),
    );
    blocks.push(
      ...section(
        m.report.gaps,
        item.gaps.map((point) => gap(point, m)),
        m.report.noGaps,
      ),
    );
    blocks.push(
      ...section(
        m.report.advice,
        item.advice.map((advice) => suggestion(advice, levelNames, m)),
        m.report.noAdvice,
      ),
    );
  }
  if (open.length)
    blocks.push(
      paragraph(m.report.notScored(open.length, open.map((requirement) => keyOf(requirement.id)).join(' ')), 'open'),
    );
  return blocks;
}

const section = (title: string, points: readonly Point[], none: string): Block[] => [
  { kind: 'label', text: title },
  points.length
    ? { kind: 'points', points }
    : { kind: 'points', points: [{ label: '', text: none, tone: 'plain', notes: [] }] },
];

function achievement(point: PointResult, m: Messages): Point {
  const key = String(point.score) as '1' | '0.8';
  const notes = [...support(point, m)];
  if (point.score === 1 && point.finding !== null)
    notes.unshift(`${m.report.finding}${m.punctuation.colon}${point.finding}`);
  return {
    label: `${keyOf(point.id)} ${point.score}`,
    text:
      point.score === 1 ? point.text : `${point.text}${m.punctuation.open}${m.words.score[key]}${m.punctuation.close}`,
    tone: pointTone(point.score),
    notes,
  };
}

const support = (point: PointResult, m: Messages): string[] =>
  point.evidence.length
    ? [`${m.report.evidence}${m.punctuation.colon}${point.evidence.join(m.punctuation.enumeration)}`]
    : [];

/** A gap with what is missing: the finding, and for what is not met at all or in part, the requirement itself. */
function gap(point: PointResult, m: Messages): Point {
  const finding = `${m.report.finding}${m.punctuation.colon}${point.finding ?? m.report.findingMissing}`;
  return {
    label: `${keyOf(point.id)} ${point.score}`,
    text: point.text,
    tone: pointTone(point.score),
    notes: [finding, ...(point.score < 0.8 ? support(point, m) : [])],
  };
}

function suggestion(advice: AdviceResult, levelNames: ReadonlyMap<number, string>, m: Messages): Point {
  if (advice.source === 'sheet') {
    const by = m.report.measureBy(advice.owner, advice.due);
    return { label: keyOf(advice.requirement ?? ''), text: advice.text, tone: 'plain', notes: by === '' ? [] : [by] };
  }
  return {
    label: m.report.fromCatalogue(levelNames.get(advice.level) ?? String(advice.level)),
    text: advice.text,
    tone: 'plain',
    notes: [],
  };
}
