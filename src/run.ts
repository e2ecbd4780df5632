import { CommanderError, type CommandUnknownOpts } from '@commander-js/extra-typings';
import { type Context, langOf, widthOf } from './commands/context.ts';
import { EXIT, type ExitCode } from './commands/exit-codes.ts';
import { isLang, type Lang } from './i18n/lang.ts';
import { type Messages, messagesIn } from './i18n/messages.ts';
import { Failure } from './io/failure.ts';
import { type Streams, writeAll } from './io/streams.ts';
import { buildProgram, type ProgramHost } from './program.ts';
import { safeLine, safeText } from './text/safe-text.ts';

/**
 * Parses the arguments and runs the command. Here is the only catch, and the only place that knows exit codes from
 * errors: whatever a command throws becomes words on stderr and a code.
 */
export async function run(argv: readonly string[], streams: Streams, version: string): Promise<ExitCode> {
  const context = contextFor(argv, streams, version);
  const messages = messagesIn(langOf(context));
  const out: string[] = [];
  const err: string[] = [];
  let code: ExitCode = EXIT.done;
  let failure = '';
  const host: ProgramHost = {
    context,
    messages,
    helpWidth: Math.min(120, widthOf(context, context.streams.stdout)),
    writeOut: (text) => out.push(text),
    writeErr: (text) => err.push(text),
    finish: (result) => {
      code = result;
    },
  };
  const program = buildProgram(host, argv);
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) code = EXIT.done;
    else if (isInterrupt(error)) code = EXIT.interrupted;
    else {
      code = EXIT.failed;
      failure = wordsFor(error, helpCommand(program, argv), messagesIn(langOf(context)));
    }
  }
  try {
    if (out.length) await writeAll(context.streams.stdout, out.join(''));
    if (err.length) await writeAll(context.streams.stderr, err.join(''));
  } catch (error) {
    code = EXIT.failed;
    failure = wordsFor(error, '', messages);
  }
  // Where not even this can be written, the exit code alone tells.
  if (failure !== '') await writeAll(context.streams.stderr, `assess: ${safeText(failure)}\n`).catch(() => undefined);
  return code;
}

function contextFor(argv: readonly string[], streams: Streams, version: string): Context {
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
    heard: { lang: null },
    version,
  };
}

/** The language of the locale; zh where it says neither. */
function localeLang(env: Streams['env']): Lang {
  const windows = process.platform === 'win32';
  const locale =
    env['LC_ALL'] ||
    env['LC_MESSAGES'] ||
    env['LANG'] ||
    (windows ? Intl.DateTimeFormat().resolvedOptions().locale : '');
  return /^en/i.test(locale) ? 'en' : 'zh';
}

/** Ctrl-C at a prompt, or an abort that a command asked for. */
const isInterrupt = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'ExitPromptError' || error.name === 'AbortPromptError');

function wordsFor(error: unknown, command: string, messages: Messages): string {
  if (error instanceof Failure) return safeLine(error.say(messages));
  if (error instanceof CommanderError) return usageWords(error, command, messages);
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return messages.failure.internal(told);
}

/** The command whose help says how to do it right: `assess model show`. */
function helpCommand(program: CommandUnknownOpts, argv: readonly string[]): string {
  const path = [program.name()];
  let command = program;
  for (const word of argv) {
    const child = command.commands.find((candidate) => candidate.name() === word);
    if (child) path.push(child.name());
    command = child ?? command;
  }
  return path.join(' ');
}

function usageWords(error: CommanderError, command: string, { failure: { usage } }: Messages): string {
  const quoted = [...error.message.matchAll(/'([^']*)'/g)].map((match) => match[1] ?? '');
  // commander names an option with its placeholder: `--format <format>`.
  const name = (quoted[0] ?? '').replace(/ [<[].*/, '');
  const suggestion = /\(Did you mean (?:one of )?(.*)\?\)/s.exec(error.message)?.[1];
  const more = suggestion === undefined ? [] : [usage.suggestion(suggestion)];
  const help = usage.seeHelp(command);
  switch (error.code) {
    case 'commander.unknownOption':
      return [usage.unknownOption(name), ...more, help].join('\n');
    case 'commander.unknownCommand':
      return [usage.unknownCommand(name), ...more, help].join('\n');
    case 'commander.missingArgument':
      return [usage.missingArgument(name), help].join('\n');
    case 'commander.optionMissingArgument':
      return [usage.optionMissingArgument(name), help].join('\n');
    case 'commander.excessArguments':
      return [usage.excessArguments(), help].join('\n');
    case 'commander.invalidArgument':
      return [
        usage.invalidArgument(
          [name, quoted[1]].join(' '),
          /Allowed choices are (.*)\.$/.exec(error.message)?.[1]?.split(', ') ?? [],
        ),
        help,
      ].join('\n');
    case 'commander.conflictingOption':
      return [usage.conflictingOption(quoted.join(' ')), help].join('\n');
    case 'commander.help':
      return '';
    default:
      return [error.message, help].join('\n');
  }
}
