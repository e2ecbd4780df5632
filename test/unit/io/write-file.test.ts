import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, test } from 'vitest';
import { en } from '../../../src/i18n/en.ts';
import { zh } from '../../../src/i18n/zh.ts';
import { removeLeftovers } from '../../../src/io/temporary-files.ts';
import { writeFileAtomically } from '../../../src/io/write-file.ts';
import { failureOf } from './failure-of.ts';
import { makeFifo, namesIn, useTemporaryFolder } from './temporary-folder.ts';

const at = useTemporaryFolder();
const read = (path: string): string => readFileSync(path, 'utf8');
const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('a write', () => {
  test.each([
    ['an empty text', ''],
    ['a text', '需求登记完整\r\n😀\n'],
    ['bytes', Uint8Array.from([0, 255, 10, 13])],
    ['more than one write takes', 'x'.repeat(3_000_000)],
  ])('of %s makes the file, and leaves nothing else', (_, content) => {
    writeFileAtomically(at('sheet.yaml'), content, { replace: true });
    expect(readFileSync(at('sheet.yaml')).equals(Buffer.from(content))).toBe(true);
    expect(namesIn(at())).toEqual(['sheet.yaml']);
  });

  test.each([[''], ['short'], ['longer than before'.repeat(1000)]])('replaces all of the content (%#)', (content) => {
    writeFileSync(at('sheet.yaml'), 'old content');
    writeFileAtomically(at('sheet.yaml'), content, { replace: true });
    expect(read(at('sheet.yaml'))).toBe(content);
    expect(namesIn(at())).toEqual(['sheet.yaml']);
  });

  test.each([0o600, 0o640, 0o644, 0o755, 0o444])('keeps the mode %o', (mode) => {
    writeFileSync(at('sheet.yaml'), 'old');
    chmodSync(at('sheet.yaml'), mode);
    writeFileAtomically(at('sheet.yaml'), 'new', { replace: true });
    expect(modeOf(at('sheet.yaml'))).toBe(mode);
  });

  test.runIf(process.getuid?.() === 0).each([
    [65_534, 65_533],
    [0, 65_533],
    [65_534, 0],
  ])('by root keeps the owner %i and the group %i', (uid, gid) => {
    writeFileSync(at('sheet.yaml'), 'old');
    chownSync(at('sheet.yaml'), uid, gid);
    chmodSync(at('sheet.yaml'), 0o660);
    writeFileAtomically(at('sheet.yaml'), 'new', { replace: true });
    expect(statSync(at('sheet.yaml'))).toMatchObject({ uid, gid });
    expect(modeOf(at('sheet.yaml'))).toBe(0o660);
  });

  test('gives a new file the mode that any new file gets', () => {
    writeFileSync(at('other'), '');
    writeFileAtomically(at('sheet.yaml'), 'new', { replace: true });
    expect(modeOf(at('sheet.yaml'))).toBe(modeOf(at('other')));
  });

  test.each(['评估表 2026.yaml', '.hidden', 'a b.yaml', "it's (1).yaml", 'no-extension', '😀'])(
    'takes the name %s',
    (name) => {
      writeFileAtomically(at(name), 'x', { replace: false });
      writeFileAtomically(at(name), 'y', { replace: true });
      expect(read(at(name))).toBe('y');
      expect(namesIn(at())).toEqual([name]);
    },
  );

  test('takes the longest name that a folder can hold', () => {
    const name = `${'评'.repeat(83)}.yaml`;
    writeFileSync(at(name), 'old');
    writeFileAtomically(at(name), 'new', { replace: true });
    expect(read(at(name))).toBe('new');
  });

  test('is not stopped by what an earlier writer of the same process id left', () => {
    writeFileSync(at('sheet.yaml'), 'old');
    writeFileSync(at(`.sheet.yaml.${process.pid}.assess-tmp`), 'torn');
    writeFileAtomically(at('sheet.yaml'), 'new', { replace: true });
    expect(read(at('sheet.yaml'))).toBe('new');
    expect(namesIn(at())).toEqual(['sheet.yaml']);
  });
});

describe('a link', () => {
  test('is followed: it stays, its target is replaced and keeps its mode', () => {
    mkdirSync(at('real'));
    writeFileSync(at('real', 'sheet.yaml'), 'old');
    chmodSync(at('real', 'sheet.yaml'), 0o600);
    symlinkSync('real/sheet.yaml', at('link.yaml'));
    writeFileAtomically(at('link.yaml'), 'new', { replace: true });
    expect(readlinkSync(at('link.yaml'))).toBe('real/sheet.yaml');
    expect(read(at('real', 'sheet.yaml'))).toBe('new');
    expect(modeOf(at('real', 'sheet.yaml'))).toBe(0o600);
    expect(namesIn(at())).toEqual(['link.yaml', 'real', 'real/sheet.yaml']);
  });

  test('to a link is followed to the end', () => {
    writeFileSync(at('sheet.yaml'), 'old');
    symlinkSync(at('sheet.yaml'), at('a'));
    symlinkSync('a', at('b'));
    writeFileAtomically(at('b'), 'new', { replace: true });
    expect(read(at('sheet.yaml'))).toBe('new');
    expect([at('a'), at('b')].every((path) => lstatSync(path).isSymbolicLink())).toBe(true);
  });

  test('to a folder on the way is followed', () => {
    mkdirSync(at('real'));
    symlinkSync('real', at('link'));
    writeFileAtomically(at('link', 'sheet.yaml'), 'new', { replace: true });
    expect(read(at('real', 'sheet.yaml'))).toBe('new');
  });

  test('that leads nowhere is followed too: its target is made', () => {
    symlinkSync('missing.yaml', at('link.yaml'));
    writeFileAtomically(at('link.yaml'), 'new', { replace: true });
    expect(lstatSync(at('link.yaml')).isSymbolicLink()).toBe(true);
    expect(read(at('missing.yaml'))).toBe('new');
  });

  test('that leads nowhere is followed from the folder that it really stands in', () => {
    mkdirSync(at('real', 'sub'), { recursive: true });
    symlinkSync('real/sub', at('folder'));
    symlinkSync('../missing.yaml', at('real', 'sub', 'link.yaml'));
    writeFileAtomically(at('folder', 'link.yaml'), 'new', { replace: true });
    expect(read(at('real', 'missing.yaml'))).toBe('new');
  });

  test('into a missing folder is told, and stays', () => {
    symlinkSync('none/sheet.yaml', at('link.yaml'));
    const path = at('link.yaml');
    const said = failureOf(() => writeFileAtomically(path, 'new', { replace: true }));
    expect(said).toEqual({ en: en.failure.noFolder(path), zh: zh.failure.noFolder(path) });
    expect(readlinkSync(path)).toBe('none/sheet.yaml');
  });

  test('to itself is told with the reason, and stays', () => {
    symlinkSync('loop', at('loop'));
    const path = at('loop');
    const said = failureOf(() => writeFileAtomically(path, 'new', { replace: true }));
    expect(said).toEqual({ en: en.failure.cannotWrite(path, 'ELOOP'), zh: zh.failure.cannotWrite(path, 'ELOOP') });
    expect(readlinkSync(path)).toBe('loop');
    expect(() => removeLeftovers(path)).not.toThrow();
  });
});

describe('without leave to replace', () => {
  test('a new file is made', () => {
    writeFileAtomically(at('sheet.yaml'), 'new', { replace: false });
    expect(read(at('sheet.yaml'))).toBe('new');
    expect(namesIn(at())).toEqual(['sheet.yaml']);
  });

  test.each<readonly [string, () => void, (typeof WORDINGS)[number]]>([
    ['a file', () => writeFileSync(at('sheet.yaml'), 'old'), 'exists'],
    ['an empty file', () => writeFileSync(at('sheet.yaml'), ''), 'exists'],
    ['a link', () => symlinkSync('other', at('sheet.yaml')), 'exists'],
    ['a folder', () => mkdirSync(at('sheet.yaml')), 'isFolder'],
    ['a FIFO', () => makeFifo(at('sheet.yaml')), 'specialTarget'],
  ])('%s that is there stays as it is', (_, make, wording) => {
    make();
    expectRefusal(false, wording);
  });
});

describe('with leave to replace', () => {
  test.each<readonly [string, () => void, (typeof WORDINGS)[number]]>([
    ['an empty folder', () => mkdirSync(at('sheet.yaml')), 'isFolder'],
    ['a folder with something in it', () => mkdirSync(at('sheet.yaml', 'sub'), { recursive: true }), 'isFolder'],
    ['a FIFO', () => makeFifo(at('sheet.yaml')), 'specialTarget'],
  ])('%s that is there stays as it is all the same', (_, make, wording) => {
    make();
    expectRefusal(true, wording);
  });
});

const WORDINGS = ['exists', 'isFolder', 'specialTarget'] as const;

/** Nothing in the folder changes, and the words are these. */
function expectRefusal(mayReplace: boolean, wording: (typeof WORDINGS)[number]): void {
  const path = at('sheet.yaml');
  const { ino, size, mode, mtimeMs } = lstatSync(path);
  const names = namesIn(at());
  const said = failureOf(() => writeFileAtomically(path, 'new', { replace: mayReplace }));
  expect(said).toEqual({ en: en.failure[wording](path), zh: zh.failure[wording](path) });
  expect(lstatSync(path)).toMatchObject({ ino, size, mode, mtimeMs });
  expect(namesIn(at())).toEqual(names);
}

describe('a place that cannot be written', () => {
  test.each([true, false])('a missing folder is told (replace: %s)', (mayReplace) => {
    const path = at('none', 'sheet.yaml');
    const said = failureOf(() => writeFileAtomically(path, 'new', { replace: mayReplace }));
    expect(said).toEqual({ en: en.failure.noFolder(path), zh: zh.failure.noFolder(path) });
    expect(namesIn(at())).toEqual([]);
  });

  test.each([true, false])('a folder that is a file is told with the reason (replace: %s)', (mayReplace) => {
    writeFileSync(at('file'), '');
    const path = at('file', 'sheet.yaml');
    const said = failureOf(() => writeFileAtomically(path, 'new', { replace: mayReplace }));
    expect(said).toEqual({
      en: en.failure.cannotWrite(path, 'ENOTDIR'),
      zh: zh.failure.cannotWrite(path, 'ENOTDIR'),
    });
    expect(namesIn(at())).toEqual(['file']);
  });
});
