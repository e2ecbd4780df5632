import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reasonOf } from './failure.ts';

export type EditedText = { readonly text: string } | { readonly text: null; readonly reason: string };

/**
 * Lets the user edit a text in `$VISUAL` or `$EDITOR` (else vi, or notepad on Windows) and waits for it to end. The editor
 * has the terminal meanwhile. A reason instead of a text where it could not be run or ended with an error.
 */
export function openEditor(text: string, env: Readonly<Record<string, string | undefined>>): EditedText {
  const command = env['VISUAL'] || env['EDITOR'] || (process.platform === 'win32' ? 'notepad' : 'vi');
  const folder = mkdtempSync(join(tmpdir(), 'assess-edit-'));
  const file = join(folder, 'finding.txt');
  try {
    writeFileSync(file, text === '' ? '' : `${text}\n`);
    // An editor's variable may hold options too: `code --wait`.
    const run = spawnSync(`${command} ${quoted(file)}`, { stdio: 'inherit', shell: true });
    if (run.error) return { text: null, reason: reasonOf(run.error) };
    if (run.status !== 0) return { text: null, reason: `${command}: ${run.status ?? run.signal}` };
    return { text: readFileSync(file, 'utf8').replace(/^\ufeff/, '') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const quoted = (path: string): string =>
  process.platform === 'win32' ? `"${path}"` : `'${path.replaceAll("'", "'\\''")}'`;
