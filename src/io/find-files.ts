import { existsSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

const GLOB = /[*?{}[\]!()]/;

/** The files that patterns stand for, and the patterns that stand for none. */
export interface FoundFiles {
  readonly paths: readonly string[];
  readonly unmatched: readonly string[];
}

/**
 * Expands patterns to files, in the order given and sorted inside a pattern; a plain path stays as it is. A file that is
 * found twice is taken once, in the spelling that came first.
 */
export async function findFiles(patterns: readonly string[]): Promise<FoundFiles> {
  const found = new Map<string, string>();
  const unmatched: string[] = [];
  for (const pattern of patterns) {
    const paths = !GLOB.test(pattern) || existsSync(pattern) ? [pattern] : await expand(pattern);
    if (!paths.length) unmatched.push(pattern);
    for (const path of paths) {
      const key = path === STDIN ? path : resolve(path);
      if (!found.has(key)) found.set(key, path);
    }
  }
  return { paths: [...found.values()], unmatched };
}

/** Standard input, which is no file beside a file of this name. */
const STDIN = '-';
/** The folders of a pattern that are plain names. */
const LEAD = /^(?:[^*?{}[\]!()]*\/)?/;

/** Looks from the folder that the pattern names: seen from elsewhere, files would escape what is ignored. */
async function expand(pattern: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const slashed = pattern.replace(/\\/g, '/');
  const [lead = ''] = LEAD.exec(slashed) ?? [];
  // An exclamation mark at the start would turn the pattern round.
  const rest = slashed.slice(lead.length).replace(/^!(?!\()/, '\\!');
  const paths = await glob(rest, {
    cwd: lead || '.',
    ignore: ['**/node_modules/**', '**/.git/**'],
    dot: false,
    expandDirectories: false,
  });
  return paths.map((path) => join(lead, path).replaceAll(sep, '/')).sort();
}
