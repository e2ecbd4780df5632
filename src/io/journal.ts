import { mkdirSync, readdirSync, readFileSync, realpathSync, statSync, unlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { digestOf } from './digest.ts';
import { writeFileAtomically } from './write-file.ts';

type Environment = Readonly<Record<string, string | undefined>>;
/** What is kept for a sheet: answers that could not be written, and texts that are half written. */
export type Kept = 'answers' | 'drafts';

/** What was kept for a sheet: where, and when it was written, in milliseconds. */
export interface Journal {
  readonly path: string;
  readonly text: string;
  readonly at: number;
}

/** The folders in which journals may stand, the best first: never beside the sheet, since it is there that writing failed. */
function journalFolders(env: Environment): string[] {
  const state = env['XDG_STATE_HOME'] || env['LOCALAPPDATA'] || join(homedir(), '.local', 'state');
  return [join(state, 'assess', 'journal'), join(tmpdir(), 'assess-journal')];
}

function journalPaths(sheet: string, env: Environment, what: Kept): string[] {
  const name = `${digestOf(realPathOf(sheet)).slice(7, 27)}${what === 'drafts' ? '.drafts' : ''}.json`;
  return journalFolders(env).map((folder) => join(folder, name));
}

/** The path by which a sheet is known, whichever way it is reached; also where it is gone, with the folders that it was in. */
export function realPathOf(sheet: string): string {
  const path = resolve(sheet);
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(realPathOf(folder), basename(path));
  }
}

/** Keeps a text for a sheet that cannot be written; returns where, or null where that fails too. */
export function writeJournal(sheet: string, text: string, env: Environment, what: Kept = 'answers'): string | null {
  const paths = journalPaths(sheet, env, what);
  for (const path of paths)
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileAtomically(path, text, { replace: true });
      // Of an older one in another place nothing may be read any more.
      for (const other of paths) if (other !== path) removeQuietly(other);
      return path;
    } catch {
      // The next place may do.
    }
  return null;
}

/** What was kept for a sheet; null where nothing was. */
export function readJournal(sheet: string, env: Environment, what: Kept = 'answers'): Journal | null {
  const [newest] = newestFirst(journalPaths(sheet, env, what).flatMap((path) => tryRead(path) ?? []));
  return newest ?? null;
}

/** The journals of answers that this user has, of whatever sheets, the newest first. */
export function listJournals(env: Environment): readonly Journal[] {
  const own = process.getuid?.();
  const paths = journalFolders(env).flatMap((folder) => tryList(folder).map((name) => join(folder, name)));
  // The folder for temporary files is everybody's, and anybody could have put something there.
  const isOwn = (path: string): boolean => own === undefined || statSync(path).uid === own;
  return newestFirst(paths.flatMap((path) => tryRead(path, isOwn) ?? []));
}

const newestFirst = (journals: readonly Journal[]): Journal[] => [...journals].sort((a, b) => b.at - a.at);

function tryRead(path: string, isWanted: (path: string) => boolean = () => true): Journal | null {
  try {
    return isWanted(path) ? { path, text: readFileSync(path, 'utf8'), at: statSync(path).mtimeMs } : null;
  } catch {
    return null;
  }
}

function tryList(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => /^[0-9a-f]{20}\.json$/.test(name));
  } catch {
    return [];
  }
}

/** Removes a journal by its own path, with an older one that may stand in the other place. */
export function removeFound(path: string, env: Environment): void {
  for (const folder of journalFolders(env)) removeQuietly(join(folder, basename(path)));
}

export function removeJournal(sheet: string, env: Environment, what: Kept = 'answers'): void {
  for (const path of journalPaths(sheet, env, what)) removeQuietly(path);
}

function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Not there.
  }
}
