import type { Lang } from '../i18n/lang.ts';
import type { Code, Diagnostic, DiagnosticArgs } from './diagnostic.ts';
import { en } from './wording-en.ts';
import { zh } from './wording-zh.ts';

/** What is wrong, and where one exists, how to put it right. */
export interface Worded {
  readonly message: string;
  readonly hint: string | null;
}

/** The words of one language: a code without words does not compile. */
export type Wording = {
  readonly [C in Code]: (args: DiagnosticArgs[C]) => string | readonly [message: string, hint: string | null];
};

const wordingIn = (lang: Lang): Wording => (lang === 'zh' ? zh : en);

const LONGEST = 60;

/** What is to be copied stands whole: its length is known. */
const WHOLE: ReadonlySet<string> = new Set(['digest', 'file']);

/** The arguments with long texts cut: a value can be as long as the file. */
const shortened = (args: Diagnostic['args']): Diagnostic['args'] =>
  Object.fromEntries(
    Object.entries(args).map(([key, value]) => [
      key,
      typeof value === 'string' && value.length > LONGEST && !WHOLE.has(key)
        ? `${value.slice(0, LONGEST).trimEnd()}…`
        : value,
    ]),
  ) as Diagnostic['args'];

/** The diagnostic in words, without file and line. */
export function wordDiagnostic(entry: Diagnostic, lang: Lang): Worded {
  const word = wordingIn(lang)[entry.code] as (args: Diagnostic['args']) => string | readonly [string, string | null];
  const words = word(shortened(entry.args));
  return typeof words === 'string' ? { message: words, hint: null } : { message: words[0], hint: words[1] };
}
