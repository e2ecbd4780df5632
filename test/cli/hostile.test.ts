import { execFileSync } from 'node:child_process';
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
          ['model', 'show', 'sme', '--level', text],
          ['model', 'search', text],
          ['model', 'search', 'x', '--limit', text],
          ['model', 'search', 'x', '--model', text],
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

describe('overlays and texts of standards', () => {
  const OVERLAY = (text: string, key: string) =>
    `format: assess-overlay/1\nmodel: sme\nedition: draft-2023\nrequirements:\n  demand-management.1a: { zh: ${text}, en: ${text} }\n  ${key}: { zh: 甲 }\n`;

  test('what an overlay says reaches no terminal raw, whatever shows it', async () => {
    const folder = newFolder();
    const [overlay, sheet] = [join(folder, 'o.yaml'), join(folder, 'sheet.yaml')];
    writeFileSync(sheet, sheetText('stated').replace('model: sme', 'model: sme\noverlay: ./o.yaml'));
    await fc.assert(
      fc.asyncProperty(hostileText, fc.boolean(), async (text, inKey) => {
        const quoted = JSON.stringify(text);
        writeFileSync(overlay, OVERLAY(inKey ? '甲' : quoted, inKey ? quoted : 'demand-management.1b'));
        const more = [
          ['model', 'show', 'sme', 'demand-management', '--overlay', overlay],
          ['init', join(folder, 'new.yaml'), '--level', '1', '--overlay', overlay, '--force'],
        ];
        expect(await faultsOfAll([...commandsOn(sheet), ...more])).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test('a sheet that is laid out in the words of an overlay is sound, or is not laid out', async () => {
    const folder = newFolder();
    const overlay = join(folder, 'o.yaml');
    let laidOut = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof(hostileText, fc.string({ unit: 'binary', maxLength: 20 })), async (text) => {
        writeFileSync(overlay, OVERLAY(JSON.stringify(`甲\nratings: {}\n${text}`), 'demand-management.1b'));
        const path = join(folder, 'new.yaml');
        const { exit } = await runHere(['init', path, '--level', '1', '--overlay', overlay, '--force', '--org', '甲']);
        if (exit !== 0) return;
        laidOut++;
        expect((await runHere(['validate', path])).stdout).toContain('0 个错误');
      }),
      { numRuns: 40 },
    );
    expect(laidOut).toBeGreaterThan(0);
  });

  test.each(ATTACKS.map((text) => [visible(text), text] as const))(
    'a text of a standard with “%s”',
    async (_, text) => {
      const folder = newFolder();
      const copy = join(folder, 'copy.txt');
      const lists = `服务战略能力\n需求管理\n一星能力要求\n应：\na) 甲${text}；\nb) 乙；\nc) 丙；\nd) 丁。\n${text}\n二星能力要求\na) ${text}。\n`;
      writeFileSync(copy, lists);
      const output = join(folder, 'o.yaml');
      expect(await faultsOfAll([['model', 'overlay', 'import', 'sme', copy, '-o', output, '--force']])).toEqual([]);
      if (readdirSync(folder).includes('o.yaml'))
        expect((await runHere(['model', 'show', 'sme', '--overlay', output])).exit).toBe(0);
    },
  );

  test.each([
    ['GBK', Buffer.from([0xbc, 0xd7, 0xb9, 0xab, 0xcb, 0xbe, 0xbc, 0xd7, 0xb9, 0xab]), 1, /iconv -f GB18030/],
    ['UTF-16', Buffer.from('\ufeff需求管理 一星能力要求', 'utf16le'), 1, /UTF-16LE/],
    ['more than the limit', Buffer.alloc(4 * 1024 * 1024 + 1, 'x'), 1, /4 MB/],
    ['PDF', Buffer.from('%PDF-1.7 …'), 2, /pdftotext/],
    ['Word', Buffer.from('PK\u0003\u0004….docx'), 2, /另存为/],
    ['nothing', Buffer.alloc(0), 1, /没有找到/],
  ] as const)('%s as a text of a standard', async (_, bytes, code, words) => {
    const folder = newFolder();
    const copy = join(folder, 'copy');
    writeFileSync(copy, bytes);
    const { exit, stdout, stderr } = await runHere([
      'model',
      'overlay',
      'import',
      'sme',
      copy,
      '-o',
      join(folder, 'o'),
    ]);
    expect({ exit, stdout }).toEqual({ exit: code, stdout: '' });
    expect(stderr).toMatch(words);
    expect(readdirSync(folder)).toEqual(['copy']);
  });

  test.each(['folder', 'pipe', 'missing'])(
    'a %s as an overlay: an error at its line, or of the option',
    async (kind) => {
      const folder = newFolder();
      const [path, sheet] = [join(folder, 'o.yaml'), join(folder, 'sheet.yaml')];
      if (kind === 'folder') mkdirSync(path);
      if (kind === 'pipe') execFileSync('mkfifo', [path]);
      writeFileSync(sheet, sheetText('reached').replace('model: sme', 'model: sme\noverlay: o.yaml'));
      const named = await runHere(['validate', sheet]);
      expect(named.exit).toBe(1);
      expect(named.stdout).toMatch(/sheet\.yaml:3:10 .*\[overlay-file\]/);
      for (const words of [
        ['validate', sheet],
        ['report', sheet],
        ['model', 'show', 'sme'],
      ]) {
        const { exit, stdout, stderr } = await runHere([...words, '--overlay', path]);
        expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
        expect(stderr).toContain(path);
      }
    },
  );
});
