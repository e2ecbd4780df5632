import { CST, Lexer } from 'yaml';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { hasSuspectColon } from './check-text.ts';
import { placeOf, type Range, type SourceText } from './source-text.ts';

/** A text that YAML can read on, with the way back from its offsets to those of the file. */
export interface RepairedText {
  readonly text: string;
  readonly toFile: (offset: number) => number;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether there is more of it than was mended, so that reading on tells nothing new. */
  readonly cut: boolean;
}

/** Whether a word is a key in this kind of file; `inList` where it begins an entry of a list, which is most often a text. */
export type IsKey = (word: string, inList: boolean) => boolean;

/** Where the same slip is made all over a file, the first ones are enough. */
const MOST_REPAIRS = 200;

interface Repair {
  readonly offset: number;
  readonly length: number;
  readonly replacement: string;
}

const KEY_LINE =
  /^([ \t]*(?:- +)*)(["“]?([A-Za-z0-9][\w.-]*)["”]?)(：[ \u3000\u00a0]*|:[\u3000\u00a0]+|:(?=[^ \t\r\n\u3000\u00a0]))/;

/**
 * Finds `score：1`, `score:　1` and `score:1` where a key is meant, reports each, and mends them in the text that is read
 * on, so that one slip of the input method does not hide what else is wrong. Block and quoted texts are left alone.
 */
export function repairPunctuation(source: SourceText, isKey: IsKey): RepairedText {
  if (!hasSuspectColon(source.text))
    return { text: source.text, toFile: (offset) => offset, diagnostics: [], cut: false };
  const repairs: Repair[] = [];
  const diagnostics: Diagnostic[] = [];
  let text = source.text;
  // A mended line changes how the lines below it are read, so the plain texts are found anew until nothing is left.
  for (let round = 0; round < 20 && repairs.length < MOST_REPAIRS; round++) {
    const fresh = plainTextLines(text)
      .map((line) => repairLine(text, line, isKey))
      .filter((repair) => repair !== null)
      .slice(0, MOST_REPAIRS);
    if (!fresh.length) break;
    const back = mapBack(repairs);
    for (const repair of fresh) {
      const start = back(repair.offset);
      repairs.push({ ...repair, offset: start });
      const at = placeOf(source, { start, end: start + Math.max(1, repair.length) });
      diagnostics.push(diagnostic(repair.code, { key: repair.key }, at, source.file));
    }
    repairs.sort((a, b) => a.offset - b.offset);
    text = apply(source.text, repairs);
  }
  return { text, toFile: mapBack(repairs), diagnostics, cut: repairs.length >= MOST_REPAIRS };
}

function repairLine(text: string, line: PlainLine, isKey: IsKey) {
  const match = KEY_LINE.exec(text.slice(line.start, Math.min(line.end, line.start + MOST_LEAD)));
  if (!match) return null;
  const [, lead = '', quoted = '', key = '', colon = ''] = match;
  if (!isKey(key, line.inList)) return null;
  const code = colon.startsWith('：') ? 'full-width-colon' : colon.length > 1 ? 'full-width-space' : 'missing-space';
  return {
    offset: line.start + lead.length + quoted.length,
    length: colon.length,
    replacement: ': ',
    code,
    key,
  } as const;
}

/** A part of a line that YAML reads as plain text, and whether it stands where a list has its entries. */
interface PlainLine extends Range {
  readonly inList: boolean;
}

/** The parts of lines that YAML reads as plain text and that begin their line or a flow entry. */
function plainTextLines(text: string): PlainLine[] {
  const lines: PlainLine[] = [];
  let offset = 0;
  let lineStart = 0;
  let scalar = false;
  let block = false;
  const openers: string[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === CST.SCALAR) {
      scalar = true;
      continue;
    }
    if (lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END) continue;
    if (scalar && !block)
      addLines(text, { start: offset, end: offset + lexeme.length }, lineStart, openers.at(-1) ?? '', lines);
    if (scalar) block = false;
    else if (BLOCK_HEADER.test(lexeme)) block = true;
    if (!scalar && (lexeme === '[' || lexeme === '{')) openers.push(lexeme);
    if (!scalar && (lexeme === ']' || lexeme === '}')) openers.pop();
    scalar = false;
    const newline = lexeme.lastIndexOf('\n');
    if (newline >= 0) lineStart = offset + newline + 1;
    offset += lexeme.length;
    if (lines.length > MOST_LINES) break;
  }
  return lines;
}

const BLOCK_HEADER = /^[|>]/;

/**
 * Adds the lines of a plain text where keys can stand: all of them where it begins its line, its first where it begins a
 * flow entry. A text that goes on below its key on the same line is a text.
 */
function addLines(text: string, { start, end }: Range, lineStart: number, opener: string, lines: PlainLine[]): void {
  const lead = start - lineStart < MOST_LEAD ? text.slice(lineStart, start) : '-';
  if (!/^[ \t]*(?:- +)*$/.test(lead)) {
    const before = text.slice(Math.max(lineStart, start - 3), start);
    if (/[{,][ \t]*$/.test(before)) addLine(text, start, end, opener !== '{', lines);
    return;
  }
  const inList = lead.includes('-');
  addLine(text, lineStart, end, inList, lines);
  if (inList) return;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1))
    addLine(text, at + 1, end, false, lines);
}

/** A sheet has fewer texts than this. */
const MOST_LINES = 20_000;

/** No key is indented further than this. */
const MOST_LEAD = 200;

function addLine(text: string, start: number, end: number, inList: boolean, lines: PlainLine[]): void {
  const newline = text.indexOf('\n', start);
  lines.push({ start, end: newline < 0 || newline > end ? end + 1 : newline, inList });
}

function apply(text: string, repairs: readonly Repair[]): string {
  let result = '';
  let at = 0;
  for (const repair of repairs) {
    result += text.slice(at, repair.offset) + repair.replacement;
    at = repair.offset + repair.length;
  }
  return result + text.slice(at);
}

function mapBack(repairs: readonly Repair[]): (offset: number) => number {
  const shifts: { from: number; shift: number }[] = [];
  let shift = 0;
  for (const repair of repairs) {
    shift += repair.replacement.length - repair.length;
    shifts.push({ from: repair.offset + repair.length + shift, shift });
  }
  return (offset) => {
    let by = 0;
    for (const entry of shifts) {
      if (entry.from > offset) break;
      by = entry.shift;
    }
    return offset - by;
  };
}
