import { type Dice, diceFrom } from './dice.ts';
import { type Content, writeBlockMap } from './hand-written.ts';
import { type LineEnds, newPen, type Written } from './pen.ts';

export interface GeneratedSheet extends Written {
  readonly lineEnds: LineEnds;
}

/** What a generated sheet may be asked for; it may lack the requirement, or its whole item. */
export const REQUIREMENTS = [
  'demand-management.1a',
  'demand-management.1b',
  'demand-management.2c',
  'risk-control.1a',
  'risk-control.1b',
  'risk-control.2c',
] as const;

const ITEMS = ['demand-management', 'risk-control'] as const;
const KEYS = ['1a', '1b', '2c'] as const;
const WORDS = ['E01', 'E02', 'E10', 'A1', 'contract-3', '证据1'] as const;
/** What people write: plain sentences, and texts that look like YAML. */
const TEXTS = [
  '需求登记完整',
  'see the register',
  '按月复核 一次 即可',
  'http://example.cn/a?b=1#c',
  '3:30 开会，参加者 12 人',
  "it's fine",
  'say "hi" \\ twice',
  '见 E01、E02',
  '评分：0.8（部分）',
  '😀 ok 👍',
  '# no comment',
  'a: b',
  ' leading and trailing ',
  'null',
  '0.80',
  '[x], {y}',
  '- dash',
  '',
  '第一行\n第二行',
  'one\n\nthree',
  'text\n  indented\nback',
  'score: 1\nevidence: []',
  '# heading\n\n1b:\n  score: 0.5',
  '  lead\nrest\n',
] as const;
const DATES = ['2026-06-30', '2026-12-01'] as const;

const word = (text: string): Content => ({ kind: 'word', text });
const text = (dice: Dice): Content => ({ kind: 'text', text: dice.pick(TEXTS) });
const EMPTY: Content = { kind: 'empty' };
const map = (entries: readonly (readonly [string, Content])[]): Content => ({ kind: 'map', entries });

const words = (dice: Dice): Content => ({
  kind: 'list',
  words: dice.shuffle(WORDS).slice(0, dice.between(0, 3)),
});

function improvement(dice: Dice): Content {
  if (dice.chance(30)) return EMPTY;
  if (dice.chance(15)) return text(dice);
  const parts: [string, Content][] = [];
  if (dice.chance(80)) parts.push(['measure', dice.chance(80) ? text(dice) : EMPTY]);
  if (dice.chance(60)) parts.push(['owner', dice.chance(80) ? word('张三') : EMPTY]);
  if (dice.chance(60)) parts.push(['due', dice.chance(80) ? word(dice.pick(DATES)) : EMPTY]);
  return map(dice.shuffle(parts));
}

function answer(dice: Dice): Content {
  if (dice.chance(6)) return dice.chance(50) ? EMPTY : map([]);
  const fields: [string, Content][] = [];
  if (dice.chance(90)) fields.push(['score', dice.chance(50) ? word(dice.pick(['1', '0.80', '0.5', '0'])) : EMPTY]);
  if (dice.chance(85)) fields.push(['evidence', dice.chance(80) ? words(dice) : EMPTY]);
  if (dice.chance(85)) fields.push(['finding', dice.chance(70) ? text(dice) : EMPTY]);
  if (dice.chance(80)) fields.push(['improvement', improvement(dice)]);
  return map(dice.chance(70) ? fields : dice.shuffle(fields));
}

function ratings(dice: Dice): Content {
  const items = dice.shuffle(ITEMS).slice(0, dice.between(1, 2));
  return map(
    items.map((item) => {
      if (dice.chance(4)) return [item, dice.chance(50) ? EMPTY : map([])] as const;
      const keys = KEYS.filter(() => dice.chance(65));
      return [item, map(keys.map((key) => [key, answer(dice)]))] as const;
    }),
  );
}

/** A whole sheet of a few answers, laid out by the dice. */
export function generateSheet(seed: number): GeneratedSheet {
  const dice = diceFrom(seed);
  const lineEnds = dice.pick(['LF', 'LF', 'CRLF', 'mixed'] as const);
  const pen = newPen(dice, lineEnds);
  if (dice.chance(20)) {
    pen.put('---');
    if (dice.chance(30)) pen.fill(` ${pen.comment('', 'behind')}`);
    pen.newline();
  }
  const head: [string, Content][] = [['claim', word('3')]];
  if (dice.chance(30)) head.push(['organization', map([['name', text(dice)]])]);
  const tail: [string, Content][] = dice.chance(30) ? [['disagreements', { kind: 'list', words: [] }]] : [];
  writeBlockMap(pen, '', { kind: 'map', entries: [...head, ['ratings', ratings(dice)], ...tail] }, 0);
  const written = pen.finish();
  const whole = dice.chance(30) ? written.text.replace(/(?:\r?\n)+$/, '') : written.text;
  return { ...written, text: whole, lineEnds };
}
