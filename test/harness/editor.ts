import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** One outside edit: what it puts into the sheet, how, and whether the text it was based on was still the file's. */
export interface Edit {
  readonly mark: string;
  readonly what: 'finding' | 'comment' | 'evidence';
  readonly how: 'in place' | 'by renaming';
  readonly stale: boolean;
  readonly tries: number;
}

const WHATS = ['finding', 'comment', 'evidence'] as const;

/** The text with an edit in it: a finding of a requirement that is the editor's, a comment, or an entry of the register. */
function withEdit(text: string, what: Edit['what'], mark: string, requirement: string): string {
  if (what === 'comment') return text.replace(/^ratings:.*$/m, (line) => `${line}\n  # ${mark}`);
  if (what === 'evidence') {
    const id = `X${mark.replace(/\D/g, '')}`;
    const entry = `  ${id}: { title: ${mark} }`;
    if (/^evidence: \{\}/m.test(text)) return text.replace(/^evidence: \{\}.*$/m, `evidence:\n${entry}`);
    return text.replace(/^evidence:.*$/m, (line) => `${line}\n${entry}`);
  }
  const dot = requirement.lastIndexOf('.');
  const item = text.indexOf(`\n  ${requirement.slice(0, dot)}:`);
  const answer = text.indexOf(`\n    ${requirement.slice(dot + 1)}:`, item);
  const line = text.indexOf('\n      finding:', answer) + 1;
  return `${text.slice(0, line)}      finding: ${mark}${text.slice(text.indexOf('\n', line))}`;
}

/** Opens the file; who finds none, in the microseconds in which ours takes its place, tries again. */
async function openFile(path: string): Promise<string> {
  for (let tries = 1; ; tries++)
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      if (tries === 100) throw error;
      await wait(1);
    }
}

/** Makes an edit as editors do: reads, takes its time where `slow`, and writes all of the text. */
export async function makeEdit(path: string, number: number, requirement: string, slow: number): Promise<Edit> {
  const mark = `改动 ${number} 号`;
  const what = WHATS[number % 3] ?? 'finding';
  const how = number % 2 ? 'in place' : 'by renaming';
  for (let tries = 1; ; tries++) {
    const read = await openFile(path);
    if (slow) await wait(slow);
    // Who is slow is so slow that the file has changed, however slow the machine is today.
    for (let waits = 0; slow && waits < 200 && (await openFile(path)) === read; waits++) await wait(5);
    const text = withEdit(read, what, mark, requirement);
    if (!text.includes(mark)) throw new Error(`nothing was edited: ${mark}`);
    const temporary = `${path}.editor`;
    if (how === 'by renaming') writeFileSync(temporary, text);
    const stale = (await openFile(path)) !== read;
    // Who works fast and sees that the file has changed reads it anew, as editors ask; who is slow does not look.
    if (stale && !slow) continue;
    if (how === 'in place') writeFileSync(path, text);
    else renameSync(temporary, path);
    return { mark, what, how, stale, tries };
  }
}
