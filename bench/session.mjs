// Times a scoring session from a key to the answer saved and the next screen drawn, beside writing and fsyncing the same
// bytes in the same folder, answer by answer. Read the ratio; targets are targets, not tests.
// Usage: node bench/session.mjs [answers]
import { closeSync, fsyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const answers = Math.max(200, Number(process.argv[2] ?? 400));
const folder = mkdtempSync(join(tmpdir(), 'assess-bench-session-'));
process.env.XDG_STATE_HOME = join(folder, 'state');

/** The parts of the program that a session is made of, as the build bundles them. */
async function load() {
  const contents = `
    export { keepSheet } from './src/commands/keep-sheet.ts';
    export { catalogues, openCatalogue } from './src/commands/open-catalogue.ts';
    export { ScreenSession } from './src/commands/run-session.ts';
    export { messagesIn } from './src/i18n/messages.ts';
    export { optimise } from './src/io/engine.ts';
    export { readPackageFile } from './src/io/package-files.ts';
    export { COLORED } from './src/render/colors.ts';
    export { beginSession } from './src/session/stops.ts';
    export { parseSheet } from './src/sheet/parse-sheet.ts';
    export { scaffoldSheet } from './src/sheet/scaffold.ts';
    export { sourceText } from './src/yaml/source-text.ts';`;
  const outfile = join(folder, 'session.mjs');
  await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'warning',
    alias: { yaml: join(root, 'node_modules/yaml/browser/index.js') },
    define: { 'import.meta.dirname': JSON.stringify(join(root, 'src')) },
  });
  return import(outfile);
}

const program = await load();
// As `assess score` does it.
program.optimise();

/** A sheet for five stars, half-way through: evidence registered, a finding in every answer, no score yet. */
function fiveStars() {
  const head = program.readPackageFile('templates/sheet-head.zh.yaml');
  const options = {
    claim: 5,
    reading: 'cumulative',
    kind: 'self',
    lang: 'zh',
    organization: '某服务机构',
    schema: null,
  };
  let count = 0;
  return program
    .scaffoldSheet(program.openCatalogue('sme'), head, options)
    .replace('evidence: {}', 'evidence:\n  E01: { title: 需求登记表, method: document-review, date: 2026-03-01 }')
    .replace(/^ {6}evidence: \[\]\n {6}finding:$/gm, () => {
      count++;
      return `      evidence: [E01]\n      finding: 抽查第 ${count} 条，记录与实际做法基本一致，个别时间填写不全。`;
    });
}

function begin(path) {
  const { sheet, catalogue } = program.parseSheet(
    program.sourceText(path, readFileSync(path, 'utf8')),
    program.catalogues,
  );
  const session = program.beginSession(catalogue, sheet, { item: null, level: null, only: 'all', from: null });
  let drawn = 0;
  const stream = {
    write: (text) => {
      drawn += text.length;
    },
    on: () => stream,
    off: () => stream,
  };
  const screen = () => ({ width: 100, rows: 40, lang: 'zh', m: program.messagesIn('zh') });
  const terminal = { stream, style: program.COLORED, screen, folder, env: process.env };
  const user = new program.ScreenSession(session, program.keepSheet(path, sheet, process.env), terminal);
  const nothing = () => undefined;
  user.begin({ line: '', cursor: 0, clearLine: nothing, write: nothing, once: nothing, on: nothing }, nothing);
  return { user, count: sheet.ratings.size, drawn: () => drawn };
}

const since = (start) => Number(process.hrtime.bigint() - start) / 1e6;

/** Writes and fsyncs bytes as a new file, and nothing else. */
function writePlainly(path, bytes) {
  const start = process.hrtime.bigint();
  const descriptor = openSync(path, 'w');
  writeSync(descriptor, bytes);
  fsyncSync(descriptor);
  closeSync(descriptor);
  return since(start);
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

try {
  const path = join(folder, 'sheet.yaml');
  writeFileSync(path, fiveStars());
  const { user, count, drawn } = begin(path);
  const times = { answer: [], write: [] };
  for (let turn = 0; times.answer.length < answers; turn++) {
    const { mode } = user.runner.session;
    if (mode.kind === 'item-done') user.press({ name: 'return' });
    else if (mode.kind === 'end') user.press({ sequence: 'r' });
    else {
      const before = drawn();
      const text = readFileSync(path, 'utf8');
      const start = process.hrtime.bigint();
      user.press({ sequence: String((turn % 4) + 1) });
      const time = since(start);
      const bytes = readFileSync(path);
      if (user.runner.session.unsaved || drawn() === before) throw new Error('not saved, or not drawn');
      // The same answer again saves nothing.
      if (bytes.toString() === text) continue;
      times.answer.push(time);
      // As between two keys: what is left for later is done.
      await new Promise((resolve) => setImmediate(resolve));
      times.write.push(writePlainly(join(folder, 'plain.yaml'), bytes));
    }
  }
  const size = Math.round(readFileSync(path).length / 1000);
  const [answer, write] = [quantile(times.answer, 0.5), quantile(times.write, 0.5)];
  const [slow, slowWrite] = [quantile(times.answer, 0.95), quantile(times.write, 0.95)];
  const row = (name, a, b, target) =>
    `${name.padEnd(20)}${a.toFixed(1).padStart(8)} ms${b.toFixed(1).padStart(8)} ms${(a / b).toFixed(2).padStart(8)}×  ${target}\n`;
  process.stdout.write(`Node ${process.version}, ${count} requirements, ${size} KB, ${answers} answers\n`);
  process.stdout.write(`${''.padEnd(20)}${'key to next'.padStart(11)}${'write+fsync'.padStart(11)}\n`);
  process.stdout.write(row('median', answer, write, '(target ≤ 4×)'));
  process.stdout.write(row('95th percentile', slow, slowWrite, '(target ≤ 60 ms)'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
