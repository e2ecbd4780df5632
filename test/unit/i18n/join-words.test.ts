import { expect, test } from 'vitest';
import { joinWords } from '../../../src/i18n/join-words.ts';

test.each([
  [[], '', ''],
  [['0'], '0', '0'],
  [['0.5', '0'], '0.5 或 0', '0.5 or 0'],
  [['1', '0.8', '0'], '1、0.8 或 0', '1, 0.8 or 0'],
  [['全部满足', '大部分满足'], '全部满足或大部分满足', '全部满足 or 大部分满足'],
  [['1（满足）', '0（不满足）'], '1（满足）或 0（不满足）', '1（满足） or 0（不满足）'],
])('%j in a row', (words, zh, en) => {
  expect(joinWords(words, 'zh', 'or')).toBe(zh);
  expect(joinWords(words, 'en', 'or')).toBe(en);
  expect(joinWords(words, 'en', 'and')).toBe(en.replace(' or ', ' and '));
});
