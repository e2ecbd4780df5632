import { dirname, resolve } from 'node:path';
import { toldOf } from '../diagnostics/file-report.ts';
import { toJsonDiagnostic } from '../diagnostics/format-json.ts';
import { Failure } from '../io/failure.ts';
import { writeFileAtomically } from '../io/write-file.ts';
import { REPORT_FORMATS } from '../render/format-names.ts';
import { FORMAT_ENDINGS, formatOfFile, RENDERERS } from '../render/renderers.ts';
import { PLAIN } from '../render/style.ts';
import { buildAssessmentResult } from '../report/assessment-result.ts';
import type { Verdict } from '../scoring/score.ts';
import { scoreSheet } from '../scoring/score-sheet.ts';
import { readDate } from '../sheet/read-date.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { type Context, langOf, messagesFor, openTerminal, tellNotice, tellResult } from './context.ts';
import type { ReportOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { checkTarget } from './init-parts.ts';
import { catalogues } from './open-catalogue.ts';
import { openSheet } from './open-sheet.ts';
import { soundSheet } from './refuse-sheet.ts';
import { tellNewerEdition } from './tell-edition.ts';

/** How wide a report for the terminal is written into a file. */
const FILE_WIDTH = 100;

const VERDICT_EXIT: Readonly<Record<Verdict, ExitCode>> = {
  reached: EXIT.done,
  'not-reached': EXIT.notReached,
  undetermined: EXIT.undetermined,
};

/** `assess report`: computes everything and prints or writes the report; `--check` makes the verdict the exit code. */
export async function runReport(context: Context, path: string, options: ReportOptions): Promise<ExitCode> {
  const opened = await openSheet(context, path, { overlay: options.overlay });
  const date = options.date === undefined ? null : readReportDate(options.date);
  const format =
    options.format ??
    (options.output === undefined
      ? context.streams.stdout.isTTY
        ? 'terminal'
        : 'markdown'
      : formatOfFile(options.output));
  if (format === null)
    throw new Failure((m) => m.failure.unknownFormat(options.output ?? '', REPORT_FORMATS, FORMAT_ENDINGS));
  if (format === 'json' && options.summary) throw new Failure((m) => m.failure.summaryOfJson());
  const sound = await soundSheet(context, opened);
  if (!sound) return EXIT.invalid;
  if (options.output !== undefined)
    checkTarget(options.output, [path, options.overlay, modelFileOf(sound.sheet, path)]);
  await tellNewerEdition(context, opened, sound.sheet, catalogues);
  const { sheet, catalogue } = sound;
  const lang = langOf(context);
  const result = buildAssessmentResult({
    catalogue,
    sheet,
    scored: scoreSheet(catalogue, sheet),
    file: opened.name,
    digest: opened.digest(),
    date,
    diagnostics: toldOf(opened.report).map((entry) => toJsonDiagnostic(entry, lang)),
    lang,
  });
  const terminal =
    options.output === undefined
      ? await openTerminal(context, context.streams.stdout)
      : { width: FILE_WIDTH, style: PLAIN };
  const text = RENDERERS[format](result, { lang, terminal, summary: options.summary === true });
  if (options.output === undefined) await tellResult(context, text);
  else {
    writeFileAtomically(options.output, text, { replace: options.force === true });
    await tellNotice(context, messagesFor(context).report.writtenTo(options.output));
  }
  return options.check ? VERDICT_EXIT[result.verdict] : EXIT.done;
}

/** The file of a sheet's model, where it names one. */
const modelFileOf = ({ model }: Sheet, path: string): string | null =>
  /[/\\]/.test(model) ? resolve(dirname(path), model) : null;

function readReportDate(text: string): string {
  const reading = readDate(text.trim());
  if (!reading.ok) throw new Failure((m) => m.failure.badDate(text));
  return reading.date;
}
