import { describe, expect, test } from 'vitest';
import { levelName, type Reading, referenceOf, requirementsFor, shortId } from '../../../src/catalogue/catalogue.ts';
import { openCatalogue } from '../../../src/commands/open-catalogue.ts';
import { smallItem } from '../scoring/small-catalogue.ts';

describe('the requirements that an item brings into a claim', () => {
  const fromOne = smallItem('a', { 1: 2, 2: 1, 3: 1 });
  const fromTwo = smallItem('b', { 2: 1, 3: 2 });
  test.each<[title: string, item: typeof fromOne, claim: number, reading: Reading, ids: string[]]>([
    ['are those of the level', fromOne, 1, 'cumulative', ['a.1a', 'a.1b']],
    ['are with those of the levels below', fromOne, 2, 'cumulative', ['a.1a', 'a.1b', 'a.2a']],
    ['are those of the level alone, read so', fromOne, 2, 'own-level', ['a.2a']],
    ['are none below its first level', fromTwo, 1, 'cumulative', []],
    ['are none below its first level, read either way', fromTwo, 1, 'own-level', []],
    ['begin with its first level', fromTwo, 3, 'cumulative', ['b.2a', 'b.3a', 'b.3b']],
  ])('%s', (_, item, claim, reading, ids) => {
    expect(requirementsFor(item, claim, reading).map((requirement) => requirement.id)).toEqual(ids);
  });

  /** ERRATA G56: an item takes part at L when it has requirements at or below L. Every item of `sme` runs to the top. */
  test('stay in a higher claim where the item has nothing to add to it', () => {
    const toTwo = smallItem('c', { 1: 1, 2: 1 });
    expect(requirementsFor(toTwo, 3, 'cumulative').map((requirement) => requirement.id)).toEqual(['c.1a', 'c.2a']);
    expect(requirementsFor(toTwo, 3, 'own-level')).toEqual([]);
  });
});

describe('a requirement of sme', () => {
  const catalogue = openCatalogue('sme');
  const find = (id: string) => {
    for (const domain of catalogue.domains)
      for (const item of domain.items)
        for (const requirement of item.levels.flatMap((level) => level.requirements))
          if (requirement.id === id) return { domain, item, requirement };
    throw new Error(id);
  };

  test.each([
    ['demand-management.1a', '1a'],
    ['improvement-execution.5e', '5e'],
  ])('%s has the key %s in its item', (id, key) => {
    expect(shortId(find(id).requirement)).toBe(key);
  });

  test.each([
    [
      'demand-management.1a',
      '《中小企业服务 服务机构 通用能力成熟度模型》（2023 年稿） › 服务战略能力 › 需求管理 › 一星第 a 项',
      'General capability maturity model for SME service providers (2023 draft) › 服务战略能力 › 需求管理 › 一星 a)',
    ],
    [
      // The source's own heading, not the name that we gave the item (ERRATA M2).
      'strategy-and-decision.3d',
      '《中小企业服务 服务机构 通用能力成熟度模型》（2023 年稿） › 服务战略能力 › 战略与决策 › 三星第 d 项',
      'General capability maturity model for SME service providers (2023 draft) › 服务战略能力 › 战略与决策 › 三星 d)',
    ],
  ])('%s can be looked up in the source', (id, zh, en) => {
    const { domain, item, requirement } = find(id);
    expect(referenceOf(catalogue, domain, item, requirement)).toEqual({ zh, en });
  });

  test('has a level with a name, and there is no name for a level that is not there', () => {
    expect([1, 2, 3, 4, 5].map((rank) => levelName(catalogue, rank)?.zh)).toEqual([
      '一星',
      '二星',
      '三星',
      '四星',
      '五星',
    ]);
    expect([0, 6].map((rank) => levelName(catalogue, rank))).toEqual([null, null]);
  });
});
