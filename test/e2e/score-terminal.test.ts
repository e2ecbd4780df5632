import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Desk } from './score-desk.ts';
import { isRunning, type Terminal } from './tmux.ts';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});
afterEach(() => desk.clear());

/** The process of the session in a terminal. */
const sessionId = (terminal: Terminal): number => terminal.programs()[0] ?? Number.NaN;

/** Nothing is left of a session: an ordinary screen, a visible cursor, a shell that shows what is typed. */
async function expectSane(terminal: Terminal): Promise<void> {
  terminal.type('echo 还能用', 'Enter');
  await terminal.see(/echo 还能用\n还能用$/m);
  expect(terminal.state('alternate_on', 'cursor_flag')).toEqual(['0', '1']);
  expect(terminal.history()).not.toMatch(/可要求出示|评分 ›/);
}

/** Files that a session may leave beside the sheet, and must not. */
const leftovers = (): string[] => readdirSync(desk.folder).filter((name) => /assess-(?:tmp|lock)/.test(name));

test('q and Enter leave a sane terminal, with the summary and no frames in the scrollback', async () => {
  const terminal = desk.score({ columns: 60, rows: 20 });
  await terminal.see(/1\/22/);
  terminal.type('1234', 'Enter');
  await terminal.see(/5\/22/);
  terminal.type('m');
  await terminal.see(/翻看/);
  terminal.type('x');
  await terminal.see(/评分 ›/);
  terminal.type('q');
  await terminal.see(/退出评分/);
  terminal.type('', 'Enter');
  await terminal.see(/code 0/);
  expect(terminal.history()).toMatch(
    /已评分 4\/22.*\n判定：尚不能判定\n还缺：.*\n接下来：assess score sheet\.yaml\ncode 0/,
  );
  await expectSane(terminal);
});

const KEYS = [
  ['C-c', 'on a card', []],
  ['C-d', 'on a card', []],
  ['C-c', 'while a finding is written', ['f', '写了一半']],
  ['C-d', 'while a finding is written', ['f', '写了一半']],
] as const;

test.each(KEYS)('%s %s ends with 130, the answers saved and the terminal as it was', async (key, _where, typed) => {
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  terminal.type('2');
  await terminal.see(/2\/22/);
  for (const text of typed) terminal.type(text);
  if (typed.length) await terminal.see(/评估发现 › 写了一半/);
  terminal.type('', key);
  await terminal.see(/已评分 1\/22[\s\S]*接下来：assess score sheet\.yaml\ncode 130/);
  expect(desk.answer('demand-management.1a')).toContain('score: 0.8');
  expect(leftovers()).toEqual([]);
  await expectSane(terminal);
});

test.each([
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGINT', 130],
] as const)('%s ends as a signal does, with %d and the terminal as it was', async (signal, code) => {
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  terminal.type('3');
  await terminal.see(/2\/22/);
  terminal.type('f');
  terminal.type('写到一半');
  await terminal.see(/评估发现 › 写到一半/);
  process.kill(sessionId(terminal), signal);
  await terminal.see(new RegExp(`code ${code}`));
  expect(desk.answer('demand-management.1a')).toContain('score: 0.5');
  expect(desk.answer('demand-management.1b')).not.toContain('写到一半');
  expect(leftovers()).toEqual([]);
  await expectSane(terminal);
  await desk.again(terminal);
  await terminal.see(/2\/22[\s\S]*上次没写完的文字还在：需求管理 1b/);
  terminal.type('f');
  await terminal.see(/评估发现 › 写到一半/);
});

test('a window that is closed leaves the file whole, and no process', async () => {
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  terminal.type('12');
  await terminal.see(/3\/22/);
  terminal.type('f');
  terminal.type('写到一半');
  await terminal.see(/评估发现 › 写到一半/);
  const id = sessionId(terminal);
  expect(isRunning(id)).toBe(true);
  await terminal.closeAndWait();
  expect(isRunning(id)).toBe(false);
  expect(leftovers()).toEqual([]);
  const again = desk.score();
  await again.see(/3\/22[\s\S]*上次没写完的文字还在：需求管理 1c[\s\S]*已评 2\/22/);
  again.type('f');
  await again.see(/评估发现 › 写到一半/);
});

test('after kill -9 the next start goes on, with all answers and without leftovers', async () => {
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  terminal.type('12');
  await terminal.see(/3\/22/);
  const id = sessionId(terminal);
  process.kill(id, 'SIGKILL');
  await terminal.see(/code 137/);
  desk.write(`.sheet.yaml.${id}-0abc.assess-tmp`, 'torn');
  desk.write('.sheet.yaml.assess-lock', `${id} ${execFileSync('hostname', { encoding: 'utf8' }).trim()}`);
  const again = desk.score();
  await again.see(/3\/22[\s\S]*已评 2\/22/);
  again.type('4');
  await again.see(/4\/22[\s\S]*1c 得 0 不满足，已保存/);
  expect(leftovers()).toEqual([]);
});

test('a window that changes its size shows what a new one of that size shows', async () => {
  const terminal = desk.score({ columns: 120, rows: 40 });
  await terminal.see(/1\/22/);
  terminal.type('e');
  await terminal.see(/查找证据/);
  terminal.type('', 'Escape');
  await terminal.see(/评分 ›/);
  for (const [columns, rows] of [
    [60, 20],
    [100, 24],
    [61, 21],
    [60, 20],
  ] as const) {
    terminal.resize(columns, rows);
    const fresh = desk.score({ columns, rows });
    const wanted = await fresh.see(/1\/22[\s\S]*评分 ›$/);
    await expect.poll(() => terminal.screen(), { timeout: 5000 }).toBe(wanted);
    expect(wanted.split('\n').length).toBeLessThanOrEqual(rows);
    await fresh.closeAndWait();
  }
  terminal.type('1');
  await terminal.see(/2\/22/);
  terminal.type('', 'C-c');
  await terminal.see(/code 130/);
  await expectSane(terminal);
});

test('Ctrl-Z gives the shell back, and fg goes on with the session', async () => {
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  terminal.type('1');
  await terminal.see(/2\/22/);
  terminal.type('', 'C-z');
  await terminal.see(/Stopped/);
  expect(terminal.state('alternate_on', 'cursor_flag')).toEqual(['0', '1']);
  terminal.type('fg', 'Enter');
  await terminal.see(/一星 +2\/22[\s\S]*评分 ›$/);
  terminal.type('2');
  await terminal.see(/3\/22/);
  expect(desk.answer('demand-management.1b')).toContain('score: 0.8');
});

test('Esc is taken for itself at once, and the key behind it too', async () => {
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  const waited: number[] = [];
  for (let tries = 0; tries < 3; tries++) {
    terminal.type('m');
    await terminal.see(/翻看/);
    const since = performance.now();
    terminal.type('', 'Escape');
    await terminal.see(/评分 ›/);
    waited.push(performance.now() - since);
  }
  // Half a second is what Node waits by itself.
  expect(Math.min(...waited)).toBeLessThan(400);
});
