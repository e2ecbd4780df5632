import { chmodSync, existsSync, renameSync, statSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { readJournal, realPathOf, removeJournal, writeJournal } from '../../../src/io/journal.ts';
import { readLedger } from '../../../src/session/ledger-json.ts';
import { namesIn } from '../io/temporary-folder.ts';
import { A, B, failed, heldIn, put, SHEET, saved, takeSeat, useDesk } from './desk.ts';

const desk = useDesk();
const close = (): void => chmodSync(desk.path, 0o444);
const open = (): void => chmodSync(desk.path, 0o644);
const journal = () => readJournal(desk.path, desk.env);
const kept = () => readLedger(journal()?.text ?? '');

describe('the place of a journal', () => {
  test.each<readonly [string, () => Readonly<Record<string, string>>, string]>([
    ['XDG_STATE_HOME', () => ({ XDG_STATE_HOME: desk.at('state'), LOCALAPPDATA: desk.at('local') }), 'state'],
    ['LOCALAPPDATA', () => ({ LOCALAPPDATA: desk.at('local') }), 'local'],
    ['the folder for temporary files, where the first cannot be made', () => ({ XDG_STATE_HOME: '/dev/null' }), 'tmp'],
  ])('is %s, and nobody else can read it', (_, makeEnv, folder) => {
    const env = makeEnv();
    const path = writeJournal(desk.path, 'text', env);
    if (path === null) throw new Error('no journal');
    expect(path.startsWith(`${desk.at(folder)}/`)).toBe(true);
    expect(readJournal(desk.path, env)).toEqual({ path, text: 'text', at: statSync(path).mtimeMs });
    expect(statSync(dirname(path)).mode & 0o077).toBe(0);
    removeJournal(desk.path, env);
    expect(readJournal(desk.path, env)).toBeNull();
    expect(existsSync(path)).toBe(false);
  });

  test('is null where there is none, and is no reason to fail', () => {
    vi.stubEnv('TMPDIR', '/dev/null');
    expect(writeJournal(desk.path, 'text', { XDG_STATE_HOME: '/dev/null' })).toBeNull();
  });

  test('is the same whichever way the sheet is reached, and another for another sheet', () => {
    symlinkSync(desk.path, desk.at('link.yaml'));
    put(desk.at('work', 'other.yaml'), SHEET);
    writeJournal(desk.at('link.yaml'), 'text', desk.env);
    expect(journal()?.text).toBe('text');
    expect(readJournal(desk.at('work', '..', 'work', 'sheet.yaml'), desk.env)?.text).toBe('text');
    expect(readJournal(desk.at('work', 'other.yaml'), desk.env)).toBeNull();
  });

  test('is found again after the folder was away, also when it is reached by a link', () => {
    symlinkSync(desk.at('work'), desk.at('link'));
    // What a session asks at its begin.
    const place = realPathOf(desk.at('link', 'sheet.yaml'));
    renameSync(desk.at('work'), desk.at('away'));
    writeJournal(place, 'text', desk.env);
    renameSync(desk.at('away'), desk.at('work'));
    expect(readJournal(desk.at('link', 'sheet.yaml'), desk.env)?.text).toBe('text');
    expect(journal()?.text).toBe('text');
  });

  test('is found again when the folder is gone, by a link to a folder above it', () => {
    symlinkSync(desk.at(), desk.at('link'));
    const place = realPathOf(desk.at('link', 'work', 'sheet.yaml'));
    renameSync(desk.at('work'), desk.at('away'));
    writeJournal(place, 'text', desk.env);
    expect(readJournal(desk.at('link', 'work', 'sheet.yaml'), desk.env)?.text).toBe('text');
  });
});

describe('a journal', () => {
  test('brings back in a later session what an earlier one could not save', () => {
    const first = takeSeat(desk.path, desk.env);
    close();
    failed(first.register({ id: 'E02', title: '合同' }));
    failed(first.answer(A, { score: 10, finding: '第一行\n第二行：“引号” # x', evidence: ['E02'] }));
    failed(first.answer(B, { improvement: { measure: '补', owner: null, due: '2026-09-30' } }));
    open();
    const ledger = kept();
    if (!ledger) throw new Error('nothing was kept');
    const second = takeSeat(desk.path, desk.env);
    expect(saved(second.keeper.adopt(ledger)).conflicts).toEqual([]);
    expect(heldIn(desk.path, A)).toMatchObject({
      score: 10,
      finding: '第一行\n第二行：“引号” # x',
      evidence: ['E02'],
    });
    expect(heldIn(desk.path, B).improvement).toEqual({ measure: '补', owner: null, due: '2026-09-30' });
    expect(desk.read()).toContain('E02: { title: 合同 }');
  });

  test('that meets a newer answer in the file asks which, and loses none', () => {
    const first = takeSeat(desk.path, desk.env);
    close();
    failed(first.answer(A, { score: 10 }));
    open();
    desk.edit('    1a:\n      score:', '    1a:\n      score: 0.5');
    const ledger = kept();
    if (!ledger) throw new Error('nothing was kept');
    const outcome = saved(takeSeat(desk.path, desk.env).keeper.adopt(ledger));
    expect(outcome.conflicts).toMatchObject([{ requirement: A, mine: { score: 10 }, theirs: { score: 5 } }]);
  });

  test('holds what is not in the file, and no more, at each time', () => {
    const seat = takeSeat(desk.path, desk.env);
    saved(seat.answer(A, { score: 10 }));
    expect(journal()).toBeNull();
    close();
    failed(seat.answer(B, { score: 5 }));
    expect([...(kept()?.answers.keys() ?? [])]).toEqual([B]);
    failed(seat.answer(A, { score: 8 }));
    expect([...(kept()?.answers.keys() ?? [])].sort()).toEqual([A, B]);
    open();
    saved(seat.refresh());
    expect(namesIn(desk.at('state')).filter((name) => name.endsWith('.json'))).toEqual([]);
  });

  test('that was put off keeps its part of an answer of which this session gives another', () => {
    close();
    const first = takeSeat(desk.path, desk.env);
    failed(first.register({ id: 'E02', title: '合同' }));
    failed(first.answer(A, { finding: '上次的', evidence: ['E02'] }));
    const second = takeSeat(desk.path, desk.env);
    failed(second.answer(A, { score: 8 }));
    expect(kept()?.answers.get(A)?.current).toMatchObject({ score: 8, finding: '上次的', evidence: ['E02'] });
    open();
    saved(second.refresh());
    expect(heldIn(desk.path, A)).toMatchObject({ score: 8, finding: null });
    expect(kept()?.evidence.map(({ title }) => title)).toEqual(['合同']);
    const ledger = kept();
    if (!ledger) throw new Error('nothing was kept');
    expect(saved(takeSeat(desk.path, desk.env).keeper.adopt(ledger)).conflicts).toEqual([]);
    expect(heldIn(desk.path, A)).toMatchObject({ score: 8, finding: '上次的', evidence: ['E02'] });
  });

  test('that was put off is asked about where this session gave the same part anew', () => {
    close();
    failed(takeSeat(desk.path, desk.env).answer(A, { score: 10 }));
    const second = takeSeat(desk.path, desk.env);
    failed(second.answer(A, { score: 5 }));
    open();
    saved(second.refresh());
    const ledger = kept();
    if (!ledger) throw new Error('nothing was kept');
    const outcome = saved(takeSeat(desk.path, desk.env).keeper.adopt(ledger));
    expect(outcome.conflicts).toMatchObject([{ mine: { score: 10 }, theirs: { score: 5 } }]);
  });

  test('that is taken in is gone once all of it is in the file', () => {
    close();
    failed(takeSeat(desk.path, desk.env).answer(A, { score: 10 }));
    const ledger = kept();
    if (!ledger) throw new Error('nothing was kept');
    const second = takeSeat(desk.path, desk.env);
    failed(second.keeper.adopt(ledger));
    expect(kept()?.answers.get(A)?.current.score).toBe(10);
    open();
    saved(second.refresh());
    expect([heldIn(desk.path, A).score, journal()]).toEqual([10, null]);
  });

  test('that was put off stays, when this session cannot save either', () => {
    close();
    failed(takeSeat(desk.path, desk.env).answer(A, { score: 10 }));
    failed(takeSeat(desk.path, desk.env).answer(B, { score: 5 }));
    expect(kept()?.answers.get(A)?.current.score).toBe(10);
    expect(kept()?.answers.get(B)?.current.score).toBe(5);
  });

  test('that was put off stays, when this session saves at last', () => {
    close();
    failed(takeSeat(desk.path, desk.env).answer(A, { score: 10 }));
    const second = takeSeat(desk.path, desk.env);
    failed(second.answer(B, { score: 5 }));
    open();
    saved(second.refresh());
    expect(kept()?.answers.get(A)?.current.score).toBe(10);
  });

  test('of two sessions at once has the answers of both', () => {
    const [one, two] = [takeSeat(desk.path, desk.env), takeSeat(desk.path, desk.env)];
    close();
    failed(one.answer(A, { score: 10 }));
    failed(two.answer(B, { score: 5 }));
    expect([...(kept()?.answers.keys() ?? [])].sort()).toEqual([A, B]);
  });
});
