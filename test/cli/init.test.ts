import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LANGS } from '../../src/i18n/lang.ts';
import { newFolder } from './folder.ts';
import { runHere } from './in-process.ts';

describe('each claim has its requirements, in either reading', () => {
  const COUNTS = [
    ['cumulative', [22, 61, 146, 241, 347]],
    ['own-level', [22, 39, 85, 95, 106]],
  ] as const;
  const rows = LANGS.flatMap((lang) =>
    COUNTS.flatMap(([reading, counts]) => counts.map((count, index) => [lang, reading, index + 1, count] as const)),
  );

  test.each(rows)(
    '%s, %s, claim %i: %i requirements, in a sheet without errors',
    async (lang, reading, claim, count) => {
      const path = join(newFolder(), 'sheet.yaml');
      const choices = ['--level', String(claim), '--reading', reading, '--org', '甲'];
      const { exit, stdout, stderr } = await runHere(['--lang', lang, 'init', path, ...choices]);
      expect([exit, stdout, stderr]).toEqual([
        0,
        '',
        expect.stringContaining(lang === 'zh' ? `${count} 条要求` : `${count} requirements`),
      ]);
      const sheet = readFileSync(path, 'utf8');
      expect(
        sheet.match(/^ {4}[1-5][a-z]:\n {6}score:\n {6}evidence: \[\]\n {6}finding:\n {6}improvement:$/gm),
      ).toHaveLength(count);
      const checked = await runHere(['validate', path, '--strict', '--format', 'json']);
      expect(JSON.parse(checked.stdout)).toMatchObject({
        valid: true,
        files: [{ progress: { scored: 0, open: count } }],
      });
    },
  );
});
