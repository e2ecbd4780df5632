import { linkSync, lstatSync, readdirSync, readlinkSync, realpathSync, renameSync, unlinkSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { reasonOf } from './failure.ts';
import { isRunning } from './is-running.ts';
import { pause } from './pause.ts';

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

/** What is to be a file, or what was one and is moved aside while another takes its name. */
type Kind = 'tmp' | 'old';

/** A name beside a file that no other writer takes, not even one of the same id in another container. */
export function temporaryBeside(target: string, kind: Kind = 'tmp'): string {
  const token = Math.random().toString(36).slice(2, 10);
  return join(dirname(target), `${temporaryPrefix(target)}${process.pid}-${token}.assess-${kind}`);
}

const TEMPORARY_END = /^(\d+)(?:-[0-9a-z]*)?\.assess-(tmp|old)$/;

/** The temporary files of a file, with the ids of their writers; a folder may be written and yet not be read. */
function temporariesOf(target: string): { readonly path: string; readonly pid: number; readonly kind: string }[] {
  const folder = dirname(target);
  const prefix = temporaryPrefix(target);
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const [, pid, kind] = (name.startsWith(prefix) && TEMPORARY_END.exec(name.slice(prefix.length))) || [];
    return pid && kind ? [{ path: join(folder, name), pid: Number(pid), kind }] : [];
  });
}

/** Removes the temporary files of a file by the ids of their writers; what was moved aside stays while nothing has the name. */
export function removeTemporaries(target: string, isWanted: (pid: number) => boolean): void {
  for (const { path, pid, kind } of temporariesOf(target))
    if (isWanted(pid) && (kind === 'tmp' || exists(target))) removeQuietly(path);
}

/** Puts right what writers of this file, or of the one that it links to, left behind when they were killed. */
export function removeLeftovers(path: string): void {
  const target = tryResolve(path);
  // Who reads or writes the file tells why it cannot be reached.
  if (target === null) return;
  restoreTaken(path);
  removeTemporaries(target, (pid) => pid !== process.pid && !isRunning(pid));
}

/** How often to look for a writer to finish, five milliseconds apart; it takes some microseconds. */
const MOST_LOOKS = 50;

/**
 * Gives a file its name back that a writer had moved aside when it was killed; one that is still running is waited for.
 * Returns whether anything has the name now.
 */
export function restoreTaken(path: string): boolean {
  const target = tryResolve(path);
  if (target === null) return false;
  for (let looks = 0; !exists(target); looks++) {
    const taken = temporariesOf(target).filter(({ kind }) => kind === 'old');
    const [first] = taken;
    if (!first) return exists(target);
    const isWritten = taken.some(({ pid }) => pid !== process.pid && isRunning(pid));
    if (isWritten && looks < MOST_LOOKS) pause(5);
    else return tryMove(first.path, target);
  }
  return true;
}

function tryMove(from: string, target: string): boolean {
  try {
    moveInto(from, target);
  } catch {
    // Somebody else has taken the name, or whoever reads the file tells what is wrong with the folder.
  }
  return exists(target);
}

/**
 * Gives the file its name only if nobody has taken the name in between; where links are not possible, checks and renames.
 * A temporary name that somebody holds for a moment is no failure, since the file has its own by then.
 */
export function moveInto(temporary: string, target: string): void {
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
export function resolveLink(path: string): string {
  let target = path;
  for (let links = 0; links < MOST_LINKS; links++) {
    if (!lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink()) return target;
    target = resolve(realpathSync(dirname(target)), readlinkSync(target));
  }
  throw Object.assign(new Error('too many links'), { code: 'ELOOP' });
}

function tryResolve(path: string): string | null {
  try {
    return resolveLink(path);
  } catch {
    return null;
  }
}

/** Whether anything has the name, if only a link that leads nowhere. */
export function exists(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

export function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was never made, or is gone already.
  }
}
