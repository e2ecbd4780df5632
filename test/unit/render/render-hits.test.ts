import { describe, expect, test } from 'vitest';
import { type HitRow, markLines, renderHits } from '../../../src/render/render-hits.ts';
import { PLAIN, type Style } from '../../../src/render/style.ts';
import { widthOf } from '../../../src/text/width.ts';

const MARKING: Style = { ...PLAIN, strong: (text) => `[${text}]`, quiet: (text) => `{${text}}` };

describe('a marked text', () => {
  test.each<[title: string, text: string, ranges: [number, number][], width: number, lines: string[]]>([
    ['on one line', 'one two three', [[4, 7]], 20, ['one [two] three']],
    [
      'at both ends',
      'one two',
      [
        [0, 3],
        [4, 7],
      ],
      20,
      ['[one] [two]'],
    ],
    ['on the line that it is on', 'one two three', [[8, 13]], 8, ['one two', '[three]']],
    ['on both lines that it is on', '应急演练', [[0, 4]], 4, ['[应急]', '[演练]']],
    ['behind lines that say the same', '演练 演练', [[3, 5]], 4, ['演练', '[演练]']],
    ['not at all', 'one', [], 20, ['one']],
    ['not where characters are escaped', 'a\u001bb two', [[4, 7]], 20, ['a\\u{1b}b two']],
  ])('is marked %s', (_, text, ranges, width, lines) => {
    expect(markLines({ text, ranges }, width, MARKING, String)).toEqual(lines);
  });

  test('is styled beside its marks', () => {
    expect(markLines({ text: 'a b c', ranges: [[2, 3]] }, 20, MARKING, MARKING.quiet)).toEqual(['{a }[b]{ c}']);
  });
});

const row: HitRow = {
  model: 'itss',
  id: { text: 'availability-and-continuity-management.3e', ranges: [] },
  place: { text: '过程 › 服务可用性和连续性管理 · 协同级（二级）', ranges: [] },
  label: '典型证据',
  passage: { text: '恢复演练的计划、脚本和记录，能看到每次演练所用的时间和暴露的问题', ranges: [[2, 4]] },
};

test.each([60, 80, 120])('a hit fits %i columns, its id whole', (width) => {
  const shown = renderHits([row, row], '：', { width, style: PLAIN });
  expect(shown.split('\n').filter((line) => widthOf(line) > width)).toEqual([]);
  expect(shown.split('availability-and-continuity-management.3e')).toHaveLength(3);
  expect(shown).toContain('  典型证据：恢复演练');
});

test('the mark moves with the label', () => {
  expect(renderHits([row], '：', { width: 100, style: MARKING })).toContain('典型证据：恢复[演练]的计划');
});
