import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { render } from '@inquirer/testing';
import { keepSheet } from '../../../src/commands/keep-sheet.ts';
import { ScreenSession } from '../../../src/commands/run-session.ts';
import { messagesIn } from '../../../src/i18n/messages.ts';
import { PLAIN } from '../../../src/render/style.ts';
import { sessionPrompt } from '../../../src/session/session-prompt.ts';
import { beginSession } from '../../../src/session/stops.ts';
import { check, newSheet, SME } from '../sheet/sme-sheets.ts';

/** What a terminal shows after the last drawing: its rows, and where the cursor stands, from 0. */
export interface Shown {
  readonly rows: readonly string[];
  readonly row: number;
  readonly column: number;
}

/** A terminal that keeps what is drawn on it. */
class DrawnOn extends EventEmitter {
  columns = 90;
  rows = 30;
  written = '';
  write(text: string): boolean {
    this.written += text;
    return true;
  }

  shown(): Shown {
    const frame = this.written.slice(this.written.lastIndexOf('\x1b[?25l\x1b[H'));
    const cursor = /\x1b\[J\x1b\[(\d+);(\d+)H/.exec(frame);
    const rows = frame.slice('\x1b[?25l\x1b[H'.length, frame.indexOf('\x1b[J')).split('\r\n');
    return {
      rows: rows.map((row) => row.replace('\x1b[K', '')),
      row: Number(cursor?.[1]) - 1,
      column: Number(cursor?.[2]) - 1,
    };
  }
}

/** A session at a prompt that gets the bytes of a keyboard, as Node reads them, on a sheet of one star in a file. */
export async function sitDown(edit: (sheet: string) => string = (sheet) => sheet) {
  const folder = mkdtempSync(join(tmpdir(), 'assess-keyboard-'));
  const path = join(folder, 'sheet.yaml');
  writeFileSync(path, edit(newSheet({ claim: 1 })));
  const { sheet } = check(readFileSync(path, 'utf8')).read;
  if (!sheet) throw new Error('the sheet cannot be read');
  const stream = new DrawnOn();
  const env = { XDG_STATE_HOME: join(folder, 'state') };
  const m = messagesIn('zh');
  const user = new ScreenSession(
    beginSession(SME, sheet, { item: null, level: null, only: 'unscored', from: null }),
    keepSheet(path, sheet, env),
    {
      stream: stream as unknown as NodeJS.WriteStream,
      style: PLAIN,
      screen: () => ({ width: stream.columns, rows: stream.rows, lang: 'zh', m }),
      folder,
      env,
      keepDrafts: () => true,
    },
  );
  const abort = new AbortController();
  // The harness waits for something to be written, and this prompt itself writes nothing.
  const begin: typeof sessionPrompt = (config, context) => {
    context?.output?.write('begins');
    return sessionPrompt(config, context);
  };
  const { answer, input } = await render(begin, { user }, { signal: abort.signal });
  answer.catch(() => undefined);
  input.prependListener('data', (chunk: Buffer) => user.arrive(String(chunk)));
  return {
    user,
    answer,
    abort,
    stream,
    folder,
    /** Sends bytes, all at once, as a terminal or an input method does. */
    send: (bytes: string) => input.write(bytes),
    shown: () => stream.shown(),
    text: () => stream.shown().rows.join('\n'),
    file: () => readFileSync(path, 'utf8'),
    rating: (id: string) => user.runner.session.ratings.get(id),
    standUp: () => {
      abort.abort();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Seat = Awaited<ReturnType<typeof sitDown>>;
