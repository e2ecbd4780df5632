import { type Catalogue, itemsOf, pointLines } from '../catalogue/catalogue.ts';
import type { Scoring } from '../catalogue/scoring.ts';
import type { Lang } from '../i18n/lang.ts';
import { type Change, editYaml } from '../yaml/edit-yaml.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { sourceText } from '../yaml/source-text.ts';
import { type EditValue, writeText } from '../yaml/write-value.ts';
import type { CarryOver } from './carry-over.ts';
import { formatTenths } from './read-score.ts';
import { type ScaffoldOptions, scaffoldSheet } from './scaffold.ts';
import type { Evidence, Person, Rating, Sheet } from './sheet.ts';

/**
 * A new sheet, laid out like any other, with what an old one states: organisation, assessment, register, disagreements, and
 * the answers and tailoring that were carried over. Old answers that are unclear stand in comments above their requirements.
 */
export function layOutCarried(
  catalogue: Catalogue,
  headTemplate: string,
  old: Sheet,
  carried: CarryOver,
  options: ScaffoldOptions,
): string {
  const also = new Set(carried.ratings.keys());
  const notes = notesOn(old, catalogue, carried, options.lang);
  const source = sourceText('', scaffoldSheet(catalogue, headTemplate, { ...options, also, notes }));
  const parsed = parseYaml(source, () => false);
  const root = parsed.ok && parsed.value.kind === 'map' ? parsed.value : null;
  const changes = [
    ...headChanges(old, carried),
    ...[...carried.ratings.values()].flatMap((rating) => answerChanges(rating, catalogue.scoring)),
  ];
  const edited = root && editYaml({ text: source.text, root }, changes);
  if (!edited) throw new Error('the layout of a new sheet cannot be filled in');
  return edited.text;
}

const text = (value: string): EditValue => ({ kind: 'text', text: value });
const word = (value: string): EditValue => ({ kind: 'word', text: value });

/** A map on one line of those entries that are stated. */
const flowMap = (entries: readonly (readonly [string, EditValue | null])[]): EditValue => ({
  kind: 'map',
  flow: true,
  entries: entries.flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])),
});

const orNull = (value: string | null): EditValue | null => (value === null ? null : text(value));
const rowsAt = (path: readonly string[], rows: readonly EditValue[]): Change[] =>
  rows.length ? [{ path, value: { kind: 'rows', rows } }] : [];
const textsAt = (path: readonly string[], values: readonly string[]): Change[] => rowsAt(path, values.map(text));

function headChanges(old: Sheet, { tailoring }: CarryOver): Change[] {
  const { dates, team, participants, methods, documentReview, criteria, places, suggestions, ...plain } =
    old.assessment;
  const stated = (section: string, values: object): Change[] =>
    Object.entries(values).flatMap(([key, value]) =>
      typeof value === 'string' ? [{ path: [section, key], value: text(value) }] : [],
    );
  return [
    ...stated('organization', old.organization),
    ...stated('assessment', plain),
    ...textsAt(['assessment', 'criteria'], criteria),
    ...Object.entries(dates).flatMap(([key, day]) =>
      day === null ? [] : [{ path: ['assessment', 'dates', key], value: word(day) }],
    ),
    ...textsAt(['assessment', 'places'], places),
    ...rowsAt(['assessment', 'team'], team.map(personValue)),
    ...rowsAt(['assessment', 'participants'], participants.map(personValue)),
    ...(methods.length ? [{ path: ['assessment', 'methods'], value: { kind: 'list', items: methods } as const }] : []),
    ...(documentReview === null ? [] : [{ path: ['assessment', 'documentReview'], value: word(documentReview) }]),
    ...textsAt(['assessment', 'suggestions'], suggestions),
    ...(old.evidence.length
      ? [{ path: ['evidence'], value: { kind: 'map', entries: old.evidence.map(evidenceEntry) } as const }]
      : []),
    ...rowsAt(
      ['tailoring'],
      tailoring.map(({ item, reason }) =>
        flowMap([
          ['item', word(item)],
          ['reason', text(reason)],
        ]),
      ),
    ),
    ...rowsAt(
      ['disagreements'],
      old.disagreements
        .map((entry) => Object.entries(entry).filter(([, value]) => value !== null))
        .filter((entries) => entries.length)
        .map((entries) => flowMap(entries.map(([key, value]) => [key, orNull(value as string)] as const))),
    ),
  ];
}

const personValue = ({ name, role, unit }: Person): EditValue =>
  role === null && unit === null
    ? text(name)
    : flowMap([
        ['name', text(name)],
        ['role', orNull(role)],
        ['unit', orNull(unit)],
      ]);

const evidenceEntry = ({ id, title, method, file, sha256, date }: Evidence) =>
  [
    id,
    flowMap([
      ['title', orNull(title)],
      ['method', method && word(method)],
      ['file', orNull(file)],
      ['sha256', orNull(sha256)],
      ['date', date === null ? null : word(date)],
    ]),
  ] as const;

function answerChanges({ requirement, score, evidence, finding, improvement }: Rating, scoring: Scoring): Change[] {
  const dot = requirement.lastIndexOf('.');
  const path = ['ratings', requirement.slice(0, dot), requirement.slice(dot + 1)];
  const { measure = null, owner = null, due = null } = improvement ?? {};
  const measures = flowMap([
    ['measure', orNull(measure)],
    ['owner', orNull(owner)],
    ['due', due === null ? null : word(due)],
  ]);
  const isPlanned = [measure, owner, due].some((part) => part !== null);
  return [
    ...(score === null ? [] : [{ path: [...path, 'score'], value: word(formatTenths(score, scoring)) }]),
    ...(evidence.length ? [{ path: [...path, 'evidence'], value: { kind: 'list', items: evidence } as const }] : []),
    ...(finding === null ? [] : [{ path: [...path, 'finding'], value: text(finding) }]),
    ...(isPlanned ? [{ path: [...path, 'improvement'], value: measures }] : []),
  ];
}

const WHY = {
  zh: {
    provisional: '暂定要求',
    ambiguous: '对不上号',
    'other-statement': '表述不同',
    'other-level': '等级不同',
    'other-name': '能力项的名称不同',
    'other-scores': '得分不同',
  },
  en: {
    provisional: 'provisional',
    ambiguous: 'no certain counterpart',
    'other-statement': 'another statement',
    'other-level': 'another level',
    'other-name': 'an item of another name',
    'other-scores': 'other scores',
  },
} as const;

const NOTE = {
  zh: {
    said: (id: string, why: string, answer: string) => `旧表 ${id}，未沿用（${why}）：${answer}`,
    asked: (statement: string) => `  旧的要求：${statement}`,
  },
  en: {
    said: (id: string, why: string, answer: string) => `old sheet, ${id}, not carried over (${why}): ${answer}`,
    asked: (statement: string) => `  it asked: ${statement}`,
  },
} as const;

/** What an unclear old answer said and, where it is not the same, to what, above the first requirement that it has to do with. */
function notesOn(old: Sheet, catalogue: Catalogue, carried: CarryOver, lang: Lang): Map<string, string[]> {
  const notes = new Map<string, string[]>();
  const [before, after] = [carried.oldCatalogue, catalogue].map((model) => statementsOf(model, lang));
  const isNamed = carried.scoring.includes('scores');
  for (const { ids, from, reason } of carried.unclear) {
    const [first] = ids;
    if (first === undefined) continue;
    const lines = from.flatMap((id) => {
      const rating = old.ratings.get(id);
      if (!rating) return [];
      const said = NOTE[lang].said(
        id,
        WHY[lang][reason],
        answerText(rating, carried.oldCatalogue, isNamed ? lang : null),
      );
      const statement = before?.get(id) ?? '';
      return after?.get(first) === statement ? [said] : [said, NOTE[lang].asked(statement)];
    });
    notes.set(first, [...(notes.get(first) ?? []), ...lines]);
  }
  return notes;
}

/** Every statement of a model on one line, with its points. */
const statementsOf = (catalogue: Catalogue, lang: Lang): Map<string, string> =>
  new Map(
    itemsOf(catalogue)
      .flatMap((item) => item.levels.flatMap((level) => level.requirements))
      .map((entry) => [entry.id, [entry.text[lang], ...pointLines(entry, lang)].join(' ').replace(/\s+/g, ' ')]),
  );

/** An answer on one line, as it would be written in a flow map; in a language, with the name of its score. */
function answerText(
  { score, evidence, finding, improvement }: Rating,
  { scoring }: Catalogue,
  lang: Lang | null,
): string {
  const name = lang && scoring.scores.find(({ units }) => units === score)?.name[lang];
  const parts = [
    score === null
      ? ''
      : `score: ${formatTenths(score, scoring)}${name ? (lang === 'zh' ? `（${name}）` : ` (${name})`) : ''}`,
    evidence.length ? `evidence: [${evidence.map(writeText).join(', ')}]` : '',
    ...Object.entries({ finding, ...improvement }).map(([key, value]) =>
      value === null ? '' : `${key}: ${writeText(value)}`,
    ),
  ];
  return parts.filter(Boolean).join(', ');
}
