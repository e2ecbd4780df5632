import { existsSync, readFileSync } from 'node:fs';

/** The folder of this package, whether its code runs bundled from `dist/` or from `src/`. */
function packageRoot(): URL {
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    if (existsSync(new URL('package.json', folder))) return folder;
    if (folder.pathname === '/' || folder.pathname === new URL('..', folder).pathname)
      throw new Error('package.json not found');
  }
}

/** Reads a file that comes with the package, as text. */
export const readPackageFile = (path: string): string => readFileSync(new URL(path, packageRoot()), 'utf8');
