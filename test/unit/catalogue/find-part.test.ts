import { describe, expect, test } from 'vitest';
import { type Catalogue, isDomainWide } from '../../../src/catalogue/catalogue.ts';
import { findLevel, shortLevelName } from '../../../src/catalogue/find-level.ts';
import { findPart, type Part } from '../../../src/catalogue/find-part.ts';
import { openCatalogue } from '../../../src/commands/open-catalogue.ts';
import { smallCatalogue } from '../scoring/small-catalogue.ts';

const sme = openCatalogue('sme');
const itss = openCatalogue('itss');

describe('a level is found by', () => {
  test.each<[by: string, catalogue: Catalogue, word: string, rank: number, byGrade: boolean]>([
    ['its rank', sme, '3', 3, false],
    ['a full-width digit', sme, '３', 3, false],
    ['its name', sme, '三星', 3, false],
    ['its English name', sme, 'Three stars', 3, false],
    ['that in any case', sme, 'three STARS', 3, false],
    ['that with a hyphen', sme, 'three-star', 3, false],
    ['that with a digit', sme, '3 stars', 3, false],
    ['its name with a digit', sme, '3星', 3, false],
    ['its name with 级', sme, '三星级', 3, false],
    ['its rank in words', sme, '三级', 3, false],
    ['its rank in words', sme, '第三级', 3, false],
    ['its rank in words', sme, 'level 3', 3, false],
    ['its whole name', itss, '协同级（二级）', 3, false],
    ['its whole name, half-width', itss, '协同级(二级)', 3, false],
    ['its first name', itss, '协同级', 3, false],
    ['its first name without 级', itss, '协同', 3, false],
    ['its English name', itss, 'Coordinated', 3, false],
    ['its whole English name', itss, 'coordinated (grade 2)', 3, false],
    ['its second name, which counts down', itss, '三级', 2, true],
    ['its second name with a digit', itss, '3级', 2, true],
    ['its second English name', itss, 'Grade 3', 2, true],
    ['a name without a second one', itss, '引领级', 5, false],
    ['its rank, whatever the second names are', itss, '2', 2, false],
    ['its rank in words that are no second name', itss, 'level 2', 2, false],
  ])('%s', (_, catalogue, word, rank, byGrade) => {
    const found = findLevel(catalogue, word);
    expect([found?.level.rank, found?.byGrade]).toEqual([rank, byGrade]);
  });

  test.each<[Catalogue, string]>([
    [sme, '6'],
    [sme, '0'],
    [sme, '六星'],
    [sme, ''],
    [sme, '星'],
    [sme, '需求管理'],
    // The grades of itss run from 四级 to 一级; the fifth level has none.
    [itss, '五级'],
    [itss, 'grade 5'],
    [itss, '级'],
  ])('no level of a model: %#', (catalogue, word) => {
    expect(findLevel(catalogue, word)).toBeNull();
  });

  test('every name that it has', () => {
    for (const catalogue of [sme, itss])
      for (const { rank, name } of catalogue.levels)
        for (const word of [name.zh, name.en, shortLevelName(name.zh), shortLevelName(name.en)])
          expect([word, findLevel(catalogue, word)?.level.rank]).toEqual([word, rank]);
  });
});

/** A part in a few letters: kind, id, and the level that it is looked at. */
function told(part: Part): string {
  switch (part.kind) {
    case 'level':
      return `level ${part.level.rank}`;
    case 'domain':
      return `domain ${part.domain.id}${part.level ? ` at ${part.level.rank}` : ''}`;
    case 'item':
      return `item ${part.item.id}${part.level ? ` at ${part.level.rank}` : ''}`;
    case 'requirement':
      return `requirement ${part.requirement.id}`;
  }
}

const look = (catalogue: Catalogue, word: string): string => {
  const found = findPart(catalogue, word);
  return found.kind === 'found' ? told(found.part) : found.kind;
};

describe('a part is found by', () => {
  test.each<[by: string, catalogue: Catalogue, word: string, part: string]>([
    ['the id of a domain', sme, 'strategy', 'domain strategy'],
    ['the name of a domain', sme, '服务战略能力', 'domain strategy'],
    ['the English name of a domain', sme, 'Service strategy', 'domain strategy'],
    ['the id of an item', sme, 'demand-management', 'item demand-management'],
    ['that in full-width letters', sme, 'ｄｅｍａｎｄ－ｍａｎａｇｅｍｅｎｔ', 'item demand-management'],
    ['that in capitals, with blanks', sme, 'Demand Management', 'item demand-management'],
    ['that with an invisible character', sme, 'demand\u200b-management', 'item demand-management'],
    ['the name of an item', sme, '需求管理', 'item demand-management'],
    ['the id of a requirement', sme, 'demand-management.1a', 'requirement demand-management.1a'],
    ['that in capitals and full width', sme, 'DEMAND-MANAGEMENT．１Ａ', 'requirement demand-management.1a'],
    ['the name of its item', sme, '需求管理.1a', 'requirement demand-management.1a'],
    ['an item and a rank', sme, 'demand-management.3', 'item demand-management at 3'],
    ['an item and the name of a level', sme, '需求管理.三星', 'item demand-management at 3'],
    ['a domain and a rank', sme, 'strategy.3', 'domain strategy at 3'],
    ['an item and a level behind a blank', sme, '需求管理 三星', 'item demand-management at 3'],
    ['the same behind a full-width one', sme, '需求管理　三星', 'item demand-management at 3'],
    ['names that have blanks themselves', sme, 'Demand management three stars', 'item demand-management at 3'],
    ['an item and a key behind a blank', sme, 'Demand management 1a', 'requirement demand-management.1a'],
    ['the number of a clause', itss, '8.8.3', 'item emergency-plan at 3'],
    ['that in full-width digits', itss, '８．８．３', 'item emergency-plan at 3'],
    ['that and a letter', itss, '8.8.3 b)', 'requirement emergency-plan.3b'],
    ['that and a letter, as people write', itss, '8.8.3b）', 'requirement emergency-plan.3b'],
    ['a level', sme, '三星', 'level 3'],
    ['a name that a domain and its own item share: the domain', itss, '过程', 'domain process'],
    ['an id that both have: the domain', itss, 'process', 'domain process'],
    ['that and a rank: the domain', itss, 'process.4', 'domain process at 4'],
    ['that and a key: a requirement of the item', itss, 'process.4a', 'requirement process.4a'],
    ['what the item is called to tell them apart', itss, '过程（全域）', 'item process'],
    ['the same in English', itss, 'Process (whole domain)', 'item process'],
  ])('%s', (_, catalogue, word, part) => {
    expect(look(catalogue, word)).toBe(part);
  });

  test('decomposed as well as composed names', () => {
    const catalogue = smallCatalogue({ north: { cafe: { 1: 1 } } });
    const [domain] = catalogue.domains;
    const [item] = domain?.items ?? [];
    if (!domain || !item) throw new Error('no item');
    const named = { ...item, name: { zh: 'Café-Dienst', en: 'Cafe\u0301 service' } };
    const model = { ...catalogue, domains: [{ ...domain, items: [named] }] };
    for (const word of ['Café service', 'CAFE\u0301 SERVICE', 'cafe\u0301-dienst'])
      expect([word, look(model, word)]).toEqual([word, 'item cafe']);
  });

  test('everything that a model has: ids of all, names of all', () => {
    for (const catalogue of [sme, itss])
      for (const domain of catalogue.domains) {
        for (const word of [domain.id, domain.name.zh, domain.name.en])
          expect([word, look(catalogue, word)]).toEqual([word, `domain ${domain.id}`]);
        for (const item of domain.items) {
          const wide = isDomainWide(domain, item);
          const shared = [domain.id, domain.name.zh, domain.name.en];
          for (const word of [item.id, item.name.zh, item.name.en])
            expect([word, look(catalogue, word)]).toEqual([
              word,
              wide && shared.includes(word) ? `domain ${domain.id}` : `item ${item.id}`,
            ]);
          for (const { id } of item.levels.flatMap((level) => level.requirements))
            expect(look(catalogue, id)).toBe(`requirement ${id}`);
        }
      }
  });
});

describe('a name that two items share', () => {
  const small = smallCatalogue({ north: { 'plans-north': { 1: 1 } }, south: { 'plans-south': { 1: 1 } } });
  const catalogue: Catalogue = {
    ...small,
    domains: small.domains.map((domain) => ({
      ...domain,
      items: domain.items.map((item) => ({ ...item, name: { zh: '计划', en: 'Plans' } })),
    })),
  };

  test.each(['计划', 'plans', '计划.1a', '计划.1'])('%s is not guessed: the ids are told', (word) => {
    expect(findPart(catalogue, word)).toEqual({ kind: 'ambiguous', ids: ['plans-north', 'plans-south'] });
  });

  test('does not stand in the way of the ids', () => {
    expect(look(catalogue, 'plans-south.1a')).toBe('requirement plans-south.1a');
  });
});

describe('what a slip was meant to be', () => {
  test.each<[Catalogue, string, string | null]>([
    [sme, 'demand-managment', 'demand-management'],
    [sme, 'service-catalog', 'service-catalogue'],
    [sme, '需求管里', '需求管理'],
    [sme, 'demand-management.1', null],
    [sme, 'demand-managment.1a', 'demand-management.1a'],
    [sme, 'Risk managment', 'risk-management'],
    [itss, '演练', '应急演练'],
    [itss, '服务级别', '服务级别管理'],
    [itss, '协同级(二及)', '协同级（二级）'],
    [sme, 'xyzzy', null],
    [sme, '', null],
    [sme, '8.8.3', null],
    [itss, '8.8.9', null],
    [itss, '8.8.3 z)', null],
    [sme, '需求管理 九星', null],
    [sme, `${'需求管理 '.repeat(3000)}`, null],
    [sme, '理', null],
    [sme, `${'x'.repeat(5000)}`, null],
  ])('%#', (catalogue, word, suggestion) => {
    const found = findPart(catalogue, word);
    expect(found.kind === 'unknown' ? found.suggestion : null).toBe(suggestion);
  });
});
