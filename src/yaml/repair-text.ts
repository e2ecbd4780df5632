import { CST, Lexer } from 'yaml';
import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { placeOf, type Range, type SourceText } from './source-text.ts';

/** A text that YAML can read on, with the way back from its offsets to those of the file. */
export interface RepairedText {
  readonly text: string;
  readonly toFile: (offset: number) => number;
  readonly diagnostics: readonly Diagnostic[];
}

interface Repair {
  readonly offset: number;
  readonly length: number;
  readonly replacement: string;
}

/** Whether there is anything to look at; cheap, since nearly every sheet has nothing. */
const SUSPECT = /(?:^[ \t]*(?:- +)*|[{,][ \t]*)["“]?[A-Za-z0-9][\w.-]*["”]?(?:：|:[^ \t\r\n])/m;
const KEY_LINE =
  /^([ \t]*(?:- +)*)(["“]?([A-Za-z0-9][\w.-]*)["”]?)(：[ \u3000\u00a0]*|:[\u3000\u00a0]+|:(?=[^ \t\r\n\u3000\u00a0]))/;

/**
 * Finds `score：1`, `score:　1` and `score:1` where a key is meant, reports each, and mends them in the text that is read
 * on, so that one slip of the input method does not hide what else is wrong. Block and quoted texts are left alone.
 */
export function repairPunctuation(source: SourceText, isKey: (word: string) => boolean): RepairedText {
  if (!SUSPECT.test(source.text)) return { text: source.text, toFile: (offset) => offset, diagnostics: [] };
  const repairs: Repair[] = [];
  const diagnostics: Diagnostic[] = [];
  let text = source.text;
  // A mended line changes how the lines below it are read, so the plain texts are found anew until nothing is left.
  for (let round = 0; round < 20; round++) {
    const fresh = plainTextLines(text)
      .map((line) => repairLine(text, line, isKey))
      .filter((repair) => repair !== null);
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
  return { text, toFile: mapBack(repairs), diagnostics };
}

function repairLine(text: string, line: Range, isKey: (word: string) => boolean) {
  const match = KEY_LINE.exec(text.slice(line.start, line.end));
  if (!match) return null;
  const [, lead = '', quoted = '', key = '', colon = ''] = match;
  if (!isKey(key)) return null;
  const code = colon.startsWith('：') ? 'full-width-colon' : colon.length > 1 ? 'full-width-space' : 'missing-space';
  return {
    offset: line.start + lead.length + quoted.length,
    length: colon.length,
    replacement: ': ',
    code,
    key,
  } as const;
}

/** The parts of lines that YAML reads as plain text and that begin their line. */
function plainTextLines(text: string): Range[] {
  const lines: Range[] = [];
  let offset = 0;
  let plain = false;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === CST.SCALAR) {
      plain = true;
      continue;
    }
    if (lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END) continue;
    if (plain && !lexeme.startsWith('\n') && !isBlockText(text, offset))
      addLines(text, offset, offset + lexeme.length, lines);
    plain = false;
    offset += lexeme.length;
  }
  return lines;
}

/** Block texts come after a header (`|`, `>-`) that ends its line. */
function isBlockText(text: string, offset: number): boolean {
  const lineStart = text.lastIndexOf('\n', offset - 1);
  const header = text.slice(text.lastIndexOf('\n', lineStart - 1) + 1, Math.max(0, lineStart));
  return offset === lineStart + 1 && /(?:^|[\s:-])[|>][-+0-9]*[ \t]*(?:#.*)?\r?$/.test(header);
}

/** Adds the lines of a plain text; its first one only where a key can stand: at the start of a line or of a flow entry. */
function addLines(text: string, from: number, to: number, lines: Range[]): void {
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  const lead = text.slice(lineStart, from);
  const opens = /^[ \t]*(?:- +)*$/.test(lead) ? lineStart : /[{,][ \t]*$/.test(lead) ? from : null;
  let start = opens ?? (text.indexOf('\n', from) + 1 || to);
  while (start < to) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 || end > to ? to : end;
    lines.push({ start, end: Math.min(stop + 1, text.length) });
    start = stop + 1;
  }
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
