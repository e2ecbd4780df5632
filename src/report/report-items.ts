import { numberedLines } from '../catalogue/catalogue.ts';
import type { Lang } from '../i18n/lang.ts';
import { type Messages, messagesIn } from '../i18n/messages.ts';
import type { AdviceResult, AssessmentResult, ItemResult, PointResult } from './assessment-result.ts';
import { type Block, heading, type Point, paragraph } from './report-document.ts';
import { pointTone, type ScoreWords, scoreText, scoreTone, scoreWords } from './report-words.ts';
import type { ScoringResult } from './score-result.ts';

/** The results by item (guide 8.3.13 h): achievements, gaps and suggestions, each with what it rests on. */
export function buildItems(result: AssessmentResult, lang: Lang): Block[] {
  const m = messagesIn(lang);
  const { scoring } = result.model;
  const words = scoreWords(scoring, lang);
  const levelNames = new Map(result.levels.map((level) => [level.level, level.name]));
  return result.domains.flatMap((domain) => [
    heading(2, domain.name, scoreText(domain.score, m), scoreTone(domain.score, scoring)),
    ...domain.items.flatMap((item) => buildItem(item, { levelNames, words, scoring, lang, m })),
    ...result.tailoring
      .filter((entry) => entry.domain === domain.id)
      .flatMap(({ name, reason }) => [heading(3, name, m.report.tailoredOut, 'open'), paragraph(reason)]),
  ]);
}

const keyOf = (id: string): string => id.slice(id.lastIndexOf('.') + 1);

/** What an item is told with. */
interface Telling {
  readonly levelNames: ReadonlyMap<number, string>;
  readonly words: ScoreWords;
  readonly scoring: ScoringResult;
  readonly lang: Lang;
  readonly m: Messages;
}

function buildItem(item: ItemResult, { levelNames, words, scoring, lang, m }: Telling): Block[] {
  const open = item.requirements.filter((requirement) => requirement.score === null);
  const untouched = open.length === item.requirements.length;
  const title = heading(
    3,
    item.name,
    untouched ? m.words.score.none : scoreText(item.score, m),
    scoreTone(item.score, scoring),
  );
  if (untouched)
    return [
      title,
      notScored(
        open.map((requirement) => requirement.id),
        m,
      ),
    ];
  const provisional = new Set(item.requirements.filter((entry) => entry.provisional).map((entry) => entry.id));
  const advice = item.advice.map((entry) => suggestion(entry, levelNames, m));
  return [
    title,
    ...section(
      m.report.achievements,
      item.achievements.map((point) => marked(achievement(point, words, scoring, lang, m), point, provisional, m)),
      m.report.noAchievements(words.met),
    ),
    ...section(
      m.report.gaps,
      item.gaps.map((point) => marked(gap(point, words, lang, m), point, provisional, m)),
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

/** A provisional requirement says so wherever it is told. */
const marked = (told: Point, { id }: PointResult, provisional: ReadonlySet<string>, m: Messages): Point =>
  provisional.has(id) ? { ...told, notes: [m.report.provisionalPoint, ...told.notes] } : told;

const labelOf = (point: PointResult): string => `${keyOf(point.id)} ${point.score}`;
const findingOf = (point: PointResult, m: Messages): string =>
  `${m.report.finding}${m.punctuation.colon}${point.finding ?? m.report.findingMissing}`;
const evidenceOf = (point: PointResult, m: Messages): string[] =>
  point.evidence.length
    ? [`${m.report.evidence}${m.punctuation.colon}${point.evidence.join(m.punctuation.enumeration)}`]
    : [];

/** What is met, with its evidence; what a mostly met requirement lacks stands under the gaps. */
function achievement(point: PointResult, words: ScoreWords, { scores }: ScoringResult, lang: Lang, m: Messages): Point {
  const met = point.score === words.highest;
  const name = scores.find(({ value }) => value === point.score)?.name ?? '';
  const text = met ? point.text : `${point.text}${m.punctuation.open}${name}${m.punctuation.close}`;
  const notes = [
    ...numberedLines(point.points, lang),
    ...(met && point.finding !== null ? [findingOf(point, m)] : []),
    ...evidenceOf(point, m),
  ];
  return { label: labelOf(point), text, tone: pointTone(point.score, words), notes };
}

/** What is not met and what is missing. A mostly met requirement was quoted above, so that its finding says it alone. */
function gap(point: PointResult, words: ScoreWords, lang: Lang, m: Messages): Point {
  const quoted = point.score >= words.threshold && point.finding !== null;
  const text = quoted ? findingOf(point, m) : point.text;
  const statement = quoted ? [] : [...numberedLines(point.points, lang), findingOf(point, m)];
  const notes = [...statement, ...evidenceOf(point, m)];
  return { label: labelOf(point), text, tone: pointTone(point.score, words), notes };
}

function suggestion(advice: AdviceResult, levelNames: ReadonlyMap<number, string>, m: Messages): Point {
  if (advice.source === 'sheet') {
    const by = m.report.measureBy(advice.owner, advice.due);
    return { label: keyOf(advice.requirement ?? ''), text: advice.text, tone: 'plain', notes: by === '' ? [] : [by] };
  }
  const label = m.report.fromCatalogue(levelNames.get(advice.level) ?? String(advice.level));
  return { label, text: advice.text, tone: 'plain', notes: [] };
}
