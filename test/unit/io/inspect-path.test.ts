import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inspectPath, type PathFact } from '../../../src/io/inspect-path.ts';
import { makeFifo, useTemporaryFolder } from './temporary-folder.ts';

const at = useTemporaryFolder();
const SHA256_OF_ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';

const FILE: PathFact = { kind: 'file', sha256: null };
const MISSING: PathFact = { kind: 'missing' };
const NO_FILE: PathFact = { kind: 'no-file' };
const ABSOLUTE: PathFact = { kind: 'outside', why: 'absolute' };
const PARENT: PathFact = { kind: 'outside', why: 'parent' };
const LINK: PathFact = { kind: 'outside', why: 'link' };

/** A sheet's folder with evidence, a folder beside it whose name begins the same, and links in and out. */
function makeFolders(): string {
  mkdirSync(at('org', 'evidence', 'sub'), { recursive: true });
  mkdirSync(at('org-twin'));
  for (const path of [
    'org/E01.pdf',
    'org/evidence/E02.pdf',
    'org/evidence/合同 1.pdf',
    'org/..odd',
    'org-twin/E03.pdf',
    'secret',
  ])
    writeFileSync(at(path), 'abc');
  symlinkSync('evidence/E02.pdf', at('org', 'in.pdf'));
  symlinkSync('evidence', at('org', 'in'));
  symlinkSync('../secret', at('org', 'out.pdf'));
  symlinkSync(at('org-twin'), at('org', 'out'));
  symlinkSync('out.pdf', at('org', 'out-by-two.pdf'));
  symlinkSync('../org/E01.pdf', at('org', 'out-and-in.pdf'));
  symlinkSync('nowhere', at('org', 'dangling'));
  symlinkSync('loop', at('org', 'loop'));
  symlinkSync('/dev/null', at('org', 'device'));
  makeFifo(at('org', 'fifo'));
  return at('org');
}

describe('a path inside the folder of the sheet', () => {
  test.each<readonly [string, string, PathFact]>([
    ['a file', 'E01.pdf', FILE],
    ['a file in a folder', 'evidence/E02.pdf', FILE],
    ['a name with a blank and Chinese', 'evidence/合同 1.pdf', FILE],
    ['a name that begins with two points', '..odd', FILE],
    ['points that change nothing', './evidence/./E02.pdf', FILE],
    ['points that stay inside', 'evidence/../E01.pdf', FILE],
    ['doubled slashes', 'evidence//E02.pdf', FILE],
    ['backslashes', 'evidence\\E02.pdf', FILE],
    ['backslashes with points', '.\\evidence\\..\\E01.pdf', FILE],
    ['a link to a file inside', 'in.pdf', FILE],
    ['a link to a folder inside', 'in/E02.pdf', FILE],
    ['a link that goes out and comes back', 'out-and-in.pdf', FILE],
    ['a missing file', 'none.pdf', MISSING],
    ['a file in a missing folder', 'none/E01.pdf', MISSING],
    ['a path below a file', 'E01.pdf/x', MISSING],
    ['a very long path', 'x/'.repeat(5000), MISSING],
    ['a link to nothing', 'dangling', MISSING],
    ['a folder', 'evidence', NO_FILE],
    ['a folder with a slash', 'evidence/', NO_FILE],
    ['the folder itself', '.', NO_FILE],
    ['the folder itself by a detour', 'evidence/..', NO_FILE],
    ['a FIFO, which is not opened', 'fifo', NO_FILE],
  ])('%s', (_, path, fact) => {
    expect(inspectPath(makeFolders(), path, false)).toEqual(fact);
  });
});

describe('a path that leaves the folder', () => {
  test.each<readonly [string, string, PathFact]>([
    ['up', '../secret', PARENT],
    ['up and nothing else', '..', PARENT],
    ['up by a detour', 'evidence/../../secret', PARENT],
    ['up with backslashes', '..\\secret', PARENT],
    ['up with both', 'evidence\\../..\\secret', PARENT],
    ['up and back in', '../org/E01.pdf', FILE],
    ['to a folder whose name begins the same', '../org-twin/E03.pdf', PARENT],
    ['far up', `${'../'.repeat(40)}etc/passwd`, PARENT],
    ['from the root', '/etc/passwd', ABSOLUTE],
    ['to another computer, with slashes', '//server/share/E01.pdf', ABSOLUTE],
    ['to another computer', '\\\\server\\share\\E01.pdf', ABSOLUTE],
    ['to a drive', 'C:\\evidence\\E01.pdf', ABSOLUTE],
    ['to a drive, with slashes', 'c:/evidence/E01.pdf', ABSOLUTE],
    ['to a drive, relative to its folder', 'D:E01.pdf', ABSOLUTE],
    ['from the root of the drive', '\\evidence\\E01.pdf', ABSOLUTE],
    ['to a device of Windows', '\\\\.\\pipe\\x', ABSOLUTE],
    ['by a link to a file', 'out.pdf', LINK],
    ['by a link to a folder', 'out/E03.pdf', LINK],
    ['by two links', 'out-by-two.pdf', LINK],
    ['by a link to a device', 'device', LINK],
  ])('%s', (_, path, fact) => {
    expect(inspectPath(makeFolders(), path, false)).toEqual(fact);
  });
});

describe('a path that cannot be looked at', () => {
  test.each([
    ['a link to itself', 'loop', 'ELOOP'],
    ['a name that is too long', 'x'.repeat(300), 'ENAMETOOLONG'],
  ])('%s', (_, path, reason) => {
    expect(inspectPath(makeFolders(), path, false)).toEqual({ kind: 'unreadable', reason });
  });

  test('a NUL in it is told, not thrown', () => {
    expect(inspectPath(makeFolders(), 'E01\0.pdf', true)).toMatchObject({ kind: 'unreadable' });
  });
});

describe('the folder', () => {
  test('may itself be reached by a link', () => {
    symlinkSync(makeFolders(), at('link'));
    expect(inspectPath(at('link'), 'E01.pdf', false)).toEqual(FILE);
    expect(inspectPath(at('link'), 'out.pdf', false)).toEqual(LINK);
  });

  test('may be written with a slash at its end, or relative', () => {
    const folder = makeFolders();
    expect(inspectPath(`${folder}/`, 'E01.pdf', false)).toEqual(FILE);
    expect(inspectPath(join(folder, 'evidence', '..'), 'E01.pdf', false)).toEqual(FILE);
  });

  test('may be the root', () => {
    const path = join(makeFolders(), 'E01.pdf').slice(1);
    expect(inspectPath('/', path, false)).toEqual(FILE);
  });

  test('may be missing', () => {
    expect(inspectPath(at('none'), 'E01.pdf', false)).toEqual(MISSING);
  });
});

test('the digest is of the file that a link leads to, and only where it is wanted', () => {
  const folder = makeFolders();
  expect(inspectPath(folder, 'in.pdf', true)).toEqual({ kind: 'file', sha256: SHA256_OF_ABC });
  expect(inspectPath(folder, 'in.pdf', false)).toEqual({ kind: 'file', sha256: null });
  expect(inspectPath(folder, 'out.pdf', true)).toEqual(LINK);
});
