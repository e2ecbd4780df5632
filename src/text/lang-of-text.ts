import type { Lang } from '../i18n/lang.ts';

/** The language that most of a text is in: an English sentence may quote Chinese, and a Chinese one name an SLA. */
export function langOfText(text: string): Lang {
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  return characters > words ? 'zh' : 'en';
}
