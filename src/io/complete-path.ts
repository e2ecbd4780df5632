import { readdirSync, realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';

/** What Tab makes of a path that is begun, and the names that it could go on with where there are several. */
export interface Completion {
  readonly text: string;
  readonly names: readonly string[];
}

/**
 * Completes a relative path inside a folder as far as it is certain: a whole name with `/` behind a folder, or what all
 * candidates have in common. Returns the text as it was where nothing fits; hidden files only where they are asked for.
 */
export function completePath(folder: string, text: string): Completion {
  const slash = text.lastIndexOf('/') + 1;
  const [parent, start] = [text.slice(0, slash), text.slice(slash)];
  if (parent.startsWith('/') || parent.split('/').includes('..')) return { text, names: [] };
  let names: string[];
  try {
    names = readdirSync(join(folder, parent), { withFileTypes: true })
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .filter((name) => name.startsWith(start) && (start.startsWith('.') || !name.startsWith('.')))
      .sort();
  } catch {
    return { text, names: [] };
  }
  const [first, ...rest] = names;
  if (first === undefined) return { text, names: [] };
  const common = rest.reduce((known, name) => {
    let length = 0;
    while (length < known.length && known[length] === name[length]) length++;
    return known.slice(0, length);
  }, first);
  return { text: parent + (common.length > start.length ? common : start), names: rest.length ? names : [] };
}

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
