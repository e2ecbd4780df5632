import { type Diagnostic, diagnostic, type Place } from '../diagnostics/diagnostic.ts';

/** A five-star sheet with long findings is well under 1 MB; more is not a sheet. */
export const MAX_BYTES = 4 * 1024 * 1024;

export interface DecodedText {
  readonly text: string;
  readonly bom: boolean;
}

const TOP: Place = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** Reads bytes as UTF-8, with or without BOM; anything else is named in the diagnostic, with its first wrong place. */
export function decodeText(bytes: Uint8Array, file: string): DecodedText | Diagnostic {
  const kind = kindOf(bytes);
  if (kind) return diagnostic('file-not-text', { kind }, TOP, file);
  if (bytes.length > MAX_BYTES) return diagnostic('file-too-large', { limit: MAX_BYTES }, TOP, file);
  const wide = wideEncoding(bytes);
  if (wide) return diagnostic('encoding-utf16', { name: wide }, TOP, file);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.startsWith('\ufeff') ? { text: text.slice(1), bom: true } : { text, bom: false };
  } catch {
    return describeBytes(bytes, file);
  }
}

/** What files that are no text begin with. */
const SIGNATURES = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['old-office', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
] as const;

const kindOf = (bytes: Uint8Array): (typeof SIGNATURES)[number][0] | null =>
  SIGNATURES.find(([, signature]) => signature.every((byte, at) => bytes[at] === byte))?.[0] ?? null;

/** UTF-16 in which hardly a character is ASCII: read that way, nearly all of it is Chinese; read as UTF-8 or GBK it is not. */
function wideChinese(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | null {
  const head = bytes.subarray(0, Math.min(2000, bytes.length - (bytes.length % 2)));
  // A line end is never without a NUL there, and nowhere else is there one.
  if (head.length < 8 || !bytes.includes(0)) return null;
  const isWide = (encoding: string): boolean => {
    if (!decodes(head, encoding, true)) return false;
    const text = new TextDecoder(encoding).decode(head);
    const usual = text.match(/[\t\n\r -~\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/g)?.length ?? 0;
    return usual > text.length * 0.9;
  };
  return isWide('utf-16le') ? 'UTF-16LE' : isWide('utf-16be') ? 'UTF-16BE' : null;
}

function wideEncoding(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | 'UTF-32' | null {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff))
    return 'UTF-32';
  if (a === 0xff && b === 0xfe) return 'UTF-16LE';
  if (a === 0xfe && b === 0xff) return 'UTF-16BE';
  const head = bytes.subarray(0, 200);
  if (head.length < 8) return null;
  let odd = 0;
  let even = 0;
  head.forEach((byte, index) => {
    if (byte === 0 && index % 2) odd++;
    else if (byte === 0) even++;
  });
  // Not every NUL is the high byte of ASCII: 一 (U+4E00) has one for its low byte.
  if (Math.max(odd, even) <= head.length / 4 || Math.min(odd, even) > Math.max(odd, even) / 4) return null;
  return odd > even ? 'UTF-16LE' : 'UTF-16BE';
}

function describeBytes(bytes: Uint8Array, file: string): Diagnostic {
  const wide = wideChinese(bytes);
  if (wide) return diagnostic('encoding-utf16', { name: wide }, TOP, file);
  const stop = firstInvalidByte(bytes);
  const offset = startOfSequence(bytes, stop);
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, offset)).replace(/^\ufeff/, '');
  const line = before.split('\n').length;
  const column = before.length - (before.lastIndexOf('\n') + 1) + 1;
  const at: Place = { line, column, endLine: line, endColumn: column + 1 };
  if (isCutShort(bytes, stop)) return diagnostic('encoding-truncated', {}, at, file);
  if (looksLikeGb18030(bytes)) return diagnostic('encoding-gb18030', {}, at, file);
  const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
  return diagnostic('encoding-not-utf8', { byte }, at, file);
}

function firstInvalidByte(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (decodes(bytes.subarray(0, middle), 'utf-8', true)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The first byte of the sequence that is broken off at `stop`: what stands before it is whole. */
function startOfSequence(bytes: Uint8Array, stop: number): number {
  for (let start = stop; start > stop - 4 && start >= 0; start--)
    if (decodes(bytes.subarray(0, start), 'utf-8', false)) return start;
  return stop;
}

function decodes(bytes: Uint8Array, encoding: string, partial: boolean): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: partial });
    return true;
  } catch {
    return false;
  }
}

/** A sequence that starts right and ends with the file was cut off, for instance by a full disk or a broken copy. */
function isCutShort(bytes: Uint8Array, offset: number): boolean {
  if (offset < bytes.length) return false;
  return decodes(bytes, 'utf-8', true);
}

/**
 * Nearly all Chinese in use stands in GB 2312, with two high bytes a character. Latin-1, where ASCII follows a letter with
 * an accent, and broken UTF-8 make pairs that do not.
 */
function looksLikeGb18030(bytes: Uint8Array): boolean {
  if (!decodes(bytes, 'gb18030', true)) return false;
  let characters = 0;
  let usual = 0;
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    if (lead <= 0x80) continue;
    const trail = bytes[at + 1] ?? 0;
    characters++;
    if (isUsual(lead, trail)) usual++;
    at += trail <= 0x39 ? 3 : 1;
  }
  return usual > 1 && usual >= characters * 0.8;
}

/** Whether two bytes are a sign, a full-width form or a character of GB 2312. */
const isUsual = (lead: number, trail: number): boolean =>
  trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xf7));
