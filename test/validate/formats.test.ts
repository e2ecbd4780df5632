import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderPath, outputsOf, sheetsIn } from './fixtures.ts';
import { runAssess } from './run-assess.ts';
import { BASE, baseWith, lines } from './sheets.ts';

/** A file name and a key in which every format has something to escape. */
const HOSTILE = 'a,b:%<&>\'"\n\u001b[31m.yaml';
const HOSTILE_KEY = '"<b>&\'%,:\\u001b[31m\\n::error::x]]>": 1\n';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'assess-formats-'));
  writeFileSync(join(root, 'good.yaml'), BASE);
  writeFileSync(
    join(root, 'bad.yaml'),
    baseWith(['      score: 0.8\n', '      score: 1\n'], ['1c: { score: 0.8 }', '1c: { score: 80% }']),
  );
  writeFileSync(join(root, 'crowded.yaml'), baseWith(['lang: zh\n', `lang: zh\n${lines(60, (index) => `k${index}: 1`)}`]));
  writeFileSync(join(root, HOSTILE), HOSTILE_KEY);
  writeFileSync(join(root, '甲 公司#1?.yaml'), '甲\n');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const tell = async (format: string, files: readonly string[], args: readonly string[] = []): Promise<string> =>
  (await runAssess(['validate', '--format', format, '--lang', 'zh', ...args, ...files], { cwd: root })).stdout;

const NAMES = ['good.yaml', 'bad.yaml', HOSTILE, '甲 公司#1?.yaml'];
/** Control characters but line ends; nothing of them may reach a terminal or a log. */
const CONTROL = /[\0-\x09\x0b-\x1f\x7f-\x9f]/;

/** All fixtures that are checked without further options, in one format. */
const tellFixtures = async (format: string): Promise<string> => {
  const files = ['warn', 'err'].flatMap((folder) =>
    sheetsIn(folder as 'warn' | 'err').map((file) => join(folderPath(folder as 'warn' | 'err'), file)),
  );
  return tell(format, files);
};

const SCHEMA = new URL('../../dist/schema/validate.schema.json', import.meta.url);

describe('--format json', () => {
  test('gives each file with its counts, its progress and its diagnostics', async () => {
    expect(JSON.parse(await tell('json', ['good.yaml', 'bad.yaml']))).toEqual({
      schemaVersion: 1,
      valid: false,
      files: [
        {
          file: 'good.yaml',
          valid: true,
          errors: 0,
          warnings: 0,
          progress: { scored: 22, open: 0 },
          diagnostics: [],
          omitted: 0,
        },
        {
          file: 'bad.yaml',
          valid: false,
          errors: 1,
          warnings: 1,
          progress: { scored: 21, open: 1 },
          diagnostics: [
            {
              code: 'invalid-score',
              severity: 'error',
              message: '“80%”不是得分',
              hint: '不要写百分数，写成 0.8',
              line: 15,
              column: 18,
              endLine: 15,
              endColumn: 21,
            },
            {
              code: 'full-score-unsupported',
              severity: 'warning',
              message: '“demand-management.1d”判为全部满足，却没有证据，也没有评估发现',
              hint: '引用证据，或写明发现',
              line: 17,
              column: 14,
              endLine: 17,
              endColumn: 15,
            },
          ],
          omitted: 0,
        },
      ],
    });
  });

  test('keeps to its published schema, whatever the sheets', async () => {
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(SCHEMA, 'utf8')) as object);
    for (const output of [
      await tellFixtures('json'),
      await tell('json', NAMES),
      await tell('json', NAMES, ['--strict']),
    ]) {
      validate(JSON.parse(output));
      expect(validate.errors).toBeNull();
    }
  });

  test('keeps to the order in which the files are given', async () => {
    const told = JSON.parse(await tell('json', ['bad.yaml', 'good.yaml'])) as { files: { file: string }[] };
    expect(told.files.map(({ file }) => file)).toEqual(['bad.yaml', 'good.yaml']);
  });
});

interface SarifLog {
  readonly version: string;
  readonly $schema: string;
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly name: string; readonly version: string; readonly rules: readonly { id: string }[] };
    };
    readonly columnKind: string;
    readonly results: readonly SarifResult[];
  }[];
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: {
        readonly startLine: number;
        readonly startColumn: number;
        readonly endLine: number;
        readonly endColumn: number;
      };
    };
  }[];
}

describe('--format sarif', () => {
  test('is a log of version 2.1.0 with one run', async () => {
    const log = JSON.parse(await tell('sarif', ['bad.yaml'])) as SarifLog;
    expect(log.version).toBe('2.1.0');
    expect(log.$schema).toContain('sarif-2.1.0');
    expect(log.runs).toHaveLength(1);
    expect(log.runs[0]?.columnKind).toBe('utf16CodeUnits');
    expect(log.runs[0]?.tool.driver.name).toBe('assess');
    expect(log.runs[0]?.tool.driver.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(log.runs[0]?.results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['invalid-score', 'error'],
      ['full-score-unsupported', 'warning'],
    ]);
  });

  test('every result names its rule, has a text, a place that SARIF allows and a URI', async () => {
    const { runs } = JSON.parse(await tellFixtures('sarif')) as SarifLog;
    const { results = [], tool } = runs[0] ?? {};
    expect(results.length).toBeGreaterThan(200);
    for (const { ruleId, ruleIndex, level, message, locations } of results) {
      expect(tool?.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(['error', 'warning']).toContain(level);
      expect(message.text).not.toBe('');
      expect(locations).toHaveLength(1);
      const { region } = locations[0]?.physicalLocation ?? {};
      const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = region ?? {};
      expect(Math.min(startLine, startColumn)).toBeGreaterThanOrEqual(1);
      expect(endLine > startLine || (endLine === startLine && endColumn >= startColumn)).toBe(true);
    }
  });

  test('file names become URI references that lead back to them', async () => {
    const { runs } = JSON.parse(await tell('sarif', NAMES)) as SarifLog;
    const uris = (runs[0]?.results ?? []).flatMap(({ locations }) =>
      locations.map(({ physicalLocation }) => physicalLocation.artifactLocation.uri),
    );
    expect(uris.filter((uri) => !/^(?:[\w\-.~!$&'()*+,;=:@/]|%[0-9A-F]{2})+$/.test(uri))).toEqual([]);
    expect([...new Set(uris.map(decodeURIComponent))]).toEqual(NAMES.slice(1));
  });
});

describe('--format github', () => {
  test('one command a line, with the place, and warnings as warnings', async () => {
    expect(await tell('github', ['good.yaml', 'bad.yaml'])).toBe(
      '::error file=bad.yaml,line=15,col=18,endLine=15,endColumn=21,title=invalid-score::“80%25”不是得分%0A不要写百分数，写成 0.8\n' +
        '::warning file=bad.yaml,line=17,col=14,endLine=17,endColumn=15,title=full-score-unsupported::“demand-management.1d”判为全部满足，却没有证据，也没有评估发现%0A引用证据，或写明发现\n',
    );
  });

  test('tells how many of a file are not listed', async () => {
    const output = await tell('github', ['crowded.yaml']);
    const commands = output.trimEnd().split('\n');
    expect(commands).toHaveLength(51);
    expect(commands.at(-1)).toBe('::notice file=crowded.yaml,title=assess::还有 10 条没有列出');
  });

  test('nothing in a name or a key begins another command, ends a property or reaches the terminal raw', async () => {
    const output = await tell('github', NAMES);
    const commands = output.trimEnd().split('\n');
    const pattern = /^::(?:error|warning) file=[^,:]+,line=\d+,col=\d+,endLine=\d+,endColumn=\d+,title=[a-z0-9-]+::.+$/;
    expect(commands.filter((line) => !pattern.test(line))).toEqual([]);
    expect(output).toContain('file=a%2Cb%3A%25<&>\'"');
    expect(output).not.toMatch(CONTROL);
  });
});

/** The elements of an XML text in order; throws where it is not well-formed. */
function readXml(text: string): { name: string; attributes: Record<string, string>; text: string }[] {
  const body = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  if (body === text) throw new Error('no XML declaration');
  const elements: ReturnType<typeof readXml> = [];
  const open: ReturnType<typeof readXml> = [];
  for (const [part] of body.matchAll(/<[^>]*>|[^<]+/g)) {
    const tag = /^<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>$/.exec(part);
    if (!part.startsWith('<')) {
      const parent = open.at(-1);
      if (parent) parent.text += decodeXml(part);
      else if (part.trim() !== '') throw new Error(`text outside: ${part}`);
    } else if (!tag) throw new Error(`no tag: ${part}`);
    else if (tag[1]) {
      if (open.pop()?.name !== tag[2]) throw new Error(`closes nothing: ${part}`);
    } else {
      const pairs = [...(tag[3] ?? '').matchAll(/ ([a-z]+)="([^"]*)"/g)].map((m) => [m[1], decodeXml(m[2] ?? '')]);
      const element = { name: tag[2] ?? '', attributes: Object.fromEntries(pairs) as Record<string, string>, text: '' };
      elements.push(element);
      if (!tag[4]) open.push(element);
    }
  }
  if (open.length) throw new Error(`never closed: ${open.at(-1)?.name}`);
  return elements;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeXml(text: string): string {
  return text.replace(/&([^;]*;?)/g, (found, name: string) => {
    const char = ENTITIES[name.replace(/;$/, '')];
    if (char === undefined || !name.endsWith(';')) throw new Error(`no entity: ${found}`);
    return char;
  });
}

describe('--format junit', () => {
  test('a suite a file: errors fail, warnings are told, a clean file is one passed case', async () => {
    const elements = readXml(await tell('junit', ['good.yaml', 'bad.yaml']));
    expect(elements.map(({ name, attributes }) => [name, attributes['name'] ?? attributes['type']])).toEqual([
      ['testsuites', 'assess'],
      ['testsuite', 'good.yaml'],
      ['testcase', 'valid'],
      ['testsuite', 'bad.yaml'],
      ['testcase', 'invalid-score 15:18'],
      ['failure', 'invalid-score'],
      ['testcase', 'full-score-unsupported 17:14'],
      ['system-out', undefined],
    ]);
    expect(elements[3]?.attributes).toMatchObject({ tests: '2', failures: '1', errors: '0', skipped: '0' });
    expect(elements[5]?.attributes['message']).toBe('“80%”不是得分');
    expect(elements[5]?.text).toBe('bad.yaml:15:18 “80%”不是得分 (不要写百分数，写成 0.8)');
  });

  test('is well-formed whatever stands in names and sheets, without characters that XML forbids', async () => {
    for (const output of [await tellFixtures('junit'), await tell('junit', NAMES)]) {
      const elements = readXml(output);
      const suites = elements.filter(({ name }) => name === 'testsuite');
      const cases = elements.filter(({ name }) => name === 'testcase');
      const failures = elements.filter(({ name }) => name === 'failure');
      expect(sumOf(suites, 'tests')).toBe(cases.length);
      expect(sumOf(suites, 'failures')).toBe(failures.length);
      expect(output).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/u);
    }
  });
});

const sumOf = (elements: ReturnType<typeof readXml>, name: string): number =>
  elements.reduce((sum, { attributes }) => sum + Number(attributes[name]), 0);

describe('--format text', () => {
  test('shows no control character of a name or a sheet', async () => {
    expect(await tell('text', NAMES)).not.toMatch(CONTROL);
    for (const folder of ['warn', 'err', 'made'] as const) expect(outputsOf(folder)).not.toMatch(CONTROL);
  });

  test('colours only where asked, and says the same then', async () => {
    const plain = await tell('text', ['bad.yaml']);
    const coloured = await tell('text', ['bad.yaml'], ['--color']);
    expect(coloured).toContain('\u001b[');
    expect(coloured.replace(/\u001b\[[0-9;]*m/g, '')).toBe(plain);
  });
});

const UNKNOWN_KEYS = baseWith(['lang: zh', `lang: zh\n${lines(60, (index) => `extra${index}: 1`).trimEnd()}`]);
const MANY: readonly (readonly [what: string, sheet: string, errors: number])[] = [
  ['60 unknown keys', UNKNOWN_KEYS, 60],
  ['60 invisible characters', baseWith(['      finding:', `      finding: ${'\u200e好'.repeat(60)}`]), 60],
  ['72 full-width colons', BASE.replace(/: ?/g, '：'), 72],
];

describe.each(MANY)('%s in one sheet', (_, sheet, errors) => {
  const input = { input: sheet };

  test('the first 50 are told, the others are counted', async () => {
    const { stdout } = await runAssess(['validate', '-'], input);
    expect(stdout.match(/ 错误 /g)).toHaveLength(50);
    expect(stdout).toContain(`<stdin>：${errors} 个错误，0 个警告（还有 ${errors - 50} 条没有列出）`);
    const json = JSON.parse((await runAssess(['validate', '-', '--format', 'json'], input)).stdout);
    expect(json).toMatchObject({ files: [{ errors, omitted: errors - 50 }] });
    expect((json as { files: { diagnostics: unknown[] }[] }).files[0]?.diagnostics).toHaveLength(50);
  });
});

describe('an error after 50 warnings', () => {
  const sheet = baseWith(
    ['  E01:', `${lines(55, (index) => `  X${index}: { title: 没人引用 }`)}  E01:`],
    ['  service-communication: { 1a: { score: 0.8 }', '  service-communication: { 1a: { score: 0.7 }'],
  );

  test.each(['text', 'json', 'sarif', 'github', 'junit'])(
    'is told as %s, since it makes the exit code 1',
    async (format) => {
      const { code, stdout } = await runAssess(['validate', '-', '--format', format], { input: sheet });
      expect(code).toBe(1);
      expect(stdout).toContain('invalid-score');
    },
  );
});
