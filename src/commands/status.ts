import { levelName } from '../catalogue/catalogue.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Messages } from '../i18n/messages.ts';
import { renderTerminal } from '../render/render-terminal.ts';
import { type AssessmentResult, buildAssessmentResult, type ItemResult } from '../report/assessment-result.ts';
import { type Bar, type Block, heading, paragraph, type ReportDocument } from '../report/report-document.ts';
import {
  barOf,
  barThreshold,
  provisionalText,
  type ScoreWords,
  scoreText,
  scoreWords,
  verdictTone,
} from '../report/report-words.ts';
import type { ScoringResult } from '../report/score-result.ts';
import { findOpenWork, type OpenWork, outlookOf, phaseSteps } from '../scoring/progress.ts';
import { scoreSheet } from '../scoring/score-sheet.ts';
import { commandWord } from '../text/command-line.ts';
import { jsonText } from '../text/json-text.ts';
import { type Context, langOf, messagesFor, openTerminal, tellResult } from './context.ts';
import type { StatusOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { catalogues } from './open-catalogue.ts';
import { overlayOption } from './open-overlay.ts';
import { type OpenedSheet, openSheet } from './open-sheet.ts';
import { type SoundSheet, soundSheet } from './refuse-sheet.ts';
import { tellNewerEdition } from './tell-edition.ts';

/** What `assess status` tells, as data; `schema/status.schema.json` describes it. */
interface Status {
  readonly result: AssessmentResult;
  readonly open: OpenWork;
  readonly outlook: ReturnType<typeof outlookOf>;
  readonly steps: ReturnType<typeof phaseSteps>;
  readonly next: {
    readonly what: keyof Pick<Messages['status'], 'nextScore' | 'nextImprove' | 'nextFacts' | 'nextReport'>;
    readonly argument: string;
  };
}

/** `assess status`: what is scored, what is missing, the score interval and the next step. */
export async function runStatus(context: Context, path: string, options: StatusOptions): Promise<ExitCode> {
  const opened = await openSheet(context, path, { overlay: options.overlay });
  const sound = await soundSheet(context, opened);
  if (!sound) return EXIT.invalid;
  await tellNewerEdition(context, opened, sound.sheet, catalogues);
  const lang = langOf(context);
  const status = buildStatus(sound, opened, { overlay: overlayOption(options.overlay), m: messagesFor(context), lang });
  if (options.format === 'json') {
    await tellResult(context, jsonText(statusJson(status)));
    return EXIT.done;
  }
  const claim = levelName(sound.catalogue, sound.sheet.claim)?.[lang] ?? String(sound.sheet.claim);
  const document = statusDocument(status, claim, lang, messagesFor(context));
  await tellResult(context, renderTerminal(document, await openTerminal(context, context.streams.stdout), false));
  return EXIT.done;
}

/** What a status is told with; `overlay` is the option as it goes with the next command too. */
interface Telling {
  readonly overlay: string;
  readonly m: Messages;
  readonly lang: Lang;
}

function buildStatus({ sheet, catalogue }: SoundSheet, opened: OpenedSheet, { overlay, m, lang }: Telling): Status {
  const { name: file, path } = opened;
  const digest = opened.digest();
  const scored = scoreSheet(catalogue, sheet);
  const { scoring } = catalogue;
  const open = findOpenWork(sheet, scored, scoring);
  const result = buildAssessmentResult({ catalogue, sheet, scored, file, digest, date: null, diagnostics: [], lang });
  return {
    result,
    open,
    outlook: outlookOf(scored),
    steps: phaseSteps(sheet, scored, open, catalogue),
    // Standard input cannot be changed; its sheet is in a file somewhere.
    next: nextStep(open, path === '-' ? m.status.anySheet : path, overlay),
  };
}

function nextStep({ scores, improvements, facts }: OpenWork, file: string, overlay: string): Status['next'] {
  const sheet = commandWord(file);
  if (scores[0] !== undefined) return { what: 'nextScore', argument: `assess score ${sheet}${overlay}` };
  if (improvements[0] !== undefined)
    return {
      what: 'nextImprove',
      argument: `assess set ${sheet} ${improvements[0]} --measure "…" --owner "…" --due 2026-06-30${overlay}`,
    };
  return facts.length
    ? { what: 'nextFacts', argument: file }
    : { what: 'nextReport', argument: `assess report ${sheet}${overlay}` };
}

function statusJson({ result, open, outlook, steps, next }: Status): object {
  const { model, claim, reading, score, verdict, provisional, provisionalRequirements, achievedLevel, domains, sheet } =
    result;
  const missing = (items: readonly ItemResult[]) =>
    items.map(({ id, name, score: itemScore }) => ({ id, name, score: itemScore }));
  return {
    schemaVersion: 1,
    model,
    sheet,
    claim,
    reading,
    score,
    verdict,
    provisional,
    provisionalRequirements,
    achievedLevel,
    outlook,
    steps,
    domains: domains.map((domain) => ({
      id: domain.id,
      name: domain.name,
      score: domain.score,
      items: missing(domain.items),
    })),
    missing: open,
    next: next.argument,
  };
}

function statusDocument(
  { result, open, outlook, steps, next }: Status,
  claim: string,
  lang: Lang,
  m: Messages,
): ReportDocument {
  const { score } = result;
  const { scoring } = result.model;
  const words = scoreWords(scoring, lang);
  const threshold = String(words.threshold);
  const provisional = provisionalText(result, m);
  const interval =
    score.value === null
      ? m.status.interval(
          score.low.toFixed(4),
          score.high.toFixed(4),
          String(words.lowest),
          String(words.highest),
          threshold,
        )
      : m.status.exact(score.value.toFixed(4), threshold);
  const outlooks = {
    open: m.status.reachable,
    secured:
      score.scored === score.count ? m.words.verdict.reached : m.status.secured(scoring.scores.at(-1)?.name ?? ''),
    unreachable:
      score.scored === score.count
        ? m.words.verdict['not-reached']
        : m.status.unreachable(scoring.scores[0]?.name ?? ''),
  };
  return {
    title: m.status.title(result.organization.name ?? m.words.notStated, claim),
    summary: [
      {
        kind: 'verdict',
        label: m.status.progress(score.scored, score.count),
        text: outlooks[outlook],
        note: interval,
        tone: verdictTone(result.verdict),
      },
      ...(provisional === null
        ? []
        : [paragraph(`${m.report.provisionalRequirements}${m.punctuation.colon}${provisional}`)]),
      heading(1, m.status.byDomain),
      ...result.domains.map(
        (domain): Block => ({
          kind: 'bars',
          title: `${domain.name}  ${scoreText(domain.score, m)}`,
          threshold: barThreshold(scoring),
          bars: domain.items.map((item) => itemBar(item, scoring, m)),
        }),
      ),
      heading(1, m.status.phases),
      {
        kind: 'points',
        points: steps.map(({ step, clause, done }) => ({
          label: done ? m.status.done : m.status.open,
          text: `${m.words.step[step]}${m.punctuation.open}${m.status.clause(clause)}${m.punctuation.close}`,
          tone: done ? 'good' : 'open',
          notes: [],
        })),
      },
      heading(1, m.status.missing),
      { kind: 'list', items: missingLines(open, words, m) },
      heading(1, m.status.next),
      { kind: 'list', items: [m.status[next.what](next.argument)] },
    ],
    body: [],
  };
}

const itemBar = ({ name, score }: ItemResult, scoring: ScoringResult, m: Messages): Bar =>
  barOf(name, score, `${scoreText(score, m)}  ${score.scored}/${score.count}`, scoring);

function missingLines({ scores, improvements, evidence, facts }: OpenWork, words: ScoreWords, m: Messages): string[] {
  const [score, improvement, bare] = [scores[0], improvements[0], evidence[0]];
  const lines = [
    score === undefined ? '' : m.status.missingScores(scores.length, score),
    improvement === undefined ? '' : m.status.missingImprovements(improvements.length, improvement, words.below),
    bare === undefined ? '' : m.status.missingEvidence(evidence.length, bare, String(words.lowest)),
    facts.length ? m.status.missingFacts(facts.map((fact) => m.report[fact]).join(m.punctuation.enumeration)) : '',
  ].filter(Boolean);
  return lines.length ? lines : [m.status.nothingMissing];
}
