/** The exit codes of every command (DESIGN.md, *Conventions*). */
export const EXIT = { done: 0, invalid: 1, failed: 2, notReached: 3, undetermined: 4, interrupted: 130 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
