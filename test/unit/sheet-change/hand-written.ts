import type { Pen } from './pen.ts';

/** What is to be written down; how, is up to the dice. */
export type Content =
  | { readonly kind: 'empty' }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly words: readonly string[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [key: string, content: Content])[] };

type MapContent = Extract<Content, { kind: 'map' }>;

const PLAIN = /^[A-Za-z\u4e00-\u9fff\u{1f600}][^\n\t:#]*(?:[:#][^\s:#,[\]{}]+)*$/u;
const PLAIN_IN_FLOW = /^[^,[\]{}]*$/;
const RESERVED = /^(?:null|true|false|~)$/i;

const spaces = (count: number): string => ' '.repeat(count);
const isPlain = (text: string): boolean => PLAIN.test(text) && !/\s$/.test(text) && !RESERVED.test(text);
const singleQuoted = (text: string): string => `'${text.replace(/'/g, "''")}'`;

/** Ends a line: perhaps with blanks, perhaps with a comment. */
function endLine(pen: Pen, owner: string, where: 'behind' | 'inside' = 'behind'): void {
  if (pen.dice.chance(25)) pen.fill(`${pen.dice.pick([' ', '  ', '      ', '\t'])}${pen.comment(owner, where)}`);
  if (pen.dice.chance(10)) pen.fill(pen.dice.pick([' ', '   ']));
  pen.newline();
}

/** What may stand between two entries: blank lines and comments at any column that does not lengthen a block text. */
function writeGap(pen: Pen, owner: string, column: number): void {
  if (pen.dice.chance(12)) {
    if (pen.dice.chance(40)) pen.fill(spaces(pen.dice.between(1, column + 1)));
    pen.newline();
  }
  if (!pen.dice.chance(20)) return;
  const most = pen.afterBlockText ? column : column + 3;
  const at = pen.dice.chance(70) ? column : pen.dice.between(0, most);
  pen.fill(`${spaces(at)}${pen.comment(owner, 'own-line')}`);
  pen.newline();
}

/** Writes a key and its colon; now and then an explicit one (`? key`), whose value stands behind a colon on the next line. */
function writeKey(pen: Pen, path: string, key: string, column: number, compound: boolean): void {
  if (!compound && pen.dice.chance(2)) {
    pen.odd(path);
    pen.put(`? ${key}`);
    pen.newline();
    pen.fill(spaces(column));
    pen.put(':');
    return;
  }
  const written = pen.dice.chance(85) ? key : pen.dice.pick([`"${key}"`, `'${key}'`]);
  pen.put(`${written}${pen.dice.chance(92) ? '' : pen.dice.pick([' ', '   ', '\t'])}:`);
}

export function writeBlockMap(pen: Pen, path: string, { entries }: MapContent, column: number): void {
  for (const [key, content] of entries) {
    const inner = path === '' ? key : `${path}/${key}`;
    writeGap(pen, path, column);
    pen.fill(spaces(column));
    pen.open(inner);
    writeBlockEntry(pen, inner, key, content, column);
    pen.close(inner);
  }
}

function writeBlockEntry(pen: Pen, path: string, key: string, content: Content, column: number): void {
  pen.afterBlockText = false;
  const asBlock = pen.dice.chance(75) && isCompound(content);
  writeKey(pen, path, key, column, asBlock);
  if (content.kind === 'map' && asBlock) {
    endLine(pen, path);
    writeBlockMap(pen, path, content, column + pen.dice.between(1, pen.dice.chance(80) ? 4 : 8));
  } else if (content.kind === 'list' && asBlock) {
    endLine(pen, path);
    writeBlockList(pen, path, content.words, column + pen.dice.between(0, 4));
  } else if (content.kind === 'text' && pen.dice.chance(45)) writeLongText(pen, path, content.text, column);
  else {
    writeInline(pen, path, content, column);
    endLine(pen, path);
  }
}

const isCompound = (content: Content): boolean =>
  (content.kind === 'map' && content.entries.length > 0) || (content.kind === 'list' && content.words.length > 0);

/** A value that begins on the line of its key, in flow style where it is a collection. */
function writeInline(pen: Pen, path: string, content: Content, column: number): void {
  const gap = pen.dice.chance(85) ? ' ' : pen.dice.pick(['   ', '\t', ' \t']);
  if (content.kind === 'empty') {
    const written = pen.dice.pick(['', '', '~', 'null', 'Null']);
    if (written) pen.put(`${gap}${written}`);
  } else if (content.kind === 'word') pen.put(`${gap}${content.text}`);
  else if (content.kind === 'text') pen.put(`${gap}${oneLineText(pen, content.text, false)}`);
  else {
    pen.put(gap);
    writeFlow(pen, path, content, pen.dice.chance(30) ? column : null);
  }
}

function oneLineText(pen: Pen, text: string, inFlow: boolean): string {
  if (isPlain(text) && (!inFlow || PLAIN_IN_FLOW.test(text)) && pen.dice.chance(60)) return text;
  return /[\n\t]/.test(text) || pen.dice.chance(50) ? JSON.stringify(text) : singleQuoted(text);
}

function writeBlockList(pen: Pen, path: string, words: readonly string[], column: number): void {
  for (const word of words) {
    if (pen.dice.chance(5)) {
      pen.fill(`${spaces(column)}${pen.comment(path, 'inside')}`);
      pen.newline();
    }
    pen.fill(spaces(column));
    pen.put(`-${spaces(pen.dice.between(1, 3))}${pen.dice.chance(85) ? word : `"${word}"`}`);
    endLine(pen, path, 'inside');
  }
}

/** A text of many lines: block (`|`, `>`, with or without chomping and indentation indicators), quoted, plain or below its key. */
function writeLongText(pen: Pen, path: string, text: string, column: number): void {
  const inner = column + pen.dice.between(1, 6);
  if (pen.dice.chance(40)) {
    writeBlockText(pen, path, text, column, inner);
    return;
  }
  const words = text.split(/\s+/).filter(Boolean);
  const lines = words.length > 1 ? [words[0] ?? '', words.slice(1).join(' ')] : words;
  const isBare = words.length > 0 && isPlain(lines.join(' ')) && lines.every(isPlain);
  const style = isBare ? pen.dice.pick(['quoted', 'plain', 'below']) : 'quoted';
  const blank = pen.dice.chance(20);
  if (style === 'below') {
    pen.newline();
    pen.fill(spaces(inner));
    pen.put(lines.join(' '));
  } else if (style === 'plain') {
    pen.put(' ');
    writeLines(pen, lines, inner, blank);
  } else {
    pen.put(` ${pen.dice.chance(50) ? '"' : '"\\u4e2d'}`);
    const escaped = lines.map((line) => JSON.stringify(line).slice(1, -1));
    writeLines(pen, escaped, inner, blank);
    pen.put('"');
  }
  endLine(pen, path);
}

function writeLines(pen: Pen, lines: readonly string[], column: number, blankBetween: boolean): void {
  lines.forEach((line, index) => {
    if (index > 0) {
      if (blankBetween) pen.newline();
      pen.newline();
      pen.fill(spaces(column));
    }
    pen.put(line);
  });
}

function writeBlockText(pen: Pen, path: string, text: string, column: number, inner: number): void {
  const lines = text.replace(/\t/g, ' ').split('\n');
  const leads = /^\s/.test(lines.find((line) => line !== '') ?? '');
  const indicator = leads || pen.dice.chance(10) ? String(inner - column) : '';
  const chomp = pen.dice.pick(['', '', '-', '+']);
  pen.put(` ${pen.dice.pick(['|', '>'])}${pen.dice.chance(50) ? indicator + chomp : chomp + indicator}`);
  if (pen.dice.chance(15)) pen.fill(` ${pen.comment(path, 'inside')}`);
  pen.newline();
  for (const line of lines) {
    if (line.trim() !== '') {
      pen.fill(spaces(inner));
      pen.put(line);
    }
    pen.newline();
  }
  if (chomp === '+' && pen.dice.chance(50)) pen.newline();
  pen.afterBlockText = true;
}

/** A collection in brackets, on one line (`column` null) or on many. */
function writeFlow(pen: Pen, path: string, content: Content, column: number | null): void {
  if (content.kind === 'map') writeFlowMap(pen, path, content, column);
  else if (content.kind === 'list') writeFlowList(pen, path, content.words, column);
  else if (content.kind === 'word') pen.put(content.text);
  else if (content.kind === 'text') pen.put(oneLineText(pen, content.text, true));
  else pen.put(pen.dice.pick(['', '', '~', 'null']));
}

function writeFlowMap(pen: Pen, path: string, { entries }: MapContent, column: number | null): void {
  const inner = column === null ? null : column + pen.dice.between(1, 4);
  pen.put('{');
  if (!entries.length) pen.put(pen.dice.pick(['', ' ']));
  else if (inner !== null) endLine(pen, path);
  entries.forEach(([key, content], index) => {
    const at = `${path}/${key}`;
    openFlowEntry(pen, path, inner);
    pen.open(at);
    writeFlowKey(pen, key, content);
    writeFlow(pen, at, content, inner !== null && pen.dice.chance(30) ? inner : null);
    pen.close(at);
    closeFlowEntry(pen, at, inner, index === entries.length - 1);
  });
  if (inner !== null && entries.length) pen.fill(spaces(pen.dice.pick([column ?? 0, inner])));
  pen.put('}');
}

/** What stands before an entry in brackets; where it has lines of its own, the line before has ended already. */
function openFlowEntry(pen: Pen, path: string, inner: number | null): void {
  if (inner !== null && pen.dice.chance(8)) {
    pen.fill(`${spaces(inner)}${pen.comment(path, 'own-line')}`);
    pen.newline();
  }
  pen.fill(inner === null ? pen.dice.pick(['', ' ', ' ']) : spaces(inner));
}

/** A key in brackets; only a quoted one may have its value right behind the colon. */
function writeFlowKey(pen: Pen, key: string, content: Content): void {
  const quoted = pen.dice.chance(15);
  const tight = quoted && content.kind !== 'empty' && pen.dice.chance(40);
  const blank = pen.dice.chance(5) ? ' ' : '';
  pen.put(`${quoted ? `"${key}"` : key}${blank}:${tight ? '' : ' '}`);
}

function closeFlowEntry(pen: Pen, path: string, inner: number | null, last: boolean): void {
  if (!last || pen.dice.chance(20)) {
    if (pen.dice.chance(8)) pen.fill(' ');
    pen.put(',');
  } else if (inner === null) pen.fill(pen.dice.pick(['', ' ']));
  if (inner !== null) endLine(pen, path);
}

function writeFlowList(pen: Pen, path: string, words: readonly string[], column: number | null): void {
  const inner = column === null || !words.length ? null : column + pen.dice.between(1, 4);
  pen.put('[');
  words.forEach((word, index) => {
    if (inner !== null) {
      pen.newline();
      pen.fill(spaces(inner));
    } else if (pen.dice.chance(30)) pen.fill(' ');
    pen.put(pen.dice.chance(85) ? word : `'${word}'`);
    if (index < words.length - 1 || pen.dice.chance(15)) pen.put(',');
    if (inner !== null && pen.dice.chance(15)) pen.fill(` ${pen.comment(path, 'inside')}`);
  });
  if (inner !== null) {
    pen.newline();
    pen.fill(spaces(pen.dice.pick([column ?? 0, inner])));
  } else if (pen.dice.chance(30)) pen.fill(' ');
  pen.put(']');
}
