import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AssessmentResult } from '../../src/report/assessment-result.ts';

const bin = resolve('bin/assess.js');
const folder = resolve('examples');
const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

/** Runs the built program in an example's folder, so that the reports name the sheet as its user would. */
const run = (name: string, ...args: string[]): string =>
  execFileSync(process.execPath, [bin, ...args], { cwd: join(folder, name), encoding: 'utf8', env: { NO_COLOR: '1' } });

const report = (name: string): AssessmentResult =>
  JSON.parse(run(name, 'report', 'sheet.yaml', '--format', 'json')) as AssessmentResult;

describe.each(names)('the example %s', (name) => {
  test('has neither errors nor warnings', () => {
    expect(run(name, 'validate', '--strict', 'sheet.yaml')).toMatch(/0 个错误，0 个警告|0 errors, 0 warnings/);
  });

  // UPDATE=1 writes the reports anew; read the difference before it is committed.
  test.each([
    ['report.md', 'markdown'],
    ['report.json', 'json'],
  ])('gives the report that stands in %s', (file, format) => {
    const path = join(folder, name, file);
    const told = run(name, 'report', 'sheet.yaml', '--format', format);
    if (process.env['UPDATE']) writeFileSync(path, told);
    expect(told).toBe(readFileSync(path, 'utf8'));
  });
});

test.each([
  ['chengqi-consulting', 3, 'reached', 3, [125.5, 146]],
  ['hengxin-hr', 2, 'not-reached', 1, [39.4, 61]],
  ['northgate-it', 3, 'undetermined', null, [36.9, 82]],
  // Weighted, by a model of its own: without the weights it would be 12.25 of 16, and reached from 0.75.
  ['own-model', 2, 'not-reached', 1, [19, 16]],
] as const)('the example %s claims level %i: %s', (name, claim, verdict, achievedLevel, [points, count]) => {
  const { score, ...result } = report(name);
  expect(result).toMatchObject({ claim, verdict, achievedLevel, provisional: false });
  expect([score.sumTenths / result.model.scoring.scale, score.count]).toEqual([points, count]);
});

test('one example is in English, and each is of another trade', () => {
  const sheets = names.map((name) => readFileSync(join(folder, name, 'sheet.yaml'), 'utf8'));
  expect(sheets.filter((text) => /^lang: en$/m.test(text))).toHaveLength(1);
  expect(new Set(names.map((name) => report(name).organization.trade)).size).toBe(names.length);
});
