import { describe, expect, test } from 'vitest';
import type { AnswerChange } from '../../../src/sheet/change-answer.ts';
import { EXAMPLES } from './answer-examples.ts';
import { changeSheet, openSheet } from './cases.ts';

const ID = 'demand-management.1a';

/** Changes `demand-management.1a` in a whole sheet. */
const changeText = (text: string, change: AnswerChange): string | null => changeSheet(openSheet(text), ID, change);

/** An item with what stands in it, without the line end behind it. */
const item = (text: string): string => `ratings:\n  demand-management:\n${text.replace(/^\n/, '').replace(/\s+$/, '')}`;

describe.each(Object.entries(EXAMPLES))('%s', (_, examples) => {
  test.each(examples)('$title', ({ before, change, after }) => {
    expect(changeText(`${item(before)}\n`, change)).toBe(`${item(after)}\n`);
  });

  test.each(examples)('$title, in a file with CRLF', ({ before, change, after }) => {
    const crlf = (text: string) => `${item(text)}\n`.replace(/\n/g, '\r\n');
    expect(changeText(crlf(before), change)).toBe(crlf(after));
  });

  test.each(examples)('$title, in a file without a line end at its end', ({ before, change, after }) => {
    expect(changeText(item(before), change)).toBe(item(after));
  });
});

describe('whole sheets', () => {
  test.each<readonly [string, string, AnswerChange, string | null]>([
    [
      'an item of empty brackets gets its answer',
      'ratings:\n  demand-management: {}  # 需求管理\n',
      { score: 5 },
      'ratings:\n  demand-management:  # 需求管理\n    1a:\n      score: 0.5\n',
    ],
    [
      'an item that is only a key gets its answer',
      'ratings:\n  demand-management:\n  risk-control:\n',
      { score: 5 },
      'ratings:\n  demand-management:\n    1a:\n      score: 0.5\n  risk-control:\n',
    ],
    [
      'a missing item is added behind the others',
      'ratings:\n  risk-control:\n    1a:\n      score: 1\ntailoring: []\n',
      { score: 5 },
      'ratings:\n  risk-control:\n    1a:\n      score: 1\n  demand-management:\n    1a:\n      score: 0.5\ntailoring: []\n',
    ],
    [
      'a sheet in JSON stays one',
      '{"ratings":{"demand-management":{"1a":{"score":null,"finding":"x"}}}}',
      { score: 8, finding: 'y' },
      '{"ratings":{"demand-management":{"1a":{"score":0.8,"finding":"y"}}}}',
    ],
    [
      'an answer at the end of a document stands before its end mark',
      '---\nratings:\n  demand-management:\n    1a:\n      score: 1\n...\n',
      { finding: 'x' },
      '---\nratings:\n  demand-management:\n    1a:\n      score: 1\n      finding: x\n...\n',
    ],
    [
      'new lines end as most lines of the file do',
      'claim: 3\r\nmodel: sme\nedition: draft-2023\nratings:\n  demand-management:\n    1a:\n      score: 1\n',
      { finding: 'x' },
      'claim: 3\r\nmodel: sme\nedition: draft-2023\nratings:\n  demand-management:\n    1a:\n      score: 1\n      finding: x\n',
    ],
    [
      'the fields of a new answer are indented as its neighbours are, whatever the head of the sheet does',
      'organization:\n      name: x\nratings:\n  demand-management:\n    1b:\n      score: 1\n',
      { score: 5 },
      'organization:\n      name: x\nratings:\n  demand-management:\n    1b:\n      score: 1\n    1a:\n      score: 0.5\n',
    ],
    [
      'an explicit key is left to an editor',
      'ratings:\n  demand-management:\n    1a:\n      ? score\n      : 1\n',
      { score: 5 },
      null,
    ],
    [
      'an answer that is no map is left to an editor',
      'ratings:\n  demand-management:\n    1a: 0.8\n',
      { finding: 'x' },
      null,
    ],
    [
      'a change of nothing changes nothing',
      'ratings:\n  demand-management:\n    1a:\n      score: 1\n',
      {},
      'ratings:\n  demand-management:\n    1a:\n      score: 1\n',
    ],
  ])('%s', (_, before, change, after) => {
    expect(changeText(before, change)).toBe(after);
  });
});

test.each([
  ['NUL', 'a\0b'],
  ['an escape character', 'a\x1b[31mb'],
  ['a direction override', 'a\u202eb'],
  ['half a surrogate pair', 'a\ud800b'],
  ['a BOM', 'a\ufeffb'],
])('a finding with %s, which no sheet may have, is not written', (_, finding) => {
  expect(changeText(`${item('    1a:\n      finding: x')}\n`, { finding })).toBeNull();
});
