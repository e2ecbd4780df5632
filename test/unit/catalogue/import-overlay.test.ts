import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { itemsOf } from '../../../src/catalogue/catalogue.ts';
import { type ImportOutcome, importOverlay } from '../../../src/catalogue/import-overlay.ts';
import { openCatalogue } from '../../../src/commands/open-catalogue.ts';
import { SHOP } from './overlay-model.ts';

/** What an import is told as in these tests. */
function tell(outcome: ImportOutcome) {
  const name = ({ item, level }: { item: { id: string }; level: number }) => `${item.id}.${level}`;
  return {
    texts: Object.fromEntries([...outcome.overlay.requirements].map(([id, { zh, en }]) => [id, zh ?? en])),
    replaced: Object.fromEntries([...outcome.overlay.replace].map(([id, list]) => [id, list.map(({ zh }) => zh)])),
    misfits: outcome.misfits.map((misfit) => `${name(misfit)} ${misfit.why} ${misfit.entries}`),
    missing: outcome.missing.map(name),
    strays: outcome.strays.map(({ title, entries }) => `${title}: ${entries}`),
    unused: outcome.unused.map(({ line, text }) => `${line} ${text}`),
    brokenOff: outcome.brokenOff,
    marked: outcome.marked,
  };
}

const run = (text: string) => tell(importOverlay(text, SHOP));

/** Everything of the made-up model, as the two layouts below have it. */
const ALL = {
  texts: {
    'till.1a': '钱款当面点清。',
    'till.1b': '找零前复核，包括：',
    'till.2a': '收银差错有统计。',
    'shelf.2a': '货架贴标签。',
    'shelf.2b': '货架定期整理。',
    'store.2a': '仓库上锁。',
    'store.2b': '仓库有台账。',
  },
  replaced: { 'shelf.1a': ['货架摆放整齐。', '货架不堵通道。', '货架承重有标识。'] },
  misfits: [],
  missing: ['queue.1'],
  strays: [],
  unused: [],
  brokenOff: [],
  marked: [],
};

/** Levels above: a clause a level, with numbers, letters, Markdown. */
const ABOVE = `# 门店规范

## 目次

1 范围 ........ 1
3.1 柜台能力 ........ 2

## 1 范围

本规范适用于：
- a) 门店；
- b) 仓库。

## 2.1 铜级

### 2.1.1 定义

管起来了。

## 3 铜级

### 3.1 柜台

#### 3.1.1 收银和找零

柜台应管好收银：

- a) 钱款当面点清；
- b) 找零前复核，包括：
  - 1) 面额；
- 2) 真伪。

### 3.2 仓库管理

#### 3.2.1 货架

应管好货架：

- a) 货架摆放

整齐；
- b) 货架不堵通道；
- c) 货架承重有标识。

## 4 银级（二级）

### 4.1 柜台能力

#### 4.1.1 收银与找零

在铜级能力要求的基础上，并应：

- a) 收银差错有统计。

### 4.2 仓库

在铜级能力要求的基础上，并应：

- a) 仓库上锁；
- b) 仓库有台账。

#### 4.2.1 货架管理

- a) 货架贴标签；
- b) 货架定期整理。

## 附录 A

- a) 别的；
`;

/** Levels below: no numbers, letters or Markdown, tables and running heads in between, lines broken, blanks in Chinese. */
const BELOW = `门店规范
表 1 能力项
\t能力域
\t能力项

\t柜台能力
\t收银与找零

\t仓库
\t货架

等级特征
铜级

铜级的门店应具有以下特征：
有人管；
有人看。

柜台能力
收银管理
概述

收银涉及钱款往来，门店应当
认真对待，不得马虎。
铜级能力要求
门店应具有收银能力，能力要求应满足：

每一笔钱款不论多少都由收银的人同交钱的人一起在柜台上当
 面 点 清；

门店规范
- 3 -
门店规范

找零前复核，包括：
1）面额；
2）真伪。
银级能力等级要求
在铜级能力要求的基础上，还应满足：
收银差错有统计。
仓库
货架
概述
货架是放东西的。
铜级要求
货架摆放整齐；
货架不堵通道；
货架承重有标识。
银级要求
货架贴标签；
货架定期整理。
`;

describe('a text with levels above items', () => {
  test('is matched by item, level and order; points stay with their entry', () => {
    const outcome = importOverlay(ABOVE, SHOP);
    expect(tell(outcome)).toEqual(ALL);
    expect(outcome.overlay.requirements.get('till.1b')?.points).toEqual([
      { zh: '面额', en: null },
      { zh: '真伪', en: null },
    ]);
  });

  test.each([
    ['CRLF and BOM', (text: string) => `\ufeff${text.replace(/\n/g, '\r\n')}`],
    ['without Markdown', (text: string) => text.replace(/^(?:#+|\s*-) /gm, '')],
    [
      'full-width letters and brackets',
      (text: string) => text.replace(/- ([a-c])\)/g, '（$1）').replace(/- (\d)\)/g, '（$1）'),
    ],
    [
      'full-width numbers of clauses',
      (text: string) => text.replace(/[34](?:\.\d)*(?= )/g, (n) => n.replace('.', '．')),
    ],
    [
      'full-width digits and stops in clauses',
      (text: string) =>
        text
          .replace(/^#+ /gm, '')
          .replace(/^[\d.]+(?= )/gm, (n) => n.replace(/[\d.]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))),
    ],
    ['Chinese numbers before headings', (text: string) => text.replace(/^(#+) [\d.]+ /gm, '$1 （十二）')],
    ['radicals of a PDF', (text: string) => text.replace(/[面长]/g, (char) => (char === '面' ? '⾯' : '⻓'))],
    ['bold headings', (text: string) => text.replace(/^#+ (.*)$/gm, '**$1**')],
    ['page breaks', (text: string) => text.replace(/\n- b\)/g, '\n\f- b)')],
    ['page numbers and standard numbers', (text: string) => text.replace(/\n整齐/g, '\n12\nT/SHOP 12—2024\n\n整齐')],
    [
      'a head of the page that comes once',
      (text: string) => text.replace('- c) 货架承重', '门店规范\n柜台和仓库\n- c) 货架承重'),
    ],
    ['page numbers in words', (text: string) => text.replace(/\n整齐/g, '\n第 12 页 共 30 页\n\n整齐')],
    [
      'headings with tabs behind numbers',
      (text: string) => text.replace(/^(#+ [\d.]+) /gm, '$1\t').replace(/^#+ /gm, ''),
    ],
  ])('%s makes no difference', (_, change) => {
    expect(run(change(ABOVE))).toEqual(ALL);
  });
});

describe('a text with levels below items', () => {
  test('is matched by item, level and order, with points below an entry that has no mark', () => {
    const outcome = importOverlay(BELOW, SHOP);
    const { 'store.2a': _, 'store.2b': __, ...texts } = ALL.texts;
    expect(tell(outcome)).toEqual({
      ...ALL,
      texts: { ...texts, 'till.1a': '每一笔钱款不论多少都由收银的人同交钱的人一起在柜台上当面点清。' },
      missing: ['queue.1', 'store.2'],
    });
    expect(outcome.overlay.requirements.get('till.1b')?.points.map(({ zh }) => zh)).toEqual(['面额', '真伪']);
  });

  test('with letters', () => {
    const text = BELOW.replace('每一笔', 'a) 每一笔').replace('找零前', 'b) 找零前');
    expect(run(text)).toMatchObject({
      texts: {
        'till.1a': '每一笔钱款不论多少都由收银的人同交钱的人一起在柜台上当面点清。',
        'till.1b': '找零前复核，包括：',
      },
      misfits: [],
    });
  });

  test('names with small differences', () => {
    const text = 'x\n柜台能力\n排队策划\n概述\n排队。\n铜级要求\n应：\n有人领；\n有人叫。\n';
    expect(run(text).texts).toEqual({ 'queue.1a': '有人领。', 'queue.1b': '有人叫。' });
  });
});

/** A clause with long entries; what is above it is told apart from a list by its number or its name alone. */
const MARKED = [
  '每一笔钱款不论多少都由收银的人同交钱的人一起在柜台上当面点清。',
  '找零之前由另外一位当班的人把要找的数目再算一遍并且说出来。',
  '收银差错按天统计并且在班前会上向所有当班的人说明原因和办法。',
];
const markedText = (mark: (order: number) => string, width: number): string => {
  const broken = (line: string) => line.match(new RegExp(`.{1,${width}}`, 'gu'))?.join('\n') ?? '';
  const list = (texts: readonly string[]) => texts.map((text, index) => broken(mark(index + 1) + text)).join('\n');
  return `3 铜级\n3.1 柜台\n3.1.1 收银与找零\n${list(MARKED.slice(0, 2))}\n4 银级\n4.1 柜台\n4.1.1 收银与找零\n${list(MARKED.slice(2))}\n`;
};
const HAN = '一二三';

describe.each<[like: string, mark: (order: number) => string]>([
  ['1. ', (order) => `${order}. `],
  ['１．', (order) => `${'１２３'[order - 1]}．`],
  ['1、', (order) => `${order}、`],
  ['1 ', (order) => `${order} `],
  ['1 and a tab', (order) => `${order}\t`],
  ['一、', (order) => `${HAN[order - 1]}、`],
  ['（一）', (order) => `（${HAN[order - 1]}）`],
  ['第一，', (order) => `第${HAN[order - 1]}，`],
  ['⑴', (order) => String.fromCodePoint(0x2473 + order)],
  ['⒈', (order) => String.fromCodePoint(0x2487 + order)],
  ['❶', (order) => String.fromCodePoint(0x2775 + order)],
  ['㈠', (order) => String.fromCodePoint(0x321f + order)],
  ['①', (order) => String.fromCodePoint(0x245f + order)],
  ['i)', (order) => `${'i'.repeat(order)}) `],
  ['A. ', (order) => `${'ABC'[order - 1]}. `],
  ['', () => '\uf0d8 '],
])('entries marked %s', (_, mark) => {
  test.each([40, 25, 16, 13])('are taken over without it from lines of %d', (width) => {
    const { texts, misfits, strays, unused, marked } = run(markedText(mark, width));
    expect({ misfits, strays, unused, marked }).toEqual({ misfits: [], strays: [], unused: [], marked: [] });
    expect(texts).toEqual({ 'till.1a': MARKED[0], 'till.1b': MARKED[1], 'till.2a': MARKED[2] });
  });
});

describe('what looks like a mark', () => {
  const clause = (list: string) => run(`3 铜级\n3.1 柜台\n3.1.1 收银与找零\n应：\n${list}\n`);

  test.each([
    ['甲；\n一、二线人员到岗。', '一、二线人员到岗。'],
    ['a) 甲；\nb) 记录保存\n3 年以上。', '记录保存3 年以上。'],
    ['1. 甲；\n2. 一、二线人员到岗。', '一、二线人员到岗。'],
  ])('stays where it does not run on: %j', (list, text) => {
    expect(clause(list).texts['till.1b']).toBe(text);
  });

  test.each([
    ['甲；\n一、乙。', ['till.1b']],
    ['[1] 甲；\n[2] 乙。', ['till.1a', 'till.1b']],
    ['※甲；\n《乙》有了。', ['till.1a']],
    ['甲；\n24 小时有人。', ['till.1b']],
    ['（甲）有；\n“乙”有。', []],
  ])('is told where it stays: %j', (list, marked) => {
    expect(clause(list).marked).toEqual(marked);
  });

  test('a letter after h is no Roman number', () => {
    const item = itemsOf(openCatalogue('sme')).find(({ id }) => id === 'demand-management');
    const letters = [...'abcdefghij'].map((letter) => `${letter}) 有${letter}项；`).join('\n');
    const text = `服务战略能力\n需求管理\n一星能力要求\n应：\n${letters}\n`;
    const [misfit] = importOverlay(text, openCatalogue('sme')).misfits;
    expect([misfit?.item, misfit?.why, misfit?.entries]).toEqual([item, 'count', 10]);
  });

  test('headings that the model does not have may be numbered on, with lists between them', () => {
    const list = 'a) 甲；\nb) 乙；\n';
    const { strays, texts } = run(`3 铜级\n柜台\n收银与找零\n${list}货架间\n1. 擦玻璃\n${list}2. 洗地板\n${list}`);
    expect(texts).toEqual(
      { 'till.1a': '甲；', 'till.1b': '乙；' }.constructor({ 'till.1a': '甲。', 'till.1b': '乙。' }),
    );
    expect(strays).toEqual(['3 铜级 › 1. 擦玻璃: 2', '3 铜级 › 2. 洗地板: 2']);
  });
});

describe('heads and feet of pages', () => {
  /** A long text without marks or blank lines, broken at 14 characters, with one line more after every so many. */
  const PAGES = 9;
  const items = ['收银与找零', '排队规划'];
  const sentence = (item: string, mark: string) =>
    `凡是${item}的事情不论大小一律要有人管起来并且${mark}每一笔都记到当天的本子上面去由当班的人同来的人一起看过`;
  const body = ['3 铜级', '3.1 柜台']
    .concat(
      items.flatMap((item, index) => [
        `3.1.${index + 1} ${item}`,
        '应：',
        `${sentence(item, '甲')}；`,
        `${sentence(item, '乙')}。`,
      ]),
    )
    .concat(
      ['附录'],
      Array.from({ length: 60 }, (_, index) => `说明${index}说的是本子上面怎样写每一笔以及谁来看。`),
    );
  const lines = body.flatMap((line) => line.match(/.{1,14}/gu) ?? []);
  const every = Math.floor(lines.length / PAGES);
  const paged = (foot: (page: number) => string, at = every): string =>
    lines.flatMap((line, index) => (index % at === at - 1 ? [line, foot((index + 1) / at)] : [line])).join('\n');
  const whole = run(lines.join('\n'));

  test('the text without them', () => {
    expect(whole).toMatchObject({ misfits: [], strays: [] });
    expect(whole.texts['till.1a']).toBe(`${sentence('收银与找零', '甲')}。`);
    expect(Object.keys(whole.texts)).toHaveLength(4);
  });

  test.each<[string, (page: number) => string]>([
    ['Page 12 of 33', (page) => `Page ${page + 11} of 33`],
    ['Page 12', (page) => `Page ${page}`],
    ['第 １２ 页', (page) => `第 ${String.fromCharCode(0xff10 + page)} 页`],
    ['a mark across the page', () => '某某标准化技术协会'],
    ['two lines of it', () => '某某标准化技术协会\n分会'],
    ['a line that counts', (page) => `某某公司，内部资料 ${page}`],
  ])('%s makes no difference', (_, foot) => {
    expect(run(paged(foot)).texts).toEqual(whole.texts);
  });
});

describe('what does not fit is told, and none of it taken over', () => {
  const clause = (list: string) => `3 铜级\n3.1 柜台\n3.1.1 收银与找零\n${list}\n`;

  test.each([
    ['an entry more', 'a) 甲；\nb) 乙；\nc) 丙。', 'till.1 count 3'],
    ['an entry less', 'a) 甲。', 'till.1 count 1'],
    ['a letter left out', 'a) 甲；\nc) 乙。', 'till.1 order 2'],
    ['a letter twice', 'a) 甲；\na) 乙。', 'till.1 order 2'],
    ['an entry without text', 'a) 甲；\nb)', 'till.1 count 2'],
    ['the same clause twice', 'a) 甲；\nb) 乙。\n3.1.9 收银与找零\na) 丙；\nb) 丁。', 'till.1 repeated 2'],
  ])('%s', (_, list, misfit) => {
    const { texts, misfits, missing } = run(clause(list));
    expect({ texts, misfits }).toEqual({ texts: {}, misfits: [misfit] });
    expect(missing).not.toContain('till.1');
  });

  test('lists under headings that the model does not have, behind the first one that it has', () => {
    const { texts, strays } = run(
      clause('a) 甲；\nb) 乙。\n3.1.2 擦玻璃\n应：\na) 擦；\nb) 洗。\n3.2 仓库\n3.2.1 货架\na) 丙。'),
    );
    expect(texts).toEqual({ 'till.1a': '甲。', 'till.1b': '乙。' });
    expect(strays).toEqual(['3 铜级 › 3.1.2 擦玻璃: 2']);
  });

  test('lists in a domain of the model are told before the first one that fits, front matter is not', () => {
    const { strays } = run(
      '1 范围\n适用于：\na) 门店；\nb) 仓库。\n3 铜级\n3.1 柜台\n3.1.1 擦玻璃\na) 擦；\nb) 洗。\n3.1.2 收银与找零\na) 甲；\nb) 乙。\n',
    );
    expect(strays).toEqual(['3 铜级 › 3.1.1 擦玻璃: 2']);
  });

  test('an item at a level that the model does not have it at', () => {
    const text = '5 银级\n5.1 柜台\n5.1.1 收银与找零\na) 甲。\n5.1.2 排队规划\na) 乙；\nb) 丙。\n';
    expect(run(text)).toMatchObject({ texts: { 'till.2a': '甲。' }, strays: ['5 银级 › 5.1.2 排队规划: 2'] });
  });

  test('an unknown item whose levels follow those of a known one', () => {
    const levels = (a: string) => `概述\n说明。\n铜级要求\n应：\n${a}；\n${a}${a}。\n`;
    const text = `柜台能力\n收银管理\n${levels('甲')}擦玻璃\n${levels('乙')}`;
    expect(run(text)).toMatchObject({
      texts: { 'till.1a': '甲。', 'till.1b': '甲甲。' },
      strays: ['擦玻璃 › 铜级要求: 2'],
    });
    // The same where even the heading is lost.
    expect(run(text.replace('擦玻璃\n', '')).texts).toEqual({ 'till.1a': '甲。', 'till.1b': '甲甲。' });
  });

  test('part of a broken sentence that comes again and again is lost nowhere', () => {
    const entry = (mark: string, end: string) =>
      `${mark}) 凡是在柜台上办的事情不论大小一律要有记录\n记录保存期按店里的规定\n${end}；`;
    const { texts } = run(
      `3 铜级\n3.1 柜台\n3.1.1 收银与找零\n应：\n${entry('a', '执行')}\n${entry('b', '办理')}\n3.1.2 排队规划\n应：\n${entry('a', '甲')}\n${entry('b', '乙')}\n`,
    );
    const whole = (end: string) => `凡是在柜台上办的事情不论大小一律要有记录记录保存期按店里的规定${end}。`;
    expect(texts).toMatchObject({ 'till.1a': whole('执行'), 'till.1b': whole('办理'), 'queue.1b': whole('乙') });
  });

  test('notes and other lines behind an entry that has ended', () => {
    const { texts, unused } = run(clause('a) 甲；\nb) 乙。\n注：这是一条关于乙的说明，不是要求。'));
    expect(texts).toEqual({ 'till.1a': '甲。', 'till.1b': '乙。' });
    expect(unused).toEqual(['6 注：这是一条关于乙的说明，不是要求。']);
  });

  test('an entry that breaks off, unless no entry has a stop', () => {
    expect(run(clause('a) 甲和\nb) 乙。'))).toMatchObject({ texts: { 'till.1a': '甲和' }, brokenOff: ['till.1a'] });
    expect(run(clause('- 甲\n- 乙'))).toMatchObject({ texts: { 'till.1b': '乙' }, brokenOff: [] });
  });

  test.each([
    ['nothing', ''],
    ['another text', '今天天气很好。\n'],
    ['a table', '| 铜级 | 柜台 |\n|---|---|\n'],
  ])('%s', (_, text) => {
    expect(run(text)).toMatchObject({
      texts: {},
      misfits: [],
      strays: [],
      missing: expect.arrayContaining(['till.1']),
    });
  });
});

test('an English text fills in English', () => {
  const text = '3 Bronze\n3.1 Counter\n3.1.1 Till\nThe shop shall:\na) count the\nmoney;\nb) check the change.\n';
  expect(Object.fromEntries(importOverlay(text, SHOP).overlay.requirements)).toMatchObject({
    'till.1a': { zh: null, en: 'count the money.' },
    'till.1b': { zh: null, en: 'check the change.' },
  });
});

test.each([
  [
    'a Chinese title above an English text',
    (text: string) => `团体标准 门店规范 第一版 本规范规定了门店的各项要求\n${text}`,
    'en',
  ],
  [
    'Chinese words in an English sentence',
    (text: string) => text.replace('money', 'money (钱款) in the till (柜台)'),
    'en',
  ],
  ['an English title above a Chinese text', () => `Group standard: rules for shops and stores\n${ABOVE}`, 'zh'],
  ['names in Latin letters in a Chinese sentence', () => ABOVE.replace('钱款', 'GB/T 1.1 SLA 钱款'), 'zh'],
] as const)('the language is that of what is taken over: %s', (_, change, lang) => {
  const text = '3 Bronze\n3.1 Counter\n3.1.1 Till\nThe shop shall:\na) count the money;\nb) check the change.\n';
  const outcome = importOverlay(change(text), SHOP);
  expect(outcome.lang).toBe(lang);
  const other = lang === 'en' ? 'zh' : 'en';
  expect(outcome.overlay.requirements.size).toBeGreaterThan(0);
  for (const wording of outcome.overlay.requirements.values()) {
    expect(wording[lang]).toMatch(lang === 'en' ? /\.$/ : /[。：]$/);
    expect(wording[other]).toBeNull();
  }
});

test('any text is read without an error, and what is taken over has as many entries as there are requirements', () => {
  const part = fc.constantFrom(
    ...ABOVE.split('\n'),
    ...BELOW.split('\n'),
    '一',
    '3',
    '3.1',
    '\t',
    '﹏',
    'a)',
    '- ',
    '# ',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (lines) => {
      const { overlay, matched, misfits, missing } = importOverlay(lines.join('\n'), SHOP);
      expect(matched.length + misfits.length + missing.length).toBe(
        itemsOf(SHOP).flatMap(({ levels }) => levels).length,
      );
      const ids = matched.flatMap(({ requirements }) => requirements);
      expect([...overlay.requirements.keys(), ...overlay.replace.keys()].sort()).toEqual([...ids].sort());
    }),
    { numRuns: 300 },
  );
});

/** The texts that the models were written from stand beside the repository where it is developed, and nowhere else. */
const SEEDS = process.env['ASSESS_SEEDS'] ?? join(import.meta.dirname, '../../../../shared/seeds');
const seed = (name: string): string => join(SEEDS, name);

test.skipIf(!existsSync(seed('sme-capability-maturity-model.txt')))(
  'the text of sme gives a model derived from it every requirement that it takes over',
  () => {
    const text = readFileSync(seed('sme-capability-maturity-model.txt'), 'utf8');
    const wordings = (id: string) => importOverlay(text, openCatalogue(id)).overlay.requirements;
    const [own, derived] = [wordings('sme'), wordings('sme-guide')];
    const taken = itemsOf(openCatalogue('sme-guide')).flatMap(({ levels }) => levels.flatMap((l) => l.requirements));
    const expected = taken.flatMap(({ id, origin = [] }) => origin.map((from) => [id, own.get(from)] as const));
    expect(expected).toHaveLength(325);
    expect(Object.fromEntries(derived)).toEqual(Object.fromEntries(expected));
  },
);

const wrapped = (width: number) => (text: string) =>
  text.replace(/^[^\t\n]+$/gm, (line) => line.replace(new RegExp(`.{${width}}(?=.)`, 'gu'), '$&\n'));
const plain = (text: string) => text.replace(/^(?:#+|\s*-) /gm, '');
const paged = (text: string) =>
  text
    .split('\n')
    .map((line, index) => (index % 37 === 36 ? `${line}\n\n${index}\n\fT/CESA 1299—2023\n某协会\n` : line))
    .join('\n');

/** What extractions, editors and hands do to a text. */
const EXTRACTIONS: Readonly<Record<string, (text: string) => string>> = {
  plain,
  'in lines of 40': (text) => wrapped(40)(plain(text)),
  'in lines of 28': (text) => wrapped(28)(plain(text)),
  'with pages': (text) => paged(wrapped(38)(plain(text))),
  'without blank lines': (text) => plain(text).replace(/\n\s*\n/g, '\n'),
  'in lines of 20': (text) => wrapped(20)(plain(text)),
  'with a mark across its pages': (text) =>
    wrapped(36)(plain(text))
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line, index) => (index % 37 === 36 ? `${line}\n某某标准化技术协会\n分会` : line))
      .join('\n'),
  'with numbers in lines of 38': (text) =>
    wrapped(38)(plain(text).replace(/^([a-z])\) /gm, (_, letter: string) => `${letter.charCodeAt(0) - 96}. `)),
  'with radicals': (text) => text.replace(/[力用方]/g, (char) => ({ 力: '⼒', 用: '⽤', 方: '⽅' })[char] ?? char),
  'with bullets': (text) => plain(text).replace(/^[a-z]\) /gm, '• '),
  'without clause numbers': (text) => plain(text).replace(/^\d+(?:\.\d+)+ /gm, ''),
  'with blanks in headings': (text) =>
    text.replace(/^(#+ [\d.]+ )(.*)$/gm, (_, lead: string, title: string) => lead + [...title].join(' ')),
};

describe.each([
  ['sme', 'sme-capability-maturity-model.txt', 347],
  ['itss', 't-cesa-1299-2023-om-service-capability-maturity-model.txt', 519],
] as const)('the source of %s', (id, file, count) => {
  test.skipIf(!existsSync(seed(file)))(`is matched whole: ${count}`, () => {
    const outcome = importOverlay(readFileSync(seed(file), 'utf8'), openCatalogue(id));
    expect(outcome.overlay.requirements.size).toBe(count);
    const { misfits, missing, strays, unused } = tell(outcome);
    expect({ misfits, missing, strays, unused }).toEqual({ misfits: [], missing: [], strays: [], unused: [] });
  });

  test.skipIf(!existsSync(seed(file))).each(Object.entries(EXTRACTIONS))('is matched the same %s', (_, extract) => {
    const text = readFileSync(seed(file), 'utf8');
    const words = (source: string) =>
      [...importOverlay(source, openCatalogue(id)).overlay.requirements].map(([key, { zh, points }]) =>
        [key, zh, ...points.map((point) => point.zh)].join('|').replace(/\s/g, ''),
      );
    expect(words(extract(text))).toEqual(words(text));
  });
});
