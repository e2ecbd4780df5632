import { describe, expect, test } from 'vitest';
import { type Change, editYaml } from '../../../src/yaml/edit-yaml.ts';
import type { MapNode } from '../../../src/yaml/node.ts';
import { parseYaml } from '../../../src/yaml/parse-yaml.ts';
import { sourceText } from '../../../src/yaml/source-text.ts';
import type { EditValue } from '../../../src/yaml/write-value.ts';

function edit(text: string, changes: readonly Change[]): string | null {
  const source = sourceText('f', text);
  const parsed = parseYaml(source, () => false);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return editYaml({ text, root: parsed.value as MapNode }, changes)?.text ?? null;
}

const word = (text: string): EditValue => ({ kind: 'word', text });
const text = (value: string): EditValue => ({ kind: 'text', text: value });
const list = (...items: readonly string[]): EditValue => ({ kind: 'list', items });
const rows = (...values: readonly EditValue[]): EditValue => ({ kind: 'rows', rows: values });
const flow = (...entries: readonly (readonly [string, EditValue])[]): EditValue => ({
  kind: 'map',
  entries,
  flow: true,
});
const set = (path: string, value: EditValue): Change => ({ path: path.split('.'), value });

describe('changes', () => {
  test.each<readonly [string, string, readonly Change[], string]>([
    ['none', 'a: 1\n', [], 'a: 1\n'],
    ['one at the top', 'a: 1\nb: 2\n', [set('b', word('3'))], 'a: 1\nb: 3\n'],
    ['one deeper', 'a:\n  b:\n    c: 1\n', [set('a.b.c', word('2'))], 'a:\n  b:\n    c: 2\n'],
    [
      'several at once, in any order',
      'a: 1\nb: 2\nc: 3\n',
      [set('c', word('6')), set('a', word('4'))],
      'a: 4\nb: 2\nc: 6\n',
    ],
    ['a new key', 'a: 1\n', [set('b', text('x'))], 'a: 1\nb: x\n'],
    ['two new keys, in the order given', 'a: 1\n', [set('c', text('x')), set('b', text('z'))], 'a: 1\nc: x\nb: z\n'],
    ['a path of new keys', 'a: 1\n', [set('b.c.d', word('1'))], 'a: 1\nb:\n  c:\n    d: 1\n'],
    ['a path below an empty key', 'a:\nb: 1\n', [set('a.c', word('1'))], 'a:\n  c: 1\nb: 1\n'],
    ['a path below empty brackets in brackets', '{ a: {} }\n', [set('a.c', word('1'))], '{ a: { c: 1 } }\n'],
    ['a text for a list', 'a:\n  - x\n  - y\nb: 1\n', [set('a', text('z'))], 'a: z\nb: 1\n'],
    ['a list for a text', 'a: |\n  x\n\nb: 1\n', [set('a', list('x', 'z'))], 'a: [x, z]\n\nb: 1\n'],
    [
      'rows for an empty list, a line each',
      'a:\n  # c\n  b: [] # d\n  e: 1\n',
      [set('a.b', rows(text('x'), flow(['n', text('y: z')], ['m', list('u', 'v')])))],
      'a:\n  # c\n  b: # d\n    - x\n    - { n: "y: z", m: [u, v] }\n  e: 1\n',
    ],
    ['rows at the top', 'a:\nb: 1\n', [set('a', rows(word('1'), text('# x')))], 'a:\n  - 1\n  - "# x"\nb: 1\n'],
    [
      'rows in brackets',
      '{ a: [], b: 1 }\n',
      [set('a', rows(flow(['n', text('x')]), text('z')))],
      '{ a: [{ n: x }, z], b: 1 }\n',
    ],
    ['no rows', 'a: [x]\nb: 1\n', [set('a', rows())], 'a: []\nb: 1\n'],
    ['a list for an empty value', 'a:\nb: 1\n', [set('a', list('x'))], 'a: [x]\nb: 1\n'],
    [
      'a map for an empty value',
      'a:\nb: 1\n',
      [set('a', { kind: 'map', entries: [['x', word('1')]] })],
      'a:\n  x: 1\nb: 1\n',
    ],
    [
      'a map on one line for an empty value',
      'a:\nb: 1\n',
      [set('a', { kind: 'map', entries: [['x', word('1')]], flow: true })],
      'a: { x: 1 }\nb: 1\n',
    ],
    ['nothing for a map', 'a:\n  x: 1\nb: 1\n', [set('a', { kind: 'null' })], 'a:\nb: 1\n'],
    ['keys that have to be quoted', 'a: 1\n', [{ path: ['b c'], value: word('1') }], 'a: 1\n"b c": 1\n'],
    ['the key __proto__', 'a: 1\n', [set('__proto__', word('1'))], 'a: 1\n"__proto__": 1\n'],
    ['a list below a list', 'a:\n- x\nb:\n- y\n', [set('b', list('z'))], 'a:\n- x\nb:\n- z\n'],
    ['an entry behind a list', 'a:\n- x # c\n', [set('b', word('1'))], 'a:\n- x # c\nb: 1\n'],
    ['an entry behind a map of empty keys', 'a:\n  b:\n    c:\n', [set('d', word('1'))], 'a:\n  b:\n    c:\nd: 1\n'],
    ['in brackets over lines', '{\n  a: 1,\n  b: 2\n}\n', [set('a', word('3'))], '{\n  a: 3,\n  b: 2\n}\n'],
    ['into empty brackets', '{}', [set('a', word('1'))], '{ a: 1 }'],
  ])('%s', (_, before, changes, after) => {
    expect(edit(before, changes)).toBe(after);
  });
});

describe('a change is refused', () => {
  test.each<readonly [string, string, readonly Change[]]>([
    ['below a text', 'a: x\n', [set('a.b', word('1'))]],
    ['below a list', 'a: [x]\n', [set('a.b', word('1'))]],
    ['at an explicit key', '? a\n: 1\n', [set('a', word('2'))]],
    ['twice at the same place', 'a: 1\n', [set('a', word('2')), set('a', word('3'))]],
    ['where the new text would not read as meant', 'a: 1\n', [set('a', word('[x'))]],
    ['with a character that no file may have', 'a: 1\n', [set('a', text('x\u202ey'))]],
  ])('%s', (_, before, changes) => {
    expect(edit(before, changes)).toBeNull();
  });
});
