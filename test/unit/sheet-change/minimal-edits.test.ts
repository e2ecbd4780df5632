import { describe, expect, test } from 'vitest';
import { generateSheets, KINDS, madeCases, makeCases, shortestBreach } from './cases.ts';
import {
  addsByInsertion,
  emptiesImprovement,
  isIn,
  isMade,
  isUnusual,
  keepsComments,
  keepsLineEnds,
  keepsOrder,
  keepsOtherLines,
  leavesOtherFieldsAlone,
  leavesRestAlone,
  type Rule,
  readsAsMeant,
  SITUATIONS,
  staysOnRepeat,
  staysOnSameValues,
} from './edit-rules.ts';

const COUNT = 1000;
const SHEETS = generateSheets(COUNT);
const CASES = new Map(KINDS.map((kind) => [kind, makeCases(kind, SHEETS)]));

const RULES: Readonly<Record<string, Rule>> = {
  'reads as the old tree with just this answer changed': readsAsMeant,
  'leaves no improvement that states nothing': emptiesImprovement,
  'keeps the order of the keys': keepsOrder,
  'changes no line but those of the answer': leavesRestAlone,
  'leaves the fields that it does not name as they were': leavesOtherFieldsAlone,
  'keeps every comment that is not inside a replaced value': keepsComments,
  'keeps the lines that it does not have to change, each with its line end': keepsOtherLines,
  'keeps the line ends of the file, and its end': keepsLineEnds,
};

describe.each(KINDS)(`in ${COUNT} sheets laid out by hand, a change of %s`, (kind) => {
  const cases = CASES.get(kind) ?? [];
  const made = madeCases(cases);

  describe.each(Object.keys(SITUATIONS) as (keyof typeof SITUATIONS)[])('where there is %s', (situation) => {
    const here = cases.filter((entry) => isIn(situation, entry));

    test('is made, but in unusual layouts', () => {
      expect(here.filter((entry) => !isUnusual(entry)).length).toBeGreaterThan(10);
      expect(shortestBreach(here, isMade)).toBeNull();
    });
  });

  test.each(Object.entries(RULES))('%s', (_, rule) => {
    expect(made.length).toBeGreaterThan(COUNT / 2);
    expect(shortestBreach(made, rule)).toBeNull();
  });
});

test('the same change made again changes nothing', () => {
  expect(shortestBreach(madeCases(CASES.get('several fields') ?? []), staysOnRepeat)).toBeNull();
});

test('giving an answer what it has already changes nothing', () => {
  expect(shortestBreach(CASES.get('score') ?? [], staysOnSameValues)).toBeNull();
});

test('an entry added to a list of evidence leaves the others as they are', () => {
  expect(shortestBreach(CASES.get('evidence') ?? [], addsByInsertion)).toBeNull();
});

test('the generated sheets show every way of writing in good number', () => {
  const features: Readonly<Record<string, RegExp>> = {
    'CRLF alone': /^[^\n]*\r\n(?:[^\n]*\r\n)*[^\n]*$/,
    'LF alone': /^[^\r]*$/,
    'both line ends': /[^\r]\n.*\r\n|\r\n.*[^\r]\n/s,
    'no line end at the end': /[^\n]$/,
    'a document start': /^---/,
    'an explicit key': /^ *\? /m,
    'blanks before a colon': /\w['"]?[ \t]+:/,
    'a tab behind a colon': /:\t/,
    'a quoted key': /^ *["']\w+["']/m,
    'a literal text': /: \|[-+1-9]* *\r?$/m,
    'a folded text': /: >[-+1-9]* *\r?$/m,
    'an indentation indicator': /: [|>][-+]?[1-9]/,
    'a flow map on one line': /: \{ ?\w/,
    'a flow map on many lines': /: \{ *\r?$/m,
    'a trailing comma': /, *\}/,
    'a block list': /^ *- +\S/m,
    'a block list at the column of its key': /^( +)evidence *: *\r?\n\1- /m,
    'a comment behind a value': /: \S+ +# c/,
    'a comment on a line of its own': /^ *# c/m,
    'a blank line': /\n\r?\n/,
    'a line of blanks': /\n +\r?\n/,
    'an empty score': /score *: *\r?$/m,
    'a tilde': /: ~/,
  };
  const rare = Object.entries(features).filter(
    ([, feature]) => SHEETS.filter(({ source }) => feature.test(source.text)).length < 20,
  );
  expect(rare.map(([name]) => name)).toEqual([]);
});
