/** How a stretch of text is meant; renderers choose colours or marks. */
export type Tone = 'good' | 'fair' | 'mixed' | 'bad' | 'open' | 'plain';

/** A score between 0 and 1 to be drawn; `low` and `high` differ while scores are missing. */
export interface Bar {
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly text: string;
  readonly tone: Tone;
}

export interface Point {
  readonly label: string;
  readonly text: string;
  readonly tone: Tone;
  readonly notes: readonly string[];
}

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** A part of a report, as data: what it says, not how it looks. */
export type Block =
  | {
      readonly kind: 'heading';
      readonly depth: 1 | 2 | 3;
      readonly text: string;
      readonly tag: string | null;
      readonly tone: Tone;
    }
  | { readonly kind: 'label'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly tone: Tone }
  | {
      readonly kind: 'verdict';
      readonly label: string;
      readonly text: string;
      readonly note: string | null;
      readonly tone: Tone;
    }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'points'; readonly points: readonly Point[] }
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'bars'; readonly title: string; readonly threshold: number; readonly bars: readonly Bar[] };

/** A report for people: title, what belongs on the first screen, and the rest. */
export interface ReportDocument {
  readonly title: string;
  readonly summary: readonly Block[];
  readonly body: readonly Block[];
}

export const heading = (depth: 1 | 2 | 3, text: string, tag: string | null = null, tone: Tone = 'plain'): Block => ({
  kind: 'heading',
  depth,
  text,
  tag,
  tone,
});
export const paragraph = (text: string, tone: Tone = 'plain'): Block => ({ kind: 'paragraph', text, tone });
