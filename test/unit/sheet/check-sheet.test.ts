import { describe, expect, test } from 'vitest';
import { itemsOf } from '../../../src/catalogue/catalogue.ts';
import type { CheckOptions, FileFact } from '../../../src/sheet/rule.ts';
import { check, newSheet, requirementIds, SME } from './sme-sheets.ts';

const FILE = 'evidence/E01.pdf';
const DIGEST = 'a'.repeat(64);

/** A sheet for one star whose one evidence entry names a file. */
const withFile = (more = ''): string =>
  newSheet({ claim: 1 })
    .replace('evidence: {}', `evidence:\n  E01: { title: 登记表, file: ${FILE}${more} }`)
    .replace('      evidence: []', '      evidence: [E01]');

const told = (text: string, options: Partial<CheckOptions>) =>
  check(text, options).diagnostics.map(({ code, severity, args }) => ({ code, severity, ...args }));

describe('an evidence file', () => {
  test.each<[title: string, fact: FileFact, told: object[]]>([
    ['that is there is fine', { kind: 'file', sha256: null }, []],
    [
      'that is missing is an error',
      { kind: 'missing' },
      [{ code: 'evidence-file-missing', severity: 'error', path: FILE }],
    ],
    [
      'with an absolute path is an error',
      { kind: 'outside', why: 'absolute' },
      [{ code: 'evidence-file-outside', severity: 'error', path: FILE, why: 'absolute' }],
    ],
    [
      'behind a link that leads out is an error',
      { kind: 'outside', why: 'link' },
      [{ code: 'evidence-file-outside', severity: 'error', path: FILE, why: 'link' }],
    ],
    [
      'that is a folder is an error',
      { kind: 'no-file' },
      [{ code: 'evidence-file-kind', severity: 'error', path: FILE }],
    ],
    [
      'that cannot be read is an error with the reason',
      { kind: 'unreadable', reason: 'EACCES' },
      [{ code: 'evidence-file-unreadable', severity: 'error', path: FILE, reason: 'EACCES' }],
    ],
  ])('%s', (_, fact, want) => {
    expect(told(withFile(), { inspectFile: () => fact })).toEqual(want);
  });

  test.each<[title: string, sha256: string | null, codes: string[]]>([
    ['is fine with the registered digest', DIGEST, []],
    ['is told to have changed with another digest', 'b'.repeat(64), ['evidence-file-changed']],
    ['is told to have changed where no digest could be made', null, ['evidence-file-changed']],
  ])('%s', (_, sha256, codes) => {
    const sheet = withFile(`, sha256: ${DIGEST}`);
    expect(told(sheet, { inspectFile: () => ({ kind: 'file', sha256 }) }).map((entry) => entry.code)).toEqual(codes);
  });

  test('is compared with its digest in either case, and with or without the prefix', () => {
    const inspectFile = (): FileFact => ({ kind: 'file', sha256: DIGEST });
    for (const written of [DIGEST.toUpperCase(), `sha256:${DIGEST}`])
      expect(told(withFile(`, sha256: "${written}"`), { inspectFile })).toEqual([]);
  });

  test('is digested only where a digest is registered, and looked at once', () => {
    const asked: [string, boolean][] = [];
    const inspectFile = (path: string, digest: boolean): FileFact => {
      asked.push([path, digest]);
      return { kind: 'file', sha256: DIGEST };
    };
    told(withFile(), { inspectFile });
    told(withFile(`, sha256: ${DIGEST}`), { inspectFile });
    expect(asked).toEqual([
      [FILE, false],
      [FILE, true],
    ]);
  });

  test('is not looked at where files cannot be', () => {
    expect(told(withFile(`, sha256: ${DIGEST}`), { inspectFile: null })).toEqual([]);
  });
});

/** Scores the first answers of a new sheet, with a finding each, and leaves the others empty. */
function scoreFirst(count: number, text: string): string {
  let left = count;
  return text.replace(/ {6}score:\n {6}evidence: \[\]\n {6}finding:\n/g, (empty) =>
    left-- > 0 ? '      score: 1\n      evidence: []\n      finding: 有\n' : empty,
  );
}

describe('open work', () => {
  test.each([0, 1, 21, 22])(
    'with %i of 22 answers scored is counted, and is an error only where all is wanted',
    (count) => {
      const sheet = scoreFirst(count, newSheet({ claim: 1 }));
      expect(check(sheet)).toMatchObject({ diagnostics: [], scored: count, open: 22 - count });
      expect(told(sheet, { complete: true })).toEqual(
        requirementIds(1, 'cumulative')
          .slice(count)
          .map((id) => ({ code: 'score-missing', severity: 'error', id })),
      );
    },
  );

  test('does not count tailored items, which need no answers at all', () => {
    const tailored = newSheet({ claim: 1 })
      .replace('tailoring: []', 'tailoring:\n  - { item: demand-management, reason: 没有这项业务 }')
      .replace(/ {2}demand-management:[\s\S]*?\n\n/, '');
    expect(tailored).not.toContain('# 需求管理');
    expect(check(tailored)).toMatchObject({ diagnostics: [], scored: 0, open: 18 });
    expect(told(tailored, { complete: true })).toHaveLength(18);
  });

  test('counts an answer that is not there as open, and tells it once', () => {
    const cut = newSheet({ claim: 1 }).replace(/ {4}1a:\n(?: {6}.*\n){4}/, '');
    expect(told(cut, { complete: true }).filter((entry) => entry.code !== 'score-missing')).toEqual([
      { code: 'missing-requirement', severity: 'error', id: 'demand-management.1a' },
    ]);
    expect(check(cut)).toMatchObject({ scored: 0, open: 22 });
  });

  test('of an own-level sheet counts the answers of its level alone', () => {
    expect(check(newSheet({ claim: 3, reading: 'own-level' }))).toMatchObject({ scored: 0, open: 85 });
  });
});

test('a cumulative sheet with the claimed level alone misses every requirement below it', () => {
  const ownLevel = newSheet({ claim: 2, reading: 'own-level' }).replace('reading: own-level', 'reading: cumulative');
  const { diagnostics } = check(ownLevel);
  const below = itemsOf(SME)
    .flatMap((item) => item.levels.filter((level) => level.level === 1).flatMap((level) => level.requirements))
    .map((requirement) => requirement.id);
  expect(diagnostics.map(({ code, args }) => [code, 'id' in args ? args.id : null])).toEqual(
    below.map((id) => ['missing-requirement', id]),
  );
});

test('an own-level sheet may hold the levels below, and no level above', () => {
  const cumulative = newSheet({ claim: 2 }).replace('reading: cumulative', 'reading: own-level');
  expect(check(cumulative)).toMatchObject({ diagnostics: [], open: 39 });
  const above = newSheet({ claim: 2 }).replace('\nclaim: 2', '\nclaim: 1');
  const { diagnostics } = check(above);
  expect(new Set(diagnostics.map((entry) => entry.code))).toEqual(new Set(['level-not-claimed']));
  expect(diagnostics).toHaveLength(39);
});

/** What is suggested in place of an id that is not known; `undefined` where the id is known. */
function suggestion(text: string, code: 'unknown-evidence' | 'unknown-requirement'): string | null | undefined {
  const found = check(text).diagnostics.find((entry) => entry.code === code);
  return found && 'suggestion' in found.args ? found.args.suggestion : undefined;
}

describe('for an unknown reference', () => {
  const refer = (id: string): string =>
    newSheet({ claim: 1 })
      .replace('evidence: {}', 'evidence:\n  E01: { title: 登记表 }\n  E10: { title: 合同 }')
      .replace('      evidence: []', `      evidence: [E01, E10, ${id}]`);

  test.each([
    ['e01', 'E01'],
    ['Ｅ０１', 'E01'],
    ['Е01', 'E01'], // Cyrillic Е
    ['EO1', 'E01'], // letter O
    // Other numbers are other entries, which still have to be registered.
    ['E02', null],
    ['E11', null],
    ['contract', null],
  ])('%s, the register suggests %s', (id, want) => {
    expect(suggestion(refer(id), 'unknown-evidence')).toBe(want);
  });

  test.each([
    ['1A', '1a'],
    ['１ａ', '1a'],
    ['1а', '1a'], // Cyrillic а
    // Other letters are other requirements, which the item does not have.
    ['1e', null],
    ['9a', null],
  ])('%s, the item suggests %s', (key, want) => {
    expect(suggestion(newSheet({ claim: 1 }).replace('    1a:', `    ${key}:`), 'unknown-requirement')).toBe(want);
  });
});
