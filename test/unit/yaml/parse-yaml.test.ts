import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { isSheetWord } from '../../../src/sheet/read-ratings.ts';
import { entryOf, isEmptyNode, type MapNode, nodeKind, type YamlNode } from '../../../src/yaml/node.ts';
import { parseYaml } from '../../../src/yaml/parse-yaml.ts';
import { sourceText } from '../../../src/yaml/source-text.ts';
import { generateSheet } from '../sheet-change/generate-sheet.ts';
import { readTree, type Tree } from '../sheet-change/tree.ts';

const parse = (text: string) => parseYaml(sourceText('f', text), isSheetWord);
const told = ({ code, at }: Diagnostic): string => `${at.line}:${at.column} ${code}`;
const faultsOf = (text: string): string[] => parse(text).diagnostics.map(told);

/** The node of a text that has to be sound. */
function nodeOf(text: string): YamlNode {
  const parsed = parse(text);
  expect(parsed.diagnostics).toEqual([]);
  if (!parsed.ok) throw new Error('not sound');
  return parsed.value;
}

function treeOf(node: YamlNode): Tree {
  if (node.kind === 'map') return new Map(node.entries.map(({ name, value }) => [name, treeOf(value)]));
  if (node.kind === 'list') return node.items.map(treeOf);
  if (isEmptyNode(node)) return null;
  return node.style === 'plain' ? node.written : String(node.value);
}

describe('values', () => {
  test.each<readonly [string, string | number | boolean | null, string, string]>([
    ['a: 0.80', 0.8, '0.80', 'number'],
    ['a: .8', 0.8, '.8', 'number'],
    ['a: 3', 3, '3', 'number'],
    ['a: true', true, 'true', 'boolean'],
    ['a: yes', 'yes', 'yes', 'text'],
    ['a: 2026-01-01', '2026-01-01', '2026-01-01', 'text'],
    ['a: ０．８', '０．８', '０．８', 'text'],
    ['a: "0.8"', '0.8', '0.8', 'text'],
    ["a: 'it''s'", "it's", "it's", 'text'],
    ['a: "x\n\n  y"', 'x\ny', 'x\ny', 'text'],
    ['a: x\n  y', 'x y', 'x y', 'text'],
    ['a: |\n  x\n   y\n', 'x\n y\n', 'x\n y\n', 'text'],
    ['a: |-\r\n  x\r\n  y\r\n', 'x\ny', 'x\ny', 'text'],
    ['a: >-\n  x\n  y\n', 'x y', 'x y', 'text'],
    ['a: 1#2', '1#2', '1#2', 'text'],
    ['a:', null, '', 'empty'],
    ['a: ~', null, '~', 'empty'],
    ['a: null  # x', null, 'null', 'empty'],
    ['{ a }', null, '', 'empty'],
  ])('%j', (text, value, written, kind) => {
    const node = entryOf(nodeOf(text), 'a')?.value;
    expect(node).toMatchObject({ kind: 'scalar', value, written });
    expect(node && nodeKind(node)).toBe(kind);
  });

  test('maps and lists know whether they stand in brackets', () => {
    const node = nodeOf('a: { b: [x] }\nc:\n  - y\nd:\n  e: 1\n');
    expect(entryOf(node, 'a')?.value).toMatchObject({ kind: 'map', flow: true });
    expect(entryOf(entryOf(node, 'a')?.value, 'b')?.value).toMatchObject({ kind: 'list', flow: true });
    expect(entryOf(node, 'c')?.value).toMatchObject({ kind: 'list', flow: false });
    expect(entryOf(node, 'd')?.value).toMatchObject({ kind: 'map', flow: false });
  });

  test('keys are read as texts, composed ones the same as decomposed ones', () => {
    const node = nodeOf('1a: x\n"b c": y\ne\u0301: z\nnull: n\n');
    expect(node.kind === 'map' && node.entries.map(({ name }) => name)).toEqual(['1a', 'b c', '\u00e9', 'null']);
  });

  test.each(['constructor', '__proto__', 'toString'])('the key %s is a key like any other', (key) => {
    expect(entryOf(nodeOf(`a: 1\n${key}: x\n`), key)?.value).toMatchObject({ value: 'x' });
    expect(entryOf(nodeOf('a: 1\n'), key)).toBeUndefined();
  });

  test('a document start, a document end and a lone comment are no values', () => {
    expect(treeOf(nodeOf('# x\n---\na: 1\n...\n'))).toEqual(new Map([['a', '1']]));
  });
});

describe('places', () => {
  test('a value covers what is written, quotes and all', () => {
    const text = 'a: 需求  # c\n"b": "x"\nc: [ y ]\n';
    const node = nodeOf(text) as MapNode;
    const slices = node.entries.map(({ key, value }) =>
      [key, value].map(({ range }) => text.slice(range.start, range.end)),
    );
    expect(slices).toEqual([
      ['a', '需求'],
      ['"b"', '"x"'],
      ['c', '[ y ]'],
    ]);
  });

  test('a mended slip shifts no place', () => {
    const text = 'ratings:\n  a-b:\n    1a:\n      score：0.8\n      finding: x\n';
    const { node, ok } = parse(text);
    expect(ok).toBe(false);
    const path = ['ratings', 'a-b', '1a'];
    const answer = path.reduce<YamlNode | undefined>((at, key) => entryOf(at, key)?.value, node ?? undefined);
    const slices = ['score', 'finding'].map((key) => {
      const range = entryOf(answer, key)?.value.range;
      return range && text.slice(range.start, range.end);
    });
    expect(slices).toEqual(['0.8', 'x']);
  });

  test('in sheets laid out by hand, values are what the library reads, and inner ones lie inside outer ones', () => {
    for (let seed = 9000; seed < 9100; seed++) {
      const { text } = generateSheet(seed);
      const node = nodeOf(text);
      expect(treeOf(node)).toEqual(readTree(text));
      checkRanges(node, text);
    }
  });

  function checkRanges(node: YamlNode, text: string): void {
    const { start, end } = node.range;
    expect(start >= 0 && start <= end && end <= text.length).toBe(true);
    const children = node.kind === 'map' ? node.entries.flatMap(({ key, value }) => [key, value]) : [];
    for (const child of node.kind === 'list' ? node.items : children) {
      expect(child.range.start >= start && child.range.end <= end).toBe(true);
      checkRanges(child, text);
    }
    if (node.kind === 'scalar' && node.style === 'plain' && !/\s/.test(node.written))
      expect(text.slice(start, end)).toBe(node.written);
  }
});

describe('what is wrong is told where it is', () => {
  test.each<readonly [string, readonly string[]]>([
    ['a:\n\tb: 2', ['2:1 yaml-tab']],
    ['a: 1\nb: "x\nc: 2\n', ['2:4 yaml-quote']],
    ["a: 'x\nb: 1", ['1:4 yaml-quote']],
    ['a: [1, 2\nb: 3', ['1:4 yaml-bracket']],
    ['a: {b: 1\nc: 2', ['1:4 yaml-bracket']],
    ['a: ]', ['1:4 yaml-closer']],
    ['a:\n    b: 1\n  c: 2', ['3:3 yaml-indent']],
    ['a: b: c', ['1:4 yaml-nested-map']],
    ['a: @x', ['1:4 yaml-start']],
    ['a: `x`', ['1:4 yaml-start']],
    ['a\nb: 1', ['1:1 yaml-missing-colon']],
    ['a: "\\q"', ['1:5 yaml-escape']],
    ['a: "x"#c', ['1:7 yaml-comment']],
    ['a: "x" y', ['1:8 yaml-unexpected']],
    [`${'k'.repeat(1100)}: 1`, ['1:1 yaml-key']],
    ['a: &x 1', ['1:4 yaml-anchor']],
    ['a: *x', ['1:4 yaml-alias']],
    ['a: !!str 1', ['1:4 yaml-tag']],
    ['%YAML 1.2\n---\na: 1', ['1:1 yaml-directive']],
    ['a: 1\n---\nb: 2', ['2:1 yaml-documents']],
    ['a: 1\n...\nb: 2', ['3:1 yaml-documents']],
    ['', ['1:1 yaml-empty']],
    ['# only\n', ['1:1 yaml-empty']],
    ['<<: {a: 1}', ['1:1 yaml-merge-key']],
    ['? [a]\n: 1', ['1:3 yaml-complex-key']],
    [': 1', ['1:1 yaml-empty-key']],
    ['a: 1\n"a": 2', ['2:1 duplicate-key']],
    ['\u00e9: 1\ne\u0301: 2', ['2:1 duplicate-key']],
    ['a: "\\u202e"', ['1:4 forbidden-character']],
    ['a: x\u202ey', ['1:5 forbidden-character']],
    ['a: 1\rb: 2', ['1:5 cr-line-ends']],
    ['<<<<<<< a\nb: 1\n=======\nb: 2\n>>>>>>> c', ['1:1 conflict-marker']],
    ['score：1', ['1:6 full-width-colon']],
    [
      'a: &x 1\nb: *x\nc: !t 1\nd: 1\nd: 2\n',
      ['1:4 yaml-anchor', '2:4 yaml-alias', '3:4 yaml-tag', '5:1 duplicate-key'],
    ],
  ])('%j', (text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
    expect(parse(text).ok).toBe(false);
  });

  test('a key that is there twice names the line of the first', () => {
    expect(parse('a: 1\nb: 2\na: 3\n').diagnostics).toMatchObject([
      { code: 'duplicate-key', args: { key: 'a', first: 1 } },
    ]);
  });

  test('a broken text is read as far as it goes', () => {
    const { node } = parse('a: 1\nb: 1\nb: 2\n');
    expect(node && entryOf(node, 'a')?.value).toMatchObject({ value: 1 });
  });
});

describe('limits', () => {
  const nested = (depth: number): string => `a: ${'['.repeat(depth)}${']'.repeat(depth)}`;

  test('more keys than any sheet has are read', () => {
    expect(parse(Array.from({ length: 10_000 }, (_, index) => `k${index}: 1`).join('\n')).ok).toBe(true);
  });

  test('nesting up to a depth that no sheet has is read, deeper is refused at the place', () => {
    expect(parse(nested(50)).ok).toBe(true);
    expect(faultsOf(nested(70))).toEqual([expect.stringMatching(/^1:\d+ yaml-too-deep$/)]);
  });

  test.each([
    ['brackets', '['.repeat(200_000)],
    ['maps in brackets', '{a: '.repeat(100_000)],
    ['dashes', '- '.repeat(100_000)],
    ['question marks', '? '.repeat(100_000)],
    ['keys, each deeper', Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('%s without end are refused, not run into', (_, text) => {
    expect(faultsOf(text)).toEqual([expect.stringMatching(/ yaml-too-deep$/)]);
  });

  test.each([
    ['keys', (count: number) => Array.from({ length: count }, (_, index) => `k${index}: 1`).join('\n')],
    ['entries', (count: number) => '- x\n'.repeat(count)],
    ['entries in brackets', (count: number) => `[${'x,'.repeat(count)}]`],
  ])('far more %s than any sheet has are refused', (_, text) => {
    expect(faultsOf(text(100_000))).toEqual([expect.stringMatching(/ yaml-too-many$/)]);
  });
});
