import {
  closeSync,
  fchmodSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure, reasonOf } from './failure.ts';

/**
 * Puts content in place of a file in one step: after a crash at any moment, the file is the old one or the new one. The
 * new content is on the disk before the name changes over. A link is followed; the mode of the old file is kept. With
 * `replace: false` an existing file is a Failure. Throws a Failure, with the old file whole, where it cannot be written.
 */
export function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
  { replace }: { readonly replace: boolean },
): void {
  const target = replace ? resolveLink(path) : path;
  refuseSpecial(target, path);
  if (!replace && exists(target)) throw new Failure((m) => m.failure.exists(path));
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.assess-tmp`);
  try {
    writeDurably(temporary, typeof content === 'string' ? Buffer.from(content) : content, modeOf(target));
    if (replace) renameSync(temporary, target);
    else moveInto(temporary, target);
    syncFolder(dirname(target));
  } catch (error) {
    removeQuietly(temporary);
    if (error instanceof Failure) throw error;
    throw cannotWrite(path, exists(target), error);
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

/** Removes what writers of this file left behind when they were killed. */
export function removeLeftovers(path: string): void {
  const folder = dirname(path);
  const pattern = new RegExp(`^\\.${basename(path).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\.(\\d+)\\.assess-tmp$`);
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of names) {
    const pid = Number(pattern.exec(name)?.[1]);
    if (pid && pid !== process.pid && !isRunning(pid)) removeQuietly(join(folder, name));
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

/** Gives the file its name only if nobody has taken the name in between; where links are not possible, checks and renames. */
function moveInto(temporary: string, target: string): void {
  try {
    linkSync(temporary, target);
    unlinkSync(temporary);
  } catch (error) {
    if (reasonOf(error) === 'EEXIST') throw error;
    if (exists(target)) throw Object.assign(new Error('exists'), { code: 'EEXIST' });
    renameSync(temporary, target);
  }
}

function resolveLink(path: string): string {
  try {
    return lstatSync(path).isSymbolicLink() ? realpathSync(path) : path;
  } catch {
    return path;
  }
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
