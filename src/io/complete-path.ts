import { readdirSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';

/** What Tab makes of a path that is begun, and the names that it could go on with where there are several. */
export interface Completion {
  readonly text: string;
  readonly names: readonly string[];
}

/**
 * Completes a relative path inside a folder as far as it is certain: a whole name with `/` behind a folder, or what all
 * candidates have in common. Where no name begins as it is typed, those that have it anywhere in them are candidates, and
 * case and width play no part. Returns the text as it was where nothing fits; hidden files only where they are asked for.
 */
export function completePath(folder: string, text: string): Completion {
  const slash = text.lastIndexOf('/') + 1;
  const [parent, start] = [text.slice(0, slash), text.slice(slash)];
  if (parent.startsWith('/') || parent.split('/').includes('..')) return { text, names: [] };
  const names = candidates(namesIn(join(folder, parent), start.startsWith('.')), start);
  const [first, ...rest] = names;
  if (first === undefined) return { text, names: [] };
  const common = rest.reduce((known, name) => {
    let length = 0;
    while (length < known.length && known[length] === name[length]) length++;
    return known.slice(0, length);
  }, first);
  // What is typed is in the middle of several names: it is not replaced by a beginning that does not have it.
  return { text: parent + (fold(common).includes(fold(start)) ? common : start), names: rest.length ? names : [] };
}

/** What a folder holds, in order; nothing where it cannot be read. */
function namesIn(folder: string, hidden: boolean): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .filter((name) => hidden || !name.startsWith('.'))
      .sort();
  } catch {
    return [];
  }
}

/** The names that are meant: what begins as it is typed goes before what only does so in other case or width, or has it inside. */
function candidates(names: readonly string[], start: string): readonly string[] {
  const exact = names.filter((name) => name.startsWith(start));
  if (exact.length) return exact;
  const folded = fold(start);
  const alike = names.filter((name) => fold(name).startsWith(folded));
  return alike.length ? alike : names.filter((name) => fold(name).includes(folded));
}

/** A name without case and width; a system may also hand it out with its accents apart. */
const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/** A path as it is pasted, absolute and perhaps in quotes, made relative to a folder that it lies in; others as they are. */
export function pathWithin(folder: string, text: string): string {
  const plain = text.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (!isAbsolute(plain)) return text;
  for (const base of [resolve(folder), realPath(folder)]) {
    const parts = relative(base, plain).split(sep);
    if (parts[0] !== '' && parts[0] !== '..' && !isAbsolute(parts.join(sep))) return parts.join('/');
  }
  return text;
}

/** A folder without links on the way to it, as a file manager may tell it. */
function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return resolve(folder);
  }
}
