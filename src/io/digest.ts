import { closeSync, openSync, readSync } from 'node:fs';

/** Loaded when a digest is wanted: most commands want none, and it takes a tenth of their time to load. */
const crypto = (): typeof import('node:crypto') => process.getBuiltinModule('node:crypto');

/** `sha256:…` of bytes or of a text in UTF-8. */
export const digestOf = (content: string | Uint8Array): string =>
  `sha256:${crypto().createHash('sha256').update(content).digest('hex')}`;

/** The SHA-256 of a file's content as 64 hexadecimal digits; throws what reading throws. */
export function digestFile(path: string): string {
  const hash = crypto().createHash('sha256');
  const descriptor = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(1 << 20);
    for (let count = readSync(descriptor, buffer); count > 0; count = readSync(descriptor, buffer))
      hash.update(buffer.subarray(0, count));
  } finally {
    closeSync(descriptor);
  }
  return hash.digest('hex');
}
