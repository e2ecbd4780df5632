import { renameSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { A, B, C, heldIn, SHEET, saved, swap, takeSeat, useDesk } from './desk.ts';

const desk = useDesk();
const EMPTY_A = '    1a:\n      score:\n';

describe('what somebody else writes meanwhile', () => {
  test('in other answers comes in with the next save, and is counted', () => {
    const seat = takeSeat(desk.path, desk.env);
    saved(seat.answer(A, { score: 10 }));
    desk.edit('1b: { score: , evidence: [] }', '1b: { score: 0.5, evidence: [], finding: 只有口头约定 }');
    desk.edit("'as written'", 'as agreed');
    expect(saved(seat.answer(A, { score: 8 }))).toMatchObject({ merged: 2, restored: 0, conflicts: [] });
    expect(heldIn(desk.path, A).score).toBe(8);
    expect(seat.sees(B)).toMatchObject({ score: 5, finding: '只有口头约定' });
    expect(heldIn(desk.path, B)).toEqual(seat.sees(B));
    expect(heldIn(desk.path, C).finding).toBe('as agreed');
    expect(saved(seat.refresh()).merged).toBe(0);
  });

  test('before the first answer is seen by a refresh', () => {
    const seat = takeSeat(desk.path, desk.env);
    desk.edit('1b: { score: ,', '1b: { score: 0.5,');
    expect(saved(seat.refresh()).merged).toBe(1);
    expect(seat.sees(B).score).toBe(5);
  });

  test('in other parts of the same answer is kept beside ours', () => {
    const seat = takeSeat(desk.path, desk.env);
    saved(seat.answer(A, { score: 10 }));
    desk.edit('      finding:\n', '      finding: 登记了 12 条\n');
    desk.edit('evidence: []           # 见', 'evidence: [E01]           # 见');
    expect(saved(seat.answer(A, { score: 8 })).conflicts).toEqual([]);
    expect(heldIn(desk.path, A)).toMatchObject({ score: 8, finding: '登记了 12 条', evidence: ['E01'] });
    expect(seat.sees(A)).toEqual(heldIn(desk.path, A));
  });

  test('outside the answers stays: comments, order, the organisation, evidence, answers of no such requirement', () => {
    const seat = takeSeat(desk.path, desk.env);
    saved(seat.answer(A, { score: 10 }));
    const outside = [
      ['# 评估表\n', '# 评估表，第二稿\n'],
      ['"某机构"', '另一家机构'],
      ['# 纸质\n', '# 纸质\n  E02: { title: 合同 }\n'],
      ['tailoring: []', 'tailoring:\n  - { item: service-assets, reason: 没有资产 }'],
      ['# 末尾', '  no-such-item: { 1a: { score: 1 } }\n# 末尾'],
    ] as const;
    for (const [old, fresh] of outside) desk.edit(old, fresh);
    const theirs = desk.read();
    saved(seat.answer(A, { score: 0 }));
    expect(desk.read()).toBe(swap(theirs, '    1a:\n      score: 1\n', '    1a:\n      score: 0\n'));
  });

  test('and was seen, and is then changed here, is no conflict', () => {
    const seat = takeSeat(desk.path, desk.env);
    saved(seat.answer(A, { score: 10 }));
    desk.edit('      finding:\n', '      finding: theirs\n');
    saved(seat.refresh());
    expect(seat.sees(A).finding).toBe('theirs');
    expect(saved(seat.answer(A, { finding: 'theirs, and mine' })).conflicts).toEqual([]);
    expect(heldIn(desk.path, A)).toMatchObject({ score: 10, finding: 'theirs, and mine' });
  });

  test('as the same answer is no conflict', () => {
    const seat = takeSeat(desk.path, desk.env);
    desk.edit(EMPTY_A, '    1a:\n      score: 1\n');
    expect(saved(seat.answer(A, { score: 10 })).conflicts).toEqual([]);
  });
});

describe('a save of older text over ours, as an editor does that was opened before', () => {
  test.each<readonly [string, (path: string, text: string) => void]>([
    ['in place', writeFileSync],
    [
      'by a file of its own',
      (path, text) => {
        writeFileSync(`${path}~`, text);
        renameSync(`${path}~`, path);
      },
    ],
  ])('is put right, %s: our answers are back, and what it brought stays', (_, overwrite) => {
    const seat = takeSeat(desk.path, desk.env);
    saved(seat.answer(A, { score: 10, finding: 'ours' }));
    saved(seat.answer(B, { score: 8 }));
    overwrite(desk.path, swap(SHEET, "'as written'", 'stale, but theirs'));
    expect(saved(seat.answer(C, { score: 5 }))).toMatchObject({ restored: 2, merged: 0, conflicts: [] });
    expect(heldIn(desk.path, A)).toMatchObject({ score: 10, finding: 'ours' });
    expect(heldIn(desk.path, B).score).toBe(8);
    expect(heldIn(desk.path, C)).toMatchObject({ score: 5, finding: 'stale, but theirs' });
  });

  test('is put right by a mere refresh, as often as it happens', () => {
    const seat = takeSeat(desk.path, desk.env);
    saved(seat.answer(A, { score: 10 }));
    const ours = desk.read();
    for (let time = 0; time < 5; time++) {
      desk.write(SHEET);
      expect(saved(seat.refresh()).restored).toBe(1);
      expect(desk.read()).toBe(ours);
    }
  });
});

describe('what we gave twice', () => {
  test('is put right where an older text brings our first answer back; nobody is asked about own answers', () => {
    const seat = takeSeat(desk.path, desk.env);
    saved(seat.answer(A, { score: 10 }));
    const older = desk.read();
    saved(seat.answer(A, { score: 8 }));
    desk.write(older);
    expect(saved(seat.answer(B, { score: 5 }))).toMatchObject({ conflicts: [], restored: 1 });
    expect(heldIn(desk.path, A).score).toBe(8);
  });

  test('counts as given, though the second answer is what was there at first: a third one by others is told', () => {
    desk.edit(EMPTY_A, '    1a:\n      score: 0.5\n');
    const seat = takeSeat(desk.path, desk.env);
    saved(seat.answer(A, { score: 10 }));
    saved(seat.answer(A, { score: 5 }));
    desk.edit('      score: 0.5\n', '      score: 0\n');
    expect(saved(seat.refresh()).conflicts).toMatchObject([{ mine: { score: 5 }, theirs: { score: 0 } }]);
  });
});

describe('two sessions on one sheet', () => {
  test('do not overrule each other in silence where one goes back to what was there at first', () => {
    desk.edit(EMPTY_A, '    1a:\n      score: 0.5\n');
    const [one, two] = [takeSeat(desk.path, desk.env), takeSeat(desk.path, desk.env)];
    saved(one.answer(A, { score: 10 }));
    saved(one.answer(B, { score: 8 }));
    saved(two.refresh());
    saved(two.answer(A, { score: 5 }));
    // Our later answer to B is still there, so that this is no older text that somebody saved.
    expect(saved(one.refresh()).conflicts).toMatchObject([{ mine: { score: 10 }, theirs: { score: 5 } }]);
    expect(heldIn(desk.path, A).score).toBe(5);
  });

  test('see what the other one gives, and may change it once they have seen it', () => {
    const [one, two] = [takeSeat(desk.path, desk.env), takeSeat(desk.path, desk.env)];
    saved(one.answer(A, { score: 10 }));
    expect(saved(two.answer(B, { score: 8 })).merged).toBe(1);
    expect(saved(one.refresh()).merged).toBe(1);
    expect(saved(two.answer(A, { score: 0 })).conflicts).toEqual([]);
    expect(heldIn(desk.path, A).score).toBe(0);
    expect(saved(one.refresh()).conflicts).toMatchObject([{ mine: { score: 10 }, theirs: { score: 0 } }]);
  });
});
