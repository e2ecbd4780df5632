import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectOutput, folderPath } from './fixtures.ts';
import { makePipe } from './make-pipe.ts';
import { runAssess } from './run-assess.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'assess-validate-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** The folder of `made/evidence.yaml`, with files, links, a pipe and a neighbour whose name begins alike. */
function layOutEvidence(): string {
  const folder = join(root, 'folder');
  mkdirSync(join(folder, 'sub'), { recursive: true });
  mkdirSync(join(root, 'folder-evil'));
  writeFileSync(join(root, 'folder-evil', 'x.md'), 'x');
  writeFileSync(join(folder, 'same.txt'), '甲\n');
  writeFileSync(join(folder, 'changed.txt'), '乙\n');
  symlinkSync('same.txt', join(folder, 'link-inside'));
  symlinkSync('../folder-evil/x.md', join(folder, 'link-outside'));
  symlinkSync('../folder-evil', join(folder, 'link-folder'));
  symlinkSync('nothing', join(folder, 'link-to-nothing'));
  symlinkSync('link-to-itself', join(folder, 'link-to-itself'));
  symlinkSync('/dev/zero', join(folder, 'link-to-zero'));
  makePipe(join(folder, 'pipe'));
  copyFileSync(join(folderPath('made'), 'evidence.yaml'), join(folder, 'evidence.yaml'));
  return folder;
}

describe('files that evidence names', () => {
  let folder = '';
  beforeAll(() => {
    folder = layOutEvidence();
  });

  test('are looked at without leaving the folder, following no link out, reading no pipe', async () => {
    const { code, stdout } = await runAssess(['validate', 'evidence.yaml'], { cwd: folder });
    expectOutput('made', 'evidence.yaml', stdout);
    expect(code).toBe(1);
  });

  test('are found from the folder of the sheet, wherever the program runs and through whatever link', async () => {
    symlinkSync('folder', join(root, 'link'));
    const near = await runAssess(['validate', 'evidence.yaml'], { cwd: folder });
    const far = await runAssess(['validate', 'link/evidence.yaml'], { cwd: root });
    expect(far.stdout.replaceAll('link/evidence.yaml', 'evidence.yaml')).toBe(near.stdout);
  });

  test('are not looked at for a sheet from standard input', async () => {
    const { stdout, code } = await runAssess(['validate', '-', '--format', 'json'], {
      cwd: folder,
      input: readFileSync(join(folder, 'evidence.yaml')),
    });
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, files: [{ file: '<stdin>', diagnostics: [] }] });
    expect(code).toBe(0);
  });
});

const LIMITS: readonly (readonly [name: string, content: () => string])[] = [
  ['too-large', () => `# ${'x'.repeat(4 * 1024 * 1024)}\n`],
  ['too-many', () => Array.from({ length: 20_001 }, (_, index) => `key${index}: 1\n`).join('')],
];

test.each(LIMITS)('a sheet that is %s is refused at the limit', async (name, content) => {
  writeFileSync(join(root, `${name}.yaml`), content());
  const { code, stdout } = await runAssess(['validate', `${name}.yaml`], { cwd: root });
  expectOutput('made', `${name}.yaml`, stdout);
  expect(code).toBe(1);
});
