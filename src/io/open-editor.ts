import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reasonOf } from './failure.ts';

/** `reason` says why there is no text: the editor could not be run; null where it ended with an error and saved nothing. */
export type EditedText = { readonly text: string } | { readonly text: null; readonly reason: string | null };

/** What a shell says of a command that it cannot run. */
const NOT_RUN = [126, 127];

/**
 * Lets the user edit a text in `$VISUAL` or `$EDITOR` (else vi, or notepad on Windows) and waits for it to end. The editor
 * has the terminal meanwhile. What was saved in it counts, however it ended: also when the terminal was closed.
 */
export function openEditor(text: string, env: Readonly<Record<string, string | undefined>>): EditedText {
  const command = env['VISUAL'] || env['EDITOR'] || (process.platform === 'win32' ? 'notepad' : 'vi');
  const folder = mkdtempSync(join(tmpdir(), 'assess-edit-'));
  const file = join(folder, 'finding.txt');
  try {
    const before = text === '' ? '' : `${text}\n`;
    writeFileSync(file, before);
    // An editor's variable may hold options too: `code --wait`.
    const run = spawnSync(`${command} ${quoted(file)}`, { stdio: 'inherit', shell: true });
    const after = readFileSync(file, 'utf8');
    if (run.status === 0 || after !== before) return { text: after.replace(/^\ufeff/, '') };
    if (run.error) return { text: null, reason: reasonOf(run.error) };
    return { text: null, reason: NOT_RUN.includes(run.status ?? 0) ? `${command}: ${run.status}` : null };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const quoted = (path: string): string =>
  process.platform === 'win32' ? `"${path}"` : `'${path.replaceAll("'", "'\\''")}'`;
