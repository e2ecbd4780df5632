import { type Catalogue, itemTitle, levelName } from '../catalogue/catalogue.ts';
import type { Part } from '../catalogue/find-part.ts';
import { type Hit, searchCatalogue, searchTerms } from '../catalogue/search-catalogue.ts';
import { suggestWord } from '../catalogue/suggest-word.ts';
import type { Lang, Text } from '../i18n/lang.ts';
import type { Messages } from '../i18n/messages.ts';
import { Failure } from '../io/failure.ts';
import { type HitRow, type MarkedText, renderHits } from '../render/render-hits.ts';
import { commandWord } from '../text/command-line.ts';
import { jsonText } from '../text/json-text.ts';
import { type Context, langOf, messagesFor, openTerminal, tellNotice, tellResult } from './context.ts';
import type { ModelSearchOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { listCatalogues, openCatalogue } from './open-catalogue.ts';
import { openGivenModel } from './open-model.ts';

/** A hit and the model that it is in. */
interface Found {
  readonly catalogue: Catalogue;
  readonly hit: Hit;
}

/** Longer texts are no words to look for. */
const LONGEST = 200;

/** `assess model search`: where words occur in one model or all. To find nothing is no error: an empty list, and exit 0. */
export async function runModelSearch(
  context: Context,
  words: readonly string[],
  options: ModelSearchOptions,
): Promise<ExitCode> {
  const query = words.join(' ');
  if (query.length > LONGEST) throw new Failure((m) => m.failure.tooMuchToFind(LONGEST));
  const terms = searchTerms(query);
  if (!terms.length) throw new Failure((m) => m.failure.nothingToFind());
  const limit = readLimit(options.limit);
  const files = new Map<Catalogue, string | null>();
  for (const model of options.model ?? []) {
    const given = await openGivenModel(context, model);
    if (!given) return EXIT.invalid;
    files.set(given.catalogue, given.file);
  }
  const catalogues = files.size
    ? [...files.keys()]
    : listCatalogues().map((entry) => openCatalogue(entry.id, entry.edition));
  const lang = langOf(context);
  const all = searchAll(catalogues, query, lang);
  const shown = all.slice(0, limit);
  if (options.format === 'json') {
    const told = terms.map((word) => wordJson(catalogues, word, lang));
    const hits = shown.map(hitJson);
    await tellResult(context, jsonText({ schemaVersion: 1, query, words: told, total: all.length, hits }));
    return EXIT.done;
  }
  const m = messagesFor(context);
  const terminal = await openTerminal(context, context.streams.stdout);
  const rows = shown.map((found) => hitRow(found, files.get(found.catalogue) ?? null, lang, m));
  if (rows.length) await tellResult(context, renderHits(rows, m.punctuation.colon, terminal));
  if (shown.length < all.length) await tellNotice(context, m.search.more(all.length - shown.length, all.length));
  if (!all.length) await tellNothing(context, catalogues, query, terms);
  return EXIT.done;
}

function readLimit(word: string): number {
  const plain = word.normalize('NFKC');
  if (!/^\d{1,9}$/.test(plain)) throw new Failure((m) => m.failure.badLimit(word));
  return Number(plain) || Number.POSITIVE_INFINITY;
}

/** The hits in all catalogues; what a derived one took over as it is counts once, where it comes from. */
function searchAll(catalogues: readonly Catalogue[], query: string, lang: Lang): Found[] {
  const found = catalogues.flatMap((catalogue) =>
    searchCatalogue(catalogue, query, { lang }).map((hit) => ({ catalogue, hit })),
  );
  const passage = (model: string, { field, text }: Hit) => `${model} ${field} ${text}`;
  const known = new Set(found.map(({ catalogue, hit }) => passage(catalogue.id, hit)));
  return found
    .filter(({ catalogue: { derivedFrom }, hit }) => !derivedFrom || !known.has(passage(derivedFrom.model, hit)))
    .sort((a, b) => a.hit.distance - b.hit.distance);
}

/** How often a word occurs by itself, and where it does not, what it may have been meant to be. */
function wordJson(catalogues: readonly Catalogue[], word: string, lang: Lang) {
  const total = searchAll(catalogues, word, lang).length;
  return { word, total, suggestion: total ? null : suggestWord(catalogues, word) };
}

async function tellNothing(
  context: Context,
  catalogues: readonly Catalogue[],
  query: string,
  terms: readonly string[],
): Promise<void> {
  const { search, punctuation } = messagesFor(context);
  const told = terms.map((word) => wordJson(catalogues, word, langOf(context)));
  await tellNotice(context, search.none(query));
  if (told.length > 1) {
    const counts = told.map(({ word, total }) => search.count(word, total));
    await tellNotice(context, search.alone(counts.join(punctuation.comma)));
  }
  for (const { word, suggestion } of told)
    if (suggestion !== null) await tellNotice(context, search.suggestion(word, suggestion));
}

/** The level at which a part stands, or null where it is at all. */
const rankOf = (part: Part): number | null =>
  part.kind === 'requirement' ? part.requirement.level : (part.level?.rank ?? null);

function hitJson({ catalogue, hit }: Found) {
  const { part, id, field, lang, text, ranges } = hit;
  const named = ({ id: own, name }: { readonly id: string; readonly name: Text }) => ({ id: own, name });
  return {
    model: { id: catalogue.id, edition: catalogue.edition },
    kind: part.kind,
    id,
    domain: part.kind === 'level' ? null : named(part.domain),
    item: part.kind === 'item' || part.kind === 'requirement' ? named(part.item) : null,
    level: rankOf(part),
    field,
    lang,
    text,
    ranges,
    provisional: isProvisional(part),
  };
}

const isProvisional = (part: Part): boolean => part.kind === 'requirement' && part.requirement.provisional;

const plain = (text: string): MarkedText => ({ text, ranges: [] });

function hitRow({ catalogue, hit }: Found, file: string | null, lang: Lang, m: Messages): HitRow {
  const { part, text, ranges, field } = hit;
  const place = placeOf(catalogue, part, lang, m);
  // What is found in the line above anyway is marked there; then the passage tells what the part is about.
  const at = field === 'name' && hit.lang === lang ? place.lastIndexOf(text) : -1;
  const isInHead = field === 'id' || at >= 0;
  return {
    model: file === null ? catalogue.id : commandWord(file),
    id: { text: hit.id, ranges: field === 'id' ? ranges : [] },
    place: { text: place, ranges: at < 0 ? [] : ranges.map(([start, end]) => [start + at, end + at]) },
    label: isInHead || field === 'text' ? null : m.search.field[field],
    passage: isInHead ? plain(aboutOf(part)[lang]) : { text, ranges },
  };
}

/** Where a part belongs: `过程 › 事件管理 · 拓展级（三级）`. */
function placeOf(catalogue: Catalogue, part: Part, lang: Lang, { search }: Messages): string {
  if (part.kind === 'level') return `${search.level} ${part.level.name[lang]}`;
  const rank = rankOf(part);
  const level = rank === null ? '' : ` · ${levelName(catalogue, rank)?.[lang] ?? rank}`;
  const { domain } = part;
  if (part.kind === 'domain') return `${search.domain} ${domain.name[lang]}${level}`;
  const mark = isProvisional(part) ? ` · ${search.provisional}` : '';
  return `${domain.name[lang]} › ${itemTitle(domain, part.item, lang)}${level}${mark}`;
}

/** What a part is about, in a sentence. */
function aboutOf(part: Part): Text {
  if (part.kind === 'level') return part.level.definition ?? part.level.characteristics[0] ?? part.level.name;
  if (part.kind === 'requirement') return part.requirement.text;
  return part.kind === 'domain' ? part.domain.overview : part.item.overview;
}
