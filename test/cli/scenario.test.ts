import { describe, expect, test } from 'vitest';
import { runScenario } from './run-scenario.ts';
import { diffLines, editLines, isMatch, parseScenario, splitWords, toLines, visible } from './scenario.ts';

describe('the runner of scenarios', () => {
  test.each([
    ['assess init a.yaml', ['assess', 'init', 'a.yaml']],
    [`assess  'a b' "c \\"d\\"" e'f g'h`, ['assess', 'a b', 'c "d"', 'ef gh']],
    ['"a\\nb\\u{1b}[31m\\\\" \'\\n\' ""', ['a\nb\u001b[31m\\', '\\n', '']],
  ])('cuts %s into words', (line, words) => expect(splitWords(line)).toEqual(words));

  test.each([
    [['a', '...', 'd'], ['a', 'b', 'c', 'd'], true],
    [['a', '...'], ['a'], true],
    [['...', 'b'], ['a', 'b', 'c'], false],
    [['a'], ['a', 'b'], false],
    [['a.c'], ['abc'], false],
    [['v {{version}}'], ['v 1.2.3'], true],
    [['v {{version}}'], ['v 1x2x3'], false],
    [['{{digest}}!'], [`sha256:${'0a'.repeat(32)}!`], true],
    [['{{digest}}!'], ['sha256:0a!'], false],
    [[], ['a'], false],
  ])('%j against %j: %s', (expected, actual, is) => expect(isMatch(expected, actual, '1.2.3')).toBe(is));

  test('shows what does not show by itself', () => {
    expect(visible('a\tb\r\u001b[1m\u009b\u202e\n')).toBe('a␉b␍␛[1m⟦9b⟧⟦202e⟧\n');
    expect(toLines('a\n\n')).toEqual(['a', '']);
    expect(toLines('a')).toEqual(['a', '⟦no line end⟧']);
  });

  test('edits whole lines, each of them there once', () => {
    expect(editLines('a\nb\nc\n', ['- b', '+ x', '+ y', '- c', '+ z'])).toBe('a\nx\ny\nz\n');
    expect(editLines('a\n', ['+ b'])).toBe('a\nb\n');
    expect(() => editLines('a\na\n', ['- a'])).toThrow('2 times');
    expect(() => editLines('ab\n', ['- a'])).toThrow('0 times');
  });

  test('tells the fewest lines that changed', () => {
    expect(diffLines(['a', 'b', 'c', 'd'], ['a', 'x', 'c', 'd', 'e'])).toEqual(['- b', '+ x', '+ e']);
    expect(diffLines(['a'], ['a'])).toEqual([]);
  });

  test('refuses a section that there is not', () => expect(() => parseScenario('t\n=== stdot\n')).toThrow('stdot'));

  test.each([
    ['an exit code', 'rule\n=== run assess --version\n=== exit 1\n=== stdout\n{{version}}\n', '=== exit 1\n'],
    ['standard output', 'rule\n=== run assess --version\n=== stdout\n9.9.9\n', '9.9.9'],
    ['a missing standard error', 'rule\n=== run assess --nope\n=== exit 2\n', null],
    ['a file that was made', 'rule\n=== run assess init --level 1\n=== stderr\n...\n', null],
    ['a file that was not made', 'rule\n=== run assess -V\n=== stdout\n...\n=== written a\n', 'written a'],
  ])('does not let %s pass that is not as told', async (_, text, wrong) => {
    const found = await runScenario(text);
    expect(found).not.toBe(text);
    expect(wrong === null || !found.includes(wrong)).toBe(true);
  });
});
