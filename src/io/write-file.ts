import {
  closeSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Failure, reasonOf } from './failure.ts';
import { exists, moveInto, removeQuietly, removeTemporaries, resolveLink, temporaryBeside } from './temporary-files.ts';

/**
 * Puts content in place of a file in one step: after a crash at any moment, the file is the old one or the new one. The
 * new content is on the disk before the name changes over. A link is followed, and what it leads to is made if it is
 * missing; owner, group and mode of the old file are kept as far as the system lets us. With `replace: false` an existing file is a Failure. Throws a Failure, with
 * the old file whole, where it cannot be written.
 */
export function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
  { replace }: { readonly replace: boolean },
): void {
  let temporary: string | null = null;
  try {
    const target = targetOf(path, replace);
    // This process writes nothing else at the moment, so what bears its id is of an earlier one.
    removeTemporaries(target, (pid) => pid === process.pid);
    temporary = temporaryBeside(target);
    writeDurably(temporary, typeof content === 'string' ? Buffer.from(content) : content, accessOf(target));
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

/** Makes sure that a path may be given to a new file, before there is anything to write. Throws a Failure where it may not. */
export function checkNewFile(path: string, replace: boolean): void {
  try {
    targetOf(path, replace);
  } catch (error) {
    throw error instanceof Failure ? error : cannotWrite(path, false, error);
  }
}

/** The file that is written for a path. */
function targetOf(path: string, replace: boolean): string {
  const linked = resolveLink(path);
  refuseSpecial(linked, path);
  if (!replace && exists(path)) throw new Failure((m) => m.failure.exists(path));
  return replace ? linked : path;
}

/** What to say of a path that could not be written; `existed` tells whether there is a file. */
export function cannotWrite(path: string, existed: boolean, error: unknown): Failure {
  const reason = reasonOf(error);
  return new Failure((m) => {
    if (reason === 'EEXIST') return m.failure.exists(path);
    if (reason === 'ENOENT') return m.failure.noFolder(path);
    return existed ? m.failure.cannotReplace(path, reason) : m.failure.cannotWrite(path, reason);
  }, error);
}

/** A device, a pipe or a folder is not replaced by a file, whatever `--force` says. */
export function refuseSpecial(target: string, path: string): void {
  const stat = lstatSync(target, { throwIfNoEntry: false });
  if (stat?.isDirectory()) throw new Failure((m) => m.failure.isFolder(path));
  if (stat && !stat.isFile() && !stat.isSymbolicLink()) throw new Failure((m) => m.failure.specialTarget(path));
}

/** Whose a file is, and what they and others may do with it. */
export interface Access {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

/** Writes a new file, in place of an old one with its `access`, and has it on the disk when it returns. */
export function writeDurably(path: string, content: Uint8Array, access: Access | null): void {
  // Until it has the old one's group, nobody else is to read it.
  const descriptor = openSync(path, 'wx', access ? access.mode & 0o700 : 0o666);
  try {
    for (let offset = 0; offset < content.length; ) {
      const written = writeSync(descriptor, content, offset, content.length - offset);
      if (written <= 0) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
      offset += written;
    }
    if (access) fchmodSync(descriptor, passOn(descriptor, access));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Gives a new file the owner and group of the old one, or the group alone where only that is allowed, and returns the mode
 * that it is to have. Where it is of another group then, whoever is in that was one of all others, and is so still.
 */
function passOn(descriptor: number, { uid, gid, mode }: Access): number {
  const made = fstatSync(descriptor);
  if (made.uid === uid && made.gid === gid) return mode;
  if (tryOwner(descriptor, uid, gid) || made.gid === gid) return mode;
  if (made.uid !== uid && tryOwner(descriptor, made.uid, gid)) return mode;
  return (mode & 0o707) | ((mode & 0o007) << 3);
}

function tryOwner(descriptor: number, uid: number, gid: number): boolean {
  try {
    fchownSync(descriptor, uid, gid);
    return true;
  } catch {
    return false;
  }
}

/** The access to a file; null where there is none. */
export function accessOf(path: string): Access | null {
  try {
    const { uid, gid, mode } = statSync(path);
    return { uid, gid, mode: mode & 0o777 };
  } catch {
    return null;
  }
}

/** Makes the new name itself durable; not every system lets a folder be synced. */
export function syncFolder(folder: string): void {
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
