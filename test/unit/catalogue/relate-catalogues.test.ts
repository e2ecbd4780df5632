import { describe, expect, test } from 'vitest';
import { applyOverlay } from '../../../src/catalogue/apply-overlay.ts';
import type { Catalogue, Requirement } from '../../../src/catalogue/catalogue.ts';
import { type Meeting, relateCatalogues } from '../../../src/catalogue/relate-catalogues.ts';
import { openCatalogue } from '../../../src/commands/open-catalogue.ts';
import { smallCatalogue } from '../scoring/small-catalogue.ts';
import { editionOf, OLD, wholeAt } from './related-catalogues.ts';

const [SME, GUIDE, ITSS] = [openCatalogue('sme'), openCatalogue('sme-guide'), openCatalogue('itss')];
const plain = (map: ReadonlyMap<string, readonly string[]>) => Object.fromEntries(map);

const words =
  (zh: string, more: Partial<Requirement> = {}) =>
  (entry: Requirement) => ({
    ...entry,
    text: { zh, en: zh },
    ...more,
  });

/** Another edition with the requirements of one level of `vision` made anew from the old ones, lettered in order. */
const edition = (level: number, make: (old: readonly Requirement[]) => readonly Requirement[], named = {}) =>
  editionOf(OLD, '2', (item) => ({
    ...item,
    ...(item.id === 'vision' ? named : {}),
    levels: item.levels.map((entry) =>
      item.id === 'vision' && entry.level === level
        ? {
            ...entry,
            requirements: make(entry.requirements).map((requirement, index) => ({
              ...requirement,
              id: `vision.${level}${'abc'.charAt(index)}`,
              level,
            })),
          }
        : entry,
    ),
  }));

describe('editions of one model', () => {
  test('have the requirements of the same statement in common', () => {
    const fresh = editionOf(OLD, '2', (item) => (item.id === 'needs' ? { ...item, levels: [] } : item));
    const { related, same, requirements, meetings } = relateCatalogues(OLD, fresh);
    expect({ related, meetings }).toEqual({ related: true, meetings: [] });
    const ids = ['vision.1a', 'vision.1b', 'vision.2a', 'vision.2b', 'risks.2a'];
    expect(Object.fromEntries(same)).toEqual(Object.fromEntries(ids.map((id) => [id, id])));
    expect(plain(requirements)).toEqual(Object.fromEntries(ids.map((id) => [id, [id]])));
  });

  type Change = (old: readonly Requirement[]) => readonly Requirement[];
  const NEW = words('new');
  const point = (zh: string): Requirement['points'][number] => ({ zh, en: zh });
  test.each<[string, Change, Record<string, string>, Pick<Meeting, 'reason' | 'old' | 'fresh'>[]]>([
    ['the first was deleted', ([, b]) => [b as Requirement], { '1a': '1b' }, []],
    [
      'one was put first',
      ([a, b]) => [NEW(a as Requirement), a as Requirement, b as Requirement],
      { '1b': '1a', '1c': '1b' },
      [],
    ],
    [
      'one was put between',
      ([a, b]) => [a as Requirement, NEW(b as Requirement), b as Requirement],
      { '1a': '1a', '1c': '1b' },
      [],
    ],
    ['two changed places', ([a, b]) => [b as Requirement, a as Requirement], { '1a': '1b', '1b': '1a' }, []],
    [
      'one was rewritten',
      ([a, b]) => [a as Requirement, NEW(b as Requirement)],
      { '1a': '1a' },
      [{ reason: 'other-statement', old: ['vision.1b'], fresh: ['vision.1b'] }],
    ],
    [
      'one was rewritten in one language alone',
      ([a, b]) => [a as Requirement, { ...(b as Requirement), text: { ...(b as Requirement).text, en: 'new' } }],
      { '1a': '1a' },
      [{ reason: 'other-statement', old: ['vision.1b'], fresh: ['vision.1b'] }],
    ],
    [
      'one got points',
      ([a, b]) => [{ ...(a as Requirement), points: [point('x')] }, b as Requirement],
      { '1b': '1b' },
      [{ reason: 'other-statement', old: ['vision.1a'], fresh: ['vision.1a'] }],
    ],
    [
      'one was put between and the one behind it got points',
      ([a, b]) => [a as Requirement, NEW(b as Requirement), { ...(b as Requirement), points: [point('x')] }],
      { '1a': '1a' },
      [{ reason: 'other-statement', old: ['vision.1b'], fresh: ['vision.1c'] }],
    ],
    [
      'the first was deleted and the other rewritten',
      ([, b]) => [NEW(b as Requirement)],
      {},
      [{ reason: 'ambiguous', old: ['vision.1a', 'vision.1b'], fresh: ['vision.1a'] }],
    ],
    [
      'one was put between and the one behind it rewritten',
      ([a, b]) => [a as Requirement, NEW(b as Requirement), words('newer')(b as Requirement)],
      { '1a': '1a' },
      [{ reason: 'ambiguous', old: ['vision.1b'], fresh: ['vision.1b', 'vision.1c'] }],
    ],
  ])('%s', (_, make, told, met) => {
    const { same, meetings, requirements } = relateCatalogues(OLD, edition(1, make));
    const own = [...same].filter(([id]) => id.startsWith('vision.1'));
    expect(Object.fromEntries(own)).toEqual(
      Object.fromEntries(Object.entries(told).map(([id, from]) => [`vision.${id}`, `vision.${from}`])),
    );
    expect(meetings).toEqual(met);
    expect([...requirements.keys()].filter((id) => id.startsWith('vision.1')).length).toBe(
      own.length + met.filter(({ reason }) => reason === 'other-statement').length,
    );
  });

  test('a statement that went to another level is met there, not taken over', () => {
    const moved = OLD.domains[0]?.items[0]?.levels[0]?.requirements[1] as Requirement;
    const fresh = edition(2, (old) => [...old, moved]);
    const without = editionOf(fresh, '2', (item) => ({
      ...item,
      levels: item.levels.map((entry) => ({
        ...entry,
        requirements: entry.requirements.filter(({ id }) => id !== 'vision.1b'),
      })),
    }));
    const { same, meetings } = relateCatalogues(OLD, without);
    expect(same.has('vision.2c')).toBe(false);
    expect(meetings).toEqual([{ reason: 'other-level', old: ['vision.1b'], fresh: ['vision.2c'] }]);
  });

  test('an item whose names are all other ones is not certain to be the same; one of the names is enough', () => {
    const strange = relateCatalogues(
      OLD,
      edition(1, (old) => old, { name: { zh: '别的', en: 'other' } }),
    );
    expect([...strange.same.keys()].filter((id) => id.startsWith('vision'))).toEqual([]);
    expect(strange.meetings.map(({ reason, old, fresh }) => [reason, old, fresh])).toEqual(
      ['1a', '1b', '2a', '2b'].map((key) => ['other-name', [`vision.${key}`], [`vision.${key}`]]),
    );
    const zh = OLD.domains[0]?.items[0]?.name.zh ?? '';
    const known = relateCatalogues(
      OLD,
      edition(1, (old) => old, { name: { zh, en: 'other' } }),
    );
    expect(known.same.size).toBe(7);
  });

  test('have nothing in common where the one has a provisional whole and the other its parts', () => {
    const provisional = editionOf(OLD, '2', (item) => (item.id === 'vision' ? wholeAt(item, [2]) : item));
    expect(relateCatalogues(provisional, OLD).meetings).toEqual([
      { reason: 'provisional', old: ['vision.2a'], fresh: ['vision.2a', 'vision.2b'] },
    ]);
    expect(relateCatalogues(OLD, provisional).meetings).toEqual([
      { reason: 'provisional', old: ['vision.2a', 'vision.2b'], fresh: ['vision.2a'] },
    ]);
    for (const relation of [relateCatalogues(provisional, OLD), relateCatalogues(OLD, provisional)])
      expect([...relation.requirements.keys()].filter((id) => id.startsWith('vision.2'))).toEqual([]);
    expect(relateCatalogues(provisional, provisional).meetings).toEqual([]);
    expect(relateCatalogues(provisional, provisional).same.get('vision.2a')).toBe('vision.2a');
  });
});

describe('overlays', () => {
  const wording = (zh: string) => ({ zh, en: null, points: [] });
  const overlaid = (catalogue: Catalogue, zh: string, real: readonly string[] = []): Catalogue => {
    const overlay = {
      requirements: new Map([['vision.1a', wording(zh)]]),
      replace: new Map([['vision.2a', real.map(wording)]]),
    };
    return applyOverlay(catalogue, overlay, { file: 'o.yaml', digest: 'sha256:0' });
  };

  test('give other words to the same requirement, in any edition', () => {
    const fresh = editionOf(OLD, '2', (item) => item);
    for (const [a, b] of [
      [overlaid(OLD, '原文'), OLD],
      [OLD, overlaid(fresh, '原文')],
      [overlaid(OLD, '原文'), overlaid(fresh, '别的原文')],
    ] as const)
      expect(relateCatalogues(a, b).same.get('vision.1a')).toBe('vision.1a');
  });

  test('that split a provisional requirement in different ways have only the same statements in common', () => {
    const whole = editionOf(OLD, '1', (item) => (item.id === 'vision' ? wholeAt(item, [2]) : item));
    const [a, b] = [overlaid(whole, 'x', ['甲', '乙']), overlaid(whole, 'x', ['丙', '甲'])];
    const { same, meetings } = relateCatalogues(a, b);
    expect([...same].filter(([id]) => id.startsWith('vision.2'))).toEqual([['vision.2b', 'vision.2a']]);
    expect(meetings).toEqual([{ reason: 'ambiguous', old: ['vision.2b'], fresh: ['vision.2a'] }]);
  });
});

describe('sme and sme-guide', () => {
  test('are related by where requirements come from, either way', () => {
    const there = relateCatalogues(SME, GUIDE);
    const back = relateCatalogues(GUIDE, SME);
    expect([there.related, back.related]).toEqual([true, true]);
    expect([there.requirements.size, back.requirements.size]).toEqual([325, 325]);
    for (const [id, from] of there.requirements) expect(back.requirements.get(from[0] ?? '')).toEqual([id]);
    expect(there.requirements.get('measurement-and-analysis.4e')).toEqual(['data-analysis.4a']);
    expect(there.items.get('measurement-and-analysis')).toEqual(['measurement-and-evaluation', 'data-analysis']);
    expect(back.items.get('data-analysis')).toEqual(['measurement-and-analysis']);
    expect(there.items.has('service-organization')).toBe(false);
    expect([there.meetings, back.meetings]).toEqual([[], []]);
    expect([there.same.size, back.same.size]).toEqual([325, 325]);
  });

  test('sme-guide and itself have everything in common, provisional or not', () => {
    const { same, meetings } = relateCatalogues(GUIDE, GUIDE);
    expect(meetings).toEqual([]);
    expect(same.size).toBe(344);
    for (const [id, from] of same) expect(from).toBe(id);
  });
});

describe('strange models', () => {
  test('have no items in common, and no requirements although ids are the same', () => {
    const { related, items, requirements } = relateCatalogues(SME, ITSS);
    expect({ related, items: items.size, requirements: requirements.size }).toEqual({
      related: false,
      items: 0,
      requirements: 0,
    });
  });

  test('have the requirements in common that have the same id and the same statement', () => {
    const copy = { ...smallCatalogue({ north: { vision: { 1: 1, 2: 3 }, other: { 1: 1 } } }), id: 'copy' };
    const { related, requirements } = relateCatalogues(OLD, copy);
    expect(related).toBe(false);
    expect([...requirements.keys()]).toEqual(['vision.1a', 'vision.2a', 'vision.2b']);
  });
});
