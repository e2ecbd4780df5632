import { PassThrough, Writable } from 'node:stream';
import { main } from '../../src/main.ts';
import { ENV, type Outcome } from './program.ts';

export interface Terminals {
  /** Whether standard output, or standard error, is a terminal, of so many columns. */
  readonly stdout?: number;
  readonly stderr?: number;
}

export interface InProcessOptions extends Terminals {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
}

class Sink extends Writable {
  readonly chunks: Buffer[] = [];
  readonly isTTY: boolean;
  readonly columns: number | undefined;

  constructor(columns: number | undefined) {
    super();
    this.isTTY = columns !== undefined;
    this.columns = columns;
  }

  override _write(chunk: Buffer, _: string, done: () => void): void {
    this.chunks.push(chunk);
    done();
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString('utf8');
  }
}

/** Runs the program from its sources in this process, with streams and an environment of its own; paths are absolute. */
export async function runHere(words: readonly string[], options: InProcessOptions = {}): Promise<Outcome> {
  const stdin = new PassThrough();
  stdin.end(options.stdin ?? '');
  const [stdout, stderr] = [new Sink(options.stdout), new Sink(options.stderr)];
  const exit = await main(words, {
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    stderr: stderr as unknown as NodeJS.WriteStream,
    env: { ...ENV, ...options.env },
  });
  return { exit, stdout: stdout.text, stderr: stderr.text };
}
