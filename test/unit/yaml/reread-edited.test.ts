import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MapNode, YamlNode } from '../../../src/yaml/node.ts';
import { parseYaml } from '../../../src/yaml/parse-yaml.ts';
import { rereadEdited, type TextTree } from '../../../src/yaml/reread-edited.ts';
import { type Range, sourceText } from '../../../src/yaml/source-text.ts';
import { generateSheets } from '../sheet-change/cases.ts';

const RUNS = 4000;

function readWhole(text: string): YamlNode | null {
  const parsed = parseYaml(sourceText('x', text), () => false);
  return parsed.ok ? parsed.value : null;
}

function treeOf(text: string): TextTree {
  const root = readWhole(text);
  if (root?.kind !== 'map') throw new Error(`no map: ${text}`);
  return { text, root };
}

const pathsIn = (map: MapNode, above: readonly string[] = []): string[][] =>
  map.entries.flatMap(({ name, value }) => {
    const path = [...above, name];
    return [path, ...(value.kind === 'map' ? pathsIn(value, path) : [])];
  });

/** What an edit of a stretch is read as: by its entry alone, and whole. */
function readBoth(old: TextTree, path: readonly string[], { start, end }: Range, put: string) {
  const edited = old.text.slice(0, start) + put + old.text.slice(end);
  return { reread: rereadEdited(old, edited, { start, end }, path), whole: readWhole(edited) };
}

const SAMPLE = `# head
a: 1
b:
  c: [x, "y", 'z']   # tail
  d: { e: f, g: 2, h: [], m: , n:  }
  # between
  i: |
    two
    lines
  j: k
l:
  m:
    n:
    # deep
      - o
      - p: q
        s: t
    u: 'v w'

  x: |-
      y

      # z

# before the last
aa:
  bb: "long
    text"
  cc: dd
ee:
# end
`;
const PIECES = [
  ...['', ' ', '  ', '\n', '\n  ', '\n    ', '\t', ':', ': ', ',', '[', ']', '{', '}', '- ', '? ', '#', ' # x'],
  ...[
    '"',
    "'",
    '|',
    '>',
    'a: b',
    '@',
    '---\n',
    '<<: x',
    '\r\n',
    '\r',
    '%',
    '~',
    '\u200e',
    '：',
    '\n=======\n',
    '<<<<<<< a\n',
  ],
  ...['\n  ff: gg', '\n    hh: ii\n', 'u: 2', '\n\n', '中文', '&a ', '*a', '!x '],
];

test.each<readonly [string, string]>([
  ['as it is', SAMPLE],
  ['with CRLF', SAMPLE.replaceAll('\n', '\r\n')],
  ['behind a document mark, for the library alone', `---\n${SAMPLE}`],
])('what one entry is read as is what the whole text is read as: any edit of a sample %s', (_, text) => {
  const old = treeOf(text);
  const paths = pathsIn(old.root);
  let [quick, ofQuick] = [0, 0];
  fc.assert(
    fc.property(
      fc.nat(),
      fc.nat(),
      fc.nat(6),
      fc.array(fc.constantFrom(...PIECES), { maxLength: 3 }),
      (which, at, take, put) => {
        const path = paths[which % paths.length] ?? [];
        const start = at % (text.length + 1);
        const { reread, whole } = readBoth(
          old,
          path,
          { start, end: Math.min(text.length, start + take) },
          put.join(''),
        );
        ofQuick++;
        if (!reread) return;
        quick++;
        expect(reread.root).toEqual(whole);
      },
    ),
    { numRuns: RUNS },
  );
  expect(quick / ofQuick).toBeGreaterThan(0.01);
});

test('edits behind a key are read by its entry alone', () => {
  const old = treeOf(SAMPLE);
  const put = (path: string, from: string, to: string) => {
    const start = SAMPLE.indexOf(from);
    return readBoth(old, path.split('.'), { start, end: start + from.length }, to).reread?.path.join('.');
  };
  expect(put('b.c', 'x, "y"', 'z')).toBe('b.c');
  expect(put('l.m.u', "'v w'", 'x')).toBe('l.m.u');
  expect(put('b.i', 'two\n', 'three\n    four\n')).toBe('b.i');
  expect(put('l', "u: 'v w'", 'u: 3\n    w: 4')).toBe('l');
  expect(put('ee', '\n# end', ' 5\n# end')).toBe('ee');
});

test('edits that reach beyond their entry are not', () => {
  const old = treeOf(SAMPLE);
  const put = (path: string, from: string, to: string) => {
    const start = SAMPLE.indexOf(from);
    return readBoth(old, path.split('.'), { start, end: start + from.length }, to).reread;
  };
  expect(put('b.j', 'k\n', 'k\nl2: 1\n')).toBeNull();
  expect(put('b', 'b:', 'bb:')).toBeNull();
  expect(put('aa.bb', 'text"', 'texts"')).toBeNull();
  expect(put('b.d', '2', '2, e: 3')).toBeNull();
});

test('the tree of a sheet laid out by hand stays that of its text, whatever is answered', () => {
  let quick = 0;
  for (const { sheet } of generateSheets(400)) {
    const old = treeOf(sheet.text);
    const answers = pathsIn(old.root).filter(([top, , key]) => top === 'ratings' && key !== undefined);
    for (const path of answers.slice(0, 12)) {
      const node = path.reduce<YamlNode | undefined>(
        (map, key) => (map?.kind === 'map' ? map.entries.find(({ name }) => name === key)?.value : undefined),
        old.root,
      );
      if (node?.kind !== 'scalar' || node.style === 'block') continue;
      const { reread, whole } = readBoth(old, path, node.range, node.range.start === node.range.end ? ' 1' : '0.5');
      if (!reread) continue;
      quick++;
      expect(reread.root).toEqual(whole);
    }
  }
  expect(quick).toBeGreaterThan(500);
});
