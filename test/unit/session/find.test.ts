import { describe, expect, test } from 'vitest';
import { openCatalogue } from '../../../src/commands/open-catalogue.ts';
import { findOpenWork } from '../../../src/scoring/progress.ts';
import { scoreSheet } from '../../../src/scoring/score-sheet.ts';
import { findEvidence, findStops, openStops } from '../../../src/session/find.ts';
import { sheetOf } from '../../../src/session/session.ts';
import type { Evidence } from '../../../src/sheet/sheet.ts';
import { begin, beginOn, entry, IDS, play, query, sheetWith, tell } from './sessions.ts';

const SME = beginOn(openCatalogue('sme'), sheetWith({}, { claim: 3 }), { only: 'all' });
const ITSS = beginOn(openCatalogue('itss'), sheetWith({}, { claim: 5 }), { only: 'all' });

const foundIn = (session: typeof SME, words: string): string[] =>
  findStops(session, words).map((index) => session.stops[index]?.requirement.id ?? 'none');
describe('stops are found', () => {
  test.each([
    ['by id', 'demand-management.2a'],
    ['by id in capitals', 'Demand-Management.2A'],
    ['by id in full width', 'ｄｅｍａｎｄ－ｍａｎａｇｅｍｅｎｔ．２ａ'],
    ['by id with blanks around it', '  demand-management.2a '],
  ])('%s: %j', (_, words) => {
    expect(foundIn(SME, words)[0]).toBe('demand-management.2a');
  });

  test.each([
    ['the Chinese name of an item', '需求管理'],
    ['its English name', 'demand management'],
    ['its English name in capitals and full width', 'ＤＥＭＡＮＤ Management'],
    ['a blank of full width between words', 'demand　management'],
    ['the id of an item', 'demand-management'],
  ])('by %s: the item at its first stop, and before all others', (_, words) => {
    const found = foundIn(SME, words);
    const first = SME.stops.find(({ item }) => item.id === 'demand-management')?.requirement.id;
    expect(found[0]).toBe(first);
    const other = found.findIndex((id) => !id.startsWith('demand-management.'));
    expect(found.slice(other < 0 ? found.length : other).filter((id) => id.startsWith('demand-management.'))).toEqual(
      [],
    );
  });

  test('by words of the statement in either language, which all have to occur', () => {
    const target = SME.stops.find(({ requirement }) => requirement.id === 'knowledge-management.2b')?.requirement;
    expect(target?.text.zh).toContain('培训和指导');
    expect(foundIn(SME, '员工 培训和指导')).toContain('knowledge-management.2b');
    expect(foundIn(SME, 'employees training GUIDANCE')).toContain('knowledge-management.2b');
    expect(foundIn(SME, '员工 培训和指导 没有这个词')).toEqual([]);
  });

  test.each([
    ['三星', 3],
    ['３星', 3],
    ['二星级', 2],
    ['1-star', 1],
    ['Two stars', 2],
    ['three star', 3],
  ])('by the name of a level, which narrows what else is asked for: %s', (name, level) => {
    const idsAt = (item: RegExp) =>
      SME.stops.flatMap(({ requirement: { id, level: own } }) => (own === level && item.test(id) ? [id] : []));
    expect(foundIn(SME, name)).toEqual(idsAt(/./));
    expect(foundIn(SME, `需求管理 ${name}`).filter((id) => id.startsWith('demand-management.'))).toEqual(
      idsAt(/^demand-management\./),
    );
    expect(foundIn(SME, `${name} 4a`)).toEqual([]);
  });

  test('by the points of a requirement', () => {
    const target = ITSS.stops.find(({ requirement }) => requirement.points.length > 0)!.requirement;
    for (const words of [target.points.at(-1)!.zh, target.points.at(-1)!.en])
      expect(foundIn(ITSS, words)).toContain(target.id);
  });

  test('an item at its first stop in the scope, and nothing outside the scope', () => {
    const high = beginOn(openCatalogue('sme'), sheetWith({}, { claim: 3 }), { level: 3 });
    expect(foundIn(high, '需求管理')[0]).toBe('demand-management.3a');
    const other = beginOn(openCatalogue('sme'), sheetWith({}, { claim: 3 }), { item: 'knowledge-management' });
    expect(foundIn(other, 'demand-management')).toEqual([]);
    const tailored = beginOn(
      openCatalogue('sme'),
      sheetWith({}, { claim: 3, tailoring: [{ item: 'demand-management', reason: 'x' }] }),
    );
    expect(foundIn(tailored, 'demand-management.1a')).toEqual([]);
  });

  test('each once', () => {
    for (const words of ['management', '管理', 'plan', '记录']) {
      const found = findStops(SME, words);
      expect(new Set(found).size).toBe(found.length);
    }
  });

  test('all of them without a word, none with nonsense', () => {
    expect(foundIn(SME, ' ')).toEqual(SME.stops.map(({ requirement }) => requirement.id));
    expect(foundIn(SME, '量子纠缠')).toEqual([]);
  });

  test('and gone to', () => {
    const { session, effects } = play(SME, '/', query('ｋｎｏｗｌｅｄｇｅ'), query('知识管理'), 'down', 'enter');
    expect(tell(session)).toBe('card knowledge-management.2b');
    expect(effects).toEqual([{ kind: 'refresh' }]);
    expect(tell(play(SME, 'g', query('量子纠缠'), 'down', 'up', 'enter').session)).toBe(tell(SME));
  });

  test('from the top again once the query is another, not once it is the same', () => {
    expect(tell(play(SME, 'g', query('需求'), 'down', query('需求')).session)).toBe('jump 1');
    expect(tell(play(SME, 'g', query('需求'), 'down', query('需求管')).session)).toBe('jump 0');
    expect(play(SME, query('需求')).session).toEqual(SME);
  });
});

test('evidence is found by id, title and file, by all words, in full width too', () => {
  const register: Evidence[] = [
    entry('E01', '需求登记表'),
    { ...entry('E02', '会议纪要'), file: 'evidence/Minutes-2026.pdf' },
    { ...entry('E03'), title: null },
  ];
  const found = (words: string) => findEvidence(register, words).map(({ id }) => id);
  expect(found('')).toEqual(['E01', 'E02', 'E03']);
  expect(found('登记')).toEqual(['E01']);
  expect(found('ｅ０２')).toEqual(['E02']);
  expect(found('minutes 会议')).toEqual(['E02']);
  expect(found('minutes 登记')).toEqual([]);
  expect(found('e03')).toEqual(['E03']);
});

test.each([
  ['without a score', {}, 'score'],
  ['with a finding alone', { finding: 'x' }, 'score'],
  ['scored 0 without a measure', { score: 0 }, 'measure'],
  ['scored 0 with a measure', { score: 0, improvement: { measure: '补', owner: null, due: null } }, null],
  ['scored 0.5 with an owner alone', { score: 5, improvement: { measure: null, owner: '王五', due: null } }, 'measure'],
  ['scored 0.5 with a measure', { score: 5, improvement: { measure: '补', owner: null, due: null } }, 'evidence'],
  ['scored 0.8 without evidence', { score: 8 }, 'evidence'],
  ['scored 1 without evidence', { score: 10 }, 'evidence'],
  ['scored 0.8 with evidence', { score: 8, evidence: ['E01'] }, null],
  ['scored 1 with evidence', { score: 10, evidence: ['E01'] }, null],
] as const)('an answer %s is open: %j', (_, answer, lacks) => {
  const session = begin({ 'vision.1b': answer }, {}, { only: 'all' });
  const others = IDS.flatMap((id, index) => (id === 'vision.1b' ? [] : [{ index, lacks: 'score' }]));
  const own = { index: 1, lacks };
  const wanted = { score: [others[0], own, ...others.slice(1)], evidence: [...others, own] };
  expect(openStops(session)).toEqual(lacks === null ? others : wanted[lacks === 'evidence' ? lacks : 'score']);
});

test('what is listed as open is what the end of a session counts as missing', () => {
  const session = begin(
    { 'vision.1a': { score: 0 }, 'vision.1b': { score: 10 }, 'people.1a': { score: 8, evidence: ['E01'] } },
    {},
    { only: 'all' },
  );
  const open = findOpenWork(
    sheetOf(session),
    scoreSheet(session.catalogue, sheetOf(session)),
    session.catalogue.scoring,
  );
  const missing = new Set([...open.scores, ...open.improvements, ...open.evidence]);
  const listed = openStops(session).map(({ index }) => session.stops[index]?.requirement.id);
  expect(new Set(listed)).toEqual(missing);
});
