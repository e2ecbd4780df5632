import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newFolder, sheetText } from './folder.ts';
import { runHere } from './in-process.ts';
import { BIN, ENV, type Outcome, runAssess } from './program.ts';

function folderWithSheet(): string {
  const folder = newFolder();
  writeFileSync(join(folder, 'sheet.yaml'), sheetText('reached'));
  return folder;
}

const STACK = /\n {4}at |node:|Node\.js v/;

/** Runs the program and stops reading the stream after its first piece. */
function readOnce(words: readonly string[], cwd: string, stream: 'stdout' | 'stderr'): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [BIN, ...words], { cwd, env: ENV });
    const text = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].on('data', (chunk: Buffer) => {
        text[name] += chunk.toString();
        if (name === stream) child[name].destroy();
      });
    child.stdin.end();
    child.on('close', (exit) => resolve({ exit, ...text }));
  });
}

/** Runs the program with standard output closed before it writes. */
function runUnread(words: readonly string[], cwd: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [BIN, ...words], { cwd, env: ENV });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.stdin.end();
    child.on('close', (exit) => resolve({ exit, stdout: '', stderr }));
  });
}

const COMMANDS = [
  ['--version'],
  ['-V'],
  ['--help'],
  ['model', 'list'],
  ['model', 'search', '需求', '--limit', '0'],
  ['model', 'compare', 'sme', 'sme-guide'],
  ['model', 'show', 'sme', '--format', 'json'],
  ['report', 'sheet.yaml', '--format', 'json'],
  ['validate', 'sheet.yaml'],
  ['status', 'sheet.yaml'],
];

describe('a reader that goes away is no error', () => {
  test.concurrent.each(COMMANDS.map((words) => [words]))('assess %j: nobody reads', async (words) => {
    expect(await runUnread(words, folderWithSheet())).toEqual({ exit: 0, stdout: '', stderr: '' });
  });

  test('… | head -1 of more than a pipe holds', async () => {
    const { exit, stdout, stderr } = await readOnce(
      ['model', 'show', 'sme', '--format', 'json'],
      newFolder(),
      'stdout',
    );
    expect(stdout.startsWith('{\n')).toBe(true);
    expect([exit, stderr]).toEqual([0, '']);
  });

  test('--check keeps its exit code although nobody reads the report', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'sheet.yaml'), sheetText('empty'));
    expect((await runUnread(['report', 'sheet.yaml', '--check'], folder)).exit).toBe(4);
  });
});

if (process.platform === 'linux')
  describe('an output that cannot be written ends with 2 and a message', () => {
    test.concurrent.each(COMMANDS.map((words) => [words]))('assess %j > /dev/full', async (words) => {
      const cwd = folderWithSheet();
      const full = openSync('/dev/full', 'w');
      const { exit, stderr } = await new Promise<{ exit: number | null; stderr: string }>((resolve) => {
        const child = spawn(process.execPath, [BIN, ...words], { cwd, env: ENV, stdio: ['ignore', full, 'pipe'] });
        let text = '';
        child.stderr?.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        child.on('close', (code) => resolve({ exit: code, stderr: text }));
      });
      closeSync(full);
      expect([exit, stderr]).toEqual([2, 'assess: 输出写不出去（磁盘满了，ENOSPC）\n']);
      expect(stderr).not.toMatch(STACK);
    });
  });

describe('results go to standard output, everything else to standard error', () => {
  const rows: readonly (readonly [words: string[], stdout: boolean, stderr: boolean])[] = [
    [['init', 'new.yaml', '--level', '1'], false, true],
    [['set', 'sheet.yaml', 'demand-management.1d', '1'], false, true],
    [['set', 'sheet.yaml', 'demand-management.1z', '1'], false, true],
    [['validate', 'sheet.yaml'], true, false],
    [['validate', 'broken.yaml'], true, false],
    [['validate', 'missing.yaml'], false, true],
    [['status', 'sheet.yaml'], true, false],
    [['status', 'broken.yaml'], false, true],
    [['report', 'sheet.yaml'], true, false],
    [['report', 'sheet.yaml', '-o', 'out.md'], false, true],
    [['report', 'broken.yaml'], false, true],
    [['model', 'list'], true, false],
    [['model', 'show', 'sme'], true, false],
    [['model', 'show', 'xyz'], false, true],
    [['model', 'check', 'broken.yaml'], true, false],
    [['--help'], true, false],
    [[], false, true],
    [['xyz'], false, true],
  ];
  test.each(rows)('assess %j: stdout %s, stderr %s', async (words, out, err) => {
    const folder = folderWithSheet();
    writeFileSync(join(folder, 'broken.yaml'), 'format: [\n');
    const here = words.map((word) => (/\.(?:yaml|md)$/.test(word) ? join(folder, word) : word));
    const { stdout, stderr } = await runHere(here);
    expect([stdout !== '', stderr !== '']).toEqual([out, err]);
  });

  test.each(['text', 'json', 'sarif', 'github', 'junit'])(
    'validate --format %s tells an unreadable file on standard error',
    async (format) => {
      const folder = folderWithSheet();
      const files = [join(folder, 'missing.yaml'), join(folder, 'sheet.yaml')];
      const { exit, stdout, stderr } = await runHere(['validate', ...files, '--format', format]);
      expect([exit, stdout.includes('missing'), stderr.includes('missing')]).toEqual([2, false, true]);
    },
  );
});

describe('targets that cannot be written', () => {
  const NOBODY = 65534;

  test('a folder without the right to write: exit code 2, a message, nothing left', async () => {
    const folder = newFolder();
    chmodSync(folder, 0o755);
    const target = join(folder, 'locked');
    mkdirSync(target);
    writeFileSync(join(target, 'sheet.yaml'), sheetText('reached'));
    chmodSync(target, 0o555);
    const user = process.getuid?.() === 0 ? { uid: NOBODY } : {};
    const commands = [
      ['init', 'new.yaml', '--level', '1'],
      ['set', 'sheet.yaml', 'demand-management.1d', '1'],
      ['report', 'sheet.yaml', '-o', 'out.md'],
      ['init', 'sheet.yaml', '--schema'],
    ];
    for (const words of commands) {
      const { exit, stdout, stderr } = await runAssess(words, { cwd: target, ...user });
      expect([words, exit, stdout]).toEqual([words, 2, '']);
      expect(stderr).toMatch(/^assess: .*(?:EACCES|EPERM).*\n$/);
    }
    expect(readdirSync(target)).toEqual(['sheet.yaml']);
    expect(readFileSync(join(target, 'sheet.yaml'), 'utf8')).toBe(sheetText('reached'));
    chmodSync(target, 0o755);
  });

  test('a sheet without the right to read: exit code 2', async () => {
    const folder = folderWithSheet();
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'sheet.yaml'), 0o000);
    const user = process.getuid?.() === 0 ? { uid: NOBODY } : {};
    const { exit, stderr } = await runAssess(['status', 'sheet.yaml'], { cwd: folder, ...user });
    expect([exit, stderr]).toEqual([2, expect.stringMatching(/^assess: .*EACCES.*\n$/)]);
  });

  if (process.platform !== 'win32')
    test.each([
      [['report', 'sheet.yaml', '-o', 'pipe', '--format', 'json', '--force']],
      [['init', 'pipe', '--level', '1', '--force']],
      [['set', 'pipe', 'demand-management.1d', '1']],
      [['validate', 'pipe']],
    ])('what is no regular file is neither read nor replaced: assess %j', async (words) => {
      const folder = folderWithSheet();
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      const { exit, stderr } = await runAssess(words, { cwd: folder });
      expect(lstatSync(join(folder, 'pipe')).isFIFO()).toBe(true);
      expect([exit, stderr]).toEqual([2, expect.stringMatching(/^assess: .*pipe.*\n$/)]);
    });
});
