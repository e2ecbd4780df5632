import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { itemsOf } from '../../src/catalogue/catalogue.ts';
import { openCatalogue } from '../../src/commands/open-catalogue.ts';
import { LANGS } from '../../src/i18n/lang.ts';
import { widthOf } from '../../src/text/width.ts';
import { newFolder, type SheetName, sheetText } from './folder.ts';
import { type InProcessOptions, runHere } from './in-process.ts';

function layOut(text: string): string {
  const folder = newFolder();
  writeFileSync(join(folder, 'E01.csv'), 'a\n');
  writeFileSync(join(folder, 'sheet.yaml'), text);
  return join(folder, 'sheet.yaml');
}

const isColoured = (text: string): boolean => text.includes('\u001b[');

type Row = readonly [flag: string, force: string | null, no: string | null, terminal: boolean, coloured: boolean];

describe('colour: --color/--no-color > FORCE_COLOR > NO_COLOR > is it a terminal', () => {
  const rows: readonly Row[] = [
    ['', null, null, false, false],
    ['', null, null, true, true],
    ['', null, '1', true, false],
    ['', null, '', true, true],
    ['', null, '1', false, false],
    ['', '1', null, false, true],
    ['', '3', null, false, true],
    ['', 'true', null, false, true],
    ['', '0', null, true, false],
    ['', 'false', null, true, false],
    ['', '1', '1', false, true],
    ['', '0', '1', true, false],
    ['--color', null, null, false, true],
    ['--color', '0', '1', false, true],
    ['--no-color', null, null, true, false],
    ['--no-color', '1', null, true, false],
    ['--no-color', '3', '', true, false],
  ];
  const options = ([, force, no, terminal]: Row): InProcessOptions => ({
    env: { TERM: 'xterm', ...(force === null ? {} : { FORCE_COLOR: force }), ...(no === null ? {} : { NO_COLOR: no }) },
    ...(terminal ? { stdout: 80, stderr: 80 } : {}),
  });
  const commands = [
    ['report', 'sheet', '--format', 'terminal', '--summary'],
    ['status', 'sheet'],
    ['validate', 'sheet'],
    ['model', 'list'],
    ['model', 'show', 'sme', 'service-quality'],
    ['model', 'search', '服务质量'],
  ];

  test.each(rows)('flag “%s”, FORCE_COLOR=%s, NO_COLOR=%s, terminal %s: %s', async (...row) => {
    const sheet = layOut(sheetText('stated'));
    for (const command of commands) {
      const words = [...command.map((word) => (word === 'sheet' ? sheet : word)), row[0]].filter(Boolean);
      const { stdout } = await runHere(words, options(row));
      expect([words[0], isColoured(stdout)]).toEqual([words[0], row[4]]);
    }
  });

  test.each(rows)('of the errors on standard error too: “%s” %s %s %s: %s', async (...row) => {
    const sheet = layOut('format: [\n');
    const { stdout, stderr } = await runHere(['status', sheet, row[0]].filter(Boolean), options(row));
    expect([stdout, isColoured(stderr)]).toEqual(['', row[4]]);
  });

  test('each stream is a terminal for itself', async () => {
    const sheet = layOut('format: [\n');
    expect(isColoured((await runHere(['status', sheet], { stdout: 80 })).stderr)).toBe(false);
    expect(isColoured((await runHere(['status', sheet], { stderr: 80 })).stderr)).toBe(true);
  });

  test('a dumb terminal has no colours', async () => {
    expect(isColoured((await runHere(['model', 'list'], { stdout: 80, env: { TERM: 'dumb' } })).stdout)).toBe(false);
  });

  test.each(['markdown', 'json'])('%s never has colours', async (format) => {
    const sheet = layOut(sheetText('stated'));
    const { stdout } = await runHere(['report', sheet, '--format', format, '--color'], { stdout: 80 });
    expect(isColoured(stdout)).toBe(false);
  });

  test('colours add nothing but colours', async () => {
    const sheet = layOut(sheetText('stated'));
    for (const words of [
      ['report', sheet, '--format', 'terminal'],
      ['status', sheet],
      ['validate', sheet],
    ]) {
      const plain = await runHere([...words, '--no-color']);
      const coloured = await runHere([...words, '--color']);
      expect(coloured.stdout.replace(/\u001b\[\d+m/g, '')).toBe(plain.stdout);
    }
  });
});

describe('the format of a report: a terminal gets terminal, everything else markdown', () => {
  test('by the stream', async () => {
    const sheet = layOut(sheetText('reached'));
    expect((await runHere(['report', sheet], { stdout: 80 })).stdout).toContain('═════');
    expect((await runHere(['report', sheet], { stderr: 80 })).stdout).toMatch(/^# /);
  });
});

const HELPS = [
  '',
  'init',
  'validate',
  'set',
  'status',
  'report',
  'model',
  'model list',
  'model show',
  'model search',
  'model check',
];

const widest = (text: string): { width: number; line: string } =>
  text
    .split('\n')
    .map((line) => ({ width: widthOf(line), line }))
    .reduce((a, b) => (b.width > a.width ? b : a));

describe('no line is wider than the terminal', () => {
  const long = sheetText('stated')
    .replace('name: 丙咨询有限公司', `name: ${'很长的名字'.repeat(30)}`)
    .replace('登记表连续六个月', 'x'.repeat(300))
    .replace('title: 总经理访谈', `title: ${'a-very-long-word'.repeat(20)}`)
    .replace('公司服务管理手册 V3', `https://example.org/${'path/'.repeat(60)}`);
  const sheets: Readonly<Record<string, string>> = {
    stated: sheetText('stated'),
    empty: sheetText('empty'),
    settled: sheetText('empty').replaceAll('score: }', 'score: 0 }').replace('1d: { score: 0 }', '1d: { score: }'),
    long,
  };
  const cases = Object.keys(sheets).flatMap((sheet) =>
    LANGS.flatMap((lang) => [40, 60, 80, 120].map((columns) => ({ sheet, lang, columns }))),
  );

  test.each(cases)('report and status of the sheet “$sheet” ($lang) in $columns columns', async (row) => {
    const path = layOut(sheets[row.sheet] ?? '');
    for (const words of [
      ['report', path],
      ['status', path],
    ]) {
      const { exit, stdout } = await runHere(['--no-color', '--lang', row.lang, ...words], { stdout: row.columns });
      expect(exit).toBe(0);
      expect(widest(stdout).width, widest(stdout).line).toBeLessThanOrEqual(row.columns);
    }
  });

  test.each(LANGS)('what validate shows below a finding, in 40 columns (%s)', async (lang) => {
    const text = sheetText('stated')
      .replace(/score: 1\b/g, 'score: 1.0.0')
      .replace('claim: 1', 'claim: 1\noverlay: ./no.yaml');
    const { exit, stdout } = await runHere(['--no-color', '--lang', lang, 'validate', layOut(text)], { stdout: 40 });
    expect(exit).toBe(1);
    // The line with the place stays whole: editors read it.
    const below = stdout.split('\n').filter((line) => line.startsWith(' '));
    expect(below.length).toBeGreaterThan(10);
    expect(widest(below.join('\n')).width).toBeLessThanOrEqual(40);
  });

  test('in 40 columns nothing of a table is lost: each row is a list of its cells', async () => {
    const path = layOut(sheetText('stated'));
    const words = (text: string): string => text.replace(/[\s│┌┐└┘├┤┬┴┼─]/g, '');
    const [narrow, wide] = await Promise.all(
      [40, 120].map(async (columns) => (await runHere(['--no-color', 'report', path], { stdout: columns })).stdout),
    );
    const cells = (wide ?? '').split('\n').flatMap((line) => (line.startsWith('│') ? line.split('│').map(words) : []));
    expect(cells.length).toBeGreaterThan(30);
    // The first cell is the head of its list, and needs no title.
    const lost = cells.filter((cell) => cell !== '编号' && !words(narrow ?? '').includes(cell));
    expect(lost).toEqual([]);
  });

  test.each(LANGS.flatMap((lang) => [60, 80].map((columns) => ({ lang, columns }))))(
    'help ($lang) in $columns columns',
    async ({ lang, columns }) => {
      for (const command of HELPS) {
        const words = ['--lang', lang, ...command.split(' ').filter(Boolean), '--help'];
        const { stdout } = await runHere(['--no-color', ...words], { stdout: columns });
        expect(widest(stdout).width, widest(stdout).line).toBeLessThanOrEqual(columns);
      }
    },
  );

  test.each(LANGS.flatMap((lang) => [60, 80, 120].map((columns) => ({ lang, columns }))))(
    'model list, show and search ($lang) in $columns columns',
    async ({ lang, columns }) => {
      for (const words of [
        ['list'],
        ['show', 'sme'],
        ['show', 'sme', 'operation'],
        ['show', 'sme', 'service-quality'],
        ['show', 'sme', '5'],
        ['show', 'itss'],
        ['show', 'itss', '2'],
        ['show', 'itss', 'process'],
        ['show', 'itss', 'process.3'],
        ['show', 'itss', 'availability-and-continuity-management.3'],
        ['search', '服务', '--limit', '0'],
        ['search', 'service', '--limit', '0'],
      ]) {
        const { stdout } = await runHere(['--no-color', '--lang', lang, 'model', ...words], { stdout: columns });
        expect(widest(stdout).width, widest(stdout).line).toBeLessThanOrEqual(columns);
        expect(stdout.split('\n').filter((line) => /^[\s│]*[，。、；：？！）》”]/u.test(line))).toEqual([]);
      }
    },
  );
});

describe('what is meant to be copied stays whole', () => {
  test.each(LANGS)('every item id in model show, in 80 columns (%s)', async (lang) => {
    const { stdout } = await runHere(['--no-color', '--lang', lang, 'model', 'show', 'sme'], { stdout: 80 });
    const broken = itemsOf(openCatalogue('sme')).filter((item) => !stdout.includes(item.id));
    expect(broken.map((item) => item.id)).toEqual([]);
  });

  test.each(LANGS)('the digest of a model in model show, in 80 columns (%s)', async (lang) => {
    const { stdout } = await runHere(['--no-color', '--lang', lang, 'model', 'show', 'sme'], { stdout: 80 });
    expect(stdout).toContain(openCatalogue('sme').digest);
  });

  test.each(LANGS.flatMap((lang) => (['empty', 'stated', 'reached'] as const).map((sheet) => [lang, sheet] as const)))(
    'no quotes are torn apart in the next command (%s, %s)',
    async (lang, sheet: SheetName) => {
      const { stdout } = await runHere(['--no-color', '--lang', lang, 'status', layOut(sheetText(sheet))], {
        stdout: 80,
      });
      for (const line of stdout.split('\n')) expect((line.match(/"/g) ?? []).length % 2, line).toBe(0);
    },
  );
});

describe('columns stand under each other', () => {
  test.each(LANGS)('the values of a list of facts begin in one column (%s)', async (lang) => {
    const { stdout } = await runHere(['--no-color', '--lang', lang, 'report', layOut(sheetText('stated'))], {
      stdout: 80,
    });
    const blocks = stdout.split(/\n\n|─\n/).filter((block) => /丁评估中心|组长|王敏/.test(block) && / {2}/.test(block));
    const people = blocks.find((block) => block.includes('李伟')) ?? '';
    const starts = people
      .split('\n')
      .filter((line) => / {2}\S/.test(line))
      .map((line) => widthOf(/^.*? {2,}/.exec(line)?.[0] ?? ''));
    expect(starts.length).toBe(3);
    expect(new Set(starts).size, people).toBe(1);
  });

  test.each(LANGS)('the descriptions in a help begin in one column, wrapped lines too (%s)', async (lang) => {
    for (const command of HELPS) {
      const words = ['--lang', lang, ...command.split(' ').filter(Boolean), '--help'];
      const { stdout } = await runHere(['--no-color', ...words], { stdout: 80 });
      const sections = stdout.split('\n\n').filter((section) => /\n {2}\S.* {2,}\S/.test(section));
      expect(sections.length).toBeGreaterThan(0);
      for (const section of sections) {
        const lines = section
          .split('\n')
          .slice(1)
          .filter((line) => line !== '' && !line.startsWith('  assess '));
        const columns = lines.map((line) => widthOf(/^ {2}(?:\S+ )*\S* {2,}|^ +/.exec(line)?.[0] ?? ''));
        expect(new Set(columns).size, section).toBeLessThanOrEqual(1);
      }
    }
  });

  test.each(LANGS)('every table is a rectangle (%s)', async (lang) => {
    for (const columns of [60, 80]) {
      const { stdout } = await runHere(['--no-color', '--lang', lang, 'report', layOut(sheetText('stated'))], {
        stdout: columns,
      });
      const tables = stdout.split('\n\n').filter((block) => block.startsWith('┌'));
      expect(tables.length).toBe(3);
      for (const table of tables) expect(new Set(table.trimEnd().split('\n').map(widthOf)).size, table).toBe(1);
    }
  });
});
