import { en } from './en.ts';
import type { Lang } from './lang.ts';
import { zh } from './zh.ts';

/** The shape of one language's texts: every key has to be there in each, with the same arguments. */
type Shape<T> = T extends (...args: infer A) => string
  ? (...args: A) => string
  : T extends string
    ? string
    : { readonly [K in keyof T]: Shape<T[K]> };

export type Messages = Shape<typeof zh>;

/** All texts that people see, in a language, but for diagnostics (see `diagnostics/wording.ts`). */
export const messagesIn = (lang: Lang): Messages => (lang === 'zh' ? zh : en);
