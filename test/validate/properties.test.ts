import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSheet } from '../../src/commands/read-sheet.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { NO_PAINT } from '../../src/diagnostics/file-report.ts';
import { FORMATTERS } from '../../src/diagnostics/formatters.ts';
import { decodeText } from '../../src/yaml/decode-text.ts';
import { folderPath, needsComplete, sheetsIn } from './fixtures.ts';
import { BASE } from './sheets.ts';

/** What input methods, editors, merges and attackers put into sheets. */
const NASTY = [
  ...'：，“”‘’（）［］｛｝＃。０１８　[]{}"\'\t\r\n:,-?!&*#|>%@`~=<',
  '\0',
  '\u001b[2J',
  '\u0085',
  '\u009b',
  '\u00a0',
  '\u200b',
  '\u2028',
  '\u202e',
  '\ud800',
  '\ufeff',
  '\ufffe',
  '🙂',
  'e\u0301',
  '\r\n',
  ': ',
  ' #',
  '- ',
  '? ',
  '---\n',
  '...\n',
  '<<: ',
  '<<<<<<< a\n',
  '=======\n',
  '>>>>>>> b\n',
  '||||||| c\n',
  '&a ',
  '*a ',
  '!!js/function ',
  '%YAML 1.1\n',
  '|\n',
  '>-\n',
  '"\\x',
  '__proto__: ',
  'constructor: ',
  'score：1',
  'claim:1',
  '  '.repeat(40),
  '['.repeat(70),
];

const change = fc.record({
  at: fc.integer({ min: 0, max: BASE.length }),
  drop: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 })),
  put: fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 8 })),
});

/** The base sheet after some accidents. */
const damaged = fc
  .array(change, { minLength: 1, maxLength: 6 })
  .map((changes) => changes.reduce((text, { at, drop, put }) => text.slice(0, at) + put + text.slice(at + drop), BASE));

const diagnosticsOf = (text: string): readonly Diagnostic[] => readSheet(text, 'sheet.yaml').diagnostics;

/** Whether a place lies in the text, and ends where it starts or later. */
function isPlaceIn(text: string, { at }: Diagnostic): boolean {
  const lines = text.split('\n');
  const inLine = (line: number, column: number) =>
    line >= 1 && column >= 1 && column <= (lines[line - 1]?.length ?? -1) + 1;
  return (
    inLine(at.line, at.column) &&
    inLine(at.endLine, at.endColumn) &&
    (at.endLine > at.line || (at.endLine === at.line && at.endColumn >= at.column))
  );
}

describe('whatever happens to a sheet', () => {
  test('it is read without an exception, and every finding lies in the text', () => {
    fc.assert(
      fc.property(damaged, (text) => {
        const plain = text.replace(/^\ufeff/, '');
        expect(diagnosticsOf(text).filter((entry) => !isPlaceIn(plain, entry))).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  test('it is accepted, or told about with an error', () => {
    fc.assert(
      fc.property(damaged, (text) => {
        const read = readSheet(text, 'sheet.yaml');
        expect(read.ok).toBe(read.diagnostics.every((entry) => entry.severity === 'warning'));
      }),
      { numRuns: 150 },
    );
  });

  test('every format can tell it in both languages, with no control character but line ends in the text', () => {
    fc.assert(
      fc.property(damaged, fc.constantFrom('zh', 'en'), (text, lang) => {
        const lines = text.split('\n');
        const report = {
          file: 'sheet.yaml',
          diagnostics: diagnosticsOf(text),
          lineText: (line: number) => lines[line - 1] ?? '',
          progress: null,
        };
        const options = { lang, paint: NO_PAINT, width: 100, version: '0.0.0' } as const;
        for (const format of Object.values(FORMATTERS)) expect(format([report], options)).not.toContain('undefined');
        expect(FORMATTERS.text([report], options)).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f]|\p{Surrogate}/u);
      }),
      { numRuns: 100 },
    );
  });

  test('any bytes are text or are told with a place', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const decoded = decodeText(bytes, 'sheet.yaml');
        if ('code' in decoded) expect(Math.min(decoded.at.line, decoded.at.column)).toBeGreaterThanOrEqual(1);
        else expect(Buffer.from((decoded.bom ? '\ufeff' : '') + decoded.text)).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 500 },
    );
  });
});

/** Fixtures in UTF-8 with plain line ends, as texts. */
const TEXTS = (['ok', 'warn', 'err'] as const).flatMap((folder) =>
  sheetsIn(folder)
    .filter((file) => !needsComplete(file))
    .flatMap((file) => {
      const decoded = decodeText(readFileSync(`${folderPath(folder)}/${file}`), file);
      return 'code' in decoded || decoded.text.includes('\r') ? [] : [[`${folder}/${file}`, decoded.text] as const];
    }),
);

type Finding = readonly [code: string, line: number, column: number];
const told = (text: string): Finding[] => diagnosticsOf(text).map(({ code, at }) => [code, at.line, at.column]);

describe('CRLF and a BOM change no finding and no place; a comment on top moves all one line down', () => {
  test.each(TEXTS)('%s', (_, text) => {
    const plain = told(text);
    expect(told(text.replace(/\n/g, '\r\n'))).toEqual(plain);
    expect(told(`\ufeff${text}`)).toEqual(plain);
    const down = ([code, line, column]: Finding): Finding => [code, code === 'yaml-empty' ? 1 : line + 1, column];
    expect(told(`# 备注\n${text}`)).toEqual(plain.map(down));
  });
});
