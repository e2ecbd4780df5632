import { expect, test } from 'vitest';
import { joinLines } from '../../../src/text/join-lines.ts';

test.each([
  [['建立制度，', '并执行。'], '建立制度，并执行。'],
  [['采用 IT', '系统'], '采用 IT系统'],
  [['records are', 'kept'], 'records are kept'],
  [['long-', 'term'], 'long-term'],
  [['', ' 甲 ', '', '乙'], '甲乙'],
  [[], ''],
])('%j', (lines, joined) => {
  expect(joinLines(lines)).toBe(joined);
});
