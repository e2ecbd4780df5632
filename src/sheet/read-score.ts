import type { ScoreFault } from '../diagnostics/diagnostic.ts';
import { isEmptyNode, type YamlNode } from '../yaml/node.ts';
import type { Tenths } from './sheet.ts';

/** The ways to write the four scores of guide 9.1; `0.80`, `.8` and `1.0` are the same scores. */
const WRITTEN: readonly (readonly [RegExp, Tenths])[] = [
  [/^1(?:\.0+)?$/, 10],
  [/^0?\.80*$/, 8],
  [/^0?\.50*$/, 5],
  [/^0(?:\.0+)?$/, 0],
];

const WORDS: ReadonlyMap<string, Tenths> = new Map<string, Tenths>(
  Object.entries({
    全部满足: 10,
    大部分满足: 8,
    部分满足: 5,
    不满足: 0,
    full: 10,
    mostly: 8,
    partly: 5,
    not: 0,
    n: 0,
    none: 0,
    y: 10,
  } as const),
);

export type ScoreReading =
  | { readonly kind: 'score'; readonly tenths: Tenths }
  | { readonly kind: 'empty' }
  | { readonly kind: 'wrong'; readonly fault: ScoreFault; readonly value: string; readonly meant: Tenths | null };

/** The text as one of the four scores; null where it is none. */
export function parseScore(text: string): Tenths | null {
  return WRITTEN.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** How a score is written: `1`, `0.8`, `0.5`, `0`. */
export const formatTenths = (tenths: Tenths): string => (tenths === 10 ? '1' : tenths === 0 ? '0' : `0.${tenths}`);

/** Reads the value of `score:`; for a wrong one, what is wrong with it and which score was probably meant. */
export function readScore(node: YamlNode): ScoreReading {
  if (node.kind !== 'scalar')
    return { kind: 'wrong', fault: 'not-a-scalar', value: node.kind === 'map' ? '{…}' : '[…]', meant: null };
  if (isEmptyNode(node)) return { kind: 'empty' };
  const value = node.written.trim();
  const tenths = parseScore(value);
  if (tenths !== null && node.style === 'plain') return { kind: 'score', tenths };
  const { fault, meant } = explain(value, node.style !== 'plain');
  return { kind: 'wrong', fault, value, meant };
}

function explain(value: string, quoted: boolean): { fault: ScoreFault; meant: Tenths | null } {
  const narrow = value.normalize('NFKC').trim();
  if (narrow !== value) return { fault: 'full-width', meant: explain(narrow, false).meant ?? parseScore(narrow) };
  if (parseScore(value) !== null) return { fault: quoted ? 'quoted' : 'other-number', meant: parseScore(value) };
  if (/^[\d.]+\s*%$/.test(value))
    return { fault: 'percent', meant: parseScore(String(Number.parseFloat(value) / 100)) };
  if (/^\d*,\d+$/.test(value)) return { fault: 'comma', meant: parseScore(value.replace(',', '.')) };
  if (/^(?:true|yes|on)$/i.test(value)) return { fault: 'boolean', meant: 10 };
  if (/^(?:false|no|off)$/i.test(value)) return { fault: 'boolean', meant: 0 };
  const word = WORDS.get(value.toLowerCase());
  if (word !== undefined) return { fault: 'words', meant: word };
  if (/^-/.test(value) && Number.isFinite(Number(value))) return { fault: 'negative', meant: null };
  if (/^\d[\d_.]*_[\d_.]*$/.test(value)) return { fault: 'underscore', meant: null };
  if (/^[-+]?\.(?:nan|inf)$/i.test(value)) return { fault: 'not-a-number', meant: null };
  const number = value === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) return { fault: 'words', meant: null };
  const meant = parseScore(String(number));
  return { fault: meant === null ? 'other-number' : 'notation', meant };
}
