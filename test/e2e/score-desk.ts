import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Terminal } from './tmux.ts';

export const ASSESS = resolve('bin/assess.js');

/** What a session is begun with. */
export interface Start {
  readonly options?: string;
  /** Set in front of the command, as a shell has it: `NO_COLOR=1`. */
  readonly env?: string;
  readonly columns?: number;
  readonly rows?: number;
}

/** A consultant's desk: a folder with a sheet of one star (22 requirements), and terminals in it. */
export class Desk {
  readonly folder = mkdtempSync(join(tmpdir(), 'assess-score-'));
  readonly #terminals: Terminal[] = [];

  constructor(lang: 'zh' | 'en' = 'zh') {
    writeFileSync(this.path('sheet.yaml'), newSheet(lang));
  }

  path = (name: string): string => join(this.folder, name);
  sheet = (): string => readFileSync(this.path('sheet.yaml'), 'utf8');
  /** Changes the sheet as another program does, which knows nothing of the session. */
  rewrite = (edit: (text: string) => string): void => writeFileSync(this.path('sheet.yaml'), edit(this.sheet()));

  /** The lines of an answer, such as `demand-management.1a`. */
  answer(id: string): string {
    const [item = '', name = ''] = id.split('.');
    const lines = this.sheet().split('\n');
    const from = lines.findIndex(
      (line, index) => index > lines.findIndex((l) => l.startsWith(`  ${item}:`)) && line.startsWith(`    ${name}:`),
    );
    const rest = lines.slice(from + 1);
    return rest
      .slice(
        0,
        rest.findIndex((line) => !line.startsWith('      ')),
      )
      .join('\n');
  }

  /** A shell in the folder; its home is the folder's own. */
  shell({ columns = 90, rows = 30 }: Start = {}): Terminal {
    const env = { HOME: this.folder, XDG_STATE_HOME: this.path('state'), PS1: '$ ', EDITOR: '', HISTFILE: '' };
    const terminal = new Terminal(this.folder, columns, rows, env);
    this.#terminals.push(terminal);
    return terminal;
  }

  /** Begins a session in a new terminal; the exit code is shown behind it as `code 0`. */
  score(start: Start = {}): Terminal {
    const terminal = this.shell(start);
    begin(terminal, start);
    return terminal;
  }

  /** Begins a session in a terminal that is there, when nothing of the last one is left on its screen. */
  async again(terminal: Terminal, start: Start = {}): Promise<void> {
    terminal.type('clear', 'Enter');
    await terminal.see(/^\S*[#$]$/);
    begin(terminal, start);
  }

  /** Waits until the answer of a requirement is as wanted in the file. */
  async holds(id: string, wanted: RegExp): Promise<void> {
    for (let tries = 0; tries < 200; tries++) {
      if (wanted.test(this.answer(id))) return;
      await wait(25);
    }
    throw new Error(`never held ${wanted}: ${id} is\n${this.answer(id)}`);
  }

  write(name: string, text: string): void {
    mkdirSync(join(this.path(name), '..'), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  /** Closes the terminals and, when what ran in them has done its last save, removes the folder. */
  async clear(): Promise<void> {
    for (const terminal of this.#terminals) await terminal.closeAndWait();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function begin(terminal: Terminal, { options = '', env = '' }: Start): void {
  // What is typed before the shell is there is echoed in its place, and would stand in the way on the screen.
  for (let tries = 0; tries < 250 && !/[#$]$/.test(terminal.screen()); tries++)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  terminal.type(`${env} node ${ASSESS} score sheet.yaml ${options}; echo "code $?"`, 'Enter');
}

const made = new Map<string, string>();

/** A sheet as `assess init` makes it, made once. */
function newSheet(lang: 'zh' | 'en'): string {
  const known = made.get(lang);
  if (known) return known;
  const folder = mkdtempSync(join(tmpdir(), 'assess-init-'));
  const options = ['--level', '1', '--kind', 'self', '--org', lang === 'zh' ? '甲乙公司' : 'Acme', '--lang', lang];
  try {
    execFileSync('node', [ASSESS, 'init', 'sheet.yaml', ...options], { cwd: folder, stdio: 'ignore' });
    made.set(lang, readFileSync(join(folder, 'sheet.yaml'), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
  return made.get(lang) ?? '';
}
