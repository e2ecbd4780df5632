import { fstatSync, writeSync } from 'node:fs';
import { reasonOf } from './failure.ts';
import { pause } from './pause.ts';
import type { Streams } from './streams.ts';

/**
 * The streams of this process. Output that goes to a file or a pipe is written straight to it: Node's own streams bring
 * its network code along, which takes longer to load than all that there is to write.
 */
export function processStreams(): Streams {
  let stdout: NodeJS.WriteStream | null = null;
  let stderr: NodeJS.WriteStream | null = null;
  return {
    env: process.env,
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      stdout ??= isPlain(1) ? plainOutput(1) : process.stdout;
      return stdout;
    },
    get stderr() {
      stderr ??= isPlain(2) ? plainOutput(2) : process.stderr;
      return stderr;
    },
  };
}

/** Whether a descriptor is a file or a pipe, and no terminal; on Windows that is left to Node. */
function isPlain(descriptor: number): boolean {
  if (process.platform === 'win32') return false;
  try {
    return !fstatSync(descriptor).isCharacterDevice();
  } catch {
    return false;
  }
}

/** As much of a stream as the program uses of its outputs. */
function plainOutput(descriptor: number): NodeJS.WriteStream {
  const output = {
    isTTY: false,
    once: () => output,
    off: () => output,
    write(content: string | Uint8Array, done: (error?: Error) => void): boolean {
      try {
        writeAllTo(descriptor, typeof content === 'string' ? Buffer.from(content) : content);
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
      return true;
    },
  };
  return output as unknown as NodeJS.WriteStream;
}

function writeAllTo(descriptor: number, bytes: Uint8Array): void {
  for (let offset = 0; offset < bytes.length; ) {
    try {
      offset += writeSync(descriptor, bytes, offset);
    } catch (error) {
      if (reasonOf(error) !== 'EAGAIN') throw error;
      pause(5);
    }
  }
}
