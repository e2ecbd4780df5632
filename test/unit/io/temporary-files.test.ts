import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readBytes } from '../../../src/io/read-file.ts';
import { removeLeftovers, restoreTaken } from '../../../src/io/temporary-files.ts';
import { namesIn, useTemporaryFolder } from './temporary-folder.ts';

const at = useTemporaryFolder();
/** The id of a process that has ended. */
const deadPid = (): number => spawnSync(process.execPath, ['--version'], { env: {} }).pid;

afterEach(() => {
  vi.restoreAllMocks();
});

describe('leftovers of killed writers', () => {
  const leftover = (name: string, pid: number | string): string => {
    const path = at(`.${name}.${pid}.assess-tmp`);
    writeFileSync(path, 'torn');
    return path;
  };

  test('are removed, and nothing but them', () => {
    const dead = deadPid();
    const gone = leftover('sheet.yaml', dead);
    const kept = [
      leftover('sheet.yaml', process.pid),
      leftover('sheet.yaml', process.ppid),
      leftover('other.yaml', dead),
      leftover('sheetXyaml', dead),
      leftover('my.sheet.yaml', dead),
      leftover('sheet.yaml', `${dead}.bak`),
      leftover('sheet.yaml', 'x'),
      leftover('sheet.yaml', 0),
      at(`sheet.yaml.${dead}.assess-tmp`),
      at(`.sheet.yaml.${dead}.assess-tmp~`),
      at('sheet.yaml'),
    ];
    for (const path of kept) writeFileSync(path, 'x');
    removeLeftovers(at('sheet.yaml'));
    expect(existsSync(gone)).toBe(false);
    expect(kept.filter((path) => !existsSync(path))).toEqual([]);
  });

  test('are found beside the file that a link leads to', () => {
    mkdirSync(at('real'));
    writeFileSync(at('real', 'sheet.yaml'), 'x');
    symlinkSync('real/sheet.yaml', at('link.yaml'));
    const gone = join(at('real'), `.sheet.yaml.${deadPid()}.assess-tmp`);
    writeFileSync(gone, 'torn');
    removeLeftovers(at('link.yaml'));
    expect(existsSync(gone)).toBe(false);
  });

  test('of a writer that belongs to somebody else and still runs are left', () => {
    const path = leftover('sheet.yaml', 4_000_000);
    vi.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
    });
    removeLeftovers(at('sheet.yaml'));
    expect(existsSync(path)).toBe(true);
  });

  test('of a number that no process can have are removed', () => {
    const path = leftover('sheet.yaml', '99999999999999999999');
    removeLeftovers(at('sheet.yaml'));
    expect(existsSync(path)).toBe(false);
  });

  test.each([
    ['a name full of signs', 'a+b(1)[2]{3}^$|?*.yaml'],
    ['a Chinese name', '评估表.yaml'],
  ])('of a file with %s are removed', (_, name) => {
    const path = leftover(name, deadPid());
    removeLeftovers(at(name));
    expect(existsSync(path)).toBe(false);
  });

  test('in a folder that is not there are no matter', () => {
    expect(() => removeLeftovers(at('none', 'sheet.yaml'))).not.toThrow();
  });
});

describe('a file that a writer had moved aside', () => {
  const aside = (name: string, pid: number, ...folder: readonly string[]): string => {
    const path = at(...folder, `.${name}.${pid}-x1.assess-old`);
    writeFileSync(path, 'as it was');
    return path;
  };
  const read = (path: string): string => Buffer.from(readBytes(path, 100)).toString();

  test('when it was killed has its name again as soon as somebody reads it', () => {
    aside('sheet.yaml', deadPid());
    expect(read(at('sheet.yaml'))).toBe('as it was');
    expect(namesIn(at())).toEqual(['sheet.yaml']);
  });

  test('has it again before leftovers are removed', () => {
    const dead = deadPid();
    aside('评估表.yaml', dead);
    writeFileSync(at(`.评估表.yaml.${dead}-x2.assess-tmp`), 'what was to be');
    removeLeftovers(at('评估表.yaml'));
    expect(namesIn(at())).toEqual(['评估表.yaml']);
    expect(readFileSync(at('评估表.yaml'), 'utf8')).toBe('as it was');
  });

  test('is found beside what a link leads to', () => {
    mkdirSync(at('real'));
    symlinkSync('real/sheet.yaml', at('link.yaml'));
    aside('sheet.yaml', deadPid(), 'real');
    expect(read(at('link.yaml'))).toBe('as it was');
    expect(namesIn(at('real'))).toEqual(['sheet.yaml']);
  });

  test('gives way to a file that has taken the name meanwhile', () => {
    const path = aside('sheet.yaml', deadPid());
    writeFileSync(at('sheet.yaml'), 'somebody else wrote this');
    expect(restoreTaken(at('sheet.yaml'))).toBe(true);
    removeLeftovers(at('sheet.yaml'));
    expect(existsSync(path)).toBe(false);
    expect(read(at('sheet.yaml'))).toBe('somebody else wrote this');
  });

  test('is waited for while its writer runs, and taken from one that does not come back', () => {
    const path = aside('sheet.yaml', process.ppid);
    let pauses = 0;
    vi.spyOn(Atomics, 'wait').mockImplementation(() => {
      if (++pauses === 3) writeFileSync(at('sheet.yaml'), 'done');
      return 'timed-out';
    });
    expect(read(at('sheet.yaml'))).toBe('done');
    expect([pauses, existsSync(path)]).toEqual([3, true]);
    const other = aside('other.yaml', process.ppid);
    expect(read(at('other.yaml'))).toBe('as it was');
    expect([pauses > 20, existsSync(other)]).toEqual([true, false]);
  });

  test('of another name is left alone, and a file that is not there stays away', () => {
    const path = aside('other.yaml', deadPid());
    expect(() => readBytes(at('sheet.yaml'), 100)).toThrow();
    expect(restoreTaken(at('sheet.yaml'))).toBe(false);
    expect(restoreTaken(join(at(), 'none', 'sheet.yaml'))).toBe(false);
    expect(existsSync(path)).toBe(true);
  });
});
