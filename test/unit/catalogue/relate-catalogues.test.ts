import { describe, expect, test } from 'vitest';
import { relateCatalogues } from '../../../src/catalogue/relate-catalogues.ts';
import { openCatalogue } from '../../../src/commands/open-catalogue.ts';
import { smallCatalogue } from '../scoring/small-catalogue.ts';
import { editionOf, OLD, wholeAt } from './related-catalogues.ts';

const [SME, GUIDE, ITSS] = [openCatalogue('sme'), openCatalogue('sme-guide'), openCatalogue('itss')];
const plain = (map: ReadonlyMap<string, readonly string[]>) => Object.fromEntries(map);

describe('editions of one model', () => {
  test('have the requirements of the same id in common', () => {
    const fresh = editionOf(OLD, '2', (item) => (item.id === 'needs' ? { ...item, levels: [] } : item));
    const { related, requirements, wholes } = relateCatalogues(OLD, fresh);
    expect({ related, wholes }).toEqual({ related: true, wholes: [] });
    expect(plain(requirements)).toEqual(
      Object.fromEntries(['vision.1a', 'vision.1b', 'vision.2a', 'vision.2b', 'risks.2a'].map((id) => [id, [id]])),
    );
  });

  test('have nothing in common where the one has a provisional whole and the other its parts', () => {
    const provisional = editionOf(OLD, '2', (item) => (item.id === 'vision' ? wholeAt(item, [2]) : item));
    expect(relateCatalogues(provisional, OLD).wholes).toEqual([
      { old: ['vision.2a'], fresh: ['vision.2a', 'vision.2b'] },
    ]);
    expect(relateCatalogues(OLD, provisional).wholes).toEqual([
      { old: ['vision.2a', 'vision.2b'], fresh: ['vision.2a'] },
    ]);
    for (const relation of [relateCatalogues(provisional, OLD), relateCatalogues(OLD, provisional)])
      expect([...relation.requirements.keys()].filter((id) => id.startsWith('vision.2'))).toEqual([]);
    expect(relateCatalogues(provisional, provisional).wholes).toEqual([]);
    expect(relateCatalogues(provisional, provisional).requirements.get('vision.2a')).toEqual(['vision.2a']);
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
    expect([there.wholes, back.wholes]).toEqual([[], []]);
  });

  test('sme-guide and itself have everything in common, provisional or not', () => {
    const { requirements, wholes } = relateCatalogues(GUIDE, GUIDE);
    expect(wholes).toEqual([]);
    expect(requirements.size).toBe(344);
    for (const [id, from] of requirements) expect(from).toEqual([id]);
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
