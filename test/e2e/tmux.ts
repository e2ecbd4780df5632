import { execFileSync } from 'node:child_process';
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
    tmux(
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

  close(): void {
    tmux('kill-session', '-t', this.#name);
  }
}

const tmux = (...args: string[]): string => execFileSync('tmux', args, { encoding: 'utf8' });
