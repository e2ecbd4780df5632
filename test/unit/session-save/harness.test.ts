import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

/** Runs a harness in a shortened form: the figures that it prints, and what it complains of. */
function run(name: string, ...args: readonly string[]) {
  const path = fileURLToPath(new URL(`../../harness/${name}`, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], { encoding: 'utf8' });
  const figures = stdout
    .trim()
    .split(', ')
    .map((figure) => figure.split(' '));
  return { status, stderr, figures: Object.fromEntries(figures.map(([key, value]) => [key, Number(value)])) };
}

test('sessions that are killed at random moments leave whole sheets with every answer that was shown as saved', () => {
  const { status, stderr, figures } = run('kill.mjs', '30');
  expect(figures, stderr).toMatchObject({ kills: 30, torn: 0, lost: 0, crashed: 0, uncleaned: 0, journals: 0 });
  // They did answer, and did die in the middle of a save, or this would show nothing.
  expect(figures['answers']).toBeGreaterThan(0);
  expect(figures['leftovers']).toBeGreaterThan(0);
  expect(status, stderr).toBe(0);
}, 120_000);

test('two sessions and an editor on one file lose no answer and no edit, and ask nobody without need', () => {
  const { status, stderr, figures } = run('crowd.mjs', '300', '20');
  expect(figures, stderr).toMatchObject({ answers: 300, edits: 20, lost: 0, lostEdits: 0, needless: 0, torn: 0 });
  expect(figures['stale']).toBeGreaterThan(0);
  expect(status, stderr).toBe(0);
}, 120_000);
