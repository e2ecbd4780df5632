import { expect, test } from 'vitest';
import { applyOverlay } from '../../../src/catalogue/apply-overlay.ts';
import type { Catalogue } from '../../../src/catalogue/catalogue.ts';
import { readSheet } from '../../../src/commands/read-sheet.ts';
import { wordDiagnostic } from '../../../src/diagnostics/wording.ts';
import type { SheetCatalogues } from '../../../src/sheet/bind-model.ts';
import { checkSheet } from '../../../src/sheet/check-sheet.ts';
import type { OverlayReader } from '../../../src/sheet/overlaid.ts';
import { parseSheet } from '../../../src/sheet/parse-sheet.ts';
import { scaffoldSheet } from '../../../src/sheet/scaffold.ts';
import { sheetSchema } from '../../../src/sheet/sheet-schema.ts';
import { sourceText } from '../../../src/yaml/source-text.ts';
import { SHOP } from '../catalogue/overlay-model.ts';
import { SME } from './sme-sheets.ts';

const wording = (zh: string) => ({ zh, en: null, points: [] });
const REAL: Catalogue = applyOverlay(
  SHOP,
  {
    requirements: new Map([['till.1a', wording('原文：# 不是注释')]]),
    replace: new Map([['shelf.1a', [wording('甲'), wording('乙'), wording('丙')]]]),
  },
  { file: './o.yaml', digest: 'sha256:1' },
);

const catalogues = (catalogue: Catalogue, overlay?: OverlayReader): SheetCatalogues => ({
  models: [{ id: catalogue.id, editions: [catalogue.edition] }],
  open: () => catalogue,
  ...(overlay ? { overlay } : {}),
});

const HEAD =
  'format: assess/1\nmodel: {{model}}\nedition: {{edition}}\n{{overlay}}claim: {{claim}}\norganization: { name: 甲 }\n';
const sheetOf = (catalogue: Catalogue, claim: number, overlay: string | null) =>
  scaffoldSheet(catalogue, HEAD, {
    claim,
    overlay,
    reading: 'cumulative',
    kind: 'self',
    lang: 'zh',
    organization: null,
    schema: null,
  });

function check(text: string, known: SheetCatalogues) {
  const read = parseSheet(sourceText('sheet.yaml', text), known);
  const { diagnostics, open } = checkSheet(read, { inspectFile: null, complete: false });
  return { read, open, told: diagnostics.map(({ code, at, args }) => ({ code, line: at.line, ...args })) };
}

test('a sheet laid out from the overlay asks for the real requirements and is sound with it', () => {
  const text = sheetOf(REAL, 1, './o.yaml');
  expect(text).toContain('overlay: ./o.yaml ');
  expect(text).toContain('# 铜级（三级） c) 丙\n    1c:');
  const asked: (string | null)[] = [];
  const { read, told, open } = check(
    text,
    catalogues(SHOP, (catalogue, named) => {
      asked.push(named);
      expect(catalogue).toBe(SHOP);
      return REAL;
    }),
  );
  expect({ told, open, asked }).toEqual({ told: [], open: 7, asked: ['./o.yaml'] });
  expect(read.catalogue).toBe(REAL);
  expect(read.sheet?.overlay).toBe('./o.yaml');
});

test('a sheet from before the overlay is asked for what is new', () => {
  const { told } = check(
    sheetOf(SHOP, 1, null),
    catalogues(SHOP, () => REAL),
  );
  expect(told).toMatchObject([
    { code: 'missing-requirement', id: 'shelf.1b' },
    { code: 'missing-requirement', id: 'shelf.1c' },
  ]);
});

test('what an overlay split, without it, is told with a word of the overlay', () => {
  const text = sheetOf(REAL, 1, null).replace('    1b:', '    1x:');
  const { diagnostics } = parseSheet(sourceText('sheet.yaml', text), catalogues(SHOP));
  const words = diagnostics.map((entry) => [entry.args, wordDiagnostic(entry, 'zh').hint]);
  const hint = expect.stringMatching(/表述替换文件.*overlay:/);
  expect(words).toEqual([
    // Of a level with real requirements alone, the overlay is no likely cause.
    [{ id: 'till.1x', suggestion: null, provisional: false }, null],
    [{ id: 'shelf.1b', suggestion: null, provisional: true }, hint],
    [{ id: 'shelf.1c', suggestion: null, provisional: true }, hint],
  ]);
});

test('an overlay that cannot be read is told where the sheet names it', () => {
  const reader: OverlayReader = (_, named) => ({ fault: 'file', path: named ?? '', reason: 'ENOENT' });
  const { read, told } = check(sheetOf(REAL, 1, './o.yaml'), catalogues(SHOP, reader));
  expect(told).toEqual([{ code: 'overlay-file', line: 4, path: './o.yaml', reason: 'ENOENT' }]);
  // Which requirements there are depends on it, so nothing else is judged.
  expect(read.sheet).toBeNull();
});

test('the rest is judged where the overlay changes words alone', () => {
  const reader: OverlayReader = (_, named) => ({ fault: 'errors', path: named ?? '', errors: 2, option: false });
  const text = sheetOf(SME, 1, '../公司/o.yaml').replace('score:\n', 'score: 0.7\n');
  expect(text).toContain('overlay: ../公司/o.yaml');
  const { told, open } = check(text, catalogues(SME, reader));
  expect(told).toMatchObject([
    { code: 'overlay-errors', line: 4, path: '../公司/o.yaml', errors: 2 },
    { code: 'invalid-score' },
  ]);
  expect(open).toBe(22);
});

test('an overlay from elsewhere that fails is told at the model', () => {
  const reader: OverlayReader = () => ({ fault: 'errors', path: 'x.yaml', errors: 1, option: true });
  // The one that the sheet names has no part in it.
  for (const named of [null, './o.yaml'])
    expect(check(sheetOf(SME, 1, named), catalogues(SME, reader)).told).toEqual([
      { code: 'overlay-errors', line: 2, path: 'x.yaml', errors: 1, option: true },
    ]);
});

test('who cannot read files does not pass over an overlay in silence', () => {
  const { told } = check(sheetOf(SME, 1, './o.yaml'), catalogues(SME));
  expect(told).toEqual([{ code: 'overlay-file', line: 4, path: './o.yaml', reason: 'not-given' }]);
});

test.each(['overlay:', 'overlay: ""', 'overlay: null'])('%s names none', (line) => {
  const asked: (string | null)[] = [];
  const reader: OverlayReader = (catalogue, named) => {
    asked.push(named);
    return catalogue;
  };
  const text = sheetOf(SME, 1, './o.yaml').replace(/overlay: .*/, line);
  expect(check(text, catalogues(SME, reader)).told).toEqual([]);
  expect(asked).toEqual([null]);
});

test('editors show the words of the overlay and complete its ids', () => {
  const schema = JSON.stringify(sheetSchema(REAL, 1, 'zh', []));
  expect(schema).toContain('原文：# 不是注释');
  expect(schema).not.toContain('till.1a 的表述');
  expect(schema).toContain('"1c":');
});

test('programs give the text of the overlay, and get its errors with those of the sheet', () => {
  const text = sheetOf(SME, 1, './o.yaml');
  const overlay = (id: string) =>
    `\ufeffformat: assess-overlay/1\nmodel: sme\nedition: draft-2023\nrequirements: { ${id}: { zh: 原文 } }\n`;
  const given = readSheet(text, 'sheet.yaml', overlay('service-quality.1a'));
  expect(given).toMatchObject({ ok: true, value: { catalogue: { overlay: { file: './o.yaml', replaced: 1 } } } });
  expect(readSheet(text, 'sheet.yaml', overlay('quality.1a'))).toMatchObject({
    ok: false,
    diagnostics: [
      { code: 'unknown-requirement', file: './o.yaml' },
      { code: 'overlay-errors', file: 'sheet.yaml' },
    ],
  });
  expect(readSheet(text)).toMatchObject({ ok: false, diagnostics: [{ code: 'overlay-file' }] });
  // An overlay that the sheet does not name is not applied.
  const plain = readSheet(sheetOf(SME, 1, null), 'sheet.yaml', overlay('service-quality.1a'));
  expect(plain.ok && plain.value.catalogue.overlay).toBeUndefined();
});

test('a path that needs quotes gets them', () => {
  expect(sheetOf(SME, 1, './a b: #1.yaml')).toContain('overlay: "./a b: #1.yaml"');
});
