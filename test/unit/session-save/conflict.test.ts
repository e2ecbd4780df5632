import { describe, expect, test } from 'vitest';
import { readJournal } from '../../../src/io/journal.ts';
import { readLedger } from '../../../src/session/ledger-json.ts';
import { A, B, heldIn, SHEET, saved, swap, takeSeat, useDesk } from './desk.ts';

const desk = useDesk();
const OPEN = '    1a:\n      score:\n';
const theirs = (score: string): string => `    1a:\n      score: ${score}\n`;

/** A seat whose answer meets another one to the same requirement. */
function meet() {
  const seat = takeSeat(desk.path, desk.env);
  desk.edit(OPEN, theirs('0.5'));
  const outcome = saved(seat.answer(A, { score: 10 }));
  return { seat, outcome };
}

describe('the same answer given by both', () => {
  test('is told with both, and the file keeps theirs until somebody says', () => {
    const { seat, outcome } = meet();
    expect(outcome.conflicts).toMatchObject([{ requirement: A, mine: { score: 10 }, theirs: { score: 5 } }]);
    expect(outcome.conflicts).toHaveLength(1);
    expect(heldIn(desk.path, A).score).toBe(5);
    expect(seat.sees(A).score).toBe(10);
    expect(seat.keeper.left().answers).toHaveLength(1);
  });

  test.each([
    ['mine', 10],
    ['theirs', 5],
  ] as const)('and "%s" chosen, is that one here and in the file, and asked no more', (keep, score) => {
    const { seat } = meet();
    expect(saved(seat.resolve(A, keep)).conflicts).toEqual([]);
    expect(heldIn(desk.path, A).score).toBe(score);
    expect(seat.sees(A).score).toBe(score);
    expect(saved(seat.refresh()).conflicts).toEqual([]);
    expect(seat.keeper.left().answers).toHaveLength(0);
  });

  test.each([
    ['given and not saved', false],
    ['saved before', true],
  ])('is kept in the journal at the end of the session, and asked about in the next one: %s', (_, isSaved) => {
    const seat = takeSeat(desk.path, desk.env);
    if (isSaved) saved(seat.answer(A, { score: 10 }));
    desk.write(desk.read().replace(/score:( 1)?\n/, 'score: 0.5\n'));
    const outcome = saved(isSaved ? seat.refresh() : seat.answer(A, { score: 10 }));
    expect(outcome.conflicts).toHaveLength(1);
    expect(seat.keeper.left()).toMatchObject({ answers: [{ requirement: A, score: 10 }], undecided: [A] });
    const kept = readLedger(readJournal(desk.path, desk.env)?.text ?? '');
    const next = takeSeat(desk.path, desk.env);
    saved(next.keeper.adopt(kept!));
    const [conflict, ...others] = saved(next.refresh()).conflicts;
    expect(others).toEqual([]);
    expect(conflict).toMatchObject({ mine: { score: 10 }, theirs: { score: 5 } });
    expect(heldIn(desk.path, A).score).toBe(5);
    saved(next.resolve(A, 'mine'));
    expect(heldIn(desk.path, A).score).toBe(10);
    expect(next.keeper.left()).toEqual({ answers: [], undecided: [], evidence: [], journal: null });
  });

  test('leaves a part that was changed there alone to them, also after "mine"', () => {
    const { seat } = meet();
    desk.write(desk.read().replace('finding:\n', 'finding: theirs\n'));
    saved(seat.refresh());
    saved(seat.resolve(A, 'mine'));
    desk.write(desk.read().replace('finding: theirs', 'finding: theirs again'));
    expect(saved(seat.refresh()).conflicts).toEqual([]);
    expect(heldIn(desk.path, A)).toMatchObject({ score: 10, finding: 'theirs again' });
  });

  test.each(['mine', 'theirs'] as const)('after "%s" the next answer to it is just saved', (keep) => {
    const { seat } = meet();
    saved(seat.resolve(A, keep));
    expect(saved(seat.answer(A, { score: 0 })).conflicts).toEqual([]);
    expect(heldIn(desk.path, A).score).toBe(0);
  });

  test('does not hold up other answers', () => {
    const { seat } = meet();
    expect(saved(seat.answer(B, { score: 8 })).conflicts).toMatchObject([{ requirement: A }]);
    expect(heldIn(desk.path, B).score).toBe(8);
    expect(heldIn(desk.path, A).score).toBe(5);
  });

  test('changed by them once more before the choice is told once more', () => {
    const { seat } = meet();
    desk.edit(theirs('0.5'), theirs('0.8'));
    expect(saved(seat.resolve(A, 'mine')).conflicts).toMatchObject([{ mine: { score: 10 }, theirs: { score: 8 } }]);
    expect(heldIn(desk.path, A).score).toBe(8);
  });

  test('is in the journal while nobody has said which, since the session may end now', () => {
    meet();
    const kept = readLedger(readJournal(desk.path, desk.env)?.text ?? '');
    expect(kept?.answers.get(A)?.current.score).toBe(10);
  });
});

describe('a conflict', () => {
  test.each([
    ['finding', { finding: 'mine' }, '      finding:\n', '      finding: theirs\n'],
    [
      'improvement',
      { improvement: { measure: 'mine', owner: null, due: null } },
      '      improvement:\n',
      '      improvement: { measure: theirs }\n',
    ],
  ] as const)('is found in the %s too, and loses nothing either way', (part, change, old, fresh) => {
    const seat = takeSeat(desk.path, desk.env);
    desk.edit(old, fresh);
    const outcome = saved(seat.answer(A, { score: 8, ...change }));
    expect(outcome.conflicts).toHaveLength(1);
    saved(seat.resolve(A, 'mine'));
    expect(heldIn(desk.path, A)).toMatchObject({ score: 8, ...change });
    expect(desk.read()).not.toContain(`${part}: theirs`);
  });

  test('is no matter of evidence: both lists come together', () => {
    desk.write(swap(SHEET, '# 纸质\n', '# 纸质\n  E02: { title: 合同 }\n'));
    const seat = takeSeat(desk.path, desk.env);
    desk.edit('evidence: []           # 见', 'evidence: [E01]           # 见');
    expect(saved(seat.answer(A, { evidence: ['E02'] })).conflicts).toEqual([]);
    expect([...heldIn(desk.path, A).evidence].sort()).toEqual(['E01', 'E02']);
  });

  test('does not come up by itself, when an improvement that stood there was taken out', () => {
    const given = '      improvement: { measure: 每月复核, owner: 运营部 }\n';
    desk.write(swap(SHEET, '      improvement:\n', given));
    const seat = takeSeat(desk.path, desk.env);
    saved(seat.answer(A, { improvement: null }));
    desk.edit('# 末尾', '# 末尾，有人来过');
    expect(saved(seat.refresh())).toMatchObject({ conflicts: [], restored: 0 });
  });
});
