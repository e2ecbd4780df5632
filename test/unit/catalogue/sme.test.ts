import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { itemsOf, requirementsFor } from '../../../src/catalogue/catalogue.ts';
import { GUIDE_SCORING, isWeighted } from '../../../src/catalogue/scoring.ts';
import { loadModel } from '../../../src/commands/load-model.ts';
import { catalogues, listCatalogues, openCatalogue } from '../../../src/commands/open-catalogue.ts';

const SME = openCatalogue('sme');
const ITEMS = itemsOf(SME);
const REQUIREMENTS = ITEMS.flatMap((item) => item.levels.flatMap((level) => level.requirements));

describe('the catalogue sme', () => {
  test('is the one in model/sme, which has no error and no warning', () => {
    const { catalogue, reports } = loadModel(
      fileURLToPath(new URL('../../../model/sme/model.yaml', import.meta.url)),
      catalogues,
    );
    expect(reports.flatMap((report) => report.diagnostics)).toEqual([]);
    expect(catalogue).toEqual(SME);
  });

  test('is the default, in the edition draft-2023', () => {
    expect(listCatalogues()[0]).toMatchObject({ id: 'sme', edition: 'draft-2023' });
    expect(openCatalogue('sme', 'draft-2023')).toBe(SME);
  });

  test('has a digest of its content, without what every model has that does not say otherwise', () => {
    const { digest, scoring: _, assesses, ...content } = SME;
    const told = JSON.stringify(content, (key, value: unknown) => (key === 'weight' ? undefined : value));
    expect(assesses).toBe('sme-service-providers');
    expect(digest).toBe(`sha256:${createHash('sha256').update(told).digest('hex')}`);
  });

  test('scores by the guide, without weights', () => {
    expect(SME.scoring).toEqual(GUIDE_SCORING);
    expect(isWeighted(SME)).toBe(false);
  });

  test('has 5 domains with 27 items, in the order of the source', () => {
    expect(SME.domains.map((domain) => [domain.name.zh, domain.items.map((item) => item.name.zh)])).toEqual([
      ['服务战略能力', ['战略和决策', '需求管理', '服务投资与财务', '风险管理']],
      [
        '服务设计能力',
        ['设计与创新', '服务目录', '服务级别设计', '供应商选择', '容量支撑', '安全和连续性', '服务质量', '项目管理'],
      ],
      ['服务转换能力', ['发布和部署', '服务转换规划和支持', '服务评估', '服务资产', '变更管理']],
      ['服务运营能力', ['事件和问题', '操作控制', '服务沟通', '应用管理']],
      ['服务持续改进能力', ['持续改进策略与规划', '度量与评估', '数据分析', '改进执行', '知识管理', '变革管理']],
    ]);
    expect(ITEMS).toHaveLength(27);
  });

  test.each([
    { level: 1, own: 22, items: 8 },
    { level: 2, own: 39, items: 12 },
    { level: 3, own: 85, items: 23 },
    { level: 4, own: 95, items: 26 },
    { level: 5, own: 106, items: 27 },
  ])('has $own requirements of level $level, at which $items items are assessed', ({ level, own, items }) => {
    expect(REQUIREMENTS.filter((requirement) => requirement.level === level)).toHaveLength(own);
    expect(ITEMS.filter((item) => requirementsFor(item, level, 'own-level').length > 0)).toHaveLength(items);
  });

  test('has 347 requirements in all, none of them provisional', () => {
    expect(REQUIREMENTS).toHaveLength(347);
    expect(REQUIREMENTS.filter((requirement) => requirement.provisional)).toEqual([]);
  });

  test('has every item assessed from its first level to the highest', () => {
    for (const item of ITEMS) {
      const levels = item.levels.map((level) => level.level);
      const first = levels[0] ?? 0;
      expect(levels, item.id).toEqual(Array.from({ length: 6 - first }, (_, index) => first + index));
    }
  });

  test('has ids of the form <item>.<level><letter>, letters in order, each once', () => {
    for (const item of ITEMS)
      for (const level of item.levels)
        expect(level.requirements.map((requirement) => [requirement.id, requirement.level])).toEqual(
          level.requirements.map((_, index) => [`${item.id}.${level.level}${'abcdef'[index]}`, level.level]),
        );
    const ids = [...SME.domains, ...ITEMS, ...REQUIREMENTS].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id } of [...SME.domains, ...ITEMS]) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  test('has five levels, each with its name and what marks it', () => {
    expect(SME.levels.map(({ rank, name }) => [rank, name.zh, name.en])).toEqual([
      [1, '一星', 'One star'],
      [2, '二星', 'Two stars'],
      [3, '三星', 'Three stars'],
      [4, '四星', 'Four stars'],
      [5, '五星', 'Five stars'],
    ]);
    for (const level of SME.levels) expect(level.characteristics.length).toBeGreaterThan(2);
  });
});

/** Every text of the catalogue in both languages, by where it stands. */
function textsIn(value: unknown, where: string): (readonly [where: string, zh: unknown, en: unknown])[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('zh' in value || 'en' in value) {
    const { zh, en } = value as { zh?: unknown; en?: unknown };
    return [[where, zh, en]];
  }
  return Object.entries(value).flatMap(([key, part]) => textsIn(part, `${where}.${key}`));
}

describe('the texts of sme', () => {
  const texts = textsIn(SME, 'sme');

  test('are all there: names, names of scores, overviews, characteristics, statements, evidence and advice', () => {
    const itemLevels = ITEMS.flatMap((item) => item.levels);
    const evidence = itemLevels.reduce((sum, level) => sum + level.evidence.length, 0);
    const characteristics = SME.levels.reduce((sum, level) => sum + level.characteristics.length, 0);
    expect(texts).toHaveLength(3 + 4 + 5 + characteristics + 2 * 5 + 2 * 27 + 347 + evidence + itemLevels.length);
  });

  test('are in both languages, each in its own, without blank ends or doubled blanks', () => {
    const wrong = texts.filter(
      ([, zh, en]) =>
        typeof zh !== 'string' ||
        typeof en !== 'string' ||
        !/[\u4e00-\u9fff]/.test(zh) ||
        /[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/.test(en) ||
        !/[A-Za-z]{3}/.test(en) ||
        [zh, en].some((words) => words !== words.trim() || /\s{2}|[\n\t]/.test(words)),
    );
    expect(wrong).toEqual([]);
  });

  test('have Chinese with Chinese punctuation, and English with straight quotes and plain blanks', () => {
    const wrong = texts.filter(
      ([, zh, en]) =>
        /[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]/.test(String(zh)) || /[“”‘’\u00a0…]/.test(String(en)),
    );
    expect(wrong).toEqual([]);
  });

  test.each(['zh', 'en'] as const)(
    'no two statements are the same in %s, nor any two pieces of advice or evidence',
    (lang) => {
      for (const kind of [
        REQUIREMENTS.map((requirement) => [requirement.id, requirement.text[lang]] as const),
        ITEMS.flatMap((item) => item.levels.map((level) => [`${item.id} ${level.level}`, level.advice[lang]] as const)),
        ITEMS.flatMap((item) =>
          item.levels.flatMap((level) =>
            level.evidence.map((text) => [`${item.id} ${level.level}`, text[lang]] as const),
          ),
        ),
      ]) {
        const seen = new Map<string, string>();
        const repeated = kind.filter(([where, text]) => {
          const plain = text.toLowerCase().replace(/[\s.。；;，,]/g, '');
          const first = seen.get(plain);
          seen.set(plain, where);
          return first !== undefined;
        });
        expect(repeated).toEqual([]);
      }
    },
  );

  test('of statements are whole sentences', () => {
    expect(REQUIREMENTS.filter(({ text }) => !text.zh.endsWith('。') || !text.en.endsWith('.'))).toEqual([]);
    expect(REQUIREMENTS.filter(({ text }) => !/^[A-Z]/.test(text.en))).toEqual([]);
  });

  test('of evidence are 2 to 4 for each item and level', () => {
    const wrong = ITEMS.flatMap((item) =>
      item.levels.filter((level) => level.evidence.length < 2 || level.evidence.length > 4),
    );
    expect(wrong).toEqual([]);
  });
});

/** The sources are other people's and not in the repository; where they are at hand, the catalogue is held against them. */
const TOOL = fileURLToPath(new URL('../../../../shared/tools/check-catalogue.mjs', import.meta.url));
if (existsSync(TOOL))
  test('sme has every requirement of its source once, none invented and none copied', () => {
    const folder = mkdtempSync(join(tmpdir(), 'assess-catalogue-'));
    try {
      const file = join(folder, 'sme.json');
      const domains = SME.domains.map((domain) => ({
        ...domain,
        items: domain.items.map((item) => ({
          ...item,
          requirements: item.levels.flatMap((level) => level.requirements),
        })),
      }));
      writeFileSync(file, JSON.stringify({ domains }));
      const told = execFileSync(process.execPath, [TOOL, 'sme', file], { encoding: 'utf8', env: {} });
      expect(told.trim()).toBe('96 item-levels, 347 requirements in the source, 0 problems');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
