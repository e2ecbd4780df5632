import { existsSync } from 'node:fs';

const GLOB = /[*?{}[\]!()]/;

/** The files that patterns stand for, and the patterns that stand for none. */
export interface FoundFiles {
  readonly paths: readonly string[];
  readonly unmatched: readonly string[];
}

/** Expands patterns to files, each once, in the order given and sorted inside a pattern; a plain path stays as it is. */
export async function findFiles(patterns: readonly string[]): Promise<FoundFiles> {
  const found = new Set<string>();
  const unmatched: string[] = [];
  for (const pattern of patterns) {
    const paths = !GLOB.test(pattern) || existsSync(pattern) ? [pattern] : await expand(pattern);
    if (!paths.length) unmatched.push(pattern);
    for (const path of paths) found.add(path);
  }
  return { paths: [...found], unmatched };
}

async function expand(pattern: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const paths = await glob(pattern.replace(/\\/g, '/'), {
    ignore: ['**/node_modules/**', '**/.git/**'],
    dot: false,
    expandDirectories: false,
  });
  return paths.sort();
}
