import { createInterface } from 'node:readline';
import { openEditor } from '../io/open-editor.ts';
import { findEvidence, findStops, itemStarts, openStops } from '../session/find.ts';
import { frameOf } from '../session/frame.ts';
import { keyName } from '../session/keys.ts';
import type { Session } from '../session/session.ts';
import type { SheetKeeper } from './keep-sheet.ts';
import { createRunner, fileLine, paint, type Runner, type SessionTerminal } from './session-runner.ts';

/**
 * A session where the terminal cannot move its cursor (`TERM=dumb`): each screen is printed below the last one, and a key
 * is a letter with Enter behind it. Resolves to whether the session was left, and not broken off.
 */
export function runLines(
  session: Session,
  keeper: SheetKeeper,
  terminal: SessionTerminal,
  stdin: NodeJS.ReadStream,
  abort: AbortSignal,
): Promise<{ readonly session: Session; readonly left: boolean }> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: stdin, terminal: false });
    let left = false;
    const leave = () => {
      left = true;
      lines.close();
    };
    const edit = (text: string) => {
      const edited = openEditor(text, terminal.env);
      runner.handle({ kind: 'edited', ...edited });
    };
    const { keepDrafts } = terminal;
    const runner: Runner = createRunner(session, keeper, { edit, leave, keepDrafts });
    abort.addEventListener('abort', () => lines.close());
    const show = () => {
      const frame = frameOf(runner.session, { ...terminal.screen(), rows: 1000, isLines: true });
      const rows = frame.lines.map((line) => paint(line, terminal.style));
      terminal.stream.write(`\n${rows.join('\n')}\n${frame.prompt || '› '}`);
    };
    let isEnded = false;
    stdin.prependListener('end', () => {
      isEnded = true;
    });
    lines.on('line', (text) => {
      // What no Enter confirmed comes as a line too, when the input ends behind it.
      if (isEnded) {
        setAside(runner, terminal, text);
        return;
      }
      enter(runner, text, terminal);
      if (!left) show();
    });
    lines.on('close', () => {
      // What is told next begins on a line of its own.
      if (!left) terminal.stream.write('\n');
      setAside(runner, terminal);
      resolve({ session: runner.session, left });
    });
    show();
  });
}

/** What was written by then, and of a new entry what was confirmed, waits for the next session. */
function setAside(runner: Runner, terminal: SessionTerminal, text: string | null = null): void {
  const { initial } = frameOf(runner.session, terminal.screen());
  const { kind } = runner.session.mode;
  if (kind === 'text' || kind === 'new-evidence') runner.handle({ kind: 'left', text: text ?? initial ?? '' });
}

/** What a line means in the mode that the session is in. */
function enter(runner: Runner, text: string, terminal: SessionTerminal): void {
  const { mode } = runner.session;
  const plain = text.trim();
  if (mode.kind === 'text' || mode.kind === 'new-evidence') {
    const { initial, completes } = frameOf(runner.session, terminal.screen());
    if (BACK.test(plain)) {
      runner.handle({ kind: 'left', text: initial ?? '' });
      return;
    }
    // An empty line keeps what is there; `-` empties it.
    const kept = plain === '' ? (initial ?? '') : keyName({ sequence: plain }) === '-' ? '' : plain;
    runner.handle(completes ? fileLine(terminal.folder, kept) : { kind: 'line', text: kept });
    return;
  }
  if (mode.kind === 'evidence' || mode.kind === 'jump' || mode.kind === 'open' || mode.kind === 'overview') {
    choose(runner, plain);
    return;
  }
  // A whole line is a key, and not its first character: `22` is no score.
  const key = plain === '' ? 'enter' : BACK.test(plain) ? 'escape' : keyName({ sequence: plain });
  runner.handle(key === null ? { kind: 'unknown', text: plain } : { kind: 'key', key });
}

/** Goes back where a terminal has no Esc: `<`, also as an input method writes it. */
const BACK = /^[<＜〈《\x1b]$/;

/** In a list: a number points at a line and takes it, nothing goes back, `+` is the last line, a word searches. */
function choose(runner: Runner, plain: string): void {
  const { session } = runner;
  const { mode } = session;
  if (plain === '' || BACK.test(plain)) {
    runner.handle({ kind: 'key', key: 'escape' });
    return;
  }
  const count =
    mode.kind === 'evidence'
      ? findEvidence(session.evidence, mode.query).length + 1
      : mode.kind === 'jump'
        ? findStops(session, mode.query).length
        : mode.kind === 'overview'
          ? itemStarts(session).length
          : openStops(session).length;
  const isNew = mode.kind === 'evidence' && plain.normalize('NFKC') === '+';
  const at = isNew ? count : Number(plain.normalize('NFKC'));
  if (!Number.isInteger(at) || at < 1 || at > count) {
    const isSearch = mode.kind === 'evidence' || mode.kind === 'jump';
    runner.handle(!isSearch ? { kind: 'unknown', text: plain } : { kind: 'query', text: plain });
    return;
  }
  const now = 'cursor' in mode ? mode.cursor : 0;
  for (let moves = (at - 1 - now + count) % count; moves > 0; moves--) runner.handle({ kind: 'key', key: 'down' });
  runner.handle({ kind: 'key', key: 'enter' });
}
