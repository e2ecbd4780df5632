import { lstatSync, realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep, win32 } from 'node:path';
import { digestFile } from './digest.ts';
import { reasonOf } from './failure.ts';

/** What a path inside a folder leads to, links followed. */
export type PathFact =
  | { readonly kind: 'file'; readonly sha256: string | null }
  | { readonly kind: 'missing' }
  | { readonly kind: 'outside'; readonly why: 'absolute' | 'parent' | 'link' }
  | { readonly kind: 'no-file' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Looks at a path relative to a folder, which it must not leave; opens nothing but regular files, and those only for the digest. */
export function inspectPath(folder: string, path: string, digest: boolean): PathFact {
  if (isAbsolute(path) || win32.isAbsolute(path) || /^[A-Za-z]:/.test(path))
    return { kind: 'outside', why: 'absolute' };
  const target = resolve(folder, path.replace(/\\/g, '/'));
  if (!isInside(resolve(folder), target)) return { kind: 'outside', why: 'parent' };
  try {
    const real = realpathSync(target);
    if (!isInside(realpathSync(folder), real)) return { kind: 'outside', why: 'link' };
    if (!lstatSync(real).isFile()) return { kind: 'no-file' };
    return { kind: 'file', sha256: digest ? digestFile(real) : null };
  } catch (error) {
    const reason = reasonOf(error);
    return reason === 'ENOENT' || reason === 'ENOTDIR' ? { kind: 'missing' } : { kind: 'unreadable', reason };
  }
}

function isInside(folder: string, target: string): boolean {
  const way = relative(folder, target);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
