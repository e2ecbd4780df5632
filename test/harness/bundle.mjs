// Bundles TypeScript of the harnesses, so that plain Node runs it, in processes of their own too.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles files of this folder into a temporary one; `at` gives a bundle's path, and `remove` takes all away again. */
export async function bundle(...names) {
  const folder = mkdtempSync(join(tmpdir(), 'assess-harness-'));
  await build({
    entryPoints: names.map((name) => fileURLToPath(new URL(name, import.meta.url))),
    bundle: true,
    platform: 'node',
    format: 'esm',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    entryNames: '[name]',
    logLevel: 'warning',
    // As the shipped program: the library's own ES modules, and the package found from where the sources are.
    alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
    define: { 'import.meta.dirname': JSON.stringify(join(root, 'src')) },
  });
  return {
    folder,
    at: (name) => join(folder, basename(name).replace(/\.ts$/, '.mjs')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
