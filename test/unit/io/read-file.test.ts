import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { en } from '../../../src/i18n/en.ts';
import type { Messages } from '../../../src/i18n/messages.ts';
import { zh } from '../../../src/i18n/zh.ts';
import { digestFile, digestOf } from '../../../src/io/digest.ts';
import { isContent, readBytes, readStdin } from '../../../src/io/read-file.ts';
import { failureOf } from './failure-of.ts';
import { makeFifo, useTemporaryFolder } from './temporary-folder.ts';

const at = useTemporaryFolder();
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

describe('a file', () => {
  test.each([[''], ['a'], ['需求\r\n😀'], ['x'.repeat(300_000)]])('is read whole (%#)', (content) => {
    writeFileSync(at('sheet.yaml'), content);
    expect(text(readBytes(at('sheet.yaml'), 1_000_000))).toBe(content);
  });

  test.each([
    [9, 9],
    [10, 10],
    [11, 11],
    [12, 11],
    [5_000_000, 11],
  ])('of %i bytes is read to %i where 10 are wanted at most', (size, read) => {
    writeFileSync(at('sheet.yaml'), 'x'.repeat(size));
    expect(readBytes(at('sheet.yaml'), 10)).toHaveLength(read);
  });

  test('is read through a link', () => {
    writeFileSync(at('sheet.yaml'), 'x');
    symlinkSync('sheet.yaml', at('link'));
    expect(text(readBytes(at('link'), 10))).toBe('x');
  });
});

test.each([
  ['需求', true],
  ['需', false],
  ['需求\n', false],
  ['', false],
])('a file holds just 需求, and not %j', (expected, isSame) => {
  writeFileSync(at('sheet.yaml'), '需求');
  expect(isContent(at('sheet.yaml'), Buffer.from(expected))).toBe(isSame);
});

describe('what is no readable file', () => {
  type Wording = (messages: Messages, path: string) => string;
  const notFound: Wording = ({ failure }, path) => failure.notFound(path);
  const isFolder: Wording = ({ failure }, path) => failure.isFolder(path);
  const noRegularFile: Wording = ({ failure }, path) => failure.noRegularFile(path);
  const cannotRead =
    (reason: string): Wording =>
    ({ failure }, path) =>
      failure.cannotRead(path, reason);
  const made = (path: string, make: (path: string) => void): string => {
    make(path);
    return path;
  };

  test.each<readonly [string, () => string, Wording]>([
    ['a missing file', () => at('none.yaml'), notFound],
    ['a missing folder', () => at('none', 'a.yaml'), notFound],
    ['a folder', () => at(), isFolder],
    ['a FIFO, on which reading would wait for ever', () => made(at('fifo'), makeFifo), noRegularFile],
    ['a device', () => '/dev/null', noRegularFile],
    ['a link to itself', () => made(at('loop'), (path) => symlinkSync('loop', path)), cannotRead('ELOOP')],
    [
      'a path below a file',
      () => `${made(at('file'), (path) => writeFileSync(path, ''))}/a.yaml`,
      cannotRead('ENOTDIR'),
    ],
    ['a name too long', () => at('x'.repeat(300)), cannotRead('ENAMETOOLONG')],
  ])('%s is told in words, with its path', (_, make, wording) => {
    const path = make();
    for (const read of [() => readBytes(path, 10), () => isContent(path, Buffer.from('x'))]) {
      const said = failureOf(read);
      expect([said.en, said.zh]).toEqual([wording(en, path), wording(zh, path)]);
      expect(said.en).toContain(path);
    }
  });

  test('a path with a NUL is told, not thrown', () => {
    expect(failureOf(() => readBytes(at('a\0b'), 10)).en).toContain(at('a\0b'));
  });
});

describe('standard input', () => {
  const stdin = (...chunks: readonly (string | Buffer)[]): NodeJS.ReadStream =>
    Readable.from(chunks) as unknown as NodeJS.ReadStream;

  test('is read to its end, characters cut by chunks and all', async () => {
    const bytes = Buffer.from('需求');
    expect(text(await readStdin(stdin(bytes.subarray(0, 2), bytes.subarray(2), Buffer.from('!')), 100))).toBe('需求!');
  });

  test('may give texts', async () => {
    expect(text(await readStdin(stdin('需', '求'), 100))).toBe('需求');
  });

  test('may be empty', async () => {
    expect(await readStdin(stdin(), 100)).toHaveLength(0);
  });

  test('without end is read just over the limit', async () => {
    const endless = Readable.from(
      (function* () {
        for (;;) yield Buffer.alloc(10);
      })(),
    ) as unknown as NodeJS.ReadStream;
    expect((await readStdin(endless, 25)).length).toBe(30);
  });
});

describe('a digest', () => {
  const SHA256_OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  const SHA256_OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

  test('is SHA-256, of a text, of bytes and of a file', () => {
    writeFileSync(at('abc'), 'abc');
    writeFileSync(at('empty'), '');
    expect(digestOf('abc')).toBe(`sha256:${SHA256_OF_ABC}`);
    expect(digestOf(Buffer.from('abc'))).toBe(`sha256:${SHA256_OF_ABC}`);
    expect(digestFile(at('abc'))).toBe(SHA256_OF_ABC);
    expect(digestFile(at('empty'))).toBe(SHA256_OF_NOTHING);
  });

  test('of a large file is that of its whole content', () => {
    const content = Buffer.alloc(2_500_000, '需求');
    writeFileSync(at('large'), content);
    expect(`sha256:${digestFile(at('large'))}`).toBe(digestOf(content));
  });

  test('of what cannot be read throws', () => {
    mkdirSync(at('folder'));
    expect(() => digestFile(at('none'))).toThrow(/ENOENT/);
    expect(() => digestFile(at('folder'))).toThrow(/EISDIR/);
  });
});
