import { describe, expect, test } from 'vitest';
import type { Item } from '../../../src/catalogue/catalogue.ts';
import { type ComparedItems, compareCatalogues } from '../../../src/catalogue/compare-catalogues.ts';
import { openCatalogue } from '../../../src/commands/open-catalogue.ts';
import { smallItem } from '../scoring/small-catalogue.ts';
import { editionOf, OLD, wholeAt } from './related-catalogues.ts';

const [SME, GUIDE, ITSS] = [openCatalogue('sme'), openCatalogue('sme-guide'), openCatalogue('itss')];
const groupsOf = (comparison: ReturnType<typeof compareCatalogues>): readonly ComparedItems[] =>
  comparison.domains.flatMap((domain) => domain.items);
const ids = (items: readonly Item[]) => items.map((item) => item.id).join('+');

const kindsOf = (a: typeof SME, b: typeof SME) =>
  groupsOf(compareCatalogues(a, b))
    .filter((group) => !group.kinds.includes('same'))
    .map((group) => `${group.kinds.join(' ')}: ${[ids(group.a), ids(group.b)].filter(Boolean).join(' > ')}`);

test('sme beside sme-guide', () => {
  expect(kindsOf(SME, GUIDE)).toEqual([
    'renamed: strategy-and-decision > strategy-and-decision',
    'renamed: investment-and-finance > investment-and-finance',
    'other-levels: risk-management > risk-management',
    'other-levels: design-and-innovation > design-and-innovation',
    'renamed: service-level-design > service-level-design',
    'renamed: supplier-selection > supplier-selection',
    'renamed: capacity-support > capacity-support',
    'other-levels: project-management > project-management',
    'renamed: transition-planning-and-support > transition-planning-and-support',
    'added: service-organization',
    'added: planning-and-requests',
    'added: service-compliance',
    'dropped: operations-control',
    'dropped: application-management',
    'merged: measurement-and-evaluation+data-analysis > measurement-and-analysis',
    'other-levels: transformation-management > transformation-management',
  ]);
});

test('sme-guide beside sme: what was merged is split, what was added is dropped', () => {
  const kinds = kindsOf(GUIDE, SME);
  expect(kinds).toContain('split: measurement-and-analysis > measurement-and-evaluation+data-analysis');
  expect(kinds).toContain('added: operations-control');
  expect(kinds).toContain('dropped: service-organization');
  expect(kinds).toHaveLength(kindsOf(SME, GUIDE).length);
});

test.each([
  [SME, GUIDE],
  [GUIDE, SME],
  [SME, ITSS],
  [GUIDE, GUIDE],
])('every item and requirement of both sides occurs once', (a, b) => {
  const groups = groupsOf(compareCatalogues(a, b));
  const itemsOf = (catalogue: typeof SME) => catalogue.domains.flatMap((domain) => domain.items.map((item) => item.id));
  const requirementsOf = (catalogue: typeof SME) =>
    catalogue.domains.flatMap((domain) =>
      domain.items.flatMap((item) => item.levels.flatMap((level) => level.requirements.map((entry) => entry.id))),
    );
  expect(groups.flatMap((group) => group.a.map((item) => item.id)).sort()).toEqual(itemsOf(a).sort());
  expect(groups.flatMap((group) => group.b.map((item) => item.id)).sort()).toEqual(itemsOf(b).sort());
  const pairs = groups.flatMap((group) => [...group.same, ...group.changed]);
  expect([...pairs.map(([one]) => one), ...groups.flatMap((group) => group.onlyA)].sort()).toEqual(
    requirementsOf(a).sort(),
  );
  expect([...pairs.map(([, other]) => other), ...groups.flatMap((group) => group.onlyB)].sort()).toEqual(
    requirementsOf(b).sort(),
  );
  for (const side of ['a', 'b'] as const) {
    const total = groups.flatMap((group) => group.levels).reduce((sum, level) => sum + level[side].count, 0);
    expect(total).toBe(requirementsOf(side === 'a' ? a : b).length);
  }
});

test('reasons come from the derived model, also for what it dropped', () => {
  const reasons = groupsOf(compareCatalogues(SME, GUIDE));
  const reasonOf = (id: string) => reasons.find((group) => ids([...group.b, ...group.a]).includes(id))?.reason?.zh;
  expect(reasonOf('measurement-and-analysis')).toMatch(/合并而成/);
  expect(reasonOf('operations-control')).toBe('图 1 和团体标准说明的矩阵都没有操作控制。');
});

describe('two editions', () => {
  const item = (id: string, change: (item: Item) => Item) =>
    kindsOf(
      OLD,
      editionOf(OLD, '2', (entry) => (entry.id === id ? change(entry) : entry)),
    );
  test.each<[string, (item: Item) => Item, string[]]>([
    ['nothing changed', (entry) => entry, []],
    ['another name', (entry) => ({ ...entry, name: { zh: 'x', en: 'x' } }), ['renamed: vision > vision']],
    [
      'another statement',
      (entry) => ({
        ...entry,
        levels: entry.levels.map((level) => ({
          ...level,
          requirements: level.requirements.map((requirement) => ({ ...requirement, text: { zh: 'x', en: 'x' } })),
        })),
      }),
      ['other-requirements: vision > vision'],
    ],
    ['one requirement more', () => smallItem('vision', { 1: 3, 2: 2 }), ['other-requirements: vision > vision']],
    ['a level less', () => smallItem('vision', { 1: 2 }), ['other-levels: vision > vision']],
    ['a whole in place of its parts', (entry) => wholeAt(entry, [2]), ['other-requirements: vision > vision']],
    [
      'another name and a level less',
      () => ({ ...smallItem('vision', { 1: 2 }), name: { zh: 'x', en: 'x' } }),
      ['renamed other-levels: vision > vision'],
    ],
    ['another id', () => smallItem('sight', { 1: 2, 2: 2 }), ['added: sight', 'dropped: vision']],
  ])('%s', (_, change, kinds) => {
    expect(item('vision', change)).toEqual(kinds);
  });

  test('a domain that is gone stands last, with its items', () => {
    const fresh = { ...OLD, edition: '2', domains: OLD.domains.slice(0, 1) };
    const { domains } = compareCatalogues(OLD, fresh);
    expect(domains.map((domain) => [domain.a?.id, domain.b?.id, domain.items.map((group) => group.kinds)])).toEqual([
      ['north', 'north', [['same'], ['same']]],
      ['south', undefined, [['dropped']]],
    ]);
  });
});

describe('how two models score', () => {
  const scored = (scoring: Partial<typeof OLD.scoring>) =>
    compareCatalogues(OLD, { ...OLD, scoring: { ...OLD.scoring, ...scoring } }).scoring;
  test('differs in nothing, in the threshold, or in a value or a name of a score', () => {
    const [first, ...rest] = OLD.scoring.scores;
    const renamed = [{ units: 10, name: { zh: '满足', en: 'met' } }, ...rest];
    expect(first?.units).toBe(10);
    expect(scored({})).toEqual({ scores: false, threshold: false, weights: [] });
    expect(scored({ threshold: 5 })).toEqual({ scores: false, threshold: true, weights: [] });
    expect(scored({ scores: renamed })).toEqual({ scores: true, threshold: false, weights: [] });
    expect(scored({ scale: 1 })).toMatchObject({ scores: true, threshold: true });
  });

  test('is the same in another scale of units', () => {
    const { scores, threshold } = OLD.scoring;
    const hundredths = {
      scale: 100,
      threshold: threshold * 10,
      scores: scores.map((step) => ({ ...step, units: step.units * 10 })),
    };
    expect(scored(hundredths)).toEqual({ scores: false, threshold: false, weights: [] });
  });

  test('differs in weights, also of what one side has alone', () => {
    const fresh = editionOf(OLD, '2', (entry) => (entry.id === 'vision' ? { ...entry, weight: 3 } : entry));
    const told = compareCatalogues(OLD, fresh).scoring.weights.map(({ a, b }) =>
      [...a, ...b].map(({ id, weight }) => `${id} ${weight}`),
    );
    expect(told).toEqual([['vision 1', 'vision 3']]);
    const alone = editionOf(OLD, '2', (entry) =>
      entry.id === 'vision' ? { ...entry, id: 'sight', weight: 3 } : entry,
    );
    expect(
      compareCatalogues(OLD, alone).scoring.weights.map(({ a, b }) => [ids(a as Item[]), ids(b as Item[])]),
    ).toEqual([['', 'sight']]);
  });

  test('sme-guide scores as sme', () => {
    expect(compareCatalogues(SME, GUIDE).scoring).toEqual({ scores: false, threshold: false, weights: [] });
  });
});

test('a requirement with another point is another one', () => {
  const pointed = editionOf(OLD, '2', (entry) => ({
    ...entry,
    levels: entry.levels.map((level) => ({
      ...level,
      requirements: level.requirements.map((each) => ({ ...each, points: [{ zh: 'x', en: 'x' }] })),
    })),
  }));
  const [first] = groupsOf(compareCatalogues(OLD, pointed));
  expect(first?.same).toEqual([]);
  expect(first?.changed).not.toEqual([]);
});
