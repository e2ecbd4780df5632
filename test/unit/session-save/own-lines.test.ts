import { chmodSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Rating } from '../../../src/sheet/sheet.ts';
import { namesIn } from '../io/temporary-folder.ts';
import { A, B, C, heldIn, SHEET, saved, swap, takeSeat, useDesk } from './desk.ts';

const desk = useDesk();
/** The answers that are given, beside what the sheet began with. */
const ratingsWithParts = (path: string): readonly string[] =>
  [A, B, C].filter((id) => {
    const { score, finding, improvement } = heldIn(path, id);
    const parts = Object.values(improvement ?? {}).filter((part) => part !== null);
    return score !== null || (finding !== null && id !== C) || parts.length > 0;
  });
const MEASURE = { measure: '每月复核', owner: '运营部', due: '2026-09-30' };

describe('an answer changes its own lines and no others', () => {
  test.each<readonly [string, string, Partial<Rating>, readonly (readonly [string, string])[]]>([
    ['a score', A, { score: 8 }, [['    1a:\n      score:', '    1a:\n      score: 0.8']]],
    ['a score before a comment, which keeps its column', C, { score: 0 }, [['score:   # 待定', 'score: 0 # 待定']]],
    ['a score in a map on one line', B, { score: 10 }, [['{ score: ,', '{ score: 1,']]],
    ['evidence', A, { evidence: ['E01'] }, [['evidence: []           # 见', 'evidence: [E01]           # 见']]],
    ['a finding', A, { finding: '登记完整' }, [['finding:\n', 'finding: 登记完整\n']]],
    ['a finding in place of one', C, { finding: '记录完整' }, [["'as written'", '记录完整']]],
    [
      'a measure',
      A,
      { improvement: MEASURE },
      [['improvement:', 'improvement: { measure: 每月复核, owner: 运营部, due: 2026-09-30 }']],
    ],
    [
      'several parts at once',
      A,
      { score: 5, finding: 'half' },
      [
        ['    1a:\n      score:', '    1a:\n      score: 0.5'],
        ['finding:\n', 'finding: half\n'],
      ],
    ],
  ])('%s', (_, id, change, swaps) => {
    const seat = takeSeat(desk.path, desk.env);
    const outcome = saved(seat.answer(id, change));
    expect(outcome).toMatchObject({ merged: 0, restored: 0, conflicts: [] });
    expect(desk.read()).toBe(swaps.reduce((text, [old, fresh]) => swap(text, old, fresh), SHEET));
    expect(outcome.ratings?.get(id)).toEqual(heldIn(desk.path, id));
    expect(namesIn(desk.at('work'))).toEqual(['sheet.yaml']);
  });

  test('many answers in a row, and each part taken back, leave every other line and the answers as they were', () => {
    const seat = takeSeat(desk.path, desk.env);
    for (const score of [10, 8, 5, 0] as const) for (const id of [A, B, C]) saved(seat.answer(id, { score }));
    saved(seat.answer(A, { finding: '第一行\n第二行', improvement: MEASURE }));
    for (const id of [A, B, C]) saved(seat.answer(id, { score: null }));
    saved(seat.answer(A, { finding: null, improvement: null }));
    expect(ratingsWithParts(desk.path)).toEqual([]);
    const isOther = (line: string) => !/score|finding|improvement/.test(line);
    expect(desk.read().split('\n').filter(isOther)).toEqual(SHEET.split('\n').filter(isOther));
  });
});

test('evidence that was chosen and dropped again is dropped in the file too', () => {
  const seat = takeSeat(desk.path, desk.env);
  saved(seat.answer(A, { evidence: ['E01'] }));
  expect(heldIn(desk.path, A).evidence).toEqual(['E01']);
  saved(seat.answer(A, { evidence: [] }));
  expect(heldIn(desk.path, A).evidence).toEqual([]);
  expect(seat.sees(A).evidence).toEqual([]);
});

test('nothing is written where nothing is to be changed', () => {
  const seat = takeSeat(desk.path, desk.env);
  const odd = `${SHEET}\n\n# kept   \n`;
  desk.write(odd);
  expect(saved(seat.refresh())).toMatchObject({ merged: 0, restored: 0, caughtUp: 0 });
  saved(seat.answer(C, { finding: 'as written' }));
  expect(desk.read()).toBe(odd);
});

describe('the bytes that an editor chose', () => {
  const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
  test.each<readonly [string, (text: string) => string]>([
    ['CRLF', crlf],
    ['a byte order mark', (text) => `\ufeff${text}`],
    ['both', (text) => `\ufeff${crlf(text)}`],
    ['no line end behind the last line', (text) => text.trimEnd()],
  ])('stay: %s', (_, form) => {
    desk.write(form(SHEET));
    const seat = takeSeat(desk.path, desk.env);
    saved(seat.answer(A, { score: 10 }));
    saved(seat.answer(A, { finding: '第二个' }));
    const scored = swap(SHEET, '    1a:\n      score:', '    1a:\n      score: 1');
    expect(desk.read()).toBe(form(swap(scored, 'finding:\n', 'finding: 第二个\n')));
  });
});

test.each([0o600, 0o640, 0o664])('the mode %o stays', (mode) => {
  chmodSync(desk.path, mode);
  saved(takeSeat(desk.path, desk.env).answer(A, { score: 10 }));
  expect(statSync(desk.path).mode & 0o777).toBe(mode);
});

describe('a sheet that is reached by a link', () => {
  test('is written where it stands; the link stays, and what comes from outside is seen', () => {
    symlinkSync(desk.path, desk.at('link.yaml'));
    const seat = takeSeat(desk.at('link.yaml'), desk.env);
    saved(seat.answer(A, { score: 10 }));
    desk.edit('1b: { score: ,', '1b: { score: 0.5,');
    expect(saved(seat.refresh()).merged).toBe(1);
    expect(heldIn(desk.path, A).score).toBe(10);
    expect(namesIn(desk.at())).toEqual(['link.yaml', 'tmp', 'work', 'work/sheet.yaml']);
    writeFileSync(desk.path, SHEET);
    expect(readFileSync(desk.at('link.yaml'), 'utf8')).toBe(SHEET);
  });
});
