import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Terminal } from './tmux.ts';

const assess = resolve('bin/assess.js');
let folder: string;
let terminal: Terminal;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assess-e2e-'));
});

afterEach(() => {
  terminal.close();
  rmSync(folder, { recursive: true, force: true });
});

const file = () => readFileSync(join(folder, 'assessment.yaml'), 'utf8');

test('init asks in a terminal for what is missing, in Chinese, and lays out what was answered', async () => {
  terminal = new Terminal(folder);
  terminal.type(`node ${assess} init`, 'Enter');
  await terminal.see(/申报等级[\s\S]*一星（22 条要求）[\s\S]*五星（347 条要求）/);
  terminal.type('', 'Down', 'Enter');
  await terminal.see(/被评估方的名称/);
  terminal.type('苏州甲乙服务有限公司', 'Enter');
  await terminal.see(/评估种类[\s\S]*自评估[\s\S]*正式评估/);
  terminal.type('', 'Down', 'Enter');
  await terminal.see(/申报等级怎样读[\s\S]*累计口径/);
  terminal.type('', 'Enter');
  await terminal.see(/已生成 assessment\.yaml：61 条要求[\s\S]*assess score/);
  expect(file()).toMatch(/^claim: 2 /m);
  expect(file()).toMatch(/^reading: cumulative /m);
  expect(file()).toMatch(/^kind: formal /m);
  expect(file()).toContain('  name: 苏州甲乙服务有限公司\n');
});

test('init asks in English with --lang en, and only for what the options leave open', async () => {
  terminal = new Terminal(folder);
  terminal.type(`node ${assess} init --lang en --level 1 --kind self --reading own-level`, 'Enter');
  await terminal.see(/Name of the assessed organisation/);
  terminal.type('Acme: Services', 'Enter');
  await terminal.see(/wrote assessment\.yaml: 22 requirements/);
  expect(file()).toContain('  name: "Acme: Services"\n');
});

test('Ctrl-C at a question writes nothing, ends with 130 and leaves a usable terminal', async () => {
  terminal = new Terminal(folder);
  terminal.type(`node ${assess} init; echo "code $?"`, 'Enter');
  await terminal.see(/申报等级/);
  terminal.type('', 'C-c');
  await terminal.see(/code 130/);
  terminal.type('echo 还能用', 'Enter');
  await terminal.see(/^还能用$/m);
  expect(existsSync(join(folder, 'assessment.yaml'))).toBe(false);
  expect(readdirSync(folder)).toEqual([]);
});

test('a report in a terminal is coloured, keeps to its width and shows the verdict on the first screen', async () => {
  terminal = new Terminal(folder, 72, 40);
  terminal.type(
    `node ${assess} report ${resolve('examples/hengxin-hr/sheet.yaml')} --summary; echo "code $?"`,
    'Enter',
  );
  const screen = await terminal.see(/code 0/);
  expect(screen).toContain('✗ 判定  未达到二星');
  for (const line of screen.split('\n').filter((text) => text.includes('│'))) expect(line.endsWith('│')).toBe(true);
});
