import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyOverlay } from '../../../src/catalogue/apply-overlay.ts';
import type { Overlay, PartialText, Wording } from '../../../src/catalogue/overlay.ts';
import { parseOverlay } from '../../../src/catalogue/parse-overlay.ts';
import { overlayText } from '../../../src/catalogue/write-overlay.ts';
import { openCatalogue } from '../../../src/commands/open-catalogue.ts';
import { sourceText } from '../../../src/yaml/source-text.ts';
import { requirementsOf, SHOP } from './overlay-model.ts';

const SOURCE = { file: './overlay.yaml', digest: 'sha256:1' };
const wording = (zh: string | null, en: string | null, points: readonly PartialText[] = []): Wording => ({
  zh,
  en,
  points,
});
const overlayOf = (requirements: Record<string, Wording>, replace: Record<string, Wording[]> = {}): Overlay => ({
  requirements: new Map(Object.entries(requirements)),
  replace: new Map(Object.entries(replace)),
});

describe('wording', () => {
  test('a language that is not given keeps the statement of the catalogue', () => {
    const applied = applyOverlay(SHOP, overlayOf({ 'till.1a': wording('原文', null) }), SOURCE);
    expect(requirementsOf(applied).get('till.1a')?.text).toEqual({ zh: '原文', en: 'Statement of till.1a.' });
    expect(applied.overlay).toEqual({ ...SOURCE, replaced: 1 });
    expect(applied.digest).toBe(SHOP.digest);
  });

  test('points stay where none are given, and are merged by place where there are as many', () => {
    const points = (given: readonly PartialText[]) =>
      requirementsOf(applyOverlay(SHOP, overlayOf({ 'till.1b': wording('甲', null, given) }), SOURCE)).get('till.1b')
        ?.points;
    expect(points([])).toEqual([
      { zh: '点一', en: 'P1' },
      { zh: '点二', en: 'P2' },
    ]);
    expect(
      points([
        { zh: '原一', en: null },
        { zh: null, en: 'O2' },
      ]),
    ).toEqual([
      { zh: '原一', en: 'P1' },
      { zh: '点二', en: 'O2' },
    ]);
    expect(points([{ zh: '只有一点', en: null }])).toEqual([{ zh: '只有一点', en: '只有一点' }]);
  });

  test('a statement in one language stands for both where its points are others', () => {
    const statement = (count: number) => {
      const points = Array.from({ length: count }, (_, index) => ({ zh: `点${index}`, en: null }));
      const applied = applyOverlay(SHOP, overlayOf({ 'till.1b': wording('下列各项', null, points) }), SOURCE);
      return requirementsOf(applied).get('till.1b')?.text;
    };
    expect([2, 3].map(statement)).toEqual([
      { zh: '下列各项', en: 'Statement of till.1b.' },
      { zh: '下列各项', en: '下列各项' },
    ]);
  });

  test('points alone count as wording', () => {
    const applied = applyOverlay(
      SHOP,
      overlayOf({ 'till.1b': wording(null, null, [{ zh: '原一', en: null }]) }),
      SOURCE,
    );
    expect(applied.overlay?.replaced).toBe(1);
    expect(requirementsOf(applied).get('till.1b')?.text).toEqual(requirementsOf(SHOP).get('till.1b')?.text);
  });
});

describe('provisional requirements', () => {
  const real = overlayOf(
    {},
    {
      'shelf.1a': [wording('甲', null), wording(null, 'B'), wording('丙', 'C')],
      'queue.1b': [wording('乙', null), wording('丁', null)],
    },
  );

  test('give way to real ones with the letters from their own on', () => {
    const found = requirementsOf(applyOverlay(SHOP, real, SOURCE));
    expect([...found.keys()]).toEqual([
      'till.1a',
      'till.1b',
      'till.2a',
      'queue.1a',
      'queue.1b',
      'queue.1c',
      'shelf.1a',
      'shelf.1b',
      'shelf.1c',
      'shelf.2a',
      'shelf.2b',
      'store.2a',
      'store.2b',
    ]);
    expect(found.get('shelf.1b')).toEqual({
      id: 'shelf.1b',
      level: 1,
      text: { zh: 'B', en: 'B' },
      points: [],
      provisional: false,
    });
    expect(found.get('queue.1c')?.text).toEqual({ zh: '丁', en: '丁' });
    expect(found.get('shelf.2a')?.provisional).toBe(true);
  });

  test('each real one counts', () => {
    expect(applyOverlay(SHOP, real, SOURCE).overlay?.replaced).toBe(5);
  });

  test('stay provisional where only their wording is given', () => {
    const applied = applyOverlay(SHOP, overlayOf({ 'shelf.1a': wording('甲', null) }), SOURCE);
    expect(requirementsOf(applied).get('shelf.1a')).toMatchObject({ provisional: true, text: { zh: '甲' } });
  });
});

/** A text of any kind that a statement may be, on one line. */
const anyText = fc
  .string({
    unit: fc.constantFrom(...'甲乙，。：；“”（）abc #:-&*!|>\'"%@`{}[]?,01~=＃．'),
    minLength: 1,
    maxLength: 24,
  })
  .map((text) => text.trim().replace(/ +/g, ' '))
  .filter((text) => text !== '');
const anyPartial = fc
  .record({ zh: fc.option(anyText), en: fc.option(anyText) })
  .filter(({ zh, en }) => zh !== null || en !== null);
const anyWording: fc.Arbitrary<Wording> = fc
  .tuple(anyPartial, fc.array(anyPartial, { maxLength: 3 }))
  .map(([partial, points]) => ({ ...partial, points }));

const anyOverlay: fc.Arbitrary<Overlay> = fc
  .tuple(
    fc.dictionary(fc.constantFrom('till.1a', 'till.1b', 'till.2a', 'queue.1a', 'shelf.2b', 'store.2a'), anyWording),
    fc.dictionary(fc.constantFrom('queue.1b', 'shelf.1a'), fc.array(anyWording, { minLength: 1, maxLength: 5 })),
  )
  .map(([requirements, replace]) => overlayOf(requirements, replace));

describe('for any overlay', () => {
  test('ids, order and everything that is not named stay', () => {
    fc.assert(
      fc.property(anyOverlay, (overlay) => {
        const before = requirementsOf(SHOP);
        const applied = applyOverlay(SHOP, overlay, SOURCE);
        const after = requirementsOf(applied);
        expect([...after.keys()].filter((id) => before.has(id))).toEqual([...before.keys()]);
        for (const [id, requirement] of before)
          if (!overlay.requirements.has(id) && !overlay.replace.has(id)) expect(after.get(id)).toEqual(requirement);
        const { overlay: _, released, domains, ...rest } = applied;
        expect(released).toBe(SHOP);
        expect({ ...rest, domains: 0 }).toEqual({ ...SHOP, domains: 0 });
        const bare = (catalogue: typeof SHOP) =>
          JSON.stringify(catalogue.domains, (key, value: unknown) => (key === 'requirements' ? 0 : value));
        expect(bare(applied)).toBe(bare(SHOP));
        expect(domains.length).toBe(SHOP.domains.length);
        for (const { text } of after.values()) expect([text.zh, text.en]).not.toContain('');
      }),
    );
  });

  test('written as a file and read again it is the same', () => {
    fc.assert(
      fc.property(anyOverlay, fc.constantFrom('zh', 'en'), (overlay, lang) => {
        // The file lists its ids in the order of the model.
        const byId = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
        const text = overlayText(SHOP, lang as 'zh' | 'en', overlay);
        const parsed = parseOverlay(sourceText('overlay.yaml', text), SHOP);
        expect(parsed.diagnostics).toEqual([]);
        if (!parsed.ok) return;
        expect(byId(parsed.value.requirements)).toEqual(byId(overlay.requirements));
        expect(byId(parsed.value.replace)).toEqual(byId(overlay.replace));
      }),
    );
  });
});

test.each(['sme', 'itss'])('an empty overlay of %s is read without a word and changes nothing but its mark', (id) => {
  const catalogue = openCatalogue(id);
  const parsed = parseOverlay(sourceText('overlay.yaml', overlayText(catalogue, 'zh')), catalogue);
  expect(parsed).toMatchObject({ ok: true, diagnostics: [] });
  if (!parsed.ok) return;
  expect(applyOverlay(catalogue, parsed.value, SOURCE)).toEqual({
    ...catalogue,
    overlay: { ...SOURCE, replaced: 0 },
    released: catalogue,
  });
});
