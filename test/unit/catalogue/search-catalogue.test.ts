import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ABBREVIATIONS } from '../../../src/catalogue/abbreviations.ts';
import { type Catalogue, itemsOf } from '../../../src/catalogue/catalogue.ts';
import { type Hit, searchCatalogue, searchTerms } from '../../../src/catalogue/search-catalogue.ts';
import { suggestWord } from '../../../src/catalogue/suggest-word.ts';
import { openCatalogue } from '../../../src/commands/open-catalogue.ts';
import { LANGS, type Text } from '../../../src/i18n/lang.ts';
import { foldText } from '../../../src/text/fold-text.ts';
import { smallCatalogue } from '../scoring/small-catalogue.ts';

const sme = openCatalogue('sme');
const itss = openCatalogue('itss');
const ids = (hits: readonly Hit[]): string[] => hits.map((hit) => hit.id);
/** The passage with the words in brackets. */
const marked = ({ text, ranges }: Hit): string =>
  ranges.reduceRight(
    (rest, [start, end]) => `${rest.slice(0, start)}[${rest.slice(start, end)}]${rest.slice(end)}`,
    text,
  );

const text = (zh: string, en = zh): Text => ({ zh, en });

/** A model with one domain, whose items a, b … have the given texts: a requirement, evidence and advice each. */
function model(
  items: readonly Readonly<Partial<Record<'name' | 'text' | 'overview' | 'evidence' | 'advice', Text>>>[],
) {
  const layout = Object.fromEntries(items.map((_, index) => [String.fromCharCode(97 + index), { 1: 1 }]));
  const small = smallCatalogue({ north: layout });
  const nothing = text('—', '—');
  return {
    ...small,
    domains: small.domains.map((domain) => ({
      ...domain,
      overview: nothing,
      items: domain.items.map((item, index) => ({
        ...item,
        name: items[index]?.name ?? nothing,
        overview: items[index]?.overview ?? nothing,
        levels: item.levels.map((level) => ({
          ...level,
          evidence: [items[index]?.evidence ?? nothing],
          advice: items[index]?.advice ?? nothing,
          requirements: level.requirements.map((entry) => ({ ...entry, text: items[index]?.text ?? nothing })),
        })),
      })),
    })),
  } satisfies Catalogue;
}

describe('the order of hits', () => {
  test.each<[rule: string, items: Parameters<typeof model>[0], words: string, found: string[]]>([
    [
      'names, statements, overviews, evidence and advice',
      [
        { advice: text('做应急演练') },
        { evidence: text('应急演练记录') },
        { overview: text('讲应急演练') },
        { text: text('应急演练已做') },
        { name: text('应急演练') },
      ],
      '应急演练',
      ['e', 'd.1a', 'c', 'a.1', 'b.1'],
    ],
    [
      'a name that is the words, one that begins with them, one that has them',
      [{ name: text('大事件管理') }, { name: text('事件管理') }, { name: text('事件') }],
      '事件',
      ['c', 'b', 'a'],
    ],
    [
      'words in a row before words apart',
      [{ text: text('演练按应急预案做') }, { text: text('应急演练已做') }],
      '应急 演练',
      ['b.1a', 'a.1a'],
    ],
    [
      'a Chinese word whole before it in pieces',
      [{ text: text('应急预案经过演练') }, { text: text('做应急演练') }],
      '应急演练',
      ['b.1a', 'a.1a'],
    ],
    [
      'a statement that has a Chinese word in pieces before advice that has it whole',
      [{ advice: text('做应急演练') }, { text: text('应急预案经过演练') }],
      '应急演练',
      ['b.1a', 'a.1'],
    ],
    [
      'words in one passage before words in several',
      [{ evidence: text('登记表'), advice: text('先做演练') }, { evidence: text('登记演练') }],
      '演练 登记',
      ['b.1', 'a.1'],
    ],
    [
      'the word as it is, a longer word, another form',
      [
        { text: text('—', 'It was planned.') },
        { text: text('—', 'It has planners.') },
        { text: text('—', 'It has a plan.') },
        { text: text('—', 'The drill is planned.') },
      ],
      'plan',
      ['c.1a', 'a.1a', 'b.1a', 'd.1a'],
    ],
    [
      'the order of the model where all else is alike',
      [{ text: text('预案已定') }, { text: text('预案已改') }, { text: text('有预案') }],
      '预案',
      ['a.1a', 'b.1a', 'c.1a'],
    ],
  ])('%s', (_, items, words, found) => {
    expect(ids(searchCatalogue(model(items), words, { lang: 'zh' }))).toEqual(found);
  });

  test('is nearer in distance from hit to hit', () => {
    const hits = searchCatalogue(itss, '应急演练', { lang: 'zh' });
    const distances = hits.map((hit) => hit.distance);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(ids(hits)[0]).toBe('emergency-drill');
  });
});

describe('words', () => {
  test('all have to occur', () => {
    const items = [{ text: text('应急预案') }, { text: text('演练过一次') }, { text: text('演练应急预案') }];
    expect(ids(searchCatalogue(model(items), '应急 演练', { lang: 'zh' }))).toEqual(['c.1a']);
    expect(searchCatalogue(itss, '应急 蛋糕', { lang: 'zh' })).toEqual([]);
  });

  test('may stand in the names of what a part belongs to, but not all', () => {
    const hits = searchCatalogue(sme, '需求管理 量化', { lang: 'zh' });
    expect(hits[0]?.id).toMatch(/^demand-management/);
    const requirements = searchCatalogue(sme, '需求管理', { lang: 'zh', kinds: ['requirement'] });
    for (const hit of requirements) expect(hit.ranges.length).toBeGreaterThan(0);
  });

  test('narrow to a level by its name', () => {
    const hits = searchCatalogue(itss, '演练 协同级', { lang: 'zh', kinds: ['requirement'] });
    expect(hits.length).toBeGreaterThan(0);
    for (const hit of hits) expect(hit.id).toMatch(/\.3[a-z]$/);
  });

  test.each([
    ['drill', 'drills'],
    ['drills', 'drill'],
    ['assess', 'assessment'],
    ['assessment', 'assessed'],
    ['policy', 'policies'],
    ['policies', 'policy'],
    ['planned', 'plan'],
    ['planning', 'planned'],
    ['process', 'processes'],
    ['processes', 'process'],
    ['improve', 'improving'],
    ['improvement', 'improved'],
    ['analysis', 'analyses'],
    ['controlled', 'control'],
    ['regularly', 'regular'],
    ['Drill', 'DRILLS'],
  ])('%s finds %s', (word, form) => {
    expect(ids(searchCatalogue(model([{ text: text('—', `one ${form} more`) }]), word, { lang: 'en' }))).toEqual([
      'a.1a',
    ]);
  });

  test.each([
    ['plan', 'explanation'],
    ['service', 'servant'],
    ['speed', 'specific'],
    ['string', 'strong'],
    ['apply', 'approach'],
    ['supply', 'support'],
    ['used', 'us'],
    ['4.1', '7.4.1'],
    ['7.4.1', '7.4.10'],
    ['24', '240'],
    ['AI', 'aim'],
    ['IT', 'item'],
  ])('%s does not find %s', (word, other) => {
    expect(searchCatalogue(model([{ text: text('—', `one ${other} more`) }]), word, { lang: 'en' })).toEqual([]);
  });

  test.each([
    ['ＩＴ服务', 'IT 服务已建', '[IT] [服务]已建'],
    ['it服务', '服务与 IT', '[服务]与 [IT]'],
    ['99.9％', '可用率 99.9%', '可用率 [99.9]%'],
    ['應急演練', '应急演练', '[应急演练]'],
    ['應急演練', '應急演練', '[應急演練]'],
    ['客戶 投訴', '投诉的客户', '[投诉]的[客户]'],
    ['应急、演练', '应急演练', '[应急演练]'],
    ['（应急）', '应急', '[应急]'],
    ['应急演练', '应急预案的演练', '[应急]预案的[演练]'],
    ['服务级别协议', '协议写明服务级别', '[协议]写明[服务级别]'],
    ['c++', 'C++ 与 Java', '[C]++ 与 Java'],
  ])('%s in “%s” is marked: %s', (words, words2, shown) => {
    const [hit] = searchCatalogue(model([{ text: text(words2, '—') }]), words, { lang: 'zh' });
    expect(hit && marked(hit)).toBe(shown);
  });

  test.each(['', ' ', '，。', '—', '\u200b', '()', '.'])('none in %j', (words) => {
    expect(searchTerms(words)).toEqual([]);
    expect(searchCatalogue(sme, words, { lang: 'zh' })).toEqual([]);
  });
});

describe('a hit', () => {
  test('of a clause is the item at its level', () => {
    const hits = searchCatalogue(itss, '7.4.1', { lang: 'zh' });
    expect(hits.map((hit) => [hit.id, hit.field, hit.text])[0]).toEqual([
      'process-framework-design.2',
      'clause',
      '7.4.1',
    ]);
    expect(searchCatalogue(itss, '7', { lang: 'zh' }).every((hit) => hit.field !== 'clause')).toBe(true);
  });

  test('of a part of an id is the item, and with a dot the requirements', () => {
    const items = searchCatalogue(sme, 'demand-management', { lang: 'zh' });
    expect(items.filter((hit) => hit.field === 'id').map((hit) => hit.id)).toEqual(['demand-management']);
    const requirements = searchCatalogue(sme, 'demand-management.2', { lang: 'zh' });
    expect(ids(requirements)).toEqual(['2a', '2b', '2c', '2d'].map((key) => `demand-management.${key}`));
  });

  test('is of the kinds that were asked for', () => {
    const kinds = new Set(
      searchCatalogue(itss, '应急', { lang: 'zh', kinds: ['item', 'requirement'] }).map((hit) => hit.part.kind),
    );
    expect([...kinds].sort()).toEqual(['item', 'requirement']);
  });

  test.each(LANGS)('shows the passage in %s where both have the words', (lang) => {
    const [hit] = searchCatalogue(model([{ text: text('ITSS 甲', 'ITSS b') }]), 'itss', { lang });
    expect(hit?.lang).toBe(lang);
  });

  test('of a level, a domain, a domain at a level', () => {
    const found = (words: string) => searchCatalogue(itss, words, { lang: 'zh' })[0]?.id;
    expect(found('引领级')).toBe('5');
    expect(found('质量管理')).toBe('quality-management');
    expect(found('以指标作量化评估并推动改进的机制')).toBe('process.4');
  });
});

const requirementsOf = (catalogue: Catalogue) =>
  itemsOf(catalogue).flatMap((item) => item.levels.flatMap((level) => level.requirements));

describe('an abbreviation of the field', () => {
  test.each([...ABBREVIATIONS])('%s finds each of %j in a model that comes with the program', (short, meanings) => {
    for (const meaning of meanings) {
      const isMeant = (hit: Hit) =>
        hit.ranges.some(([start, end]) => foldText(hit.text.slice(start, end)).text.startsWith(meaning));
      const found = [sme, itss]
        .flatMap((catalogue) => LANGS.map((lang) => searchCatalogue(catalogue, short, { lang })))
        .flat();
      expect(found.some(isMeant), meaning).toBe(true);
    }
  });

  test.each([
    ['sla', 'zh', '[服务级别协议]已经签订'],
    ['SLAs', 'en', '[Service level agreements] have been signed'],
    ['ＲＴＯ', 'zh', '[恢复时间]'],
    ['CMDB 核验', 'zh', '[配置管理数据库]'],
    ['cmdb consistency', 'en', '[configuration management database]'],
  ] as const)('%s is found in %s as what it stands for', (words, lang, shown) => {
    expect(searchCatalogue(itss, words, { lang }).some((hit) => marked(hit).includes(shown))).toBe(true);
  });

  test('as it is written comes before what it stands for, and other words mean nothing else', () => {
    const found = searchCatalogue(model([{ text: text('服务级别协议', 'x') }, { text: text('x', 'an SLA') }]), 'SLA', {
      lang: 'zh',
    });
    expect(ids(found)).toEqual(['b.1a', 'a.1a']);
    expect(searchCatalogue(model([{ text: text('服务级别协议', 'slack') }]), 'sl', { lang: 'en' })).toEqual([]);
  });
});

describe.each([sme, itss])('in the model $id', (catalogue) => {
  const requirements = requirementsOf(catalogue);

  test('every requirement is the first that its own id finds', () => {
    for (const { id } of requirements) expect(searchCatalogue(catalogue, id, { lang: 'zh' })[0]?.id).toBe(id);
  });

  test('every item and domain is the first that its own id finds', () => {
    for (const { id } of [...catalogue.domains, ...itemsOf(catalogue)])
      expect(searchCatalogue(catalogue, id, { lang: 'en' })[0]?.id).toBe(id);
  });

  test('every requirement is found by any four or more Chinese characters of its statement, whole', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...requirements),
        fc.nat(),
        fc.integer({ min: 4, max: 30 }),
        (entry, seed, length) => {
          const runs = entry.text.zh.match(/\p{Script=Han}{4,}/gu) ?? [];
          const run = runs[seed % runs.length] ?? '';
          const start = seed % Math.max(1, run.length - 3);
          const words = run.slice(start, start + length);
          const hit = searchCatalogue(catalogue, words, { lang: 'zh' }).find((found) => found.id === entry.id);
          expect([words, hit?.ranges.some(([from, to]) => hit.text.slice(from, to).includes(words))]).toEqual([
            words,
            true,
          ]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('every requirement is found by any words of its English statement', () => {
    fc.assert(
      fc.property(fc.constantFrom(...requirements), fc.nat(), fc.integer({ min: 1, max: 4 }), (entry, seed, count) => {
        const all = entry.text.en.split(' ').filter((word) => /[a-z]/i.test(word));
        const words = all
          .slice(seed % all.length)
          .slice(0, count)
          .join(' ');
        expect([words, ids(searchCatalogue(catalogue, words, { lang: 'en' })).includes(entry.id)]).toEqual([
          words,
          true,
        ]);
      }),
      { numRuns: 200 },
    );
  });

  test('any text is searched for without an error, and what is marked stands in the passage', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.constantFrom('服务', '应急演练', 'plan', '.', '*', '(', '\\', '[a-z]', 'demand-management.1a', '７．４'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
        for (const hit of searchCatalogue(catalogue, pieces.join(' '), { lang: 'en' })) {
          let last = 0;
          for (const [start, end] of hit.ranges) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
          expect(last).toBeLessThanOrEqual(hit.text.length);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('a word that occurs nowhere', () => {
  test.each([
    ['incidnet', 'incident'],
    ['managementt', 'management'],
    ['应急演炼', '应急演练'],
    ['demand-managment', 'demand-management'],
    ['xyzzy', null],
    ['zake', null],
    ['蛋糕', null],
  ])('%s: %s', (word, near) => {
    expect(suggestWord([sme, itss], word)).toBe(near);
  });
});
