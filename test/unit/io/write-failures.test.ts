import type * as Fs from 'node:fs';
import { chmodSync, fstatSync, lstatSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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

describe("a file that is somebody else's", () => {
  const others = { uid: 40_001, gid: 40_002 };

  /** Writes over a file that belongs to others, and tells what was asked of the system; it says no as often as told. */
  function writeOver(access: Readonly<Record<string, number>>, refusals: number, code = 'EPERM'): unknown[] {
    writeFileSync(at('sheet.yaml'), OLD);
    const { mode = 0o660, ...owner } = access;
    chmodSync(at('sheet.yaml'), mode);
    const asked: unknown[] = [];
    replace('statSync', (proceed) => Object.assign(proceed() as object, owner));
    replace('fchownSync', (_, [, uid, gid]) => {
      asked.push([uid, gid]);
      if (asked.length <= refusals) failing(code)(() => undefined, []);
    });
    replace('fchmodSync', (proceed, [, wanted]) => {
      asked.push(wanted);
      return proceed();
    });
    writeFileAtomically(at('sheet.yaml'), NEW, { replace: true });
    expect([read(), namesIn(at()), stillOpen()]).toEqual([NEW, ['sheet.yaml'], []]);
    restore();
    expect(statSync(at('sheet.yaml')).mode & 0o777).toBe(asked.at(-1));
    return asked;
  }

  test('gets its owner and group back, and then its mode', () => {
    expect(writeOver(others, 0)).toEqual([[others.uid, others.gid], 0o660]);
  });

  test('gets its group back where the system gives files to nobody else', () => {
    expect(writeOver(others, 1)).toEqual([[others.uid, others.gid], [process.getuid?.(), others.gid], 0o660]);
  });

  test.each([
    [0o660, 0o600],
    [0o640, 0o600],
    [0o664, 0o644],
    [0o666, 0o666],
    [0o604, 0o644],
  ])(
    'of mode %o has %o where it cannot even have its group: the new one is given what all others have',
    (mode, left) => {
      expect(writeOver({ ...others, mode }, 2)).toEqual([
        [others.uid, others.gid],
        [process.getuid?.(), others.gid],
        left,
      ]);
    },
  );

  test('is asked for once where the group alone is another', () => {
    const { gid } = others;
    expect(writeOver({ gid }, 1)).toEqual([[process.getuid?.(), gid], 0o600]);
  });

  test('keeps the rights of its group where the owner alone cannot be kept', () => {
    const { uid } = others;
    const gid = statSync(at()).gid;
    expect(writeOver({ uid }, 1)).toEqual([[uid, gid], 0o660]);
  });

  test.each(['EINVAL', 'ENOSYS', 'EIO'])('is written all the same where the system knows no owners (%s)', (code) => {
    expect(writeOver(others, 2, code)).toHaveLength(3);
  });

  test('is readable by nobody else before', () => {
    const modes: number[] = [];
    replace('writeSync', (proceed, [descriptor]) => {
      modes.push(fstatSync(Number(descriptor)).mode & 0o077);
      return proceed();
    });
    writeOver({ mode: 0o666 }, 0);
    expect(modes).toEqual([0]);
  });

  test('is all that an owner is asked for: where it is ours, nothing is', () => {
    expect(writeOver({}, 0)).toEqual([0o660]);
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
