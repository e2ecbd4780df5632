import { joinLines } from '../text/join-lines.ts';
import { langOfText } from '../text/lang-of-text.ts';
import type { Mark } from './list-marks.ts';
import { isEnded, type StandardLine } from './standard-lines.ts';

/** One entry of a list, with the numbered points under it. */
export interface StandardEntry {
  readonly text: string;
  readonly points: readonly string[];
}

/** The entries of a section. `inOrder` is false where letters or numbers do not run on; `unused` are lines that belong to none. */
export interface StandardEntries {
  readonly entries: readonly StandardEntry[];
  readonly inOrder: boolean;
  readonly unused: readonly StandardLine[];
}

/** An entry that is being read: its lines and those of its points. */
interface Growing {
  readonly lines: string[];
  readonly points: string[][];
}

const NOTE = /^(?:注\s*\d*\s*[:：]|NOTE\b)/;

/** Takes the list of a section apart: introduction left out, broken lines joined, points kept with their entry. */
export function entriesOf(lines: readonly StandardLine[]): StandardEntries {
  const at = lines.findIndex((line) => line.kind === 'entry');
  const first = lines[at];
  // Numbers and bullets may mark the points of an entry without a mark; letters mark entries.
  const isMarked =
    first?.kind === 'entry' && (first.mark === 'letter' || !plainEntries(lines.slice(0, at)).entries.length);
  return isMarked ? markedEntries(lines, first.mark) : plainEntries(lines);
}

function markedEntries(lines: readonly StandardLine[], mark: Mark): StandardEntries {
  const growing: Growing[] = [];
  const orders: number[] = [];
  const unused: StandardLine[] = [];
  for (const line of lines) {
    const entry = growing.at(-1);
    if (line.kind === 'entry' && line.mark === mark) {
      growing.push({ lines: [line.text], points: [] });
      orders.push(line.order);
    } else if (line.kind === 'entry') entry?.points.push([line.text]);
    else if (entry && continues(entry, line.text)) (entry.points.at(-1) ?? entry.lines).push(line.text);
    else if (entry) unused.push(line);
    // What stands before the first entry introduces the list.
  }
  const inOrder = mark === 'bullet' || orders.every((order, index) => order === index + 1);
  return { entries: growing.map(finished), inOrder, unused };
}

/** A line without a mark goes on with the entry before it unless that has come to its end, which a colon is not. */
function continues({ lines, points }: Growing, text: string): boolean {
  const sofar = joinLines(points.at(-1) ?? lines);
  return (!isEnded(sofar) || /[:：]$/.test(sofar)) && !NOTE.test(text);
}

/** A list without marks: an entry ends where its last line ends like a sentence; what is marked is a point of it. */
function plainEntries(lines: readonly StandardLine[]): StandardEntries {
  const growing: Growing[] = [];
  for (const { kind, text } of lines) {
    const last = growing.at(-1);
    const open = last && (last.points.at(-1) ?? last.lines);
    if (last && kind === 'entry') last.points.push([text]);
    else if (open && !isEnded(open.at(-1) ?? '')) open.push(text);
    else growing.push({ lines: [text], points: [] });
  }
  const entries = growing.map(finished);
  const isIntroduced = INTRODUCTION.test(entries[0]?.text ?? '');
  return { entries: isIntroduced ? entries.slice(1) : entries, inOrder: true, unused: [] };
}

/** `…应满足：`, or 在三星能力要求的基础上… even without a colon. */
const INTRODUCTION = /[:：]$|^在.{1,12}(?:要求)?的?基础上/;

/** The semicolon that an entry ends with is the list's, not the statement's. */
function finished({ lines, points }: Growing): StandardEntry {
  const text = joinLines(lines);
  const stop = langOfText(text) === 'zh' ? '。' : '.';
  return {
    text: tidy(text).replace(/[;；]$/, stop),
    points: points.map((point) => tidy(joinLines(point)).replace(/[;；。.]$/, '')),
  };
}

/** Blanks that an extraction put between Chinese characters. */
const tidy = (text: string): string =>
  text.replace(/(?<=[\u3000-\u9fff\uff00-\uffef]) +(?=[\u3000-\u9fff\uff00-\uffef])/g, '');
