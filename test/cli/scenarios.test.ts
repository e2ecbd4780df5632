import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, test } from 'vitest';
import { runScenario } from './run-scenario.ts';
import { parseScenario } from './scenario.ts';

const FOLDER = fileURLToPath(new URL('scenarios/', import.meta.url));
const update = process.env['UPDATE'] === '1';

describe.concurrent('scenarios of the built program', () => {
  for (const name of readdirSync(FOLDER).sort()) {
    const text = readFileSync(`${FOLDER}${name}`, 'utf8');
    test(`${name.replace(/\.scenario$/, '')}: ${parseScenario(text).title}`, async ({ expect }) => {
      const found = await runScenario(text);
      if (update) writeFileSync(`${FOLDER}${name}`, found);
      else expect(found).toBe(text);
    });
  }
});
