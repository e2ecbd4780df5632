import type * as Fs from 'node:fs';
import { closeSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import type { SaveOutcome } from '../../../src/session/session.ts';
import { namesIn } from '../io/temporary-folder.ts';
import { type Call, type Operation, watching } from './counted-fs.ts';
import { A, B, C, heldIn, type Seat, SHEET, saved, swap, takeSeat, useDesk } from './desk.ts';

vi.mock('node:fs', async (importOriginal) => {
  const { counted } = await import('./counted-fs.ts');
  return counted(await importOriginal<typeof Fs>());
});

const desk = useDesk();
const THEIRS = swap(swap(SHEET, '1b: { score: ,', '1b: { score: 0.5,'), '# 末尾', '# 末尾，有人来过');

/** How an editor puts a text into the place of a file. */
const WAYS: readonly (readonly [string, (path: string, text: string) => void])[] = [
  ['in place', writeFileSync],
  [
    'by renaming',
    (path, text) => {
      writeFileSync(`${path}~`, text);
      renameSync(`${path}~`, path);
    },
  ],
];

/** Lets an editor do something just before the n-th operation of a kind on a file whose name is like this. */
const justBefore =
  (operation: Operation, name: RegExp, act: () => void, time = 1) =>
  (call: Call): unknown => {
    if (call.operation === operation && name.test(String(call.args[0])) && --time === 0) act();
    return call.proceed();
  };

function answer(seat: Seat, handler: (call: Call) => unknown): SaveOutcome {
  return watching(handler, () => seat.answer(A, { score: 10 }));
}

/** Ours and theirs are both there, with the comment that only they wrote. */
function expectBoth(seat: Seat): void {
  expect(heldIn(desk.path, A).score).toBe(10);
  expect(heldIn(desk.path, B).score).toBe(5);
  expect(desk.read()).toContain('# 末尾，有人来过\n');
  expect(seat.sees(B).score).toBe(5);
  expect(namesIn(desk.at('work'))).toEqual(['sheet.yaml']);
}

describe.each(WAYS)('an editor that saves %s while we do', (_, overwrite) => {
  test.each<readonly [string, Operation, RegExp]>([
    ['before we read', 'openSync', /sheet\.yaml$/],
    ['while we write ours beside it', 'writeSync', /./],
    ['before we look once more', 'readFileSync', /sheet\.yaml$/],
    ['before we keep hold of what is there', 'linkSync', /sheet\.yaml$/],
  ])('%s: both are there', (__, operation, name) => {
    const seat = takeSeat(desk.path, desk.env);
    let times = 0;
    const act = (): void => {
      times++;
      overwrite(desk.path, THEIRS);
    };
    saved(answer(seat, justBefore(operation, name, act)));
    expect(times).toBe(1);
    expectBoth(seat);
  });
});

// One that renames a file of its own over ours between our keeping hold of the old one and our renaming is lost: no call of
// Node exchanges two names. `test/harness/crowd.mjs` shows how rare that is.
describe('an editor that writes in place', () => {
  /** Opens and empties the file at one moment, and writes what it has at another. */
  function slowEditor() {
    let descriptor = -1;
    return {
      open: () => {
        descriptor = openSync(desk.path, 'w');
      },
      finish: () => {
        writeSync(descriptor, THEIRS);
        closeSync(descriptor);
      },
    };
  }

  test('is not taken by its word while the file is empty', () => {
    const seat = takeSeat(desk.path, desk.env);
    const editor = slowEditor();
    editor.open();
    expect(seat.answer(A, { score: 10 }).kind).toBe('failed');
    editor.finish();
    saved(seat.refresh());
    expectBoth(seat);
  });

  test('and is quick about it, just before ours takes the name, loses nothing', () => {
    const seat = takeSeat(desk.path, desk.env);
    saved(
      answer(
        seat,
        justBefore('renameSync', /assess-tmp$/, () => writeFileSync(desk.path, THEIRS)),
      ),
    );
    expectBoth(seat);
  });

  test.each<readonly [string, Operation, RegExp]>([
    ['looked once more', 'linkSync', /sheet\.yaml$/],
    ['kept hold of what was there', 'renameSync', /assess-tmp$/],
  ])('and empties the file after we %s, loses nothing when it is done after us', (_, operation, name) => {
    const seat = takeSeat(desk.path, desk.env);
    const editor = slowEditor();
    answer(seat, justBefore(operation, name, editor.open));
    editor.finish();
    saved(seat.refresh());
    expectBoth(seat);
  });

  test.each([0.3, 0.6, 0.9])('and has written %d of it when we look, does not have the rest cut off', (share) => {
    const bytes = Buffer.from(THEIRS);
    const cut = bytes.lastIndexOf('\n', Math.floor(bytes.length * share)) + 1;
    const seat = takeSeat(desk.path, desk.env);
    const descriptor = openSync(desk.path, 'w');
    writeSync(descriptor, bytes, 0, cut);
    seat.answer(C, { score: 0 });
    writeSync(descriptor, bytes, cut);
    closeSync(descriptor);
    saved(seat.refresh());
    expect(desk.read()).toContain('# 末尾，有人来过\n');
    expect(heldIn(desk.path, B).score).toBe(5);
    expect(heldIn(desk.path, C)).toMatchObject({ score: 0, finding: 'as written', evidence: ['E01'] });
  });
});
