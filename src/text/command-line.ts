/** What shells leave as it is. */
const PLAIN = /^[\p{L}\p{N}_./:@%+-]+$/u;
/** What POSIX shells and PowerShell would put something else for between double quotes. */
const EXPANDED = /["$`!]|\\(?:\\|$)/;

/**
 * A path or a name as it stands in a command that people copy: quoted where a shell would take it apart, and never taken
 * for an option.
 */
export function commandWord(word: string): string {
  const path = word.startsWith('-') && word !== '-' ? `./${word}` : word;
  if (PLAIN.test(path)) return path;
  return EXPANDED.test(path) ? `'${path.replaceAll("'", "'\\''")}'` : `"${path}"`;
}
