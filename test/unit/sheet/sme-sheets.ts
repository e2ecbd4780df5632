import { readFileSync } from 'node:fs';
import { type Catalogue, READINGS, type Reading, requirementsFor } from '../../../src/catalogue/catalogue.ts';
import { catalogues, openCatalogue } from '../../../src/commands/open-catalogue.ts';
import { LANGS, type Lang } from '../../../src/i18n/lang.ts';
import { checkSheet } from '../../../src/sheet/check-sheet.ts';
import { parseSheet } from '../../../src/sheet/parse-sheet.ts';
import type { CheckOptions } from '../../../src/sheet/rule.ts';
import { type ScaffoldOptions, scaffoldSheet } from '../../../src/sheet/scaffold.ts';
import { sourceText } from '../../../src/yaml/source-text.ts';

export const SME: Catalogue = openCatalogue('sme');
export const CLAIMS: readonly number[] = SME.levels.map((level) => level.rank);

const templateOf = (lang: Lang): string =>
  readFileSync(new URL(`../../../templates/sheet-head.${lang}.yaml`, import.meta.url), 'utf8');
const TEMPLATES: Readonly<Record<Lang, string>> = { zh: templateOf('zh'), en: templateOf('en') };

/** A new sheet as `assess init` lays it out. */
export function newSheet(options: Partial<ScaffoldOptions> & { readonly claim: number }): string {
  const all: ScaffoldOptions = {
    reading: 'cumulative',
    kind: 'self',
    lang: 'zh',
    organization: '诚启咨询',
    schema: null,
    modelPath: null,
    ...options,
  };
  return scaffoldSheet(SME, TEMPLATES[all.lang], all);
}

/** Every claim in every reading and language. */
export const EVERY_SHEET: readonly { readonly claim: number; readonly reading: Reading; readonly lang: Lang }[] =
  CLAIMS.flatMap((claim) => READINGS.flatMap((reading) => LANGS.map((lang) => ({ claim, reading, lang }))));

export const requirementIds = (claim: number, reading: Reading): string[] =>
  SME.domains.flatMap((domain) =>
    domain.items.flatMap((item) => requirementsFor(item, claim, reading).map((requirement) => requirement.id)),
  );

/** Parses and checks the text of a sheet, without looking at files unless told how. */
export function check(text: string, options: Partial<CheckOptions> = {}) {
  const read = parseSheet(sourceText('sheet.yaml', text), catalogues);
  return { read, ...checkSheet(read, { inspectFile: null, complete: false, ...options }) };
}
