import { createPrompt, useEffect, useKeypress } from '@inquirer/core';
import type { KeyPress } from './keys.ts';

/** The line that a terminal lets its user write, with a cursor in it. */
export interface EditLine {
  line: string;
  cursor: number;
  readonly clearLine: (direction: 0) => void;
  readonly write: (text: string) => void;
  /** Told when the line is given up, as by Ctrl-D; keys no longer come then. */
  readonly once: (event: 'close', listener: () => void) => void;
  /** Told when Ctrl-Z is pressed, and when the program goes on after it; then it is not stopped by readline. */
  readonly on: (event: 'SIGTSTP' | 'SIGCONT', listener: () => void) => void;
}

/** What a session does with the keyboard for as long as it lasts; it draws the screen itself. */
export interface KeyboardUser {
  /** Told once, when keys begin to come; `leave` ends the prompt. */
  readonly begin: (edit: EditLine, leave: () => void) => void;
  readonly press: (key: KeyPress) => void;
}

/**
 * The one prompt of a session: it hands every key on and shows nothing, since inquirer's own drawing counts a Chinese
 * character as one column. Ends when its user leaves; rejects with an ExitPromptError on Ctrl-C.
 */
export const sessionPrompt = createPrompt<undefined, { readonly user: KeyboardUser }>(({ user }, done) => {
  useEffect((edit) => {
    user.begin(edit as unknown as EditLine, () => done(undefined));
  }, []);
  useKeypress((key) => user.press(key as KeyPress));
  return '';
});
