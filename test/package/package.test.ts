import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installed, packAndInstall, ROOT } from './install.ts';

let installed: Installed;
beforeAll(() => {
  installed = packAndInstall();
});
afterAll(() => rmSync(dirname(installed.folder), { recursive: true, force: true }));

const ENV = { PATH: process.env['PATH'] ?? '', LANG: 'zh_CN.UTF-8', COLUMNS: '80' };
const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
const sheet = readFileSync(join(ROOT, 'test/cli/sheets/reached.sheet'), 'utf8');

const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
    .sort();

describe('what is in the package', () => {
  test('the program, the API and the types', () => {
    for (const path of ['package.json', 'bin/assess.js', 'dist/index.js', 'dist/types/index.d.ts'])
      expect(installed.files).toContain(path);
  });

  test('the schemas of outputs, as they are in the sources', () => {
    const names = readdirSync(join(ROOT, 'src/schema'));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names)
      expect([name, readFileSync(join(installed.home, 'dist/schema', name), 'utf8')]).toEqual([
        name,
        readFileSync(join(ROOT, 'src/schema', name), 'utf8'),
      ]);
  });

  test('the schemas of sheets: each level in each language', () => {
    for (const level of [1, 2, 3, 4, 5])
      for (const name of [`sme-${level}.schema.json`, `sme-${level}.en.schema.json`]) {
        const schema = JSON.parse(readFileSync(join(installed.home, 'dist/schema', name), 'utf8')) as {
          properties: { claim: { const: number } };
        };
        expect([name, schema.properties.claim.const]).toEqual([name, level]);
      }
  });

  test('the catalogues', () => {
    const index = JSON.parse(readFileSync(join(installed.home, 'dist/model/index.json'), 'utf8')) as {
      id: string;
      file: string;
    }[];
    expect(index.map((entry) => entry.id)).toContain('sme');
    for (const { id, file } of index) {
      const catalogue = JSON.parse(readFileSync(join(installed.home, 'dist/model', file), 'utf8')) as { id: string };
      expect(catalogue.id).toBe(id);
    }
  });

  test.each(['templates', 'examples'])('%s, every file', (folder) => {
    const files = filesBelow(folder);
    expect(files.length).toBeGreaterThan(0);
    expect(installed.files.filter((path) => path.startsWith(`${folder}/`))).toEqual(files);
  });

  test('its licence, and those of the libraries that are bundled', () => {
    expect(readFileSync(join(installed.home, 'LICENSE'), 'utf8')).toContain('MIT License');
    const texts = readFileSync(join(installed.home, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    const entries = texts.split(`\n\n${'-'.repeat(72)}\n\n`);
    const named = entries.map((entry) => /^(\S+) [\d.]+\S* \(.+\)\n/.exec(entry)?.[1]);
    for (const name of ['commander', 'yaml', 'chalk', 'tinyglobby', '@inquirer/core']) expect(named).toContain(name);
    for (const entry of entries) expect(entry).toMatch(/permission|redistribution/i);
  });

  test('no sources, tests, benchmarks, settings or modules of others', () => {
    const own = /^(?:src|test|bench|scripts|node_modules|coverage|\.ci|\.dist-new)\/|^model\/(?!ERRATA\.md$)/;
    const settings = /^(?:tsconfig.*|biome\.json|vitest.*|package-lock\.json|\..*)$/;
    const kinds = /(?<!\.d)\.ts$|\.map$|\.tgz$|\.scenario$/;
    expect(installed.files.filter((path) => own.test(path) || settings.test(path) || kinds.test(path))).toEqual([]);
    expect(readdirSync(join(installed.folder, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'assess',
    ]);
    expect(existsSync(join(installed.home, 'node_modules'))).toBe(false);
  });
});

describe('the installed program', () => {
  const run = (words: readonly string[], input = '') => {
    const bin = join(installed.folder, 'node_modules/.bin/assess');
    const { status, stdout, stderr } = spawnSync(bin, words, {
      cwd: installed.folder,
      env: ENV,
      encoding: 'utf8',
      input,
      shell: process.platform === 'win32',
    });
    return { status, stdout, stderr };
  };

  test('tells its version', () => {
    expect(run(['--version'])).toEqual({ status: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  test('works away from its repository: init, set, validate, status, report', () => {
    expect(run(['init', 'a.yaml', '--level', '1', '--org', '甲', '--schema']).status).toBe(0);
    expect(run(['set', 'a.yaml', 'demand-management.1a', '0.8']).stderr).toContain('未评分 → 0.8');
    expect(run(['validate', 'a.yaml'])).toMatchObject({ status: 0, stderr: '' });
    expect(run(['validate', '*.yaml'])).toMatchObject({ status: 0, stderr: '' });
    expect(run(['status', 'a.yaml']).stdout).toContain('1/22');
    expect(run(['report', 'a.yaml', '--check'])).toMatchObject({ status: 4, stderr: '' });
    expect(run(['report', '-', '--check'], sheet)).toMatchObject({ status: 0, stderr: '' });
    expect(run(['model', 'show', 'sme', 'service-quality']).stdout).toContain('服务质量');
  });

  test('finds no error in the examples that come with it', () => {
    const sheets = filesBelow('examples').filter((path) => path.endsWith('/sheet.yaml'));
    expect(sheets.length).toBeGreaterThan(0);
    const { status, stdout } = run(['validate', ...sheets.map((path) => `node_modules/assess/${path}`)]);
    expect(status, stdout).toBe(0);
  });
});

describe('the programming interface', () => {
  const script = (text: string): string => {
    writeFileSync(join(installed.folder, 'script.mjs'), text);
    return execFileSync(process.execPath, ['script.mjs'], {
      cwd: installed.folder,
      env: ENV,
      encoding: 'utf8',
      input: sheet,
    });
  };

  test('exports what it says, and nothing else', () => {
    const names = script("import * as api from 'assess'; console.log(JSON.stringify(Object.keys(api).sort()));");
    const sources = readFileSync(join(ROOT, 'src/index.ts'), 'utf8');
    const values = [...sources.matchAll(/^export \{([^}]*)\}/gm)]
      .flatMap((match) => (match[1] ?? '').split(','))
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '));
    expect(JSON.parse(names)).toEqual(values.sort());
  });

  test('computes what the program prints', () => {
    const printed = execFileSync(
      join(installed.folder, 'node_modules/.bin/assess'),
      ['report', '-', '--format', 'json'],
      { cwd: installed.folder, env: ENV, encoding: 'utf8', input: sheet },
    );
    const computed = script(`
      import { readFileSync } from 'node:fs';
      import { buildAssessmentResult, readSheet, scoreSheet } from 'assess';
      const text = readFileSync(0, 'utf8');
      const parsed = readSheet(text);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
      const { sheet, catalogue } = parsed.value;
      const result = buildAssessmentResult({ catalogue, sheet, scored: scoreSheet(catalogue, sheet), file: '<stdin>',
        digest: ${JSON.stringify(digestIn(printed))}, date: null, diagnostics: [], lang: 'zh' });
      console.log(JSON.stringify(result, null, 2));`);
    expect(computed).toBe(printed);
  });

  test('renders what the program prints', () => {
    const printed = execFileSync(
      join(installed.folder, 'node_modules/.bin/assess'),
      ['report', '-', '--format', 'markdown'],
      { cwd: installed.folder, env: ENV, encoding: 'utf8', input: sheet },
    );
    const rendered = script(`
      import { execFileSync } from 'node:child_process';
      import { readFileSync } from 'node:fs';
      import { buildReport, renderMarkdown } from 'assess';
      const json = execFileSync('node_modules/.bin/assess', ['report', '-', '--format', 'json'], { input: readFileSync(0) });
      process.stdout.write(renderMarkdown(buildReport(JSON.parse(json), 'zh'), false));`);
    expect(rendered).toBe(printed);
  });

  test('tells what is wrong with a sheet, in both languages, and does not throw', () => {
    const told = script(`
      import { readSheet, wordDiagnostic } from 'assess';
      const { ok, diagnostics } = readSheet('format: assess/1\\nmodel: smee\\n');
      const first = diagnostics.find((entry) => entry.code === 'unknown-model');
      console.log(JSON.stringify([ok, wordDiagnostic(first, 'zh').message, wordDiagnostic(first, 'en').message, first.at.line]));`);
    expect(JSON.parse(told)).toEqual([false, '没有“smee”这个模型', 'there is no model “smee”', 2]);
  });

  test('knows the catalogues and their requirements', () => {
    const told = script(`
      import { formatFraction, GUIDE_SCORING, itemsOf, listCatalogues, openCatalogue, requirementsFor, sheetSchema, verdictOf } from 'assess';
      const catalogue = openCatalogue(listCatalogues()[0].id);
      const count = (claim, reading) => itemsOf(catalogue).flatMap((item) => requirementsFor(item, claim, reading)).length;
      console.log(JSON.stringify([count(5, 'cumulative'), count(5, 'own-level'), sheetSchema(catalogue, 2, 'en', []).properties.claim.const,
        verdictOf({ sumTenths: 8, count: 1, scored: 1, weight: 1, scoredWeight: 1 }, GUIDE_SCORING),
        formatFraction({ numerator: 79996n, denominator: 100000n }, 4, GUIDE_SCORING)]));`);
    expect(JSON.parse(told)).toEqual([347, 106, 2, 'reached', '0.7999']);
  });

  test('reads the sheet of a model file with what opens it, and else refuses it', () => {
    const told = script(`
      import { readFileSync } from 'node:fs';
      import { openModelFile, readSheet, scoreSheet } from 'assess';
      const folder = 'node_modules/assess/examples/own-model';
      const text = readFileSync(folder + '/sheet.yaml', 'utf8');
      const parsed = readSheet(text, 'sheet.yaml', null, (path) => openModelFile(folder, path));
      const { verdict, tally } = scoreSheet(parsed.value.catalogue, parsed.value.sheet).result;
      console.log(JSON.stringify([verdict, tally.sumTenths, tally.weight, readSheet(text).diagnostics[0].code]));`);
    expect(JSON.parse(told)).toEqual(['not-reached', 1900, 26, 'unknown-model']);
  });

  test('the schemas are importable by name, the rest of dist is not', () => {
    const told = script(`
      import report from 'assess/schema/report.schema.json' with { type: 'json' };
      import sheet from 'assess/schema/sme-3.en.schema.json' with { type: 'json' };
      import self from 'assess/package.json' with { type: 'json' };
      const refused = await import('assess/dist/index.js').then(() => false, (error) => error.code);
      console.log(JSON.stringify([report.title, sheet.properties.claim.const, self.version, refused]));`);
    const refused = 'ERR_PACKAGE_PATH_NOT_EXPORTED';
    expect(JSON.parse(told)).toEqual(['assess report --format json', 3, manifest.version, refused]);
  });
});

const digestIn = (json: string): string => (JSON.parse(json) as { sheet: { digest: string } }).sheet.digest;

describe('the types', () => {
  const TSCONFIG = {
    compilerOptions: {
      target: 'ES2022',
      lib: ['ES2023'],
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      types: [],
      noEmit: true,
    },
    files: ['consumer.ts'],
  };

  const CONSUMER = `
import {
  buildAssessmentResult, buildReport, formatFraction, GUIDE_SCORING, itemsOf, listCatalogues, openCatalogue,
  openModelFile, readSheet, renderMarkdown,
  requirementsFor, scoreSheet, sheetSchema, verdictOf, wordDiagnostic,
  type AssessmentResult, type Catalogue, type Code, type Diagnostic, type Domain, type Evidence, type Fraction,
  type Improvement, type Item, type ItemLevel, type Lang, type Level, type Parsed, type Place, type Rating, type Reading,
  type ReportDocument, type Requirement, type ModelFile, type Score, type ScoreStep, type Scoring, type ScoredDomain, type ScoredItem, type ScoredLevel,
  type ScoredSheet, type Sheet, type Tailoring, type Tally, type Tenths, type Text, type Verdict,
} from 'assess';

export function assess(text: string, lang: Lang): string {
  const parsed: Parsed<{ readonly sheet: Sheet; readonly catalogue: Catalogue }> = readSheet(text, 'a.yaml');
  if (!parsed.ok) return parsed.diagnostics.map((entry: Diagnostic) => wordDiagnostic(entry, lang).message).join();
  const { sheet, catalogue } = parsed.value;
  const scored: ScoredSheet = scoreSheet(catalogue, sheet);
  const verdict: Verdict = scored.result.verdict;
  const result: AssessmentResult = buildAssessmentResult({
    catalogue, sheet, scored, file: 'a.yaml', digest: 'sha256:', date: null, diagnostics: [], lang,
  });
  const document: ReportDocument = buildReport(result, lang);
  return verdict + renderMarkdown(document, true);
}

const catalogue: Catalogue = openCatalogue(listCatalogues()[0]?.id ?? 'sme');
const items: readonly Item[] = itemsOf(catalogue);
const requirements: readonly Requirement[] = items.flatMap((item) => requirementsFor(item, 3, 'cumulative'));
export const names: readonly Text[] = requirements.map((requirement) => requirement.text);
export const title: unknown = sheetSchema(catalogue, 3, 'zh', [])['title'];
export const fraction: string = formatFraction({ numerator: 1n, denominator: 2n } satisfies Fraction, 4, GUIDE_SCORING);
export const reached: Verdict = verdictOf(
  { sumTenths: 8, count: 1, scored: 1, weight: 1, scoredWeight: 1 } satisfies Tally, GUIDE_SCORING);
export const model: ModelFile = openModelFile('.', 'ours.yaml');
export const scoring: Scoring = catalogue.scoring;
export type Others = [Code, Domain, Evidence, Improvement, ItemLevel, Level, Place, Rating, Reading, Score, ScoredDomain,
  ScoredItem, ScoredLevel, ScoreStep, Tailoring, Tenths];
`;

  const check = (text: string): string => {
    writeFileSync(join(installed.folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
    writeFileSync(join(installed.folder, 'consumer.ts'), text);
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    const { stdout } = spawnSync(tsc, ['-p', '.', '--pretty', 'false'], {
      cwd: installed.folder,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    return stdout;
  };

  test('a strict consumer without any other types compiles', () => {
    expect(check(CONSUMER)).toBe('');
  });

  test.each([
    [
      'a verdict as a number',
      'export const wrong: number = reached;',
      /Type 'Verdict' is not assignable|not assignable to type 'number'/,
    ],
    ['a reading that there is not', "requirementsFor(items[0]!, 1, 'both');", /'"both"' is not assignable/],
    ['a value without its check', "readSheet('').value;", /'value' does not exist/],
    ['a change to what is read only', "catalogue.id = 'x';", /'id' because it is a read-only property/],
  ])('a wrong use does not: %s', (_, line, message) => {
    expect(check(`${CONSUMER}\n${line}\n`)).toMatch(message);
  });
});
