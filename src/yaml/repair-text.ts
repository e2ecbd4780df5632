import { CST, Lexer } from 'yaml';
import { type Diagnostic, diagnostic, type Place } from '../diagnostics/diagnostic.ts';
import { hasSuspectBlank, hasSuspectColon } from './check-text.ts';
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

/** What stands where something was taken out of a text; it is known by its place. */
export const LOST = '_';

/** A stretch of a text that is read as something else. */
export interface Repair {
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
  if (!hasSuspectColon(source.text) && !hasSuspectBlank(source.text))
    return { text: source.text, toFile: (offset) => offset, diagnostics: [], cut: false };
  const repairs: Repair[] = [];
  const diagnostics: Diagnostic[] = [];
  let text = source.text;
  // A mended line changes how the lines below it are read, so the plain texts are found anew until nothing is left.
  for (let round = 0; round < 20 && repairs.length < MOST_REPAIRS; round++) {
    const fresh = plainTextLines(text)
      .map((line) => repairBlanks(text, line, isKey) ?? repairLine(text, line, isKey))
      .filter((repair) => repair !== null)
      .slice(0, MOST_REPAIRS);
    if (!fresh.length) break;
    const back = mapBack(repairs);
    for (const repair of fresh) {
      const start = back(repair.offset);
      const isBelowAnother =
        'line' in repair && repairs.some(({ offset }) => offset === startOfLineAbove(source.text, start));
      repairs.push({ ...repair, offset: start });
      if (isBelowAnother) continue;
      const at = placeOf(source, { start, end: start + Math.max(1, repair.length) });
      diagnostics.push(tell(repair, at, source.file));
    }
    repairs.sort((a, b) => a.offset - b.offset);
    text = applyRepairs(source.text, repairs);
  }
  return { text, toFile: mapBack(repairs), diagnostics, cut: repairs.length >= MOST_REPAIRS };
}

const WIDE_BLANKS = /^[ \t]*[\u00a0\u2000-\u200a\u202f\u3000][\u00a0\u2000-\u200a\u202f\u3000 \t]*/;

/** A line that looks empty or indented, and is neither to YAML: the blanks as spaces, a full-width one as two. */
function repairBlanks(text: string, line: PlainLine, isKey: IsKey) {
  const content = text.slice(line.start, Math.min(line.end, line.start + MOST_LEAD)).trimEnd();
  const whole = text.slice(line.start, line.end);
  const hash = /^[ \t]*＃/.exec(whole)?.[0].length;
  if (hash) return { offset: line.start + hash - 1, length: 1, replacement: '#', code: 'full-width-hash' } as const;
  const blanks = WIDE_BLANKS.exec(whole)?.[0] ?? '';
  if (blanks === '') return null;
  const rest = content.slice(blanks.length);
  const isLine = rest === '';
  if (!isLine && !isKey(/^(?:- +)*([A-Za-z0-9][\w.-]*)[:：]/.exec(rest)?.[1] ?? '', false)) return null;
  const replacement = isLine ? '' : ' '.repeat(widthMeant(text, line.start, blanks));
  return { offset: line.start, length: blanks.length, replacement, line: isLine } as const;
}

/** How far blanks indent: a full-width one counts for two columns, unless the lines around say that it stands for one. */
function widthMeant(text: string, start: number, blanks: string): number {
  const plain = blanks.replace(/[^ \t]/g, '').length;
  const wide = blanks.length + blanks.split('\u3000').length - 1;
  const above = /(?:^|\n)( *)\S[^\n]*\n\s*$/.exec(text.slice(Math.max(0, start - 2000), start))?.[1]?.length;
  const below = /\n( *)[^\s]/.exec(text.slice(start, start + 2000))?.[1]?.length;
  const fits = (width: number) =>
    width === above || width === below || (below !== undefined && width < below && below - width <= 4);
  return [wide, blanks.length, plain].find((width) => width > 0 && fits(width)) ?? wide;
}

function tell(repair: Fresh, at: Place, file: string): Diagnostic {
  if ('line' in repair) return diagnostic('full-width-blank', { line: repair.line }, at, file);
  return 'key' in repair
    ? diagnostic(repair.code, { key: repair.key }, at, file)
    : diagnostic(repair.code, {}, at, file);
}

type Fresh = NonNullable<ReturnType<typeof repairBlanks> | ReturnType<typeof repairLine>>;

/** Where the line above the one at an offset begins. */
const startOfLineAbove = (text: string, start: number): number => text.lastIndexOf('\n', start - 2) + 1;

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

/** The text with repairs, which are in order and do not overlap. */
export function applyRepairs(text: string, repairs: readonly Repair[]): string {
  let result = '';
  let at = 0;
  for (const repair of repairs) {
    result += text.slice(at, repair.offset) + repair.replacement;
    at = repair.offset + repair.length;
  }
  return result + text.slice(at);
}

/** Leads from offsets of the repaired text back to those of the text before. */
export function mapBack(repairs: readonly Repair[]): (offset: number) => number {
  const shifts: { from: number; shift: number; start: number; end: number }[] = [];
  let shift = 0;
  for (const { offset, length, replacement } of repairs) {
    const start = offset + shift;
    shift += replacement.length - length;
    shifts.push({ from: offset + length + shift, shift, start, end: offset + length });
  }
  return (offset) => {
    let by = 0;
    for (const entry of shifts) {
      if (entry.start > offset) break;
      if (entry.from > offset) return Math.min(offset - by, entry.end);
      by = entry.shift;
    }
    return offset - by;
  };
}
