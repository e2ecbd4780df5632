import { mkdirSync, readFileSync, realpathSync, statSync, unlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { digestOf } from './digest.ts';
import { writeFileAtomically } from './write-file.ts';

type Environment = Readonly<Record<string, string | undefined>>;
/** What is kept for a sheet: answers that could not be written, and texts that are half written. */
export type Kept = 'answers' | 'drafts';

/** Where journals may stand, the best place first: never beside the sheet, since it is there that writing failed. */
function journalPaths(sheet: string, env: Environment, what: Kept): string[] {
  const name = `${digestOf(realPathOf(sheet)).slice(7, 27)}${what === 'drafts' ? '.drafts' : ''}.json`;
  const state = env['XDG_STATE_HOME'] || env['LOCALAPPDATA'] || join(homedir(), '.local', 'state');
  return [join(state, 'assess', 'journal', name), join(tmpdir(), 'assess-journal', name)];
}

/** The path by which a sheet is known, whichever way it is reached; also where it is gone. */
export function realPathOf(sheet: string): string {
  const path = resolve(sheet);
  try {
    return realpathSync(path);
  } catch {
    return path;
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

/** What was kept for a sheet, with its place; null where nothing was. */
export function readJournal(
  sheet: string,
  env: Environment,
  what: Kept = 'answers',
): { readonly path: string; readonly text: string } | null {
  const found = journalPaths(sheet, env, what).flatMap((path) => {
    try {
      return [{ path, text: readFileSync(path, 'utf8'), at: statSync(path).mtimeMs }];
    } catch {
      return [];
    }
  });
  const [newest] = found.sort((a, b) => b.at - a.at);
  return newest ? { path: newest.path, text: newest.text } : null;
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
