import { type Diagnostic, diagnostic } from '../diagnostics/diagnostic.ts';
import { placeOf, type Range, type SourceText } from './source-text.ts';

/** C0 but tab and line ends, DEL, C1, line separators, bidi controls, non-characters, lone surrogates, BOMs inside. */
const FORBIDDEN =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/gu;

const NAMES: Readonly<Record<number, string>> = {
  0: 'NUL',
  7: 'BEL',
  8: 'BACKSPACE',
  12: 'FORM FEED',
  27: 'ESC',
  127: 'DEL',
  133: 'NEL',
  155: 'CSI',
  1564: 'ARABIC LETTER MARK',
  8206: 'LEFT-TO-RIGHT MARK',
  8207: 'RIGHT-TO-LEFT MARK',
  8232: 'LINE SEPARATOR',
  8233: 'PARAGRAPH SEPARATOR',
  8234: 'LEFT-TO-RIGHT EMBEDDING',
  8235: 'RIGHT-TO-LEFT EMBEDDING',
  8236: 'POP DIRECTIONAL FORMATTING',
  8237: 'LEFT-TO-RIGHT OVERRIDE',
  8238: 'RIGHT-TO-LEFT OVERRIDE',
  8294: 'LEFT-TO-RIGHT ISOLATE',
  8295: 'RIGHT-TO-LEFT ISOLATE',
  8296: 'FIRST STRONG ISOLATE',
  8297: 'POP DIRECTIONAL ISOLATE',
  65279: 'BOM',
};

/** How many of one kind of text error are worth telling; the first ones lead to the rest. */
const MOST = 2000;

function nameOf(code: number): string {
  if (code >= 0xd800 && code <= 0xdfff) return 'LONE SURROGATE';
  return NAMES[code] ?? 'CONTROL CHARACTER';
}

const codePointName = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;

/** The first forbidden character in a text: its offset, code point and name; null where there is none. */
export function findForbidden(text: string): { offset: number; codePoint: string; name: string } | null {
  FORBIDDEN.lastIndex = 0;
  const match = FORBIDDEN.exec(text);
  FORBIDDEN.lastIndex = 0;
  if (!match) return null;
  const code = match[0].codePointAt(0) ?? 0;
  return { offset: match.index, codePoint: codePointName(code), name: nameOf(code) };
}

const LONE_RETURN = /\r(?!\n)/;

/** Everything wrong with the characters themselves, before YAML is read. */
export function checkCharacters(source: SourceText): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const match of source.text.matchAll(FORBIDDEN)) {
    if (found.length >= MOST) break;
    const code = match[0].codePointAt(0) ?? 0;
    const at = placeOf(source, { start: match.index, end: match.index + match[0].length });
    found.push(
      diagnostic('forbidden-character', { codePoint: codePointName(code), name: nameOf(code) }, at, source.file),
    );
  }
  const loneReturn = source.text.search(LONE_RETURN);
  if (loneReturn >= 0) {
    const at = placeOf(source, { start: loneReturn, end: loneReturn + 1 });
    found.push(diagnostic('cr-line-ends', {}, at, source.file));
  }
  return found;
}

/** A marker as git writes it, and the first of those that an editor indented or that are set to be longer. */
const CONFLICT = /^(?:<{7}|={7}|>{7}|\|{7})(?:[ \r\n]|$)|^[ \t]*<{7,}(?:[ \t\r\n]|$)/m;
const MARK = /^([ \t]*)(<{7,}|={7,}|>{7,}|\|{7,})(?=[ \t\r\n]|$)/;
/** No marker begins or ends further on in its line. */
const MARK_REACH = 400;

interface Mark {
  readonly line: number;
  readonly range: Range;
  readonly sign: string;
  readonly length: number;
  /** Whether git writes it so when nothing is set; others may be lines that are drawn in a text. */
  readonly usual: boolean;
}

/** Git conflicts, each with the lines of both sides; a marker without its partners is named too, if it is a usual one. */
export function findConflicts(source: SourceText): Diagnostic[] {
  if (!CONFLICT.test(source.text)) return [];
  const found: Diagnostic[] = [];
  let open: { readonly mark: Mark; base: number; middle: number } | null = null;
  const report = (mark: Mark, ours: readonly [number, number] | null, theirs: readonly [number, number] | null) => {
    if (ours || mark.usual)
      found.push(diagnostic('conflict-marker', { ours, theirs }, placeOf(source, mark.range), source.file));
  };
  for (const mark of marksOf(source)) {
    const { sign, line } = mark;
    const isOther: boolean = open !== null && open.mark.length !== mark.length;
    if (isOther && !mark.usual) continue;
    if (sign === '<') {
      if (open) report(open.mark, null, null);
      open = { mark, base: 0, middle: 0 };
    } else if (sign === '|' && open) open.base = line;
    else if (sign === '=' && open) open.middle = line;
    else if (sign === '>' && open?.middle) {
      report(open.mark, [open.mark.line + 1, (open.base || open.middle) - 1], [open.middle + 1, line - 1]);
      open = null;
    } else {
      report(open ? open.mark : mark, null, null);
      open = null;
    }
  }
  if (open) report(open.mark, null, null);
  return found;
}

function marksOf({ text, lineStarts }: SourceText): Mark[] {
  const marks: Mark[] = [];
  for (const [index, start] of lineStarts.entries()) {
    const [whole, blanks = '', signs = ''] = MARK.exec(text.slice(start, start + MARK_REACH)) ?? [];
    if (whole === undefined) continue;
    const range = { start: start + blanks.length, end: start + whole.length };
    const usual = blanks === '' && signs.length === 7;
    marks.push({ line: index + 1, range, sign: signs.charAt(0), length: signs.length, usual });
  }
  return marks;
}

/** Whether `score：1` or `score:1` may stand somewhere where a key is meant; cheap, since nearly every sheet has none. */
export const hasSuspectColon = (text: string): boolean => SUSPECT_COLON.test(text);
const SUSPECT_COLON = /(?:^[ \t]*(?:- +)*|[{,][ \t]*)["“]?[A-Za-z0-9][\w.-]*["”]?(?:：|:[^ \t\r\n])/m;

/** Whether a line begins with a full-width or no-break space or a full-width `＃`, which YAML takes for text. */
export const hasSuspectBlank = (text: string): boolean => WIDE_BLANK.test(text) && SUSPECT_BLANK.test(text);
const WIDE_BLANK = /[\u00a0\u2000-\u200a\u202f\u3000＃]/;
const SUSPECT_BLANK = /^[ \t]*[\u00a0\u2000-\u200a\u202f\u3000＃]/m;

/** Whether whole lines of a text have nothing that is looked for before YAML is read. */
export const isUnsuspicious = (lines: string): boolean =>
  !CONFLICT.test(lines) &&
  !LONE_RETURN.test(lines) &&
  !hasSuspectColon(lines) &&
  !hasSuspectBlank(lines) &&
  findForbidden(lines) === null;
