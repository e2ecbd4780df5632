import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

/** `ok` is accepted in silence, `warn` with warnings, `err` not; `made` belongs to files that the tests make. */
export type Folder = 'ok' | 'warn' | 'err' | 'made';

const UPDATE = process.env['UPDATE'] === '1';

export const folderPath = (folder: Folder): string => fileURLToPath(new URL(folder, import.meta.url));

/** The fixtures of a folder in order, without those of `model-` unless asked for. */
export function sheetsIn(folder: Folder): string[] {
  return yamlFilesIn(folder).filter((file) => !file.startsWith('model-'));
}

export function modelsIn(folder: Folder): string[] {
  return yamlFilesIn(folder).filter((file) => file.startsWith('model-'));
}

function yamlFilesIn(folder: Folder): string[] {
  return readdirSync(folderPath(folder))
    .filter((file) => file.endsWith('.yaml'))
    .sort();
}

/** Fixtures named `complete-…` are checked with `--complete`. */
export const needsComplete = (file: string): boolean => file.startsWith('complete-');

/** Compares with the `.out` beside the fixture; `UPDATE=1` writes it instead. */
export function expectOutput(folder: Folder, file: string, actual: string): void {
  const path = `${folderPath(folder)}/${file.replace(/\.yaml$/, '')}.out`;
  if (UPDATE) writeFileSync(path, actual);
  expect(actual).toBe(existsSync(path) ? readFileSync(path, 'utf8') : `(${path} is missing; UPDATE=1 writes it)`);
}

/** Every `.out` of a folder as one text. */
export function outputsOf(folder: Folder): string {
  return readdirSync(folderPath(folder))
    .filter((file) => file.endsWith('.out'))
    .map((file) => readFileSync(`${folderPath(folder)}/${file}`, 'utf8'))
    .join('');
}

/** Cuts the text output of many files into the blocks of each, at the summary line that ends a block. */
export function splitByFile(stdout: string, files: readonly string[]): Map<string, string> {
  const blocks = new Map<string, string>();
  let rest = stdout;
  for (const file of files) {
    const block = blockOf(rest, file);
    blocks.set(file, block);
    rest = rest.slice(block.length).replace(/^\n/, '');
  }
  expect(rest).toBe('');
  return blocks;
}

/** The lines up to and with the summary of a file; empty where there is none. */
function blockOf(text: string, file: string): string {
  const lines = text.split('\n');
  const last = lines.findIndex((line) => line.startsWith(`${file}：`) || line.startsWith(`${file}: `));
  return last < 0 ? '' : `${lines.slice(0, last + 1).join('\n')}\n`;
}
