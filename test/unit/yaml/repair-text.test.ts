import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { isSheetWord } from '../../../src/sheet/read-ratings.ts';
import { repairPunctuation } from '../../../src/yaml/repair-text.ts';
import { sourceText } from '../../../src/yaml/source-text.ts';
import { generateSheet } from '../sheet-change/generate-sheet.ts';

const repair = (text: string) => repairPunctuation(sourceText('f', text), isSheetWord);
const told = ({ code, at }: Diagnostic): string => `${at.line}:${at.column} ${code}`;

/** Lines that would be mended if they stood where a key can stand. */
const SLIPS = [
  'score：1',
  'score:1',
  'score:\u30001',
  'score：　1',
  'E01：合同',
  '1a：',
  'finding：无',
  'demand-management：',
  '- item：x',
  '{ measure：补登记, owner:李工 }',
] as const;
const slip = fc.constantFrom(...SLIPS);

describe('slips of the input method where a key is meant', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['score：1', 'score: 1', ['1:6 full-width-colon']],
    ['score:1', 'score: 1', ['1:6 missing-space']],
    ['score:\u30001', 'score: 1', ['1:6 full-width-space']],
    ['score:\u00a01', 'score: 1', ['1:6 full-width-space']],
    ['score：　1', 'score: 1', ['1:6 full-width-colon']],
    ['score：', 'score: ', ['1:6 full-width-colon']],
    ['score： 1 # 待补：x', 'score: 1 # 待补：x', ['1:6 full-width-colon']],
    ['    1a：\n      score：1\n', '    1a: \n      score: 1\n', ['1:7 full-width-colon', '2:12 full-width-colon']],
    ['score：1\r\nclaim：2\r\n', 'score: 1\r\nclaim: 2\r\n', ['1:6 full-width-colon', '2:6 full-width-colon']],
    ['- item：x', '- item: x', ['1:7 full-width-colon']],
    [
      'team:\n  - name：张\n    role：组长',
      'team:\n  - name: 张\n    role: 组长',
      ['2:9 full-width-colon', '3:9 full-width-colon'],
    ],
    ['{ measure：补, owner:x }', '{ measure: 补, owner: x }', ['1:10 full-width-colon', '1:19 missing-space']],
    ['evidence:[E01]', 'evidence: [E01]', ['1:9 missing-space']],
    ['“score”：1', '“score”: 1', ['1:8 full-width-colon']],
    ['# a | b |\nclaim：3', '# a | b |\nclaim: 3', ['2:6 full-width-colon']],
  ])('%j is read as %j', (text, mended, places) => {
    const repaired = repair(text);
    expect(repaired.text).toBe(mended);
    expect(repaired.diagnostics.map(told)).toEqual(places);
  });

  test('the diagnostic covers the slip and names the key', () => {
    const [found] = repair('a: 1\nscore：　1').diagnostics;
    expect(found).toMatchObject({ code: 'full-width-colon', severity: 'error', args: { key: 'score' } });
    expect(found?.at).toEqual({ line: 2, column: 6, endLine: 2, endColumn: 8 });
  });

  test('one slip does not hide the next, however many there are', () => {
    const keys = ['ratings', 'a-b', '1a', 'score', 'evidence', 'finding', 'improvement', 'measure', 'owner', 'due'];
    const lines = keys.map((key, depth) => `${' '.repeat(depth)}${key}：`);
    expect(repair(lines.join('\n')).diagnostics).toHaveLength(keys.length);
  });
});

describe('what is no slip', () => {
  test.each([
    ['words that are no keys', 'a:\n  - 时间：9点\n  - http://x\n  - note:1\n'],
    ['a full-width colon inside a value', 'finding: 见：登记表\n'],
    ['a key in capitals', 'SCORE：1\n'],
    ['an entry of a list that begins with an id', 'findings:\n  - E01：合同\n  - 1a：x\n'],
    ['a tab behind the colon', 'score:\t1\n'],
    ['a key without value', 'score:\nclaim:\r\n'],
    ['an evidence id that begins the second line of a finding', 'finding: 依据\n  E01：需求登记表\n  score:1 的说明\n'],
    ['a time', 'a: 1\nb: 12:30\n'],
    ['an empty text', ''],
  ])('%s stays', (_, text) => {
    const repaired = repair(text);
    expect(repaired.diagnostics.map(told)).toEqual([]);
    expect(repaired.text).toBe(text);
  });

  test('nothing is told on sheets without a slip, however they are laid out', () => {
    for (let seed = 5000; seed < 5300; seed++) {
      const { text } = generateSheet(seed);
      expect(repair(text)).toMatchObject({ text, diagnostics: [] });
    }
  });
});

describe('texts that only look like slips', () => {
  const lines = fc.array(slip, { minLength: 1, maxLength: 4 });
  const header = fc.constantFrom('|', '>', '|-', '>+', '|2', '>2-', '|  # 说明', '| # a：b');
  const lead = fc.constantFrom('finding: ', '- ', 'a:\n  - b: ', '"finding": ');
  const newline = fc.constantFrom('\n', '\r\n');

  const isLeftAlone = (text: string): void => {
    const repaired = repair(text);
    expect(repaired.diagnostics.map(told)).toEqual([]);
    expect(repaired.text).toBe(text);
  };
  const indented = (texts: readonly string[], columns: number, end: string): string =>
    texts.map((text) => `${' '.repeat(columns)}${text}${end}`).join('');

  test('lines of block texts stay', () => {
    fc.assert(
      fc.property(lead, header, lines, newline, fc.boolean(), (start, head, texts, end, blank) => {
        const before = blank && !/\d/.test(head) ? end : '';
        isLeftAlone(`${start.replace(/\n/g, end)}${head}${end}${before}${indented(texts, 6, end)}`);
      }),
    );
  });

  test.each([
    ['double', '"'],
    ['single', "'"],
  ])('lines of %s-quoted texts stay', (_, quote) => {
    fc.assert(
      fc.property(lead, lines, newline, fc.nat({ max: 3 }), (start, texts, end, more) => {
        isLeftAlone(`${start.replace(/\n/g, end)}${quote}${end}${indented(texts, 5 + more, end)}     ${quote}${end}`);
      }),
    );
  });

  test('comments stay', () => {
    fc.assert(
      fc.property(lines, newline, fc.nat({ max: 6 }), (texts, end, columns) => {
        const comments = texts.map((text) => `# ${text}`);
        isLeftAlone(`finding: x # ${texts[0]}${end}${indented(comments, columns, end)}owner: y${end}`);
      }),
    );
  });
});

describe('the way back to the file', () => {
  const line = fc.oneof(
    slip,
    fc.constantFrom('', 'finding: 无', '# 说明：a', 'owner: "x', 'a: |', '  text', '- b', '😀: 1', 'x'),
  );
  const text = fc
    .array(fc.tuple(fc.nat({ max: 6 }), line), { maxLength: 12 })
    .map((parts) => parts.map(([columns, part]) => ' '.repeat(columns) + part).join('\n'));

  /** The offsets in the file that slips cover. */
  function slipsOf(file: string, diagnostics: readonly Diagnostic[]): Set<number> {
    const { lineStarts } = sourceText('f', file);
    const covered = diagnostics.flatMap(({ at }) => {
      const start = (lineStarts[at.line - 1] ?? 0) + at.column - 1;
      return Array.from({ length: at.endColumn - at.column }, (_, index) => start + index);
    });
    return new Set(covered);
  }

  test('every offset of the mended text leads to the same character', () => {
    fc.assert(
      fc.property(text, (file) => {
        const repaired = repair(file);
        const slips = slipsOf(file, repaired.diagnostics);
        const reached = new Set<number>();
        for (const { 0: char, index } of repaired.text.matchAll(/./gsu)) {
          const back = repaired.toFile(index);
          if (file.startsWith(char, back) && !slips.has(back)) reached.add(back);
          else expect(slips.has(back) || slips.has(back - 1)).toBe(true);
        }
        const plain = [...file.matchAll(/./gsu)].map((match) => match.index);
        expect(plain.filter((offset) => !slips.has(offset) && !reached.has(offset))).toEqual([]);
      }),
    );
  });

  test('offsets keep their order, and the ends meet', () => {
    fc.assert(
      fc.property(text, (file) => {
        const repaired = repair(file);
        const way = Array.from({ length: repaired.text.length + 1 }, (_, offset) => repaired.toFile(offset));
        expect(way).toEqual([...way].sort((a, b) => a - b));
        expect(way[0]).toBe(0);
        expect(way.at(-1)).toBe(file.length);
      }),
    );
  });

  test('a mended text has nothing left to mend', () => {
    fc.assert(
      fc.property(text, (file) => {
        const { text: mended } = repair(file);
        expect(repair(mended).text).toBe(mended);
      }),
    );
  });
});
