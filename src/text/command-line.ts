/** A word as it stands in a command that people copy: quoted where the shell would take it apart. */
export const commandWord = (word: string): string => (/^[\p{L}\p{N}_./:@%+-]+$/u.test(word) ? word : `"${word}"`);
