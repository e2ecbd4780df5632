import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findFiles } from '../../../src/io/find-files.ts';
import { useTemporaryFolder } from './temporary-folder.ts';

const at = useTemporaryFolder();

function makeFiles(...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), '');
  }
}

/** What is found, as seen from the folder of the test. */
async function find(...patterns: readonly string[]): Promise<string[]> {
  const { paths, unmatched } = await findFiles(patterns.map((pattern) => at(pattern)));
  expect(unmatched).toEqual([]);
  return paths.map((path) => relative(at(), path));
}

describe('a plain path', () => {
  test('stays as it is, there or not', async () => {
    const paths = ['none.yaml', './a/../b.yaml', '-'];
    expect(await findFiles(paths)).toEqual({ paths, unmatched: [] });
  });

  test('of a file with signs of a pattern in its name is that file', async () => {
    makeFiles('a[1].yaml', 'a1.yaml', 'b(2)!.yaml', 'c{3}.yaml', 'd*.yaml');
    expect(await find('a[1].yaml', 'b(2)!.yaml', 'c{3}.yaml', 'd*.yaml')).toEqual([
      'a[1].yaml',
      'b(2)!.yaml',
      'c{3}.yaml',
      'd*.yaml',
    ]);
  });
});

describe('a pattern', () => {
  test.each<readonly [string, readonly string[]]>([
    ['*.yaml', ['a.yaml', 'b.yaml']],
    ['?.yaml', ['a.yaml', 'b.yaml']],
    ['[ab].yaml', ['a.yaml', 'b.yaml']],
    ['{b,a}.yaml', ['a.yaml', 'b.yaml']],
    ['*/*.yaml', ['机构/c.yaml', '机构/评估 1.yaml']],
    ['**/c.yaml', ['机构/c.yaml', '机构/deep/c.yaml']],
    ['机构/**', ['机构/c.yaml', '机构/deep/c.yaml', '机构/评估 1.yaml']],
    ['机构\\*.yaml', ['机构/c.yaml', '机构/评估 1.yaml']],
  ])('%s finds files, sorted; no folders, hidden files or packages', async (pattern, names) => {
    makeFiles('b.yaml', 'a.yaml', 'a.txt', '.hidden.yaml', '机构/c.yaml', '机构/评估 1.yaml', '机构/deep/c.yaml');
    makeFiles('node_modules/m/c.yaml', '.git/c.yaml', '机构/node_modules/c.yaml');
    mkdirSync(at('folder.yaml'));
    const found = await find(pattern);
    expect(found).toEqual([...names].sort());
  });

  test('from above finds paths as it is written, and no packages there either', async () => {
    makeFiles('a.yaml', 'node_modules/m/c.yaml', '!b.yaml');
    const here = relative(process.cwd(), at());
    const { paths } = await findFiles([`${here}/**/*.yaml`]);
    expect(paths).toEqual([`${here}/!b.yaml`, `${here}/a.yaml`]);
  });

  test('does not mean its opposite with an exclamation mark', async () => {
    makeFiles('a.yaml', '!b.yaml');
    expect(await find('!*.yaml')).toEqual(['!b.yaml']);
  });

  test('from the root finds paths from the root', async () => {
    makeFiles('a.yaml', '机构/b.yaml');
    const { paths } = await findFiles([at('**/*.yaml')]);
    expect(paths).toEqual([at('a.yaml'), at('机构/b.yaml')]);
  });

  test('and another one keep their order; a file found twice is taken once', async () => {
    makeFiles('a.yaml', 'b.yaml', 'c.yaml');
    expect(await find('c.yaml', '*.yaml', 'b*')).toEqual(['c.yaml', 'a.yaml', 'b.yaml']);
  });

  test('and a path that is spelt another way find a file once', async () => {
    makeFiles('a.yaml', 'b.yaml');
    const { paths } = await findFiles([`${at()}/./a.yaml`, at('*.yaml')]);
    expect(paths.map((path) => relative(at(), path))).toEqual(['a.yaml', 'b.yaml']);
  });

  test('that finds nothing is told, and does not stop the others', async () => {
    makeFiles('a.yaml');
    const found = await findFiles([at('*.yml'), at('*.yaml'), at('none/*')]);
    expect(found.unmatched).toEqual([at('*.yml'), at('none/*')]);
    expect(found.paths.map((path) => relative(at(), path))).toEqual(['a.yaml']);
  });
});

test('no patterns find no files', async () => {
  expect(await findFiles([])).toEqual({ paths: [], unmatched: [] });
});
