import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Catalogue, levelName, READINGS, type Reading } from '../catalogue/catalogue.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Messages } from '../i18n/messages.ts';
import { Failure } from '../io/failure.ts';
import { readPackageFile } from '../io/package-files.ts';
import { writeFileAtomically } from '../io/write-file.ts';
import { countRequirements, scaffoldSheet } from '../sheet/scaffold.ts';
import { KINDS, type Kind } from '../sheet/sheet.ts';
import { sheetSchema } from '../sheet/sheet-schema.ts';
import { jsonText } from '../text/json-text.ts';
import { findForbidden } from '../yaml/check-text.ts';
import { type Context, langOf, messagesFor, tellNotice } from './context.ts';
import type { InitOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { openCatalogue } from './open-catalogue.ts';
import { openSheet } from './open-sheet.ts';
import { soundSheet } from './refuse-sheet.ts';

const DEFAULT_FILE = 'assessment.yaml';

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
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new Failure((words) => words.failure.isFolder(path));
  if (existsSync(path) && !options.force) {
    const asksMore = [options.level, options.org, options.kind, options.reading].some((value) => value !== undefined);
    if (options.schema && asksMore) throw new Failure((words) => words.failure.needsSheet(path));
    if (options.schema) return renewSchema(context, path);
    throw new Failure((words) => words.failure.exists(path));
  }
  const forbidden = findForbidden(options.org ?? '');
  if (forbidden) throw new Failure((words) => words.failure.forbiddenText('--org', forbidden.codePoint));
  const catalogue = openCatalogue(options.model);
  const lang = langOf(context);
  const answers = await completeAnswers(context, catalogue, options, m);
  const schema = options.schema ? schemaName(catalogue, answers.claim) : null;
  const head = readPackageFile(`templates/sheet-head.${lang}.yaml`);
  const sheet = scaffoldSheet(catalogue, head, { ...answers, lang, schema: schema === null ? null : `./${schema}` });
  writeFileAtomically(path, sheet, { replace: options.force === true });
  await tellNotice(context, m.init.wrote(path, countRequirements(catalogue, answers.claim, answers.reading)));
  if (schema !== null) {
    const schemaPath = join(dirname(path), schema);
    writeFileAtomically(schemaPath, schemaText(catalogue, answers.claim, lang, []), { replace: true });
    await tellNotice(context, m.init.wroteSchema(schemaPath));
  }
  await tellNotice(context, m.init.next(/\s/.test(path) ? `"${path}"` : path));
  return EXIT.done;
}

const schemaName = (catalogue: Catalogue, claim: number): string => `${catalogue.id}-${claim}.schema.json`;
const schemaText = (...args: Parameters<typeof sheetSchema>): string => jsonText(sheetSchema(...args));

async function renewSchema(context: Context, path: string): Promise<ExitCode> {
  const sound = await soundSheet(context, await openSheet(context, path));
  if (!sound) return EXIT.invalid;
  const { claim, evidence } = sound.sheet;
  const m = messagesFor(context);
  const schemaPath = join(dirname(path), schemaName(sound.catalogue, claim));
  writeFileAtomically(schemaPath, schemaText(sound.catalogue, claim, langOf(context), evidence), {
    replace: true,
  });
  await tellNotice(context, m.init.updatedSchema(schemaPath, evidence.length));
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
    if (given === null) throw new Failure((words) => words.failure.missingLevel());
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
  const claim = given ?? (await select(m.init.askLevel, levelChoices(catalogue, reading, lang, m), stderr));
  const organization = options.org ?? (await input(m.init.askOrganization, stderr));
  const kind =
    options.kind ??
    (await select(
      m.init.askKind,
      KINDS.map((value) => ({ value, name: m.words.kind[value] })),
      stderr,
    ));
  const readings = READINGS.map((value) => ({
    value,
    name: m.report.readingLine(m.words.reading[value], m.words.readingNote[value]),
  }));
  return {
    claim,
    organization: organization.trim() || null,
    kind,
    reading: options.reading ?? (await select(m.init.askReading, readings, stderr)),
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

function parseLevel(text: string, catalogue: Catalogue): number {
  const plain = text.normalize('NFKC').trim();
  const named = catalogue.levels.find(
    (level) =>
      String(level.rank) === plain || level.name.zh === plain || level.name.en.toLowerCase() === plain.toLowerCase(),
  );
  if (!named) throw new Failure((m) => m.failure.unknownLevel(text, catalogue.levels.length));
  return named.rank;
}
