import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keepSheet } from '../../../src/commands/keep-sheet.ts';
import { runLines } from '../../../src/commands/run-lines.ts';
import { LANGS, type Lang } from '../../../src/i18n/lang.ts';
import { messagesIn } from '../../../src/i18n/messages.ts';
import { PLAIN } from '../../../src/render/style.ts';
import { beginSession } from '../../../src/session/stops.ts';
import { check, newSheet, SME } from '../sheet/sme-sheets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assess-lines-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A session on a terminal that prints lines; each line that is typed is told with the screen that it led to. */
async function typeLines(typed: readonly string[], lang: Lang = 'zh', end: 'input' | 'signal' = 'input', rest = '') {
  const abort = new AbortController();
  const path = join(folder, 'sheet.yaml');
  writeFileSync(path, newSheet({ claim: 1 }).replace('evidence: {}', 'evidence: { E01: { title: 台账 } }'));
  const { sheet } = check(readFileSync(path, 'utf8')).read;
  if (!sheet) throw new Error('the sheet cannot be read');
  const stdin = new PassThrough();
  let written = '';
  const stream = {
    columns: 80,
    rows: 24,
    write: (text: string) => {
      written += text;
    },
  };
  const env = { XDG_STATE_HOME: join(folder, 'state') };
  const session = beginSession(SME, sheet, { item: null, level: null, only: 'unscored', from: null });
  const m = messagesIn(lang);
  const done = runLines(
    session,
    keepSheet(path, sheet, env),
    {
      stream: stream as unknown as NodeJS.WriteStream,
      style: PLAIN,
      screen: () => ({ width: 80, rows: 24, lang, m }),
      folder,
      env,
      keepDrafts: () => true,
    },
    stdin as unknown as NodeJS.ReadStream,
    abort.signal,
  );
  const screens = [written];
  for (const line of typed) {
    written = '';
    stdin.write(`${line}\n`);
    await wait(0);
    screens.push(written);
  }
  written = '';
  if (end === 'signal') abort.abort();
  else stdin.end(rest);
  const { left, session: after } = await done;
  return { screens, last: screens.at(-1) ?? '', behind: written, left, after, file: readFileSync(path, 'utf8') };
}

const A = 'demand-management.1a';

describe('a line is one key', () => {
  test.each(['22', '1a', '1 2', '１２', 'q!', '需求', 'enter', 'escape', 'delete'])(
    '%j is none, and is told',
    async (typed) => {
      const { last, after } = await typeLines([typed]);
      expect(last).toContain(`“${typed}”不是这里的按键；按 ? 看帮助`);
      expect(after.ratings.get(A)?.score ?? null).toBeNull();
      expect(after.at).toBe(0);
    },
  );

  test.each([
    ['2', 8],
    [' ３ ', 5],
  ])('%j scores', async (typed, score) => {
    expect((await typeLines([typed])).after.ratings.get(A)?.score).toBe(score);
  });

  test.each(['-', '——', '－'])('%j clears a score', async (typed) => {
    const { after } = await typeLines(['1', 'b', typed]);
    expect(after.ratings.get(A)?.score).toBeNull();
  });

  test('on other pages the keys that are shown are named, and not the help', async () => {
    for (const lang of LANGS) {
      const { last } = await typeLines(['q', 'x'], lang);
      const { notice, keys } = messagesIn(lang).session;
      expect(last).toContain(notice.unknownElsewhere('x'));
      expect(last).toContain(keys.leave);
    }
  });
});

describe('a text', () => {
  test('is kept by an empty line, shown as what there is, and emptied by a dash', async () => {
    const { screens, after } = await typeLines(['f', '旧的', 'f', '', 'f', '-']);
    expect(screens[1]).toMatch(/空行 不填 {3}< 返回\n评估发现 › $/);
    expect(screens[3]).toMatch(/现有内容：旧的\n[^›]*空行 保留现有内容 {3}- 清空 {3}< 返回\n评估发现 › $/);
    expect(screens[4]).toContain('发现：旧的');
    expect(after.ratings.get(A)?.finding).toBeNull();
  });

  test.each(['<', '＜', '《', '\x1b'])('is left by %j as it was', async (back) => {
    const { last, after } = await typeLines(['f', '旧的', 'f', back]);
    expect(last).toMatch(/评分 › $/);
    expect(after.ratings.get(A)?.finding).toBe('旧的');
    expect(after.mode.kind).toBe('card');
  });

  test('of new evidence is left too, and a title cannot be left out', async () => {
    const { screens, after } = await typeLines(['e', '+', '', '-', '<']);
    expect(screens[2]).toMatch(/\n< 返回\n证据名称 › $/);
    expect(screens[3]).toContain('名称不能空着');
    expect(after.mode.kind).toBe('evidence');
    expect(after.evidence).toHaveLength(1);
  });

  test('the words of a search are the title of new evidence where an empty line keeps them', async () => {
    const { after } = await typeLines(['e', '访谈记录', '+', '', '４', '', '']);
    expect(after.evidence.at(-1)).toMatchObject({
      id: 'E02',
      title: '访谈记录',
      method: 'document-review',
      file: null,
    });
    expect(after.ratings.get(A)?.evidence).toEqual(['E02']);
  });
});

test('no key is shown that the terminal has not', async () => {
  for (const lang of LANGS) {
    const { screens } = await typeLines(['e', '+', 'x', '1', '<', '<', 'm', '', '?', '', 'l', '', 'g', '', 'q'], lang);
    for (const screen of screens) expect(screen).not.toMatch(/Esc|Tab|↑|↓|PgUp|\x1b/);
  }
});

test('on the list of what is open words are no search, and + is no entry', async () => {
  expect((await typeLines(['l', '需求'])).last).toContain('“需求”不是这里的按键；可用的按键见下方');
  const { after } = await typeLines(['g', '+']);
  expect([after.mode.kind, after.at]).toEqual(['jump', 0]);
});

test('where the input ends, what is told next begins on a line of its own', async () => {
  const ended = await typeLines(['f']);
  expect([ended.left, ended.behind]).toEqual([false, '\n']);
  const left = await typeLines(['q', '']);
  expect([left.left, left.behind]).toEqual([true, '']);
});

test.each(['input', 'signal'] as const)(
  'a session that ends by its %s is not left, and keeps what of a new entry was confirmed',
  async (end) => {
    const { after, left } = await typeLines(['1', 'e', '+', '合同', '2'], 'zh', end);
    expect(left).toBe(false);
    expect(after.halfWritten.map(({ mode }) => mode)).toMatchObject([{ field: 'file', draft: { title: '合同' } }]);
  },
);

test.each([
  ['f', { kind: 'text', initial: '没有回车' }],
  [null, null],
])('what no Enter confirmed when the input ends is no answer, and a text is kept: %j', async (key, kept) => {
  const { after } = await typeLines(
    ['1', ...(key === null ? [] : [key])],
    'zh',
    'input',
    key === null ? '3' : '没有回车',
  );
  expect([...after.ratings.values()].filter(({ score, finding }) => score !== null || finding)).toHaveLength(1);
  expect(after.halfWritten.map(({ mode }) => mode)).toMatchObject(kept === null ? [] : [kept]);
});

test('the overview is a list by number', async () => {
  const { screens } = await typeLines(['1', 'o', '2']);
  expect(screens.at(-2)).toMatch(/\n +1 需求管理 {2}1\/4 {2}0\.2500–1\.0000.*\n +2 /);
  expect(screens.at(-1)).toMatch(/› 一星 +5\/22/);
});
