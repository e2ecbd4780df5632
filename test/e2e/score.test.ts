import { afterEach, beforeEach, expect, test } from 'vitest';
import { Desk } from './score-desk.ts';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});
afterEach(() => desk.clear());

test('the keys 1 to 4, half or full width, score and go on; each answer is in the file before the next question', async () => {
  const terminal = desk.score();
  const first = await terminal.see(/服务战略能力 › 需求管理 › 一星 +1\/22[\s\S]*1a {2}客户的需求/);
  expect(first).toMatch(/1 全部满足（1） +2 大部分满足（0\.8） +3 部分满足（0\.5） +4 不满足（0）/);
  const given = [
    ['１', '1a', '1', '2/22'],
    ['2', '1b', '0.8', '3/22'],
    ['３', '1c', '0.5', '4/22'],
  ] as const;
  for (const [key, letter, score, next] of given) {
    terminal.type(key);
    const screen = await terminal.see(new RegExp(`一星 +${next}`));
    expect(desk.answer(`demand-management.${letter}`)).toContain(`score: ${score}\n`);
    expect(screen).toContain(`需求管理 ${letter} 得 ${score} `);
  }
  expect(terminal.screen()).toContain('已评 3/22 · 本项 0.5750–0.8250（3/4）');
  terminal.type('4');
  await terminal.see(/需求管理：本项小结/);
  expect(desk.answer('demand-management.1d')).toContain('score: 0\n');
});

test('b goes back, Enter leaves an answer as it is, - clears it, and u takes changes back where they were made', async () => {
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  terminal.type('11');
  await terminal.see(/一星 +3\/22/);
  terminal.type('b');
  await terminal.see(/一星 +2\/22[\s\S]*得分：1 全部满足/);
  terminal.type('-');
  await terminal.see(/1b 的得分已清空，已保存[\s\S]*已评 1\/22/);
  terminal.type('', 'Enter');
  await terminal.see(/一星 +3\/22/);
  terminal.type('u');
  await terminal.see(/一星 +2\/22[\s\S]*得分：1 全部满足[\s\S]*已撤销对“需求管理 1b”/);
  terminal.type('uu');
  await terminal.see(/一星 +1\/22[\s\S]*已评 0\/22/);
  expect(desk.answer('demand-management.1a')).not.toMatch(/score: (1|0)/);
  terminal.type('u');
  await terminal.see(/没有可以撤销的了/);
  terminal.type('b');
  await terminal.see(/已经是第一条/);
});

test('an undone answer leaves the file as it was, byte for byte', async () => {
  const before = desk.sheet();
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  terminal.type('3');
  await desk.holds('demand-management.1a', /score: 0\.5/);
  terminal.type('u');
  await terminal.see(/已撤销/);
  expect(desk.sheet()).toBe(before);
});

test('g jumps to what is searched in Chinese, by id, and with full-width letters', async () => {
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  terminal.type('g');
  await terminal.see(/跳到（编号、名称或文字） ›$/);
  terminal.type('服务目录');
  await terminal.see(/^› service-catalogue\.1a/m);
  terminal.type('', 'Enter');
  await terminal.see(/› 服务目录 › 一星[\s\S]*评分 ›$/);
  terminal.type('/');
  await terminal.see(/跳到/);
  terminal.type('ｓｅｒｖｉｃｅ-ｑｕａｌｉｔｙ．１ｂ');
  await terminal.see(/^› service-quality\.1b/m);
  terminal.type('', 'Enter');
  await terminal.see(/› 服务质量 › 一星[\s\S]*^1b /m);
  terminal.type('g');
  await terminal.see(/跳到/);
  terminal.type('没有这样的词');
  await terminal.see(/没有找到/);
  terminal.type('', 'Enter');
  await terminal.see(/› 服务质量 › 一星/);
  expect(desk.sheet()).not.toMatch(/score: \S/);
});

test('a finding is typed in Chinese, corrected on the line and kept; Esc leaves the old one', async () => {
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  terminal.type('f');
  await terminal.see(/评估发现 ›$/);
  terminal.type('缺三月的登记表x', 'BSpace', 'Left', 'Left', 'Left');
  terminal.type('、四月');
  await terminal.see(/缺三月的、四月登记表/);
  terminal.type('', 'Enter');
  await terminal.see(/发现：缺三月的、四月登记表[\s\S]*1a 已保存/);
  expect(desk.answer('demand-management.1a')).toContain('finding: 缺三月的、四月登记表');
  terminal.type('f');
  await terminal.see(/评估发现 › 缺三月的、四月登记表$/m);
  terminal.type('乱写', 'Escape');
  await terminal.see(/评分 ›[\s\S]*$/);
  expect(desk.answer('demand-management.1a')).toContain('finding: 缺三月的、四月登记表\n');
  terminal.type('f');
  await terminal.see(/评估发现 › 缺三月/);
  terminal.type('', 'C-u', 'Enter');
  await terminal.see(/还没有记录/);
  expect(desk.answer('demand-management.1a')).not.toContain('缺三月');
});

test('an improvement is measure, owner and due date; what is no date is asked for again with what was written', async () => {
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  terminal.type('i');
  await terminal.see(/改进措施 ›$/);
  terminal.type('补齐登记表', 'Enter');
  await terminal.see(/责任人 ›$/);
  terminal.type('王五', 'Enter');
  await terminal.see(/完成日期.* ›$/);
  for (const wrong of ['2026-13-01', '２月３０日']) {
    terminal.type(wrong, 'Enter');
    // What is typed next stands behind what was refused.
    terminal.type('！');
    await terminal.see(new RegExp(`这不是日期[\\s\\S]*完成日期.* › ${wrong}！$`));
    terminal.type('', 'C-u');
    await terminal.see(/完成日期.* ›$/);
  }
  terminal.type('２０２６年９月３日', 'Enter');
  await terminal.see(/改进：补齐登记表，王五，2026-09-03/);
  expect(desk.answer('demand-management.1a')).toMatch(/measure: 补齐登记表[\s\S]*owner: 王五[\s\S]*due: 2026-09-03/);
});

test('what is pasted is never taken for keys; on a line it is text, its line ends too', async () => {
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  terminal.paste('1234\nq\n');
  await terminal.see(/几个字一起到的，没有当作按键/);
  expect(desk.sheet()).not.toMatch(/score: \d/);
  terminal.type('f');
  await terminal.see(/评估发现 ›$/);
  terminal.paste('抽查三条：\n1. 缺日期');
  await terminal.see(/评估发现 › 抽查三条：⏎1\. 缺日期$/);
  terminal.type('', 'Enter');
  await terminal.see(/发现：抽查三条：\n +1\. 缺日期[\s\S]*1a 已保存/);
  expect(desk.answer('demand-management.1a')).toMatch(/抽查三条：[\s\S]*1\. 缺日期/);
});
