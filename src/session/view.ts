import { type Catalogue, itemTitle, levelName, pointLines } from '../catalogue/catalogue.ts';
import { shortLevelName } from '../catalogue/find-level.ts';
import { lowestOf, type Scoring } from '../catalogue/scoring.ts';
import type { Lang } from '../i18n/lang.ts';
import type { Messages } from '../i18n/messages.ts';
import { formatFraction, highOf, lowOf, PLACES, percentOf, type Score } from '../scoring/score.ts';
import type { ScoredItem, ScoredSheet } from '../scoring/score-sheet.ts';
import { formatTenths } from '../sheet/read-score.ts';
import type { Evidence, Rating, Tenths } from '../sheet/sheet.ts';
import { safeLine } from '../text/safe-text.ts';
import { padTo, widthOf, wrapTo } from '../text/width.ts';
import type { Session, Stop } from './session.ts';

/** How a line is to look; the terminal that draws it decides what that is. */
export type Look = 'plain' | 'strong' | 'quiet' | 'good' | 'mixed' | 'bad' | 'marked';

export interface Line {
  readonly text: string;
  readonly look: Look;
}

/** What there is room for of a content, and how many of its rows a page further is. */
export interface Fitted {
  readonly lines: readonly Line[];
  readonly page: number;
}

/** What a mode shows, and the text that is being written, if any. */
export interface View {
  /** Cut where there is no room, and scrolled where there is a `top`; or what makes the best of the rows that there are. */
  readonly content: readonly Line[] | ((room: number) => Fitted);
  readonly keys: readonly string[];
  readonly prompt: string;
  /** The text to begin with, where a line is asked for; a query is written from nothing. */
  readonly initial: string | null;
  /** Whether a path is asked for, to be completed. */
  readonly completes: boolean;
  /** The row that a page is to be shown from. */
  readonly top?: number;
}

/** Where no line is asked for. */
export const PLAIN = { initial: null, completes: false } as const;

/** What the terminal is like, and the words for it. */
export interface Screen {
  readonly width: number;
  readonly rows: number;
  readonly lang: Lang;
  readonly m: Messages;
  /** Whether a key is a line with Enter behind it, since the terminal cannot do more. */
  readonly isLines?: boolean;
}

export const line = (text: string, look: Look = 'plain'): Line => ({ text, look });

/** A text from a sheet or model, made safe and wrapped, each line indented. */
export function wrapped(text: string, screen: Screen, look: Look = 'plain', indent = ''): Line[] {
  const room = Math.max(8, screen.width - widthOf(indent));
  return text
    .split('\n')
    .flatMap((part) => wrapTo(safeLine(part), room))
    .map((part) => line(indent + part, look));
}

/** An entry of a list; its further lines begin below its first word. */
export const listed = (text: string, screen: Screen, look: Look = 'plain'): Line[] =>
  wrapped(text, { ...screen, width: screen.width - 2 }, look, '  ').map((entry, index) => ({
    ...entry,
    text: `${index ? '    ' : '  · '}${entry.text.slice(2)}`,
  }));

const plainOf = (text: string): string => safeLine(text.replace(/[\r\n\t]+/g, ' '));

/** A text on one line, cut where it is too long. */
export function clipped(text: string, width: number): string {
  const plain = plainOf(text);
  if (widthOf(plain) <= width) return plain;
  let cut = '';
  for (const char of plain) {
    if (widthOf(cut + char) > width - 1) break;
    cut += char;
  }
  return `${cut}…`;
}

/** As many lines as there is room for; the last one tells how many more there are. */
export function cutTo(lines: readonly Line[], room: number, rest: (lines: number) => string): Line[] {
  if (lines.length <= room) return [...lines];
  const shown = lines.slice(0, Math.max(0, room - 1));
  return [...shown, line(`  ${rest(lines.length - shown.length)}`, 'quiet')];
}

/**
 * Rows whose parts begin below each other, two spaces apart, each cut to a width. Where all of it is too wide, the widest
 * columns give way, but for the first ones, which stay whole. A row of one part is in no column.
 */
export function inColumns(rows: readonly (readonly string[])[], width: number, whole: number): string[] {
  const cells = rows.map((row) => row.map(plainOf));
  const many = cells.filter((row) => row.length > 1);
  const widths = (many[0] ?? []).map((_, index) => Math.max(0, ...many.map((row) => widthOf(row[index] ?? ''))));
  const total = () => widths.reduce((sum, size) => sum + (size ? size + 2 : 0), -2);
  for (let excess = total() - width; excess > 0; excess--) {
    const widest = Math.max(...widths.slice(whole));
    const index = widths.findIndex((size, at) => at >= whole && size === widest);
    if (index < 0 || widest <= LEAST) break;
    widths[index] = widest - 1;
  }
  const used = widths.flatMap((size, index) => (size ? [{ size, index }] : []));
  const textOf = (row: readonly string[]): string =>
    used.map(({ size, index }) => padTo(clipped(row[index] ?? '', size), size)).join('  ');
  return cells.map((row) => clipped(row.length > 1 ? textOf(row).trimEnd() : (row[0] ?? ''), width));
}

/** Columns below which a text says nothing. */
const LEAST = 4;

/** How far the result so far rests on provisional requirements; null where there are none. */
export function provisionalWords({ provisionalRequirements, result }: ScoredSheet, m: Messages): string | null {
  const { count, scored, sumTenths } = provisionalRequirements;
  if (!count) return null;
  const { tally } = result;
  const points = (sumTenths / 10).toFixed(1);
  const percent = percentOf(sumTenths, tally.sumTenths);
  return `${m.report.provisionalRequirements}${m.punctuation.colon}${m.report.provisionalShare(count, tally.count, scored, points, percent)}`;
}

/** A score as it is printed: one number, or an interval while scores are missing. */
export function scoreWords(score: Score, scoring: Scoring): string {
  const [low, high] = [lowOf(score), highOf(score)].map((end) => formatFraction(end, PLACES, scoring));
  return score.kind === 'scored' ? (low ?? '') : `${low}–${high}`;
}

/** The name of a level in short, without the second one in brackets; made safe. */
export const claimName = (catalogue: Catalogue, rank: number, lang: Lang): string =>
  safeLine(shortLevelName(levelName(catalogue, rank)?.[lang] ?? String(rank)));

/** A requirement as people speak of it: `需求管理 1c`; its id where the model has none of it. */
export function requirementName(id: string, { domains }: Catalogue, lang: Lang): string {
  const dot = id.lastIndexOf('.');
  for (const domain of domains) {
    const item = domain.items.find((known) => known.id === id.slice(0, dot));
    if (item) return `${itemTitle(domain, item, lang)} ${id.slice(dot + 1)}`;
  }
  return id;
}

/** The answers that something was begun for and left. */
export const halfWrittenPlaces = ({ halfWritten, catalogue }: Session, lang: Lang, m: Messages): string =>
  [...new Set(halfWritten.map(({ requirement }) => requirementName(requirement, catalogue, lang)))].join(
    m.punctuation.enumeration,
  );

export const itemOf = (scored: ScoredSheet, id: string): ScoredItem | undefined =>
  scored.domains.flatMap((domain) => domain.items).find(({ item }) => item.id === id);

/** Where a requirement stands: domain › item › level, and how far that is on the right. */
export function placeLine(session: Session, stop: Stop, screen: Screen): Line {
  const { lang, m, width } = screen;
  const progress = m.session.progress(session.at + 1, session.stops.length);
  const room = width - widthOf(progress) - 2;
  // An item that is its domain says so itself.
  const domain = stop.item.id === stop.domain.id ? null : stop.domain.name[lang];
  const item = itemTitle(stop.domain, stop.item, lang);
  const level = levelName(session.catalogue, stop.requirement.level)?.[lang] ?? '';
  return line(`${padTo(placeNames(domain, item, level, room), room)}  ${progress}`, 'strong');
}

/** Domain › item › level in a width: the domain gives way first, then the item; the level is the last to be cut. */
function placeNames(domain: string | null, item: string, level: string, room: number): string {
  const join = (...names: readonly string[]): string => names.map(plainOf).join(' › ');
  const rest = room - widthOf(join('', item, level));
  if (domain !== null && rest >= Math.min(widthOf(domain), 8)) return join(clipped(domain, rest), item, level);
  const short = shortLevelName(level);
  for (const name of [level, short]) if (widthOf(join(item, name)) <= room) return join(item, name);
  return clipped(join(clipped(item, Math.max(8, room - widthOf(join('', short)))), short), room);
}

/** The statement of a requirement with its points. */
export const statementLines = ({ requirement }: Stop, screen: Screen): Line[] => [
  ...wrapped(
    `${requirement.id.slice(requirement.id.lastIndexOf('.') + 1)}  ${requirement.text[screen.lang]}`,
    screen,
    'strong',
  ),
  ...pointLines(requirement, screen.lang).flatMap((point) => wrapped(point, screen, 'plain', '    ')),
];

/** A score with its name: `0.8 大部分满足`. */
export function scoreName(score: Tenths | null, { catalogue: { scoring } }: Session, { lang, m }: Screen): string {
  if (score === null) return m.words.score.none;
  const name = scoring.scores.find(({ units }) => units === score)?.name[lang] ?? '';
  return `${formatTenths(score, scoring)} ${name}`.trim();
}

export const lookOf = (score: Tenths | null, { catalogue: { scoring } }: Session): Look =>
  score === null ? 'plain' : score >= scoring.threshold ? 'good' : score > lowestOf(scoring) ? 'mixed' : 'bad';

/** An entry of the register in full: `E01 需求登记表；取证方式：访谈；文件：a.pdf；日期：2026-03-01`. */
export function entryWords({ id, title, method, file, date }: Evidence, { m }: Screen): string {
  const { label } = m.session;
  const labelled = (name: string, text: string | null) => (text ? [`${name}${m.punctuation.colon}${text}`] : []);
  return [
    [id, title].filter(Boolean).join(' '),
    ...labelled(label.method, method && m.words.method[method]),
    ...labelled(label.file, file),
    ...labelled(label.date, date),
  ].join(m.punctuation.semicolon);
}

/** What an answer holds, a line or more for each part that there is; evidence with its title alone, or in full. */
export function ratingLines(rating: Rating | null, session: Session, screen: Screen, isInFull = false): Line[] {
  const { m } = screen;
  const words = m.session;
  if (!rating) return [line(`  ${words.nothingRecorded}`, 'quiet')];
  const evidenceWords = (id: string): string => {
    const entry = session.evidence.find((known) => known.id === id);
    return entry && isInFull ? entryWords(entry, screen) : `${id} ${entry?.title ?? words.unregistered}`;
  };
  const { measure, owner, due } = rating.improvement ?? { measure: null, owner: null, due: null };
  const improvement = [measure, owner, due].filter((part) => part !== null).join(m.punctuation.comma);
  const labelled = (label: string, text: string, look: Look = 'plain') =>
    wrapped(`${label}${m.punctuation.colon}${text}`, screen, look, '  ');
  const lines = [
    ...(rating.score === null
      ? []
      : labelled(words.score, scoreName(rating.score, session, screen), lookOf(rating.score, session))),
    ...rating.evidence.flatMap((id) => labelled(words.evidence, evidenceWords(id))),
    ...(rating.finding === null ? [] : labelled(words.finding, rating.finding)),
    ...(improvement === '' ? [] : labelled(words.improvement, improvement)),
  ];
  return lines.length ? lines : [line(`  ${words.nothingRecorded}`, 'quiet')];
}

/** The scores of the model with the keys that give them. */
export const scoreKeys = ({ catalogue: { scoring } }: Session, { lang, m }: Screen): string[] =>
  scoring.scores.map(
    ({ units, name }, index) =>
      `${index + 1} ${name[lang]}${m.punctuation.open}${formatTenths(units, scoring)}${m.punctuation.close}`,
  );
