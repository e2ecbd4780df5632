import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Messages } from '../i18n/messages.ts';
import { Failure } from '../io/failure.ts';
import { inspectPath } from '../io/inspect-path.ts';
import { readPackageFile } from '../io/package-files.ts';
import { writeFileAtomically } from '../io/write-file.ts';
import { renderTerminal } from '../render/render-terminal.ts';
import { buildCarryListing, carryJson } from '../report/carry-listing.ts';
import { isModelPath } from '../sheet/bind-model.ts';
import { carryOver } from '../sheet/carry-over.ts';
import { layOutCarried } from '../sheet/lay-out-carried.ts';
import { countRequirements } from '../sheet/scaffold.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { commandWord } from '../text/command-line.ts';
import { jsonText } from '../text/json-text.ts';
import { type Context, langOf, messagesFor, openTerminal, tellNotice, tellResult } from './context.ts';
import type { InitOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { checkTarget, parseLevel, pathFrom, schemaFor, writeSchema } from './init-parts.ts';
import { type GivenModel, openGivenModel } from './open-model.ts';
import { withOverlay } from './open-overlay.ts';
import { openSheet } from './open-sheet.ts';
import { type SoundSheet, soundSheet } from './refuse-sheet.ts';

type FromOptions = InitOptions & { readonly from: string };

/** `assess init --from`: lays out a sheet with what another one states, and tells what was carried, dropped and new. */
export async function runInitFrom(context: Context, path: string, options: FromOptions): Promise<ExitCode> {
  checkTarget(path, [options.from]);
  const opened = await openSheet(context, options.from);
  const sound = await soundSheet(context, opened);
  if (!sound) return EXIT.invalid;
  const lang = langOf(context);
  const m = messagesFor(context);
  const given = await openTarget(context, options, sound.sheet);
  if (!given) return EXIT.invalid;
  const overlay = overlayFor(options, sound, given.catalogue);
  const catalogue = await withOverlay(context, given.catalogue, overlay);
  if (!catalogue) return EXIT.invalid;
  checkTarget(path, [given.file, ...besidesAll(options.from, sound.sheet), overlay]);
  const modelPath = given.file === null ? null : pathFrom(path, given.file);
  const claim = claimFor(options, sound.sheet, catalogue);
  const { organization, reading: oldReading, kind } = sound.sheet;
  const name = options.org?.trim() || organization.name;
  const old = { ...sound.sheet, organization: { ...organization, name } };
  const reading = options.reading ?? oldReading;
  const carried = carryOver(old, sound.catalogue, { catalogue, claim, reading, lang });
  const schema = options.schema ? schemaFor(path, catalogue, claim) : null;
  const head = readPackageFile(`templates/sheet-head.${lang}.yaml`);
  const named = overlay === undefined ? null : pathFrom(path, overlay);
  const layout = {
    claim,
    reading,
    kind: options.kind ?? kind,
    lang,
    organization: null,
    schema: schema === null ? null : `./${schema}`,
    overlay: named,
    modelPath,
  };
  const text = layOutCarried(catalogue, head, old, carried, layout);
  writeFileAtomically(path, text, { replace: options.force === true });
  await tellNotice(context, m.init.wrote(path, countRequirements(catalogue, claim, reading)));
  if (schema !== null)
    await writeSchema(context, path, schema, catalogue, { claim, evidence: old.evidence, model: modelPath });
  const from = { file: opened.name, catalogue: sound.catalogue, claim: old.claim, evidence: old.evidence };
  const to = { file: path, catalogue, claim, evidence: old.evidence };
  if (options.format === 'json') await tellResult(context, jsonText(carryJson(from, to, carried)));
  else {
    const document = buildCarryListing(from, to, carried, lang);
    await tellResult(context, renderTerminal(document, await openTerminal(context, context.streams.stdout), false));
  }
  if (old.overlay !== null && overlay === undefined) await tellNotice(context, m.from.overlayLeft(old.overlay));
  await tellAfterwards(context, path, old, m);
  return EXIT.done;
}

/** The model and edition asked for; else those of the old sheet, from its own folder, and for another model its newest edition. */
function openTarget(context: Context, { model, edition, from }: FromOptions, old: Sheet): Promise<GivenModel | null> {
  if (model !== undefined && model !== old.model) return openGivenModel(context, model, edition);
  if (model === undefined && isModelPath(old.model)) return openGivenModel(context, besides(from, old.model), edition);
  return openGivenModel(context, old.model, edition ?? (isModelPath(old.model) ? undefined : old.edition));
}

/** A path that a sheet names, as it is to be named from here. */
function besides(sheet: string, named: string): string {
  const path = named.replace(/\\/g, '/');
  return isAbsolute(path) || sheet === '-' ? path : join(dirname(sheet), path);
}

/** The model file and the overlay that a sheet names. */
const besidesAll = (sheet: string, { model, overlay }: Sheet): string[] =>
  [isModelPath(model) ? model : null, overlay].flatMap((path) => (path === null ? [] : [besides(sheet, path)]));

/** The overlay asked for; else that of the old sheet, where it is for the same model and edition. */
function overlayFor({ from, overlay }: FromOptions, old: SoundSheet, { id, edition }: Catalogue): string | undefined {
  if (overlay !== undefined || old.sheet.overlay === null) return overlay;
  if (id !== old.catalogue.id || edition !== old.catalogue.edition) return undefined;
  return besides(from, old.sheet.overlay);
}

function claimFor({ level }: InitOptions, old: Sheet, catalogue: Catalogue): number {
  if (level !== undefined) return parseLevel(level, catalogue);
  if (old.claim > catalogue.levels.length)
    throw new Failure((m) => m.failure.unknownLevel(String(old.claim), catalogue.levels.length));
  return old.claim;
}

/** What the user has to look after: evidence files that are not beside the new sheet, and facts of the old assessment. */
async function tellAfterwards(context: Context, path: string, old: Sheet, m: Messages): Promise<void> {
  const folder = dirname(resolve(path));
  const aside = old.evidence.flatMap(({ file }) =>
    file !== null && inspectPath(folder, file, false).kind !== 'file' ? [file] : [],
  );
  if (aside[0] !== undefined) await tellNotice(context, m.from.filesAside(aside.length, aside[0]));
  if (hasFacts(old)) await tellNotice(context, m.from.review);
  await tellNotice(context, m.init.next(commandWord(path)));
}

/** Whether the old sheet states anything about its assessment, which a new one has to be checked for. */
const hasFacts = ({ assessment: { dates, ...facts }, disagreements }: Sheet): boolean =>
  [...Object.values(facts), ...Object.values(dates), disagreements].some(
    (fact) => fact !== null && (typeof fact === 'string' || fact.length > 0),
  );
