import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { keepDrafts } from '../../../src/commands/keep-drafts.ts';
import { useTemporaryFolder } from '../io/temporary-folder.ts';
import { begin, type Input, play } from '../session/sessions.ts';

const at = useTemporaryFolder();
const env = () => ({ XDG_STATE_HOME: at('state'), TMPDIR: at('tmp') });
const half = (text: string, ...way: Input[]) =>
  play(begin({}, {}, { only: 'all' }), ...way, 'f', { kind: 'left', text }).session.halfWritten;
const texts = (path: string) =>
  keepDrafts(path, env())
    .takeUp(begin({}, {}, { only: 'all' }))
    .halfWritten.map(({ requirement, mode }) => `${requirement} ${mode.kind === 'text' ? mode.initial : ''}`);

test('texts of two sessions, and of other scopes, stand beside each other', () => {
  const path = at('sheet.yaml');
  writeFileSync(path, '');
  const [one, two] = [keepDrafts(path, env()), keepDrafts(path, env())];
  expect(one.keep(half('甲'))).toBe(true);
  const scoped = begin({}, {}, { item: 'people', only: 'all' });
  expect(two.takeUp(scoped).halfWritten).toEqual([]);
  expect(two.keep(half('乙', '1'))).toBe(true);
  expect(texts(path).sort()).toEqual(['vision.1a 甲', 'vision.1b 乙']);
  // Each takes back only its own.
  expect(one.keep([])).toBe(true);
  expect(texts(path)).toEqual(['vision.1b 乙']);
  two.keep([]);
  expect(texts(path)).toEqual([]);
});

test('a disk that cannot be written is told', () => {
  const path = at('sheet.yaml');
  writeFileSync(path, '');
  mkdirSync(at('tmp'));
  writeFileSync(at('state'), 'no folder');
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = at('state');
  try {
    expect(keepDrafts(path, env()).keep(half('甲'))).toBe(false);
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
});
