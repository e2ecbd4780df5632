import type { Lang } from '../i18n/lang.ts';
import { type Messages, messagesIn } from '../i18n/messages.ts';
import type { Person } from '../sheet/sheet.ts';
import type { AssessmentResult } from './assessment-result.ts';
import { detailTable } from './report-detail.ts';
import { type Block, heading, paragraph, type ReportDocument } from './report-document.ts';
import { buildItems } from './report-items.ts';
import { buildAdherence, buildConclusion, buildMethod } from './report-statements.ts';
import { barOf, barThreshold, provisionalText, scoreText, verdictTone } from './report-words.ts';

/** The report of guide 8.3.13, a to j, with its summary; what the sheet leaves empty is told as not stated. */
export function buildReport(result: AssessmentResult, lang: Lang): ReportDocument {
  const m = messagesIn(lang);
  const section = (letter: string, text: string) =>
    heading(
      1,
      text,
      letter === '' ? null : `${m.punctuation.open}${m.status.clause(`8.3.13 ${letter}`)}${m.punctuation.close}`,
    );
  return {
    title: isForSmeProviders(result) ? m.report.title : m.report.plainTitle,
    summary: buildSummary(result, m),
    body: [
      section('a', m.report.objective),
      paragraph(stated(result.assessment.objective, m)),
      section('b', m.report.scope),
      paragraph(stated(result.assessment.scope, m)),
      ...organizationFacts(result, m),
      section('c', m.report.people),
      ...people(result, m),
      section('d', m.report.whenWhere),
      { kind: 'facts', rows: whenAndWhere(result, m) },
      section('e', m.report.criteria),
      { kind: 'list', items: criteria(result, m) },
      section('f', m.report.findings),
      paragraph(m.report.findingsNote),
      ...evidenceRegister(result, m),
      section('g', m.report.conclusion),
      ...buildConclusion(result, lang),
      section('h', m.report.items),
      ...buildItems(result, lang),
      section('i', m.report.adherence),
      { kind: 'list', items: buildAdherence(result, m) },
      section('j', m.report.disagreements),
      ...disagreements(result, m),
      section('', m.report.method),
      { kind: 'list', items: buildMethod(result, m) },
      heading(2, m.report.detail),
      detailTable(result, m),
    ],
  };
}

const isForSmeProviders = ({ model }: AssessmentResult): boolean => model.assesses === 'sme-service-providers';

const stated = (text: string | null, m: Messages): string => text ?? m.words.notStated;

function buildSummary(result: AssessmentResult, m: Messages): Block[] {
  const { scoring } = result.model;
  const other = result.reading === 'cumulative' ? 'own-level' : 'cumulative';
  const words = {
    reached: m.report.verdictReached,
    'not-reached': m.report.verdictNotReached,
    undetermined: m.report.verdictUndetermined,
  };
  const provisional = provisionalText(result, m);
  const rows: (readonly [string, string])[] = [
    [m.report.organization, stated(result.organization.name, m)],
    [m.report.model, m.report.modelLine(result.model.name, result.model.edition)],
    [
      m.report.claim,
      `${result.claimName}${m.punctuation.open}${m.words.reading[result.reading]}${m.punctuation.close}`,
    ],
    [m.report.kind, m.words.kind[result.kind]],
    ...(result.date === null ? [] : [[m.report.date, result.date] as const]),
    [
      m.report.score,
      `${scoreText(result.score, m)}${m.punctuation.open}${m.report.threshold(String(scoring.threshold))}${m.punctuation.close}`,
    ],
    [m.report.achieved, achieved(result, m)],
    [m.report.scored, m.report.scoredOf(result.score.scored, result.score.count)],
    [m.report.distribution, distribution(result, m)],
    ...(provisional === null ? [] : [[m.report.provisionalRequirements, provisional] as const]),
    [
      m.report.otherReading(m.words.reading[other]),
      `${scoreText(result.readings[other].score, m)}${m.punctuation.comma}${m.words.verdict[result.readings[other].verdict]}`,
    ],
  ];
  return [
    {
      kind: 'verdict',
      label: m.report.verdict,
      text: words[result.verdict](result.claimName),
      note: result.provisional ? m.report.provisional : null,
      tone: verdictTone(result.verdict),
    },
    { kind: 'facts', rows },
    levelsTable(result, m),
    {
      kind: 'bars',
      title: m.report.domains,
      threshold: barThreshold(scoring),
      bars: result.domains.map(({ name, score }) => barOf(name, score, scoreText(score, m), scoring)),
    },
  ];
}

function achieved({ achievedLevel, levels, reading }: AssessmentResult, m: Messages): string {
  if (achievedLevel === null && reading === 'own-level' && levels.length > 1) return m.report.achievedNotAsked;
  if (achievedLevel === null) return m.report.achievedUnknown;
  return achievedLevel === 0
    ? m.report.achievedNone(levels[0]?.name ?? '')
    : (levels.find((level) => level.level === achievedLevel)?.name ?? '');
}

/** How many requirements have each score. */
function distribution(result: AssessmentResult, m: Messages): string {
  const scores = result.domains.flatMap((domain) =>
    domain.items.flatMap((item) => item.requirements.map((requirement) => requirement.score)),
  );
  const counted = result.model.scoring.scores.map(({ value, name }) => ({ value: value as number | null, name }));
  return [...counted, { value: null, name: m.words.score.none }]
    .map(({ value, name }) => ({ value, name, count: scores.filter((score) => score === value).length }))
    .filter(({ value, count }) => value !== null || count > 0)
    .map(({ name, count }) => `${name} ${count}`)
    .join(m.punctuation.enumeration);
}

function levelsTable(result: AssessmentResult, m: Messages): Block {
  return {
    kind: 'table',
    columns: [
      { title: m.report.level, align: 'left' },
      { title: m.report.score, align: 'right' },
      { title: m.report.scored, align: 'right' },
      { title: m.report.verdict, align: 'left' },
    ],
    rows: result.levels.map((level) => [
      level.name,
      scoreText(level.score, m),
      `${level.score.scored}/${level.score.count}`,
      m.words.verdict[level.verdict],
    ]),
  };
}

type Fact = keyof Messages['report']['facts'];

/** What only the application of a provider of services to SMEs states (guide 8.3.2); others may, and are not asked. */
const SME_FACTS: readonly Fact[] = ['servingSince', 'commitment'];

function organizationFacts(result: AssessmentResult, m: Messages): Block[] {
  const { name, ...facts } = result.organization;
  const forSmes = isForSmeProviders(result);
  const names = forSmes ? { ...m.report.facts, ...m.report.smeFacts } : m.report.facts;
  const rows = (Object.entries(facts) as [Fact, string | null][]).filter(
    ([key, value]) => forSmes || value !== null || !SME_FACTS.includes(key),
  );
  return [
    {
      kind: 'facts',
      rows: [
        [m.report.organization, stated(name, m)],
        ...rows.map(([key, value]) => [names[key], stated(value, m)] as const),
      ],
    },
  ];
}

function people(result: AssessmentResult, m: Messages): Block[] {
  const { team, participants, body } = result.assessment;
  const tell = (persons: typeof team) =>
    persons.map((person) => personText(person, m)).join(m.punctuation.semicolon) || m.words.notStated;
  return [
    {
      kind: 'facts',
      rows: [
        [m.report.body, formalFact(result, body, m)],
        [m.report.team, tell(team)],
        [m.report.participants, tell(participants)],
      ],
    },
  ];
}

function personText({ name, role, unit }: Person, m: Messages): string {
  const more = [unit, role].filter((part) => part !== null).join(m.punctuation.comma);
  return more === '' ? name : `${name}${m.punctuation.open}${more}${m.punctuation.close}`;
}

/** What only a formal assessment has: a self-assessment without it leaves nothing out. */
const formalFact = (result: AssessmentResult, text: string | null, m: Messages): string =>
  text ?? (result.kind === 'self' ? m.report.notForSelf : m.words.notStated);

function whenAndWhere(result: AssessmentResult, m: Messages): (readonly [string, string])[] {
  const { dates, places, methods, documentReview } = result.assessment;
  const words = methods.map((method) => m.words.method[method]).join(m.punctuation.enumeration);
  return [
    [m.report.dates, period(dates, m)],
    [m.report.places, places.join(m.punctuation.semicolon) || m.words.notStated],
    [m.report.methods, words || m.words.notStated],
    [m.report.documentReview, formalFact(result, documentReview && m.words.review[documentReview], m)],
  ];
}

function period({ start, end }: AssessmentResult['assessment']['dates'], m: Messages): string {
  if (start === end) return stated(start, m);
  return m.report.period(stated(start, m), stated(end, m));
}

function criteria(result: AssessmentResult, m: Messages): string[] {
  return [
    m.report.modelLine(result.model.name, result.model.edition),
    ...(result.model.file === null ? [] : [m.report.modelFile(result.model.file)]),
    result.scoringRule.replace(/[。.]$/, ''),
    m.report.readingLine(m.words.reading[result.reading], m.words.readingNote[result.reading]),
    ...result.assessment.criteria,
    overlayText(result, m),
    m.report.digestLine(result.model.digest),
    m.report.sheetLine(result.sheet.digest),
  ];
}

const overlayText = ({ model: { overlay } }: AssessmentResult, m: Messages): string =>
  overlay
    ? m.report.overlayLine(overlay.file, overlay.replaced, overlay.digest)
    : m.report.adherenceOverlay.replace(/[。.]$/, '');

function evidenceRegister(result: AssessmentResult, m: Messages): Block[] {
  if (!result.evidence.length) return [paragraph(m.words.notStated)];
  const { register } = m.report;
  return [
    {
      kind: 'table',
      columns: [register.id, register.title, register.method, register.date, register.file, register.usedBy].map(
        (title) => ({ title, align: 'left' }),
      ),
      rows: result.evidence.map((entry) => [
        entry.id,
        stated(entry.title, m),
        entry.method === null ? m.words.notStated : m.words.method[entry.method],
        stated(entry.date, m),
        entry.file ?? m.report.notKnown,
        entry.usedBy.length ? usersText(entry.usedBy, result, m) : m.words.none,
      ]),
    },
  ];
}

/** Requirements of one item are told together, by its name: `需求管理 1a 1b`. */
function usersText(ids: readonly string[], { domains }: AssessmentResult, m: Messages): string {
  const items = domains.flatMap((domain) => domain.items);
  const used = items.map((item) => ({
    name: item.name,
    keys: item.requirements.filter(({ id }) => ids.includes(id)).map(({ id }) => id.slice(item.id.length + 1)),
  }));
  return used
    .filter(({ keys }) => keys.length)
    .map(({ name, keys }) => `${name} ${keys.join(' ')}`)
    .join(m.punctuation.semicolon);
}

function disagreements(result: AssessmentResult, m: Messages): Block[] {
  if (!result.disagreements.length) return [paragraph(m.report.noDisagreements)];
  const points = result.disagreements.map(({ subject, team, organization }) => ({
    label: '',
    text: stated(subject, m),
    tone: 'plain' as const,
    notes: [
      ...(team === null ? [] : [`${m.report.teamView}${m.punctuation.colon}${team}`]),
      ...(organization === null ? [] : [`${m.report.organizationView}${m.punctuation.colon}${organization}`]),
    ],
  }));
  return [{ kind: 'points', points }];
}
