import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';

/** A folder of its own for each test of a file; removed afterwards. The path of a file in it. */
export function useTemporaryFolder(): (...names: readonly string[]) => string {
  let folder = '';
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'assess-io-')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return (...names) => join(folder, ...names);
}

/** All names in a folder and below it, sorted. */
export const namesIn = (folder: string): string[] => readdirSync(folder, { recursive: true }).map(String).sort();

/** Makes a FIFO, which Node itself cannot. */
export function makeFifo(path: string): void {
  const command = 'mkfifo';
  expect(spawnSync(command, [path]).status).toBe(0);
}
