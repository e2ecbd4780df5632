import { en } from '../../../src/i18n/en.ts';
import { zh } from '../../../src/i18n/zh.ts';
import { Failure } from '../../../src/io/failure.ts';

/** What a call that has to fail says, in English and Chinese; anything but a Failure is thrown on. */
export function failureOf(call: () => unknown): { readonly en: string; readonly zh: string } {
  try {
    call();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { en: error.say(en), zh: error.say(zh) };
  }
  throw new Error('nothing failed');
}
