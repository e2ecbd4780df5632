import { expect, test } from 'vitest';
import { openEditor } from '../../../src/io/open-editor.ts';

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
