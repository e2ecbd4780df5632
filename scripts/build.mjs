// Builds dist/: the program, the API, the catalogues and JSON Schemas, and the types. Fails on a catalogue with errors.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

// Built aside and put in place at the end, so that a failed build leaves the old program whole.
const OUT = '.dist-new';
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT);

// The library's own ES modules, not the CommonJS that Node would take: smaller, and nothing of `process` in it.
const YAML = fileURLToPath(new URL('../node_modules/yaml/browser/index.js', import.meta.url));

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
  minify: true,
  metafile: true,
  charset: 'utf8',
  define: { __VERSION__: JSON.stringify(version) },
  alias: { yaml: YAML },
};
const commonJs = {
  ...common,
  format: 'cjs',
  define: { ...common.define, 'import.meta.dirname': '__dirname', 'import.meta.url': '__url' },
  banner: { js: "const __url = require('node:url').pathToFileURL(__filename).href;" },
};

/**
 * Commands whose code no other command runs, in files of their own: the rest starts faster the less there is of it. What
 * they share with the rest is built into each of them again, so that no module may rely on being there once.
 */
const COMMANDS_APART = ['score', 'overlay-import', 'model-compare'];

/** What only some commands want stands in files of its own, loaded when it is wanted: questions, the YAML library, globs. */
const apart = {
  name: 'apart',
  setup(host) {
    const commands = new RegExp(`/commands/(${COMMANDS_APART.join('|')})\\.ts$`);
    host.onResolve({ filter: commands }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path: `./${commands.exec(path)[1]}.cjs`, external: true } : null,
    );
    host.onResolve({ filter: /\/prompts\.ts$/ }, () => ({ path: './prompts.mjs', external: true }));
    host.onResolve({ filter: /\/session-prompt\.ts$/ }, () => ({ path: './session-prompt.mjs', external: true }));
    host.onResolve({ filter: /\/parse-with-library\.ts$/ }, () => ({
      path: 'parse-with-library',
      namespace: 'late-library',
    }));
    const contents =
      "module.exports = { parseWithLibrary: (...args) => require('./yaml.cjs').parseWithLibrary(...args) };";
    host.onLoad({ filter: /.*/, namespace: 'late-library' }, () => ({ contents }));
    host.onResolve({ filter: /^\.\/yaml\.cjs$/ }, () => ({ path: './yaml.cjs', external: true }));
    host.onResolve({ filter: /^tinyglobby$/ }, () => ({ path: './tinyglobby.cjs', external: true }));
  },
};

/** The texts of one language; a run needs one of them. */
const TEXTS = ['src/i18n/zh.ts', 'src/i18n/en.ts', 'src/diagnostics/wording-zh.ts', 'src/diagnostics/wording-en.ts'];

/** Texts stand in files of their own too, each loaded when the first of them is asked for. */
const textsApart = {
  name: 'texts-apart',
  setup(host) {
    host.onResolve({ filter: /\/(?:wording-)?(?:zh|en)\.ts$/ }, ({ path, kind }) =>
      kind === 'entry-point' ? null : { path: path.replace(/^.*\//, '').replace('.ts', ''), namespace: 'texts' },
    );
    host.onLoad({ filter: /.*/, namespace: 'texts' }, ({ path }) => {
      const lang = path.replace('wording-', '');
      return {
        contents: `Object.defineProperty(exports, '${lang}', { get: () => require('./${path}.cjs').${lang} });`,
      };
    });
    host.onResolve({ filter: /^\.\/(?:wording-)?(?:zh|en)\.cjs$/ }, ({ path }) => ({ path, external: true }));
  },
};

/** commander wants child processes for a feature that is not used here; asking for them late saves a tenth of the start. */
const childProcessLate = {
  name: 'child-process-late',
  setup(host) {
    host.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('commander') ? { path: 'child-process', namespace: 'late' } : null,
    );
    const contents =
      "module.exports = { spawn: (...args) => process.getBuiltinModule('node:child_process').spawn(...args) };";
    host.onLoad({ filter: /.*/, namespace: 'late' }, () => ({ contents }));
  },
};

const results = await Promise.all([
  // One CommonJS file: Node starts it in half the time of ES modules. A command's modules are evaluated when it runs.
  build({
    ...commonJs,
    entryPoints: ['src/main.ts'],
    outfile: `${OUT}/main.cjs`,
    plugins: [apart, textsApart, childProcessLate],
  }),
  ...COMMANDS_APART.map((name) =>
    build({
      ...commonJs,
      entryPoints: [`src/commands/${name}.ts`],
      outfile: `${OUT}/${name}.cjs`,
      plugins: [apart, textsApart],
    }),
  ),
  ...TEXTS.map((path) =>
    build({ ...commonJs, entryPoints: [path], outfile: `${OUT}/${path.replace(/^.*\//, '').replace('.ts', '.cjs')}` }),
  ),
  build({ ...commonJs, entryPoints: ['src/yaml/parse-with-library.ts'], outfile: `${OUT}/yaml.cjs` }),
  build({
    ...commonJs,
    stdin: { contents: "export { glob } from 'tinyglobby';", resolveDir: '.' },
    outfile: `${OUT}/tinyglobby.cjs`,
  }),
  build({
    ...common,
    format: 'esm',
    entryPoints: ['src/commands/prompts.ts'],
    outfile: `${OUT}/prompts.mjs`,
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  }),
  build({
    ...common,
    format: 'esm',
    entryPoints: ['src/session/session-prompt.ts'],
    outfile: `${OUT}/session-prompt.mjs`,
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  }),
  build({ ...common, format: 'esm', entryPoints: ['src/index.ts'], outfile: `${OUT}/index.js` }),
  build({ ...commonJs, entryPoints: ['scripts/compile-models.ts'], outfile: `${OUT}/compile.cjs` }),
]);
writeFileSync(
  `${OUT}/THIRD-PARTY-LICENSES.txt`,
  licensesOf(results.flatMap((result) => Object.keys(result.metafile.inputs))),
);

const { compileModels } = createRequire(import.meta.url)(`../${OUT}/compile.cjs`);
const sound = compileModels(OUT);
rmSync(`${OUT}/compile.cjs`);
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
  const files = ['LICENSE', 'LICENSE.md', 'license', 'LICENSE.txt', 'License', 'LICENCE'];
  const texts = [...packages].sort().map((name) => {
    const folder = `node_modules/${name}`;
    const { version: packageVersion, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const text = files.map((file) => readIfThere(`${folder}/${file}`)).find(Boolean) ?? '';
    return `${name} ${packageVersion} (${license})\n\n${text}`.trim();
  });
  return `${texts.join(`\n\n${'-'.repeat(72)}\n\n`)}\n`;
}

function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
