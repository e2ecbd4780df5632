import { beforeAll, describe, expect, test } from 'vitest';
import { zh } from '../../src/diagnostics/wording-zh.ts';
import { safeLine } from '../../src/text/safe-text.ts';
import {
  expectOutput,
  type Folder,
  folderPath,
  modelsIn,
  needsComplete,
  outputsOf,
  sheetsIn,
  splitByFile,
} from './fixtures.ts';
import { type Run, runAssess } from './run-assess.ts';

const CHECKED: readonly Folder[] = ['warn', 'err'];

/** Checks all sheets of a folder in one run, but for those that are checked with `--complete`. */
async function validateAll(folder: Folder, args: readonly string[]): Promise<Run> {
  const files = sheetsIn(folder).filter((file) => !needsComplete(file));
  return runAssess(['validate', ...args, ...files], { cwd: folderPath(folder) });
}

async function validateComplete(folder: Folder, args: readonly string[]): Promise<Run> {
  const files = sheetsIn(folder).filter(needsComplete);
  return runAssess(['validate', '--complete', ...args, ...files], { cwd: folderPath(folder) });
}

const checkModel = (folder: Folder, file: string, args: readonly string[]): Promise<Run> =>
  runAssess(['model', 'check', file, ...args], { cwd: folderPath(folder) });

/** The text output of every sheet of a folder, by file. */
async function textByFile(folder: Folder): Promise<Map<string, string>> {
  const files = sheetsIn(folder);
  const [plain, complete] = await Promise.all([
    validateAll(folder, ['--lang', 'zh']),
    files.some(needsComplete) ? validateComplete(folder, ['--lang', 'zh']) : null,
  ]);
  return new Map([
    ...splitByFile(
      plain.stdout,
      files.filter((file) => !needsComplete(file)),
    ),
    ...splitByFile(complete?.stdout ?? '', files.filter(needsComplete)),
  ]);
}

interface Found {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly hint: string | null;
  readonly line: number;
  readonly column: number;
}

interface FoundIn {
  readonly file: string;
  readonly valid: boolean;
  readonly diagnostics: readonly Found[];
}

const foundIn = (run: Run): readonly FoundIn[] => (JSON.parse(run.stdout) as { files: FoundIn[] }).files;

/** What all fixtures are told as, models among them, in one language. */
async function tellAll(lang: 'zh' | 'en'): Promise<FoundIn[]> {
  const args = ['--lang', lang, '--format', 'json'];
  const sheets = CHECKED.map((folder) => validateAll(folder, args));
  const models = CHECKED.flatMap((folder) => modelsIn(folder).map((file) => checkModel(folder, file, args)));
  const runs = await Promise.all([...sheets, validateComplete('err', args), ...models]);
  return runs.flatMap(foundIn);
}

describe('a sheet of ok/ is accepted without a word', () => {
  let told: readonly FoundIn[] = [];
  beforeAll(async () => {
    told = foundIn(await validateAll('ok', ['--format', 'json']));
  });
  test.each(sheetsIn('ok'))('%s', (file) => {
    expect(told.find((entry) => entry.file === file)).toMatchObject({ valid: true, diagnostics: [] });
  });
  test.each(modelsIn('ok'))('%s', async (file) => {
    const { code, stdout, stderr } = await checkModel('ok', file, ['--lang', 'zh']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain(`${file}：没有错误`);
  });
});

describe.each(CHECKED)('a sheet of %s/ is told as its .out says', (folder) => {
  let blocks = new Map<string, string>();
  beforeAll(async () => {
    blocks = await textByFile(folder);
  });
  test.each(sheetsIn(folder))('%s', (file) => {
    const block = blocks.get(file) ?? '';
    expectOutput(folder, file, block);
    const errors = Number(/(\d+) 个错误/.exec(block.trimEnd().split('\n').at(-1) ?? '')?.[1]);
    if (folder === 'err') expect(errors).toBeGreaterThan(0);
    else expect(errors).toBe(0);
  });
});

describe.each(CHECKED)('a model of %s/ is told as its .out says', (folder) => {
  test.each(modelsIn(folder))('%s', async (file) => {
    const { code, stdout } = await checkModel(folder, file, ['--lang', 'zh']);
    expectOutput(folder, file, stdout);
    expect(code).toBe(folder === 'err' ? 1 : 0);
  });
});

test('every diagnostic code occurs in an expected output', () => {
  const told = (['warn', 'err', 'made'] as const).map(outputsOf).join('');
  const seen = new Set([...told.matchAll(/^\S.* \[([a-z0-9-]+)\]$/gm)].map((match) => match[1]));
  expect(Object.keys(zh).filter((code) => !seen.has(code))).toEqual([]);
});

describe('the words', () => {
  let chinese: readonly FoundIn[] = [];
  let english: readonly FoundIn[] = [];
  beforeAll(async () => {
    [chinese, english] = await Promise.all([tellAll('zh'), tellAll('en')]);
  });
  const places = (files: readonly FoundIn[]) =>
    files.map(({ file, diagnostics }) => [
      file,
      diagnostics.map(({ code, severity, line, column, hint }) => [code, severity, line, column, hint !== null]),
    ]);
  const each = (files: readonly FoundIn[]) => files.flatMap((entry) => entry.diagnostics);
  /** What the program says itself, without what it quotes or puts in brackets. */
  const own = (text: string) => text.replace(/“[^”]*”+|\([^)]*\)/g, '“”');

  test('both languages tell the same findings at the same places', () => {
    expect(places(english)).toEqual(places(chinese));
  });

  test('Chinese messages are Chinese, English ones are English', () => {
    const zhWords = each(chinese).flatMap(({ message, hint }) => [message, hint ?? '查']);
    expect(zhWords.filter((text) => !/\p{Script=Han}/u.test(own(text)))).toEqual([]);
    const enWords = each(english).flatMap(({ message, hint }) => [message, hint ?? 'see']);
    expect(enWords.filter((text) => /[\p{Script=Han}，。：；（）]/u.test(own(text)) || !/[a-z]/.test(text))).toEqual(
      [],
    );
  });

  test('no message shows how it was put together', () => {
    const words = [...each(chinese), ...each(english)].flatMap(({ message, hint }) => [message, hint ?? '']);
    expect(words.filter((text) => /undefined|null|NaN|\[object|\$\{|“”/.test(text))).toEqual([]);
  });

  test('the English words are those of english.out, an example of each', () => {
    const examples = new Map<string, string>();
    for (const { code, message, hint } of each(english)) {
      const line = safeLine(`${code}: ${message}${hint === null ? '' : ` | ${hint}`}`);
      const pattern = line.replace(/“[^”]*”+|\([^)]*\)/g, '“”').replace(/\d+/g, '#');
      if (!examples.has(pattern)) examples.set(pattern, `${line}\n`);
    }
    expectOutput('made', 'english', [...examples.values()].sort().join(''));
  });
});
