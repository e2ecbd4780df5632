import type { Dice } from './dice.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a comment stands: on a line of its own, behind a key or value on the same line, or inside a value of many lines. */
export interface Comment {
  readonly text: string;
  readonly owner: string;
  readonly where: 'own-line' | 'behind' | 'inside';
}

export type LineEnds = 'LF' | 'CRLF' | 'mixed';

/** Writes a sheet the way a hand would, and keeps account of which stretch and which comment belongs to which path. */
export interface Pen {
  readonly dice: Dice;
  /** Writes something that means something. */
  readonly put: (text: string) => void;
  /** Writes blanks or a comment. */
  readonly fill: (text: string) => void;
  readonly newline: () => void;
  /** A new comment, entered in the account; the caller writes it. */
  readonly comment: (owner: string, where: Comment['where']) => string;
  /** Marks a way of writing at a path that no tool has to change safely. */
  readonly odd: (owner: string) => void;
  readonly open: (path: string) => void;
  readonly close: (path: string) => void;
  /** Whether the last thing written is a block text, behind which deeper lines would be text. */
  afterBlockText: boolean;
  readonly finish: () => Written;
}

export interface Written {
  readonly text: string;
  readonly spans: ReadonlyMap<string, Span>;
  readonly comments: readonly Comment[];
  readonly odd: ReadonlySet<string>;
}

const REMARKS = [
  '需求管理',
  'ask: who?',
  '[todo]',
  '{x}',
  '"quoted',
  "it's",
  '- item',
  '1a: score',
  '| >',
  '😀',
  '# #',
  '',
] as const;

export function newPen(dice: Dice, lineEnds: LineEnds): Pen {
  let text = '';
  let meaningful = 0;
  let count = 0;
  const starts = new Map<string, number>();
  const spans = new Map<string, Span>();
  const comments: Comment[] = [];
  const odd = new Set<string>();
  const ends = { LF: ['\n'], CRLF: ['\r\n'], mixed: ['\n', '\r\n'] } as const;
  return {
    dice,
    afterBlockText: false,
    put: (part) => {
      text += part;
      meaningful = text.length;
    },
    fill: (part) => {
      text += part;
    },
    newline: () => {
      text += dice.pick(ends[lineEnds]);
    },
    comment: (owner, where) => {
      count++;
      const comment = `# c${count}. ${dice.pick(REMARKS)}`.trimEnd();
      comments.push({ text: comment, owner, where });
      return comment;
    },
    odd: (owner) => odd.add(owner),
    open: (path) => {
      starts.set(path, text.length);
    },
    close: (path) => {
      spans.set(path, { start: starts.get(path) ?? 0, end: meaningful });
    },
    finish: () => ({ text, spans, comments, odd }),
  };
}
