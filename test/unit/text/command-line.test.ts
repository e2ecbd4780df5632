import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandWord } from '../../../src/text/command-line.ts';

describe('a word of a command that people copy', () => {
  test.each([
    ['acme.yaml', 'acme.yaml'],
    ['表/甲公司.yaml', '表/甲公司.yaml'],
    ['sme@draft-2023', 'sme@draft-2023'],
    ['a b.yaml', '"a b.yaml"'],
    ['【甲】.yaml', '"【甲】.yaml"'],
    ['甲（1）.yaml', '"甲（1）.yaml"'],
    ['a(1).yaml', '"a(1).yaml"'],
    ["o'clock.yaml", `"o'clock.yaml"`],
    ['a"b.yaml', `'a"b.yaml'`],
    ['$HOME.yaml', "'$HOME.yaml'"],
    ["it's `$x`", `'it'\\''s \`$x\`'`],
    ['C:\\表 格\\a.yaml', '"C:\\表 格\\a.yaml"'],
    ['-x.yaml', './-x.yaml'],
    ['-x y.yaml', '"./-x y.yaml"'],
    ['-', '-'],
    ['', '""'],
  ])('%j is written %s', (word, written) => {
    expect(commandWord(word)).toBe(written);
  });

  if (process.platform !== 'win32')
    test('a shell gives it back as it was', () => {
      const word = fc.string({
        unit: fc.constantFrom(...'ab甲（】“ \t"\'`$\\!*?;&|<>(){}[]#~=^-'),
        minLength: 1,
      });
      const words = fc.sample(word, { numRuns: 300, seed: 4 });
      const line = words.map(commandWord).join(' ');
      const told = execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' }).split('\n');
      expect(told.slice(0, -1)).toEqual(words.map((text) => (/^-./.test(text) ? `./${text}` : text)));
    });
});
