import { openSync, writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { currentStop } from '../../src/session/session.ts';
import { openSession } from './sheets.ts';

/**
 * A session in a process of its own that gives a number of answers to given requirements, one after the other. In a
 * conflict `one` keeps its own answer, and `two` the other one. What it gives, and what it was asked, goes into a log.
 */
const [name = '', path = '', wanted = '', count = '', logPath = ''] = process.argv.slice(2);
const log = openSync(logPath, 'a');
const requirements = wanted.split(',');
const { runner } = openSession(path, requirements[0] ?? null);
const press = (key: string): void => runner.handle({ kind: 'key', key });
const SCORES = [10, 8, 5, 0] as const;

const tell = (...what: readonly unknown[]): void => {
  writeSync(log, `${JSON.stringify(what)}\n`);
};

/** Answers what the session asks, until it shows a requirement. */
function settle(): void {
  for (let mode = runner.session.mode; mode.kind !== 'card'; mode = runner.session.mode) {
    if (mode.kind === 'conflict') {
      tell('conflict', mode.conflicts[0]?.requirement);
      press(name === 'one' ? 'k' : 't');
    } else if (mode.kind === 'item-done' || mode.kind === 'end') press('b');
    else press('escape');
  }
}

function goTo(id: string): void {
  for (; ; settle()) {
    press('g');
    runner.handle({ kind: 'query', text: id });
    press('enter');
    if (runner.session.mode.kind === 'card' && currentStop(runner.session)?.requirement.id === id) return;
  }
}

/** Gives a score or a finding, or registers evidence; in a log before and after, with what the session shows then. */
function give(turn: number): void {
  const id = requirements[turn % requirements.length] ?? '';
  goTo(id);
  const text = `${name} ${turn}`;
  const now = runner.session.ratings.get(id)?.score ?? null;
  const score = SCORES[now === SCORES[turn % 4] ? (turn + 1) % 4 : turn % 4] ?? 0;
  const isOwn = turn % requirements.length >= SHARED;
  if (isOwn && turn % 50 === 7) {
    press('e');
    // Nothing is found, so that a new entry is offered.
    runner.handle({ kind: 'query', text: `${text} ∄` });
    press('enter');
    for (const line of [text, '', '', '']) runner.handle({ kind: 'line', text: line });
    tell('evidence', id, text);
  } else if (isOwn && turn % 5 === 3) {
    press('f');
    runner.handle({ kind: 'line', text });
    tell('finding', id, text);
  } else {
    press(String(SCORES.indexOf(score) + 1));
    tell('score', id, score);
  }
  if (runner.session.unsaved) tell('unsaved', runner.session.notice);
  settle();
}

/** How many of the requirements, from the first one on, the other session answers too. */
const SHARED = 6;
settle();
for (let turn = 0; turn < Number(count); turn++) {
  give(turn);
  // Somebody else may come to the file.
  if (turn % 10 === 0) await wait(1);
}
tell('done');
process.stdout.write('done\n');
// The other one is heard of for as long as it goes on; then comes the last look, as at the end of every session.
await new Promise((resolve) => process.stdin.once('data', resolve));
for (let time = 0; time < 50; time++) {
  press('s');
  settle();
  if (!runner.session.unsaved) break;
  await wait(5);
}
tell('left', runner.session.unsaved);
process.stdout.write('left\n');
process.stdin.unref();
