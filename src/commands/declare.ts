import { Argument, Command, Option } from '@commander-js/extra-typings';
import { READINGS } from '../catalogue/catalogue.ts';
import { DIAGNOSTIC_FORMATS } from '../diagnostics/format-names.ts';
import type { Messages } from '../i18n/messages.ts';
import { REPORT_FORMATS } from '../render/format-names.ts';
import { ONLY } from '../session/session.ts';
import { KINDS } from '../sheet/sheet.ts';

/** Each command with its arguments and options, declared once; the types of the bodies are inferred from here. */

type Options<T extends (m: Messages) => { opts: () => object }> = ReturnType<ReturnType<T>['opts']>;

const TEXT_OR_JSON = ['text', 'json'] as const;
const collect = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

export const declareInit = ({ help }: Messages) =>
  new Command('init')
    .description(help.init)
    .argument('[file]', help.initFile)
    .option('-m, --model <model>', help.model)
    .option('--edition <edition>', help.editionOption)
    .option('-l, --level <level>', help.level)
    .option('--from <sheet>', help.from)
    .option('-o, --org <name>', help.org)
    .addOption(new Option('--kind <kind>', help.kind).choices(KINDS))
    .addOption(new Option('--reading <reading>', help.reading).choices(READINGS))
    .option('--schema', help.schema)
    .option('--overlay <file>', help.overlayInit)
    .addOption(new Option('--format <format>', help.initFormat).choices(TEXT_OR_JSON))
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
    .option('--complete', help.complete)
    .option('--overlay <file>', help.overlay);
export type ValidateOptions = Options<typeof declareValidate>;

export const declareSet = ({ help }: Messages) =>
  new Command('set')
    .description(help.set)
    .argument('<file>', help.sheetAlone)
    .argument('<id>', help.setId)
    .argument('[score]', help.setScore)
    .addOption(new Option('-e, --evidence <ids>', help.evidence).argParser(collect))
    .option('--finding <text>', help.finding)
    .option('--measure <text>', help.measure)
    .option('--owner <name>', help.owner)
    .option('--due <date>', help.due)
    .option('--overlay <file>', help.overlay);
export type SetOptions = Options<typeof declareSet>;

export const declareStatus = ({ help }: Messages) =>
  new Command('status')
    .description(help.status)
    .argument('<file>', help.sheetFile)
    .addOption(new Option('--format <format>', help.format).choices(TEXT_OR_JSON).default('text' as const))
    .option('--overlay <file>', help.overlay);
export type StatusOptions = Options<typeof declareStatus>;

export const declareScore = ({ help }: Messages) =>
  new Command('score')
    .description(help.score)
    .argument('<file>', help.sheetAlone)
    .option('--item <item>', help.scoreItem)
    .option('--level <level>', help.scoreLevel)
    .addOption(new Option('--only <what>', help.scoreOnly).choices(ONLY).default('unscored' as const))
    .option('--from <id>', help.scoreFrom)
    .option('--overlay <file>', help.overlay);
export type ScoreOptions = Options<typeof declareScore>;

export const declareReport = ({ help }: Messages) =>
  new Command('report')
    .description(help.report)
    .argument('<file>', help.sheetFile)
    .addOption(new Option('--format <format>', help.reportFormat).choices(REPORT_FORMATS))
    .option('-o, --output <file>', help.output)
    .option('-s, --summary', help.summary)
    .option('--check', help.check)
    .option('--date <date>', help.dateOption)
    .option('--overlay <file>', help.overlay)
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
    .argument('[part]', help.modelShowPart)
    .option('-l, --level <level>', help.modelShowLevel)
    .addOption(new Option('--format <format>', help.format).choices(TEXT_OR_JSON).default('text' as const))
    .option('--overlay <file>', help.overlayShow);
export type ModelShowOptions = Options<typeof declareModelShow>;

export const declareModelNew = ({ help }: Messages) =>
  new Command('new')
    .description(help.modelNew)
    .argument('<file>', help.modelNewFile)
    .option('--id <id>', help.modelId)
    .option('-f, --force', help.force);
export type ModelNewOptions = Options<typeof declareModelNew>;

export const declareModelCompare = ({ help }: Messages) =>
  new Command('compare')
    .description(help.modelCompare)
    .argument('<model>', help.modelCompareFirst)
    .argument('<other>', help.modelCompareSecond)
    .addOption(new Option('--format <format>', help.format).choices(TEXT_OR_JSON).default('text' as const));
export type ModelCompareOptions = Options<typeof declareModelCompare>;

export const declareModelSearch = ({ help }: Messages) =>
  new Command('search')
    .description(help.modelSearch)
    .argument('<word...>', help.searchWords)
    .option('-m, --model <model>', help.searchModel, collect)
    .addOption(new Option('--limit <number>', help.limit).default('20'))
    .addOption(new Option('--format <format>', help.format).choices(TEXT_OR_JSON).default('text' as const));
export type ModelSearchOptions = Options<typeof declareModelSearch>;

export const declareModelCheck = ({ help }: Messages) =>
  new Command('check')
    .description(help.modelCheck)
    .argument('<file>', help.modelFile)
    .addOption(new Option('--format <format>', help.format).choices(DIAGNOSTIC_FORMATS).default('text' as const));
export type ModelCheckOptions = Options<typeof declareModelCheck>;

export const declareOverlayNew = ({ help }: Messages) =>
  new Command('new')
    .description(help.overlayNew)
    .argument('<model>', help.modelShowId)
    .argument('[file]', help.overlayNewFile)
    .option('-f, --force', help.force);
export type OverlayNewOptions = Options<typeof declareOverlayNew>;

export const declareOverlayImport = ({ help }: Messages) =>
  new Command('import')
    .description(help.overlayImport)
    .argument('<model>', help.modelShowId)
    .argument('<text>', help.overlayText)
    .option('-o, --output <file>', help.overlayOutput)
    .addOption(new Option('--format <format>', help.format).choices(TEXT_OR_JSON).default('text' as const))
    .option('-f, --force', help.force);
export type OverlayImportOptions = Options<typeof declareOverlayImport>;
