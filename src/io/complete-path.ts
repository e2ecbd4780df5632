import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Completes a relative path inside a folder as far as it is certain: a whole name with `/` behind a folder, or what all
 * candidates have in common. Returns the text as it was where nothing fits; hidden files only where they are asked for.
 */
export function completePath(folder: string, text: string): string {
  const slash = text.lastIndexOf('/') + 1;
  const [parent, start] = [text.slice(0, slash), text.slice(slash)];
  if (parent.startsWith('/') || parent.split('/').includes('..')) return text;
  let names: string[];
  try {
    names = readdirSync(join(folder, parent), { withFileTypes: true })
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .filter((name) => name.startsWith(start) && (start.startsWith('.') || !name.startsWith('.')))
      .sort();
  } catch {
    return text;
  }
  const [first, ...rest] = names;
  if (first === undefined) return text;
  const common = rest.reduce((known, name) => {
    let length = 0;
    while (length < known.length && known[length] === name[length]) length++;
    return known.slice(0, length);
  }, first);
  return parent + (common.length > start.length ? common : start);
}
