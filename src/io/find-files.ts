import { Failure } from './failure.ts';

const GLOB = /[*?{}[\]!()]/;

/** Expands patterns to files, each once, in the order given and sorted inside a pattern; a plain path stays as it is. */
export async function findFiles(patterns: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    if (!GLOB.test(pattern) || (await isFile(pattern))) found.add(pattern);
    else for (const path of await expand(pattern)) found.add(path);
  }
  return [...found];
}

async function isFile(path: string): Promise<boolean> {
  const { existsSync } = await import('node:fs');
  return existsSync(path);
}

async function expand(pattern: string): Promise<string[]> {
  const { glob } = await import('tinyglobby');
  const paths = await glob(pattern.replace(/\\/g, '/'), {
    ignore: ['**/node_modules/**', '**/.git/**'],
    dot: false,
    expandDirectories: false,
  });
  if (!paths.length) throw new Failure((m) => m.failure.nothingMatches(pattern));
  return paths.sort();
}
