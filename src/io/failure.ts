import type { Messages } from '../i18n/messages.ts';

const BRAND = Symbol.for('assess.Failure');

/** Something that stops a command with exit code 2 (usage, I/O): the words come from the messages of the user's language. */
export class Failure extends Error {
  /** Some commands are built into files of their own, each with its copy of this class: a failure of one is one of all. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && BRAND in value;
  }

  readonly [BRAND] = true;
  readonly say: (messages: Messages) => string;

  constructor(say: (messages: Messages) => string, cause?: unknown) {
    super('failure', cause === undefined ? undefined : { cause });
    this.say = say;
  }
}

/** The code of a failed system call (`ENOENT`), or the message of another error. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.message : String(error);
};
