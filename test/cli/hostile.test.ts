import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newFolder, sheetText } from './folder.ts';
import { runHere } from './in-process.ts';
import type { Outcome } from './program.ts';
import { visible } from './scenario.ts';

/** What no terminal must get: C0 but the line end, DEL, C1, and the controls of writing direction. */
const RAW = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** The first line of an output with a character that no terminal must get. */
const rawLine = (text: string): string | null => {
  const line = text.split('\n').find((part) => RAW.test(part));
  return line === undefined ? null : visible(line);
};

/** What is wrong with the outputs of a run: raw characters, an error of the program itself. */
function faultsOf(words: readonly string[], { stdout, stderr }: Outcome): string[] {
  const internal = /.*(?:internal error|程序内部错误).*/.exec(stderr)?.[0];
  const told = words.map(visible).join(' ');
  return [rawLine(stdout), rawLine(stderr), internal ?? null].flatMap((line) =>
    line === null ? [] : [`${told} → ${line}`],
  );
}

async function faultsOfAll(commands: readonly (readonly string[])[], env: Env = {}): Promise<string[]> {
  const faults: string[] = [];
  for (const words of commands) faults.push(...faultsOf(words, await runHere(words, { env })));
  return faults;
}

type Env = Readonly<Record<string, string>>;

const ATTACKS = [
  '\u001b[2J\u001b[H',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
  '\u009b31m',
  '\u009d0;title\u009c',
  '\u202egnp.exe',
  '\u2066\u2069\u061c\u200f',
  '\r\u001b[1A\u001b[2K',
  'a\tb\u000bc\u000cd',
  '\b\b\b\u007f',
  '\u0000',
  '\u0085next\u2028line\u2029end',
  '\ud800',
  '\u{e0001}\ufeff\u200b',
];

const PIECES = [...ATTACKS, '甲', 'x', ' ', '{', '"', "'", ': ', '#', '\n', '- ', '[', ']', '&', '*', '！', '|', '\\'];
const hostileText = fc.oneof(
  fc.constantFrom(...ATTACKS),
  fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
);

/** Every place of a sheet that takes a text; `§` stands for it. */
const SHEET = `§k
${sheetText('stated')
  .replace('name: 丙咨询有限公司', 'name: §')
  .replace('objective: 判定是否达到一星', 'objective: §')
  .replace('criteria: [公司服务管理手册 V3]', 'criteria: [§]')
  .replace('places: [上海总部, 苏州办事处]', 'places: [§]')
  .replace('{ name: 李伟, role: 组长, unit: 丁评估中心 }', '{ name: §, role: §, unit: § }')
  .replace('conclusion: 基础管理已经起步。', 'conclusion: §')
  .replace('suggestions: [先补齐记录再谈流程]', 'suggestions: [§]')
  .replace('title: 需求登记表', 'title: §')
  .replace('file: E01.csv', 'file: §')
  .replace('subject: 服务目录是否算成文', 'subject: §')
  .replace('finding: 登记表连续六个月', 'finding: §')
  .replace('measure: 每月例会看一次需求, owner: 王敏', 'measure: §, owner: §')}`;

const COMMANDS = [
  ...['text', 'json', 'sarif', 'github', 'junit'].map((format) => ['validate', 'FILE', '--format', format]),
  ...['terminal', 'markdown', 'json'].map((format) => ['report', 'FILE', '--format', format]),
  ...['text', 'json'].map((format) => ['status', 'FILE', '--format', format]),
  ['set', 'FILE', 'demand-management.1d', '0.5'],
  ['set', 'FILE', 'demand-management.1d', '--finding', 'x'],
  ['init', 'FILE', '--schema'],
  ['model', 'check', 'FILE'],
  ['model', 'check', 'FILE', '--format', 'json'],
];

const commandsOn = (path: string): string[][] =>
  COMMANDS.map((command) => command.map((word) => (word === 'FILE' ? path : word)));

describe('text from files reaches no terminal raw', () => {
  test('in quotes and as escapes, in every place of a sheet that takes a text', async () => {
    const path = join(newFolder(), 'sheet.yaml');
    await fc.assert(
      fc.asyncProperty(hostileText, fc.boolean(), async (text, inKey) => {
        const quoted = JSON.stringify(text);
        writeFileSync(
          path,
          SHEET.replace('§k', () => (inKey ? `${quoted}: 1` : '')).replaceAll('§', () => quoted),
        );
        expect(await faultsOfAll(commandsOn(path))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test('as it is, at any place of a file', async () => {
    const path = join(newFolder(), 'sheet.yaml');
    const sheet = sheetText('stated');
    await fc.assert(
      fc.asyncProperty(hostileText, fc.nat(sheet.length), async (text, at) => {
        writeFileSync(path, sheet.slice(0, at) + text + sheet.slice(at));
        expect(await faultsOfAll(commandsOn(path), { LANG: 'en_US.UTF-8' })).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test('where it is allowed, it is told: an emoji, an accent, a Korean name', async () => {
    const path = join(newFolder(), 'sheet.yaml');
    writeFileSync(path, sheetText('reached').replace('甲公司', 'Café 한국 👍'));
    const { stdout } = await runHere(['report', path, '--format', 'terminal']);
    expect(stdout).toContain('Café 한국 👍');
  });
});

describe('names of files reach no terminal raw', () => {
  const nameOf = (text: string): string => text.replace(/[/\0]|\p{Surrogate}/gu, '_').slice(0, 40) || '_';
  const names = [...new Set(ATTACKS.map(nameOf))].filter((name) => RAW.test(name));

  test.each(names.map((name) => [visible(name), name] as const))('a sheet called “%s”', async (_, name) => {
    const folder = newFolder();
    writeFileSync(join(folder, 'E01.csv'), 'a\n');
    writeFileSync(join(folder, name), sheetText('stated'));
    expect(await faultsOfAll(commandsOn(join(folder, name)))).toEqual([]);
    writeFileSync(join(folder, name), 'broken: [\n');
    expect(await faultsOfAll(commandsOn(join(folder, name)))).toEqual([]);
  });

  test.each(names.map((name) => [visible(name), name] as const))(
    'no sheet, a folder, a report, a glob: “%s”',
    async (_, name) => {
      const folder = newFolder();
      const sheet = join(folder, 'sheet.yaml');
      writeFileSync(sheet, sheetText('reached'));
      expect(await faultsOfAll(commandsOn(join(folder, name)))).toEqual([]);
      mkdirSync(join(folder, `${name}.d`));
      expect(await faultsOfAll(commandsOn(join(folder, `${name}.d`)))).toEqual([]);
      const more = [
        ['init', join(folder, `${name}.yaml`), '--level', '1', '--schema'],
        ['init', join(folder, `${name}.yaml`), '--level', '1'],
        ['init', join(folder, `${name}.d`, 'sheet.yaml'), '--level', '1', '--schema'],
        ['report', sheet, '-o', join(folder, `${name}.md`)],
        ['report', sheet, '-o', join(folder, `${name}.md`)],
        ['report', sheet, '-o', join(folder, `${name}.xyz`)],
        ['report', sheet, '-o', join(folder, name, 'x.md')],
        ['validate', join(folder, `${name}*.nope`)],
        ['validate', join(folder, '*.yaml'), '--format', 'text'],
      ];
      expect(await faultsOfAll(more)).toEqual([]);
      expect(readdirSync(folder)).toContain(`${name}.md`);
    },
  );

  test('a line end in a name begins no line of its own', async () => {
    const folder = newFolder();
    const name = join(folder, 'x\nforged: all is well');
    const sheet = join(folder, 'sheet.yaml');
    writeFileSync(sheet, sheetText('reached'));
    const commands = [
      ...commandsOn(name),
      ['report', sheet, '-o', `${name}.md`],
      ['init', `${name}.yaml`, '--level', '1', '--schema'],
      ...commandsOn(`${name}.yaml`),
      ['validate', `${name}*.nope`],
    ];
    const forged: string[] = [];
    for (const words of commands) {
      const { stdout, stderr } = await runHere(words);
      if (/^forged/m.test(stdout + stderr)) forged.push(words.map(visible).join(' '));
    }
    expect(forged).toEqual([]);
  });

  test('the name stays readable in JSON: it is escaped, not changed', async () => {
    const folder = newFolder();
    const path = join(folder, '\u202e\u009bx.yaml');
    writeFileSync(path, sheetText('reached'));
    const { stdout } = await runHere(['report', path, '--format', 'json']);
    expect((JSON.parse(stdout) as { sheet: { file: string } }).sheet.file).toBe(path);
  });
});

describe('arguments reach no terminal raw', () => {
  test('whatever they are', async () => {
    const folder = newFolder();
    const path = join(folder, 'sheet.yaml');
    writeFileSync(path, sheetText('reached'));
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        const id = 'demand-management.1d';
        const commands = [
          [text],
          [`--${text}`],
          ['report', path, `--${text}`],
          ['report', path, text],
          ['report', path, '--format', text],
          ['report', path, '--date', text],
          ['report', path, '--lang', text],
          ['set', path, text, '1'],
          ['set', path, id, text],
          ['set', path, id, '--evidence', text],
          ['set', path, id, '--due', text],
          ['init', join(folder, 'new.yaml'), '--level', text],
          ['init', join(folder, 'new.yaml'), '--level', '1', '--model', text],
          ['model', 'show', text],
          ['model', 'show', 'sme', text],
          ['model', text],
        ];
        expect(await faultsOfAll(commands)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});

describe('a text that is set can be read again', () => {
  test('set either writes a sheet that has no errors, or writes nothing', async () => {
    const path = join(newFolder(), 'sheet.yaml');
    await fc.assert(
      fc.asyncProperty(hostileText, fc.constantFrom('--finding', '--measure', '--owner'), async (text, option) => {
        writeFileSync(path, sheetText('reached'));
        const { exit } = await runHere(['set', path, 'demand-management.1d', option, text]);
        const checked = await runHere(['validate', path]);
        expect([visible(text), checked.exit, checked.stdout]).toEqual([visible(text), 0, expect.any(String)]);
        if (exit !== 0) expect(readFileSync(path, 'utf8')).toBe(sheetText('reached'));
      }),
      { numRuns: 40 },
    );
  });

  test('init either lays out a sheet that has no errors, or writes nothing', async () => {
    const folder = newFolder();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        const path = join(folder, `${count++}.yaml`);
        const { exit } = await runHere(['init', path, '--level', '1', '--org', `甲${text}`]);
        if (exit !== 0) expect(readdirSync(folder)).not.toContain(`${count - 1}.yaml`);
        else expect((await runHere(['validate', path])).stdout).toContain('0 个错误');
      }),
      { numRuns: 20 },
    );
  });
});
