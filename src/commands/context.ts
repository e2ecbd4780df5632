import type { Lang } from '../i18n/lang.ts';
import { type Messages, messagesIn } from '../i18n/messages.ts';
import { type Streams, writeAll } from '../io/streams.ts';
import type { Terminal } from '../render/style.ts';

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

/** Colour and width of a stream: flag, FORCE_COLOR, NO_COLOR, terminal, in this order. */
export function terminalOf(context: Context, stream: NodeJS.WriteStream): Terminal {
  const { env } = context.streams;
  const columns = stream.isTTY ? stream.columns : Number(env['COLUMNS']);
  return { color: colorOf(context, stream), width: Number.isInteger(columns) && columns > 0 ? columns : DEFAULT_WIDTH };
}

function colorOf({ colorFlag, streams: { env } }: Context, stream: NodeJS.WriteStream): Terminal['color'] {
  if (colorFlag !== null) return colorFlag ? 1 : 0;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force === '0' || force === 'false' ? 0 : 1;
  if (env['NO_COLOR']) return 0;
  return stream.isTTY && env['TERM'] !== 'dumb' ? 1 : 0;
}

export const tellResult = (context: Context, text: string): Promise<void> => writeAll(context.streams.stdout, text);
export const tellNotice = (context: Context, text: string): Promise<void> =>
  writeAll(context.streams.stderr, text.endsWith('\n') ? text : `${text}\n`);
