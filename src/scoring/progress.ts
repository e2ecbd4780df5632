import type { Catalogue } from '../catalogue/catalogue.ts';
import { lowestOf, type Scoring } from '../catalogue/scoring.ts';
import type { PhaseStep } from '../i18n/words.ts';
import type { Sheet } from '../sheet/sheet.ts';
import type { ScoredRequirement, ScoredSheet } from './score-sheet.ts';

/** What is still open in a sheet, by kind; each list holds requirement ids in the model's order, but `facts`. */
export interface OpenWork {
  readonly scores: readonly string[];
  readonly improvements: readonly string[];
  readonly evidence: readonly string[];
  readonly facts: readonly ('objective' | 'scope' | 'team' | 'participants' | 'dates' | 'places')[];
}

/** Whether the claim can still be reached: `open`, or settled whatever the rest comes to. */
export type Outlook = 'open' | 'secured' | 'unreachable';

const idsOf = (requirements: readonly ScoredRequirement[]): string[] =>
  requirements.map((entry) => entry.requirement.id);

/** Finds what a report would show as missing. */
export function findOpenWork(sheet: Sheet, scored: ScoredSheet, scoring: Scoring): OpenWork {
  const all = scored.domains.flatMap((domain) => domain.items.flatMap((item) => item.requirements));
  const { objective, scope, team, participants, dates, places } = sheet.assessment;
  const stated = {
    objective: objective !== null,
    scope: scope !== null,
    team: team.length > 0,
    participants: participants.length > 0,
    dates: dates.start !== null,
    places: places.length > 0,
  };
  return {
    scores: idsOf(all.filter((entry) => entry.score === null)),
    improvements: idsOf(
      all.filter(
        (entry) => entry.score !== null && entry.score < scoring.threshold && !entry.rating?.improvement?.measure,
      ),
    ),
    evidence: idsOf(
      all.filter((entry) => entry.score !== null && entry.score > lowestOf(scoring) && !entry.rating?.evidence.length),
    ),
    facts: (Object.keys(stated) as (keyof typeof stated)[]).filter((key) => !stated[key]),
  };
}

export function outlookOf({ result }: ScoredSheet): Outlook {
  if (result.verdict === 'undetermined') return 'open';
  return result.verdict === 'reached' ? 'secured' : 'unreachable';
}

/** The steps of the phase that the sheet is in (guide 8.2 for a self-assessment, 8.3 for a formal one), each done or open. */
export function phaseSteps(
  sheet: Sheet,
  scored: ScoredSheet,
  open: OpenWork,
  { assesses }: Pick<Catalogue, 'assesses'>,
): { readonly step: PhaseStep; readonly clause: string; readonly done: boolean }[] {
  const { assessment, evidence, organization } = sheet;
  const formal = sheet.kind === 'formal';
  const planned = assessment.objective !== null && assessment.scope !== null && assessment.dates.start !== null;
  const applied =
    organization.legalForm !== null &&
    organization.staff !== null &&
    organization.premises !== null &&
    organization.standing !== null &&
    // Guide 8.3.2 f is asked of providers of services to SMEs alone.
    (organization.commitment !== null || assesses !== 'sme-service-providers');
  const complete = open.scores.length === 0;
  const steps: { step: PhaseStep; clause: string; done: boolean; formalOnly?: boolean }[] = [
    { step: 'application', clause: '8.3.2', done: applied, formalOnly: true },
    { step: 'team', clause: formal ? '8.3.4' : '8.2.2', done: assessment.team.length > 0 },
    {
      step: 'document-review',
      clause: '8.3.5',
      done: assessment.documentReview !== null && assessment.documentReview !== 'not-conforming',
      formalOnly: true,
    },
    { step: 'plan', clause: formal ? '8.3.6' : '8.2.3', done: planned },
    {
      step: 'evidence',
      clause: formal ? '8.3.8' : '8.2.1',
      done: evidence.length > 0 && complete && open.evidence.length === 0,
    },
    { step: 'scoring', clause: formal ? '8.3.9' : '8.2.4 b', done: complete },
    { step: 'improvement', clause: formal ? '8.3.13' : '8.2.4 c', done: complete && open.improvements.length === 0 },
    {
      step: 'verdict',
      clause: formal ? '8.3.11' : '8.2.5',
      done: complete && scored.result.verdict !== 'undetermined',
    },
  ];
  return steps.filter((entry) => formal || !entry.formalOnly).map(({ step, clause, done }) => ({ step, clause, done }));
}
