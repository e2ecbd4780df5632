/** A text with its bytes in UTF-8, and a place in both that is known. */
export interface EncodedText {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly mark: Mark;
}

/** Where in a text something is, as UTF-16 units before it, and where in its bytes. */
interface Mark {
  readonly unit: number;
  readonly byte: number;
}

/** The beginning of a text whose bytes may begin with a byte order mark. */
export const startMark = (bom: boolean): Mark => ({ unit: 0, byte: bom ? 3 : 0 });

/**
 * The bytes of a text that was edited at one place: what is before and behind it is taken over, and only the rest encoded.
 * The next edit is most often near, so that its place is counted from here.
 */
export function encodeEdited(old: EncodedText, text: string): EncodedText {
  const start = sharedStart(old.text, text);
  const shared = sharedEnd(old.text, text, Math.min(old.text.length, text.length) - start);
  const byte = old.mark.byte + bytesBetween(old.text, old.mark.unit, start);
  const replaced = bytesBetween(old.text, start, old.text.length - shared);
  const bytes = Buffer.concat([
    old.bytes.subarray(0, byte),
    Buffer.from(text.slice(start, text.length - shared)),
    old.bytes.subarray(byte + replaced),
  ]);
  return { text, bytes, mark: { unit: start, byte } };
}

/** How many bytes lie between two places of a text; below 0 where the second is first. */
const bytesBetween = (text: string, from: number, to: number): number =>
  from <= to ? Buffer.byteLength(text.slice(from, to)) : -Buffer.byteLength(text.slice(to, from));

/** Compared at once, since the engine does that faster than unit by unit. */
const STRETCH = 4096;

/** How many units two texts begin with alike, no character cut in two. */
function sharedStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at + STRETCH <= most && a.slice(at, at + STRETCH) === b.slice(at, at + STRETCH)) at += STRETCH;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return isWithinCharacter(a, at) || isWithinCharacter(b, at) ? at - 1 : at;
}

/** How many units two texts end with alike, `most` of them at most, no character cut in two. */
function sharedEnd(a: string, b: string, most: number): number {
  const [endA, endB] = [a.length, b.length];
  let count = 0;
  while (
    count + STRETCH <= most &&
    a.slice(endA - count - STRETCH, endA - count) === b.slice(endB - count - STRETCH, endB - count)
  )
    count += STRETCH;
  while (count < most && a.charCodeAt(endA - count - 1) === b.charCodeAt(endB - count - 1)) count++;
  return isWithinCharacter(a, endA - count) || isWithinCharacter(b, endB - count) ? count - 1 : count;
}

/** Whether a place is between the two units of one character. */
const isWithinCharacter = (text: string, at: number): boolean =>
  (text.codePointAt(at - 1) ?? 0) > 0xffff && at > 0 && at < text.length;
