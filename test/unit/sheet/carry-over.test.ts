import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Catalogue,
  itemsOf,
  type Reading,
  type Requirement,
  requirementsFor,
} from '../../../src/catalogue/catalogue.ts';
import type { Scoring } from '../../../src/catalogue/scoring.ts';
import { catalogues, openCatalogue } from '../../../src/commands/open-catalogue.ts';
import { carryOver, isAnswered } from '../../../src/sheet/carry-over.ts';
import { checkSheet } from '../../../src/sheet/check-sheet.ts';
import { layOutCarried } from '../../../src/sheet/lay-out-carried.ts';
import { parseSheet } from '../../../src/sheet/parse-sheet.ts';
import { type Improvement, METHODS, type Rating, type Sheet, type Tenths } from '../../../src/sheet/sheet.ts';
import { sourceText } from '../../../src/yaml/source-text.ts';
import { editionOf, OLD, wholeAt } from '../catalogue/related-catalogues.ts';
import { NO_FACTS, NO_ORGANIZATION } from './no-facts.ts';

const [SME, GUIDE, ITSS] = [openCatalogue('sme'), openCatalogue('sme-guide'), openCatalogue('itss')];
const HEAD = readFileSync(new URL('../../../templates/sheet-head.zh.yaml', import.meta.url), 'utf8');

const NOTHING = {
  overlay: null,
  organization: { ...NO_ORGANIZATION, name: '甲' },
  assessment: NO_FACTS,
  evidence: [],
  tailoring: [],
  disagreements: [],
} as const;

const rating = (requirement: string, more: Partial<Rating> = {}): Rating => ({
  requirement,
  score: 8,
  evidence: [],
  finding: null,
  improvement: null,
  ...more,
});

const sheetOf = (
  catalogue: Catalogue,
  claim: number,
  ratings: readonly Rating[],
  more: Partial<Sheet> = {},
): Sheet => ({
  ...NOTHING,
  model: catalogue.id,
  edition: catalogue.edition,
  modelDigest: null,
  claim,
  reading: 'cumulative',
  kind: 'self',
  lang: 'zh',
  ratings: new Map(ratings.map((entry) => [entry.requirement, entry])),
  ...more,
});

const to = (catalogue: Catalogue, claim: number, reading: Reading = 'cumulative') =>
  ({ catalogue, claim, reading, lang: 'zh' }) as const;

describe('answers', () => {
  test('are carried to the same requirement of a higher claim; those of the new level are new', () => {
    const old = sheetOf(OLD, 1, [rating('vision.1a'), rating('vision.1b', { score: null })]);
    const { carried, open, added, dropped, unclear } = carryOver(old, OLD, to(OLD, 2));
    expect(carried).toEqual([{ id: 'vision.1a', from: 'vision.1a' }]);
    expect({ open, added, dropped, unclear }).toEqual({
      open: ['vision.1b', 'needs.1a', 'needs.1b'],
      added: ['vision.2a', 'vision.2b', 'risks.2a'],
      dropped: [],
      unclear: [],
    });
  });

  test('above a lower claim are dropped', () => {
    const old = sheetOf(OLD, 2, [rating('vision.1a'), rating('vision.2b'), rating('risks.2a')]);
    const { carried, dropped } = carryOver(old, OLD, to(OLD, 1));
    expect(carried.map(({ id }) => id)).toEqual(['vision.1a']);
    expect(dropped).toEqual([
      { id: 'vision.2b', reason: 'above-claim' },
      { id: 'risks.2a', reason: 'above-claim' },
    ]);
  });

  test('to a requirement in other words are not carried; what they answered stands with them in a comment', () => {
    const fresh = editionOf(OLD, '2', (item) => ({
      ...item,
      levels: item.levels.map((level) => ({
        ...level,
        requirements: level.requirements.map((entry) =>
          entry.id === 'needs.1a' ? { ...entry, text: { zh: '新', en: 'new' } } : entry,
        ),
      })),
    }));
    const old = sheetOf(OLD, 1, [rating('needs.1a', { finding: '差一点' }), rating('needs.1b')]);
    const result = carryOver(old, OLD, to(fresh, 1));
    expect(result.carried).toEqual([{ id: 'needs.1b', from: 'needs.1b' }]);
    expect(result.unclear).toEqual([{ reason: 'other-statement', ids: ['needs.1a'], from: ['needs.1a'] }]);
    const text = layOut(fresh, old, result, 1, 'cumulative');
    const statement = requirementIn(OLD, 'needs.1a').text.zh;
    expect(text).toContain(
      `    # 旧表 needs.1a，未沿用（表述不同）：score: 0.8, finding: 差一点\n    #   旧的要求：${statement}\n    1a:\n      score:\n`,
    );
  });

  test('to a rewritten requirement that was left empty are none: it is new', () => {
    const fresh = editionOf(OLD, '2', (item) => ({
      ...item,
      levels: item.levels.map((level) => ({
        ...level,
        requirements: level.requirements.map((entry) => ({ ...entry, text: { zh: `新 ${entry.id}`, en: entry.id } })),
      })),
    }));
    const { carried, unclear, open, added } = carryOver(sheetOf(OLD, 1, []), OLD, to(fresh, 1));
    expect({ carried, unclear, open }).toEqual({ carried: [], unclear: [], open: [] });
    expect(added).toEqual(['vision.1a', 'vision.1b', 'needs.1a', 'needs.1b']);
  });

  const named = (...values: readonly (readonly [number, string])[]) =>
    values.map(([units, name]) => ({ units, name: { zh: name, en: name } }));
  const GUIDE_NAMES = OLD.scoring.scores;
  test.each<[string, Scoring, readonly string[], boolean]>([
    ['the same', OLD.scoring, [], true],
    [
      'the same in hundredths, with another threshold',
      { scale: 100, scores: GUIDE_NAMES.map(({ units, name }) => ({ units: units * 10, name })), threshold: 85 },
      ['threshold'],
      true,
    ],
    [
      'other numbers',
      { scale: 10, scores: named([50, '5'], [10, '1']), threshold: 35 },
      ['scores', 'threshold'],
      false,
    ],
    [
      'the same numbers by other names',
      { scale: 10, scores: named([10, '1 级'], [8, '2 级'], [5, '3 级'], [0, '4 级']), threshold: 8 },
      ['scores'],
      false,
    ],
    [
      'all of the old scores and one more',
      { scale: 10, scores: [...GUIDE_NAMES.slice(0, 3), ...named([2, '一点']), ...GUIDE_NAMES.slice(3)], threshold: 8 },
      ['scores'],
      false,
    ],
    [
      'fewer of the old scores',
      { scale: 10, scores: GUIDE_NAMES.filter(({ units }) => units !== 8), threshold: 8 },
      ['scores'],
      false,
    ],
  ])('with a score go to a model whose scores are %s', (_, scoring, differences, isCarried) => {
    const fresh = { ...OLD, edition: '2', digest: 'sha256:2', scoring };
    const old = sheetOf(OLD, 1, [
      rating('vision.1a', { score: 10 }),
      rating('vision.1b', { score: null, finding: '没评' }),
    ]);
    const result = carryOver(old, OLD, to(fresh, 1));
    expect(result.scoring).toEqual(differences);
    expect([...result.ratings].map(([id, { score }]) => [id, score])).toEqual([
      ...(isCarried ? [['vision.1a', scoring.scale]] : []),
      ['vision.1b', null],
    ]);
    expect(result.unclear).toEqual(
      isCarried ? [] : [{ reason: 'other-scores', ids: ['vision.1a'], from: ['vision.1a'] }],
    );
    const text = layOut(fresh, old, result, 1, 'cumulative');
    expect(text.includes('# 旧表 vision.1a，未沿用（得分不同）：score: 1（全部满足）\n    1a:\n      score:\n')).toBe(
      !isCarried,
    );
  });

  test('keep their scores where weights differ, which is told', () => {
    const fresh = editionOf(OLD, '2', (item) => (item.id === 'vision' ? { ...item, weight: 3 } : item));
    const result = carryOver(sheetOf(OLD, 1, [rating('vision.1a')]), OLD, to(fresh, 1));
    expect({ scoring: result.scoring, scored: result.ratings.size }).toEqual({ scoring: ['weights'], scored: 1 });
  });

  test('of a level below are kept where the new reading does not ask for them', () => {
    const old = sheetOf(OLD, 2, [rating('vision.1a'), rating('vision.2a')]);
    const { carried, added, open } = carryOver(old, OLD, to(OLD, 2, 'own-level'));
    expect(carried.map(({ id }) => id)).toEqual(['vision.1a', 'vision.2a']);
    expect({ added, open }).toEqual({ added: [], open: ['vision.2b', 'risks.2a'] });
  });

  test('without anything in them are no answers', () => {
    const empty = rating('vision.1a', { score: null, improvement: { measure: null, owner: null, due: null } });
    expect(isAnswered(empty)).toBe(false);
    expect(carryOver(sheetOf(OLD, 1, [empty]), OLD, to(OLD, 1)).carried).toEqual([]);
    for (const more of [{ score: 0 as Tenths }, { evidence: ['E1'] }, { finding: 'x' }])
      expect(isAnswered({ ...empty, ...more })).toBe(true);
  });
});

describe('where answers do not meet requirements one to one, nothing is scored', () => {
  const whole = editionOf(OLD, '2', (item) => (item.id === 'vision' ? wholeAt(item, [2]) : item));

  test('one old answer for a provisional whole, of which the new edition has the parts', () => {
    const old = sheetOf(whole, 2, [rating('vision.1a'), rating('vision.2a', { finding: '整体尚可' })]);
    const result = carryOver(old, whole, to(OLD, 2));
    expect(result.carried.map(({ id }) => id)).toEqual(['vision.1a']);
    expect(result.unclear).toEqual([{ reason: 'provisional', ids: ['vision.2a', 'vision.2b'], from: ['vision.2a'] }]);
    expect(result.dropped).toEqual([]);
    expect([...result.added, ...result.open]).not.toContain('vision.2a');
  });

  test('several old answers for what is one whole in the new edition', () => {
    const old = sheetOf(OLD, 2, [rating('vision.2a'), rating('vision.2b')]);
    const result = carryOver(old, OLD, to(whole, 2));
    expect(result.carried).toEqual([]);
    expect(result.unclear).toEqual([{ reason: 'provisional', ids: ['vision.2a'], from: ['vision.2a', 'vision.2b'] }]);
  });

  test('several old requirements behind one new one, also where only one of them is answered', () => {
    const merged: Catalogue = {
      ...OLD,
      id: 'derived',
      derivedFrom: { model: OLD.id, edition: OLD.edition, document: OLD.document, places: {}, dropped: [] },
      domains: OLD.domains.map((domain) => ({
        ...domain,
        items: domain.items.map((item) => ({
          ...item,
          derivation: { kind: 'same', from: [item.id], reason: OLD.name },
          levels: item.levels.map((level) => ({
            ...level,
            requirements: level.requirements.slice(0, 1).map((entry) => ({
              ...entry,
              origin: level.requirements.map(({ id }) => id),
            })),
          })),
        })),
      })),
    };
    const both = carryOver(sheetOf(OLD, 1, [rating('needs.1a'), rating('needs.1b')]), OLD, to(merged, 1));
    expect(both.unclear).toEqual([{ reason: 'ambiguous', ids: ['needs.1a'], from: ['needs.1a', 'needs.1b'] }]);
    expect(both.ratings.size).toBe(0);
    const one = carryOver(sheetOf(OLD, 1, [rating('needs.1b')]), OLD, to(merged, 1));
    expect(one.ratings.size).toBe(0);
    expect(one.unclear).toEqual([{ reason: 'ambiguous', ids: ['needs.1a'], from: ['needs.1b'] }]);
  });

  test('what the old answer said stands in comments of the new sheet, which is valid and has no score for it', () => {
    const old = sheetOf(GUIDE, 2, [rating('risk-management.2a', { finding: '清单 # 有\n两处缺', evidence: ['E 1'] })]);
    const fresh = editionOf(GUIDE, '2025', (item) =>
      item.id === 'risk-management'
        ? {
            ...item,
            levels: item.levels.map((level) =>
              level.level === 2
                ? {
                    ...level,
                    requirements: level.requirements.map((entry) => ({ ...entry, provisional: false })),
                  }
                : level,
            ),
          }
        : item,
    );
    const carried = carryOver(old, GUIDE, to(fresh, 2));
    expect(carried.unclear).toEqual([
      { reason: 'provisional', ids: ['risk-management.2a'], from: ['risk-management.2a'] },
    ]);
    const text = layOut(fresh, old, carried, 2, 'cumulative');
    expect(text).toContain(
      '    # 旧表 risk-management.2a，未沿用（暂定要求）：score: 0.8, evidence: [E 1], finding: "清单 # 有\\n两处缺"\n    2a:\n      score:\n',
    );
    const read = parseSheet(sourceText('new.yaml', text), {
      models: [{ id: fresh.id, editions: ['2025'] }],
      open: () => fresh,
    });
    expect(read.diagnostics).toEqual([]);
    expect(read.sheet?.ratings.get('risk-management.2a')?.score).toBeNull();
  });
});

describe('tailoring', () => {
  const tailored = (...items: string[]) => items.map((item) => ({ item, reason: `不做 ${item}` }));
  const carry = (from: Catalogue, items: readonly string[], fresh: Catalogue) => {
    const old = sheetOf(from, 4, [], { tailoring: tailored(...items) });
    const { tailoring, droppedTailoring } = carryOver(old, from, to(fresh, 4));
    return {
      kept: tailoring.map(({ item, reason }) => `${item}: ${reason}`),
      lost: droppedTailoring.map(({ item }) => item),
    };
  };

  test('is carried to the item that comes of the tailored one', () => {
    expect(carry(SME, ['supplier-selection', 'application-management'], GUIDE)).toEqual({
      kept: ['supplier-selection: 不做 supplier-selection'],
      lost: ['application-management'],
    });
  });

  test('of all items that are merged is carried, of some of them not', () => {
    expect(carry(SME, ['measurement-and-evaluation', 'data-analysis'], GUIDE)).toEqual({
      kept: ['measurement-and-analysis: 不做 measurement-and-evaluation；不做 data-analysis'],
      lost: [],
    });
    expect(carry(SME, ['data-analysis'], GUIDE)).toEqual({ kept: [], lost: ['data-analysis'] });
  });

  test('of a merged item holds for all that it was merged of', () => {
    expect(carry(GUIDE, ['measurement-and-analysis', 'service-organization'], SME)).toEqual({
      kept: ['measurement-and-evaluation', 'data-analysis'].map((item) => `${item}: 不做 measurement-and-analysis`),
      lost: ['service-organization'],
    });
  });

  test('is not carried to an item of the same id whose names are all other ones', () => {
    const other = editionOf(OLD, '2', (item) => ({ ...item, name: { zh: `新${item.id}`, en: `new ${item.id}` } }));
    expect(carry(OLD, ['vision'], other)).toEqual({ kept: [], lost: ['vision'] });
    expect(
      carry(
        OLD,
        ['vision'],
        editionOf(OLD, '2', (item) => item),
      ).lost,
    ).toEqual([]);
  });

  test('is not carried between models that have nothing to do with each other', () => {
    expect(carry(SME, ['change-management'], ITSS)).toEqual({ kept: [], lost: ['change-management'] });
  });
});

test.each([
  [SME, GUIDE, 1, [], []],
  [SME, GUIDE, 2, ['measurement-and-evaluation + data-analysis → measurement-and-analysis'], []],
  [GUIDE, SME, 2, [], []],
  [GUIDE, SME, 4, [], ['measurement-and-analysis → measurement-and-evaluation + data-analysis']],
])('items that are merged or split are told: $0.id → $1.id, level $2', (from, fresh, claim, merged, split) => {
  const told = carryOver(sheetOf(from, claim, []), from, to(fresh, claim));
  const words = (moves: typeof told.merged) =>
    moves.map((move) => [move.from, move.into].map((ids) => ids.join(' + ')).join(' → '));
  expect([words(told.merged), words(told.split)]).toEqual([merged, split]);
});

test('evidence that no carried answer refers to is told', () => {
  const evidence = ['E01', 'E02', 'E03'].map((id) => ({
    id,
    title: id,
    method: null,
    file: null,
    sha256: null,
    date: null,
  }));
  const old = sheetOf(SME, 2, [
    rating('demand-management.1a', { evidence: ['E01', 'E02'] }),
    rating('application-management.2a', { evidence: ['E02', 'E03'] }),
  ]);
  expect(carryOver({ ...old, evidence }, SME, to(GUIDE, 2)).unusedEvidence).toEqual(['E03']);
});

function requirementIn(catalogue: Catalogue, id: string): Requirement {
  const found = itemsOf(catalogue)
    .flatMap((item) => item.levels.flatMap((level) => level.requirements))
    .find((entry) => entry.id === id);
  if (!found) throw new Error(id);
  return found;
}

function layOut(
  catalogue: Catalogue,
  old: Sheet,
  carried: ReturnType<typeof carryOver>,
  claim: number,
  reading: Reading,
): string {
  const options = { claim, reading, kind: old.kind, lang: 'zh', organization: null, schema: null } as const;
  return layOutCarried(catalogue, HEAD, old, carried, options);
}

/** The sheet that a sheet becomes in another model, read again from its text. */
function moved(old: Sheet, from: Catalogue, fresh: Catalogue): Sheet {
  const carried = carryOver(old, from, to(fresh, old.claim, old.reading));
  const read = parseSheet(sourceText('new.yaml', layOut(fresh, old, carried, old.claim, old.reading)), catalogues);
  const { diagnostics } = checkSheet(read, { inspectFile: null, complete: false });
  expect(diagnostics.filter((entry) => entry.severity === 'error')).toEqual([]);
  if (!read.sheet) throw new Error('no sheet');
  return read.sheet;
}

const WORDS = fc.oneof(
  fc.constantFrom(
    '客户需求有登记',
    '含: 冒号',
    '# 号',
    '- 横线',
    'yes',
    '0.8',
    '{ a: b }',
    '“引号”',
    "it's",
    '两\n行',
    '缩\n  进\n',
    'a\tb',
    '\u3000全角',
  ),
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
);
/** What a sheet can hold once it is read: no blank ends, and none of the characters that a sheet may not have. */
const TEXT = WORDS.map((text) => text.replace(/[^\P{C}\n\t]|[\u2028\u2029\ufeff]/gu, '').trim()).filter(
  (text) => text !== '',
);
const OR_NULL = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 2 });
const DAY = fc.constantFrom('2026-03-01', '2025-12-31');
const IMPROVEMENT: fc.Arbitrary<Improvement> = fc.record({ measure: TEXT, owner: OR_NULL(TEXT), due: OR_NULL(DAY) });
const PERSON = fc.record({ name: TEXT, role: OR_NULL(TEXT), unit: OR_NULL(TEXT) });
const EVIDENCE_IDS = ['E01', 'E02', 'X-3'];

function anySheet(catalogue: Catalogue): fc.Arbitrary<Sheet> {
  const ids = itemsOf(catalogue).map((item) => item.id);
  return fc
    .record({ claim: fc.integer({ min: 1, max: 5 }), reading: fc.constantFrom<Reading[]>('cumulative', 'own-level') })
    .chain(({ claim, reading }) => {
      const asked = itemsOf(catalogue).flatMap((item) => requirementsFor(item, claim, reading).map(({ id }) => id));
      return fc.record({
        model: fc.constant(catalogue.id),
        edition: fc.constant(catalogue.edition),
        modelDigest: fc.constant(null),
        overlay: fc.constant(null),
        claim: fc.constant(claim),
        reading: fc.constant(reading),
        kind: fc.constantFrom('self' as const, 'formal' as const),
        lang: fc.constant('zh' as const),
        organization: fc.record({
          name: TEXT,
          ...(Object.fromEntries(
            Object.keys(NOTHING.organization)
              .slice(1)
              .map((key) => [key, OR_NULL(TEXT)]),
          ) as Record<Exclude<keyof Sheet['organization'], 'name'>, fc.Arbitrary<string | null>>),
        }),
        assessment: fc.record({
          objective: OR_NULL(TEXT),
          scope: OR_NULL(TEXT),
          criteria: fc.array(TEXT, { maxLength: 2 }),
          dates: fc.record({ start: OR_NULL(fc.constant('2025-12-01')), end: OR_NULL(DAY) }),
          places: fc.array(TEXT, { maxLength: 2 }),
          body: OR_NULL(TEXT),
          team: fc.array(PERSON, { maxLength: 2 }),
          participants: fc.array(PERSON, { maxLength: 2 }),
          methods: fc.subarray([...METHODS]),
          documentReview: OR_NULL(fc.constant('conforming' as const)),
          conclusion: OR_NULL(TEXT),
          suggestions: fc.array(TEXT, { maxLength: 2 }),
        }),
        evidence: fc.tuple(
          ...EVIDENCE_IDS.map((id) =>
            fc.record({
              id: fc.constant(id),
              title: TEXT,
              method: OR_NULL(fc.constantFrom(...METHODS)),
              file: OR_NULL(fc.constant('evidence/E.pdf')),
              sha256: OR_NULL(fc.constant('ab'.repeat(32))),
              date: OR_NULL(DAY),
            }),
          ),
        ),
        tailoring: fc
          .subarray(ids, { maxLength: 2 })
          .chain((items) => fc.tuple(...items.map((item) => TEXT.map((reason) => ({ item, reason }))))),
        disagreements: fc.array(fc.record({ subject: TEXT, team: OR_NULL(TEXT), organization: OR_NULL(TEXT) }), {
          maxLength: 2,
        }),
        ratings: fc
          .subarray(asked, { maxLength: Math.min(30, asked.length) })
          .chain((answered) =>
            fc.tuple(
              ...answered.map((requirement) =>
                fc.record({
                  requirement: fc.constant(requirement),
                  score: OR_NULL(fc.constantFrom<Tenths[]>(10, 8, 5, 0)),
                  evidence: fc.subarray(EVIDENCE_IDS),
                  finding: OR_NULL(TEXT),
                  improvement: OR_NULL(IMPROVEMENT),
                }),
              ),
            ),
          )
          .map((ratings) => new Map(ratings.map((entry) => [entry.requirement, entry]))),
      });
    });
}

const answersIn = (sheet: Sheet): [string, Rating][] =>
  [...sheet.ratings].filter(([, entry]) => isAnswered(entry)).sort(([a], [b]) => (a < b ? -1 : 1));

describe('there and back again', () => {
  const DROPPED = ['operations-control', 'application-management'];
  const isDropped = (id: string) => DROPPED.some((item) => id.startsWith(`${item}.`));

  test('sme → sme-guide → sme loses nothing that is in both, and makes up nothing', () => {
    fc.assert(
      fc.property(anySheet(SME), (old) => {
        const back = moved(moved(old, SME, GUIDE), GUIDE, SME);
        expect(answersIn(back)).toEqual(answersIn(old).filter(([id]) => !isDropped(id)));
        const { ratings: _, tailoring, ...head } = back;
        const { ratings: __, tailoring: before, ...oldHead } = old;
        expect(head).toEqual(oldHead);
        const merged = ['measurement-and-evaluation', 'data-analysis'];
        const whole = merged.every((item) => before.some((entry) => entry.item === item));
        const inBoth = (entry: { item: string }) => !DROPPED.includes(entry.item) && !merged.includes(entry.item);
        expect(tailoring.filter(inBoth)).toEqual(before.filter(inBoth));
        expect(tailoring.filter(({ item }) => merged.includes(item))).toHaveLength(whole ? 2 : 0);
      }),
      { numRuns: 40 },
    );
  });

  test('sme-guide → sme-guide keeps every answer, provisional ones too', () => {
    fc.assert(
      fc.property(anySheet(GUIDE), (old) => {
        expect(answersIn(moved(old, GUIDE, GUIDE))).toEqual(answersIn(old));
      }),
      { numRuns: 20 },
    );
  });

  test('every old answer is carried, unclear or dropped, and every new requirement answered, unclear, open or new', () => {
    const models = [SME, GUIDE, ITSS];
    const anyMove = fc
      .tuple(fc.constantFrom(...models), fc.constantFrom(...models), fc.integer({ min: 1, max: 5 }))
      .chain(([from, fresh, claim]) => anySheet(from).map((old) => ({ old, from, fresh, claim })));
    fc.assert(
      fc.property(anyMove, ({ old, from, fresh, claim }) => {
        const result = carryOver(old, from, to(fresh, claim, old.reading));
        const told = [
          ...result.carried.map((entry) => entry.from),
          ...result.unclear.flatMap((entry) => entry.from),
          ...result.dropped.map((entry) => entry.id),
        ];
        expect(told.sort()).toEqual(answersIn(old).map(([id]) => id));
        const tailored = result.tailoring.map(({ item }) => item);
        const asked = itemsOf(fresh).flatMap((item) => requirementsFor(item, claim, old.reading).map(({ id }) => id));
        const settled = [
          ...result.carried.map(({ id }) => id).filter((id) => asked.includes(id)),
          ...result.unclear.flatMap(({ ids }) => ids),
          ...result.open,
          ...result.added,
        ];
        const isTailored = (id: string) => tailored.some((item) => id.startsWith(`${item}.`));
        const answered = [...result.ratings.keys(), ...result.unclear.flatMap(({ ids }) => ids)];
        expect(settled.sort()).toEqual(asked.filter((id) => !isTailored(id) || answered.includes(id)).sort());
      }),
      { numRuns: 60 },
    );
  });
});
