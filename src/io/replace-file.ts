import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  renameSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Failure, reasonOf } from './failure.ts';
import { exists, moveInto, removeQuietly, resolveLink, temporaryBeside } from './temporary-files.ts';
import { accessOf, cannotWrite, refuseSpecial, syncFolder, writeDurably } from './write-file.ts';

/**
 * What came of replacing a file. `done`; `changed`: it was not as expected any more, and is left alone; `displaced`: it had
 * changed at the last moment, and `content` is what stood there. `old` is the file that was there, still open: who had it
 * open too may go on writing to it.
 */
export type Replaced =
  | { readonly kind: 'done'; readonly old: number }
  | { readonly kind: 'changed' }
  | { readonly kind: 'displaced'; readonly old: number; readonly content: Uint8Array };

/**
 * As `writeFileAtomically`, for a file that others write too and that holds `expected` as far as is known. A file that is
 * read-only is refused. Throws a Failure, with the old file whole, where it cannot be written.
 *
 * A name changes over in one step, but which file had it in that very moment cannot be seen. While nobody else has written
 * the file, that is how it is done. Where it is `shared`, the file is first moved aside, so that nothing of it is lost; for
 * some microseconds there is none of its name, and should we be killed in them, `restoreTaken` gives it back.
 */
export function replaceFile(path: string, content: Uint8Array, expected: Uint8Array, shared: boolean): Replaced {
  let fresh: string | null = null;
  const held: number[] = [];
  let replaced: Replaced = { kind: 'changed' };
  try {
    const target = resolveLink(path);
    refuseSpecial(target, path);
    const access = accessOf(target);
    if (access === null) throw Object.assign(new Error('gone'), { code: 'ENOENT' });
    if ((access.mode & 0o222) === 0) throw Object.assign(new Error('read-only'), { code: 'EACCES' });
    // Who may write the folder could put a new file in place of one that he may only read.
    accessSync(target, constants.W_OK);
    fresh = temporaryBeside(target);
    writeDurably(fresh, content, access);
    const there = openSync(target, 'r');
    held.push(there);
    if (!holds(there, expected) || !isNameOf(target, there)) return replaced;
    if (shared) replaced = exchangeAside(fresh, target, there, expected, held);
    else {
      renameSync(fresh, target);
      fresh = null;
      syncFolder(dirname(target));
      replaced = seen(there, expected);
    }
    return replaced;
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw cannotWrite(path, existsSync(path), error);
  } finally {
    if (fresh !== null) removeQuietly(fresh);
    for (const descriptor of held) if (!('old' in replaced) || replaced.old !== descriptor) closeQuietly(descriptor);
  }
}

/** Moves what has the name aside, and gives the name to the fresh file, if nobody has taken it meanwhile. */
function exchangeAside(fresh: string, target: string, there: number, expected: Uint8Array, held: number[]): Replaced {
  const aside = temporaryBeside(target, 'old');
  let isOurs: boolean;
  try {
    renameSync(target, aside);
    isOurs = takeName(fresh, target);
  } catch (error) {
    if (!exists(target)) moveInto(aside, target);
    throw error;
  }
  syncFolder(dirname(target));
  let old = there;
  if (!isNameOf(aside, there)) {
    old = openSync(aside, 'r');
    held.push(old);
  }
  const replaced = seen(old, expected);
  removeQuietly(aside);
  return replaced.kind === 'done' && !isOurs ? { kind: 'changed' } : replaced;
}

/** Whether the fresh file could be given the name; false where somebody else's has it. */
function takeName(fresh: string, target: string): boolean {
  const own = openSync(fresh, 'r');
  try {
    moveInto(fresh, target);
    return true;
  } catch (error) {
    if (reasonOf(error) === 'EEXIST') return isNameOf(target, own);
    throw error;
  } finally {
    closeQuietly(own);
  }
}

const seen = (old: number, expected: Uint8Array): Replaced =>
  holds(old, expected) ? { kind: 'done', old } : { kind: 'displaced', old, content: readOpen(old) };

/** Whether a path leads to a file that is open. */
function isNameOf(path: string, descriptor: number): boolean {
  const open = fstatSync(descriptor, { bigint: true });
  // The name last: nothing is to come between this look and what is done next.
  const named = statSync(path, { bigint: true });
  return named.ino === open.ino && named.dev === open.dev;
}

/** What an open file holds now. */
export function readOpen(descriptor: number): Uint8Array {
  const content = Buffer.allocUnsafe(fstatSync(descriptor).size);
  return content.subarray(0, readInto(content, descriptor));
}

/** Taken again for every comparison, of which a save makes several. */
let scratch = Buffer.alloc(0);

/** Whether an open file holds just these bytes. */
export function holds(descriptor: number, expected: Uint8Array): boolean {
  // Room for more, so that a longer file is seen to be one.
  const size = expected.length + 1;
  if (scratch.length < size) scratch = Buffer.allocUnsafe(size * 2);
  const length = readInto(scratch.subarray(0, size), descriptor);
  return length === expected.length && scratch.compare(expected, 0, length, 0, length) === 0;
}

/** Reads a file from its beginning until it or the room ends; returns how many bytes that were. */
function readInto(room: Uint8Array, descriptor: number): number {
  let length = 0;
  while (length < room.length) {
    const count = readSync(descriptor, room, length, room.length - length, length);
    if (count === 0) break;
    length += count;
  }
  return length;
}

/** Closes a file that was only read. */
export function closeQuietly(descriptor: number): void {
  try {
    closeSync(descriptor);
  } catch {
    // Nothing was written, so nothing is lost.
  }
}
