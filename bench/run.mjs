// Times the built program side by side with its peers in one run, and prints ratios. Machines are noisy: rounds are
// interleaved, and medians compared. Usage: node bench/run.mjs [rounds]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listCatalogues, readSheet, scoreSheet } from '../dist/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const assess = join(root, 'bin/assess.js');
const ajv = join(root, 'node_modules/ajv-cli/dist/index.js');
const rounds = Number(process.argv[2] ?? 20);
const env = { ...process.env, COLUMNS: '100', NO_COLOR: '1' };
delete env.NODE_EXTRA_CA_CERTS;
delete env.FORCE_COLOR;

const folder = mkdtempSync(join(tmpdir(), 'assess-bench-'));
const sheet = join(folder, 'five-stars.yaml');
writeFileSync(sheet, fiveStarSheet());

/** What is timed: name, arguments of node, and the exit codes that are right. */
const runs = [
  ['node -e 0', ['-e', '0'], [0]],
  ['assess --version', [assess, '--version'], [0]],
  ['assess validate (347 requirements)', [assess, 'validate', sheet], [0]],
  [
    'ajv validate (same sheet, published schema)',
    [ajv, 'validate', '--strict=false', '-s', join(root, 'dist/schema/sme-5.schema.json'), '-d', sheet],
    [0],
  ],
  ['assess report --format terminal', [assess, 'report', sheet, '--format', 'terminal'], [0]],
  ['assess report --format json', [assess, 'report', sheet, '--format', 'json'], [0]],
  ['assess model show sme demand-management', [assess, 'model', 'show', 'sme', 'demand-management'], [0]],
  ['assess model show itss incident-management', [assess, 'model', 'show', 'itss', 'incident-management'], [0]],
  ['assess model search drill', [assess, 'model', 'search', 'drill'], [0]],
];
const limits = {
  'assess --version': 1.2,
  'assess validate (347 requirements)': 6,
  'assess report --format terminal': 6,
  'assess model show sme demand-management': 2.5,
  'assess model show itss incident-management': 2.5,
};

const largest = listCatalogues()
  .map(({ file }) => join(root, 'dist/model', file))
  .sort((a, b) => statSync(b).size - statSync(a).size)[0];
/** Reads a catalogue once in a process of its own, as each command does, and prints how long that took. */
const loadOnce = `
  require('node:v8').setFlagsFromString('--no-opt');
  const { readFileSync } = require('node:fs');
  const start = process.hrtime.bigint();
  JSON.parse(readFileSync(process.argv[1], 'utf8'));
  process.stdout.write(String(Number(process.hrtime.bigint() - start) / 1e6));`;
const loads = [];

const times = new Map(runs.map(([name]) => [name, []]));
for (let round = 0; round < rounds; round++) {
  loads.push(Number(spawnSync(process.execPath, ['-e', loadOnce, largest], { env }).stdout));
  for (const [name, args, codes] of runs) {
    const start = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, args, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 1 << 26,
    });
    const ms = Number(process.hrtime.bigint() - start) / 1e6;
    if (!codes.includes(status)) throw new Error(`${name}: exit ${status}\n${stderr}`);
    times.get(name).push(ms);
  }
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const base = median(times.get('node -e 0'));
process.stdout.write(`Node ${process.version}, ${rounds} rounds, medians; limits are targets, not tests\n`);
for (const [name] of runs) {
  const ms = median(times.get(name));
  const limit = limits[name] === undefined ? '' : `  (target ≤ ${limits[name]}×)`;
  process.stdout.write(
    `${name.padEnd(46)}${ms.toFixed(1).padStart(8)} ms  ${(ms / base).toFixed(2).padStart(6)}×${limit}\n`,
  );
}

const size = `${Math.round(statSync(largest).size / 1024)} KB`;
process.stdout.write(
  `${`load of the largest catalogue, ${size}`.padEnd(46)}${median(loads).toFixed(1).padStart(8)} ms  (target ≤ 10 ms)\n`,
);

const parsed = readSheet(readFileSync(sheet, 'utf8'));
if (!parsed.ok) throw new Error('the bench sheet is not valid');
const passes = 2000;
for (let pass = 0; pass < passes; pass++) scoreSheet(parsed.value.catalogue, parsed.value.sheet);
const start = process.hrtime.bigint();
for (let pass = 0; pass < passes; pass++) scoreSheet(parsed.value.catalogue, parsed.value.sheet);
const each = Number(process.hrtime.bigint() - start) / 1e6 / passes;
process.stdout.write(
  `${'scoreSheet, 347 requirements'.padEnd(46)}${each.toFixed(3).padStart(8)} ms  (target < 1 ms)\n`,
);
rmSync(folder, { recursive: true });

/** A sheet for five stars with every requirement scored, evidence and findings; the same in every run. */
function fiveStarSheet() {
  const path = join(folder, 'empty.yaml');
  const made = spawnSync(
    process.execPath,
    [assess, 'init', path, '--level', '5', '--org', '某服务机构', '--lang', 'zh'],
    { env },
  );
  if (made.status !== 0) throw new Error(String(made.stderr));
  const scores = ['1', '0.8', '0.8', '1', '0.5', '0.8'];
  let index = 0;
  const register = Array.from(
    { length: 40 },
    (_, n) =>
      `  E${String(n + 1).padStart(2, '0')}: { title: 第 ${n + 1} 份证明资料, method: document-review, date: "2026-03-01" }`,
  );
  return readFileSync(path, 'utf8')
    .replace('evidence: {}', `evidence:\n${register.join('\n')}`)
    .replace(/^ {6}score:\n {6}evidence: \[\]\n {6}finding:\n {6}improvement:$/gm, () => {
      const score = scores[index % scores.length];
      const id = `E${String((index % 40) + 1).padStart(2, '0')}`;
      const finding = `      finding: 抽查第 ${++index} 条，记录与实际做法基本一致，个别时间填写不全。`;
      const improvement =
        score === '0.5'
          ? '      improvement: { measure: 补齐记录并每月复核, owner: 运营部, due: "2026-09-30" }'
          : '      improvement:';
      return `      score: ${score}\n      evidence: [${id}]\n${finding}\n${improvement}`;
    });
}
