import { Command, Option } from '@commander-js/extra-typings';
import type { Context } from './commands/context.ts';
import {
  declareInit,
  declareModelCheck,
  declareModelList,
  declareModelShow,
  declareReport,
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

/** The commander tree; the body of a command is loaded when it runs. */
export function buildProgram(host: ProgramHost): Command {
  const { context, messages, finish } = host;
  const { help } = messages;
  const program = new Command('assess')
    .description(help.program)
    .version(context.version, '-V, --version', help.version)
    .addOption(new Option('--lang <lang>', help.lang).choices(LANGS))
    .option('--color', help.color)
    .option('--no-color', help.noColor)
    .addHelpText('after', () => `\n${EXAMPLES(help.examples)}`);

  program.addCommand(
    declareInit(messages).action(async (file, options) =>
      finish(await (await import('./commands/init.ts')).runInit(context, file, options)),
    ),
  );
  program.addCommand(
    declareValidate(messages).action(async (files, options) =>
      finish(await (await import('./commands/validate.ts')).runValidate(context, files, options)),
    ),
  );
  program.addCommand(
    declareSet(messages).action(async (file, id, score, options) =>
      finish(await (await import('./commands/set.ts')).runSet(context, file, id, score, options)),
    ),
  );
  program.addCommand(
    declareStatus(messages).action(async (file, options) =>
      finish(await (await import('./commands/status.ts')).runStatus(context, file, options)),
    ),
  );
  program.addCommand(
    declareReport(messages).action(async (file, options) =>
      finish(await (await import('./commands/report.ts')).runReport(context, file, options)),
    ),
  );
  const model = new Command('model').description(help.modelCommand);
  model.addCommand(
    declareModelList(messages).action(async (options) =>
      finish(await (await import('./commands/model-list.ts')).runModelList(context, options)),
    ),
  );
  model.addCommand(
    declareModelShow(messages).action(async (id, part, options) =>
      finish(await (await import('./commands/model-show.ts')).runModelShow(context, id, part, options)),
    ),
  );
  model.addCommand(
    declareModelCheck(messages).action(async (file, options) =>
      finish(await (await import('./commands/model-check.ts')).runModelCheck(context, file, options)),
    ),
  );
  program.addCommand(model);
  setUp(program as unknown as Command, host);
  return program as unknown as Command;
}

const EXAMPLES = (title: string): string =>
  [
    title,
    '  assess init acme.yaml --level 3 --org "…" --schema',
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
      optionDescription: (option) => {
        const more = [
          option.argChoices ? `${help.choices}${colon}${option.argChoices.join(', ')}` : '',
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
