import { expect, test } from 'vitest';
import { restoreRadicals } from '../../../src/text/restore-radicals.ts';
import { simplify } from '../../../src/text/simplify.ts';

test.each([
  ['客戶投訴', '客户投诉'],
  ['培訓、服務目錄', '培训、服务目录'],
  ['質量管理體系', '质量管理体系'],
  ['應急預案與演練', '应急预案与演练'],
  ['客户投诉', '客户投诉'],
  ['SLA 99.9%', 'SLA 99.9%'],
])('%s is %s', (traditional, simplified) => {
  expect(simplify(traditional)).toBe(simplified);
});

test('every traditional character has one simplified one, which stays as it is', () => {
  const all = Array.from({ length: 0x9fff - 0x4e00 }, (_, index) => String.fromCharCode(0x4e00 + index));
  const changed = all.filter((char) => simplify(char) !== char);
  expect(changed.length).toBeGreaterThan(500);
  for (const char of changed) {
    expect(simplify(char)).toMatch(/^\p{Script=Han}$/u);
    expect([char, simplify(simplify(char))]).toEqual([char, simplify(char)]);
  }
});

test.each([
  ['⽤⼒⼯⽅', '用力工方'],
  ['⻓⻔⻚⻋', '长门页车'],
  ['用力 abc', '用力 abc'],
])('%s is restored to %s', (radicals, characters) => {
  expect(restoreRadicals(radicals)).toBe(characters);
  expect(restoreRadicals(radicals)).toHaveLength(radicals.length);
});
