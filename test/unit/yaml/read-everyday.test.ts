import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { hasSuspectColon } from '../../../src/yaml/check-text.ts';
import { parseWithLibrary } from '../../../src/yaml/parse-with-library.ts';
import { readEveryday } from '../../../src/yaml/read-everyday.ts';
import { sourceText } from '../../../src/yaml/source-text.ts';
import { generateSheets } from '../sheet-change/cases.ts';

const RUNS = 5_000;
const ROOT = join(import.meta.dirname, '../../..');

/** The quick way to read a text, and the library's with what it has to tell; null where the text is for the library alone. */
function readBoth(text: string) {
  if (hasSuspectColon(text)) return null;
  const told: Diagnostic[] = [];
  const quick = readEveryday(text);
  return { quick, node: parseWithLibrary(sourceText('x', text), () => false, told).node, told };
}

/** What must hold of every text: where the quick way gives nodes, they are the library's, which has nothing to tell. */
function breach(text: string): string | null {
  const both = readBoth(text);
  if (!both?.quick) return null;
  if (both.told.length) return `the library tells ${both.told.map(({ code }) => code).join(' ')}`;
  return JSON.stringify(both.quick) === JSON.stringify(both.node) ? null : 'other nodes';
}

const yamlFiles = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return yamlFiles(path);
    return name.endsWith('.yaml') ? [readFileSync(path, 'utf8').replace(/^\uFEFF/, '')] : [];
  });

const EVERYDAY = [join(ROOT, 'examples'), join(ROOT, 'model')].flatMap(yamlFiles);

test('the sheets and catalogues that come with us are read without the library', () => {
  expect(EVERYDAY.length).toBeGreaterThan(8);
  // One example is written with folded texts and comments behind them.
  expect(EVERYDAY.filter((text) => !readBoth(text)?.quick).length).toBeLessThan(2);
});

describe('nodes are those of the library', () => {
  test('in the sheets and catalogues that come with us', () => {
    for (const text of EVERYDAY) expect(breach(text)).toBeNull();
  });

  test('in sheets with errors of every kind', () => {
    const texts = yamlFiles(join(ROOT, 'test/validate'));
    expect(texts.length).toBeGreaterThan(150);
    for (const text of texts) expect(breach(text), text.slice(0, 400)).toBeNull();
  });

  test('in 1,000 sheets laid out by hand', () => {
    const sheets = generateSheets(1000).map(({ sheet }) => sheet.text);
    for (const text of sheets) expect(breach(text)).toBeNull();
    expect(sheets.filter((text) => readBoth(text)?.quick).length).toBeGreaterThan(5);
  });

  test('in texts with anything put in or taken out anywhere', () => {
    const pieces = [
      ' ',
      '  ',
      '\n',
      '\n  ',
      '\t',
      ':',
      ': ',
      ',',
      '[',
      ']',
      '{',
      '}',
      '- ',
      '? ',
      '#',
      ' # x',
      '"',
      "'",
      '|',
      '>',
      'a: b',
      '@',
      '---\n',
      '<<: x',
      '\r\n',
      '%',
      '\\n',
      '~',
    ];
    const edit = fc.record({ at: fc.nat(), take: fc.nat(3), put: fc.constantFrom('', ...pieces) });
    let quick = 0;
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let text = SAMPLE;
        for (const { at, take, put } of edits) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + put + text.slice(start + take);
        }
        if (readBoth(text)?.quick) quick++;
        return breach(text) === null;
      }),
      { numRuns: RUNS },
    );
    expect(quick).toBeGreaterThan(RUNS / 20);
  });
});

const SAMPLE = `# head
a: 1
b:
  c: [x, "y", 'z']   # tail
  d: { e: f, g: 2, h: [], m: , n:  }
  # between
  i: |
    two
    lines
k:
- l: m
  n:
  - o
  -   p: q
      s: t

-
  q: "r: s"
t: { }
u: |-
    v

    # x
w:
# end
`;
