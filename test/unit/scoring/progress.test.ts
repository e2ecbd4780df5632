import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../../src/catalogue/catalogue.ts';
import { findOpenWork, outlookOf, phaseSteps } from '../../../src/scoring/progress.ts';
import { scoreSheet } from '../../../src/scoring/score-sheet.ts';
import type { AssessmentFacts, Kind, Organization, Rating, Sheet, Tenths } from '../../../src/sheet/sheet.ts';
import { NO_FACTS, NO_ORGANIZATION } from '../sheet/no-facts.ts';
import { ratingOf, smallCatalogue } from './small-catalogue.ts';

const CATALOGUE = smallCatalogue({ north: { vision: { 1: 2 }, network: { 1: 1 } } });

const PERSON = { name: '张三', role: null, unit: null };
const ALL_FACTS: AssessmentFacts = {
  ...NO_FACTS,
  objective: '升级',
  scope: '全部',
  dates: { start: '2026-03-01', end: null },
  places: ['杭州'],
  team: [PERSON],
  participants: [PERSON],
};

type Answers = readonly (readonly [score: Tenths | null, answer?: Partial<Rating>])[];
const IDS = ['vision.1a', 'vision.1b', 'network.1a'];

/** A sheet with answers to the three requirements, in their order. */
function sheetWith(answers: Answers, change: Partial<Sheet> = {}): Sheet {
  const ratings = answers.map(([score, answer], index) => ({ ...ratingOf(IDS[index] ?? '', score), ...answer }));
  return {
    overlay: null,
    model: 'small',
    edition: '1',
    modelDigest: null,
    claim: 1,
    reading: 'cumulative',
    kind: 'self',
    lang: null,
    organization: NO_ORGANIZATION,
    assessment: NO_FACTS,
    evidence: [],
    tailoring: [],
    disagreements: [],
    ratings: new Map(ratings.map((rating) => [rating.requirement, rating])),
    ...change,
  };
}

const openWork = (sheet: Sheet) => findOpenWork(sheet, scoreSheet(CATALOGUE, sheet), CATALOGUE.scoring);
const MEASURE = { improvement: { measure: '补上记录', owner: null, due: null } };
const SHOWN = { evidence: ['E01'] };

describe('open work', () => {
  test.each<{ title: string; answers: Answers; scores: string[]; improvements: string[]; evidence: string[] }>([
    { title: 'of an empty sheet is every score', answers: [], scores: IDS, improvements: [], evidence: [] },
    {
      title: 'names the empty scores alone, in the order of the model',
      answers: [[null], [10, SHOWN], [null]],
      scores: ['vision.1a', 'network.1a'],
      improvements: [],
      evidence: [],
    },
    {
      title: 'wants an improvement for 0.5 and 0, not for 0.8',
      answers: [
        [5, SHOWN],
        [8, SHOWN],
        [0, SHOWN],
      ],
      scores: [],
      improvements: ['vision.1a', 'network.1a'],
      evidence: [],
    },
    {
      title: 'counts an improvement only where it names a measure',
      answers: [
        [5, { ...SHOWN, ...MEASURE }],
        [0, { improvement: { measure: null, owner: '王五', due: '2026-06-30' } }],
        [10, SHOWN],
      ],
      scores: [],
      improvements: ['vision.1b'],
      evidence: [],
    },
    {
      title: 'wants evidence for whatever is met in part, not for 0',
      answers: [
        [10, { finding: '已建立登记' }],
        [5, MEASURE],
        [0, MEASURE],
      ],
      scores: [],
      improvements: [],
      evidence: ['vision.1a', 'vision.1b'],
    },
  ])('$title', ({ answers, scores, improvements, evidence }) => {
    expect(openWork(sheetWith(answers))).toMatchObject({ scores, improvements, evidence });
  });

  test('leaves tailored items out', () => {
    const tailoring = [{ item: 'vision', reason: '没有这项业务' }];
    expect(openWork(sheetWith([], { tailoring })).scores).toEqual(['network.1a']);
  });

  test('names the facts that a report has to state and the sheet does not', () => {
    const facts = (assessment: AssessmentFacts) => openWork(sheetWith([], { assessment })).facts;
    expect(facts(NO_FACTS)).toEqual(['objective', 'scope', 'team', 'participants', 'dates', 'places']);
    expect(facts(ALL_FACTS)).toEqual([]);
    expect(facts({ ...ALL_FACTS, team: [], dates: { start: null, end: '2026-03-02' } })).toEqual(['team', 'dates']);
  });
});

test.each<[outlook: string, answers: Answers]>([
  ['open', []],
  ['open', [[10], [10]]],
  ['secured', [[10], [10], [5]]],
  ['unreachable', [[0]]],
  ['unreachable', [[8], [8], [5]]],
])('the claim is %s with %j', (outlook, answers) => {
  expect(outlookOf(scoreSheet(CATALOGUE, sheetWith(answers)))).toBe(outlook);
});

describe('the steps', () => {
  function stepsOf(sheet: Sheet, catalogue: Catalogue = CATALOGUE) {
    const scored = scoreSheet(CATALOGUE, sheet);
    return phaseSteps(sheet, scored, findOpenWork(sheet, scored, CATALOGUE.scoring), catalogue);
  }
  const doneIn = (sheet: Sheet, catalogue?: Catalogue): string[] =>
    stepsOf(sheet, catalogue).flatMap(({ step, done }) => (done ? [step] : []));
  const clausesOf = (kind: Kind) =>
    Object.fromEntries(stepsOf(sheetWith([], { kind })).map(({ step, clause }) => [step, clause]));

  test('of a self-assessment are those of guide 8.2', () => {
    expect(clausesOf('self')).toEqual({
      team: '8.2.2',
      plan: '8.2.3',
      evidence: '8.2.1',
      scoring: '8.2.4 b',
      improvement: '8.2.4 c',
      verdict: '8.2.5',
    });
  });

  test('of a formal assessment are those of guide 8.3', () => {
    expect(clausesOf('formal')).toEqual({
      application: '8.3.2',
      team: '8.3.4',
      'document-review': '8.3.5',
      plan: '8.3.6',
      evidence: '8.3.8',
      scoring: '8.3.9',
      improvement: '8.3.13',
      verdict: '8.3.11',
    });
  });

  const EVIDENCE = [{ id: 'E01', title: '登记表', method: null, file: null, sha256: null, date: null }];
  const APPLIED: Organization = {
    ...NO_ORGANIZATION,
    legalForm: '独立法人',
    staff: '20',
    premises: '有',
    standing: '良好',
    commitment: '是',
  };
  const MET: Answers = [
    [10, SHOWN],
    [10, SHOWN],
    [8, SHOWN],
  ];

  test.each<[missing: string, change: Partial<AssessmentFacts>]>([
    ['the objective', { objective: null }],
    ['the scope', { scope: null }],
    ['the date', { dates: { start: null, end: null } }],
  ])('the plan is open without %s', (_, change) => {
    expect(doneIn(sheetWith([], { assessment: { ...ALL_FACTS, ...change } }))).toEqual(['team']);
  });

  test.each(['legalForm', 'staff', 'premises', 'standing', 'commitment'] as const)(
    'the application is open without %s (guide 8.3.2)',
    (fact) => {
      const done = (organization: Organization) =>
        doneIn(sheetWith([], { kind: 'formal', organization }), { ...CATALOGUE, assesses: 'sme-service-providers' });
      expect(done(APPLIED)).toEqual(['application']);
      expect(done({ ...APPLIED, [fact]: null })).toEqual([]);
    },
  );

  test('whoever does not serve SMEs is not asked whether the standard for that is accepted', () => {
    const done = (organization: Organization) => doneIn(sheetWith([], { kind: 'formal', organization }));
    expect(done({ ...APPLIED, commitment: null })).toEqual(['application']);
    expect(done({ ...APPLIED, standing: null, commitment: null })).toEqual([]);
  });

  test.each<{ title: string; answers: Answers; change?: Partial<Sheet>; done: string[] }>([
    { title: 'none is done in an empty sheet', answers: [], done: [] },
    { title: 'none is done in an empty formal sheet', answers: [], change: { kind: 'formal' }, done: [] },
    {
      title: 'team and plan are done once they are stated',
      answers: [],
      change: { assessment: ALL_FACTS },
      done: ['team', 'plan'],
    },
    {
      title: 'scoring, improvement and verdict are done with the last score',
      answers: [[10], [10], [8]],
      done: ['scoring', 'improvement', 'verdict'],
    },
    {
      title: 'a provisional verdict leaves the verdict open',
      answers: [[0], [0]],
      done: [],
    },
    {
      title: 'improvement stays open while a gap has no measure',
      answers: [[10], [10], [5]],
      done: ['scoring', 'verdict'],
    },
    {
      title: 'evidence is done when every score above 0 refers to some',
      answers: MET,
      change: { evidence: EVIDENCE },
      done: ['evidence', 'scoring', 'improvement', 'verdict'],
    },
    {
      title: 'a document review is done unless it ended in not conforming',
      answers: [],
      change: { kind: 'formal', assessment: { ...NO_FACTS, documentReview: 'not-conforming' } },
      done: [],
    },
    {
      title: 'a complete formal sheet has everything done',
      answers: MET,
      change: {
        kind: 'formal',
        evidence: EVIDENCE,
        organization: APPLIED,
        assessment: { ...ALL_FACTS, documentReview: 'mostly-conforming' },
      },
      done: ['application', 'team', 'document-review', 'plan', 'evidence', 'scoring', 'improvement', 'verdict'],
    },
  ])('$title', ({ answers, change, done }) => {
    expect(doneIn(sheetWith(answers, change)).sort()).toEqual([...done].sort());
  });
});
