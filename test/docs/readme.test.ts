import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXIT } from '../../src/commands/exit-codes.ts';
import { catalogues } from '../../src/commands/open-catalogue.ts';
import { DIAGNOSTIC_FORMATS } from '../../src/diagnostics/format-names.ts';
import { messagesIn } from '../../src/i18n/messages.ts';
import { REPORT_FORMATS } from '../../src/render/format-names.ts';
import { frameOf } from '../../src/session/frame.ts';
import { beginSession } from '../../src/session/stops.ts';
import { parseSheet } from '../../src/sheet/parse-sheet.ts';
import { sourceText } from '../../src/yaml/source-text.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BIN = join(ROOT, 'bin/assess.js');
const READMES = ['README.md', 'README.zh-CN.md'];
const DOCUMENTS = [...READMES, 'CONTRIBUTING.md', 'CHANGELOG.md', 'model/ERRATA.md'];
/** A line that stands for any number of lines, none included. */
const GAP = '…';

const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

/** One thing that a README tells to do or shows; `head` is the command or the file. */
interface Step {
  readonly kind: 'run' | 'edit' | 'write' | 'excerpt' | 'screen';
  readonly line: number;
  readonly head: string;
  readonly body: readonly string[];
}

/** How a block of that language begins, with the file that it is about; `console` blocks hold commands instead. */
const FILE_BLOCKS: Readonly<Record<string, { readonly kind: Step['kind']; readonly first: RegExp }>> = {
  diff: { kind: 'edit', first: /^--- (\S+)$/ },
  js: { kind: 'write', first: /^\/\/ (\S+)$/ },
  yaml: { kind: 'excerpt', first: /^# (\S+)$/ },
  screen: { kind: 'screen', first: /^# (\S+)$/ },
};

/** The steps of a README in order (CONTRIBUTING.md, *Documentation*); throws on a block that could not be proven. */
function stepsOf(markdown: string): Step[] {
  const steps: Step[] = [];
  const lines = markdown.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const language = /^```(\w*)$/.exec(lines[at] ?? '')?.[1];
    if (language === undefined) continue;
    const end = lines.indexOf('```', at + 1);
    const body = lines.slice(at + 1, end);
    if (language === 'console') steps.push(...commandsOf(body, at + 2));
    else if (FILE_BLOCKS[language]) {
      const { kind, first } = FILE_BLOCKS[language];
      const head = first.exec(body[0] ?? '')?.[1];
      if (head === undefined) throw new Error(`line ${at + 2}: a block of ${language} begins with its file`);
      steps.push({ kind, line: at + 1, head, body: kind === 'write' ? body : body.slice(1) });
    } else if (language !== 'sh' || body.some((line) => line.startsWith('$ ')))
      throw new Error(`line ${at + 1}: what is shown stands in blocks of console, diff, js, yaml and screen`);
    at = end;
  }
  return steps;
}

function commandsOf(lines: readonly string[], firstLine: number): Step[] {
  const starts = lines.flatMap((line, index) => (line.startsWith('$ ') ? [index] : []));
  if (starts[0] !== 0) throw new Error(`line ${firstLine}: a block of console begins with a command`);
  return starts.map((start, index) => {
    const [head = '', ...body] = lines.slice(start, starts[index + 1]);
    return { kind: 'run', line: firstLine + start, head: head.slice(2), body };
  });
}

/** Where a README's steps are taken. */
interface Workshop {
  readonly folder: string;
  /** What a command prints, on both streams; `$?` is the exit code of the one before. npm runs in the repository. */
  readonly run: (command: string) => string[];
}

/** A new folder, with `assess` on the path and as a package, no language and 100 columns. */
function openWorkshop(): Workshop {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'assess-readme-')));
  mkdirSync(join(folder, '.bin'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/assess'), 'junction');
  writeFileSync(join(folder, '.bin/assess'), `#!/bin/sh\nexec '${process.execPath}' '${BIN}' "$@"\n`, { mode: 0o755 });
  const path = [join(folder, '.bin'), dirname(process.execPath), process.env['PATH']].join(delimiter);
  const env = { PATH: path, HOME: folder, COLUMNS: '100', npm_config_update_notifier: 'false' };
  let exit = 0;
  return {
    folder,
    run: (command) => {
      const script = `exec 2>&1\n(exit ${exit})\n${command}\n`;
      const cwd = command.startsWith('npm ') ? ROOT : folder;
      const { stdout, status } = spawnSync('sh', ['-c', script], { cwd, env, encoding: 'utf8', input: '' });
      exit = status ?? 1;
      return linesOf(stdout);
    },
  };
}

const linesOf = (text: string): string[] =>
  text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.trimEnd());

/** The told lines where the found ones match them, gaps allowed; else the found ones, so that a test shows the difference. */
function settle(told: readonly string[], found: readonly string[]): readonly string[] {
  const escaped = (line: string) => line.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const pattern = told.map((line) => (line === GAP ? '(?:.*\\n)*?' : `${escaped(line.trimEnd())}\\n`)).join('');
  const text = found.map((line) => `${line}\n`).join('');
  return new RegExp(`^${pattern}$`).test(text) || (!told.length && text === '\n') ? told : found;
}

/** Applies the hunks of a diff, each at the first place after the last one where its old lines stand; null where there is none. */
function applyDiff(text: string, diff: readonly string[]): string | null {
  const hunks = diff
    .join('\n')
    .split(/^@@.*\n/m)
    .filter((hunk) => hunk !== '');
  let done = '';
  let rest = text;
  for (const hunk of hunks) {
    const lines = hunk.split('\n').filter((line) => line !== '');
    const side = (marks: string) => lines.filter((line) => marks.includes(line[0] ?? '')).map((line) => line.slice(1));
    const old = `${side(' -').join('\n')}\n`;
    const at = `\n${rest}`.indexOf(`\n${old}`);
    if (at < 0) return null;
    done += `${rest.slice(0, at)}${side(' +').join('\n')}\n`;
    rest = rest.slice(at + old.length);
  }
  return done + rest;
}

/** The first screen of `assess score` on a sheet, in a terminal of 80 columns. */
function firstScreen(path: string): string[] {
  const { sheet, catalogue, lang } = parseSheet(sourceText(path, readFileSync(path, 'utf8')), catalogues);
  if (!sheet || !catalogue) throw new Error(`${path} cannot be scored`);
  const session = beginSession(catalogue, sheet, { item: null, level: null, only: 'unscored', from: null });
  const language = lang ?? 'zh';
  const frame = frameOf(session, { width: 80, rows: 40, lang: language, m: messagesIn(language) });
  return [...frame.lines.map(({ text }) => text.trimEnd()), frame.prompt.trimEnd()];
}

function takeStep({ folder, run }: Workshop, { kind, head, body }: Step): void {
  const path = join(folder, head);
  if (kind === 'run') {
    expect(settle(body, run(head.replace(/^npm ci && /, '')))).toEqual(body);
  } else if (kind === 'write') {
    writeFileSync(path, `${body.join('\n')}\n`, { flag: 'wx' });
    expect(existsSync(path)).toBe(true);
  } else if (kind === 'edit') {
    const edited = applyDiff(readFileSync(path, 'utf8'), body);
    expect(edited, `the lines to change stand in ${head}`).not.toBeNull();
    writeFileSync(path, edited ?? '');
  } else if (kind === 'screen') {
    expect(firstScreen(path)).toEqual(body);
  } else {
    const told = [GAP, ...body, GAP];
    expect(settle(told, linesOf(readFileSync(path, 'utf8')))).toEqual(told);
  }
}

/** A command of the help tree as its usage line tells it, with its options as help tells them. */
interface Command {
  readonly usage: string;
  readonly options: readonly string[];
  readonly children: readonly string[];
}

function helpOf(words: readonly string[]): Command {
  const { stdout } = spawnSync(process.execPath, [BIN, ...words, '--help', '--lang', 'en'], { encoding: 'utf8' });
  const [usage = '', ...sections] = stdout.split(/^(?=[A-Z][\w ]*:$)/m);
  const section = (title: string) => sections.find((text) => text.startsWith(`${title}:\n`)) ?? '';
  return {
    usage: (/^Usage: (.*)$/m.exec(usage)?.[1] ?? '').replace(' [options]', ''),
    options: [...section('Options').matchAll(/^ {2}(-.*?)(?: {2}|$)/gm)].map((match) => match[1] ?? ''),
    children: [...section('Commands').matchAll(/^ {2}(\w+)/gm)].map((match) => match[1] ?? ''),
  };
}

function leavesOf(words: readonly string[]): Command[] {
  const command = helpOf(words);
  return command.children.length ? command.children.flatMap((child) => leavesOf([...words, child])) : [command];
}

// The blocks are commands of a POSIX shell.
describe.skipIf(process.platform === 'win32').each(READMES)('what %s shows happens', (name) => {
  let workshop: Workshop;
  beforeAll(() => {
    workshop = openWorkshop();
  });
  afterAll(() => rmSync(workshop.folder, { recursive: true, force: true }));

  for (const step of stepsOf(read(name)))
    test(`${name}:${step.line} ${step.kind} ${step.head}`, () => takeStep(workshop, step));
});

describe('the READMEs', () => {
  test('are twins: the same sections, the same kinds of steps', () => {
    const shape = (name: string) => {
      const text = read(name);
      return { sections: text.match(/^##+ /gm), steps: stepsOf(text).map((step) => step.kind) };
    };
    expect(shape('README.zh-CN.md')).toEqual(shape('README.md'));
  });

  test.each(READMES)('%s has a row for each command, with exactly the options that its help tells', (name) => {
    const rows = read(name)
      .split('\n')
      .filter((line) => line.startsWith('| `assess '));
    const told = rows.map((row) => ({
      usage: /^\| `([^`]*)`/.exec(row)?.[1],
      options: [...row.matchAll(/`(-[^`]*)`/g)].map((match) => match[1]),
    }));
    const helped = leavesOf([]).map(({ usage, options }) => ({
      usage,
      options: options.filter((option) => option !== '-h, --help'),
    }));
    expect(helped.length).toBeGreaterThan(5);
    expect(told).toEqual(helped);
  });

  test.each(READMES)('%s names the options of every command, the formats and the exit codes', (name) => {
    const wanted = [
      ...helpOf([]).options.map((option) => `\`${option}\``),
      ...[...REPORT_FORMATS, ...DIAGNOSTIC_FORMATS].map((format) => `\`${format}\``),
      ...Object.values(EXIT).map((code) => `\n| ${code} |`),
    ];
    const text = read(name);
    expect(wanted.filter((word) => !text.includes(word))).toEqual([]);
  });
});

describe('headings stand alone, with a blank line before and behind', () => {
  test.each(READMES)('%s', (name) => {
    const lines = read(name)
      .replace(/^```[\s\S]*?^```$/gm, '```')
      .split('\n');
    const at = lines.flatMap((line, index) => (/^#+ /.test(line) ? [index] : []));
    expect(at.length).toBeGreaterThan(10);
    const crowded = at.filter((index) => (lines[index - 1] ?? '') !== '' || lines[index + 1] !== '');
    expect(crowded.map((index) => lines[index])).toEqual([]);
  });
});

describe('relative links lead to files that exist', () => {
  test.each(DOCUMENTS)('%s', (name) => {
    const prose = read(name).replace(/^```[\s\S]*?^```$/gm, '');
    const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
    const relative = targets.filter((target) => !/^(?:[a-z]+:|#)/.test(target));
    const file = (target: string) => join(ROOT, dirname(name), decodeURI(target.replace(/#.*$/, '')));
    expect(relative.filter((target) => !existsSync(file(target)))).toEqual([]);
  });
});
