import {
  closeSync,
  existsSync,
  fchmodSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure, reasonOf } from './failure.ts';

/**
 * Puts content in place of a file in one step: after a crash at any moment, the file is the old one or the new one. The
 * new content is on the disk before the name changes over. A link is followed, and what it leads to is made if it is
 * missing; the mode of the old file is kept. With `replace: false` an existing file is a Failure. Throws a Failure, with
 * the old file whole, where it cannot be written.
 */
export function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
  { replace }: { readonly replace: boolean },
): void {
  let temporary: string | null = null;
  try {
    const target = replace ? resolveLink(path) : path;
    refuseSpecial(target, path);
    if (!replace && exists(target)) throw new Failure((m) => m.failure.exists(path));
    // This process writes nothing else at the moment, so what bears its id is of an earlier one.
    removeTemporaries(target, (pid) => pid === process.pid);
    temporary = temporaryBeside(target);
    writeDurably(temporary, typeof content === 'string' ? Buffer.from(content) : content, modeOf(target));
    if (replace) renameSync(temporary, target);
    else moveInto(temporary, target);
    syncFolder(dirname(target));
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw cannotWrite(path, existsSync(path), error);
  } finally {
    if (temporary !== null) removeQuietly(temporary);
  }
}

/** What came of replacing a file: done, or left alone since it had changed, or done over what `displaced` holds. */
export type Replaced =
  | { readonly kind: 'done'; readonly old: number | null }
  | { readonly kind: 'changed' }
  | { readonly kind: 'displaced'; readonly old: number; readonly content: Uint8Array };

/**
 * As `writeFileAtomically`, for a file that others write too: its content has to be `expected` once more when all is
 * ready, and, since even then somebody may come in between, so has what was displaced. `old` is the file that was there, still
 * open: who had it open too may go on writing to it. A file that is read-only is refused.
 */
export function replaceFile(path: string, content: Uint8Array, expected: Uint8Array): Replaced {
  const temporaries: string[] = [];
  try {
    const target = resolveLink(path);
    refuseSpecial(target, path);
    const mode = modeOf(target);
    if (mode === null) throw Object.assign(new Error('gone'), { code: 'ENOENT' });
    if ((mode & 0o222) === 0) throw Object.assign(new Error('read-only'), { code: 'EACCES' });
    const temporary = temporaryBeside(target);
    temporaries.push(temporary);
    writeDurably(temporary, content, mode);
    if (Buffer.compare(readFileSync(target), expected) !== 0) return { kind: 'changed' };
    const old = temporaryBeside(target);
    const isLinked = tryLink(target, old);
    if (isLinked) temporaries.push(old);
    renameSync(temporary, target);
    syncFolder(dirname(target));
    if (!isLinked) return { kind: 'done', old: null };
    const descriptor = openSync(old, 'r');
    const there = readOpen(descriptor);
    const isKnown = Buffer.compare(there, expected) === 0;
    return isKnown ? { kind: 'done', old: descriptor } : { kind: 'displaced', old: descriptor, content: there };
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw cannotWrite(path, existsSync(path), error);
  } finally {
    for (const temporary of temporaries) removeQuietly(temporary);
  }
}

/** What an open file holds now. */
export function readOpen(descriptor: number): Uint8Array {
  const content = Buffer.alloc(fstatSync(descriptor).size);
  let length = 0;
  while (length < content.length) {
    const count = readSync(descriptor, content, length, content.length - length, length);
    if (count === 0) break;
    length += count;
  }
  return content.subarray(0, length);
}

/** Not every file system has links; then only the last look before the change tells. */
function tryLink(target: string, link: string): boolean {
  try {
    linkSync(target, link);
    return true;
  } catch {
    return false;
  }
}

function cannotWrite(path: string, existed: boolean, error: unknown): Failure {
  const reason = reasonOf(error);
  return new Failure((m) => {
    if (reason === 'EEXIST') return m.failure.exists(path);
    if (reason === 'ENOENT') return m.failure.noFolder(path);
    return existed ? m.failure.cannotReplace(path, reason) : m.failure.cannotWrite(path, reason);
  }, error);
}

/** Removes what writers of this file, or of the one that it links to, left behind when they were killed. */
export function removeLeftovers(path: string): void {
  let target: string;
  try {
    target = resolveLink(path);
  } catch {
    // Who reads or writes the file tells why it cannot be reached.
    return;
  }
  removeTemporaries(target, (pid) => pid !== process.pid && !isRunning(pid));
}

/** What a temporary name keeps of the file's: with the rest it stays below every system's limit of a name. */
const MOST_STEM = 100;

/** The beginning of the names of a file's temporary files, which others whose long names begin the same share. */
function temporaryPrefix(target: string): string {
  let stem = '';
  for (const char of basename(target)) {
    if (Buffer.byteLength(stem + char) > MOST_STEM) break;
    stem += char;
  }
  return `.${stem}.`;
}

/** A name that no other writer takes, not even one of the same id in another container. */
function temporaryBeside(target: string): string {
  const token = Math.random().toString(36).slice(2, 10);
  return join(dirname(target), `${temporaryPrefix(target)}${process.pid}-${token}.assess-tmp`);
}

const TEMPORARY_END = /^(\d+)(?:-[0-9a-z]*)?\.assess-tmp$/;

/** Removes the temporary files of a file by the ids of their writers; a folder may be written and yet not be read. */
function removeTemporaries(target: string, isWanted: (pid: number) => boolean): void {
  const folder = dirname(target);
  const prefix = temporaryPrefix(target);
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of names) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(TEMPORARY_END.exec(name.slice(prefix.length))?.[1]);
    if (pid && isWanted(pid)) removeQuietly(join(folder, name));
  }
}

/** A device, a pipe or a folder is not replaced by a file, whatever `--force` says. */
function refuseSpecial(target: string, path: string): void {
  const stat = lstatSync(target, { throwIfNoEntry: false });
  if (stat?.isDirectory()) throw new Failure((m) => m.failure.isFolder(path));
  if (stat && !stat.isFile() && !stat.isSymbolicLink()) throw new Failure((m) => m.failure.specialTarget(path));
}

function writeDurably(path: string, content: Uint8Array, mode: number | null): void {
  const descriptor = openSync(path, 'wx', mode ?? 0o666);
  try {
    for (let offset = 0; offset < content.length; ) {
      const written = writeSync(descriptor, content, offset, content.length - offset);
      if (written <= 0) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
      offset += written;
    }
    if (mode !== null) fchmodSync(descriptor, mode);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Gives the file its name only if nobody has taken the name in between; where links are not possible, checks and renames.
 * A temporary name that somebody holds for a moment is no failure, since the file has its own by then.
 */
function moveInto(temporary: string, target: string): void {
  try {
    linkSync(temporary, target);
  } catch (error) {
    if (reasonOf(error) === 'EEXIST') throw error;
    if (exists(target)) throw Object.assign(new Error('exists'), { code: 'EEXIST' });
    renameSync(temporary, target);
  }
  removeQuietly(temporary);
}

/** As many links as systems follow. */
const MOST_LINKS = 40;

/** Where a path leads when links are followed to their end, whether or not there is a file. */
function resolveLink(path: string): string {
  let target = path;
  for (let links = 0; links < MOST_LINKS; links++) {
    if (!lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink()) return target;
    target = resolve(realpathSync(dirname(target)), readlinkSync(target));
  }
  throw Object.assign(new Error('too many links'), { code: 'ELOOP' });
}

function modeOf(path: string): number | null {
  try {
    return statSync(path).mode & 0o777;
  } catch {
    return null;
  }
}

function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Makes the new name itself durable; not every system lets a folder be synced. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Windows and some network disks refuse; the file itself is safe all the same.
  }
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was never made, or is gone already.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return reasonOf(error) === 'EPERM';
  }
}

/** Closes a file that was only read. */
export function closeQuietly(descriptor: number): void {
  try {
    closeSync(descriptor);
  } catch {
    // Nothing was written, so nothing is lost.
  }
}
