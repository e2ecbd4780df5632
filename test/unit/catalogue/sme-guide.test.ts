import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import {
  type Item,
  itemsOf,
  type Requirement,
  referenceOf,
  requirementsFor,
} from '../../../src/catalogue/catalogue.ts';
import { loadModel } from '../../../src/commands/load-model.ts';
import { catalogues, openCatalogue } from '../../../src/commands/open-catalogue.ts';

const GUIDE = openCatalogue('sme-guide', '2023');
const SME = openCatalogue('sme', 'draft-2023');
const requirementsOf = (item: Item): readonly Requirement[] => item.levels.flatMap((level) => level.requirements);
const REQUIREMENTS = itemsOf(GUIDE).flatMap(requirementsOf);
const ITEM = new Map(itemsOf(GUIDE).map((item) => [item.name.zh, item]));

/** Figure 1 of the guide, typed off row by row: domain, item, and the stars from one to five at which it is assessed. */
const FIGURE_1 = `
服务战略      战略决策            . . ● ● ●
服务战略      需求管理            ● ● ● ● ●
服务战略      服务投资            ● ● ● ● ●
服务战略      风险管理            . ● ● ● ●
服务设计      设计与创新          . ● ● ● ●
服务设计      服务目录            ● ● ● ● ●
服务设计      服务级别            . ● ● ● ●
服务设计      供应商管理          . . ● ● ●
服务设计      安全和连续性        ● ● ● ● ●
服务设计      服务承载            . . . ● ●
服务设计      服务质量            ● ● ● ● ●
服务设计      项目管理            . ● ● ● ●
服务转化      发布和部署          . . ● ● ●
服务转化      规划与支持          . . ● ● ●
服务转化      服务评估            . . ● ● ●
服务转化      服务资产            ● ● ● ● ●
服务转化      变更管理            . . ● ● ●
服务运营      服务组织            ● ● ● ● ●
服务运营      计划与请求          . ● ● ● ●
服务运营      事件和问题          ● ● ● ● ●
服务运营      服务合规            ● ● ● ● ●
服务运营      服务沟通            ● ● ● ● ●
服务持续改进  持续改进策略与规划  . . ● ● ●
服务持续改进  度量与分析          . ● ● ● ●
服务持续改进  改进执行            . . ● ● ●
服务持续改进  知识管理            . ● ● ● ●
服务持续改进  变革管理            . . ● ● ●
`;
const ROWS = FIGURE_1.trim()
  .split('\n')
  .map((row) => {
    const [domain = '', item = '', ...stars] = row.split(/ +/);
    return { domain, item, levels: stars.flatMap((star, index) => (star === '●' ? [index + 1] : [])) };
  });

describe("the catalogue sme-guide is the guide's Figure 1", () => {
  test('is the one in model/sme-guide, which has no error and no warning', () => {
    const path = fileURLToPath(new URL('../../../model/sme-guide/model.yaml', import.meta.url));
    const { catalogue, reports } = loadModel(path, catalogues);
    expect(reports.flatMap((report) => report.diagnostics)).toEqual([]);
    expect(catalogue).toEqual(GUIDE);
  });

  test('with its domains and items, in its order', () => {
    expect(GUIDE.domains.flatMap((domain) => domain.items.map((item) => [domain.name.zh, item.name.zh]))).toEqual(
      ROWS.map(({ domain, item }) => [domain, item]),
    );
    expect(ROWS).toHaveLength(27);
  });

  test.each(ROWS)('$item is assessed at $levels', ({ item, levels }) => {
    expect(ITEM.get(item)?.levels.map(({ level }) => level)).toEqual(levels);
  });

  test.each([
    { level: 1, items: 10, own: 24, provisional: 2 },
    { level: 2, items: 17, own: 42, provisional: 6 },
    { level: 3, items: 26, own: 86, provisional: 4 },
    { level: 4, items: 27, own: 91, provisional: 4 },
    { level: 5, items: 27, own: 101, provisional: 3 },
  ])('level $level: $items items, $own requirements, $provisional of them provisional', ({ level, ...told }) => {
    const own = REQUIREMENTS.filter((requirement) => requirement.level === level);
    expect({
      items: itemsOf(GUIDE).filter((item) => requirementsFor(item, level, 'own-level').length).length,
      own: own.length,
      provisional: own.filter((requirement) => requirement.provisional).length,
    }).toEqual(told);
  });
});

/** The item-levels of which no source has a requirement. */
const UNKNOWN: Readonly<Record<string, readonly number[]>> = {
  服务组织: [1, 2, 3, 4, 5],
  计划与请求: [2, 3, 4, 5],
  服务合规: [1, 2, 3, 4, 5],
  风险管理: [2],
  设计与创新: [2],
  项目管理: [2],
  变革管理: [3, 4],
};

describe('what is provisional', () => {
  test.each(ROWS)('$item', ({ item, levels }) => {
    const known = ITEM.get(item);
    const unknown = UNKNOWN[item] ?? [];
    for (const { level, requirements } of known?.levels ?? []) {
      const wanted = unknown.includes(level) ? [[`${known?.id}.${level}a`, true, []]] : null;
      const found = requirements.map(({ id, provisional, origin }) => [id, provisional, origin]);
      if (wanted) expect(found).toEqual(wanted);
      else expect(requirements.map((requirement) => requirement.provisional)).not.toContain(true);
    }
    expect(levels).toEqual(expect.arrayContaining([...unknown]));
  });

  test('are 19 of the 344 requirements', () => {
    expect(REQUIREMENTS).toHaveLength(344);
    expect(REQUIREMENTS.filter((requirement) => requirement.provisional)).toHaveLength(19);
  });

  test('has statements, evidence and advice of its own, no two alike and none that sme has', () => {
    const levels = itemsOf(GUIDE).flatMap((item) => item.levels.filter((level) => level.requirements[0]?.provisional));
    const others = itemsOf(SME).flatMap((item) => item.levels);
    for (const lang of ['zh', 'en'] as const)
      for (const texts of [
        (level: (typeof levels)[number]) => level.requirements.map(({ text }) => text[lang]),
        (level: (typeof levels)[number]) => level.evidence.map((text) => text[lang]),
        (level: (typeof levels)[number]) => [level.advice[lang]],
      ]) {
        const own = levels.flatMap(texts);
        const known = new Set(others.flatMap(texts));
        expect(new Set(own).size).toBe(own.length);
        expect(own.filter((text) => known.has(text))).toEqual([]);
      }
    for (const { evidence } of levels) expect(evidence.length).toBeGreaterThanOrEqual(2);
  });

  test('is stated in whole sentences of 20 to 60 characters, or up to 34 words', () => {
    const texts = REQUIREMENTS.filter(({ provisional }) => provisional).map(({ text }) => text);
    expect(texts.filter(({ zh }) => !zh.endsWith('。') || zh.length < 20 || zh.length > 60)).toEqual([]);
    expect(texts.filter(({ en }) => !/^[A-Z].*\.$/.test(en) || en.split(' ').length > 34)).toEqual([]);
  });
});

describe('what comes from sme', () => {
  const kept = REQUIREMENTS.filter((requirement) => !requirement.provisional);
  const original = new Map(
    itemsOf(SME)
      .flatMap(requirementsOf)
      .map((requirement) => [requirement.id, requirement]),
  );

  test('is every requirement but those of the two dropped items, each once and in the same words', () => {
    const origins = kept.flatMap((requirement) => requirement.origin ?? []);
    const dropped = itemsOf(SME).filter((item) => ['operations-control', 'application-management'].includes(item.id));
    expect([...origins].sort()).toEqual(
      [...original.keys()].filter((id) => !dropped.some((item) => id.startsWith(`${item.id}.`))).sort(),
    );
    expect(
      kept.filter(({ origin, text, level }) => {
        const source = original.get(origin?.[0] ?? '');
        return source?.text.zh !== text.zh || source.text.en !== text.en || source.level !== level;
      }),
    ).toEqual([]);
  });

  test('keeps its id, but for the item that is merged of two', () => {
    const moved = kept.filter(({ id, origin }) => origin?.join() !== id);
    expect(moved.map(({ id, origin }) => `${origin} ${id}`)).toEqual([
      'data-analysis.2a measurement-and-analysis.2a',
      'data-analysis.2b measurement-and-analysis.2b',
      'data-analysis.2c measurement-and-analysis.2c',
      'data-analysis.3a measurement-and-analysis.3a',
      'data-analysis.3b measurement-and-analysis.3b',
      'data-analysis.3c measurement-and-analysis.3c',
      'measurement-and-evaluation.4a measurement-and-analysis.4a',
      'measurement-and-evaluation.4b measurement-and-analysis.4b',
      'measurement-and-evaluation.4c measurement-and-analysis.4c',
      'measurement-and-evaluation.4d measurement-and-analysis.4d',
      'data-analysis.4a measurement-and-analysis.4e',
      'data-analysis.4b measurement-and-analysis.4f',
      'data-analysis.4c measurement-and-analysis.4g',
      'measurement-and-evaluation.5a measurement-and-analysis.5a',
      'measurement-and-evaluation.5b measurement-and-analysis.5b',
      'measurement-and-evaluation.5c measurement-and-analysis.5c',
      'measurement-and-evaluation.5d measurement-and-analysis.5d',
      'measurement-and-evaluation.5e measurement-and-analysis.5e',
      'data-analysis.5a measurement-and-analysis.5f',
      'data-analysis.5b measurement-and-analysis.5g',
      'data-analysis.5c measurement-and-analysis.5h',
      'data-analysis.5d measurement-and-analysis.5i',
    ]);
  });

  test('has 2 to 4 pieces of evidence at each level, the merged ones too', () => {
    const counts = itemsOf(GUIDE).flatMap((item) => item.levels.map((level) => level.evidence.length));
    expect(counts.filter((count) => count < 2 || count > 4)).toEqual([]);
  });

  test.each([
    [
      'measurement-and-analysis.4e',
      '《中小企业服务 服务机构 通用能力成熟度模型》（2023 年稿） › 服务持续改进能力 › 数据分析 › 四星第 a 项',
    ],
    [
      'strategy-and-decision.3a',
      '《中小企业服务 服务机构 通用能力成熟度模型》（2023 年稿） › 服务战略能力 › 战略与决策 › 三星第 a 项',
    ],
    [
      'service-compliance.1a',
      '《中小企业服务 服务机构 通用能力成熟度评估指南》（征求意见稿）图 1 › 服务运营 › 服务合规 › 一星',
    ],
  ])('%s can be looked up where it stands', (id, zh) => {
    for (const domain of GUIDE.domains)
      for (const item of domain.items)
        for (const requirement of requirementsOf(item))
          if (requirement.id === id) return expect(referenceOf(GUIDE, domain, item, requirement).zh).toBe(zh);
    throw new Error(id);
  });
});

test('the catalogues that are derived from nothing have no trace of derivations', () => {
  for (const id of ['sme', 'itss']) {
    const catalogue = openCatalogue(id);
    expect(catalogue).not.toHaveProperty('derivedFrom');
    expect(itemsOf(catalogue).filter((item) => 'derivation' in item)).toEqual([]);
    expect(
      itemsOf(catalogue)
        .flatMap(requirementsOf)
        .filter((entry) => 'origin' in entry || entry.provisional),
    ).toEqual([]);
  }
});
