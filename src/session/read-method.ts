import { LANGS } from '../i18n/lang.ts';
import { messagesIn } from '../i18n/messages.ts';
import { METHODS } from '../sheet/sheet.ts';
import type { Draft } from './session.ts';

/** A method by its number in the list, or its word in the sheet or in either language; null where it is none of these. */
export function methodOf(text: string): Draft['method'] {
  const plain = text.normalize('NFKC').trim().toLowerCase();
  const words = LANGS.map((lang) => messagesIn(lang).words.method);
  return (
    METHODS[Number(plain) - 1] ??
    METHODS.find((method) => [method, ...words.map((names) => names[method])].includes(plain)) ??
    null
  );
}
