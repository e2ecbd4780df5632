import { type Catalogue, itemTitle, levelName } from '../catalogue/catalogue.ts';
import { type ImportOutcome, type ItemLevelName, importOverlay, type Misfit } from '../catalogue/import-overlay.ts';
import { overlayText } from '../catalogue/write-overlay.ts';
import { formatText } from '../diagnostics/format-text.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Messages } from '../i18n/messages.ts';
import { digestOf } from '../io/digest.ts';
import { Failure } from '../io/failure.ts';
import { readBytes } from '../io/read-file.ts';
import { checkNewFile, writeFileAtomically } from '../io/write-file.ts';
import { jsonText } from '../text/json-text.ts';
import { safeLine } from '../text/safe-text.ts';
import { wrapTo } from '../text/width.ts';
import { findForbidden } from '../yaml/check-text.ts';
import { decodeText, MAX_BYTES } from '../yaml/decode-text.ts';
import {
  type Context,
  formatOptions,
  langOf,
  messagesFor,
  tellNotice,
  tellResult,
  tellShown,
  widthOf,
} from './context.ts';
import type { OverlayImportOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { openGivenModel } from './open-model.ts';
import { DEFAULT_OVERLAY, useWords } from './overlay-new.ts';

/** What is told of an import, as data; `schema/overlay-import.schema.json` describes it. */
interface Told {
  readonly path: string;
  readonly written: string | null;
  readonly digest: string;
  readonly catalogue: Catalogue;
  readonly outcome: ImportOutcome;
}

/** `assess model overlay import`: the wording of the user's own copy of a standard, by item, level and order. */
export async function runOverlayImport(
  context: Context,
  model: string,
  path: string,
  options: OverlayImportOptions,
): Promise<ExitCode> {
  const given = await openGivenModel(context, model);
  if (!given) return EXIT.invalid;
  const { catalogue } = given;
  const output = options.output ?? DEFAULT_OVERLAY;
  checkNewFile(output, options.force === true);
  const bytes = readBytes(path, MAX_BYTES);
  refuseDocument(path, bytes);
  const decoded = decodeText(bytes, path);
  if ('code' in decoded) {
    const report = { file: path, diagnostics: [decoded], lineText: () => '', progress: null };
    await tellShown(context, formatText([report], await formatOptions(context, context.streams.stderr)));
    return EXIT.invalid;
  }
  const text = withoutExtractionMarks(decoded.text);
  refuseForbidden(path, text);
  const outcome = importOverlay(text, catalogue);
  const written = outcome.matched.length ? output : null;
  if (written !== null)
    writeFileAtomically(written, overlayText(catalogue, langOf(context), outcome.overlay), {
      replace: options.force === true,
    });
  const told: Told = { path, written, digest: digestOf(bytes), catalogue, outcome };
  await tellResult(
    context,
    options.format === 'json'
      ? jsonText(outcomeJson(told, langOf(context)))
      : outcomeText(told, langOf(context), messagesFor(context), widthOf(context, context.streams.stdout)),
  );
  if (written === null) {
    await tellNotice(context, `assess: ${messagesFor(context).overlay.nothing(path)}`);
    return EXIT.invalid;
  }
  await tellNotice(context, messagesFor(context).overlay.use(...useWords(written)));
  return EXIT.done;
}

/** The documents that a standard comes as, told from their first bytes: their text has to be taken out first. */
function refuseDocument(path: string, bytes: Uint8Array): void {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  const kind = head.startsWith('%PDF-')
    ? 'PDF'
    : head.startsWith('PK\u0003\u0004')
      ? 'Word / ZIP'
      : head.startsWith('\u00d0\u00cf\u0011\u00e0')
        ? 'Word (.doc)'
        : null;
  if (kind !== null) throw new Failure((m) => m.failure.notPlainText(path, kind));
}

/** Page breaks, other line ends and invisible joiners come with every extraction; they are no part of the wording. */
const withoutExtractionMarks = (text: string): string =>
  text.replace(/\r\n?|[\f\v\u0085\u2028\u2029]/g, '\n').replace(/[\u200b-\u200d\u2060\u00ad\ufeff]/g, '');

function refuseForbidden(path: string, text: string): void {
  const forbidden = findForbidden(text);
  if (!forbidden) return;
  const line = text.slice(0, forbidden.offset).split('\n').length;
  throw new Failure((m) => m.failure.forbiddenInText(path, line, forbidden.codePoint));
}

const countOf = (names: readonly ItemLevelName[]): number =>
  names.reduce((sum, { requirements }) => sum + requirements.length, 0);

const nameJson = ({ item, level, requirements }: ItemLevelName, lang: Lang) => ({
  item: item.id,
  name: item.name[lang],
  level,
  requirements,
});

function outcomeJson({ path, written, digest, catalogue, outcome }: Told, lang: Lang): object {
  const { matched, misfits, missing, strays, unused, brokenOff, marked, overlay } = outcome;
  return {
    schemaVersion: 1,
    model: { id: catalogue.id, edition: catalogue.edition },
    source: { file: path, digest, lang: outcome.lang },
    overlay: written,
    requirements: countOf([...matched, ...misfits, ...missing]),
    matched: countOf(matched),
    replaced: [...overlay.replace].map(([id, wordings]) => ({ id, requirements: wordings.length })),
    misfits: misfits.map(({ why, entries, places, ...name }) => ({ ...nameJson(name, lang), why, entries, places })),
    missing: missing.map((name) => nameJson(name, lang)),
    strays,
    unused,
    brokenOff,
    marked,
  };
}

function outcomeText({ written, catalogue, outcome }: Told, lang: Lang, m: Messages, width: number): string {
  const { matched, misfits, missing, strays, unused, brokenOff, marked, overlay } = outcome;
  const title = ({ item, level }: ItemLevelName): string => {
    const domain = catalogue.domains.find(({ items }) => items.includes(item));
    const name = domain ? itemTitle(domain, item, lang) : item.name[lang];
    return `${name} ${levelName(catalogue, level)?.[lang] ?? level}`;
  };
  const titles = ([first, ...others]: readonly ItemLevelName[]): string =>
    first
      ? [title(first), ...others.map(({ level }) => levelName(catalogue, level)?.[lang] ?? level)].join(
          m.punctuation.enumeration,
        )
      : '';
  const real = [...overlay.replace.values()].reduce((sum, wordings) => sum + wordings.length, 0);
  const total = countOf([...matched, ...misfits, ...missing]);
  const lines = [
    ...(written === null ? [] : [m.overlay.imported(written, countOf(matched), total, outcome.lang)]),
    ...(overlay.replace.size ? [m.overlay.provisional(overlay.replace.size, real)] : []),
    ...listed(
      m.overlay.misfits(misfits.length),
      misfits,
      (misfit) => `${title(misfit)}${m.punctuation.colon}${misfitText(misfit, m)}`,
    ),
    // Where nothing fits, what is missing is everything.
    ...(written === null ? [] : listed(m.overlay.missing(missing.length, countOf(missing)), byItem(missing), titles)),
    ...listed(
      m.overlay.strays(strays.length),
      strays,
      (stray) => `${placeText(stray, m)} ${stray.title}${m.punctuation.colon}${m.overlay.entries(stray.entries)}`,
    ),
    ...listed(m.overlay.unused(unused.length), unused, ({ line, text }) => `${m.overlay.lines(line, line)} ${text}`),
    ...(brokenOff.length ? [m.overlay.brokenOff(brokenOff.join(m.punctuation.enumeration))] : []),
    ...(marked.length ? [m.overlay.marked(marked.join(m.punctuation.enumeration))] : []),
  ];
  return lines
    .flatMap((line) => {
      const hang = line.startsWith(' ') ? '    ' : '';
      return wrapTo(safeLine(line), width - hang.length).map((part, index) => `${index ? hang : ''}${part}\n`);
    })
    .join('');
}

/** The levels of each item together. */
function byItem(names: readonly ItemLevelName[]): ItemLevelName[][] {
  const items = new Map<string, ItemLevelName[]>();
  for (const name of names) items.set(name.item.id, [...(items.get(name.item.id) ?? []), name]);
  return [...items.values()];
}

/** A list below its title; nothing where it is empty. */
const listed = <T>(title: string, entries: readonly T[], tell: (entry: T) => string): string[] =>
  entries.length ? [title, ...entries.map((entry) => `  ${tell(entry)}`)] : [];

function misfitText({ why, entries, requirements, places }: Misfit, m: Messages): string {
  const reason = why === 'count' ? m.overlay.count(entries, requirements.length) : m.overlay[why];
  const where = places.map((place) => placeText(place, m)).join(m.punctuation.enumeration);
  return `${reason}${m.punctuation.open}${where}${m.punctuation.close}`;
}

const placeText = ({ line, lastLine }: { readonly line: number; readonly lastLine: number }, m: Messages): string =>
  m.overlay.lines(line, lastLine);
