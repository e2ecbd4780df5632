import type { FormatOptions } from '../diagnostics/file-report.ts';
import type { Lang } from '../i18n/lang.ts';
import { type Messages, messagesIn } from '../i18n/messages.ts';
import { type Streams, writeAll } from '../io/streams.ts';
import { PLAIN, type Terminal } from '../render/style.ts';
import { safeLine } from '../text/safe-text.ts';

/** What every command is given: the streams, and what the global options say. */
export interface Context {
  readonly streams: Streams;
  /** The language asked for with `--lang`, or null. */
  readonly langFlag: Lang | null;
  /** The language of the locale, for what belongs to no sheet. */
  readonly localeLang: Lang;
  readonly colorFlag: boolean | null;
  /** The language of the sheet that the command works on, once it is read: errors are told in it too. */
  readonly heard: { lang: Lang | null };
  readonly version: string;
}

/** `--lang`, else the sheet's own, else the locale, else zh (DESIGN.md, *Conventions*). */
export const langOf = ({ langFlag, heard, localeLang }: Context): Lang => langFlag ?? heard.lang ?? localeLang;

export const messagesFor = (context: Context): Messages => messagesIn(langOf(context));

const DEFAULT_WIDTH = 100;

/** How wide a stream is written: the terminal's columns, COLUMNS, or 100. */
export function widthOf(context: Context, stream: NodeJS.WriteStream): number {
  const columns = stream.isTTY ? stream.columns : Number(context.streams.env['COLUMNS']);
  return Number.isInteger(columns) && columns > 0 ? columns : DEFAULT_WIDTH;
}

/** Width and styles of a stream. */
export async function openTerminal(context: Context, stream: NodeJS.WriteStream): Promise<Terminal> {
  const width = widthOf(context, stream);
  return { width, style: wantsColor(context, stream) ? (await import('../render/colors.ts')).COLORED : PLAIN };
}

/** What diagnostics are formatted with on a stream. */
export async function formatOptions(context: Context, stream: NodeJS.WriteStream): Promise<FormatOptions> {
  const { width, style } = await openTerminal(context, stream);
  return { lang: langOf(context), paint: style.paint, width, version: context.version };
}

/** Flag, FORCE_COLOR, NO_COLOR, terminal, in this order. */
function wantsColor({ colorFlag, streams: { env } }: Context, stream: NodeJS.WriteStream): boolean {
  if (colorFlag !== null) return colorFlag;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (env['NO_COLOR']) return false;
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}

/** Whether a terminal can do no more than print lines below each other. */
export const isLineTerminal = ({ streams: { env } }: Context): boolean =>
  env['TERM'] === 'dumb' || env['TERM'] === undefined;

export const tellResult = (context: Context, text: string): Promise<void> => writeAll(context.streams.stdout, text);
/** Tells a notice of one line on stderr; nothing in it, such as a file name, can steer the terminal. */
export const tellNotice = (context: Context, text: string): Promise<void> =>
  writeAll(context.streams.stderr, `${safeLine(text)}\n`);
/** Tells a text on stderr that was made for the terminal already. */
export const tellShown = (context: Context, text: string): Promise<void> => writeAll(context.streams.stderr, text);
