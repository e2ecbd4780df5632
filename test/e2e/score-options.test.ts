import { execFileSync, spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ASSESS, Desk } from './score-desk.ts';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});
afterEach(() => desk.clear());

test('a second start goes on where the first was left', async () => {
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  terminal.type('12');
  await terminal.see(/3\/22/);
  terminal.type('q');
  await terminal.see(/退出评分？答案都已保存/);
  terminal.type('', 'Enter');
  await terminal.see(/接下来：assess score sheet\.yaml\ncode 0/);
  await desk.again(terminal);
  await terminal.see(/需求管理 › 一星 +3\/22[\s\S]*已评 2\/22/);
});

test('--item, --level, --only and --from say where a session stops', async () => {
  desk.rewrite((text) => text.replace(/^ {6}score:$/m, '      score: 0.5'));
  const terminal = desk.score({ options: '--item 服务目录' });
  await terminal.see(/服务目录 › 一星 +1\/1\n/);
  terminal.type('', 'C-c');
  await terminal.see(/code 130/);
  await desk.again(terminal, { options: '--only gaps' });
  await terminal.see(/需求管理 › 一星 +1\/22[\s\S]*得分：0\.5 部分满足/);
  terminal.type('', 'Enter');
  await terminal.see(/需求管理：本项小结/);
  terminal.type('', 'Enter');
  await terminal.see(/已到这次范围的最后一条/);
  terminal.type('', 'Enter');
  await terminal.see(/code 0/);
  await desk.again(terminal, { options: '--only all --level １ --from service-quality.1b' });
  await terminal.see(/服务质量 › 一星 +13\/22/);
  terminal.type('', 'C-c');
  await terminal.see(/code 130/);
});

test('an item, level or beginning that is not in the claim ends with 2 and a suggestion', async () => {
  const terminal = desk.shell();
  const wrong = [
    ['--item demand-managment', /申报等级里没有能力项“demand-managment”；是不是“demand-management”？\ncode 2/],
    ['--item 需求管里', /没有能力项“需求管里”；是不是“需求管理”？\ncode 2/],
    ['--level 2', /“2”高于申报等级（一星）；请写 1\ncode 2/],
    ['--level 9', /没有“9”级；请写 1\ncode 2/],
    ['--from 1b', /没有要求“1b”；是不是“demand-management\.1b”、“investment-and-financ\n?e\.1b”、[^？]*……？\ncode 2/],
    ['--from demand-management.1z', /没有要求“demand-management\.1z”；是不是“demand-management\.1\w”？\ncode 2/],
    ['--only some', /code 2/],
  ] as const;
  for (const [options, words] of wrong) {
    await desk.again(terminal, { options });
    await terminal.see(words);
  }
  expect(terminal.state('alternate_on')).toEqual(['0']);
  await desk.again(terminal, { options: '--item demand-management --from 1Ｂ' });
  await terminal.see(/需求管理 › 一星 +2\/4/);
});

test('an English sheet is scored in English', async () => {
  await desk.clear();
  desk = new Desk('en');
  const terminal = desk.score({ columns: 100 });
  const screen = await terminal.see(/One star +1\/22/);
  expect(screen).toMatch(
    /Ask to see[\s\S]*Recorded\n +nothing yet\n0\/22 scored · item 0\.0000–1\.0000 \(0\/4\) · One star/,
  );
  expect(screen).not.toMatch(/\p{Script=Han}/u);
  terminal.type('3');
  await terminal.see(/Demand management 1a scored 0\.5 partly met, saved/i);
  terminal.type('q');
  await terminal.see(/Leave\? Every answer is saved/);
  terminal.type('', 'Enter');
  await terminal.see(/1\/22 scored, One star [\s\S]*next: assess score sheet\.yaml\ncode 0/);
});

test('colours are used in a terminal, and none with NO_COLOR', async () => {
  const colored = desk.score({ env: 'env -u NO_COLOR -u FORCE_COLOR' });
  await colored.see(/1\/22/);
  colored.type('1');
  await colored.see(/已保存/);
  expect(colored.colors()).toMatch(/\x1b\[32m[^\n]*1a 得 1 全部满足/);
  colored.type('', 'C-c');
  await colored.see(/code 130/);
  await desk.again(colored, { env: 'env -u FORCE_COLOR NO_COLOR=1' });
  await colored.see(/2\/22/);
  colored.type('1');
  await colored.see(/已保存/);
  expect(colored.colors()).not.toContain('\x1b[');
});

test('TERM=dumb prints screens one below the other, and takes keys as lines', async () => {
  const terminal = desk.score({ env: 'TERM=dumb', rows: 60 });
  await terminal.see(/1\/22[\s\S]*评分 ›$/);
  terminal.type('３', 'Enter');
  await terminal.see(/2\/22[\s\S]*1a 得 0\.5 部分满足，已保存/);
  terminal.type('f', 'Enter');
  await terminal.see(/评估发现 ›$/);
  terminal.type('记录不全', 'Enter');
  await terminal.see(/发现：记录不全/);
  terminal.type('g', 'Enter');
  await terminal.see(/跳到/);
  terminal.type('服务目录', 'Enter');
  await terminal.see(/^ +1 service-catalogue\.1a[^›]*写编号选中[^›]*跳到[^›]*›$/m);
  terminal.type('1', 'Enter');
  await terminal.see(/› 服务目录 › 一星[\s\S]*评分 ›$/);
  terminal.type('q', 'Enter');
  await terminal.see(/退出评分/);
  terminal.type('', 'Enter');
  await terminal.see(/code 0/);
  expect(desk.answer('demand-management.1a')).toContain('score: 0.5');
  expect(desk.answer('demand-management.1b')).toContain('finding: 记录不全');
  expect(terminal.colors()).not.toContain('\x1b[');
});

test('the summary begins below the command, and is wrapped but for the next command', async () => {
  execFileSync('mv', ['sheet.yaml', 'our sheet with a long name.yaml'], { cwd: desk.folder });
  const terminal = desk.shell({ columns: 44 });
  terminal.type(`clear; echo before; node ${ASSESS} score our*.yaml; echo "code $?"`, 'Enter');
  await terminal.see(/1\/22/);
  terminal.type('1');
  await terminal.see(/2\/22/);
  terminal.type('', 'C-c');
  const shown = await terminal.see(/code 130/);
  expect(shown).toMatch(/^before\n已评分 1\/22，一星得分 0\.0455–1\.0000\n判定/m);
  expect(shown).toContain('接下来：assess score "our sheet with a long');
  const { stderr } = spawnSync('node', [ASSESS, 'score', 'our sheet.yaml'], { cwd: desk.folder, encoding: 'utf8' });
  expect(stderr).toContain('assess set "our sheet.yaml" <要求> <得分>');
});

test('TERM=dumb asks its questions by number too', async () => {
  desk.rewrite((text) => text.replace(/^ {6}score:$/m, '      score: 0.7'));
  const terminal = desk.score({ env: 'TERM=dumb', rows: 60 });
  await terminal.see(/跳过[\s\S]*\n {2}1 继续\n {2}2 不继续\n写编号，回车确定 ›$/);
  terminal.type('x', 'Enter');
  await terminal.see(/› x\n[\s\S]*写编号，回车确定 ›$/);
  terminal.type('１', 'Enter');
  await terminal.see(/1\/21[\s\S]*评分 ›$/);
  terminal.type('', 'C-d');
  await terminal.see(/评分 ›\n已评分 0\/22[\s\S]*code 130/);
});

test('questions have no colours with --no-color', async () => {
  desk.rewrite((text) => text.replace(/^ {6}score:$/m, '      score: 0.7'));
  const terminal = desk.score({ env: 'env -u NO_COLOR -u FORCE_COLOR', options: '--no-color' });
  await terminal.see(/继续\n.*不继续[\s\S]*↑↓ 选择/);
  expect(terminal.colors()).not.toContain('\x1b[');
  terminal.type('', 'Enter');
  await terminal.see(/1\/21/);
  expect(terminal.colors()).not.toContain('\x1b[');
  terminal.type('', 'C-c');
  await terminal.see(/code 130/);
  await desk.again(terminal, { env: 'env -u NO_COLOR -u FORCE_COLOR' });
  await terminal.see(/↑↓ 选择/);
  expect(terminal.colors()).toMatch(/\x1b\[36m/);
});

test('TERM=dumb ends with 130 where the input ends', async () => {
  const terminal = desk.score({ env: 'TERM=dumb' });
  await terminal.see(/评分 ›$/);
  terminal.type('', 'C-d');
  await terminal.see(/code 130/);
});

test('without a terminal it ends with 2 and says how to do the same', async () => {
  const { status, stdout, stderr } = spawnSync('node', [ASSESS, 'score', 'sheet.yaml'], {
    cwd: desk.folder,
    input: '1\n',
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('assess set sheet.yaml <要求> <得分>');
  const terminal = desk.shell();
  terminal.type(`echo 1 | node ${ASSESS} score sheet.yaml; echo "code $?"`, 'Enter');
  await terminal.see(/assess set sheet\.yaml[\s\S]*code 2/);
  terminal.type(`clear; node ${ASSESS} score - < sheet.yaml; echo "code $?"`, 'Enter');
  await terminal.see(/不能用标准输入“-”\ncode 2/);
  expect(execFileSync('ls', ['-A', desk.folder], { encoding: 'utf8' })).toBe('sheet.yaml\n');
});
