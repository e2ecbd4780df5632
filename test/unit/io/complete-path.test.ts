import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { completePath, pathWithin } from '../../../src/io/complete-path.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assess-path-'));
  mkdirSync(join(folder, '证据'));
  for (const name of ['台账一.xlsx', '台账二.xlsx', '.hidden']) writeFileSync(join(folder, '证据', name), '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['证', '证据/', []],
  ['证据/', '证据/台账', ['台账一.xlsx', '台账二.xlsx']],
  ['证据/台账', '证据/台账', ['台账一.xlsx', '台账二.xlsx']],
  ['证据/台账一', '证据/台账一.xlsx', []],
  ['证据/.', '证据/.hidden', []],
  ['没有', '没有', []],
  ['没有/这里', '没有/这里', []],
  ['../', '../', []],
  ['/', '/', []],
])('%j is completed to %j, with %j to choose from', (text, wanted, names) => {
  expect(completePath(folder, text)).toEqual({ text: wanted, names });
});

describe('an absolute path', () => {
  test('within the folder is made relative, in quotes too', () => {
    const path = join(folder, '证据', '台账 一.xlsx');
    for (const text of [path, ` ${path} `, `'${path}'`, `"${path}"`])
      expect(pathWithin(folder, text)).toBe('证据/台账 一.xlsx');
  });

  test('is so where the folder is reached by a link', () => {
    const link = `${folder}-link`;
    symlinkSync(folder, link);
    try {
      expect(pathWithin(link, join(folder, 'a.pdf'))).toBe('a.pdf');
      expect(pathWithin(link, join(link, 'a.pdf'))).toBe('a.pdf');
    } finally {
      rmSync(link);
    }
  });

  test('elsewhere stays as it is, and so does every other text', () => {
    for (const text of [`${folder}-evil/a`, '/etc/passwd', folder, '证据/a.pdf', '../a', "it's", ''])
      expect(pathWithin(folder, text)).toBe(text);
  });
});
