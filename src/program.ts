import { Command, Help, Option } from '@commander-js/extra-typings';
import type { Context } from './commands/context.ts';
import {
  declareInit,
  declareModelCheck,
  declareModelCompare,
  declareModelList,
  declareModelNew,
  declareModelSearch,
  declareModelShow,
  declareOverlayImport,
  declareOverlayNew,
  declareReport,
  declareScore,
  declareSet,
  declareStatus,
  declareValidate,
} from './commands/declare.ts';
import type { ExitCode } from './commands/exit-codes.ts';
import { LANGS } from './i18n/lang.ts';
import type { Messages } from './i18n/messages.ts';
import { widthOf, wrapTo } from './text/width.ts';

/** Where the tree puts what a command returned, and where it writes its help. */
export interface ProgramHost {
  readonly context: Context;
  readonly messages: Messages;
  readonly helpWidth: number;
  readonly writeOut: (text: string) => void;
  readonly writeErr: (text: string) => void;
  readonly finish: (code: ExitCode) => void;
}

/**
 * The commander tree; the body of a command is loaded when it runs. Where `words` (the arguments of this run) begin
 * with a command, only that is put into the tree: declaring them all takes longer than running a small one.
 */
export function buildProgram(host: ProgramHost, words: readonly string[] = []): Command {
  const { context, messages } = host;
  const { help } = messages;
  const program = new Command('assess')
    .description(help.program)
    .version(context.version, '-V, --version', help.version)
    .addOption(new Option('--lang <lang>', help.lang).choices(LANGS))
    .option('--color', help.color)
    .option('--no-color', help.noColor)
    .addHelpText('after', () => `\n${EXAMPLES(help.examples)}`);
  addCommands(program as unknown as Command, COMMANDS, host, words);
  setUp(program as unknown as Command, host);
  return program as unknown as Command;
}

type AddCommand = (host: ProgramHost, words: readonly string[]) => Command;

const COMMANDS: Readonly<Record<string, AddCommand>> = {
  init: ({ context, messages, finish }) =>
    declareInit(messages).action(async (file, options) =>
      finish(await (await import('./commands/init.ts')).runInit(context, file, options)),
    ) as unknown as Command,
  validate: ({ context, messages, finish }) =>
    declareValidate(messages).action(async (files, options) =>
      finish(await (await import('./commands/validate.ts')).runValidate(context, files, options)),
    ) as unknown as Command,
  score: ({ context, messages, finish }) =>
    declareScore(messages).action(async (file, options) =>
      finish(await (await import('./commands/score.ts')).runScore(context, file, options)),
    ) as unknown as Command,
  set: ({ context, messages, finish }) =>
    declareSet(messages).action(async (file, id, score, options) =>
      finish(await (await import('./commands/set.ts')).runSet(context, file, id, score, options)),
    ) as unknown as Command,
  status: ({ context, messages, finish }) =>
    declareStatus(messages).action(async (file, options) =>
      finish(await (await import('./commands/status.ts')).runStatus(context, file, options)),
    ) as unknown as Command,
  report: ({ context, messages, finish }) =>
    declareReport(messages).action(async (file, options) =>
      finish(await (await import('./commands/report.ts')).runReport(context, file, options)),
    ) as unknown as Command,
  model: (host, words) => {
    const model = new Command('model').description(host.messages.help.modelCommand);
    addCommands(model as unknown as Command, MODEL_COMMANDS, host, words);
    return model as unknown as Command;
  },
};

const MODEL_COMMANDS: Readonly<Record<string, AddCommand>> = {
  list: ({ context, messages, finish }) =>
    declareModelList(messages).action(async (options) =>
      finish(await (await import('./commands/model-list.ts')).runModelList(context, options)),
    ) as unknown as Command,
  show: ({ context, messages, finish }) =>
    declareModelShow(messages).action(async (id, part, options) =>
      finish(await (await import('./commands/model-show.ts')).runModelShow(context, id, part, options)),
    ) as unknown as Command,
  new: ({ context, messages, finish }) =>
    declareModelNew(messages).action(async (file, options) =>
      finish(await (await import('./commands/model-new.ts')).runModelNew(context, file, options)),
    ) as unknown as Command,
  compare: ({ context, messages, finish }) =>
    declareModelCompare(messages).action(async (first, second, options) =>
      finish(await (await import('./commands/model-compare.ts')).runModelCompare(context, first, second, options)),
    ) as unknown as Command,
  search: ({ context, messages, finish }) =>
    declareModelSearch(messages).action(async (words, options) =>
      finish(await (await import('./commands/model-search.ts')).runModelSearch(context, words, options)),
    ) as unknown as Command,
  check: ({ context, messages, finish }) =>
    declareModelCheck(messages).action(async (file, options) =>
      finish(await (await import('./commands/model-check.ts')).runModelCheck(context, file, options)),
    ) as unknown as Command,
  overlay: (host, words) => {
    const overlay = new Command('overlay').description(host.messages.help.overlayCommand);
    addCommands(overlay as unknown as Command, OVERLAY_COMMANDS, host, words);
    return overlay as unknown as Command;
  },
};

const OVERLAY_COMMANDS: Readonly<Record<string, AddCommand>> = {
  new: ({ context, messages, finish }) =>
    declareOverlayNew(messages).action(async (id, file, options) =>
      finish(await (await import('./commands/overlay-new.ts')).runOverlayNew(context, id, file, options)),
    ) as unknown as Command,
  import: ({ context, messages, finish }) =>
    declareOverlayImport(messages).action(async (id, text, options) =>
      finish(await (await import('./commands/overlay-import.ts')).runOverlayImport(context, id, text, options)),
    ) as unknown as Command,
};

function addCommands(
  parent: Command,
  commands: Readonly<Record<string, AddCommand>>,
  host: ProgramHost,
  words: readonly string[],
): void {
  const at = words.findIndex((word, index) => !word.startsWith('-') && words[index - 1] !== '--lang');
  const named = Object.entries(commands).filter(([name]) => name === words[at]);
  for (const [, add] of named.length ? named : Object.entries(commands))
    parent.addCommand(add(host, words.slice(at + 1)));
}

const EXAMPLES = (title: string): string =>
  [
    title,
    '  assess init acme.yaml --level 3 --org "…" --schema',
    '  assess score acme.yaml',
    '  assess validate acme.yaml',
    '  assess status acme.yaml',
    '  assess report acme.yaml',
    '  assess report acme.yaml -o acme.md',
    '  assess model show sme demand-management',
  ].join('\n');

/** Language, width and exits of every command alike: nothing ends the process, errors come back as exceptions. */
function setUp(command: Command, host: ProgramHost): void {
  const { help } = host.messages;
  const { colon } = host.messages.punctuation;
  command
    .exitOverride()
    .helpOption('-h, --help', help.help)
    .helpCommand(false)
    .configureOutput({ writeOut: host.writeOut, writeErr: host.writeErr, outputError: () => undefined })
    .configureHelp({
      showGlobalOptions: true,
      helpWidth: host.helpWidth,
      minWidthToWrap: 20,
      displayWidth: widthOf,
      boxWrap: (text, width) => wrapTo(text, width).join('\n'),
      styleTitle: (title) => titles(host.messages)[title] ?? title,
      // A full-width colon brings its own space.
      formatHelp: (shown, helper) => new Help().formatHelp(shown, helper).replace(/：[ ]/, '：'),
      optionDescription: (option) => {
        const more = [
          option.argChoices
            ? `${help.choices}${colon}${option.argChoices.join(host.messages.punctuation.enumeration)}`
            : '',
          option.defaultValue !== undefined && option.defaultValue !== true
            ? `${help.default}${colon}${String(option.defaultValue)}`
            : '',
        ].filter(Boolean);
        return more.length
          ? `${option.description}${host.messages.punctuation.open}${more.join(host.messages.punctuation.semicolon)}${host.messages.punctuation.close}`
          : option.description;
      },
    });
  for (const child of command.commands) setUp(child as unknown as Command, host);
}

const titles = ({ help }: Messages): Readonly<Record<string, string>> => ({
  'Usage:': help.usage,
  'Arguments:': help.arguments,
  'Options:': help.options,
  'Commands:': help.commands,
  'Global Options:': help.globalOptions,
});
