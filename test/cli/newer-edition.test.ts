import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Catalogue } from '../../src/catalogue/catalogue.ts';
import { newFolder, sheetText } from './folder.ts';
import { runHere } from './in-process.ts';

/** No model has two editions yet: the program is given another one of sme, of 2025, with one statement in other words. */
vi.mock('../../src/io/package-files.ts', async (original) => {
  const { readPackageFile } = await original<typeof import('../../src/io/package-files.ts')>();
  const made = (): Catalogue => {
    const catalogue = JSON.parse(readPackageFile('dist/model/sme-draft-2023.json')) as Catalogue;
    return JSON.parse(
      JSON.stringify({ ...catalogue, edition: '2025' }).replace(
        '客户的需求都被识别出来并留下记录',
        '客户的需求无一遗漏',
      ),
    ) as Catalogue;
  };
  return {
    readPackageFile: (path: string) => {
      if (path === 'dist/model/sme-2025.json') return JSON.stringify(made());
      const text = readPackageFile(path);
      if (path !== 'dist/model/index.json') return text;
      const entry = { id: 'sme', edition: '2025', file: 'sme-2025.json' };
      return JSON.stringify([entry, ...(JSON.parse(text) as object[])]);
    },
  };
});

const NOTICE =
  /sheet\.yaml：模型 sme 已有更新的版本 2025，本表仍按 draft-2023 版计算；要换用新版：assess init new\.yaml --from (\S+) --edition 2025\n/;

describe('a sheet of an older edition', () => {
  let path = '';
  beforeAll(() => {
    path = join(newFolder(), 'sheet.yaml');
    writeFileSync(path, sheetText('reached'));
  });

  test.each([[['validate']], [['status']], [['report', '--format', 'json']]])(
    '%j tells of the newer one on stderr',
    async (words) => {
      const { exit, stderr, stdout } = await runHere([...words, path]);
      expect(stderr).toMatch(NOTICE);
      expect(exit).toBe(0);
      expect(stdout).not.toContain('2025');
    },
  );

  test('the result is that of its own edition', async () => {
    const report = JSON.parse((await runHere(['report', path, '--format', 'json'])).stdout) as {
      model: { edition: string };
    };
    expect(report.model.edition).toBe('draft-2023');
  });

  test('in English', async () => {
    const { stderr } = await runHere(['--lang', 'en', 'validate', path]);
    expect(stderr).toContain(
      'the model sme has a newer edition, 2025; this sheet is computed by draft-2023 all the same',
    );
  });

  test('the command that is named moves it there, and tells what is in other words; of the new sheet nothing is told', async () => {
    const fresh = path.replace('sheet.yaml', 'fresh.yaml');
    const told = await runHere(['init', fresh, '--from', path, '--edition', '2025', '--format', 'json']);
    expect(told.exit).toBe(0);
    const listing = JSON.parse(told.stdout) as { carried: object[]; unclear: object[] };
    const id = 'demand-management.1a';
    expect(listing.unclear).toEqual([{ reason: 'other-statement', ids: [id], from: [id] }]);
    expect(listing.carried).toHaveLength(21);
    expect(readFileSync(fresh, 'utf8')).toMatch(/^edition: "2025"$/m);
    const { exit, stderr } = await runHere(['validate', fresh]);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
  });

  test('without an edition it stays in its own; another model comes in its newest', async () => {
    const same = path.replace('sheet.yaml', 'same.yaml');
    await runHere(['init', same, '--from', path]);
    expect(readFileSync(same, 'utf8')).toMatch(/^edition: draft-2023$/m);
    const guide = path.replace('sheet.yaml', 'guide.yaml');
    await runHere(['init', guide, '--from', path, '--model', 'sme-guide']);
    const back = path.replace('sheet.yaml', 'back.yaml');
    await runHere(['init', back, '--from', guide, '--model', 'sme']);
    expect(readFileSync(back, 'utf8')).toMatch(/^edition: "2025"$/m);
  });
});
