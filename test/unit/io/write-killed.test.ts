import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { removeLeftovers } from '../../../src/io/temporary-files.ts';
import { diceFrom } from '../sheet-change/dice.ts';
import { namesIn, useTemporaryFolder } from './temporary-folder.ts';

const at = useTemporaryFolder();
const KILLS = 60;
/** At the same time, so that the start of one passes while others write. */
const WRITERS = 4;

/** Whether a content is one that the writer put there, from its first byte to its last. */
function isWhole(content: string): boolean {
  const [, turn, size] = /^(\d+) (\d+)\n/.exec(content) ?? [];
  return content === `${turn} ${size}\n${'x'.repeat(Number(size))}\n${turn} ${size}\n`;
}

/** Starts the writer on a file and kills it `delay` milliseconds after its first write. */
async function killWriter(program: string, file: string, delay: number): Promise<void> {
  const writer = spawn(process.execPath, [program, file], { env: {}, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<string | null>((resolve) => {
    writer.on('exit', (_, signal) => resolve(signal));
  });
  await new Promise((resolve) => {
    writer.stdout.once('data', resolve);
  });
  await wait(delay);
  writer.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
}

test(`a writer that is killed at any moment, ${KILLS} times, leaves a whole file and nothing that cannot be cleaned up`, async () => {
  const program = at('writer.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./killed-writer.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: program,
    logLevel: 'silent',
  });
  const dice = diceFrom(1);
  const delays = Array.from({ length: KILLS }, () => dice.between(0, 150) / 10);
  const found = { kills: 0, torn: 0, leftovers: 0 };

  const work = async (lane: number): Promise<void> => {
    const file = at(`sheet-${lane}.yaml`);
    for (let delay = delays.pop(); delay !== undefined; delay = delays.pop()) {
      await killWriter(program, file, delay);
      found.kills++;
      if (!isWhole(readFileSync(file, 'utf8'))) found.torn++;
      found.leftovers += namesIn(at()).filter((name) => name.startsWith(`.sheet-${lane}.`)).length;
      removeLeftovers(file);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, lane) => work(lane)));

  expect(found).toMatchObject({ kills: KILLS, torn: 0 });
  // Writers did die in the middle of a write, or this test would show nothing.
  expect(found.leftovers).toBeGreaterThan(0);
  expect(namesIn(at())).toEqual([...Array.from({ length: WRITERS }, (_, lane) => `sheet-${lane}.yaml`), 'writer.mjs']);
});

test('the check of whole contents finds torn and empty ones', () => {
  writeFileSync(at('whole'), '3 2\nxx\n3 2\n');
  expect(isWhole(readFileSync(at('whole'), 'utf8'))).toBe(true);
  for (const torn of ['', '3 2\n', '3 2\nxx\n', '3 2\nx', '3 2\nxx\n4 2\n', '3 2\nxxx\n3 2\n'])
    expect(isWhole(torn)).toBe(false);
});
