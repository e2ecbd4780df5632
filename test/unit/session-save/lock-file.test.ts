import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { removeForgottenLock, withLock } from '../../../src/io/lock-file.ts';
import { removeLeftovers } from '../../../src/io/temporary-files.ts';
import { namesIn } from '../io/temporary-folder.ts';
import { A, heldIn, saved, takeSeat, useDesk } from './desk.ts';

const desk = useDesk();
const lock = (): string => desk.at('work', '.sheet.yaml.assess-lock');
/** An id that no process has: the one of a process that just ended. */
const deadPid = (): number => spawnSync(process.execPath, ['-e', '0']).pid;
const put = (content: string, seconds: number): void => {
  writeFileSync(lock(), content);
  const time = Date.now() / 1000 - seconds;
  utimesSync(lock(), time, time);
};

/** Waiting for a lock takes no time here; what happens meanwhile can be said. */
let pauses = 0;
let meanwhile: () => void = () => undefined;
beforeEach(() => {
  pauses = 0;
  meanwhile = () => undefined;
  vi.spyOn(Atomics, 'wait').mockImplementation(() => {
    pauses++;
    meanwhile();
    return 'timed-out';
  });
});
afterEach(() => vi.restoreAllMocks());

describe('a lock', () => {
  test('is there while something is done, names who has it, and is gone afterwards', () => {
    const content = withLock(desk.path, () => readFileSync(lock(), 'utf8'));
    expect(content).toBe(`${process.pid} ${hostname()}`);
    expect(namesIn(desk.at('work'))).toEqual(['sheet.yaml']);
  });

  test('is gone afterwards too when it went wrong', () => {
    const action = (): never => {
      throw new Error('wrong');
    };
    expect(() => withLock(desk.path, action)).toThrow('wrong');
    expect(namesIn(desk.at('work'))).toEqual(['sheet.yaml']);
  });

  test.each<readonly [string, () => void]>([
    ['of a process that was killed', () => put(`${deadPid()} ${hostname()}`, 0)],
    ['of another computer, long ago', () => put('1 elsewhere', 60)],
    ['that was never written to, long ago', () => put('', 60)],
    ['of an earlier process with the id of this one, as containers have them', () => put(lockOfMine(), 60)],
  ])('%s is set aside without waiting', (_, prepare) => {
    prepare();
    const seat = takeSeat(desk.path, desk.env);
    saved(seat.answer(A, { score: 10 }));
    expect(pauses).toBe(0);
    expect(heldIn(desk.path, A).score).toBe(10);
    expect(namesIn(desk.at('work'))).toEqual(['sheet.yaml']);
  });

  test.each<readonly [string, () => void]>([
    ['of a living process', () => put(`${process.ppid} ${hostname()}`, 0)],
    ['of another computer, just now', () => put('1 elsewhere', 0)],
    ['that is just being written', () => put('', 0)],
  ])('%s is waited for', (_, prepare) => {
    prepare();
    meanwhile = () => {
      if (pauses === 3) unlinkSync(lock());
    };
    const held = withLock(desk.path, () => readFileSync(lock(), 'utf8'));
    expect(pauses).toBe(3);
    expect(held).toBe(`${process.pid} ${hostname()}`);
  });

  test('that is never given back does not stop the saving, and is left to its owner', () => {
    const theirs = `${process.ppid} ${hostname()}`;
    put(theirs, 0);
    saved(takeSeat(desk.path, desk.env).answer(A, { score: 10 }));
    expect(pauses).toBeGreaterThan(100);
    expect(heldIn(desk.path, A).score).toBe(10);
    expect(readFileSync(lock(), 'utf8')).toBe(theirs);
  });
});

const lockOfMine = (): string => `${process.pid} ${hostname()}`;

describe('what killed sessions left', () => {
  test('is gone after the next start and its first save', () => {
    const pid = deadPid();
    put(`${pid} ${hostname()}`, 0);
    for (const name of [`.sheet.yaml.${pid}-abc123.assess-tmp`, `.sheet.yaml.${pid}.assess-tmp`])
      writeFileSync(desk.at('work', name), 'torn');
    removeLeftovers(desk.path);
    saved(takeSeat(desk.path, desk.env).refresh());
    expect(namesIn(desk.at('work'))).toEqual(['sheet.yaml']);
  });

  test('is gone too where it was killed while it set a lock aside', () => {
    const pid = deadPid();
    writeFileSync(`${lock()}-${pid}`, `${pid} ${hostname()}`);
    removeForgottenLock(desk.path);
    saved(takeSeat(desk.path, desk.env).refresh());
    expect(namesIn(desk.at('work'))).toEqual(['sheet.yaml']);
  });

  test('of another sheet, or of a living session, stays', () => {
    const names = [
      `.other.yaml.${deadPid()}-abc123.assess-tmp`,
      `.sheet.yaml.${process.ppid}-abc123.assess-tmp`,
      '.sheet.yaml.swp',
    ];
    for (const name of names) writeFileSync(desk.at('work', name), 'theirs');
    removeLeftovers(desk.path);
    for (const name of names) expect(existsSync(desk.at('work', name))).toBe(true);
  });
});
