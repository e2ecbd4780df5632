import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { LANGS } from '../../src/i18n/lang.ts';
import { newFolder, sheetText } from './folder.ts';
import { runHere } from './in-process.ts';
import { type Outcome, runAssess } from './program.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const COMMANDS = [
  ['init', 'new.yaml', '--level', '2', '--schema', '--org', '甲'],
  ['set', 'sheet.yaml', 'demand-management.1d', '0.5', '--finding', '两行\n字', '--measure', '补'],
  ['status', 'sheet.yaml'],
  ['status', 'sheet.yaml', '--format', 'json'],
  ...['terminal', 'markdown', 'json'].map((format) => ['report', 'sheet.yaml', '-o', 'out', '--format', format]),
  ...['terminal', 'markdown', 'json'].map((format) => ['report', 'sheet.yaml', '--format', format]),
  ...['text', 'json', 'sarif', 'github', 'junit'].map((format) => ['validate', 'sheet.yaml', '--format', format]),
  ['model', 'show', 'sme', '--format', 'json'],
  ['model', 'list'],
  ['model', 'search', '应急 演练'],
];

const FILES = ['sheet.yaml', 'new.yaml', 'out', 'sme-2.schema.json'];

describe('the same input gives the same bytes', () => {
  const runAt = async (words: readonly string[], folder: string, time: string, env: Record<string, string>) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'E01.csv'), 'a\n');
    writeFileSync(join(folder, 'sheet.yaml'), sheetText('stated'));
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(time) });
    const here = words.map((word) => ([...FILES].includes(word) ? join(folder, word) : word));
    const outcome = await runHere(here, { env });
    vi.useRealTimers();
    const strip = (text: string) => text.replaceAll(folder, 'FOLDER');
    const files = FILES.filter((name) => existsSync(join(folder, name))).map((name) =>
      strip(readFileSync(join(folder, name), 'utf8')),
    );
    return { exit: outcome.exit, stdout: strip(outcome.stdout), stderr: strip(outcome.stderr), files };
  };

  test.each(LANGS.flatMap((lang) => COMMANDS.map((words) => [['--lang', lang, ...words]])))(
    'at another time, in another place, by another user: assess %j',
    async (words) => {
      vi.spyOn(Math, 'random').mockReturnValueOnce(0.1).mockReturnValue(0.9);
      const root = newFolder();
      const first = await runAt(words, join(root, 'aaaa'), '2020-01-01T00:00:00Z', {
        TZ: 'UTC',
        USER: 'a',
        HOME: '/a',
      });
      const again = await runAt(words, join(root, 'bbbb'), '2031-12-31T23:59:59Z', {
        TZ: 'Asia/Shanghai',
        USER: 'b',
        HOME: '/b',
        LC_ALL: 'zh_TW.UTF-8',
      });
      expect(first.exit).toBe(0);
      expect(again).toEqual(first);
    },
  );
});

describe('the exit code of --check agrees with what is printed', () => {
  const WORDS = {
    zh: { 达到一星: 0, 未达到一星: 3, 尚不能判定是否达到一星: 4 },
    en: { 'One star reached': 0, 'One star not reached': 3, 'One star: not yet determined': 4 },
  } as const;
  const VERDICTS: Readonly<Record<string, number>> = { reached: 0, 'not-reached': 3, undetermined: 4 };

  /** The code that the report's own words stand for. */
  function codeIn(stdout: string, format: string, lang: 'zh' | 'en'): number | undefined {
    if (format === 'json') return VERDICTS[(JSON.parse(stdout) as { verdict: string }).verdict];
    const line = stdout
      .split('\n')
      .find((text) => (lang === 'zh' ? /^(?:> )?\S+ 判定 / : /^(?:> )?\S+ Verdict /).test(text));
    const found = Object.entries(WORDS[lang]).filter(([words]) =>
      line?.replaceAll('*', '').trimEnd().endsWith(` ${words}`),
    );
    return found[0]?.[1];
  }

  test('whatever the scores, in every format and language; without --check it is 0', async () => {
    const path = join(newFolder(), 'sheet.yaml');
    const scores = fc.array(fc.constantFrom(' 1', ' 0.8', ' 0.8', ' 0.8', ' 0.5', ' 0', ''), {
      minLength: 22,
      maxLength: 22,
    });
    const seen = new Set<number | null>();
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          scores,
          fc.constantFrom(' 1', ' 0.8', ' 0.5', '').map((score) => Array<string>(22).fill(score)),
        ),
        fc.constantFrom('terminal', 'markdown', 'json'),
        fc.constantFrom(...LANGS),
        async (list, format, lang) => {
          const next = list.values();
          writeFileSync(
            path,
            sheetText('empty').replace(/score: /g, () => `score:${next.next().value} `),
          );
          const words = ['--lang', lang, 'report', path, '--format', format];
          const { exit, stdout } = await runHere([...words, '--check']);
          expect(exit).toBe(codeIn(stdout, format, lang));
          expect(await runHere(words)).toEqual({ exit: 0, stdout, stderr: '' });
          seen.add(exit);
        },
      ),
      {
        numRuns: 40,
        examples: [
          [Array<string>(22).fill(''), 'terminal', 'zh'],
          [Array<string>(22).fill(' 0'), 'markdown', 'en'],
        ],
      },
    );
    expect([...seen].sort()).toEqual([0, 3, 4]);
  });
});

describe('the built program gives the bytes that its sources give', () => {
  test.concurrent.each(LANGS)('report in every format (%s)', async (lang) => {
    const folder = newFolder();
    writeFileSync(join(folder, 'E01.csv'), 'a\n');
    writeFileSync(join(folder, 'sheet.yaml'), sheetText('stated'));
    const run = async (format: string): Promise<[built: Outcome, source: Outcome]> => {
      const words = ['--lang', lang, 'report', join(folder, 'sheet.yaml'), '--format', format];
      return Promise.all([runAssess(words, { cwd: folder }), runHere(words)]);
    };
    for (const format of ['terminal', 'markdown', 'json']) {
      const [built, source] = await run(format);
      expect(built).toEqual(source);
    }
  });
});
