import type * as Fs from 'node:fs';

/** Every operation that a save or a journal makes use of. */
const OPERATIONS = [
  'accessSync',
  'openSync',
  'readSync',
  'writeSync',
  'fsyncSync',
  'fchmodSync',
  'fchownSync',
  'closeSync',
  'renameSync',
  'linkSync',
  'unlinkSync',
  'readFileSync',
  'readlinkSync',
  'realpathSync',
  'readdirSync',
  'statSync',
  'lstatSync',
  'fstatSync',
  'mkdirSync',
] as const satisfies readonly (keyof typeof Fs)[];
export type Operation = (typeof OPERATIONS)[number];

export interface Call {
  readonly operation: Operation;
  /** From 1, counted from when the handler was set. */
  readonly number: number;
  readonly args: readonly unknown[];
  /** Does it, with the same arguments or with others. */
  readonly proceed: (...others: readonly unknown[]) => unknown;
}

let handle: ((call: Call) => unknown) | null = null;
let number = 0;
/** Does what a handler does by itself without being handled. */
let isInside = false;

/** A stand-in for `node:fs` whose calls can be watched, and made to go another way; for `vi.mock`. */
export function counted(real: typeof Fs): typeof Fs {
  const wrap = (operation: Operation) => {
    const run = real[operation] as (...args: readonly unknown[]) => unknown;
    return (...args: readonly unknown[]): unknown => {
      if (!handle || isInside) return run(...args);
      number++;
      isInside = true;
      try {
        return handle({ operation, number, args, proceed: (...others) => run(...(others.length ? others : args)) });
      } finally {
        isInside = false;
      }
    };
  };
  return { ...real, ...Object.fromEntries(OPERATIONS.map((operation) => [operation, wrap(operation)])) };
}

/** Hands every call to a handler while something is done. */
export function watching<T>(handler: (call: Call) => unknown, action: () => T): T {
  handle = handler;
  number = 0;
  try {
    return action();
  } finally {
    handle = null;
  }
}

export function fail(code: string): never {
  throw Object.assign(new Error(`${code}: made to fail`), { code });
}
