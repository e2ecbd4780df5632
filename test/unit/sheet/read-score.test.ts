import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GUIDE_SCORING } from '../../../src/catalogue/scoring.ts';
import { formatTenths, parseScore, readScore, type ScoreReading } from '../../../src/sheet/read-score.ts';
import type { Tenths } from '../../../src/sheet/sheet.ts';
import { entryOf, type YamlNode } from '../../../src/yaml/node.ts';
import { parseYaml } from '../../../src/yaml/parse-yaml.ts';
import { sourceText } from '../../../src/yaml/source-text.ts';

/** Reads what stands behind `score:` in a sheet. */
function readWritten(written: string): ScoreReading {
  const parsed = parseYaml(sourceText('sheet.yaml', `score: ${written}\n`), () => false);
  const node = entryOf(parsed.node ?? undefined, 'score')?.value;
  if (!node) throw new Error(`not read: ${written}`);
  return readScore(node, GUIDE_SCORING);
}

const plainNode = (written: string): YamlNode => ({
  kind: 'scalar',
  value: written,
  written,
  style: 'plain',
  range: { start: 0, end: written.length },
});

const SCORES: readonly Tenths[] = [10, 8, 5, 0];

describe('a score is read from', () => {
  test.each<[written: string, tenths: Tenths]>([
    ['1', 10],
    ['1.0', 10],
    ['1.00', 10],
    ['0.8', 8],
    ['0.80', 8],
    ['.8', 8],
    ['0.5', 5],
    ['0.50', 5],
    ['.5', 5],
    ['0', 0],
    ['0.0', 0],
    ['0.00', 0],
    ['0.8   # 大部分满足', 8],
  ])('%s', (written, tenths) => {
    expect(readWritten(written)).toEqual({ kind: 'score', tenths });
  });
});

test.each(['', '~', 'null', 'Null', 'NULL', '# 还没评'])(
  '“%s” is not scored, which is no error and no 0',
  (written) => {
    expect(readWritten(written)).toEqual({ kind: 'empty' });
  },
);

describe('a wrong score is told with what is wrong and what was meant:', () => {
  test.each<[written: string, fault: string, meant: Tenths | null]>([
    ['"0.8"', 'quoted', 8],
    ["'1'", 'quoted', 10],
    ['"0.9"', 'other-number', null],
    ['０．８', 'full-width', 8],
    ['１', 'full-width', 10],
    ['0．5', 'full-width', 5],
    ['８０％', 'full-width', 8],
    ['０，８', 'full-width', 8],
    ['０．７', 'full-width', null],
    ['80%', 'percent', 8],
    ['80 %', 'percent', 8],
    ['100%', 'percent', 10],
    ['0%', 'percent', 0],
    ['79%', 'percent', null],
    ['0,8', 'comma', 8],
    ['1,0', 'comma', 10],
    ['0,7', 'comma', null],
    ['true', 'boolean', 10],
    ['Yes', 'boolean', 10],
    ['on', 'boolean', 10],
    ['false', 'boolean', 0],
    ['NO', 'boolean', 0],
    ['off', 'boolean', 0],
    ['全部满足', 'words', 10],
    ['大部分满足', 'words', 8],
    ['部分满足', 'words', 5],
    ['不满足', 'words', 0],
    ['Full', 'words', 10],
    ['mostly', 'words', 8],
    ['partly', 'words', 5],
    ['满足', 'words', null],
    ['待定', 'words', null],
    ['N/A', 'words', null],
    ['-1', 'negative', null],
    ['-0.5', 'negative', null],
    ['1_0', 'underscore', null],
    ['.nan', 'not-a-number', null],
    ['.inf', 'not-a-number', null],
    ['-.inf', 'not-a-number', null],
    ['8e-1', 'notation', 8],
    ['+1', 'notation', 10],
    ['01', 'notation', 10],
    ['1.', 'notation', 10],
    ['0x1', 'notation', 10],
    ['0.9', 'other-number', null],
    ['0.79', 'other-number', null],
    ['0.81', 'other-number', null],
    ['0.799999999999', 'other-number', null],
    ['2', 'other-number', null],
    ['5', 'other-number', null],
    ['80', 'other-number', null],
    ['10', 'other-number', null],
    ['1e3', 'other-number', null],
    // Words that every object of JavaScript knows are words like others.
    ['constructor', 'words', null],
    ['__proto__', 'words', null],
    ['toString', 'words', null],
  ])('%s', (written, fault, meant) => {
    const value = written.replace(/^(["'])(.*)\1$/, '$2');
    expect(readWritten(written)).toEqual({ kind: 'wrong', fault, value, meant });
  });

  test(',5, which no YAML file has as a value', () => {
    expect(readScore(plainNode(',5'), GUIDE_SCORING)).toEqual({ kind: 'wrong', fault: 'comma', value: ',5', meant: 5 });
  });

  test.each(['[0.8]', '{ value: 0.8 }'])('%s', (written) => {
    expect(readWritten(written)).toMatchObject({ kind: 'wrong', fault: 'not-a-scalar', meant: null });
  });
});

test('a score that is written is read as itself, with any number of zeros behind it', () => {
  for (const tenths of SCORES) {
    expect(parseScore(formatTenths(tenths, GUIDE_SCORING), GUIDE_SCORING)).toBe(tenths);
    const point = formatTenths(tenths, GUIDE_SCORING).includes('.') ? '' : '.';
    for (let zeros = 1; zeros < 20; zeros++)
      expect(parseScore(`${formatTenths(tenths, GUIDE_SCORING)}${point}${'0'.repeat(zeros)}`, GUIDE_SCORING)).toBe(
        tenths,
      );
  }
});

test('no number but the four is ever taken for a score', () => {
  const numbers = fc.oneof(
    fc.double({ noNaN: true }),
    fc.double({ min: -0.1, max: 1.1, noNaN: true }),
    fc.integer({ min: -5, max: 105 }),
    fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000),
  );
  fc.assert(
    fc.property(numbers, (number) => {
      const isScore = [1, 0.8, 0.5, 0].includes(number);
      expect(parseScore(String(number), GUIDE_SCORING) !== null).toBe(isScore);
      expect(readScore(plainNode(String(number)), GUIDE_SCORING).kind).toBe(isScore ? 'score' : 'wrong');
    }),
  );
});

test('whatever stands there, what was meant is one of the four scores or not known', () => {
  const words = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^[-+]?[0-9０-９.．,，_eEx%％ ]{1,8}$/),
    fc.constantFrom(...Object.getOwnPropertyNames(Object.prototype), 'Yes', 'ｔｒｕｅ', '不满足 '),
  );
  fc.assert(
    fc.property(words, (word) => {
      const reading = readScore(plainNode(word), GUIDE_SCORING);
      if (reading.kind === 'wrong') expect([...SCORES, null]).toContain(reading.meant);
      else if (reading.kind === 'score') expect(Number(word)).toBe(reading.tenths / 10);
    }),
    { numRuns: 2000, examples: [['constructor'], ['__proto__']] },
  );
});

test('a number of a million digits is read as quickly as any', () => {
  const zeros = '0'.repeat(1_000_000);
  expect(parseScore(`0.${zeros}8`, GUIDE_SCORING)).toBeNull();
  expect(parseScore(`0.8${zeros}`, GUIDE_SCORING)).toBe(8);
});
