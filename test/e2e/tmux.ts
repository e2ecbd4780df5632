import { execFileSync, spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

/** A real terminal: one tmux session with a shell in a folder, typed into and looked at as a person would. */
export class Terminal {
  readonly #name: string;

  constructor(folder: string, columns = 90, rows = 30, env: Readonly<Record<string, string>> = {}) {
    this.#name = `assess-${process.pid}-${Math.round(performance.now() * 1000)}`;
    const vars = Object.entries({ LANG: 'C.UTF-8', PS1: '$ ', ...env }).flatMap(([key, value]) => [
      '-e',
      `${key}=${value}`,
    ]);
    begin(
      '-u',
      'new-session',
      '-d',
      '-s',
      this.#name,
      '-x',
      `${columns}`,
      '-y',
      `${rows}`,
      '-c',
      folder,
      ...vars,
      'bash --norc --noprofile',
    );
  }

  /** Types text as it is, then keys by their tmux names (`Enter`, `Down`, `C-c`). */
  type(text: string, ...keys: string[]): void {
    if (text !== '') tmux('send-keys', '-t', this.#name, '-l', text);
    if (keys.length) tmux('send-keys', '-t', this.#name, ...keys);
  }

  /** What is on the screen now, without trailing blanks. */
  screen(): string {
    return tmux('capture-pane', '-p', '-t', this.#name)
      .split('\n')
      .map((line) => line.trimEnd())
      .join('\n')
      .trimEnd();
  }

  /** Waits until the screen shows something; throws with the screen where it never does. */
  async see(wanted: RegExp): Promise<string> {
    for (let tries = 0; tries < 200; tries++) {
      const screen = this.screen();
      if (wanted.test(screen)) return screen;
      await wait(50);
    }
    throw new Error(`never saw ${wanted}; the screen is\n${this.screen()}`);
  }

  /** The screen with its escape sequences, as far as they are colours and styles. */
  colors(): string {
    return tmux('capture-pane', '-e', '-p', '-t', this.#name);
  }

  /** Everything that was ever scrolled out of the screen, and the screen. */
  history(): string {
    return tmux('capture-pane', '-p', '-S', '-', '-t', this.#name).trimEnd();
  }

  /** What tmux knows of the terminal, by its names: `alternate_on`, `cursor_flag`, `cursor_x`. */
  state(...names: string[]): string[] {
    return tmux('display-message', '-p', '-t', this.#name, names.map((name) => `#{${name}}`).join(' '))
      .trim()
      .split(' ');
  }

  /** Makes the window another size, as a user does with the mouse. */
  resize(columns: number, rows: number): void {
    tmux('resize-window', '-t', this.#name, '-x', `${columns}`, '-y', `${rows}`);
  }

  /** Puts text into the terminal as the clipboard does: between the marks of a paste, if the program asked for them. */
  paste(text: string): void {
    tmux('set-buffer', '-b', this.#name, text);
    tmux('paste-buffer', '-d', '-p', '-b', this.#name, '-t', this.#name);
  }

  /** The programs that run in the window's shell. */
  programs(): number[] {
    const [shell = ''] = this.state('pane_pid');
    const { stdout } = spawnSync('pgrep', ['-P', shell], { encoding: 'utf8' });
    return stdout.split('\n').filter(Boolean).map(Number);
  }

  /** Closes the window, and waits until what ran in it has ended. */
  async closeAndWait(): Promise<void> {
    const running = this.isOpen() ? this.programs() : [];
    this.close();
    for (let tries = 0; running.some(isRunning); tries++) {
      if (tries > 200) throw new Error(`still running: ${running.filter(isRunning)}`);
      await wait(25);
    }
  }

  isOpen(): boolean {
    return spawnSync('tmux', [...SERVER, 'has-session', '-t', this.#name]).status === 0;
  }

  /** Closes the window over whatever runs in it, or does nothing where that has happened. */
  close(): void {
    spawnSync('tmux', [...SERVER, 'kill-session', '-t', this.#name]);
  }
}

/** A server of our own: whatever else runs in tmux here, neither disturbs the other. */
const SERVER = ['-L', `assess-${process.pid}`];

const tmux = (...args: string[]): string => execFileSync('tmux', [...SERVER, ...args], { encoding: 'utf8' });

/** The server ends with its last window; one that is just ending takes no new window, the next one does. */
function begin(...args: string[]): void {
  for (let tries = 0; spawnSync('tmux', [...SERVER, ...args]).status !== 0; tries++)
    if (tries > 20) throw new Error(`tmux does not start: ${args.join(' ')}`);
}

/** Whether a process runs; one that has ended, and is still listed, does not. */
export function isRunning(id: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', `${id}`], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.startsWith('Z');
}
