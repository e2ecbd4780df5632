import type * as Fs from 'node:fs';
import { closeSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
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

/** A session that has the file to itself, or that has seen somebody else write it. */
function seatIn(company: 'alone' | 'shared'): Seat {
  const seat = takeSeat(desk.path, desk.env);
  seat.refresh();
  if (company === 'shared') {
    desk.edit('评估表\n', '评估表 2\n');
    saved(seat.refresh());
  }
  return seat;
}

/** Every operation of a save, by what it is done to. */
function operationsOf(seat: Seat): string[] {
  const operations: string[] = [];
  saved(
    answer(seat, ({ operation, args: [file], proceed }) => {
      operations.push(`${operation} ${typeof file === 'string' ? basename(file).replace(/\d+-\w+/, '…') : ''}`.trim());
      return proceed();
    }),
  );
  return operations;
}

describe.each(WAYS)('an editor that saves %s', (way, overwrite) => {
  test.each(['alone', 'shared'] as const)(
    'just before any operation of a save of a file that is %s loses nothing',
    (company) => {
      const operations = operationsOf(seatIn(company));
      expect(operations.length).toBeGreaterThan(20);
      const lost: string[] = [];
      for (let n = 1; n <= operations.length; n++) {
        desk.write(SHEET);
        const seat = seatIn(company);
        saved(
          answer(seat, ({ number, proceed }) => {
            if (number === n) overwrite(desk.path, THEIRS);
            return proceed();
          }),
        );
        saved(seat.refresh());
        if (desk.read().includes('# 末尾，有人来过\n')) expectBoth(seat);
        else lost.push(operations[n - 1] ?? '');
      }
      // While nobody else has been seen, the name changes over without a look at whose it is in that moment.
      expect(lost).toEqual(company === 'alone' && way === 'by renaming' ? ['renameSync .sheet.yaml.….assess-tmp'] : []);
    },
  );
});

test('two editors that save by renaming, one before and one while the name is changed over, lose nothing', () => {
  const seat = seatIn('shared');
  const [[, rename]] = [...WAYS].reverse() as [(typeof WAYS)[number]];
  const others = swap(THEIRS, '    1c:\n      score:   # 待定', '    1c:\n      score: 0   # 待定');
  saved(
    answer(seat, (call) => {
      if (call.operation === 'renameSync') rename(desk.path, THEIRS);
      if (call.operation === 'linkSync' && heldIn(desk.path, B).score === null) rename(desk.path, others);
      return call.proceed();
    }),
  );
  saved(seat.refresh());
  expectBoth(seat);
});

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
    ['looked once more', 'statSync', /sheet\.yaml$/],
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
