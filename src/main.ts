import type { Context } from './commands/context.ts';
import { EXIT, type ExitCode } from './commands/exit-codes.ts';
import { isLang, type Lang } from './i18n/lang.ts';
import type { Streams } from './io/streams.ts';

declare const __VERSION__: string | undefined;

/** The version of the package; the build puts it in. */
const VERSION = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0';

/**
 * Runs the program on the arguments behind `assess` and resolves to its exit code. Never throws and never ends the
 * process: here is the only catch, and the only place that knows exit codes from errors.
 */
export async function main(argv: readonly string[], streams: Streams): Promise<ExitCode> {
  if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
    streams.stdout.write(`${VERSION}\n`);
    return EXIT.done;
  }
  const { run } = await import('./run.ts');
  return run(argv, contextFor(argv, streams));
}

function contextFor(argv: readonly string[], streams: Streams): Context {
  const words = argv.slice(0, argv.includes('--') ? argv.indexOf('--') : undefined);
  const lang = words
    .map((word, index) => (word === '--lang' ? words[index + 1] : /^--lang=(.*)$/.exec(word)?.[1]))
    .findLast((word) => word !== undefined);
  const color = words.findLast((word) => word === '--color' || word === '--no-color');
  return {
    streams,
    langFlag: lang !== undefined && isLang(lang) ? lang : null,
    localeLang: localeLang(streams.env),
    colorFlag: color === undefined ? null : color === '--color',
    version: VERSION,
  };
}

/** The language of the locale; zh where it says neither. */
function localeLang(env: Streams['env']): Lang {
  const locale =
    env['LC_ALL'] ||
    env['LC_MESSAGES'] ||
    env['LANG'] ||
    (process.platform === 'win32' ? Intl.DateTimeFormat().resolvedOptions().locale : '');
  return /^en/i.test(locale) ? 'en' : 'zh';
}
