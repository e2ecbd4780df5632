import type * as Fs from 'node:fs';
import { chmodSync, lstatSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { en } from '../../../src/i18n/en.ts';
import { zh } from '../../../src/i18n/zh.ts';
import { writeFileAtomically } from '../../../src/io/write-file.ts';
import { failureOf } from './failure-of.ts';
import {
  doneButFailing,
  failing,
  failingAt,
  fillingUp,
  type Handler,
  inPieces,
  type Operation,
  replace,
  restore,
  stillOpen,
} from './fallible-fs.ts';
import { namesIn, useTemporaryFolder } from './temporary-folder.ts';

vi.mock('node:fs', async (importOriginal) => {
  const { fallible } = await import('./fallible-fs.ts');
  return fallible(await importOriginal<typeof Fs>());
});

const at = useTemporaryFolder();
const OLD = 'old content\n'.repeat(50);
const NEW = 'new content\n'.repeat(80);
const read = (): string => readFileSync(at('sheet.yaml'), 'utf8');

afterEach(restore);

/** Where there was no file, nothing is said of an old one. */
function expectCannotWrite(said: ReturnType<typeof failureOf>, reason: string): void {
  const path = at('sheet.yaml');
  expect(said).toEqual({ en: en.failure.cannotWrite(path, reason), zh: zh.failure.cannotWrite(path, reason) });
}

/** Each operation of a write, made to fail in the ways that systems do. */
const FAILURES: readonly (readonly [string, Operation, () => Handler, string])[] = [
  ['the folder is not ours', 'openSync', () => failing('EACCES'), 'EACCES'],
  ['the disk is read-only', 'openSync', () => failing('EROFS'), 'EROFS'],
  ['too many files are open', 'openSync', () => failing('EMFILE'), 'EMFILE'],
  ['the disk is full at once', 'writeSync', () => failing('ENOSPC'), 'ENOSPC'],
  ['the disk is full half-way', 'writeSync', () => fillingUp(NEW.length / 2), 'ENOSPC'],
  ['the quota is used up', 'writeSync', () => failing('EDQUOT'), 'EDQUOT'],
  ['a write takes nothing', 'writeSync', () => () => 0, 'ENOSPC'],
  ['the disk fails while syncing', 'fsyncSync', () => failingAt(1, 'EIO'), 'EIO'],
  ['closing tells of a failed write', 'closeSync', () => doneButFailing('EIO'), 'EIO'],
];
const WHEN_REPLACING: typeof FAILURES = [
  ...FAILURES,
  ['the mode cannot be set', 'fchmodSync', () => failing('EPERM'), 'EPERM'],
  ['the new name is not allowed', 'renameSync', () => failing('EACCES'), 'EACCES'],
  ['the disk became read-only', 'renameSync', () => failing('EROFS'), 'EROFS'],
  ['somebody holds the file open', 'renameSync', () => failing('EBUSY'), 'EBUSY'],
];

describe.each(WHEN_REPLACING)('where %s', (_, operation, makeHandler, reason) => {
  test('the old file stays whole, nothing is left or open, and the Failure names path and reason', () => {
    writeFileSync(at('sheet.yaml'), OLD);
    chmodSync(at('sheet.yaml'), 0o640);
    replace(operation, makeHandler());
    const said = failureOf(() => writeFileAtomically(at('sheet.yaml'), NEW, { replace: true }));
    const path = at('sheet.yaml');
    expect(said).toEqual({ en: en.failure.cannotReplace(path, reason), zh: zh.failure.cannotReplace(path, reason) });
    expect(read()).toBe(OLD);
    expect(statSync(at('sheet.yaml')).mode & 0o777).toBe(0o640);
    expect(namesIn(at())).toEqual(['sheet.yaml']);
    expect(stillOpen()).toEqual([]);
  });
});

describe.each(FAILURES)('where there is no old file and %s', (_, operation, makeHandler, reason) => {
  test.each([true, false])('nothing is made, and the Failure names path and reason (replace: %s)', (mayReplace) => {
    replace(operation, makeHandler());
    const said = failureOf(() => writeFileAtomically(at('sheet.yaml'), NEW, { replace: mayReplace }));
    expectCannotWrite(said, reason);
    expect(namesIn(at())).toEqual([]);
    expect(stillOpen()).toEqual([]);
  });
});

describe('what is no failure', () => {
  test.each([1, 7, 500])('a system that takes %i bytes at a time gets all of them', (most) => {
    replace('writeSync', inPieces(most));
    writeFileAtomically(at('sheet.yaml'), NEW, { replace: true });
    expect(read()).toBe(NEW);
  });

  test.each<readonly [string, Operation, () => Handler]>([
    ['be opened', 'openSync', () => failingAt(2, 'EACCES')],
    ['be synced', 'fsyncSync', () => failingAt(2, 'EINVAL')],
    ['be closed', 'closeSync', () => failingAt(2, 'EIO')],
  ])('a folder that cannot %s', (_, operation, makeHandler) => {
    writeFileSync(at('sheet.yaml'), OLD);
    replace(operation, makeHandler());
    writeFileAtomically(at('sheet.yaml'), NEW, { replace: true });
    expect(read()).toBe(NEW);
    expect(namesIn(at())).toEqual(['sheet.yaml']);
  });

  test.each(['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'])(
    'a disk without links (%s): a new file is made all the same',
    (code) => {
      replace('linkSync', failing(code));
      writeFileAtomically(at('sheet.yaml'), NEW, { replace: false });
      expect(read()).toBe(NEW);
      expect(namesIn(at())).toEqual(['sheet.yaml']);
    },
  );

  test('a scanner that holds the temporary file for a moment, after the new file has its name', () => {
    replace('unlinkSync', failingAt(1, 'EBUSY'));
    writeFileAtomically(at('sheet.yaml'), NEW, { replace: false });
    expect(read()).toBe(NEW);
    expect(namesIn(at())).toEqual(['sheet.yaml']);
  });
});

test('a folder that may be written, but not be listed, takes the file', () => {
  writeFileSync(at('sheet.yaml'), OLD);
  replace('readdirSync', failing('EACCES'));
  writeFileAtomically(at('sheet.yaml'), NEW, { replace: true });
  expect(read()).toBe(NEW);
});

describe('the temporary file', () => {
  /** The files that are opened to be made. */
  function watchMade(): readonly string[] {
    const made: string[] = [];
    replace('openSync', (proceed, [path, flags]) => {
      if (flags === 'wx') made.push(String(path));
      return proceed();
    });
    return made;
  }

  test('has a name of its own each time, since containers share folders and process ids', () => {
    const made = watchMade();
    for (let turn = 0; turn < 20; turn++) writeFileAtomically(at('sheet.yaml'), NEW, { replace: true });
    expect(new Set(made).size).toBe(20);
  });

  test.each([['sheet.yaml'], [`${'评'.repeat(83)}.yaml`]])(
    'that could not be removed is removed by the next write of %s',
    (name) => {
      replace('unlinkSync', failing('EBUSY'));
      writeFileAtomically(at(name), OLD, { replace: false });
      expect(namesIn(at())).toHaveLength(2);
      restore();
      writeFileAtomically(at(name), NEW, { replace: true });
      expect(namesIn(at())).toEqual([name]);
    },
  );
});

describe('a file that appears while another one is written', () => {
  const THEIRS = 'theirs\n';
  const appearing =
    (code: string | null): Handler =>
    (proceed) => {
      writeFileSync(at('sheet.yaml'), THEIRS);
      return code === null ? proceed() : failing(code)(proceed, []);
    };

  test.each([
    ['the system refuses the name', null],
    ['the system says so', 'EEXIST'],
    ['the disk has no links', 'EPERM'],
  ])('is never overwritten without leave: %s', (_, code) => {
    replace('linkSync', appearing(code));
    const said = failureOf(() => writeFileAtomically(at('sheet.yaml'), NEW, { replace: false }));
    expect(said).toEqual({ en: en.failure.exists(at('sheet.yaml')), zh: zh.failure.exists(at('sheet.yaml')) });
    expect(read()).toBe(THEIRS);
    expect(namesIn(at())).toEqual(['sheet.yaml']);
    expect(stillOpen()).toEqual([]);
  });
});

test('a disk without links that refuses the new name as well: nothing is made', () => {
  replace('linkSync', failing('EPERM'));
  replace('renameSync', failing('EACCES'));
  const said = failureOf(() => writeFileAtomically(at('sheet.yaml'), NEW, { replace: false }));
  expectCannotWrite(said, 'EACCES');
  expect(namesIn(at())).toEqual([]);
});

test('the content is on the disk before its name changes, and the name afterwards', () => {
  const steps: string[] = [];
  const telling =
    (step: string): Handler =>
    (proceed) => {
      steps.push(step);
      return proceed();
    };
  for (const operation of ['openSync', 'writeSync', 'fsyncSync', 'closeSync', 'renameSync'] as const)
    replace(operation, telling(operation));
  writeFileAtomically(at('sheet.yaml'), NEW, { replace: true });
  expect(steps.join(' ')).toBe('openSync writeSync fsyncSync closeSync renameSync openSync fsyncSync closeSync');
  expect(lstatSync(at('sheet.yaml')).isFile()).toBe(true);
});
