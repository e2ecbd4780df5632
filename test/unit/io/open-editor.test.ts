import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { openEditor } from '../../../src/io/open-editor.ts';
import { namesIn, useTemporaryFolder } from './temporary-folder.ts';

const at = useTemporaryFolder();

test.each<[string, string, string]>([
  ['it saved', 'printf 新的 >', '新的'],
  ['it saved nothing', 'true', '旧的\n'],
  ['it saved, and ended with an error', 'sh -c \'printf 新的 > "$0"; exit 1\'', '新的'],
  ['it saved, and was ended by a signal', 'sh -c \'printf 新的 > "$0"; kill -HUP $$\'', '新的'],
  ['it emptied the text', 'cp /dev/null', ''],
])('the text is what is in the file where %s', (_, editor, text) => {
  expect(openEditor('旧的', { EDITOR: editor })).toEqual({ text });
});

test.each<[string, string, string | null]>([
  ['ended with an error and saved nothing', 'false', null],
  ['was ended by a signal and saved nothing', "sh -c 'kill -HUP $$'", null],
  ['is not there', 'no-such-editor', 'no-such-editor: 127'],
])('there is none where it %s', (_, editor, reason) => {
  expect(openEditor('旧的', { EDITOR: editor })).toEqual({ text: null, reason });
});

/** An editor that saves these bytes, whatever was there; its folder for temporary files is our own. */
function saving(...bytes: readonly number[]): ReturnType<typeof openEditor> {
  writeFileSync(at('saved'), Buffer.from(bytes));
  mkdirSync(at('tmp'));
  vi.stubEnv('TMPDIR', at('tmp'));
  try {
    return openEditor('旧的', { EDITOR: `cp '${at('saved')}'` });
  } finally {
    vi.unstubAllEnvs();
  }
}

test.each<[string, string, readonly number[]]>([
  ['UTF-8', '需求', [0xe9, 0x9c, 0x80, 0xe6, 0xb1, 0x82]],
  ['UTF-8 with a mark', '需求', [0xef, 0xbb, 0xbf, 0xe9, 0x9c, 0x80, 0xe6, 0xb1, 0x82]],
  ['GBK', '需求', [0xd0, 0xe8, 0xc7, 0xf3]],
  ['GB18030', '需𠀀', [0xd0, 0xe8, 0x95, 0x32, 0x82, 0x36]],
  ['UTF-16LE with a mark', '需求', [0xff, 0xfe, 0x00, 0x97, 0x42, 0x6c]],
  ['UTF-16BE with a mark', '需求', [0xfe, 0xff, 0x97, 0x00, 0x6c, 0x42]],
])('a text in %s is read as it was written', (name, text, bytes) => {
  // What has no mark of its own may have been meant otherwise, which is to be told.
  expect(saving(...bytes)).toEqual(/^GB/.test(name) ? { text, isGbk: true } : { text });
  expect(namesIn(at('tmp'))).toEqual([]);
});

test.each<[string, readonly number[]]>([
  ['GBK that is cut off', [0xd0, 0xe8, 0xc7]],
  ['UTF-8 that is cut off, and would be GBK', [...Buffer.from('电话里提的需求没有登记')].slice(0, 32)],
  ['UTF-8 with a word in GBK', [...Buffer.from('正常的字'), 0xb5, 0xe7]],
  ['UTF-16 that is cut off', [0xff, 0xfe, 0x00, 0x97, 0x42]],
  ['none of them', [0x61, 0xff, 0xff, 0x0a]],
])('of %s nothing is taken, and the file with it is kept and named', (_, bytes) => {
  const edited = saving(...bytes);
  if (edited.text !== null || edited.reason === null || typeof edited.reason === 'string') throw new Error('taken');
  expect(edited.reason.kept.startsWith(`${at('tmp')}/assess-edit-`)).toBe(true);
  expect([...readFileSync(edited.reason.kept)]).toEqual(bytes);
});

test('a text that is gone, or cannot be put there, is told and ends nothing', () => {
  expect(openEditor('旧的', { EDITOR: 'rm' })).toEqual({ text: null, reason: 'ENOENT' });
  vi.stubEnv('TMPDIR', '/dev/null');
  expect(openEditor('旧的', { EDITOR: 'true' })).toEqual({ text: null, reason: 'ENOTDIR' });
  vi.unstubAllEnvs();
});
