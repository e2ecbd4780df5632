import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAssess } from './run-assess.ts';
import { BASE, baseWith, lines } from './sheets.ts';

/** Told by the process itself when it ends: the most memory that it ever held, in bytes. */
const TELL_PEAK = `
import { readFileSync, writeSync } from 'node:fs';
process.on('exit', () => {
  let kilobytes = process.resourceUsage().maxRSS;
  // Linux counts what was there before exec into maxRSS; the high-water mark is of this program alone.
  try { kilobytes = Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'latin1'))[1]); } catch {}
  writeSync(2, 'peak ' + kilobytes * 1024);
});`;
const NODE_ARGS = ['--import', `data:text/javascript,${encodeURIComponent(TELL_PEAK)}`];

const MEGABYTE = 1024 * 1024;
const PEAK = 200 * MEGABYTE;
/** Far more than any of them needs (each ends within two seconds): it only tells a hang from an end. */
const PATIENCE = 12_000;

/** As often as it fits into so many characters. */
const fill = (part: string, size: number): string => part.repeat(Math.floor(size / part.length));

const register = (count: number, entry: (index: number) => string): readonly [string, string] => [
  '  E01:',
  `${lines(count, entry)}  E01:`,
];
const references = (count: number, id: (index: number) => string): readonly [string, string] => [
  '[E01]',
  `[E01, ${Array.from({ length: count }, (_, index) => id(index)).join(', ')}]`,
];

const CASES: Readonly<Record<string, readonly [code: string, sheet: () => string]>> = {
  '100,000 opening brackets': ['yaml-too-deep', () => '['.repeat(100_000)],
  'three lists, each 1,000 deep': [
    'yaml-too-deep',
    () => ['a', 'b', 'c'].map((key) => `${key}: ${'['.repeat(1000)}${']'.repeat(1000)}\n`).join(''),
  ],
  '100,000 maps in each other': ['yaml-too-deep', () => '{a: '.repeat(100_000)],
  '100,000 lists in each other, in block style': ['yaml-too-deep', () => '- '.repeat(100_000)],
  '60,000 keys': ['yaml-too-many', () => lines(60_000, (index) => `key${index}: ${index}`)],
  '60,000 evidence entries': [
    'yaml-too-many',
    () => baseWith(register(60_000, (index) => `  X${index}: { title: 甲 }`)),
  ],
  '100,000 closing brackets': ['yaml-closer', () => ']'.repeat(100_000)],
  'a file of 10 MB': ['file-too-large', () => `${BASE}# ${'x'.repeat(10 * MEGABYTE)}\n`],
  'aliases that would expand a billionfold': [
    'yaml-anchor',
    () =>
      lines(
        30,
        (index) =>
          `k${index}: &a${index} [${Array(10)
            .fill(`*a${index - 1}`)
            .join(', ')}]`,
      ),
  ],
  '50,000 open quotes': ['yaml-quote', () => baseWith(['lang: zh', `lang: zh\n${lines(50_000, () => '"')}"`])],
  'a finding of 3 MB is no fault, the score beside it is': [
    'invalid-score',
    () =>
      baseWith(
        ['      finding:\n', `      finding: "${fill('好', MEGABYTE)}"\n`],
        ['      score: 0.8\n', '      score: 0.7\n'],
      ),
  ],
  '250,000 documents': ['yaml-documents', () => fill('---\n', MEGABYTE)],
  '350,000 tags': ['yaml-tag', () => fill('!a\n', MEGABYTE)],
  '350,000 anchors': ['yaml-anchor', () => fill('&a\n', MEGABYTE)],
  '350,000 directives': ['yaml-directive', () => fill('%a\n', MEGABYTE)],
  '500,000 question marks': ['yaml-', () => fill('?\n', MEGABYTE)],
  '500,000 quotes on one line': ['yaml-', () => fill('"', MEGABYTE / 2)],
  '250,000 false escapes in one text': ['yaml-escape', () => `"${fill('\\q', MEGABYTE / 2)}"`],
  '500,000 empty lines': ['yaml-empty', () => fill('\n', MEGABYTE / 2)],
  '4,000,000 empty lines': ['yaml-empty', () => fill('\n', 4 * MEGABYTE)],
  '1,300,000 lines of blanks and comments': ['yaml-empty', () => fill('  \n#\n', 4 * MEGABYTE)],
  '4,000,000 empty lines behind a slip': ['yaml-too-many', () => `a: @x${fill('\n', 4 * MEGABYTE - 10)}`],
  '150,000 full-width colons': ['full-width-colon', () => lines(150_000, () => 'score：1')],
  '100,000 full-width colons after words that are no keys': [
    'wrong-type',
    () => lines(100_000, (index) => `k${index}：1`),
  ],
  'a flow list of 400,000 texts below a missing space': [
    'missing-space',
    () => `score:1\nlist: [${fill('a,', 800_000)}]`,
  ],
  '100,000 full-width colons in one flow map': ['full-width-colon', () => `{${fill('score：1,', 800_000)}}`],
  'a key of 1 MB': ['yaml-key', () => baseWith(['lang: zh', `"${fill('a', MEGABYTE)}": zh`])],
  '5,000 references that resemble 5,000 registered ids': [
    'un(?:used|known)-evidence',
    () =>
      baseWith(
        register(5000, (index) => `  evidence-${index * 7919}: { title: 甲 }`),
        references(5000, (index) => `evidens_${index * 104_729}x`),
      ),
  ],
  'a reference and a registered id of 300,000 letters each': [
    'unknown-evidence',
    () =>
      baseWith(
        register(1, () => `  ? "${fill('ab', 300_000)}"\n  : { title: 甲 }`),
        references(1, () => `"${fill('xy', 300_000)}"`),
      ),
  ],
  '60 invisible characters behind 1,000,000 Chinese ones on one line': [
    'forbidden-character',
    () => baseWith(['      finding:\n', `      finding: ${fill('好', 1_000_000)}${'\u200e'.repeat(60)}\n`]),
  ],
  '80,000 conflicts': ['conflict-marker', () => fill('<<<<<<<\n=======\n>>>>>>>\n', 2 * MEGABYTE)],
};

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'assess-huge-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each(Object.entries(CASES))('%s: told, with exit code 1, in 200 MB', async (_, [code, sheet]) => {
  writeFileSync(join(root, 'sheet.yaml'), sheet());
  const run = await runAssess(['validate', 'sheet.yaml'], { cwd: root, nodeArgs: NODE_ARGS, patience: PATIENCE });
  const [said, peak] = run.stderr.split('peak ');
  expect({ exit: run.code, said }).toEqual({ exit: 1, said: '' });
  expect(run.stdout).toMatch(new RegExp(`\\[${code}[a-z-]*\\]$`, 'm'));
  expect(Number(peak)).toBeLessThan(PEAK);
});
