import { Argument, Command, Option } from '@commander-js/extra-typings';
import { READINGS } from '../catalogue/catalogue.ts';
import { DIAGNOSTIC_FORMATS } from '../diagnostics/format-names.ts';
import type { Messages } from '../i18n/messages.ts';
import { REPORT_FORMATS } from '../render/format-names.ts';
import { KINDS } from '../sheet/sheet.ts';

/** Each command with its arguments and options, declared once; the types of the bodies are inferred from here. */

type Options<T extends (m: Messages) => { opts: () => object }> = ReturnType<ReturnType<T>['opts']>;

const TEXT_OR_JSON = ['text', 'json'] as const;
const collect = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

export const declareInit = ({ help }: Messages) =>
  new Command('init')
    .description(help.init)
    .argument('[file]', help.initFile)
    .addOption(new Option('-m, --model <id>', help.model).default('sme'))
    .option('-l, --level <level>', help.level)
    .option('-o, --org <name>', help.org)
    .addOption(new Option('--kind <kind>', help.kind).choices(KINDS))
    .addOption(new Option('--reading <reading>', help.reading).choices(READINGS))
    .option('--schema', help.schema)
    .option('-f, --force', help.force);
export type InitOptions = Options<typeof declareInit>;

export const declareValidate = ({ help }: Messages) =>
  new Command('validate')
    .description(help.validate)
    .argument('<file...>', help.validateFiles)
    .addOption(
      new Option('--format <format>', help.validateFormat).choices(DIAGNOSTIC_FORMATS).default('text' as const),
    )
    .option('--strict', help.strict)
    .option('--complete', help.complete);
export type ValidateOptions = Options<typeof declareValidate>;

export const declareSet = ({ help }: Messages) =>
  new Command('set')
    .description(help.set)
    .argument('<file>', help.setFile)
    .argument('<id>', help.setId)
    .argument('[score]', help.setScore)
    .addOption(new Option('-e, --evidence <ids>', help.evidence).argParser(collect))
    .option('--finding <text>', help.finding)
    .option('--measure <text>', help.measure)
    .option('--owner <name>', help.owner)
    .option('--due <date>', help.due);
export type SetOptions = Options<typeof declareSet>;

export const declareStatus = ({ help }: Messages) =>
  new Command('status')
    .description(help.status)
    .argument('<file>', help.sheetFile)
    .addOption(new Option('--format <format>', help.format).choices(TEXT_OR_JSON).default('text' as const));
export type StatusOptions = Options<typeof declareStatus>;

export const declareReport = ({ help }: Messages) =>
  new Command('report')
    .description(help.report)
    .argument('<file>', help.sheetFile)
    .addOption(new Option('--format <format>', help.reportFormat).choices(REPORT_FORMATS))
    .option('-o, --output <file>', help.output)
    .option('-s, --summary', help.summary)
    .option('--check', help.check)
    .option('--date <date>', help.dateOption)
    .option('-f, --force', help.force);
export type ReportOptions = Options<typeof declareReport>;

export const declareModelList = ({ help }: Messages) =>
  new Command('list')
    .description(help.modelList)
    .addOption(new Option('--format <format>', help.format).choices(TEXT_OR_JSON).default('text' as const));
export type ModelListOptions = Options<typeof declareModelList>;

export const declareModelShow = ({ help }: Messages) =>
  new Command('show')
    .description(help.modelShow)
    .addArgument(new Argument('<model>', help.modelShowId))
    .argument('[id]', help.modelShowPart)
    .addOption(new Option('--format <format>', help.format).choices(TEXT_OR_JSON).default('text' as const));
export type ModelShowOptions = Options<typeof declareModelShow>;

export const declareModelCheck = ({ help }: Messages) =>
  new Command('check')
    .description(help.modelCheck)
    .argument('<file>', help.modelFile)
    .addOption(new Option('--format <format>', help.format).choices(DIAGNOSTIC_FORMATS).default('text' as const));
export type ModelCheckOptions = Options<typeof declareModelCheck>;
