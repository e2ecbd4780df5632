import { emitKeypressEvents } from 'node:readline';

/**
 * Has a single Esc told after a twentieth of a second. Node waits for half a second whether it begins the sequence of an
 * arrow key, and takes what is typed meanwhile for a part of it; it asks how long only once for each input.
 */
export const hastenEscape = (stdin: NodeJS.ReadStream): void =>
  emitKeypressEvents(stdin, { escapeCodeTimeout: 50 } as never);

/**
 * Lets the terminal go away without a crash: readline gives it back as it was when its input ends, which a terminal that is
 * gone refuses, out of reach of whoever waits for an answer.
 */
export function bearHangUp(stdin: NodeJS.ReadStream): void {
  const setRawMode = stdin.setRawMode.bind(stdin);
  stdin.setRawMode = (mode) => {
    try {
      return setRawMode(mode);
    } catch {
      return stdin;
    }
  };
}

/** What ends a process from outside, and may be answered first. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
export type EndSignal = (typeof SIGNALS)[number];

/** Calls `handle` when the process is asked to end; the returned function takes that back. */
export function onEndSignal(handle: (signal: EndSignal) => void): () => void {
  const listeners = SIGNALS.map((signal) => [signal, () => handle(signal)] as const);
  for (const [signal, listener] of listeners) process.on(signal, listener);
  return () => {
    for (const [signal, listener] of listeners) process.off(signal, listener);
  };
}

/** Ends this process by a signal, as if it had never been answered, so that its parent sees the signal. */
export const endBy = (signal: EndSignal): void => {
  process.kill(process.pid, signal);
};

/** Stops this process as Ctrl-Z does, and calls `goOn` when it is let go on. */
export function stopHere(goOn: () => void): void {
  process.once('SIGCONT', goOn);
  process.kill(process.pid, 'SIGTSTP');
}
