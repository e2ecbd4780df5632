// Builds dist/: the bundled program, the catalogues and JSON Schemas, and the types. Fails on a catalogue with errors.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  logLevel: 'warning',
  define: { __VERSION__: JSON.stringify(version) },
  // The library's own ES modules, not the CommonJS that Node would take: smaller, and without `process`.
  alias: { yaml: fileURLToPath(new URL('../node_modules/yaml/browser/index.js', import.meta.url)) },
  // commander is CommonJS and asks for Node's own modules with require; most chunks never do.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; let __required; const require = (id) => (__required ??= __createRequire(import.meta.url))(id);",
  },
};

// Built aside and put in place at the end, so that a failed build leaves the old program whole.
const OUT = '.dist-new';
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT);
const result = await build({
  ...common,
  entryPoints: { main: 'src/main.ts', index: 'src/index.ts' },
  outdir: OUT,
  splitting: true,
  chunkNames: '[name]-[hash]',
  minify: true,
  keepNames: false,
  metafile: true,
});
writeFileSync(`${OUT}/THIRD-PARTY-LICENSES.txt`, licensesOf(Object.keys(result.metafile.inputs)));

await build({ ...common, entryPoints: ['scripts/compile-models.ts'], outfile: `${OUT}/.compile.mjs` });
const { compileModels } = await import(pathToFileURL(`${OUT}/.compile.mjs`).href);
const sound = compileModels(OUT);
rmSync(`${OUT}/.compile.mjs`);
cpSync('src/schema', `${OUT}/schema`, { recursive: true });
if (sound) {
  const tsc = ['-p', 'tsconfig.build.json', '--outDir', `${OUT}/types`];
  execFileSync('node_modules/.bin/tsc', tsc, { stdio: 'inherit', shell: process.platform === 'win32' });
  rmSync('dist', { recursive: true, force: true });
  renameSync(OUT, 'dist');
} else process.exitCode = 1;

/** The licences of what is bundled, as these licences ask for. */
function licensesOf(inputs) {
  const packages = new Set(
    inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(path)?.[1]).filter(Boolean),
  );
  return [...packages]
    .sort()
    .map((name) => {
      const folder = `node_modules/${name}`;
      const { version: packageVersion, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
      const text = ['LICENSE', 'LICENSE.md', 'license', 'LICENSE.txt', 'License', 'LICENCE'].map((file) => {
        try {
          return readFileSync(`${folder}/${file}`, 'utf8');
        } catch {
          return '';
        }
      });
      return `${name} ${packageVersion} (${license})\n\n${text.find(Boolean) ?? ''}`.trim();
    })
    .join(`\n\n${'-'.repeat(72)}\n\n`)
    .concat('\n');
}
