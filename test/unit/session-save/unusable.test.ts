import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { en } from '../../../src/i18n/en.ts';
import { zh } from '../../../src/i18n/zh.ts';
import { readJournal } from '../../../src/io/journal.ts';
import { readLedger } from '../../../src/session/ledger-json.ts';
import { namesIn } from '../io/temporary-folder.ts';
import { A, B, type Desk, failed, heldIn, SHEET, saved, swap, takeSeat, useDesk } from './desk.ts';

const desk = useDesk();
const MARKERS = swap(
  SHEET,
  '    1b: { score: , evidence: [] }\n',
  '<<<<<<< HEAD\n    1b: { score: 1 }\n=======\n    1b: { score: 0 }\n>>>>>>> theirs\n',
);

/** What keeps a sheet from being saved, why (null: any words will do), and how it is sound again. */
const TROUBLES: readonly (readonly [string, (at: Desk) => void, string | null, (at: Desk) => void])[] = [
  ['git left its conflict markers', ({ write }) => write(MARKERS), 'conflict', ({ write }) => write(SHEET)],
  [
    'somebody left a bracket open',
    ({ edit }) => edit('[ E01 ]', '[ E01'),
    'broken',
    ({ edit }) => edit('[ E01', '[ E01 ]'),
  ],
  ['a tab indents', ({ edit }) => edit('      score:   #', '\tscore:   #'), 'broken', ({ write }) => write(SHEET)],
  ['an editor has just emptied it', ({ write }) => write(''), null, ({ write }) => write(SHEET)],
  ['it is no sheet any more', ({ write }) => write('- a list\n'), null, ({ write }) => write(SHEET)],
  [
    'it was saved as GBK',
    ({ path }) => writeFileSync(path, Buffer.from('bbfad6c6b9a4d7f7', 'hex')),
    null,
    ({ write }) => write(SHEET),
  ],
  [
    'it has another claim now',
    ({ edit }) => edit('claim: 1', 'claim: 2'),
    'other-claim',
    ({ edit }) => edit('claim: 2', 'claim: 1'),
  ],
  [
    'it is of another model now',
    ({ edit }) => edit('model: sme\nedition: draft-2023', 'model: itss\nedition: "2023"'),
    'other-claim',
    ({ write }) => write(SHEET),
  ],
  ['it is read-only', ({ path }) => chmodSync(path, 0o444), 'EACCES', ({ path }) => chmodSync(path, 0o644)],
  ['it is gone', ({ path }) => unlinkSync(path), 'ENOENT', ({ write }) => write(SHEET)],
  [
    'its folder is gone',
    ({ at }) => renameSync(at('work'), at('away')),
    'ENOENT',
    ({ at }) => renameSync(at('away'), at('work')),
  ],
  [
    'a folder stands there',
    ({ path }) => {
      unlinkSync(path);
      mkdirSync(path);
    },
    null,
    ({ path, write }) => {
      rmSync(path, { recursive: true });
      write(SHEET);
    },
  ],
  [
    'it links to itself',
    ({ path }) => {
      unlinkSync(path);
      symlinkSync(path, path);
    },
    null,
    ({ path, write }) => {
      unlinkSync(path);
      write(SHEET);
    },
  ],
];

describe.each(TROUBLES)('while %s', (_, harm, reason, mend) => {
  test('answers are kept in the journal; nothing is touched; all are saved once it is sound', () => {
    const seat = takeSeat(desk.path, desk.env);
    harm(desk);
    const before = namesIn(desk.at()).filter((name) => !name.startsWith('state'));
    const first = failed(seat.answer(A, { score: 10 }));
    const second = failed(seat.answer(B, { finding: '第二个' }));
    expect(first).toMatchObject({ unsaved: 1, layout: null });
    expect(second.unsaved).toBe(2);
    expect(second.journal).toBe(readJournal(desk.path, desk.env)?.path);
    const kept = readLedger(readJournal(desk.path, desk.env)?.text ?? '')?.answers;
    expect([kept?.get(A)?.current.score, kept?.get(B)?.current.finding]).toEqual([10, '第二个']);
    expect(namesIn(desk.at()).filter((name) => !name.startsWith('state'))).toEqual(before);

    mend(desk);
    expect(saved(seat.refresh()).caughtUp).toBe(2);
    expect([heldIn(desk.path, A).score, heldIn(desk.path, B).finding]).toEqual([10, '第二个']);
    expect(seat.keeper.left().answers).toHaveLength(0);
    expect(readJournal(desk.path, desk.env)).toBeNull();
    expect(namesIn(desk.at('work'))).toEqual(['sheet.yaml']);
  });

  test('the consultant is told why, in words', () => {
    const seat = takeSeat(desk.path, desk.env);
    harm(desk);
    const told = failed(seat.answer(A, { score: 10 })).reason;
    if (reason !== null) expect(en.session.reason(told)).toBe(en.session.reason(reason));
    expect(zh.session.reason(told)).toMatch(/\p{Script=Han}/u);
    expect(en.session.reason(told)).toContain(' ');
  });
});

test('what is broken stays as it is, byte for byte, however often saving is tried', () => {
  const seat = takeSeat(desk.path, desk.env);
  desk.write(MARKERS);
  for (let time = 0; time < 5; time++) failed(seat.answer(A, { finding: `${time}` }));
  expect(desk.read()).toBe(MARKERS);
});

test('a failed refresh without anything to keep makes no journal', () => {
  const seat = takeSeat(desk.path, desk.env);
  desk.write(MARKERS);
  expect(failed(seat.refresh())).toMatchObject({ unsaved: 0, journal: null });
  expect(readJournal(desk.path, desk.env)).toBeNull();
});

test('an answer whose place cannot be changed safely is told, kept, and holds up no other', () => {
  desk.edit('    1b: { score: , evidence: [] }', '    1b: [odd]');
  const seat = takeSeat(desk.path, desk.env);
  expect(failed(seat.answer(B, { score: 10 }))).toMatchObject({ layout: B, unsaved: 1 });
  expect(failed(seat.answer(A, { score: 8 }))).toMatchObject({ layout: B, unsaved: 1 });
  expect(heldIn(desk.path, A).score).toBe(8);
  expect(desk.read()).toContain('1b: [odd]');
  expect(readLedger(readJournal(desk.path, desk.env)?.text ?? '')?.answers.get(B)?.current.score).toBe(10);
  desk.edit('1b: [odd]', '1b: { score: }');
  saved(seat.refresh());
  expect(heldIn(desk.path, B).score).toBe(10);
});
