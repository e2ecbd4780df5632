import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const BIN = `${ROOT}bin/assess.js`;
export const SHEETS = `${ROOT}test/cli/sheets`;
export const VERSION = (JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { version: string }).version;

/** The environment of every run: nothing of the machine's own but the path. */
export const ENV: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  LANG: 'zh_CN.UTF-8',
  COLUMNS: '80',
  TZ: 'UTC',
};

export interface Outcome {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  /** Runs as this user, where the tests themselves run as root. */
  readonly uid?: number;
}

/** Runs the built program to its end, with a standard input that is no terminal. */
export function runAssess(words: readonly string[], { cwd, env, stdin, uid }: RunOptions): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const user = uid === undefined ? {} : { uid, gid: uid };
    const child = spawn(process.execPath, [BIN, ...words], { cwd, env: { ...ENV, HOME: cwd, ...env }, ...user });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (exit) =>
      resolve({ exit, stdout: Buffer.concat(out).toString('utf8'), stderr: Buffer.concat(err).toString('utf8') }),
    );
    // A program that does not read its standard input may be gone before all of it is written.
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin ?? '');
  });
}
