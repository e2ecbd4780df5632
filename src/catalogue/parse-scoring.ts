import { LANGS } from '../i18n/lang.ts';
import { type Entry, isEmptyNode, type YamlNode } from '../yaml/node.ts';
import { listOf, readMap, type ShapeReader, tell } from '../yaml/read-shape.ts';
import { needName } from './read-texts.ts';
import { GUIDE_SCORING, type Scoring } from './scoring.ts';

export const SCORING_KEYS = ['threshold', 'scores'] as const;
export const SCORE_KEYS = ['value', 'name'] as const;

/**
 * Numbers are kept as whole thousandths until all are known. All are bounded: weighted sums stay exact integers, and a
 * session has a digit for each score.
 */
const THOUSANDTHS = 1000;
const MOST_SCORE = 100;
const MOST_SCORES = 9;
const MOST_WEIGHT = 100;

/** A model's scores and threshold; what it does not state is that of the model that it is derived from, or of the guide. */
export function readScoring(reader: ShapeReader, entry: Entry | undefined, usual: Scoring = GUIDE_SCORING): Scoring {
  if (!entry || isEmptyNode(entry.value)) return usual;
  const keys = readMap(reader, entry.value, 'scoring', SCORING_KEYS);
  const usualUnit = THOUSANDTHS / usual.scale;
  const { scores, sound } = readScores(reader, keys['scores']) ?? {
    scores: usual.scores.map(({ units, name }) => ({ value: units * usualUnit, name })),
    sound: true,
  };
  const threshold = keys['threshold'] && readNumber(reader, keys['threshold'], 'threshold');
  if (keys['threshold'] && typeof threshold === 'number' && sound)
    checkThreshold(reader, keys['threshold'].value, threshold, scores);
  const known = threshold ?? usual.threshold * usualUnit;
  if (!keys['threshold'] && keys['scores'])
    tell(reader, 'missing-key', { key: 'threshold', where: 'scoring' }, entry.key);
  const unit = unitOf([known, ...scores.map(({ value }) => value ?? 0)]);
  return {
    scale: THOUSANDTHS / unit,
    scores: scores.map(({ value, name }) => ({ units: (value ?? 0) / unit, name })),
    threshold: known / unit,
  };
}

type ReadScores = readonly {
  readonly value: number | null;
  readonly name: { readonly zh: string; readonly en: string };
}[];

function readScores(reader: ShapeReader, entry: Entry | undefined): { scores: ReadScores; sound: boolean } | null {
  if (!entry || isEmptyNode(entry.value)) return null;
  const before = reader.diagnostics.length;
  const nodes = listOf(reader, entry.value, 'scores');
  if (entry.value.kind === 'list' && (nodes.length < 2 || nodes.length > MOST_SCORES))
    tell(reader, 'model-score-count', { count: nodes.length, most: MOST_SCORES }, entry.key);
  const scores = nodes.map((node, index) => {
    const where = `scores[${index}]`;
    const keys = readMap(reader, node, where, SCORE_KEYS);
    const value = keys['value'] ? readNumber(reader, keys['value'], 'value') : null;
    if (!keys['value']) tell(reader, 'missing-key', { key: 'value', where }, node);
    return { value, name: needName(reader, keys['name'], node, 'name', where) };
  });
  for (const [index, { value, name }] of scores.entries()) {
    const node = nodes[index];
    const [above, earlier] = [scores[index - 1], scores.slice(0, index)];
    if (!node) continue;
    if (value !== null && typeof above?.value === 'number' && value >= above.value)
      tell(reader, 'model-score-order', { value: written(value), above: written(above.value) }, node);
    const lang = LANGS.find((each) => name[each] && earlier.some((other) => other.name[each] === name[each]));
    if (lang)
      tell(reader, 'model-score-name', { value: value === null ? null : written(value), name: name[lang] }, node);
  }
  return { scores, sound: reader.diagnostics.length === before };
}

/** Some requirement has to be able to fall short of the threshold, and some to reach it. */
function checkThreshold(reader: ShapeReader, node: YamlNode, threshold: number, scores: ReadScores): void {
  const [high, low] = [scores[0]?.value ?? 0, scores.at(-1)?.value ?? 0];
  if (threshold > low && threshold <= high) return;
  tell(reader, 'model-threshold', { value: written(threshold), low: written(low), high: written(high) }, node);
}

const written = (thousandths: number): string => String(thousandths / THOUSANDTHS);

/** A number from 0 to 100 with up to three decimals, in thousandths; null, and told, for anything else. */
function readNumber(reader: ShapeReader, { value: node }: Entry, key: string): number | null {
  const text = node.kind === 'scalar' ? node.written.trim() : '';
  const [match, whole = '', fraction = ''] = /^(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  const digits = fraction.replace(/0+$/, '');
  const thousandths = Number(whole || '0') * THOUSANDTHS + Number(digits.padEnd(3, '0'));
  const plain = node.kind === 'scalar' && node.style === 'plain' && match !== undefined && whole + fraction !== '';
  if (plain && digits.length <= 3 && thousandths <= MOST_SCORE * THOUSANDTHS) return thousandths;
  const value = node.kind === 'scalar' ? text : node.kind === 'map' ? '{…}' : '[…]';
  tell(reader, 'model-number', { key, value, most: MOST_SCORE }, node);
  return null;
}

/** The greatest power of ten, in thousandths, that divides all of them, and 1. */
function unitOf(values: readonly number[]): number {
  let unit = THOUSANDTHS;
  while (unit > 1 && values.some((value) => value % unit !== 0)) unit /= 10;
  return unit;
}

/** The weight of a domain or an item: a whole number from 1; the usual one where none is stated. */
export function readWeight(reader: ShapeReader, entry: Entry | undefined, where: string, usual = 1): number {
  if (!entry || isEmptyNode(entry.value)) return usual;
  const { value: node } = entry;
  const number =
    node.kind === 'scalar' && node.style === 'plain' && /^[1-9]\d{0,2}$/.test(node.written) ? Number(node.written) : 0;
  if (number >= 1 && number <= MOST_WEIGHT) return number;
  const value = node.kind === 'scalar' ? node.written.trim() : node.kind === 'map' ? '{…}' : '[…]';
  tell(reader, 'model-weight', { where, value, most: MOST_WEIGHT }, node);
  return usual;
}
