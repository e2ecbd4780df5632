import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { Context } from '../../../src/commands/context.ts';
import { pathFrom } from '../../../src/commands/init-parts.ts';
import { modelFilesOf } from '../../../src/commands/open-model.ts';
import { openModelFile } from '../../../src/commands/open-model-file.ts';
import { makePipe } from '../../validate/make-pipe.ts';
import { smallModel } from '../catalogue/own-models.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'assess-model-'));
  mkdirSync(join(root, 'sheets', 'deep'), { recursive: true });
  mkdirSync(join(root, 'folder.yaml'));
  writeFileSync(join(root, 'ours.yaml'), stringify(smallModel()));
  writeFileSync(join(root, 'broken.yaml'), stringify(smallModel({ edition: null, levels: [] })));
  writeFileSync(join(root, 'gbk.yaml'), Buffer.from([0x6e, 0x3a, 0x20, 0xbc, 0xd7, 0xd2, 0xd2, 0x0a]));
  writeFileSync(join(root, 'empty.yaml'), '');
  writeFileSync(join(root, 'parts.yaml'), stringify(smallModel({ domains: ['missing.yaml'] })));
  makePipe(join(root, 'pipe.yaml'));
  symlinkSync('ours.yaml', join(root, 'link.yaml'));
  symlinkSync('loop.yaml', join(root, 'loop.yaml'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const open = (path: string) => openModelFile(join(root, 'sheets'), path);

describe('a model file that a sheet names', () => {
  test.each(['../ours.yaml', '..\\ours.yaml', '../link.yaml', '../sheets/../ours.yaml'])('is opened as %s', (path) => {
    expect(open(path)).toMatchObject({ kind: 'model', catalogue: { id: 'ours' } });
  });

  test('is opened by an absolute path', () => {
    expect(open(join(root, 'ours.yaml'))).toMatchObject({ kind: 'model' });
  });

  test.each<[string, object]>([
    ['../missing.yaml', { kind: 'missing' }],
    ['../ours.yaml/x.yaml', { kind: 'missing' }],
    ['../folder.yaml', { kind: 'no-file' }],
    ['../pipe.yaml', { kind: 'no-file' }],
    ['/dev/zero', { kind: 'no-file' }],
    ['../loop.yaml', { kind: 'unreadable', reason: 'ELOOP' }],
    ['../gbk.yaml', { kind: 'invalid', errors: 1 }],
    ['../empty.yaml', { kind: 'invalid', errors: 1 }],
    ['../parts.yaml', { kind: 'invalid', errors: 1 }],
    ['https://example.com/m.yaml', { kind: 'network' }],
    ['//server/share/m.yaml', { kind: 'network' }],
    ['\\\\server\\share\\m.yaml', { kind: 'network' }],
    [`../${'x'.repeat(5000)}.yaml`, { kind: 'unreadable', reason: 'ENAMETOOLONG' }],
    ['../a\0b.yaml', { kind: 'unreadable', reason: 'ERR_INVALID_ARG_VALUE' }],
  ])('is never more than told of: %s', (path, want) => {
    expect(open(path)).toMatchObject(want);
  });

  test('with errors tells their number, and how to name it from here', () => {
    expect(open('../broken.yaml')).toEqual({ kind: 'invalid', file: join(root, 'broken.yaml'), errors: 2 });
  });
});

test('sheets of one run read a model once, also from other folders; another run reads it again', () => {
  const [run, next] = [{} as Context, {} as Context];
  const [near, far] = ['sheets/a.yaml', 'sheets/deep/b.yaml'].map((sheet) => modelFilesOf(run, join(root, sheet)));
  const again = modelFilesOf(next, join(root, 'sheets/a.yaml'));
  const first = near?.('../ours.yaml');
  expect(first).toMatchObject({ kind: 'model' });
  expect(far?.('../../ours.yaml')).toBe(first);
  expect(again('../ours.yaml')).toEqual(first);
  expect(again('../ours.yaml')).not.toBe(first);
  // The same errors, each named from where the sheet stands.
  expect(near?.('../broken.yaml')).toMatchObject({ file: join(root, 'broken.yaml') });
});

test.each([
  ['a.yaml', 'm.yaml', './m.yaml'],
  ['a/s.yaml', 'm.yaml', '../m.yaml'],
  ['a/s.yaml', 'a/m.yaml', './m.yaml'],
  ['a/s.yaml', 'b/m.yaml', '../b/m.yaml'],
  ['s.yaml', './x/../m.yaml', './m.yaml'],
])('a sheet %s names the model %s as %s', (sheet, model, path) => {
  expect(pathFrom(sheet, model)).toBe(path);
});
