import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT, runAssess } from './program.ts';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'assess-same-time-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

test('of several commands that set answers at the same time each either is in the file or says that it is not', async () => {
  await runAssess(['init', 'sheet.yaml', '--org', '甲', '--level', '1'], { cwd });
  const keys = ['1a', '1b', '1c', '1d'];
  for (let round = 0; round < 4; round++) {
    const score = round % 2 ? 1 : 0.8;
    const set = (key: string) => runAssess(['set', 'sheet.yaml', `demand-management.${key}`, String(score)], { cwd });
    const outcomes = await Promise.all(keys.map(set));
    const { ratings } = parse(readFileSync(join(cwd, 'sheet.yaml'), 'utf8'));
    for (const [index, { exit, stderr }] of outcomes.entries()) {
      const isThere = ratings['demand-management'][keys[index] ?? '']?.score === score;
      expect([exit, isThere], stderr).toEqual(exit === 0 ? [0, true] : [2, false]);
    }
    expect(outcomes.some(({ exit }) => exit === 0)).toBe(true);
  }
});

test('a report never replaces what it is made from', async () => {
  const example = join(ROOT, 'examples/own-model');
  for (const name of ['sheet.yaml', 'member-training.yaml']) copyFileSync(join(example, name), join(cwd, name));
  symlinkSync('sheet.yaml', join(cwd, 'link.md'));
  for (const output of ['sheet.yaml', './member-training.yaml', 'link.md']) {
    const before = readFileSync(join(cwd, output), 'utf8');
    const words = ['report', 'sheet.yaml', '-o', output, '--format', 'markdown', '--force'];
    const { exit, stderr } = await runAssess(words, { cwd });
    expect([exit, stderr]).toEqual([2, `assess: “${output}”正是这次要读的文件，不能覆盖它；请另取一个文件名\n`]);
    expect(readFileSync(join(cwd, output), 'utf8')).toBe(before);
  }
});
