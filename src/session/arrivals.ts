/** Scores and Enter, and then a key after which what is typed is a text: what follows it is one, if it is not part of a word. */
const LINE_BEGUN = /^[1-9\r\n]*[fievg/](?![a-z0-9 ])/;
/** Keys of pages, as they arrive when they are typed ahead. */
const PAGE_KEYS = /^[1-9sbulmhqkrot?\-\s]*[fievg/]?$/;
/** A word has that many different letters, keys that are typed ahead hardly. */
const WORD = 3;

/**
 * Whether characters that arrive in one go where keys are expected are a text: one that was pasted into a terminal that
 * does not mark pastes, or that an input method gave.
 */
function isTextAmongKeys(arrived: string): boolean {
  if ([...arrived].length < 2) return false;
  // Marks that stand for a key by themselves are marks in a text.
  const keys = arrived.normalize('NFKC').toLowerCase();
  if (LINE_BEGUN.test(keys)) return false;
  return !PAGE_KEYS.test(keys) || new Set(keys.match(/[a-z]/g)).size >= WORD;
}

/** What arrives from a keyboard in one go, and is then told key by key. */
export class Arrivals {
  #rest = '';
  #refused = '';
  /** Whether it has turned out to be a text of several lines. */
  #isText = false;

  /** Told what arrives. An escape sequence is a key by itself, and marks pastes. */
  arrive(text: string): void {
    this.#rest = text.includes('\x1b') ? '' : text;
    this.#refused = '';
    this.#isText = false;
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

  /** Whether there is more text behind the key that was judged last; one character alone may be a key that is typed ahead. */
  hasMoreText(): boolean {
    const more = this.#rest.replace(/[\x00-\x20\x7f]/g, '').length;
    this.#isText = more > (this.#isText ? 0 : 1);
    return this.#isText;
  }
}
