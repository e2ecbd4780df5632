import { describe, expect, test } from 'vitest';
import { LANGS } from '../../../src/i18n/lang.ts';
import { messagesIn } from '../../../src/i18n/messages.ts';
import { draftsText, readDrafts } from '../../../src/session/drafts-json.ts';
import { frameOf } from '../../../src/session/frame.ts';
import type { Event, Session } from '../../../src/session/session.ts';
import { begin, entry, type Input, line, play, query, tell, tellEffects } from './sessions.ts';

const evidence = [entry('E01', '登记表')];
const from = (...inputs: Input[]) => play(begin({}, { evidence }, { only: 'all' }), ...inputs);
const left = (text: string): Event => ({ kind: 'left', text });
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

test('a card says which of its texts are half written, and by which key they are gone on with', () => {
  const both = from('f', left('甲'), 'e', 'up', 'enter', line('合同'), left(''), 'escape').session;
  for (const lang of LANGS) {
    const m = messagesIn(lang);
    const shown = (session: Session) =>
      frameOf(session, { width: 100, rows: 30, lang, m }).lines.map(({ text }) => text.trim());
    for (const key of ['f', 'e']) expect(shown(both)).toContain(m.session.halfHere(key));
    expect(shown(play(both, '1').session)).not.toContain(m.session.halfHere('f'));
  }
});

test('a text that was half written before something else was recorded says so', () => {
  const half = from('f', line('旧'), 'f', left('旧的改了')).session;
  expect(play(half, 'f').session.notice).toBeNull();
  const other = { ...half, ratings: new Map(half.ratings) };
  other.ratings.set('vision.1a', { ...half.ratings.get('vision.1a')!, finding: '同事写的' });
  const kept = readDrafts(draftsText('/s', half.halfWritten));
  expect(play({ ...other, halfWritten: kept }, 'f').session.notice).toEqual({ kind: 'draft-older' });
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

describe('a session that ends in the middle of a line', () => {
  test.each<[string, Input[], string]>([
    ['a finding', ['f'], '写到一半'],
    ['a finding that was recorded, emptied', ['f', line('记录'), 'f'], ''],
    ['half a date', ['i', line('补'), line('')], '2026-12-3'],
    ['hidden characters', ['f'], 'a\u202eb'],
    ['half a path', [...NEW, line('合同'), line('2')], 'evi'],
    ['half a title', NEW, '合'],
  ])('records nothing of it, and keeps it for the next one: %s', (_, to, text) => {
    const before = from(...to).session;
    const { session, effects } = play(before, left(text));
    expect([session.ratings, session.evidence, effects]).toEqual([before.ratings, before.evidence, []]);
    expect(JSON.stringify(session.halfWritten)).toContain(JSON.stringify(text));
  });

  test('keeps no method that was refused', () => {
    const { session } = from(...NEW, line('合同'), line('面谈'), left('面谈'));
    expect(session.halfWritten.map(({ mode }) => mode)).toMatchObject([{ draft: { title: '合同', method: null } }]);
    expect(readDrafts(draftsText('/s', session.halfWritten))).toEqual(session.halfWritten);
  });

  test.each<[string, Input[]]>([
    ['a search', ['e']],
    ['no line', []],
  ])('keeps nothing of %s', (_, to) => {
    const before = from(...to).session;
    expect(play(before, left('合')).session.halfWritten).toEqual([]);
  });
});
