import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const ROOT = new URL('../../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const SCENARIOS = readdirSync(new URL('test/cli/scenarios/', ROOT)).map((name) => `test/cli/scenarios/${name}`);
const TEXTS = ['zh', 'help-zh', 'session-zh'].map((name) => `src/i18n/${name}.ts`);

/** What does not stand in Chinese, with a pattern for it. */
const FAULTS: Readonly<Record<string, RegExp>> = {
  'a blank behind a full-width mark': /[：，。；？！、（] (?=\S)/,
  'a blank before a full-width mark': /\S [：，。；？！、）]/,
  'a half-width mark behind a Chinese character': /[\u4e00-\u9fff][,;?!](?!["'`])/,
  'a judgement told twice': /判定为尚不能判定|(?:达到|判定)为(?:未)?达到/,
};
const COMMENT = /^\s*(?:\/?\*|\/\/)/;

describe.each(Object.entries(FAULTS))('Chinese texts have nowhere %s', (_, fault) => {
  test.each([...TEXTS, 'src/diagnostics/wording-zh.ts'])('%s', (path) => {
    const lines = read(path).split('\n');
    expect(lines.filter((line) => !COMMENT.test(line) && fault.test(line))).toEqual([]);
  });
});

test('what the program prints has no blank behind a full-width colon, and no judgement told twice', () => {
  const told = SCENARIOS.flatMap((path) =>
    read(path)
      .split('\n')
      .map((line) => `${path}: ${line}`),
  );
  expect(told.length).toBeGreaterThan(1000);
  expect(told.filter((line) => /： (?=\S)|判定为尚不能判定/.test(line))).toEqual([]);
});
