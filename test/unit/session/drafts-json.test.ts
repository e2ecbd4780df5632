import { expect, test } from 'vitest';
import { draftsText, readDrafts } from '../../../src/session/drafts-json.ts';
import type { HalfWritten } from '../../../src/session/session.ts';

const HALF: readonly HalfWritten[] = [
  { requirement: 'vision.1a', mode: { kind: 'text', field: 'finding', initial: '写到\n“一半”', fault: null } },
  { requirement: 'vision.1a', mode: { kind: 'text', field: 'due', initial: '2026-0', fault: null } },
  {
    requirement: 'people.1a',
    mode: {
      kind: 'new-evidence',
      field: 'file',
      draft: { title: '合同', method: 'interview', file: '证据/', date: '' },
      fault: null,
    },
  },
];

test('half-written texts read back as they were', () => {
  expect(readDrafts(draftsText('/表.yaml', HALF))).toEqual(HALF);
});

const one = (entry: object): string => JSON.stringify({ format: 'assess-drafts/1', texts: [entry] });
const draft = { title: '合', method: null, file: '', date: '' };

test.each([
  ['no JSON', '{'],
  ['a list', '[]'],
  ['null', 'null'],
  ['another format', JSON.stringify({ format: 'assess-journal/1', texts: [] })],
  ['no list', JSON.stringify({ format: 'assess-drafts/1', texts: {} })],
  ['an entry that is none', one([])],
  ['no requirement', one({ field: 'finding', text: 'x' })],
  ['an unknown field', one({ requirement: 'a.1a', field: 'constructor', text: 'x' })],
  ['an unknown part of evidence', one({ requirement: 'a.1a', field: 'finding', entry: draft })],
  ['an unknown method', one({ requirement: 'a.1a', field: 'file', entry: { ...draft, method: 'x' } })],
  ['a part that is no text', one({ requirement: 'a.1a', field: 'file', entry: { ...draft, date: 1 } })],
])('nothing is taken from %s', (_, text) => {
  expect(readDrafts(text)).toEqual([]);
});
