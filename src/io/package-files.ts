import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package, whether its code runs bundled from `dist/` or from `src/`. */
function packageRoot(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error('package.json not found');
  }
}

/** Where a file or folder of the package lies. */
export const packagePath = (path: string): string => join(packageRoot(), path);

/** Reads a file that comes with the package, as text. */
export const readPackageFile = (path: string): string => readFileSync(packagePath(path), 'utf8');
