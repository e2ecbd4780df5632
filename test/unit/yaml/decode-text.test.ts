import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { decodeText, MAX_BYTES } from '../../../src/yaml/decode-text.ts';

const SHEET = '# 能力成熟度评估表，由 assess 生成。\nclaim: 1   # 申报等级：一星\nratings:\n  demand-management: {}\n';
const LATIN = 'format: assess/1\nmodel: sme\nclaim: 1\n';

/** “中国服务” and “评估” in GBK, which GB 18030 contains. */
const GBK = [0xd6, 0xd0, 0xb9, 0xfa, 0xb7, 0xfe, 0xce, 0xf1] as const;

const utf8 = (text: string): number[] => [...Buffer.from(text)];
const latin1 = (text: string): number[] => [...Buffer.from(text, 'latin1')];
const utf16le = (text: string): number[] => [...Buffer.from(text, 'utf16le')];
const utf16be = (text: string): number[] => [...Buffer.from(text, 'utf16le').swap16()];
const utf32 = (text: string, littleEndian: boolean): number[] => {
  const bytes = new DataView(new ArrayBuffer([...text].length * 4));
  [...text].forEach((char, index) => {
    bytes.setUint32(index * 4, char.codePointAt(0) ?? 0, littleEndian);
  });
  return [...new Uint8Array(bytes.buffer)];
};

const decode = (bytes: readonly number[]) => decodeText(Uint8Array.from(bytes), 'sheet.yaml');

/** What was found wrong, as `code line:column`. */
function faultOf(bytes: readonly number[]): string {
  const decoded = decode(bytes) as Diagnostic;
  return `${decoded.code} ${decoded.at?.line}:${decoded.at?.column}`;
}

describe('UTF-8', () => {
  test.each([
    ['Chinese', SHEET],
    ['ASCII', LATIN],
    ['nothing', ''],
    ['emoji', '😀\n'],
    ['CRLF', 'a: 1\r\nb: 2\r\n'],
    ['a BOM inside, which is told later', 'a\ufeffb'],
  ])('%s reads as it is, without BOM', (_, text) => {
    expect(decode(utf8(text))).toEqual({ text, bom: false });
  });

  test('a BOM is taken off and remembered', () => {
    expect(decode([0xef, 0xbb, 0xbf, ...utf8(SHEET)])).toEqual({ text: SHEET, bom: true });
    expect(decode([0xef, 0xbb, 0xbf])).toEqual({ text: '', bom: true });
  });

  test('every text survives', () => {
    const wellFormed = fc
      .string({ unit: 'binary' })
      .filter((text) => !text.startsWith('\ufeff') && !text.includes('\0'));
    fc.assert(
      fc.property(wellFormed, fc.boolean(), (text, bom) => {
        expect(decode([...(bom ? [0xef, 0xbb, 0xbf] : []), ...utf8(text)])).toEqual({ text, bom });
      }),
    );
  });
});

describe('a file that ends inside a character', () => {
  const CUTS = ['é', '中', '😀'].flatMap((char) =>
    utf8(char)
      .slice(1)
      .map((_, index) => [char, index + 1] as const),
  );

  test.each(CUTS)('%s after %i bytes is told at that character', (char, length) => {
    const bytes = [...utf8('claim: 3\nname: 国'), ...utf8(char).slice(0, length)];
    expect(faultOf(bytes)).toBe('encoding-truncated 2:8');
  });

  test.each(CUTS)('%s after %i bytes and nothing else is told at the start', (char, length) => {
    expect(faultOf(utf8(char).slice(0, length))).toBe('encoding-truncated 1:1');
  });
});

describe('the first byte that is not UTF-8', () => {
  test.each<readonly [string, readonly number[], string, string]>([
    ['a lone continuation byte', [0x80], '80', '2:3'],
    ['a byte that UTF-8 never has', [0xff], 'FF', '2:3'],
    ['an overlong slash', [0xc0, 0xaf], 'C0', '2:3'],
    ['half a surrogate pair', [0xed, 0xa0, 0x80], 'ED', '2:3'],
    ['a code point past U+10FFFF', [0xf4, 0x90, 0x80, 0x80], 'F4', '2:3'],
    ['two bytes of a character of three', [0xe4, 0xb8, 0x20], 'E4', '2:3'],
    ['three bytes of a character of four', [0xf0, 0x9f, 0x98, 0x20], 'F0', '2:3'],
  ])('%s is named with line and column', (_, bytes, byte, place) => {
    const text = [...utf8('能力成熟度: 1\nab'), ...bytes, ...utf8(' end\nlast')];
    expect(decode(text)).toMatchObject({
      code: 'encoding-not-utf8',
      args: { byte },
      severity: 'error',
      file: 'sheet.yaml',
    });
    expect(faultOf(text)).toBe(`encoding-not-utf8 ${place}`);
  });

  test.each<readonly [string, readonly number[], string]>([
    ['counts UTF-16 units as editors do', utf8('😀'), '1:3'],
    ['does not count a BOM', [0xef, 0xbb, 0xbf, ...utf8('a')], '1:2'],
    ['takes CRLF as one line end', utf8('a\r\nb'), '2:2'],
    ['stands at the start of a line', utf8('a\n'), '2:1'],
    ['is the first of several', [...utf8('a'), 0xff, ...utf8('\n')], '1:2'],
  ])('its place %s', (_, before, place) => {
    expect(faultOf([...before, 0xff, 0x20])).toBe(`encoding-not-utf8 ${place}`);
  });

  test('its place is that of the byte, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (before) => {
        const lines = before.split('\n');
        const place = `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
        expect(faultOf([...utf8(before), 0xff, 0x20])).toBe(`encoding-not-utf8 ${place}`);
      }),
    );
  });
});

describe('GBK and GB 18030', () => {
  test.each<readonly [string, readonly number[], string]>([
    ['GBK', [...utf8('claim: 3\nname: '), ...GBK, 0x0a], '2:7'],
    ['GBK with full-width punctuation', [...utf8('a: '), ...GBK, 0xa3, 0xba, 0xa1, 0xa3], '1:4'],
    ['characters of four bytes among others', [...GBK, ...GBK, ...GBK, 0x95, 0x32, 0x82, 0x36], '1:1'],
    ['GBK in a comment', [...utf8('a: 1  # '), ...GBK], '1:9'],
    ['GBK that ends inside a character', [...GBK, ...GBK, ...GBK, 0xc6], '1:1'],
    ['GBK with quotation marks and a dash', [0xa1, 0xb0, ...GBK, 0xa1, 0xb1, 0xa1, 0xaa, 0xa1, 0xaa, ...GBK], '1:1'],
  ])('%s is told as such, at its first character', (_, bytes, place) => {
    expect(faultOf(bytes)).toBe(`encoding-gb18030 ${place}`);
  });

  test.each([['café à la carte'], ['naïve'], ['résumés'], ['élan vital'], ['Müller, Köln'], ['©'], ['les créées']])(
    '%s in Latin-1 is not taken for GBK',
    (text) => {
      expect(decode(latin1(`name: ${text}\n`))).toMatchObject({ code: 'encoding-not-utf8' });
    },
  );

  test('a UTF-8 sheet in which any one byte is lost is not taken for GBK', () => {
    const bytes = utf8(SHEET);
    const taken = bytes.flatMap((byte, index) => {
      const decoded = decode(bytes.filter((_, other) => other !== index));
      return byte >= 0x80 && (decoded as Diagnostic).code !== 'encoding-not-utf8' ? [index] : [];
    });
    expect(taken).toEqual([]);
  });
});

describe('UTF-16 and UTF-32', () => {
  test.each<readonly [string, readonly number[], string]>([
    ['UTF-16LE with BOM', [0xff, 0xfe, ...utf16le(SHEET)], 'UTF-16LE'],
    ['UTF-16BE with BOM', [0xfe, 0xff, ...utf16be(SHEET)], 'UTF-16BE'],
    ['UTF-16LE without BOM', utf16le(SHEET), 'UTF-16LE'],
    ['UTF-16BE without BOM', utf16be(SHEET), 'UTF-16BE'],
    ['UTF-16LE without BOM, with low bytes of zero', utf16le(`claim: 1 # 一一一\n${LATIN}`), 'UTF-16LE'],
    ['UTF-16LE without BOM, all ASCII', utf16le(LATIN), 'UTF-16LE'],
    ['UTF-16BE without BOM, all ASCII', utf16be(LATIN), 'UTF-16BE'],
    ['UTF-32LE with BOM', [0xff, 0xfe, 0, 0, ...utf32(SHEET, true)], 'UTF-32'],
    ['UTF-32BE with BOM', [0, 0, 0xfe, 0xff, ...utf32(SHEET, false)], 'UTF-32'],
    ['only the BOM of UTF-16LE', [0xff, 0xfe], 'UTF-16LE'],
  ])('%s is told at the top', (_, bytes, name) => {
    expect(decode(bytes)).toMatchObject({ code: 'encoding-utf16', args: { name } });
    expect(faultOf(bytes)).toBe('encoding-utf16 1:1');
  });

  test('UTF-8 with a NUL here and there is not taken for UTF-16', () => {
    expect(decode(utf8(`a: \0\n${LATIN}`))).toEqual({ text: `a: \0\n${LATIN}`, bom: false });
  });
});

test('a file of the largest size is read, one byte more is refused', () => {
  expect(decodeText(new Uint8Array(MAX_BYTES).fill(0x20), 'f')).toMatchObject({ bom: false });
  expect(decodeText(new Uint8Array(MAX_BYTES + 1).fill(0x20), 'f')).toMatchObject({
    code: 'file-too-large',
    args: { limit: MAX_BYTES },
  });
});

test('no bytes crash the reader', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const decoded = decodeText(bytes, 'f');
      if ('text' in decoded)
        expect(Buffer.from(decoded.bom ? `\ufeff${decoded.text}` : decoded.text)).toEqual(Buffer.from(bytes));
      else expect(decoded.severity).toBe('error');
    }),
  );
});
