import { Failure, reasonOf } from './failure.ts';

/** The outside world of one run: streams, environment and folder, so that tests can give their own. */
export interface Streams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Writes all of a text or bytes to a stream; resolves when the stream has taken it. A reader that went away is no error. */
export function writeAll(stream: NodeJS.WriteStream, content: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (error?: Error | null) => {
      const reason = error ? reasonOf(error) : 'EPIPE';
      if (reason !== 'EPIPE') reject(new Failure((m) => m.failure.cannotPrint(reason), error));
      else resolve();
    };
    stream.once('error', done);
    stream.write(content, (error) => {
      // An error is told to its listeners as well, and later.
      if (!error) stream.off('error', done);
      done(error);
    });
  });
}
