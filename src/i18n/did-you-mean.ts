import type { Lang } from './lang.ts';

/** As many as are read at a glance. */
const MOST = 3;

/** The question behind what there is not: `；是不是“vision.1a”、“demand.1a”？`; nothing where there is nothing to suggest. */
export function didYouMean(ids: readonly string[], lang: Lang): string {
  if (!ids.length) return '';
  const quoted = ids.slice(0, MOST).map((id) => `“${id}”`);
  const isCut = ids.length > MOST;
  return lang === 'zh'
    ? `；是不是${quoted.join('、')}${isCut ? '……' : ''}？`
    : `; did you mean ${quoted.join(', ')}${isCut ? ', …' : ''}?`;
}
