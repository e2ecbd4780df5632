import { spawnSync } from 'node:child_process';
import type * as Fs from 'node:fs';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readJournal } from '../../../src/io/journal.ts';
import { removeLeftovers, restoreTaken } from '../../../src/io/temporary-files.ts';
import { readLedger } from '../../../src/session/ledger-json.ts';
import type { SaveOutcome } from '../../../src/session/session.ts';
import { namesIn } from '../io/temporary-folder.ts';
import { type Call, fail, watching } from './counted-fs.ts';
import { A, B, failed, heldIn, type Seat, SHEET, saved, swap, takeSeat, useDesk } from './desk.ts';

vi.mock('node:fs', async (importOriginal) => {
  const { counted } = await import('./counted-fs.ts');
  return counted(await importOriginal<typeof Fs>());
});

const desk = useDesk();
const answered = (text: string): string => swap(text, '    1a:\n      score:', '    1a:\n      score: 1');
const NEW = answered(SHEET);
const CODES = ['ENOSPC', 'EIO', 'EACCES', 'EROFS'] as const;
/** More than a save with its journal can need. */
const MOST = 200;
const LIVING = process.pid;
const DEAD = spawnSync(process.execPath, ['-e', '0']).pid;
const be = (pid: number): void => {
  Object.defineProperty(process, 'pid', { value: pid, configurable: true, enumerable: true, writable: true });
};

let pauses = 0;
beforeEach(() => {
  pauses = 0;
  vi.spyOn(Atomics, 'wait').mockImplementation((...[, , , milliseconds]) => {
    // Others are longer: for a file that somebody seems to be writing.
    if (milliseconds === 5) pauses++;
    return 'timed-out';
  });
});
afterEach(() => {
  be(LIVING);
  vi.restoreAllMocks();
});

/** What a disk does to the n-th call and, where it stays broken, to all behind it; other calls are left alone. */
type Break = (n: number) => (call: Call) => unknown;
const once =
  (code: string): Break =>
  (n) =>
  ({ number, proceed }) =>
    number === n ? fail(code) : proceed();
const fromThenOn =
  (code: string): Break =>
  (n) =>
  ({ number, proceed }) =>
    number >= n ? fail(code) : proceed();
/** It is done, and told to have failed, as disks of other computers do; a file that was opened is there to be closed. */
const afterwards =
  (code: string): Break =>
  (n) =>
  ({ number, operation, proceed }) => {
    const result = proceed();
    return number === n && operation !== 'openSync' ? fail(code) : result;
  };
/** A write takes a part of what it should, and the next one tells that the disk is full. */
const short: Break = (n) => {
  let isFull = false;
  return ({ number, operation, args, proceed }) => {
    if (operation !== 'writeSync') return proceed();
    if (isFull) fail('ENOSPC');
    if (number < n || typeof args[1] === 'string') return proceed();
    isFull = true;
    const [descriptor, bytes, offset, length] = args;
    return proceed(descriptor, bytes, offset, Math.max(1, Math.floor(Number(length) / 2)));
  };
};

const BREAKS: readonly (readonly [string, Break])[] = [
  ...CODES.map((code) => [`fails once with ${code}`, once(code)] as const),
  ...CODES.map((code) => [`fails with ${code}, and all others behind it`, fromThenOn(code)] as const),
  ...CODES.map((code) => [`is done, and told to have failed with ${code}`, afterwards(code)] as const),
  ['writes half, and then the disk is full', short],
];

/** An operation, with the name of the file where it has one. */
const nameOf = ({ operation, args: [file] }: Call): string =>
  typeof file === 'string' ? `${operation} ${basename(file).replace(/\d+-\w+/, '…')}` : operation;

/** How a session knows its file: as its own, or as one that somebody else has written meanwhile. */
type Company = 'alone' | 'shared';
const OLD: Readonly<Record<Company, string>> = { alone: SHEET, shared: swap(SHEET, '# 末尾', '# 末尾，有人来过') };

interface Broken {
  /** The file before the save. */
  readonly text: string;
  readonly seat: Seat;
  readonly outcome: SaveOutcome | null;
  /** What was called n-th, and how many calls there were. */
  readonly operation: string;
  readonly calls: number;
}

/** One save, with its n-th operation broken, of a sheet in a fresh folder. */
function saveWithBroken(n: number, broken: Break, company: Company): Broken {
  for (const name of ['work', 'state', 'tmp']) rmSync(desk.at(name), { recursive: true, force: true });
  for (const name of ['work', 'tmp']) mkdirSync(desk.at(name));
  writeFileSync(desk.path, SHEET);
  const seat = takeSeat(desk.path, desk.env);
  seat.refresh();
  const text = OLD[company];
  if (company === 'shared') {
    desk.write(text);
    saved(seat.refresh());
  }
  let [calls, operation] = [0, 'none'];
  const handler = broken(n);
  const handle = (call: Call): unknown => {
    calls = call.number;
    if (call.number === n) operation = nameOf(call);
    return handler(call);
  };
  let outcome: SaveOutcome | null = null;
  try {
    outcome = watching(handle, () => seat.answer(A, { score: 10 }));
  } catch {
    // What escapes here ends the session: an outcome is what there should be.
  }
  return { text, seat, outcome, operation, calls };
}

/** What is wrong after such a save for any n, until one that ends before its n-th operation. */
function troublesOf(broken: Break, company: Company, ...looks: readonly ((save: Broken) => string | null)[]): string[] {
  const troubles: string[] = [];
  for (let n = 1; n < MOST; n++) {
    const save = saveWithBroken(n, broken, company);
    if (save.calls < n) return troubles;
    const found = looks.map((look) => look(save)).filter((trouble) => trouble !== null);
    troubles.push(...found.map((trouble) => `${n}, ${save.operation}: ${trouble}`));
  }
  return [...troubles, 'there is no end of operations'];
}

function lookAtFile({ text: old, outcome }: Broken): string | null {
  // As every command of ours does where it finds no file.
  restoreTaken(desk.path);
  const text = desk.read();
  if (text !== old && text !== answered(old)) return `torn: ${text.length} characters`;
  return outcome?.kind === 'saved' && text !== answered(old) ? 'said to be saved, and is not' : null;
}

function lookAtAnswer({ text, outcome, seat }: Broken): string | null {
  if (!outcome) return 'thrown out of the session';
  if (outcome.kind === 'saved' || desk.read() === answered(text)) return null;
  const kept = readLedger(readJournal(desk.path, desk.env)?.text ?? '')?.answers.get(A)?.current.score;
  if (outcome.unsaved !== 1 || seat.keeper.left().answers.length !== 1) return 'not counted as unsaved';
  return outcome.journal !== null && kept !== 10 ? 'said to be in the journal, and is not' : null;
}

/** The save after it, on a disk that works again. */
function lookAtNextSave({ text, seat }: Broken): string | null {
  pauses = 0;
  const next = seat.refresh();
  if (pauses) return 'waited for a lock that this session left';
  if (next.kind === 'failed') return `not saved then either: ${next.reason}`;
  if (desk.read() !== answered(text) || seat.keeper.left().answers.length) return 'not brought in';
  if (next.conflicts.length) return 'asked about';
  return readJournal(desk.path, desk.env) ? 'still in a journal' : null;
}

describe.each(BREAKS)('where any one operation of a save %s', (_, broken) => {
  test.each<Company>(['alone', 'shared'])(
    'of a file that is %s: it is whole, the answer kept, the session goes on, and the next save brings it in',
    (company) => {
      expect(troublesOf(broken, company, lookAtFile, lookAtAnswer, lookAtNextSave)).toEqual([]);
    },
  );

  test.each<Company>(['alone', 'shared'])(
    'the next start leaves nothing in the folder but the sheet: %s',
    (company) => {
      // What this process leaves behind bears the id of one that is gone, as it will be at the next start.
      be(DEAD);
      const troubles = troublesOf(broken, company, (save) => {
        save.seat.refresh();
        be(LIVING);
        removeLeftovers(desk.path);
        saved(takeSeat(desk.path, desk.env).refresh());
        be(DEAD);
        const left = namesIn(desk.at('work')).filter((name) => name !== 'sheet.yaml');
        return left.length ? `left over: ${left.join(' ')}` : null;
      });
      expect(troubles).toEqual([]);
    },
  );
});

describe('a disk that is full only where the sheet stands', () => {
  const isBelow = (folder: string, [path]: readonly unknown[]) => String(path).startsWith(`${folder}/`);
  const full = ({ operation, args, proceed }: Call): unknown =>
    operation === 'openSync' && args[1] === 'wx' && isBelow(desk.at('work'), args) ? fail('ENOSPC') : proceed();

  test('leaves the answers in the journal, told with its place, until there is room', () => {
    const seat = takeSeat(desk.path, desk.env);
    const outcome = watching(full, () => failed(seat.answer(A, { score: 10 })));
    expect(outcome).toMatchObject({ reason: 'ENOSPC', unsaved: 1 });
    expect(outcome.journal).toMatch(/state\/assess\/journal\/.*\.json$/);
    watching(full, () => failed(seat.answer(B, { score: 8 })));
    expect(desk.read()).toBe(SHEET);
    saved(seat.refresh());
    expect([heldIn(desk.path, A).score, heldIn(desk.path, B).score]).toEqual([10, 8]);
    expect(readJournal(desk.path, desk.env)).toBeNull();
  });

  test('and then at the first place of journals too: the second place has the newest one, and that is read', () => {
    const seat = takeSeat(desk.path, desk.env);
    watching(full, () => failed(seat.answer(A, { score: 10 })));
    const fuller = (call: Call): unknown =>
      call.operation === 'openSync' && call.args[1] === 'wx' && isBelow(desk.at('state'), call.args)
        ? fail('ENOSPC')
        : full(call);
    const outcome = watching(fuller, () => failed(seat.answer(B, { score: 8 })));
    expect(outcome.journal).toMatch(/tmp\/assess-journal\//);
    const kept = readLedger(readJournal(desk.path, desk.env)?.text ?? '');
    expect([...(kept?.answers.keys() ?? [])].sort()).toEqual([A, B]);
  });

  test('and everywhere: the answers wait in memory, told without a place', () => {
    const seat = takeSeat(desk.path, desk.env);
    const everywhere = ({ operation, args, proceed }: Call): unknown =>
      operation === 'openSync' && args[1] === 'wx' ? fail('ENOSPC') : proceed();
    const outcome = watching(everywhere, () => failed(seat.answer(A, { score: 10 })));
    expect(outcome).toMatchObject({ reason: 'ENOSPC', journal: null, unsaved: 1 });
    expect(seat.keeper.left().answers).toHaveLength(1);
    saved(seat.refresh());
    expect(desk.read()).toBe(NEW);
  });
});

test('a file that only others may write is not replaced by way of its folder', () => {
  const seat = takeSeat(desk.path, desk.env);
  const refused = ({ operation, args, proceed }: Call): unknown => {
    if (operation === 'accessSync' && args[0] === desk.path)
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    return proceed();
  };
  expect(watching(refused, () => failed(seat.answer(A, { score: 10 })))).toMatchObject({
    reason: 'EACCES',
    unsaved: 1,
  });
  expect(desk.read()).toBe(SHEET);
  saved(seat.refresh());
  expect(heldIn(desk.path, A).score).toBe(10);
});
