import { describe, expect, test } from 'vitest';
import type { Event } from '../../../src/session/session.ts';
import { begin, entry, type Input, line, play, query, tell, tellEffects } from './sessions.ts';

const evidence = [entry('E01', '登记表')];
const from = (...inputs: Input[]) => play(begin({}, { evidence }, { only: 'all' }), ...inputs);
const left = (text: string): Event => ({ kind: 'left', text });
const brokenOff = (text: string): Event => ({ kind: 'broken-off', text });
const NEW: Input[] = ['e', 'up', 'enter'];
const findingOf = (played: ReturnType<typeof from>) => played.session.ratings.get('vision.1a')?.finding ?? null;

describe('a line that is left', () => {
  test.each<[string, Input[], Input[], string]>([
    ['a finding', ['f'], ['f'], 'text finding'],
    ['a measure', ['i'], ['i'], 'text measure'],
    ['an owner', ['i', line('补')], ['i', line('补')], 'text owner'],
    ['a due date', ['i', line('补'), line('')], ['i', line('补'), line('')], 'text due'],
  ])('keeps what was written until it is asked for again: %s', (_, to, again, where) => {
    const gone = from(...to, left('写到一半'));
    expect(tell(gone.session)).toBe('card vision.1a');
    expect(gone.session.notice?.kind).toBe('set-aside');
    const back = play(gone.session, ...again).session;
    expect(tell(back)).toBe(where);
    expect(back.mode).toMatchObject({ initial: '写到一半' });
    // Once it is there again it is no longer set aside.
    expect(play(back, 'escape').session.halfWritten).toHaveLength(1);
    expect(play(back, line('')).session.halfWritten).toEqual([]);
  });

  test('keeps each text of each answer by itself', () => {
    const both = from('f', left('甲'), 'i', left('乙'), '1', 'f', left('丙'), 'b').session;
    expect(play(both, 'f').session.mode).toMatchObject({ field: 'finding', initial: '甲' });
    expect(play(both, 'i').session.mode).toMatchObject({ field: 'measure', initial: '乙' });
    expect(play(both, '1', 'f').session.mode).toMatchObject({ field: 'finding', initial: '丙' });
  });

  test.each<[string, Input[], string]>([
    ['nothing', ['f'], '  '],
    ['what is recorded', ['f', line('记录'), 'f'], ' 记录 '],
  ])('with %s in it is just left', (_, to, text) => {
    const { session } = from(...to, left(text));
    expect([session.halfWritten, session.notice]).toEqual([[], null]);
  });

  test('changes no answer, and what replaces a text is recorded as before', () => {
    const played = from('f', line('旧'), 'f', left('旧的改了'));
    expect(findingOf(played)).toBe('旧');
    expect(tellEffects(played.effects)).toEqual(['save vision.1a']);
    expect(findingOf(play(played.session, 'f', line('新')))).toBe('新');
  });

  test('goes on with a new entry of the register where it was left', () => {
    const gone = from(...NEW, line('合同'), line('2'), left('证据/合'));
    expect(tell(gone.session)).toBe('evidence 0');
    expect(gone.session.evidence).toHaveLength(1);
    const back = play(gone.session, 'escape', 'e', query(''), 'up', 'enter').session;
    expect(back.mode).toMatchObject({ field: 'file', draft: { title: '合同', file: '证据/合' } });
    expect(play(back, line('证据/合同.pdf'), line('')).session.evidence.at(-1)).toMatchObject({
      title: '合同',
      file: '证据/合同.pdf',
    });
  });
});

test('a text that the editor saved takes up what was half written, and leaves none of it', () => {
  const half = from('f', line('旧'), 'f', left('半截')).session;
  const opened = play(half, 'v');
  expect(opened.effects).toEqual([{ kind: 'edit', text: '半截' }]);
  const { session } = play(opened.session, { kind: 'edited', text: '写完了\n' });
  expect([session.ratings.get('vision.1a')?.finding, session.halfWritten]).toEqual(['写完了', []]);
  expect(play(session, 'f').session.mode).toMatchObject({ initial: '写完了' });
  // An editor that saved nothing leaves both as they are.
  const without = play(opened.session, { kind: 'edited', text: null, reason: null }).session;
  expect([without.halfWritten.length, without.notice]).toEqual([1, { kind: 'no-editor', reason: null }]);
});

test('a new entry that is searched for anew goes before the one that was half written', () => {
  const half = from(...NEW, left('甲')).session;
  const begun = play(half, query('乙'), 'enter').session;
  expect(begun.mode).toMatchObject({ kind: 'new-evidence', draft: { title: '乙' } });
  expect(begun.halfWritten).toHaveLength(1);
});

describe('a session that is broken off', () => {
  test.each<[string, Input[], string]>([
    ['emptied', ['f', line('记录'), 'f'], ''],
    ['changed', ['f', line('记录'), 'f'], '改了一半'],
    ['emptied, of a measure', ['i', line('补'), line('王五'), line(''), 'i'], ''],
  ])('never touches what is recorded; what was written waits for the next one: %s', (_, to, text) => {
    const before = from(...to).session;
    const { session, effects } = play(before, brokenOff(text));
    expect([session.ratings, effects]).toEqual([before.ratings, []]);
    expect(session.halfWritten.map(({ mode }) => mode)).toMatchObject([{ initial: text }]);
  });

  test.each<[string, Input[], object]>([
    ['a finding', ['f'], { finding: '写到一半' }],
    ['a measure', ['i'], { improvement: { measure: '写到一半', owner: null, due: null } }],
    ['an owner', ['i', line('补')], { improvement: { measure: '补', owner: '写到一半', due: null } }],
  ])('takes %s as it is by then', (_, to, part) => {
    const { session, effects } = from(...to, brokenOff(' 写到一半 '));
    expect(session.ratings.get('vision.1a')).toMatchObject(part);
    expect(tellEffects(effects).at(-1)).toBe('save vision.1a');
  });

  test.each<[string, Input[], string]>([
    ['half a date', ['i', line('补'), line('')], '2026-0'],
    ['what is recorded', ['f', line('记录'), 'f'], '记录'],
    ['hidden characters', ['f'], 'a\u202eb'],
    ['half a title', NEW, '合'],
    ['a search', ['e'], '合'],
    ['no line', [], ''],
  ])('changes nothing for %s', (_, to, text) => {
    const before = from(...to).session;
    const { session, effects } = play(before, brokenOff(text));
    expect([session.ratings, session.evidence, effects]).toEqual([before.ratings, before.evidence, []]);
  });

  test('registers evidence that has its title, with what is sound of the rest', () => {
    const { session } = from(...NEW, line('合同'), line('2'), line('证据/合同.pdf'), brokenOff('2026-'));
    expect(session.evidence.at(-1)).toMatchObject({ title: '合同', file: '证据/合同.pdf', date: null });
    expect(session.ratings.get('vision.1a')?.evidence).toEqual([session.evidence.at(-1)?.id]);
  });
});
