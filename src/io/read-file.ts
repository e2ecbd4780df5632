import { constants, fstatSync, openSync, readSync } from 'node:fs';
import { Failure, reasonOf } from './failure.ts';
import { closeQuietly, holds } from './replace-file.ts';
import { restoreTaken } from './temporary-files.ts';

/** Reads a regular file whole, or just over `limit` bytes of a larger one. Throws a Failure for what cannot be read. */
export const readBytes = (path: string, limit: number): Uint8Array =>
  withFile(path, (descriptor, size) => readUpTo(descriptor, Math.min(size, limit) + 1));

/** Whether a regular file holds just these bytes. Throws a Failure for what cannot be read. */
export const isContent = (path: string, expected: Uint8Array): boolean =>
  withFile(path, (descriptor) => holds(descriptor, expected));

/** Does something with an open regular file and its size in bytes. Throws a Failure for what is none, or fails. */
function withFile<T>(path: string, action: (descriptor: number, size: number) => T): T {
  const descriptor = open(path);
  try {
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) throw new Failure((m) => m.failure.isFolder(path), systemError('EISDIR'));
    if (!stat.isFile()) throw new Failure((m) => m.failure.noRegularFile(path), systemError('EINVAL'));
    return action(descriptor, stat.size);
  } catch (error) {
    throw error instanceof Failure ? error : cannotRead(path, error);
  } finally {
    closeQuietly(descriptor);
  }
}

function open(path: string): number {
  // A FIFO without a writer would block for ever.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
  try {
    return openSync(path, flags);
  } catch (error) {
    if (reasonOf(error) !== 'ENOENT' || !restoreTaken(path)) throw cannotRead(path, error);
  }
  try {
    return openSync(path, flags);
  } catch (error) {
    throw cannotRead(path, error);
  }
}

const systemError = (code: string): Error => Object.assign(new Error(code), { code });

function readUpTo(descriptor: number, size: number): Uint8Array {
  const buffer = Buffer.allocUnsafe(size);
  let length = 0;
  while (length < size) {
    const count = readSync(descriptor, buffer, length, size - length, null);
    if (count === 0) break;
    length += count;
  }
  return buffer.subarray(0, length);
}

function cannotRead(path: string, error: unknown): Failure {
  const reason = reasonOf(error);
  return new Failure(
    (m) => (reason === 'ENOENT' ? m.failure.notFound(path) : m.failure.cannotRead(path, reason)),
    error,
  );
}

/** Reads standard input to its end, or just over `limit` bytes of it. */
export async function readStdin(stdin: NodeJS.ReadStream, limit: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer);
    chunks.push(bytes);
    length += bytes.length;
    if (length > limit) break;
  }
  return Buffer.concat(chunks);
}
