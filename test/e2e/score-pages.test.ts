import { chmodSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Desk } from './score-desk.ts';

let desk: Desk;
beforeEach(() => {
  desk = new Desk();
});
afterEach(() => desk.clear());

/** Says that every requirement of some items is scored, so that a session is short. */
const scored = (text: string, but: RegExp): string => {
  let item = '';
  return text
    .split('\n')
    .map((line) => {
      item = /^ {2}([a-z-]+):/.exec(line)?.[1] ?? item;
      return /^ {6}score:/.test(line) && !but.test(item) ? '      score: 1' : line;
    })
    .join('\n');
};

test('new evidence is registered on the spot, its file completed by Tab, and chosen again elsewhere', async () => {
  desk.write('evidence/访谈记录.docx', 'x');
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  terminal.type('e');
  await terminal.see(/^› *＋ 登记一份新证据/m);
  terminal.type('需求台账');
  await terminal.see(/＋ 登记新证据“需求台账”/);
  terminal.type('', 'Enter');
  await terminal.see(/证据名称 › 需求台账$/m);
  terminal.type('', 'Enter');
  await terminal.see(/4 文件与记录评审[\s\S]*取证方式.* ›$/);
  terminal.type('４', 'Enter');
  await terminal.see(/文件（在评估表所在文件夹里，可留空） ›$/);
  terminal.type('ev', 'Tab');
  await terminal.see(/› evidence\/$/);
  terminal.type('访', 'Tab');
  await terminal.see(/› evidence\/访谈记录\.docx$/);
  terminal.type('', 'Enter');
  await terminal.see(/证据日期.* ›$/);
  terminal.type('2026/3/1', 'Enter');
  await terminal.see(/证据：E01 需求台账/);
  expect(desk.sheet()).toMatch(
    /E01: \{ title: 需求台账, method: document-review, file: evidence\/访谈记录\.docx, date: 2026-03-01 \}/,
  );
  expect(desk.answer('demand-management.1a')).toContain('evidence: [E01]');
  terminal.type('', 'Enter');
  await terminal.see(/2\/22/);
  terminal.type('e');
  await terminal.see(/^› +E01 +需求台账/m);
  terminal.type('台账');
  await terminal.see(/› 台账$/m);
  terminal.type('', 'Enter');
  await terminal.see(/^› ✓ E01 +需求台账/m);
  await desk.holds('demand-management.1b', /evidence: \[E01\]/);
});

test('evidence that was chosen by mistake is dropped again, and an undo takes it out too', async () => {
  desk.rewrite((text) => text.replace('evidence: {}', 'evidence: { E01: { title: 台账 } }'));
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  terminal.type('e');
  await terminal.see(/E01/);
  terminal.type('', 'Enter');
  await desk.holds('demand-management.1a', /evidence: \[E01\]/);
  await terminal.see(/✓ E01/);
  terminal.type('', 'Enter');
  await terminal.see(/^› +E01 +台账/m);
  await desk.holds('demand-management.1a', /evidence: \[\]/);
  terminal.type('', 'Enter');
  await terminal.see(/✓ E01/);
  terminal.type('', 'Escape');
  await terminal.see(/证据：E01 台账/);
  terminal.type('u');
  await terminal.see(/还没有记录[\s\S]*已撤销/);
  expect(desk.answer('demand-management.1a')).toContain('evidence: []');
});

test('a file that is missing, or outside of the folder, is asked for again with what was written', async () => {
  const terminal = desk.score();
  await terminal.see(/1\/22/);
  terminal.type('e');
  await terminal.see(/登记一份新证据/);
  terminal.type('x', 'Enter', 'Enter', 'Enter');
  await terminal.see(/文件.* ›$/);
  const wrong = [
    ['没有.pdf', /没有这个文件/],
    ['也没有.pdf', /没有这个文件/],
    ['../外面.pdf', /只能写评估表所在文件夹里的相对路径/],
  ] as const;
  for (const [file, complaint] of wrong) {
    terminal.type(file, 'Enter');
    // What is typed next stands behind what was refused.
    terminal.type('！');
    await terminal.see(new RegExp(`${complaint.source}[\\s\\S]*可留空） › ${file}！$`));
    terminal.type('', 'C-u');
    await terminal.see(/文件.* ›$/);
  }
  expect(desk.sheet()).toContain('evidence: {}');
});

test('v opens $EDITOR on the finding; its lines come back, and an editor that fails changes nothing', async () => {
  desk.write('bin/write', '#!/bin/sh\nprintf "第一行\\n第二行\\n" >> "$2"\n');
  desk.write('bin/fail', '#!/bin/sh\nexit 3\n');
  for (const name of ['bin/write', 'bin/fail']) chmodSync(desk.path(name), 0o755);
  const terminal = desk.score({ env: 'EDITOR="bin/write --wait"' });
  await terminal.see(/1\/22/);
  terminal.type('v');
  await terminal.see(/发现：第一行\n +第二行[\s\S]*1a 已保存/);
  expect(desk.answer('demand-management.1a')).toMatch(/第一行[\s\S]*第二行/);
  terminal.type('1');
  await terminal.see(/2\/22/);
  terminal.type('q', 'Enter');
  await terminal.see(/code 0/);
  await desk.again(terminal, { env: 'EDITOR=bin/fail' });
  await terminal.see(/2\/22/);
  terminal.type('v');
  await terminal.see(/编辑器没有保存/);
  terminal.type('2');
  await desk.holds('demand-management.1b', /score: 0\.8/);
});

test('an editor has the terminal for itself, and the session has it back', async () => {
  desk.write('bin/ask', '#!/bin/sh\nprintf "编辑器："\nread -r line\necho "$line" > "$1"\n');
  chmodSync(desk.path('bin/ask'), 0o755);
  const terminal = desk.score({ env: 'VISUAL=bin/ask' });
  await terminal.see(/1\/22/);
  terminal.type('v');
  await terminal.see(/编辑器：$/);
  expect(terminal.state('alternate_on')).toEqual(['0']);
  terminal.type('1 写在编辑器里');
  await terminal.see(/编辑器：1 写在编辑器里$/);
  terminal.type('', 'Enter');
  await terminal.see(/^1a [\s\S]*发现：1 写在编辑器里[\s\S]*评分 ›$/m);
  expect(terminal.state('alternate_on')).toEqual(['1']);
  terminal.type('2');
  await desk.holds('demand-management.1a', /score: 0\.8[\s\S]*finding: "1 写在编辑器里"/);
});

test('l lists what is open and goes there; ? and m show pages on which the keys of the card work, and any other goes back', async () => {
  desk.rewrite((text) => scored(text, /service-communication/));
  const terminal = desk.score();
  await terminal.see(/服务沟通 › 一星/);
  terminal.type('4');
  await terminal.see(/1b /);
  terminal.type('l');
  const list = await terminal.see(/还有 22 条未完成/);
  expect(list).toMatch(
    /缺改进措施 +service-communication\.1a[\s\S]*未评分 +service-communication\.1b[\s\S]*缺证据 +demand-management\.1a/,
  );
  terminal.type('', 'Enter');
  await terminal.see(/^1a [\s\S]*得分：0 不满足/m);
  terminal.type('?');
  await terminal.see(/1 2 3 4 +给得分[\s\S]*全角的数字、字母和半角的一样用/);
  terminal.type('x');
  await terminal.see(/^1a [\s\S]*得分：0 不满足/m);
  terminal.type('m');
  await terminal.see(/可要求出示[\s\S]*改进建议/);
  terminal.type('f');
  await terminal.see(/评估发现 ›/);
  terminal.type('', 'Escape');
  await terminal.see(/评分 ›$/);
  expect(desk.answer('service-communication.1b')).toMatch(/score:$/m);
});

test('after an item come its result and gaps, at the end what is missing, the verdict and the next command', async () => {
  desk.rewrite((text) => scored(text, /service-communication/));
  const terminal = desk.score();
  await terminal.see(/服务沟通 › 一星/);
  terminal.type('13');
  const result = await terminal.see(/服务沟通：本项小结/);
  expect(result).toContain('本项 0.7500');
  expect(result).toMatch(/差距 1 条\n +1b +0\.5 部分满足/);
  terminal.type('', 'Enter');
  const end = await terminal.see(/这次范围里的要求评完了/);
  expect(end).toMatch(/已评分 22\/22，一星得分 0\.9773\n判定：达到\n还缺：改进措施 1 条/);
  terminal.type('', 'Enter');
  const left = await terminal.see(/code 0/);
  expect(left).toMatch(
    /已评分 22\/22，一星得分 0\.9773\n判定：达到\n.*\n接下来：assess score sheet\.yaml --only open\ncode 0/,
  );
});
