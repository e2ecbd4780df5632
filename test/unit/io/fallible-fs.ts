import type * as Fs from 'node:fs';

export type Operation =
  | 'openSync'
  | 'writeSync'
  | 'fchmodSync'
  | 'fchownSync'
  | 'statSync'
  | 'fsyncSync'
  | 'closeSync'
  | 'renameSync'
  | 'linkSync'
  | 'unlinkSync'
  | 'readSync'
  | 'realpathSync'
  | 'readdirSync';

/** Stands in for an operation; `proceed` does the real one, with the same arguments or others. */
export type Handler = (proceed: (...args: readonly unknown[]) => unknown, args: readonly unknown[]) => unknown;

const OPERATIONS: readonly Operation[] = [
  'openSync',
  'writeSync',
  'fchmodSync',
  'fchownSync',
  'statSync',
  'fsyncSync',
  'closeSync',
  'renameSync',
  'linkSync',
  'unlinkSync',
  'readSync',
  'realpathSync',
  'readdirSync',
];

const handlers = new Map<Operation, Handler>();
const open = new Set<unknown>();

/** A stand-in for `node:fs` whose operations can be made to fail; for `vi.mock`. */
export function fallible(real: typeof Fs): typeof Fs {
  const wrap = (name: Operation) => {
    const run = real[name] as (...args: readonly unknown[]) => unknown;
    return (...args: readonly unknown[]): unknown => {
      const proceed = (...others: readonly unknown[]): unknown => {
        const result = run(...(others.length ? others : args));
        if (name === 'openSync') open.add(result);
        if (name === 'closeSync') open.delete(args[0]);
        return result;
      };
      const handler = handlers.get(name);
      return handler ? handler(proceed, args) : proceed();
    };
  };
  return { ...real, ...Object.fromEntries(OPERATIONS.map((name) => [name, wrap(name)])) };
}

/** Makes an operation go another way, until `restore`. */
export function replace(operation: Operation, handler: Handler): void {
  handlers.set(operation, handler);
}

/** Lets all operations be themselves again. */
export function restore(): void {
  handlers.clear();
  open.clear();
}

/** The files that were opened and not closed. */
export const stillOpen = (): readonly unknown[] => [...open];

function fail(code: string): never {
  throw Object.assign(new Error(`${code}: made to fail`), { code });
}

/** Fails each time. */
export const failing =
  (code: string): Handler =>
  () =>
    fail(code);

/** Fails the time that is given, counted from 1, and works otherwise. */
export function failingAt(time: number, code: string): Handler {
  let count = 0;
  return (proceed) => {
    count++;
    return count === time ? fail(code) : proceed();
  };
}

/** Does what it should, and then says that it failed; only the first time. */
export function doneButFailing(code: string): Handler {
  let count = 0;
  return (proceed) => {
    count++;
    const result = proceed();
    return count === 1 ? fail(code) : result;
  };
}

/** Writes at most `most` bytes at a time. */
export const inPieces =
  (most: number): Handler =>
  (proceed, [descriptor, bytes, offset, length]) =>
    proceed(descriptor, bytes, offset, Math.min(most, Number(length)));

/** Takes `room` bytes, in pieces, and fails then. */
export function fillingUp(room: number): Handler {
  let left = room;
  return (proceed, [descriptor, bytes, offset, length]) => {
    if (left === 0) fail('ENOSPC');
    const part = Math.min(left, 100, Number(length));
    left -= part;
    return proceed(descriptor, bytes, offset, part);
  };
}
