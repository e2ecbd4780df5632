import { chownSync, copyFileSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findOffer, withJournal } from '../../../src/commands/offer-journal.ts';
import { messagesIn } from '../../../src/i18n/messages.ts';
import { Failure } from '../../../src/io/failure.ts';
import { listJournals, readJournal, removeFound } from '../../../src/io/journal.ts';
import { beginSession } from '../../../src/session/stops.ts';
import { A, B, failed, readSheet, SHEET, swap, takeSeat, useDesk } from './desk.ts';

const desk = useDesk();

/** A session that gives answers while the folder of its sheet is away, and ends so. */
function leaveBehind(folder: string, ...answers: readonly (readonly [string, number])[]): void {
  mkdirSync(desk.at(folder), { recursive: true });
  writeFileSync(desk.at(folder, 'sheet.yaml'), SHEET);
  const seat = takeSeat(desk.at(folder, 'sheet.yaml'), desk.env);
  renameSync(desk.at(folder), desk.at(`${folder}-moved`));
  for (const [id, score] of answers) failed(seat.answer(id, { score }));
}

/** What is offered to a session that begins with a sheet. */
function offeredTo(...names: readonly string[]) {
  const { sheet, catalogue } = readSheet(desk.at(...names));
  if (!catalogue) throw new Error('no catalogue');
  const session = beginSession(catalogue, sheet, { item: null, level: null, only: 'all', from: null });
  const offer = findOffer(desk.at(...names), session, desk.env);
  return offer && { moved: offer.moved, answers: [...(offer.ledger?.answers.keys() ?? [])] };
}

/** Makes the journal of a sheet as old as said, in seconds. */
function age(folder: string, seconds: number): void {
  const journal = readJournal(desk.at(folder, 'sheet.yaml'), desk.env);
  if (!journal) throw new Error('no journal');
  utimesSync(journal.path, Date.now() / 1000 - seconds, Date.now() / 1000 - seconds);
}

test('a journal is offered where the sheet is now, with the place where it was', () => {
  leaveBehind('client', [A, 10], [B, 5]);
  expect(offeredTo('client-moved', 'sheet.yaml')).toEqual({ moved: desk.at('client', 'sheet.yaml'), answers: [A, B] });
});

test('it is offered no more once it is thrown away', () => {
  leaveBehind('client', [A, 10]);
  for (const { path } of listJournals(desk.env)) removeFound(path, desk.env);
  expect(offeredTo('client-moved', 'sheet.yaml')).toBeNull();
});

test('a journal of its own goes before', () => {
  leaveBehind('client', [A, 10]);
  leaveBehind('other', [B, 5]);
  mkdirSync(desk.at('client'));
  renameSync(desk.at('client-moved', 'sheet.yaml'), desk.at('client', 'sheet.yaml'));
  expect(offeredTo('client', 'sheet.yaml')).toEqual({ moved: null, answers: [A] });
});

test('of several, the one that was written last is offered', () => {
  leaveBehind('client', [A, 10]);
  leaveBehind('other', [B, 5]);
  age('other', 60);
  expect(offeredTo('work', 'sheet.yaml')).toEqual({ moved: desk.at('client', 'sheet.yaml'), answers: [A] });
  age('client', 120);
  expect(offeredTo('work', 'sheet.yaml')).toEqual({ moved: desk.at('other', 'sheet.yaml'), answers: [B] });
});

test('it is not offered to a sheet of another name', () => {
  leaveBehind('client', [A, 10]);
  renameSync(desk.path, desk.at('work', 'other.yaml'));
  expect(offeredTo('work', 'other.yaml')).toBeNull();
});

test('it is not offered while a sheet is in its old place', () => {
  leaveBehind('client', [A, 10]);
  mkdirSync(desk.at('client'));
  copyFileSync(desk.path, desk.at('client', 'sheet.yaml'));
  expect(offeredTo('work', 'sheet.yaml')).toBeNull();
  rmSync(desk.at('client', 'sheet.yaml'));
  expect(offeredTo('work', 'sheet.yaml')).not.toBeNull();
});

test('it is not offered to a sheet that does not claim each of its requirements', () => {
  leaveBehind('client', [A, 10], ['demand-management.2a', 5]);
  expect(offeredTo('work', 'sheet.yaml')).toBeNull();
  desk.write(swap(SHEET, 'claim: 1 ', 'claim: 2 '));
  expect(offeredTo('work', 'sheet.yaml')?.answers).toEqual([A, 'demand-management.2a']);
});

test.each<readonly [string, (text: string) => string]>([
  ['is none', () => '{}'],
  ['is cut off', (text) => text.slice(0, 100)],
  ['does not know its folder', (text) => text.replace(/"sheet": ".*"/, '"sheet": "sheet.yaml"')],
])('what %s is not offered', (_, change) => {
  leaveBehind('client', [A, 10]);
  for (const { path, text } of listJournals(desk.env)) writeFileSync(path, change(text));
  expect(offeredTo('work', 'sheet.yaml')).toBeNull();
});

test.runIf(process.getuid?.() === 0)('what somebody else has put there is not offered', () => {
  leaveBehind('client', [A, 10]);
  for (const { path } of listJournals(desk.env)) chownSync(path, 65_534, 65_534);
  expect(offeredTo('work', 'sheet.yaml')).toBeNull();
});

test('who asks for the old place is told of the journal', () => {
  leaveBehind('client', [A, 10]);
  const path = desk.at('client', 'sheet.yaml');
  const missing = new Failure((m) => m.failure.notFound(path));
  const say = (error: unknown) => (error instanceof Failure ? error.say(messagesIn('zh')) : String(error));
  const journal = readJournal(path, desk.env)?.path ?? 'none';
  expect(say(withJournal(missing, path, desk.env))).toMatch(/^找不到文件“.*”；.* \d{4}-\d\d-\d\d \d\d:\d\d 留在日志/);
  expect(say(withJournal(missing, path, desk.env))).toContain(journal);
  expect(withJournal(missing, desk.at('never', 'sheet.yaml'), desk.env)).toBe(missing);
  const other = new Error('other');
  expect(withJournal(other, path, desk.env)).toBe(other);
});
