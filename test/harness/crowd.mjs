// Two sessions and an editor on one file: is every answer and every outside edit there at the end?
// Usage: node test/harness/crowd.mjs [answers] [edits]
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { bundle } from './bundle.mjs';

const answers = Number(process.argv[2] ?? 2000);
const edits = Number(process.argv[3] ?? 100);
const SHARED = 6;
const bundled = await bundle('sheets.ts', 'crowd-worker.ts', 'editor.ts');
const { readJournal, readState, requirementsOf, writeSheet } = await import(bundled.at('sheets.ts'));
const { makeEdit } = await import(bundled.at('editor.ts'));
const root = mkdtempSync(join(tmpdir(), 'assess-crowd-'));
process.env.XDG_STATE_HOME = join(root, 'state');
const folder = join(root, 'work');
const sheet = join(folder, 'sheet.yaml');
mkdirSync(folder);
writeSheet(sheet, 3, 40_000);
const all = requirementsOf(sheet);
const shared = all.slice(0, SHARED);
const editors = all.slice(-40);
const own = all.slice(SHARED, -40);
const half = own.length / 2;
// Each finding is on a requirement of its own, so that none replaces another one.
if (edits > 3 * editors.length) throw new Error(`at most ${3 * editors.length} edits`);

const logOf = (name) => {
  const path = join(root, `${name}.log`);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
};
const isAnswer = ([what]) => ['score', 'finding', 'evidence'].includes(what);

/** Starts a session; `said` resolves when it says a word, `leave` lets it take its last look and go. */
function start(name, requirements) {
  const args = [bundled.at('crowd-worker.ts'), name, sheet, requirements.join(), String(answers / 2)];
  const worker = spawn(process.execPath, [...args, join(root, `${name}.log`)], {
    env: process.env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let output = '';
  worker.stdout.on('data', (data) => {
    output += data;
  });
  const ended = new Promise((resolve) => worker.on('close', resolve));
  let code = null;
  ended.then((exit) => {
    code = exit;
  });
  return {
    name,
    said: async (word) => {
      while (!output.includes(word)) {
        if (code !== null) throw new Error(`session ${name} ended with ${code}`);
        await wait(2);
      }
    },
    leave: () => worker.stdin.write('leave\n'),
    ended,
  };
}

/** Edits, spread over the time in which the sessions give their answers. */
async function edit(sessions) {
  const made = [];
  const given = () => sessions.reduce((sum, { name }) => sum + logOf(name).filter(isAnswer).length, 0);
  for (let number = 1; number <= edits; number++) {
    while (given() < ((number - 1) / edits) * answers * 0.95) await wait(5);
    const slow = number % 4 === 0 ? 10 + Math.random() * 40 : 0;
    made.push(await makeEdit(sheet, number, editors[number % editors.length], slow));
  }
  return made;
}

/** The value of a part of an answer that a session gave last. */
function lastGiven(log) {
  const given = new Map();
  for (const [what, id, value] of log) if (what === 'score' || what === 'finding') given.set(`${id} ${what}`, value);
  return given;
}

const figures = {
  answers: 0,
  lost: 0,
  edits: 0,
  stale: 0,
  lostEdits: 0,
  conflicts: 0,
  needless: 0,
  unsaved: 0,
  torn: 0,
  leftovers: 0,
  journals: 0,
};
const troubles = [];
const miss = (figure, trouble) => {
  // Of each kind the first ones will do.
  if (++figures[figure] <= 10) troubles.push(trouble);
};

function checkSession(name, state) {
  const log = logOf(name);
  const asked = log.filter(([what]) => what === 'conflict').map(([, id]) => id);
  figures.answers += log.filter(isAnswer).length;
  figures.conflicts += asked.length;
  figures.unsaved += log.filter(([what]) => what === 'unsaved').length;
  // Nobody else answers these, so that there is nothing to ask; an editor's older text only has older answers of this session.
  for (const id of asked.filter((id) => !shared.includes(id)))
    miss('needless', `session ${name} was asked about ${id}, which only this session answers`);
  for (const [place, value] of lastGiven(log)) {
    const [id, part] = place.split(' ');
    const held = state.ratings.get(id)?.[part];
    // In a conflict `one` keeps its answer; `two` gives way, but has to be asked.
    if (held !== value && !(name === 'two' && asked.includes(id)))
      miss('lost', `answer of ${name} lost: ${place} is ${JSON.stringify(held)}, not ${JSON.stringify(value)}`);
  }
  for (const [, id, title] of log.filter(([what]) => what === 'evidence')) {
    const ids = state.evidence.filter((entry) => entry.title === title).map((entry) => entry.id);
    const named = state.ratings.get(id)?.evidence ?? [];
    if (ids.length !== 1 || !named.includes(ids[0]))
      miss('lost', `evidence of ${name} lost: "${title}" is ${ids.join() || 'not there'}, ${id} names ${named.join()}`);
  }
}

function checkEdits(made, state) {
  figures.edits = made.length;
  figures.stale = made.filter(({ stale }) => stale).length;
  for (const { mark, what, how, stale } of made)
    if (!state.text.includes(mark))
      miss('lostEdits', `${stale ? 'stale' : 'fresh'} edit lost: ${mark} (${what}, ${how})`);
}

const sessions = [start('one', [...shared, ...own.slice(0, half)]), start('two', [...shared, ...own.slice(half)])];
try {
  const made = edit(sessions);
  await Promise.all([made, ...sessions.map(({ said }) => said('done'))]);
  for (const session of sessions) {
    session.leave();
    await session.said('left');
    await session.ended;
  }
  const state = readState(sheet, all.length);
  if (state) {
    checkSession('one', state);
    checkSession('two', state);
    checkEdits(await made, state);
  } else miss('torn', 'the file is torn');
  for (const name of readdirSync(folder)) if (name !== 'sheet.yaml') miss('leftovers', `left over: ${name}`);
  if (readJournal(sheet, process.env)) miss('journals', 'a journal is left');
  for (const trouble of troubles) process.stderr.write(`${trouble}\n`);
  const words = Object.entries(figures).map((figure) => figure.join(' '));
  process.stdout.write(`${words.join(', ')}\n`);
  process.exitCode = troubles.length ? 1 : 0;
} finally {
  bundled.remove();
  if (process.env.KEEP) process.stderr.write(`${root}\n`);
  else rmSync(root, { recursive: true, force: true });
}
