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
  mkdirSync(join(folder, '附件'));
  const names = [
    '需求登记表.xlsx',
    '会议纪要-上.pdf',
    '会议纪要-下.pdf',
    '2025总结.pdf',
    '年终总结.pdf',
    'Report.pdf',
    'my-report.pdf',
  ];
  for (const name of names) writeFileSync(join(folder, '附件', name), '');
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

test.each([
  ['附件/登记', '附件/需求登记表.xlsx', []],
  ['附件/纪要', '附件/会议纪要-', ['会议纪要-上.pdf', '会议纪要-下.pdf']],
  ['附件/总结', '附件/总结', ['2025总结.pdf', '年终总结.pdf']],
  ['附件/２０２５', '附件/2025总结.pdf', []],
  ['附件/rep', '附件/Report.pdf', []],
  ['附件/-REP', '附件/my-report.pdf', []],
  ['附件/my', '附件/my-report.pdf', []],
  ['据', '证据/', []],
  ['附件/idden', '附件/idden', []],
  ['证据/idden', '证据/idden', []],
])('where no name begins with %j, it is sought within them: %j, with %j to choose from', (text, wanted, names) => {
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
