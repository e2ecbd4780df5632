import type { ExitCode } from './commands/exit-codes.ts';
import { processStreams } from './io/process-streams.ts';
import type { Streams } from './io/streams.ts';
import { run } from './run.ts';

declare const __VERSION__: string | undefined;

/** The version of the package; the build puts it in. */
const VERSION = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0';

/**
 * Runs the program on the arguments behind `assess`, on the streams of the process unless others are given, and resolves
 * to its exit code. Never throws and never ends the process; the body of a command is loaded when it runs.
 */
export const main = (argv: readonly string[], streams: Streams = processStreams()): Promise<ExitCode> =>
  run(argv, streams, VERSION);
