import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePipe } from './make-pipe.ts';
import { runAssess } from './run-assess.ts';
import { BASE, baseWith } from './sheets.ts';

const WARNED = baseWith(['      score: 0.8\n', '      score: 0.5\n']);
const WRONG = baseWith(['      score: 0.8\n', '      score: 0.7\n']);
const OPEN = baseWith(['      score: 0.8\n', '      score:\n']);
const GBK = Buffer.concat([Buffer.from('# '), Buffer.from([0xbc, 0xd7, 0xb9, 0xab, 0xcb, 0xbe])]);

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'assess-exit-'));
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'good.yaml': BASE,
    'warned.yaml': WARNED,
    'wrong.yaml': WRONG,
    'open.yaml': OPEN,
    'gbk.yaml': GBK,
    'english.yaml': WRONG.replace('lang: zh', 'lang: en'),
    '[2026] 甲公司(一).yaml': BASE,
    'sub/甲.yaml': BASE,
    'sub/deep/乙.yaml': WRONG,
    'sub/node_modules/丙.yaml': WRONG,
    '-.yaml': BASE,
  };
  mkdirSync(join(root, 'sub/deep'), { recursive: true });
  mkdirSync(join(root, 'sub/node_modules'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(root, name), content);
  makePipe(join(root, 'pipe.yaml'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The files that are told about in the text output, in order. */
const toldIn = (stdout: string): string[] =>
  [...stdout.matchAll(/^(\S.*?)(?:：| ?: )\d+ (?:个错误|errors?)/gm)].map((match) => match[1] ?? '');

interface Case {
  readonly args: readonly string[];
  readonly code: number;
  readonly told?: readonly string[];
  /** What stderr says; nothing unless given. */
  readonly says?: RegExp;
  readonly input?: string | Uint8Array;
}

const CASES: Readonly<Record<string, Case>> = {
  'a sound sheet: 0': { args: ['good.yaml'], code: 0, told: ['good.yaml'] },
  'warnings alone: 0': { args: ['warned.yaml'], code: 0, told: ['warned.yaml'] },
  'warnings with --strict: 1': { args: ['warned.yaml', '--strict'], code: 1, told: ['warned.yaml'] },
  'a sound sheet with --strict and --complete: 0': {
    args: ['good.yaml', '--strict', '--complete'],
    code: 0,
    told: ['good.yaml'],
  },
  'an error: 1': { args: ['wrong.yaml'], code: 1, told: ['wrong.yaml'] },
  'an empty score: 0': { args: ['open.yaml'], code: 0, told: ['open.yaml'] },
  'an empty score with --complete: 1': { args: ['open.yaml', '--complete'], code: 1, told: ['open.yaml'] },
  'another encoding: 1': { args: ['gbk.yaml'], code: 1, told: ['gbk.yaml'] },
  'one wrong sheet among sound ones: 1, all told in order': {
    args: ['good.yaml', 'gbk.yaml', 'wrong.yaml', 'warned.yaml'],
    code: 1,
    told: ['good.yaml', 'gbk.yaml', 'wrong.yaml', 'warned.yaml'],
  },
  'a file that does not exist: 2': { args: ['none.yaml'], code: 2, says: /^assess: 找不到文件“none\.yaml”\n$/ },
  'a file that does not exist beside others: 2, the others told': {
    args: ['none.yaml', 'good.yaml', 'wrong.yaml'],
    code: 2,
    told: ['good.yaml', 'wrong.yaml'],
    says: /^assess: 找不到文件“none\.yaml”\n$/,
  },
  'a folder beside a sheet: 2, the sheet told': {
    args: ['sub', 'good.yaml'],
    code: 2,
    told: ['good.yaml'],
    says: /“sub”是文件夹/,
  },
  'a pipe as a sheet: 2, without waiting for a writer': {
    args: ['pipe.yaml', 'good.yaml'],
    code: 2,
    told: ['good.yaml'],
    says: /“pipe\.yaml”不是普通文件/,
  },
  'an endless device as a sheet: 2': { args: ['/dev/zero'], code: 2, says: /不是普通文件/ },
  'a pattern: its files, sorted': {
    args: ['sub/**/*.yaml'],
    code: 1,
    told: ['sub/deep/乙.yaml', 'sub/甲.yaml'],
  },
  'a pattern and a file of it: each file once': {
    args: ['w*.yaml', 'warned.yaml'],
    code: 1,
    told: ['warned.yaml', 'wrong.yaml'],
  },
  'a pattern with alternatives': {
    args: ['{good,wrong}.yaml'],
    code: 1,
    told: ['good.yaml', 'wrong.yaml'],
  },
  'a pattern that matches nothing: 2': { args: ['none-*.yaml'], code: 2, says: /没有文件符合“none-\*\.yaml”/ },
  'a pattern that matches nothing beside others: 2, the others told': {
    args: ['good.yaml', 'none-*.yaml', 'wrong.yaml'],
    code: 2,
    told: ['good.yaml', 'wrong.yaml'],
    says: /没有文件符合“none-\*\.yaml”/,
  },
  'a name that looks like a pattern: the file itself': {
    args: ['[2026] 甲公司(一).yaml'],
    code: 0,
    told: ['[2026] 甲公司(一).yaml'],
  },
  'standard input: -': { args: ['-'], code: 0, told: ['<stdin>'], input: BASE },
  'standard input with an error: 1': { args: ['-'], code: 1, told: ['<stdin>'], input: WRONG },
  'standard input with BOM and CRLF': {
    args: ['-'],
    code: 0,
    told: ['<stdin>'],
    input: `\ufeff${BASE.replace(/\n/g, '\r\n')}`,
  },
  'standard input beside a file': { args: ['wrong.yaml', '-'], code: 1, told: ['wrong.yaml', '<stdin>'], input: BASE },
  'standard input without anything in it: 1': { args: ['-'], code: 1, told: ['<stdin>'], input: '' },
  'a name that begins with a hyphen: behind --': { args: ['--', '-.yaml'], code: 0, told: ['-.yaml'] },
  'no file at all: 2': { args: [], code: 2, says: /缺少参数/ },
  'an unknown format: 2': {
    args: ['good.yaml', '--format', 'xml'],
    code: 2,
    says: /--format.*text、json、sarif、github、junit/s,
  },
  'an unknown option: 2, with the one that is meant': {
    args: ['good.yaml', '--strikt'],
    code: 2,
    says: /--strikt[\s\S]*--strict/,
  },
  'an unknown language: 2': { args: ['good.yaml', '--lang', 'fr'], code: 2, says: /zh、en/ },
};

describe('assess validate', () => {
  test.each(Object.entries(CASES))('%s', async (_, { args, code, told = [], says, input }) => {
    const run = await runAssess(['validate', ...args], { cwd: root, ...(input === undefined ? {} : { input }) });
    expect({ code: run.code, told: toldIn(run.stdout) }).toEqual({ code, told });
    if (says) expect(run.stderr).toMatch(says);
    else expect(run.stderr).toBe('');
  });
});

describe('the exit code agrees with what is printed, in every format', () => {
  const FORMATS = ['text', 'json', 'sarif', 'github', 'junit'];
  const ERROR = /"valid": false|"level": "error"|^::error |<failure | 错误 /m;
  const RUNS: readonly (readonly [code: number, args: readonly string[]])[] = [
    [0, ['good.yaml']],
    [0, ['warned.yaml']],
    [1, ['warned.yaml', '--strict']],
    [0, ['open.yaml']],
    [1, ['open.yaml', '--complete']],
    [1, ['gbk.yaml']],
  ];

  test.each(FORMATS)('%s', async (format) => {
    const runs = RUNS.map(([, args]) =>
      runAssess(['validate', ...args, '--format', format, '--lang', 'zh'], { cwd: root }),
    );
    const told = (await Promise.all(runs)).map(({ code, stdout }) => [code, ERROR.test(stdout)]);
    expect(told).toEqual(RUNS.map(([code]) => [code, code === 1]));
  });
});

const LANGUAGES: readonly (readonly [
  why: string,
  args: readonly string[],
  env: Record<string, string>,
  word: string,
])[] = [
  ['the language of the sheet', ['english.yaml'], {}, ' error '],
  ['the language of the sheet before the locale', ['wrong.yaml'], { LANG: 'en_US.UTF-8' }, ' 错误 '],
  ['--lang before the language of the sheet', ['wrong.yaml', '--lang', 'en'], {}, ' error '],
  ['the locale for a sheet that says nothing', ['gbk.yaml'], { LANG: 'en_US.UTF-8' }, ' error '],
  ['Chinese where nothing says anything', ['gbk.yaml'], { LANG: 'C' }, ' 错误 '],
];

test.each(LANGUAGES)('%s', async (_, args, env, word) => {
  const { stdout } = await runAssess(['validate', ...args], { cwd: root, env });
  expect(stdout).toContain(word);
});

const BROKEN: readonly (readonly [what: string, from: string, to: string])[] = [
  ['the model is unknown', 'model: sme', 'model: smee'],
  ['the edition is unknown', 'draft-2023', '2022'],
  ['the claim is beyond the model', 'claim: 1', 'claim: 9'],
  ['its YAML is broken further down', '[E01]', '[E01'],
];

test.each(BROKEN)('a sheet with “lang: en” is told in English even if %s', async (_, from, to) => {
  const { stdout } = await runAssess(['validate', '-'], { input: baseWith(['lang: zh', 'lang: en'], [from, to]) });
  expect(stdout).toContain('<stdin>: 1 error, 0 warnings');
});
