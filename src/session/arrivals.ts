/** Keys after which what is typed is a text, and not a key. */
const BEGINS_TEXT = /^[fievg/]$/;
/** Every key of a page, as it arrives when it is typed ahead. */
const PAGE_KEY = /^[1-9sbuflmhqkrot?\-\s]$/;

/**
 * Whether characters that arrive in one go where keys are expected are a text: one that was pasted into a terminal that
 * does not mark pastes, or that an input method gave. Keys that are typed ahead are keys up to the one that begins a text.
 */
function isTextAmongKeys(arrived: string): boolean {
  for (const char of arrived) {
    // Marks that stand for a key by themselves are marks in a text.
    const key = char.normalize('NFKC').toLowerCase();
    if (BEGINS_TEXT.test(key)) return false;
    if (!PAGE_KEY.test(key)) return arrived.length > char.length;
  }
  return false;
}

/** What arrives from a keyboard in one go, and is then told key by key. */
export class Arrivals {
  #rest = '';
  #refused = '';

  /** Told what arrives. An escape sequence is a key by itself, and marks pastes. */
  arrive(text: string): void {
    this.#rest = text.includes('\x1b') ? '' : text;
    this.#refused = '';
  }

  /** What a key is, told in the order of what arrived: a key, or where keys are expected a part of a text, maybe its first. */
  judge(sequence: string, areKeysExpected: boolean): 'key' | 'text' | 'first-of-text' {
    const rest = this.#rest;
    this.#rest = rest.startsWith(sequence) ? rest.slice(sequence.length) : '';
    if (sequence !== '' && this.#refused.startsWith(sequence)) {
      this.#refused = this.#refused.slice(sequence.length);
      return 'text';
    }
    if (!areKeysExpected || !rest.startsWith(sequence) || !isTextAmongKeys(rest)) return 'key';
    this.#refused = rest.slice(sequence.length);
    return 'first-of-text';
  }
}
