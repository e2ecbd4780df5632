import type { Bar, Block, Point, ReportDocument, Tone } from '../report/report-document.ts';
import { safeText } from '../text/safe-text.ts';
import { padTo, widthOf, wrapTo } from '../text/width.ts';
import type { Style, Terminal } from './style.ts';
import { renderTable, sideBySide } from './table.ts';

const MARKS: Readonly<Record<Tone, string>> = {
  good: '✓',
  fair: '○',
  mixed: '△',
  bad: '✗',
  open: '□',
  plain: '·',
};
const MAX_WIDTH = 120;
const SHORTEST_BAR = 4;
/** Where a point's label begins, behind its mark, and the room that a short label has. */
const LABEL_COLUMN = 4;
const LABEL_WIDTH = 9;

interface Page {
  readonly style: Style;
  readonly width: number;
}

/** The report for a terminal: wrapped to its width, coloured where it wants colours, with nothing in it that moves the cursor. */
export function renderTerminal(document: ReportDocument, terminal: Terminal, summaryOnly: boolean): string {
  const page: Page = { style: terminal.style, width: Math.max(40, Math.min(MAX_WIDTH, terminal.width)) };
  const blocks = summaryOnly ? document.summary : [...document.summary, ...document.body];
  const title = wrapTo(safeText(document.title), page.width);
  const rule = '═'.repeat(Math.max(...title.map(widthOf)));
  const head = [...title.map(page.style.strong), page.style.quiet(rule), ''];
  return `${[...head, ...blocks.flatMap((block) => renderBlock(block, page))].join('\n').trimEnd()}\n`;
}

function renderBlock(block: Block, page: Page): string[] {
  const { style, width } = page;
  switch (block.kind) {
    case 'heading':
      return renderHeading(block, page);
    case 'paragraph':
      return [...wrapTo(safeText(block.text), width).map((line) => style.tone(line, block.tone)), ''];
    case 'label':
      return [style.quiet(`  ${safeText(block.text)}`)];
    case 'verdict':
      return renderVerdict(block, page);
    case 'facts':
      return [
        ...sideBySide(
          block.rows.map(([label, value]) => [label, safeText(value)]),
          width,
          style.quiet,
        ),
        '',
      ];
    case 'list':
      return [...block.items.flatMap((item) => hanging('·', safeText(item), 0, page)), ''];
    case 'points':
      return [...block.points.flatMap((point) => renderPoint(point, page)), ''];
    case 'table':
      return [
        renderTable(
          block.columns,
          block.rows.map((row) => row.map(safeText)),
          width,
          style.quiet,
        ),
        '',
      ];
    case 'bars':
      return [
        ...wrapTo(safeText(block.title), width).map(style.strong),
        ...renderBars(block.bars, block.threshold, page),
        '',
      ];
  }
}

function renderVerdict(
  { tone, label, text, note }: Extract<Block, { kind: 'verdict' }>,
  { style, width }: Page,
): string[] {
  const head = `${MARKS[tone]} ${label}`;
  const room = width - widthOf(head) - 2;
  // Where the label leaves no room, the words stand below it.
  const words = room < 20 ? ['', ...wrapTo(safeText(text), width - 2)] : wrapTo(safeText(text), room);
  const [first = '', ...rest] = words;
  const lines = [first, ...rest.map((line) => `  ${line}`)].map((line) => style.strong(style.tone(line, tone)));
  const notes = wrapTo(note ?? '', width - 2).map((line) => `  ${style.quiet(line)}`);
  return [
    `${style.tone(head, tone)}${first && `  ${lines[0] ?? ''}`}`,
    ...lines.slice(1),
    ...(note === null ? [] : notes),
    '',
  ];
}

const HEADING_MARKS = { 1: '■ ', 2: '▌ ', 3: '' } as const;

function renderHeading(
  { depth, text, tag, tone }: Extract<Block, { kind: 'heading' }>,
  { style, width }: Page,
): string[] {
  const mark = HEADING_MARKS[depth];
  const indent = ' '.repeat(widthOf(mark));
  const words = wrapTo(safeText(text), width - widthOf(mark));
  const lines = words.map((line, index) => style.strong(`${index ? indent : mark}${line}`));
  const paint = (note: string) => (tone === 'plain' ? style.quiet(note) : style.tone(note, tone));
  const gap = /^[（ ]/.test(tag ?? '') ? '' : ' ';
  const room = width - widthOf(mark) - widthOf(words.at(-1) ?? '');
  // What does not fit behind the words stands below them.
  if (tag !== null && widthOf(gap + tag) <= room) lines.push(`${lines.pop() ?? ''}${gap}${paint(tag)}`);
  else if (tag !== null)
    lines.push(...wrapTo(tag.trimStart(), width - indent.length).map((line) => `${indent}${paint(line)}`));
  if (depth === 1) return [...lines, style.quiet('─'.repeat(width))];
  return depth === 2 ? [...lines, ''] : lines;
}

function hanging(mark: string, text: string, indent: number, { width }: Page): string[] {
  const lead = ' '.repeat(indent);
  const room = width - indent - widthOf(mark) - 1;
  return wrapTo(text, room).map((line, index) => `${lead}${index ? ' '.repeat(widthOf(mark)) : mark} ${line}`);
}

function renderPoint(point: Point, page: Page): string[] {
  const { style, width } = page;
  const mark = style.tone(MARKS[point.tone], point.tone);
  const label = safeText(point.label);
  const column = LABEL_COLUMN + (label === '' ? 0 : LABEL_WIDTH);
  const indent = ' '.repeat(column);
  const text = wrapTo(safeText(point.text), width - column).map((line) => `${indent}${line}`);
  const notes = point.notes
    .flatMap((note) => wrapTo(safeText(note), width - column - 2))
    .map((line) => `${indent}${style.quiet(line)}`);
  // A short label stands before the text, a long one above it.
  const fits = widthOf(label) < LABEL_WIDTH;
  const head = `  ${mark} ${style.quiet(fits ? padTo(label, column - LABEL_COLUMN) : label)}`;
  const [first = '', ...rest] = text;
  return fits ? [`${head}${first.slice(column)}`, ...rest, ...notes] : [head, ...text, ...notes];
}

function renderBars(bars: readonly Bar[], threshold: number, { style, width }: Page): string[] {
  const value = Math.max(...bars.map((bar) => widthOf(bar.text)));
  const most = Math.min(Math.floor(width / 2) - 4, width - value - SHORTEST_BAR - 6);
  const label = Math.min(Math.max(...bars.map((bar) => widthOf(safeText(bar.label)))), Math.max(6, most));
  const room = Math.max(SHORTEST_BAR, Math.min(40, width - label - value - 6));
  const edge = Math.round(threshold * room);
  return bars.flatMap((bar) => {
    const low = Math.floor(bar.low * room + 1e-9);
    const high = Math.floor(bar.high * room + 1e-9);
    const cells = Array.from({ length: room }, (_, index) =>
      index < low ? '█' : index < high ? '▒' : index === edge ? '┆' : '·',
    );
    const drawn = cells.join('').replace(/[█▒]+/, (filled) => style.tone(filled, bar.tone));
    const [first = '', ...rest] = wrapTo(safeText(bar.label), label);
    return [
      `  ${padTo(first, label)}  ${drawn}  ${style.tone(bar.text, bar.tone)}`,
      ...rest.map((line) => `  ${line}`),
    ];
  });
}
