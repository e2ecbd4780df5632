import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reasonOf } from './failure.ts';

/**
 * `reason` says why there is no text: the editor could not be run; null where it ended with an error and saved nothing;
 * `isGbk`: it was in no UTF, and is read as GBK. `kept` is the file with what was saved in an encoding that nobody knows.
 */
export type EditedText =
  | { readonly text: string; readonly isGbk?: boolean }
  | { readonly text: null; readonly reason: string | { readonly kept: string } | null };

/** What a shell says of a command that it cannot run. */
const NOT_RUN = [126, 127];

/**
 * Lets the user edit a text in `$VISUAL` or `$EDITOR` (else vi, or notepad on Windows) and waits for it to end. The editor
 * has the terminal meanwhile. What was saved in it counts, however it ended: also when the terminal was closed.
 */
export function openEditor(text: string, env: Readonly<Record<string, string | undefined>>): EditedText {
  const command = env['VISUAL'] || env['EDITOR'] || (process.platform === 'win32' ? 'notepad' : 'vi');
  let folder: string | null = null;
  try {
    folder = mkdtempSync(join(tmpdir(), 'assess-edit-'));
    const file = join(folder, 'finding.txt');
    const before = Buffer.from(text === '' ? '' : `${text}\n`);
    writeFileSync(file, before);
    // An editor's variable may hold options too: `code --wait`.
    const run = spawnSync(`${command} ${quoted(file)}`, { stdio: 'inherit', shell: true });
    const after = readFileSync(file);
    if (run.status === 0 || !after.equals(before)) {
      const read = decodeSaved(after);
      if (read !== null) return read;
      // It is nowhere else.
      folder = null;
      return { text: null, reason: { kept: file } };
    }
    if (run.error) return { text: null, reason: reasonOf(run.error) };
    return { text: null, reason: NOT_RUN.includes(run.status ?? 0) ? `${command}: ${run.status}` : null };
  } catch (error) {
    return { text: null, reason: reasonOf(error) };
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
}

/** The encodings that editors save Chinese in, in the order in which they are told apart: those with a mark of their own first. */
const ENCODINGS = [
  { name: 'utf-16le', mark: [0xff, 0xfe] },
  { name: 'utf-16be', mark: [0xfe, 0xff] },
  { name: 'utf-8', mark: [] },
  { name: 'gb18030', mark: [] },
] as const;

/** A text as an editor saved it, without a byte order mark; null where it is in none of the encodings from end to end. */
function decodeSaved(bytes: Uint8Array): { readonly text: string; readonly isGbk?: boolean } | null {
  for (const { name, mark } of ENCODINGS)
    try {
      if (mark.every((byte, at) => bytes[at] === byte) && !(name === 'gb18030' && isDamagedUtf8(bytes)))
        return {
          text: new TextDecoder(name, { fatal: true }).decode(bytes),
          ...(name === 'gb18030' && { isGbk: true }),
        };
    } catch {
      // The next one may fit.
    }
  return null;
}

/** Whether bytes are UTF-8 but for a few: read as GBK they would be other characters, and none of it would fail. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const wrong = text.split('\ufffd').length - 1;
  const right = text.match(/[\u0800-\ufffc]/g)?.length ?? 0;
  return right > wrong;
}

const quoted = (path: string): string =>
  process.platform === 'win32' ? `"${path}"` : `'${path.replaceAll("'", "'\\''")}'`;
