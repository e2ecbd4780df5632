import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSheet } from '../../src/commands/read-sheet.ts';
import { inOrder } from '../../src/diagnostics/diagnostic.ts';
import { parseYaml } from '../../src/yaml/parse-yaml.ts';
import { sourceText } from '../../src/yaml/source-text.ts';
import { SHEET } from './slips.ts';

/** What is told of a text, as `line:column code`. */
const told = (text: string): string[] =>
  inOrder(readSheet(text, 'sheet.yaml').diagnostics).map(({ code, at }) => `${at.line}:${at.column} ${code}`);

const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

/** Replaces the first of a part that has to be there. */
function put(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`not there: ${from}`);
  return text.replace(from, () => to);
}

/** Three faults that have nothing to do with the slips, before and behind them. */
const FAULTY = [
  ['  start: 2026-03-01', '  start: 2026-02-30'],
  ['score: 0.8 # after', 'score: 0.7 # after'],
  ['evidence: [E02] # last', 'evidence: [E09] # last'],
].reduce((text, [from = '', to = '']) => put(text, from, to), SHEET);
const FAULTS = [
  `${lineOf(FAULTY, '2026-02-30')}:12 invalid-date`,
  `${lineOf(FAULTY, '# after')}:14 invalid-score`,
  `${lineOf(FAULTY, '# last')}:18 unknown-evidence`,
];

test('the sheet is sound, and with three faults these are told', () => {
  expect(told(SHEET)).toEqual([]);
  expect(told(FAULTY)).toEqual(FAULTS);
});

const VALUES = [
  ['@张三', 'yaml-start'],
  ['`日志`没有留存', 'yaml-start'],
  ['%80 已完成', 'yaml-start'],
  ['*bold*', 'yaml-alias'],
  ['*', 'yaml-alias'],
  ['&见附件', 'yaml-anchor'],
  ['&a 见附件', 'yaml-anchor'],
  ['!重要', 'yaml-tag'],
  ['!!str 重要', 'yaml-tag'],
  ['"台账没有更新', 'yaml-quote'],
  ["'台账没有更新", 'yaml-quote'],
  ['[台账', 'yaml-bracket'],
  ['{ 台账', 'yaml-bracket'],
  [']', 'yaml-closer'],
  ['}台账', 'yaml-closer'],
  ['备注: 见附件', 'yaml-nested-map'],
  ['备注: 见: 附件', 'yaml-nested-map'],
  ['"台账"没有更新', 'yaml-unexpected'],
  ['"D:\\台账"', 'yaml-escape'],
] as const;

/** Places where the values can stand: the text there, and what goes around it. */
const BLOCK = ['finding: 台账没有逐月更新', 'score: 0.5 # mine', 'evidence: [E01, E02]', 'measure: 逐月更新台账', 'title: 变更记录'];
const FLOW = ['owner: 李工', 'name: 甲公司', 'staff: 200 人', 'title: 登记表'];

describe.each(VALUES)('%s', (value, code) => {
  test.each([...BLOCK, ...FLOW])('in place of what is in “%s”', (place) => {
    const key = place.slice(0, place.indexOf(':'));
    const text = put(FAULTY, place, `${key}: ${value}`);
    const line = lineOf(text, `${key}: ${value}`);
    const syntax = told(text).filter((entry) => !FAULTS.includes(entry));
    expect(told(text).filter((entry) => FAULTS.includes(entry))).toEqual(FAULTS);
    expect(syntax).toHaveLength(1);
    expect(syntax[0]).toMatch(new RegExp(`^${line}:\\d+ yaml-`));
    if (BLOCK.includes(place)) expect(syntax[0]).toContain(code);
  });
});

/** Whole lines in place of others, or among them. */
const FINDING = '      finding: 台账没有逐月更新\n';
const LINES: readonly (readonly [name: string, from: string, to: string, told: string])[] = [
  ['a tab for the indentation', FINDING, '\tfinding: 台账没有逐月更新\n', '27:1 yaml-tab'],
  ['a tab for each step', FINDING, '\t\t\tfinding: 台账没有逐月更新\n', '27:1 yaml-tab'],
  ['a tab behind spaces', FINDING, '    \tfinding: 台账没有逐月更新\n', '27:5 yaml-tab'],
  ['a tab before a key with others below', '    1b:\n', '\t1b:\n', '24:1 yaml-tab'],
  ['a column too little', FINDING, '     finding: 台账没有逐月更新\n', '27:6 yaml-indent'],
  ['a column too much', FINDING, '       finding: 台账没有逐月更新\n', '27:8 yaml-indent'],
  ['a key with others below a column too little', '    1b:\n', '   1b:\n', '24:4 yaml-indent'],
  ['a key with others below a column too much', '    1b:\n', '     1b:\n', '24:6 yaml-indent'],
  ['a key with others below far too deep', '    1b:\n', '        1b:\n', '24:9 yaml-indent'],
  ['no colon', FINDING, '      finding 台账没有逐月更新\n', '27:7 yaml-missing-colon'],
  ['no colon behind a key with others below', '    1b:\n', '    1b\n', '24:5 yaml-missing-colon'],
  ['no colon behind a main key', 'evidence:\n', 'evidence\n', '12:1 yaml-missing-colon'],
  ['a key that begins with @', '    1b:\n', '    @1b:\n', '24:5 yaml-start'],
  ['a key with one quote', '    1b:\n', '    "1b:\n', '24:5 yaml-quote'],
  ['a key that begins with *', 'ratings:\n', '*ratings:\n', '18:1 yaml-alias'],
  ['a text that cannot begin so before others', '    1b:\n', '    1b: @x\n', '24:9 yaml-start'],
  ['two keys on a line', 'claim: 1\nlang: zh\n', 'claim: 1 lang: zh\n', '4:8 yaml-nested-map'],
  ['the edition in one quote', 'edition: draft-2023', 'edition: "draft-2023', '3:10 yaml-quote'],
  ['the model in one quote', 'model: sme', "model: 'sme", '2:8 yaml-quote'],
  ['the claim behind a mark', 'claim: 1', 'claim: @1', '4:8 yaml-start'],
  ['a text pasted at the first column', FINDING, `${FINDING}负责人不清楚。\n`, '28:1 yaml-loose-line'],
  ['a pasted text of several lines', FINDING, `${FINDING}负责人不清楚，\n\n也没有签字\n`, '28:1 yaml-loose-line'],
  ['a pasted text with a colon', FINDING, `${FINDING}备注: 见附件\n`, '28:1 yaml-loose-line'],
  ['a pasted text with a full-width colon', FINDING, `${FINDING}备注：见附件\n`, '28:1 yaml-loose-line'],
  ['a pasted list', FINDING, `${FINDING}- 见附件\n- 没有签字\n`, '28:1 yaml-loose-line'],
  ['a pasted numbered list', FINDING, `${FINDING}1. 见附件\n2. 没有签字\n`, '28:1 yaml-loose-line'],
  ['a pasted text and list', FINDING, `${FINDING}问题有：\n- 见附件\n- 没有签字\n`, '28:1 yaml-loose-line'],
  ['a text behind | that is not indented', FINDING, '      finding: |\n台账\n没有更新\n', '28:1 yaml-loose-line'],
  ['a line of full-width spaces', '    1b:\n', '　　\n    1b:\n', '24:1 full-width-blank'],
  ['lines of odd spaces', '    1b:\n', '　　\n\u00a0\n 　\n    1b:\n', '24:1 full-width-blank'],
  ['full-width indentation', FINDING, '　　　finding: 台账没有逐月更新\n', '27:1 full-width-blank'],
  ['no-break indentation', FINDING, `${'\u00a0'.repeat(6)}finding: 台账\n`, '27:1 full-width-blank'],
  ['an open list of two lines', 'evidence: [E03]\n', 'evidence: [E03,\n        E02\n', '26:17 yaml-bracket'],
  ['an open quote of two lines', FINDING, '      finding: "台账\n        没有更新\n', '27:16 yaml-quote'],
  ['a tab before the first of empty keys', '    1d:\n      score: 0.8\n', '    1d:\n\tscore:\n      finding:\n', '34:1 yaml-tab'],
  ['a tab where brackets go on', '{ title: 培训记录 }', '{ title: 培训记录,\n\tdate: 2026-02-01 }', '18:1 yaml-tab'],
  ['a full-width mark for a comment', FINDING, `      ＃ 备注\n${FINDING}`, '27:7 full-width-hash'],
  ['text behind |', FINDING, '      finding: |台账\n', '27:17 yaml-unexpected'],
  ['a text in a list in brackets', '[E03]', '[E03, @x]', '26:23 yaml-start'],
  ['an alias in a list in brackets', '[E03]', '[*a, E03]', '26:18 yaml-alias'],
  ['a quote in a list in brackets', '[E03]', '["E03, E02]', '26:18 yaml-quote'],
  ['a bracket too many', '[E03]', '[E03]]', '26:22 yaml-closer'],
  ['a brace too many in brackets', 'owner: 李工 } }', 'owner: 李工 } } }', '32:104 yaml-closer'],
];

test.each(LINES)('%s hides nothing and brings about nothing', (_, from, to, slip) => {
  const found = told(put(FAULTY, from, to));
  expect(found.filter((entry) => /invalid-date|invalid-score|unknown-evidence/.test(entry))).toHaveLength(3);
  expect(found.filter((entry) => !/invalid-date|invalid-score|unknown-evidence/.test(entry))).toEqual([slip]);
});

test.each(LINES)('%s is never written past: a text read for editing is not sound', (_, from, to) => {
  const parsed = parseYaml(sourceText('sheet.yaml', put(SHEET, from, to)), () => false);
  expect(parsed.ok).toBe(false);
});

test('many slips are told all at once, and the faults with them', () => {
  const text = put(put(put(FAULTY, FINDING, `${FINDING}贴上的\n`), '[E03]', '[E03'), 'objective: 看', 'objective: @看');
  const slips = put(put(text, 'owner: 李工', 'owner: `李工'), '        due: ', '\t\t\t\tdue: ');
  expect(told(slips).map((entry) => entry.split(' ')[1])).toEqual([
    'yaml-start',
    'invalid-date',
    'yaml-bracket',
    'yaml-loose-line',
    'yaml-tab',
    'yaml-start',
    'invalid-score',
    'unknown-evidence',
  ]);
});

/** Sound sheets of several layouts. */
const SHEETS = [SHEET, SHEET.replace(/^( *)(.*)$/gm, '$1$1$2'), SHEET.replaceAll('\n', '\r\n')];
/** What becomes of a line: its blanks, its key, what stands behind. */
type Spoil = (lead: string, key: string, value: string) => string;
const SPOILS: readonly Spoil[] = [
  ...VALUES.map(
    ([value]): Spoil =>
      (lead, key) =>
        `${lead}${key}: ${value}`,
  ),
  (lead, key, value) => `${lead.replace(/ /g, '\t') || '\t'}${key}:${value}`,
  (lead, key, value) => `${lead} ${key}:${value}`,
  (lead, key, value) => `${lead.slice(1)}${key}:${value}`,
  (lead, key, value) => `${lead}${key}${/^ [[{]/.test(value) ? ':' : ''}${value}`,
  (lead, key, value) => `${lead}@${key}:${value}`,
  (lead, key, value) => `${lead}"${key}:${value}`,
  (lead, key, value) => `${'\u3000'.repeat(lead.length / 2)}${key}:${value}`,
  (lead) => `${lead}现场没有记录`,
];

test('a slip on any line is told there, and nothing of what is not its own', () => {
  const cases = fc.record({ sheet: fc.constantFrom(...SHEETS), at: fc.nat(), spoil: fc.constantFrom(...SPOILS) });
  fc.assert(
    fc.property(cases, ({ sheet, at, spoil }) => {
      const lines = sheet.split('\n');
      const line = at % (lines.length - 1);
      const [, lead = '', key = '', value = ''] = /^( *)([\w.-]+):(.*)\r?$/.exec(lines[line] ?? '') ?? [];
      const spoilt = spoil(lead, key, value) + (lines[line]?.endsWith('\r') ? '\r' : '');
      if (spoilt === lines[line]) return;
      const text = lines.with(line, spoilt).join('\n');
      const below = lines.findIndex((other, index) => index > line && !other.startsWith(`${lead} `));
      const found = told(text).map((entry) => Number.parseInt(entry, 10));
      // The only entry below its key may stand in any column.
      if (!found.length && spoilt.trim() === lines[line]?.trim()) return;
      expect(found, spoilt).toContain(line + 1);
      expect(found.filter((other) => other < line + 1 || other > below)
, spoilt).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
