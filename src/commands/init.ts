import { existsSync } from 'node:fs';
import { type Catalogue, levelName, READINGS, type Reading } from '../catalogue/catalogue.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Messages } from '../i18n/messages.ts';
import { Failure } from '../io/failure.ts';
import { readPackageFile } from '../io/package-files.ts';
import { checkNewFile, writeFileAtomically } from '../io/write-file.ts';
import { countRequirements, scaffoldSheet } from '../sheet/scaffold.ts';
import { KINDS, type Kind } from '../sheet/sheet.ts';
import { commandWord } from '../text/command-line.ts';
import { findForbidden } from '../yaml/check-text.ts';
import { type Context, langOf, messagesFor, tellNotice } from './context.ts';
import type { InitOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { runInitFrom } from './init-from.ts';
import {
  canNameSchema,
  checkTarget,
  namesSchema,
  parseLevel,
  pathFrom,
  putSchema,
  SCHEMA_LINE,
  schemaFor,
  writeSchema,
} from './init-parts.ts';
import { openGivenModel } from './open-model.ts';
import { withOverlay } from './open-overlay.ts';
import { openSheet } from './open-sheet.ts';
import { soundSheet } from './refuse-sheet.ts';

const DEFAULT_FILE = 'assessment.yaml';
const DEFAULT_MODEL = 'sme';

interface Answers {
  readonly claim: number;
  readonly organization: string | null;
  readonly kind: Kind;
  readonly reading: Reading;
}

/** `assess init`: lays out a sheet, and on request the JSON Schema beside it; beside an existing sheet only the schema is renewed. */
export async function runInit(context: Context, file: string | undefined, options: InitOptions): Promise<ExitCode> {
  const path = file ?? DEFAULT_FILE;
  const m = messagesFor(context);
  const renews = options.schema === true && !options.force && existsSync(path);
  checkNewFile(path, renews || options.force === true);
  if (renews) return renewSchema(context, path, options);
  const forbidden = findForbidden(options.org ?? '');
  if (forbidden) throw new Failure((words) => words.failure.forbiddenText('--org', forbidden.codePoint));
  if (options.from !== undefined) return runInitFrom(context, path, { ...options, from: options.from });
  if (options.format !== undefined) throw new Failure((words) => words.failure.formatOfFrom());
  const given = await openGivenModel(context, options.model ?? DEFAULT_MODEL, options.edition);
  const catalogue = given && (await withOverlay(context, given.catalogue, options.overlay));
  if (!given || !catalogue) return EXIT.invalid;
  checkTarget(path, [given.file, options.overlay]);
  const modelPath = given.file === null ? null : pathFrom(path, given.file);
  const lang = langOf(context);
  const answers = await completeAnswers(context, catalogue, options, m);
  const schema = options.schema ? schemaFor(path, catalogue, answers.claim) : null;
  const head = readPackageFile(`templates/sheet-head.${lang}.yaml`);
  const sheet = scaffoldSheet(catalogue, head, {
    ...answers,
    lang,
    modelPath,
    schema: schema === null ? null : `./${schema}`,
    overlay: options.overlay === undefined ? null : pathFrom(path, options.overlay),
  });
  writeFileAtomically(path, sheet, { replace: options.force === true });
  await tellNotice(context, m.init.wrote(path, countRequirements(catalogue, answers.claim, answers.reading)));
  if (schema !== null)
    await writeSchema(context, path, schema, catalogue, { claim: answers.claim, evidence: [], model: modelPath });
  await tellNotice(context, m.init.next(commandWord(path)));
  return EXIT.done;
}

async function renewSchema(context: Context, path: string, options: InitOptions): Promise<ExitCode> {
  const { overlay, schema: _schema, ...others } = options;
  if (Object.values(others).some((value) => value !== undefined))
    throw new Failure((words) => words.failure.needsSheet(path));
  const sound = await soundSheet(context, await openSheet(context, path, { overlay }));
  if (!sound) return EXIT.invalid;
  const { claim, evidence, model } = sound.sheet;
  const m = messagesFor(context);
  const schema = schemaFor(path, sound.catalogue, claim);
  const schemaPath = putSchema(context, path, schema, sound.catalogue, { claim, evidence, model });
  await tellNotice(context, m.init.updatedSchema(schemaPath, evidence.length));
  if (canNameSchema(path) && !namesSchema(path, schema))
    await tellNotice(context, m.init.schemaLine(`${SCHEMA_LINE}./${schema}`));
  return EXIT.done;
}

/** What the options leave out is asked for in a terminal, and else taken as the default, or refused where there is none. */
async function completeAnswers(
  context: Context,
  catalogue: Catalogue,
  options: InitOptions,
  m: Messages,
): Promise<Answers> {
  const { stdin, stderr } = context.streams;
  const given = options.level === undefined ? null : parseLevel(options.level, catalogue);
  const terminal = stdin.isTTY === true && stderr.isTTY === true;
  if (!terminal) {
    if (given === null) throw new Failure((words) => words.failure.missingLevel(catalogue.levels.length));
    return {
      claim: given,
      organization: options.org ?? null,
      kind: options.kind ?? 'self',
      reading: options.reading ?? 'cumulative',
    };
  }
  const { input, select } = await import('./prompts.ts');
  const lang = langOf(context);
  const reading = options.reading ?? 'cumulative';
  const claim = given ?? (await select(context, m.init.askLevel, levelChoices(catalogue, reading, lang, m)));
  const organization = options.org ?? (await input(context, m.init.askOrganization));
  const kind =
    options.kind ??
    (await select(
      context,
      m.init.askKind,
      KINDS.map((value) => ({ value, name: m.words.kind[value] })),
    ));
  const readings = READINGS.map((value) => ({
    value,
    name: m.report.readingLine(m.words.reading[value], m.words.readingNote[value]),
  }));
  return {
    claim,
    organization: organization.trim() || null,
    kind,
    reading: options.reading ?? (await select(context, m.init.askReading, readings)),
  };
}

const levelChoices = (catalogue: Catalogue, reading: Reading, lang: Lang, m: Messages) =>
  catalogue.levels.map(({ rank }) => ({
    value: rank,
    name: m.init.levelChoice(
      levelName(catalogue, rank)?.[lang] ?? String(rank),
      countRequirements(catalogue, rank, reading),
    ),
  }));
