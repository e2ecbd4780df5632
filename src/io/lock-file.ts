import { closeSync, openSync, readdirSync, readFileSync, renameSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { reasonOf } from './failure.ts';
import { isRunning } from './is-running.ts';
import { pause } from './pause.ts';

const lockOf = (path: string): string => join(dirname(path), `.${basename(path)}.assess-lock`);

/** How long to wait for another session that is saving, and from what age on a lock is taken for forgotten; milliseconds. */
const WAIT = 3000;
const FORGOTTEN = 10_000;
const UNSIGNED = 500;

/**
 * Does something while no other `assess` saves the same file. Editors know nothing of the lock; it only keeps our own
 * sessions from stepping on each other. Where no lock can be made, the saving itself tells what is wrong.
 */
export function withLock<T>(path: string, action: () => T): T {
  const lock = lockOf(path);
  const held = acquire(lock);
  try {
    return action();
  } finally {
    if (held) release(lock);
  }
}

function acquire(lock: string): boolean {
  for (let waited = 0; waited < WAIT; waited += 5) {
    try {
      const descriptor = openSync(lock, 'wx');
      sign(lock, descriptor);
      return true;
    } catch (error) {
      if (reasonOf(error) !== 'EEXIST') return false;
    }
    if (left.has(lock) || isForgotten(lock)) setAside(lock);
    else pause(5);
  }
  return false;
}

/** Own locks that could not be removed when they were no longer needed. */
const left = new Set<string>();

function release(lock: string): void {
  if (removeQuietly(lock)) left.delete(lock);
  else left.add(lock);
}

/** Says whose the lock is; one that cannot be signed, as on a full disk, is no lock, and must not keep anybody out. */
function sign(lock: string, descriptor: number): void {
  try {
    writeSync(descriptor, `${process.pid} ${hostname()}`);
    closeSync(descriptor);
  } catch (error) {
    release(lock);
    throw error;
  }
}

/** Removes the lock of a file where who made it is gone. */
export function removeForgottenLock(path: string): void {
  const lock = lockOf(path);
  if (isForgotten(lock)) setAside(lock);
  for (const aside of asidesOf(lock)) removeQuietly(aside);
}

/** Locks that were set aside by processes that are gone. */
function asidesOf(lock: string): string[] {
  const prefix = `${basename(lock)}-`;
  try {
    return readdirSync(dirname(lock))
      .filter((name) => name.startsWith(prefix) && !isRunning(Number(name.slice(prefix.length)) || process.pid))
      .map((name) => join(dirname(lock), name));
  } catch {
    return [];
  }
}

/** Whether who made the lock is gone: its process here, or long ago elsewhere. */
function isForgotten(lock: string): boolean {
  try {
    const [pid, host] = readFileSync(lock, 'utf8').split(' ');
    // Signed by nobody, as on a full disk.
    if (!host) return Date.now() - statSync(lock).mtimeMs > UNSIGNED;
    // One of our own is left from a time when it could not be removed: no lock is taken within another.
    if (host === hostname() && Number(pid) > 0) return Number(pid) === process.pid || !isRunning(Number(pid));
    return Date.now() - statSync(lock).mtimeMs > FORGOTTEN;
  } catch {
    return false;
  }
}

/** By a name of its own first, so that of several that wait only one removes it. */
function setAside(lock: string): void {
  const aside = `${lock}-${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  removeQuietly(aside);
}

function removeQuietly(path: string): boolean {
  try {
    unlinkSync(path);
    return true;
  } catch (error) {
    return reasonOf(error) === 'ENOENT';
  }
}
