import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ASSESS, Desk } from './score-desk.ts';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});
afterEach(() => desk.clear());

/** So wide that no sentence is broken. */
const WIDE = { columns: 150 };

const journals = (): string[] => {
  const folder = desk.path('state/assess/journal');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
};

/** Changes the score of an answer as `sed -i` does. */
const rescore = (letter: string, from: string, to: string) =>
  desk.rewrite((text) => {
    const at = text.indexOf(`score:${from}`, text.indexOf(`    ${letter}:`, text.indexOf('  demand-management:')));
    return `${text.slice(0, at)}score:${to}${text.slice(at + `score:${from}`.length)}`;
  });

test('what an editor changes meanwhile is merged with what is scored, and told', async () => {
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  rescore('1c', '', ' 0.5');
  desk.rewrite((text) => text.replace('  # 评估目标', '  # 评估目标，改过'));
  terminal.type('1');
  await terminal.see(/2\/22[\s\S]*文件被别人改过，已并入 1 条[\s\S]*已评 2\/22/);
  expect(desk.answer('demand-management.1a')).toContain('score: 1\n');
  expect(desk.answer('demand-management.1c')).toContain('score: 0.5\n');
  expect(desk.sheet()).toContain('  # 评估目标，改过\n');
});

test('two sessions on one file see each other, and only the same answer is asked about', async () => {
  const [mine, theirs] = [desk.score(), desk.score()];
  await mine.see(/1\/22/);
  await theirs.see(/1\/22/);
  theirs.type('', 'Enter');
  await theirs.see(/2\/22/);
  theirs.type('2');
  await theirs.see(/3\/22[\s\S]*1b 得 0\.8/);
  mine.type('1');
  await mine.see(/文件被别人改过，已并入 1 条[\s\S]*已评 2\/22/);
  expect(desk.answer('demand-management.1b')).toContain('score: 0.8');
  theirs.type('bb');
  await theirs.see(/1\/22[\s\S]*得分：1 全部满足/);
});

test.each([
  ['k', '0.5', /得分：0\.5 部分满足/],
  ['t', '0.8', /得分：0\.8 大部分满足/],
] as const)(
  'in a conflict the key %s keeps %s, and the other answers are saved meanwhile',
  async (key, kept, shown) => {
    const terminal = desk.score();
    await terminal.see(/1\/22/);
    rescore('1a', '', ' 0.8');
    terminal.type('3');
    const page = await terminal.see(/用哪一个？/);
    expect(page).toMatch(
      /需求管理 1a（demand-management\.1a）\n1a {2}客户的需求[\s\S]*k 我的\n +得分：0\.5 部分满足\nt 文件里的\n +得分：0\.8 大部分满足/,
    );
    expect(page).not.toContain('已保存');
    expect(desk.answer('demand-management.1a')).toContain('score: 0.8\n');
    terminal.type('x');
    terminal.type(key);
    await terminal.see(/2\/22[\s\S]*需求管理 1a 用了(?:我的|文件里的)答案，已保存[\s\S]*评分 ›$/);
    await desk.holds('demand-management.1a', new RegExp(`score: ${kept}\n`));
    terminal.type('b');
    await terminal.see(shown);
  },
);

test.each([
  ['Ctrl-C', 'C-c'],
  ['a closed window', null],
])('an answer that is in conflict is kept and asked about again after %s', async (_how, key) => {
  const terminal = desk.score(WIDE);
  await terminal.see(/1\/22/);
  rescore('1a', '', ' 0.8');
  terminal.type('3');
  await terminal.see(/用哪一个？/);
  if (key === null) terminal.close();
  else terminal.type('', key);
  await expect.poll(journals, { timeout: 5000 }).toHaveLength(1);
  const again = desk.score(WIDE);
  await again.see(/上次有 1 条内容没能写进文件/);
  again.type('', 'Enter');
  await again.see(/k 我的\n +得分：0\.5 部分满足\nt 文件里的\n +得分：0\.8 大部分满足/);
  again.type('k');
  await desk.holds('demand-management.1a', /score: 0\.5\n/);
});

test('a read-only file is told of, the answers are kept, and saved once it can be written', async () => {
  const terminal = desk.score(WIDE);
  await terminal.see(/1\/22/);
  chmodSync(desk.path('sheet.yaml'), 0o444);
  terminal.type('1');
  await terminal.see(/没能写进文件：没有写权限，或文件是只读的[\s\S]*答案记在日志[\s\S]*1 条还没写进文件/);
  terminal.type('2');
  const screen = await terminal.see(/3\/22[\s\S]*2 条还没写进文件/);
  expect(screen).not.toContain('已保存');
  expect(journals()).toHaveLength(1);
  expect(desk.sheet()).not.toMatch(/score: [01]/);
  chmodSync(desk.path('sheet.yaml'), 0o644);
  terminal.type('3');
  await terminal.see(/4\/22[\s\S]*可以写了，之前没写进去的答案都已保存/);
  expect(desk.answer('demand-management.1a')).toContain('score: 1\n');
  expect(desk.answer('demand-management.1b')).toContain('score: 0.8\n');
  expect(journals()).toEqual([]);
});

test('what could not be saved is in a journal, which the next start offers; it is asked until it is settled', async () => {
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  renameSync(desk.path('sheet.yaml'), desk.path('away.yaml'));
  terminal.type('14');
  await terminal.see(/没能写进文件：文件或文件夹不见了/);
  terminal.type('q');
  await terminal.see(/退出评分？有 2 条还没写进文件/);
  terminal.type('', 'Enter');
  await terminal.see(/有 2 条没能写进文件，留在日志[\s\S]*code 2/);
  renameSync(desk.path('away.yaml'), desk.path('sheet.yaml'));
  await desk.again(terminal);
  await terminal.see(/上次有 2 条内容没能写进文件[\s\S]*补写进来[\s\S]*下次再问[\s\S]*丢弃/);
  terminal.type('', 'Down', 'Enter');
  await terminal.see(/1\/22[\s\S]*已评 0\/22/);
  terminal.type('', 'C-c');
  await terminal.see(/code 130/);
  expect(journals()).toHaveLength(1);
  await desk.again(terminal);
  await terminal.see(/上次有 2 条内容/);
  terminal.type('', 'Enter');
  await terminal.see(/3\/22[\s\S]*已评 2\/22/);
  expect(desk.answer('demand-management.1a')).toContain('score: 1\n');
  expect(desk.answer('demand-management.1b')).toContain('score: 0\n');
  expect(journals()).toEqual([]);
});

test('a journal names what it holds, and is thrown away only after asking back', async () => {
  const terminal = desk.score(WIDE);
  await terminal.see(/1\/22/);
  chmodSync(desk.path('sheet.yaml'), 0o444);
  terminal.type('1412');
  await terminal.see(/4 条还没写进文件/);
  terminal.type('', 'C-c');
  await terminal.see(/code 2|code 130/);
  await desk.again(terminal);
  await terminal.see(
    /上次有 4 条内容没能写进文件，\d{4}-\d\d-\d\d \d\d:\d\d 留在日志里：需求管理 1a 得分 1；需求管理 1b 得分 0；需求管理 1c 得分 1 等。/,
  );
  terminal.type('', 'Down', 'Down', 'Enter');
  await terminal.see(/这 4 条内容就没有了/);
  terminal.type('', 'Enter');
  await terminal.see(/不丢弃[\s\S]*上次有 4 条内容[\s\S]*补写进来/);
  expect(journals()).toHaveLength(1);
  terminal.type('', 'Down', 'Down', 'Enter');
  await terminal.see(/不丢弃[\s\S]*这 4 条内容就没有了/);
  terminal.type('', 'Down', 'Enter');
  await terminal.see(/1\/22[\s\S]*已评 0\/22/);
  expect(journals()).toEqual([]);
});

test('a journal is offered where the sheet is now, and told of where it was', async () => {
  const terminal = desk.score(WIDE);
  await terminal.see(/1\/22/);
  mkdirSync(desk.path('away'));
  renameSync(desk.path('sheet.yaml'), desk.path('away/sheet.yaml'));
  terminal.type('14');
  await terminal.see(/2 条还没写进文件/);
  terminal.type('', 'C-c');
  await terminal.see(/code 2|code 130/);
  await desk.again(terminal);
  await terminal.see(/找不到文件“sheet\.yaml”；没能写进它的内容 .* 留在日志 [\s\S]*code 2/);
  const beginAway = () => terminal.type(`clear; node ${ASSESS} score away/sheet.yaml; echo "code $?"`, 'Enter');
  beginAway();
  await terminal.see(/同名的评估表“[^”]*sheet\.yaml”不在原处了[\s\S]*2 条内容[\s\S]*需求管理 1a 得分 1/);
  terminal.type('', 'Enter');
  await terminal.see(/1\/22[\s\S]*已评 0\/22/);
  expect(journals()).toHaveLength(1);
  terminal.type('', 'C-c');
  await terminal.see(/code 130/);
  beginAway();
  await terminal.see(/不在原处了[\s\S]*补写进来/);
  terminal.type('', 'Down', 'Enter');
  await terminal.see(/3\/22[\s\S]*已评 2\/22/);
  expect(readFileSync(desk.path('away/sheet.yaml'), 'utf8').match(/score: [01]\n/g)).toEqual([
    'score: 1\n',
    'score: 0\n',
  ]);
  expect(journals()).toEqual([]);
});

test('what a journal gives back is built on, also while the file cannot be written yet', async () => {
  const terminal = desk.score(WIDE);
  await terminal.see(/1\/22/);
  chmodSync(desk.path('sheet.yaml'), 0o444);
  terminal.type('f');
  terminal.type('上次写的');
  terminal.type('', 'Enter');
  await terminal.see(/1 条还没写进文件/);
  terminal.type('', 'C-c');
  await terminal.see(/code 2|code 130/);
  await desk.again(terminal);
  await terminal.see(/上次有 1 条内容/);
  terminal.type('', 'Enter');
  await terminal.see(/1\/22[\s\S]*上次写的/);
  terminal.type('1');
  await terminal.see(/2\/22/);
  chmodSync(desk.path('sheet.yaml'), 0o644);
  terminal.type('2');
  await desk.holds('demand-management.1a', /score: 1\n[\s\S]*finding: 上次写的\n/);
});

test('a text that is half written is there in the next session; Ctrl-C never replaces what is recorded', async () => {
  const terminal = desk.score(WIDE);
  await terminal.see(/1\/22/);
  terminal.type('f');
  terminal.type('记录');
  terminal.type('', 'Enter');
  terminal.type('f');
  terminal.type('', 'C-u');
  terminal.type('改了一半');
  await terminal.see(/评估发现 › 改了一半/);
  terminal.type('', 'C-c');
  await terminal.see(/没写完的文字先留着，下次可以接着写：需求管理 1a[\s\S]*code 130/);
  expect(desk.answer('demand-management.1a')).toContain('finding: 记录');
  await desk.again(terminal);
  await terminal.see(/1\/22[\s\S]*上次没写完的文字还在：需求管理 1a/);
  terminal.type('f');
  await terminal.see(/评估发现 › 改了一半/);
  terminal.type('', 'Enter');
  await desk.holds('demand-management.1a', /finding: 改了一半\n/);
  terminal.type('', 'C-c');
  await terminal.see(/code 130/);
  await desk.again(terminal);
  const page = await terminal.see(/1\/22/);
  expect(page).not.toContain('没写完');
});

test('a journal that is put off is not lost by answers that cannot be saved either', async () => {
  const terminal = desk.score(WIDE);
  await terminal.see(/1\/22/);
  chmodSync(desk.path('sheet.yaml'), 0o444);
  terminal.type('12');
  await terminal.see(/2 条还没写进文件/);
  terminal.type('', 'C-c');
  await terminal.see(/code 2|code 130/);
  await desk.again(terminal);
  await terminal.see(/上次有 2 条内容/);
  terminal.type('', 'Down', 'Enter');
  await terminal.see(/1\/22/);
  terminal.type('', 'Enter', 'Enter');
  await terminal.see(/3\/22/);
  terminal.type('3');
  await terminal.see(/1 条还没写进文件/);
  terminal.type('', 'C-c');
  await terminal.see(/code 2|code 130/);
  chmodSync(desk.path('sheet.yaml'), 0o644);
  await desk.again(terminal);
  await terminal.see(/上次有 3 条内容/);
});

test('a sheet with errors says which, and goes on with the rest where the user wants that', async () => {
  rescore('1b', '', ' 0.7');
  const terminal = desk.score(WIDE);
  await terminal.see(/sheet\.yaml:\d+:\d+[\s\S]*有错误的 1 条这次跳过[\s\S]*继续吗？/);
  terminal.type('', 'Down', 'Enter');
  await terminal.see(/code 1/);
  await desk.again(terminal);
  await terminal.see(/继续吗？/);
  terminal.type('', 'Enter');
  await terminal.see(/1\/21/);
  terminal.type('1');
  await terminal.see(/2\/21[\s\S]*^1c /m);
  terminal.type('', 'C-c');
  await terminal.see(/1 处错误也要改正，改好后运行：assess validate sheet\.yaml\n接下来：assess score[\s\S]*code 130/);
  await desk.again(terminal);
  await terminal.see(/继续吗？/);
  terminal.type('', 'Enter');
  await terminal.see(/2\/21[\s\S]*^1c /m);
  expect(desk.answer('demand-management.1b')).toContain('score: 0.7\n');
  expect(desk.answer('demand-management.1a')).toContain('score: 1\n');
});

test('a sheet that is no YAML, has git conflicts, or is none is refused and left alone', async () => {
  const terminal = desk.shell(WIDE);
  const sound = desk.sheet();
  const broken = [
    [sound.replace('evidence: {}', 'evidence: {'), /现在改不了：先改正上面的错误[\s\S]*code 1/],
    [`<<<<<<< HEAD\n${sound}=======\n>>>>>>> x\n`, /git[\s\S]*现在改不了[\s\S]*code 1/],
    ['', /现在改不了[\s\S]*code 1/],
  ] as const;
  for (const [text, words] of broken) {
    desk.rewrite(() => text);
    await desk.again(terminal);
    await terminal.see(words);
    expect(desk.sheet()).toBe(text);
  }
  renameSync(desk.path('sheet.yaml'), desk.path('away.yaml'));
  await desk.again(terminal);
  await terminal.see(/找不到文件“sheet\.yaml”\ncode 2/);
  mkdirSync(desk.path('sheet.yaml'));
  await desk.again(terminal);
  await terminal.see(/是文件夹，这里要一个文件\ncode 2/);
});

test('Ctrl-D and Ctrl-C at a question end with 130 and change nothing', async () => {
  rescore('1b', '', ' 0.7');
  const before = desk.sheet();
  const terminal = desk.shell(WIDE);
  for (const key of ['C-c', 'C-d']) {
    await desk.again(terminal);
    await terminal.see(/继续吗？/);
    terminal.type('', key);
    await terminal.see(/code 130/);
  }
  expect(desk.sheet()).toBe(before);
});
