import type { Bar, Block, Column, Point, ReportDocument, Tone } from '../report/report-document.ts';
import { safeText } from '../text/safe-text.ts';

const MARKS: Readonly<Record<Tone, string>> = {
  good: '✅',
  fair: '🟢',
  mixed: '🟡',
  bad: '❌',
  open: '⬜',
  plain: '',
};

/** The report as GitHub-flavoured Markdown; text from files cannot become markup. */
export function renderMarkdown(document: ReportDocument, summaryOnly: boolean): string {
  const blocks = summaryOnly ? document.summary : [...document.summary, ...document.body];
  const parts = [`# ${inline(document.title)}`, ...blocks.map(renderBlock)];
  return `${parts.join('\n\n')}\n`;
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.depth + 1)} ${inline(block.text)}${block.tag === null ? '' : block.tone === 'plain' ? `${inline(block.tag)}` : ` · ${inline(block.tag)}`}`;
    case 'paragraph':
      return inline(block.text);
    case 'label':
      return `**${inline(block.text)}**`;
    case 'verdict':
      return `> ${MARKS[block.tone]} ${inline(block.label)} **${inline(block.text)}**${block.note === null ? '' : `  \n> ${inline(block.note)}`}`;
    case 'facts':
      return table(
        [
          { title: '', align: 'left' },
          { title: '', align: 'left' },
        ],
        block.rows,
      );
    case 'list':
      return block.items.map((item) => `- ${inline(item)}`).join('\n');
    case 'points':
      return block.points.map(renderPoint).join('\n');
    case 'table':
      return table(block.columns, block.rows);
    case 'bars':
      return `**${inline(block.title)}**\n\n${table(
        [
          { title: '', align: 'left' },
          { title: '', align: 'left' },
          { title: '', align: 'right' },
        ],
        block.bars.map(barRow),
      )}`;
  }
}

const barRow = (bar: Bar): string[] => [
  bar.label,
  `${'█'.repeat(Math.floor(bar.low * 20 + 1e-9))}${'▒'.repeat(Math.floor(bar.high * 20 + 1e-9) - Math.floor(bar.low * 20 + 1e-9))}`.padEnd(
    20,
    '·',
  ),
  bar.text,
];

function renderPoint(point: Point): string {
  const mark = MARKS[point.tone] === '' ? '' : `${MARKS[point.tone]} `;
  const label = point.label === '' ? '' : `**${inline(point.label)}** `;
  return [`- ${mark}${label}${inline(point.text)}`, ...point.notes.map((note) => `  - ${inline(note)}`)].join('\n');
}

function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => inline(cell)).join(' | ')} |`;
  const rule = `| ${columns.map((column) => (column.align === 'right' ? '---:' : ':---')).join(' | ')} |`;
  return [line(columns.map((column) => column.title)), rule, ...rows.map(line)].join('\n');
}

/** Text as text: what Markdown or HTML would read as markup is escaped, a line break becomes `<br>`. */
function inline(text: string): string {
  return safeText(text)
    .replace(/[\\`*_{}[\]<>#|~$]/g, (char) => `\\${char}`)
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/@(?=\w)/g, '&#64;')
    .replace(/^([ \t]*)(?=[-+=](?:\s|$)|--|==)/gm, '$1\\')
    .replace(/^([ \t]*\d+)([.)])(?=\s|$)/gm, '$1\\$2')
    .replace(/\n/g, '<br>');
}
