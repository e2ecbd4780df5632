// Kills sessions with SIGKILL at random moments, and looks whether the sheet is whole and holds every answer that was shown
// as saved. Usage: node test/harness/kill.mjs [kills]
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { bundle } from './bundle.mjs';

const kills = Number(process.argv[2] ?? 2000);
const bundled = await bundle('sheets.ts', 'kill-worker.ts');
const { openSession, readJournal, readState, requirementsOf, writeSheet } = await import(bundled.at('sheets.ts'));
const root = mkdtempSync(join(tmpdir(), 'assess-kill-'));
process.env.XDG_STATE_HOME = join(root, 'state');

/** Sheets of both sizes, written by the session alone or by somebody else too, killed at side by side; `longest` is how long a session may live. */
const LANES = [
  { name: '20 KB', company: 'alone', claim: 2, bytes: 20_000, longest: 200 },
  { name: '300 KB', company: 'alone', claim: 5, bytes: 300_000, longest: 500 },
  { name: '20 KB', company: 'shared', claim: 2, bytes: 20_000, longest: 200 },
  { name: '300 KB', company: 'shared', claim: 5, bytes: 300_000, longest: 500 },
];
const figures = {
  kills: 0,
  answers: 0,
  torn: 0,
  lost: 0,
  aside: 0,
  crashed: 0,
  leftovers: 0,
  uncleaned: 0,
  journals: 0,
};
const troubles = [];
let left = kills;
const leftoversIn = (folder) => readdirSync(folder).filter((name) => name !== 'sheet.yaml');

/** Starts a session on the sheet and kills it; sometimes while it starts. Resolves when it is gone. */
async function killOne(lane) {
  const from = lane.requirements[Math.floor(Math.random() * lane.requirements.length)];
  const before = leftoversIn(lane.folder);
  const worker = spawn(process.execPath, [bundled.at('kill-worker.ts'), lane.sheet, from, lane.log, lane.company], {
    env: process.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  worker.stderr.on('data', (data) => {
    complaint += data;
  });
  const ended = new Promise((resolve) => worker.on('close', (_, signal) => resolve(signal)));
  const ready = new Promise((resolve) => worker.stdout.once('data', () => resolve('ready')));
  const started = Math.random() < 0.05 ? wait(Math.random() * 200, 'early') : Promise.race([ready, ended]);
  if ((await started) === 'ready') {
    await wait(Math.random() * lane.longest);
    const still = leftoversIn(lane.folder).filter((name) => before.includes(name) && name.endsWith('.assess-tmp'));
    figures.uncleaned += still.length;
    if (still.length) troubles.push(`${lane.name}: not cleaned at the next start: ${still.join(' ')}`);
  }
  worker.kill('SIGKILL');
  if ((await ended) === 'SIGKILL') return;
  figures.crashed++;
  troubles.push(`${lane.name}: the session ended by itself: ${complaint}`);
}

/** Takes up what the log says: of each part of an answer the value shown last, and the one that was under way, if any. */
function readLog(lane) {
  const text = readFileSync(lane.log, 'utf8').slice(lane.read);
  lane.read += text.length;
  for (const line of text.split('\n').filter(Boolean)) {
    const [what, id, part, value] = JSON.parse(line);
    const place = `${id} ${part}`;
    lane.expected.set(place, what === 'shown' ? [value] : [...lane.expected.get(place), value]);
    if (what === 'shown') figures.answers++;
  }
}

function check(lane) {
  readLog(lane);
  // Moved aside in that moment; whoever reads it next gives it its name back.
  if (!existsSync(lane.sheet)) figures.aside++;
  const state = readState(lane.sheet, lane.requirements.length);
  if (!state) {
    figures.torn++;
    troubles.push(`${lane.name}: torn, ${statSync(lane.sheet).size} bytes`);
    layOut(lane);
    return;
  }
  for (const [place, values] of lane.expected) {
    const [id, part] = place.split(' ');
    const held = state.ratings.get(id)?.[part];
    if (!values.includes(held)) {
      figures.lost++;
      troubles.push(
        `${lane.name}: lost ${place}: ${JSON.stringify(values)} was shown, ${JSON.stringify(held)} is there`,
      );
    }
    lane.expected.set(place, [held]);
  }
}

/** A fresh sheet; what it holds is expected to stay until something else is shown. */
function layOut(lane) {
  writeSheet(lane.sheet, lane.claim, lane.bytes);
  lane.requirements = requirementsOf(lane.sheet);
  lane.expected = new Map();
  for (const [id, { score, finding }] of readState(lane.sheet, lane.requirements.length).ratings)
    lane.expected.set(`${id} score`, [score]).set(`${id} finding`, [finding]);
}

async function work(plan, number) {
  const folder = join(root, `lane-${number}`);
  mkdirSync(folder);
  const lane = { ...plan, folder, sheet: join(folder, 'sheet.yaml'), log: join(root, `${number}.log`), read: 0 };
  writeFileSync(lane.log, '');
  layOut(lane);
  while (left-- > 0) {
    await killOne(lane);
    figures.kills++;
    figures.leftovers += leftoversIn(folder).length;
    check(lane);
    if (figures.kills % 100 === 0) process.stderr.write(`${figures.kills} kills\n`);
  }
  if (readJournal(lane.sheet, process.env)) figures.journals++;
  // The next start cleans up, and its first save takes the lock of the dead one away.
  openSession(lane.sheet, null).runner.handle({ kind: 'key', key: 'enter' });
  figures.uncleaned += leftoversIn(folder).length;
}

try {
  await Promise.all(LANES.map(work));
} finally {
  bundled.remove();
  rmSync(root, { recursive: true, force: true });
}
for (const trouble of troubles.slice(0, 20)) process.stderr.write(`${trouble}\n`);
process.stdout.write(
  `${Object.entries(figures)
    .map((figure) => figure.join(' '))
    .join(', ')}\n`,
);
process.exitCode = troubles.length || figures.uncleaned || figures.journals ? 1 : 0;
