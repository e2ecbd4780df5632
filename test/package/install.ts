import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Installed {
  readonly folder: string;
  /** Where the package was unpacked. */
  readonly home: string;
  /** The paths in the tarball. */
  readonly files: readonly string[];
}

/** Packs the repository as it is built and installs the tarball into an empty folder, without a network. */
export function packAndInstall(): Installed {
  const base = mkdtempSync(join(tmpdir(), 'assess-package-'));
  const folder = join(base, 'consumer');
  mkdirSync(folder);
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: base,
    npm_config_cache: join(base, 'cache'),
    npm_config_update_notifier: 'false',
  };
  const npm = (args: readonly string[], cwd: string): string =>
    execFileSync('npm', args, { cwd, env, encoding: 'utf8', shell: process.platform === 'win32', stdio: 'pipe' });
  const packed = JSON.parse(npm(['pack', '--ignore-scripts', '--json', '--pack-destination', base], ROOT)) as [
    { filename: string; files: { path: string }[] },
  ];
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  const tarball = join(base, packed[0].filename);
  npm(['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball], folder);
  return {
    folder,
    home: join(folder, 'node_modules', 'assess'),
    files: packed[0].files.map((file) => file.path).sort(),
  };
}
