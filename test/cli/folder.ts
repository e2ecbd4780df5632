import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { SHEETS } from './program.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An empty folder that is gone when the tests of the file are over. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assess-test-'));
  folders.push(folder);
  return folder;
}

export type SheetName = 'reached' | 'empty' | 'stated';

/** The text of a sheet in test/cli/sheets. */
export const sheetText = (name: SheetName): string => readFileSync(join(SHEETS, `${name}.sheet`), 'utf8');
