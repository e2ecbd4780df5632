import { describe, expect, test } from 'vitest';
import { keepSheet } from '../../../src/commands/keep-sheet.ts';
import { createRunner } from '../../../src/commands/session-runner.ts';
import { beginSession } from '../../../src/session/stops.ts';
import { A, B, heldIn, readSheet, SHEET, saved, swap, takeSeat, useDesk } from './desk.ts';

const desk = useDesk();
const idsIn = (path: string): string[] => readSheet(path).sheet.evidence.map(({ id }) => id);
const titleOf = (path: string, id: string | undefined): string | null | undefined =>
  readSheet(path).sheet.evidence.find((entry) => entry.id === id)?.title;
const THEIRS = '# 纸质\n  E02: { title: 他们的合同 }\n';

describe('an entry of the register', () => {
  test('gets a line of its own, and nothing else changes', () => {
    const seat = takeSeat(desk.path, desk.env);
    saved(seat.register({ id: 'E02', title: '合同', method: 'interview', date: '2026-03-01' }));
    const line = '  E02: { title: 合同, method: interview, date: 2026-03-01 }\n';
    expect(desk.read()).toBe(swap(SHEET, '# 纸质\n', `# 纸质\n${line}`));
  });

  test('that an older text overwrote is put back, with the answers that name it', () => {
    const seat = takeSeat(desk.path, desk.env);
    saved(seat.register({ id: 'E02', title: '合同' }));
    saved(seat.answer(A, { evidence: ['E02'] }));
    desk.write(SHEET);
    saved(seat.refresh());
    expect(titleOf(desk.path, 'E02')).toBe('合同');
    expect(heldIn(desk.path, A).evidence).toEqual(['E02']);
  });

  test('whose words somebody mends in the file stays the one entry that it is', () => {
    const seat = takeSeat(desk.path, desk.env);
    saved(seat.register({ id: 'E02', title: '合同' }));
    saved(seat.answer(A, { evidence: ['E02'] }));
    desk.edit('title: 合同', 'title: 服务合同（2026）');
    saved(seat.refresh());
    expect(idsIn(desk.path)).toEqual(['E01', 'E02']);
    expect(titleOf(desk.path, 'E02')).toBe('服务合同（2026）');
    expect(heldIn(desk.path, A).evidence).toEqual(['E02']);
  });
});

describe('an id that somebody else took meanwhile', () => {
  test('is left to them; ours gets the next one, in the answers too', () => {
    const seat = takeSeat(desk.path, desk.env);
    desk.write('not a sheet');
    seat.register({ id: 'E02', title: '我们的合同' });
    seat.answer(A, { evidence: ['E02'] });
    desk.write(swap(SHEET, '# 纸质\n', THEIRS));
    saved(seat.refresh());
    expect(titleOf(desk.path, 'E02')).toBe('他们的合同');
    const [id] = heldIn(desk.path, A).evidence;
    expect(titleOf(desk.path, id)).toBe('我们的合同');
    expect(idsIn(desk.path)).toEqual(['E01', 'E02', 'E03']);
  });

  test('for a text that knows nothing of ours, though it was saved, is left to them too', () => {
    const seat = takeSeat(desk.path, desk.env);
    saved(seat.register({ id: 'E02', title: '我们的合同' }));
    saved(seat.answer(A, { evidence: ['E02'] }));
    desk.write(swap(SHEET, '# 纸质\n', THEIRS));
    saved(seat.refresh());
    expect(titleOf(desk.path, 'E02')).toBe('他们的合同');
    expect(heldIn(desk.path, A).evidence.map((id) => titleOf(desk.path, id))).toEqual(['我们的合同']);
    saved(seat.refresh());
    expect(idsIn(desk.path)).toEqual(['E01', 'E02', 'E03']);
  });

  test('as an answer to which evidence is registered there and then names ours, not theirs', () => {
    const read = readSheet(desk.path);
    if (!read.catalogue) throw new Error('no catalogue');
    const session = beginSession(read.catalogue, read.sheet, { item: null, level: null, only: 'all', from: A });
    const host = { edit: () => undefined, leave: () => undefined };
    const runner = createRunner(session, keepSheet(desk.path, read.sheet, desk.env), host);
    desk.write(swap(SHEET, '# 纸质\n', THEIRS));
    for (const key of ['e', 'up', 'enter']) runner.handle({ kind: 'key', key });
    for (const text of ['我们的合同', '', '', '']) runner.handle({ kind: 'line', text });
    const { evidence } = heldIn(desk.path, A);
    expect(evidence.map((id) => titleOf(desk.path, id))).toEqual(['我们的合同']);
    expect(runner.session.ratings.get(A)?.evidence).toEqual(evidence);
  });

  test('by two sessions at once: each answer names its own', () => {
    const [one, two] = [takeSeat(desk.path, desk.env), takeSeat(desk.path, desk.env)];
    const sheet = desk.read();
    desk.write('not a sheet');
    one.register({ id: 'E02', title: 'one' });
    one.answer(A, { evidence: ['E02'] });
    two.register({ id: 'E02', title: 'two' });
    two.answer(B, { evidence: ['E02'] });
    desk.write(sheet);
    for (const seat of [one, two, one, two]) saved(seat.refresh());
    expect(heldIn(desk.path, A).evidence.map((id) => titleOf(desk.path, id))).toEqual(['one']);
    expect(heldIn(desk.path, B).evidence.map((id) => titleOf(desk.path, id))).toEqual(['two']);
    expect(idsIn(desk.path)).toEqual(['E01', 'E02', 'E03']);
  });
});

test('evidence that is the same on both sides, id and all, is one entry', () => {
  const seat = takeSeat(desk.path, desk.env);
  desk.write(swap(SHEET, '# 纸质\n', '# 纸质\n  E02: { title: 合同 }\n'));
  saved(seat.register({ id: 'E02', title: '合同' }));
  expect(idsIn(desk.path)).toEqual(['E01', 'E02']);
});
