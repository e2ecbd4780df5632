import { type BigIntStats, statSync } from 'node:fs';
import { resolve } from 'node:path';

/** Whether two paths lead to one file, also by links or where names differ in case alone. */
export function isSameFile(a: string, b: string): boolean {
  if (resolve(a) === resolve(b)) return true;
  // Whole numbers of 64 bits: some systems have more files than a double can count.
  const [one, other] = [a, b].map(statOf);
  return one && other ? one.dev === other.dev && one.ino === other.ino : false;
}

/** Null where there is none, or none that can be reached. */
function statOf(path: string): BigIntStats | null {
  try {
    return statSync(path, { bigint: true });
  } catch {
    return null;
  }
}
