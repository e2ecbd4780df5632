import { decimalOf, highestOf, lowestOf, type Scoring } from '../catalogue/scoring.ts';
import type { ScoreFault } from '../diagnostics/diagnostic.ts';
import { isEmptyNode, type YamlNode } from '../yaml/node.ts';
import type { Tenths } from './sheet.ts';

/** What a score is called beside its name, whatever the model. */
const USUAL_WORDS = { highest: ['full', 'y'], lowest: ['n', 'none'] } as const;

export type ScoreReading =
  | { readonly kind: 'score'; readonly tenths: Tenths }
  | { readonly kind: 'empty' }
  | { readonly kind: 'wrong'; readonly fault: ScoreFault; readonly value: string; readonly meant: Tenths | null };

/** The scores of a model by how they are written, and by what they are called. */
interface Vocabulary {
  readonly written: ReadonlyMap<string, Tenths>;
  readonly words: ReadonlyMap<string, Tenths>;
}

const vocabularies = new WeakMap<Scoring, Vocabulary>();

function vocabularyOf(scoring: Scoring): Vocabulary {
  const known = vocabularies.get(scoring);
  if (known) return known;
  const { scores, scale } = scoring;
  const vocabulary = {
    written: new Map(scores.map(({ units }) => [decimalOf(units, scale), units])),
    words: wordsFor(scoring),
  };
  vocabularies.set(scoring, vocabulary);
  return vocabulary;
}

/** The names in both languages, the first word of an English one where it is the only such, and the usual words. */
function wordsFor(scoring: Scoring): Map<string, Tenths> {
  const names = scoring.scores.map(({ units, name }) => ({ units, zh: name.zh, en: name.en.toLowerCase() }));
  const first = (en: string): string => en.split(' ')[0] ?? en;
  const single = names.filter(({ en }) => names.filter((other) => first(other.en) === first(en)).length === 1);
  return new Map([
    ...USUAL_WORDS.highest.map((word) => [word, highestOf(scoring)] as const),
    ...USUAL_WORDS.lowest.map((word) => [word, lowestOf(scoring)] as const),
    ...single.map(({ en, units }) => [first(en), units] as const),
    ...names.flatMap(({ zh, en, units }) => [[zh, units] as const, [en, units] as const]),
  ]);
}

/** The text as one of the model's scores, however many zeros it ends in (`0.80`, `.8`, `1.0`); null where it is none. */
export function parseScore(text: string, scoring: Scoring): Tenths | null {
  const [match, whole = '', fraction = ''] = /^(0|[1-9]\d*|)(?:\.(\d+))?$/.exec(text) ?? [];
  if (match === undefined || match === '') return null;
  let end = fraction.length;
  while (fraction[end - 1] === '0') end--;
  const digits = fraction.slice(0, end);
  const shortest = `${whole === '' ? '0' : whole}${digits === '' ? '' : `.${digits}`}`;
  return vocabularyOf(scoring).written.get(shortest) ?? null;
}

/** How a score is written: `1`, `0.8`, `0.5`, `0`. */
export const formatTenths = (tenths: Tenths, { scale }: Pick<Scoring, 'scale'>): string => decimalOf(tenths, scale);

/** Reads the value of `score:`; for a wrong one, what is wrong with it and which score was probably meant. */
export function readScore(node: YamlNode, scoring: Scoring): ScoreReading {
  if (node.kind !== 'scalar')
    return { kind: 'wrong', fault: 'not-a-scalar', value: node.kind === 'map' ? '{…}' : '[…]', meant: null };
  if (isEmptyNode(node)) return { kind: 'empty' };
  const value = node.written.trim();
  const tenths = parseScore(value, scoring);
  if (tenths !== null && node.style === 'plain') return { kind: 'score', tenths };
  const { fault, meant } = explain(value, node.style !== 'plain', scoring);
  return { kind: 'wrong', fault, value, meant };
}

function explain(value: string, quoted: boolean, scoring: Scoring): { fault: ScoreFault; meant: Tenths | null } {
  const parse = (text: string): Tenths | null => parseScore(text, scoring);
  const [, before = ''] = /^(\S+)\s*＃/.exec(value) ?? [];
  if (before !== '') return { fault: 'full-width-hash', meant: parse(before) };
  const narrow = value.normalize('NFKC').trim();
  if (narrow !== value) return { fault: 'full-width', meant: explain(narrow, false, scoring).meant ?? parse(narrow) };
  const tenths = parse(value);
  if (tenths !== null) return { fault: quoted ? 'quoted' : 'other-number', meant: tenths };
  if (/^[\d.]+\s*%$/.test(value)) {
    const percent = Number.parseFloat(value);
    return { fault: 'percent', meant: parse(String(percent / 100)) ?? parse(String(percent)) };
  }
  if (/^\d*,\d+$/.test(value)) return { fault: 'comma', meant: parse(value.replace(',', '.')) };
  if (/^(?:true|yes|on)$/i.test(value)) return { fault: 'boolean', meant: highestOf(scoring) };
  if (/^(?:false|no|off)$/i.test(value)) return { fault: 'boolean', meant: lowestOf(scoring) };
  const word = vocabularyOf(scoring).words.get(value.toLowerCase());
  if (word !== undefined) return { fault: 'words', meant: word };
  if (/^-/.test(value) && Number.isFinite(Number(value))) return { fault: 'negative', meant: null };
  if (/^\d[\d_.]*_[\d_.]*$/.test(value)) return { fault: 'underscore', meant: null };
  if (/^[-+]?\.(?:nan|inf)$/i.test(value)) return { fault: 'not-a-number', meant: null };
  const number = value === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) return { fault: 'words', meant: null };
  const meant = parse(String(number));
  return { fault: meant === null ? 'other-number' : 'notation', meant };
}
