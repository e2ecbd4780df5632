import { completePath } from '../io/complete-path.ts';
import { openEditor } from '../io/open-editor.ts';
import { stopHere } from '../io/signals.ts';
import { Arrivals } from '../session/arrivals.ts';
import { type Frame, frameOf } from '../session/frame.ts';
import { type KeyPress, keyName, layOutLine, rowsOfKey } from '../session/keys.ts';
import type { Session } from '../session/session.ts';
import type { EditLine, KeyboardUser } from '../session/session-prompt.ts';
import type { Screen } from '../session/view.ts';
import { widthOf } from '../text/width.ts';
import type { SheetKeeper } from './keep-sheet.ts';
import { createRunner, fileFault, fileLine, paint, type Runner, type SessionTerminal } from './session-runner.ts';

const ENTER = '\x1b[?1049h\x1b[?2004h';
/** The second screen is emptied first: a terminal that was resized may keep some of it in the first one's history. */
const LEAVE = '\x1b[?2004l\x1b[H\x1b[2J\x1b[?1049l\x1b[?25h';
/** Stands for a line end in a text of several lines while it is edited on one. */
const BREAK = '⏎';

/** A session on a whole screen: draws it after every key, and restores the terminal when it ends. */
export class ScreenSession implements KeyboardUser {
  readonly runner: Runner;
  /** Whether it was ended by Ctrl-D. */
  brokenOff = false;
  readonly #terminal: SessionTerminal;
  #edit: EditLine | null = null;
  #leave: () => void = () => undefined;
  #asked = '';
  /** The line as it was after the last key, since Enter empties it before we hear of it. */
  #text = '';
  #cursor = 0;
  /** What stands before and behind what is being pasted. */
  #pasting: { readonly before: string; readonly after: string } | null = null;
  readonly #arrivals = new Arrivals();
  #isLeft = false;
  #isPaused = false;
  /** The frame of a session is the same until it is another, or the terminal is. */
  #drawn: { readonly session: Session; readonly screen: Screen; readonly frame: Frame } | null = null;
  readonly #redraw = (): void => this.draw();

  constructor(session: Session, keeper: SheetKeeper, terminal: SessionTerminal) {
    this.#terminal = terminal;
    const edit = (text: string) => this.#openEditor(text);
    const { keepDrafts } = terminal;
    this.runner = createRunner(session, keeper, { edit, leave: () => this.#leave(), keepDrafts });
  }

  /** Takes the whole screen, before the prompt begins: that writes an empty line of its own, which nobody is to see. */
  open(): void {
    this.#terminal.stream.write(ENTER);
  }

  begin(edit: EditLine, leave: () => void): void {
    this.#edit = edit;
    this.#leave = () => {
      this.#isLeft = true;
      leave();
    };
    // Ctrl-D: readline closes before any key is told, and inquirer would wait for ever.
    edit.once('close', () => {
      if (this.#isLeft) return;
      this.brokenOff = true;
      this.#leave();
    });
    // Esc is told from the beginning of an arrow key by waiting; half a second feels broken.
    Object.assign(edit, { escapeCodeTimeout: 50 });
    edit.on('SIGTSTP', () => this.#pause());
    this.#terminal.stream.on('resize', this.#redraw);
    this.#settle();
  }

  /** Gives the terminal back as it was; a text that is being written is set aside. */
  end(): void {
    if (this.#frame().initial !== null && !this.#isQuery()) this.runner.handle({ kind: 'left', text: this.#written() });
    this.#terminal.stream.off('resize', this.#redraw);
    this.#terminal.stream.write(LEAVE);
  }

  /** Ctrl-Z: the shell gets its terminal, and the session is drawn again when it goes on. */
  #pause(): void {
    const stdin = process.stdin;
    this.#isPaused = true;
    this.#terminal.stream.write(LEAVE);
    if (stdin.isTTY) stdin.setRawMode(false);
    stopHere(() => {
      if (stdin.isTTY) stdin.setRawMode(true);
      stdin.resume();
      this.#isPaused = false;
      this.#terminal.stream.write(ENTER);
      this.draw();
    });
  }

  /** Told what arrives, before it is told key by key. */
  arrive(text: string): void {
    this.#arrivals.arrive(text);
  }

  press(key: KeyPress): void {
    if (this.#isRefused(key)) return;
    if (key.name === 'paste-start' || key.name === 'paste-end') this.#paste(key.name === 'paste-start');
    else if (key.ctrl && key.name === 'd') {
      this.brokenOff = true;
      this.#leave();
    } else if (!this.#pasting && this.#moves(key)) this.#move(rowsOfKey(key, this.#frame().page) ?? 0);
    else if (this.#pasting) this.#pressPasted(this.#pasting, key);
    else if (this.#frame().initial === null) this.#pressPlain(key);
    else this.#pressInLine(key);
    this.#settle();
  }

  /** Takes over the line as readline edited it; what is typed stands at the cursor, where Node may put it at the end. */
  #follow(key: KeyPress): void {
    const edit = this.#edit;
    if (!edit) return;
    const typed = key.ctrl || key.meta || key.name === 'backspace' || key.name === 'delete' ? '' : (key.sequence ?? '');
    const moved = this.#text.slice(0, this.#cursor) + typed + this.#text.slice(this.#cursor);
    if (/^[^\x00-\x1f\x7f]+$/.test(typed) && edit.line !== moved && edit.line.length === moved.length) {
      edit.line = moved;
      edit.cursor = this.#cursor + typed.length;
    }
    this.#text = edit.line;
    this.#cursor = edit.cursor;
  }

  /** Whether a key is one of several characters that arrived together and are no keys; that is told once. */
  #isRefused({ sequence = '' }: KeyPress): boolean {
    const verdict = this.#arrivals.judge(sequence, this.#frame().initial === null && !this.#pasting);
    if (verdict === 'first-of-text') {
      this.runner.handle({ kind: 'pasted' });
      this.#settle();
    }
    return verdict !== 'key';
  }

  #paste(begins: boolean): void {
    const isText = this.#frame().initial !== null;
    if (begins) {
      this.#pasting = { before: this.#text.slice(0, this.#cursor), after: this.#text.slice(this.#cursor) };
      if (isText) this.#empty();
      return;
    }
    const text = this.#text;
    const cursor = text.length - (this.#pasting?.after.length ?? 0);
    this.#pasting = null;
    if (!isText) {
      this.runner.handle({ kind: 'pasted' });
      return;
    }
    this.#write(text);
    if (this.#edit) this.#edit.cursor = cursor;
    this.#cursor = cursor;
    if (this.#isQuery()) this.runner.handle({ kind: 'query', text });
  }

  /** A character of a paste: readline would take longer for each one the more there are. */
  #pressPasted({ before, after }: { readonly before: string; readonly after: string }, key: KeyPress): void {
    if (this.#frame().initial === null) return;
    const name = keyName(key);
    const { sequence = '' } = key;
    const put = name === 'enter' ? (this.#isQuery() ? ' ' : BREAK) : name === 'tab' ? ' ' : sequence;
    const inserted = this.#text.slice(before.length, this.#text.length - after.length);
    if (/^[^\x00-\x1f\x7f]+$/.test(put)) this.#text = before + inserted + put + after;
    this.#empty();
  }

  #empty(): void {
    if (this.#edit) Object.assign(this.#edit, { line: '', cursor: 0 });
  }

  #pressPlain(key: KeyPress): void {
    const name = keyName(key);
    if (name !== null) this.runner.handle({ kind: 'key', key: name });
    this.#stopAtEnd();
  }

  /** Whether a key moves a page or list; Home and End of a text that is written stay its own. */
  #moves(key: KeyPress): boolean {
    const isFree = this.#frame().initial === null || (this.#isQuery() && this.#text === '');
    return (isFree || (this.#isQuery() && /^page/.test(key.name ?? ''))) && rowsOfKey(key, 1) !== null;
  }

  #move(rows: number): void {
    if (this.#isQuery()) this.#write(this.#text);
    this.runner.handle({ kind: 'moved', rows });
    this.#stopAtEnd();
  }

  /** A page that has no more below is at the row that it is shown from, not further down. */
  #stopAtEnd(): void {
    const { top } = this.#frame();
    const { mode } = this.runner.session;
    if ('top' in mode && top !== null && mode.top !== top) this.runner.handle({ kind: 'scrolled', top });
  }

  #pressInLine(key: KeyPress): void {
    const name = keyName(key);
    const isQuery = this.#isQuery();
    if (name === 'enter' && this.#goesOn()) this.#write(`${this.#text}${BREAK}`);
    else if (name === 'enter' && isQuery) {
      this.#write(this.#text);
      this.runner.handle({ kind: 'key', key: 'enter' });
    } else if (name === 'enter') this.#enterLine(this.#written());
    else if (name === 'escape' && !isQuery) this.runner.handle({ kind: 'left', text: this.#written() });
    else if (name === 'escape') this.runner.handle({ kind: 'key', key: 'escape' });
    else if ((name === 'up' || name === 'down') && isQuery) {
      this.#write(this.#text);
      this.runner.handle({ kind: 'key', key: name });
    } else if (name === 'up' || name === 'down') this.#write(this.#text);
    else if (name === 'tab') this.#complete();
    else this.#follow(key);
    if (isQuery && this.#isQuery()) this.runner.handle({ kind: 'query', text: this.#text });
  }

  /** Whether more of a finding came along with this Enter: lines that were pasted where pastes are not marked. */
  #goesOn(): boolean {
    const { mode } = this.runner.session;
    return mode.kind === 'text' && mode.field === 'finding' && this.#arrivals.hasMoreText();
  }

  #enterLine(text: string): void {
    // Enter has emptied the line; what is asked for next, or again, is written anew.
    this.#asked = '';
    this.runner.handle(this.#frame().completes ? fileLine(this.#terminal.folder, text) : { kind: 'line', text });
  }

  /** The line that is being written, with its line ends. */
  readonly #written = (): string => this.#text.replaceAll(BREAK, '\n');

  #isQuery = (): boolean => ['evidence', 'jump'].includes(this.runner.session.mode.kind);

  #complete(): void {
    if (!this.#frame().completes) {
      this.#write(this.#text);
      return;
    }
    const { folder } = this.#terminal;
    const { text, names } = completePath(folder, this.#text);
    const isNone = !names.length && text === this.#text && text !== '' && fileFault(folder, text) === 'missing';
    this.#write(text);
    this.runner.handle({ kind: 'candidates', names, isNone });
  }

  #write(text: string): void {
    this.#text = text;
    this.#edit?.clearLine(0);
    if (text !== '') this.#edit?.write(text);
    this.#cursor = this.#edit?.cursor ?? 0;
  }

  /** After a key: a line that is newly asked for begins with what is there, and the screen is drawn. */
  #settle(): void {
    const { initial, prompt } = this.#frame();
    const { mode } = this.runner.session;
    const fault = 'fault' in mode ? mode.fault : null;
    const asked = initial === null ? '' : `${mode.kind} ${prompt} ${fault ?? ''}`;
    if (asked === '') this.#write('');
    else if (asked !== this.#asked) this.#write((initial ?? '').replaceAll('\n', BREAK));
    this.#asked = asked;
    if (!this.#pasting) this.draw();
  }

  #frame(): Frame {
    const screen = this.#terminal.screen();
    const { session } = this.runner;
    const known = this.#drawn;
    if (known?.session === session && known.screen.width === screen.width && known.screen.rows === screen.rows)
      return known.frame;
    const frame = frameOf(session, screen);
    this.#drawn = { session, screen, frame };
    return frame;
  }

  draw(): void {
    // The terminal is the shell's meanwhile, also for the key that stopped us.
    if (this.#isPaused) return;
    const frame = this.#frame();
    const { width, rows } = this.#terminal.screen();
    const text = frame.initial === null ? '' : (this.#edit?.line ?? '');
    const line = layOutLine(frame.prompt, text, this.#edit?.cursor ?? 0, Math.max(20, width - 1), widthOf);
    // Of a line that is longer than the screen, the rows around the cursor.
    const room = Math.max(1, rows - 4);
    const first = Math.max(0, Math.min(line.row - Math.floor(room / 2), line.rows.length - room));
    const lineRows = line.rows.slice(first, first + room);
    const shown = frame.lines.slice(Math.max(0, frame.lines.length + lineRows.length - rows));
    const drawn = [...shown.map((entry) => paint(entry, this.#terminal.style)), ...lineRows];
    const at = `\x1b[${shown.length + line.row - first + 1};${line.column + 1}H`;
    this.#terminal.stream.write(
      `\x1b[?25l\x1b[H${drawn.map((row) => `${row}\x1b[K`).join('\r\n')}\x1b[J${at}\x1b[?25h`,
    );
  }

  #openEditor(text: string): void {
    const { stream, env } = this.#terminal;
    const stdin = process.stdin;
    const wasRaw = stdin.isRaw === true;
    stream.write(LEAVE);
    if (wasRaw) stdin.setRawMode(false);
    const edited = openEditor(text, env);
    if (wasRaw) stdin.setRawMode(true);
    stream.write(ENTER);
    if (edited.text === null) this.runner.handle({ kind: 'edited', text: null, reason: edited.reason });
    else this.runner.handle({ kind: 'edited', ...edited });
  }
}
