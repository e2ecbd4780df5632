import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Seat, sitDown } from './keyboard.ts';

const ENTER = '\r';
const UP = '\x1b[A';
const LEFT = '\x1b[D';
const BACKSPACE = '\x7f';
const paste = (text: string) => `\x1b[200~${text}\x1b[201~`;
const A = 'demand-management.1a';
const B = 'demand-management.1b';

let seat: Seat;
beforeEach(async () => {
  seat = await sitDown();
});
afterEach(() => seat.standUp());

/** What is written on the line behind the prompt. */
const line = (prompt: string): string => {
  const row = seat.shown().rows.findLast((text) => text.startsWith(`${prompt} ›`)) ?? '(no such line)';
  return row.slice(prompt.length + 2).trimStart();
};

describe('keys on a card', () => {
  test.each([
    ['1', 10],
    ['2', 8],
    ['3', 5],
    ['4', 0],
    ['１', 10],
    ['４', 0],
  ])('%s gives %i tenths, saves and goes on', (key, score) => {
    seat.send(key);
    expect(seat.rating(A)?.score).toBe(score);
    expect(seat.file()).toMatch(new RegExp(`    1a:\n {6}score: ${score / 10}\n`));
    expect(seat.text()).toMatch(/一星 +2\/22/);
  });

  test.each([
    ['?', /全角的数字、字母和半角的一样用/],
    ['？', /全角的数字、字母和半角的一样用/],
    ['ｇ', /跳到（编号、名称或文字） ›/],
    ['、', /跳到（编号、名称或文字） ›/],
    ['E', /＋ 登记一份新证据/],
    ['ｆ', /评估发现 ›/],
    ['x', /“x”不是这里的按键/],
    ['\x1b[C', /2\/22/],
    [ENTER, /2\/22/],
  ])('%j is told once', (key, shown) => {
    seat.send(key);
    expect(seat.text()).toMatch(shown);
  });

  test.each(['\x01', '\x17', '\x15', '\x0c', '\x1b[15~', '\x00'])('the control key %j does nothing', (key) => {
    const before = seat.text();
    seat.send(key);
    expect(seat.text()).toBe(before);
    seat.send('2');
    expect(seat.rating(A)?.score).toBe(8);
  });

  test('keys that come in one go are each taken, and none twice', () => {
    seat.send('123b');
    expect([A, B, 'demand-management.1c'].map((id) => seat.rating(id)?.score)).toEqual([10, 8, 5]);
    expect(seat.text()).toMatch(/一星 +3\/22/);
  });

  test('what was pressed on a card is not on a line that is asked for later', () => {
    seat.send('xyz');
    seat.send('f');
    expect(line('评估发现')).toBe('');
    seat.send('好');
    expect(line('评估发现')).toBe('好');
  });

  test('a paste scores nothing, and the keys behind it work', () => {
    seat.send(paste('1234\r1q'));
    expect(seat.file()).not.toMatch(/score: [01]/);
    expect(seat.text()).toContain('几个字一起到的，没有当作按键');
    seat.send('1');
    expect(seat.rating(A)?.score).toBe(10);
  });
});

describe('text that arrives among keys, from a terminal that marks no paste or from an input method', () => {
  test.each([
    ['2026年3月12日现场核对，共3份'],
    ['1、需求登记表'],
    ['3.5'],
    ['需求管理 1a'],
    ['1c'],
    ['１２月'],
    ['2\r3月'],
    ['Sufficient'],
    ['Surveys'],
    ['3 employees'],
    ['bulk'],
  ])('scores nothing, and is told: %j', (text) => {
    const before = seat.file();
    seat.send(text);
    expect(seat.file()).toBe(before);
    expect(seat.text()).toContain('几个字一起到的，没有当作按键');
    seat.send('1');
    expect(seat.rating(A)?.score).toBe(10);
  });

  test.each([
    ['12', 10, 8],
    ['１２', 10, 8],
    ['1\r', 10, null],
  ])('keys that are typed ahead are keys: %j', (keys, first, second) => {
    seat.send(keys);
    expect([seat.rating(A)?.score, seat.rating(B)?.score]).toEqual([first, second]);
  });

  test('what is typed ahead behind the key of a line is its text', () => {
    seat.send('1f记录1份');
    expect(line('评估发现')).toBe('记录1份');
    expect(seat.rating(A)?.score).toBe(10);
  });
});

describe('lines that arrive in one go behind a finding', () => {
  test.each([
    ['Interviewed two\rsufficient records', 'Interviewed two\nsufficient records'],
    ['抽查三份\r3\r2', '抽查三份\n3\n2'],
  ])('are lines of it, and score nothing: %j', (text, finding) => {
    seat.send('f');
    seat.send(text);
    expect(seat.rating(A)?.finding).toBeNull();
    seat.send(ENTER);
    expect(seat.rating(A)).toMatchObject({ finding, score: null });
    expect(seat.rating(B)?.score).toBeNull();
  });

  test('but one key that is typed ahead is a key', () => {
    seat.send('f');
    seat.send('记录\r3');
    expect(seat.rating(A)).toMatchObject({ finding: '记录', score: 5 });
  });
});

test('Tab tells where no name has what was typed, and not where a name is whole', () => {
  mkdirSync(join(seat.folder, '证据'));
  seat.send(`e台账${ENTER}${ENTER}${ENTER}`);
  seat.send('没有这个');
  seat.send('\t');
  expect(seat.text()).toContain('没有名字里含有这些字的文件');
  seat.send('\x15');
  seat.send('证');
  seat.send('\t');
  expect(seat.text()).not.toContain('没有名字里含有这些字的文件');
});

describe('a paste into a line', () => {
  test('goes where the cursor is, and what is typed next stands behind it', () => {
    seat.send('f');
    seat.send('前后');
    seat.send('\x1b[D');
    seat.send(paste('甲\t乙'));
    seat.send('丙');
    expect(line('评估发现')).toBe('前甲 乙丙后');
    seat.send(ENTER);
    expect(seat.rating(A)?.finding).toBe('前甲 乙丙后');
  });

  test('is searched for as a whole', () => {
    seat.send('g');
    seat.send(paste('demand-management.1c'));
    seat.send(ENTER);
    expect(seat.text()).toMatch(/^1c /m);
  });

  test('that is cut off by the end of the session is kept', () => {
    seat.send('f');
    seat.send('前');
    seat.send('\x1b[200~粘到一半');
    seat.user.end();
    expect(seat.user.runner.session.halfWritten.map(({ mode }) => mode)).toMatchObject([{ initial: '前粘到一半' }]);
  });
});

describe('a line', () => {
  test('takes Chinese, digits and letters that are keys elsewhere, and is saved by Enter', () => {
    seat.send('f');
    for (const char of '缺３份登记表，q?') seat.send(char);
    expect(line('评估发现')).toBe('缺３份登记表，q?');
    expect(seat.rating(A)?.finding).toBeNull();
    seat.send(ENTER);
    expect(seat.rating(A)?.finding).toBe('缺３份登记表，q?');
    expect(seat.text()).toContain('1a 已保存');
  });

  test('the cursor stands behind the columns of what is before it', () => {
    seat.send('f');
    seat.send('登记ab');
    const prompt = '评估发现 › ';
    expect(seat.shown().column).toBe(prompt.length + 4 + 4 + 2);
    seat.send(LEFT.repeat(3));
    expect(seat.shown().column).toBe(prompt.length + 4 + 2);
  });

  test('an input method that writes several characters at once does so where the cursor is', () => {
    seat.send('f');
    seat.send('缺登记表');
    seat.send(LEFT.repeat(3));
    seat.send('三月、四月的');
    expect(line('评估发现')).toBe('缺三月、四月的登记表');
  });

  test('Backspace takes a whole character, an emoji too', () => {
    seat.send('f');
    seat.send('表😀');
    seat.send(BACKSPACE);
    expect(line('评估发现')).toBe('表');
    seat.send(BACKSPACE);
    expect(line('评估发现')).toBe('');
  });

  test('one that is longer than the screen shows the place of the cursor, and no more rows than there are', () => {
    Object.assign(seat.stream, { columns: 60, rows: 20 });
    seat.send('f');
    seat.send(`头${'抽查三条，缺日期。'.repeat(90)}尾`);
    expect(seat.shown().rows.length).toBeLessThanOrEqual(20);
    expect(seat.shown().rows[seat.shown().row]).toContain('尾');
    seat.send('\x01');
    expect(seat.shown().rows.length).toBeLessThanOrEqual(20);
    expect(seat.shown().rows[seat.shown().row]).toContain('评估发现 › 头');
  });

  test('arrows up and down keep it; nothing of earlier lines comes back', () => {
    seat.send(`f第一个发现${ENTER}${ENTER}f`);
    seat.send(`第二个${UP}${UP}`);
    expect(line('评估发现')).toBe('第二个');
    seat.send(ENTER);
    expect(seat.rating(B)?.finding).toBe('第二个');
  });

  test('a paste of several lines is one text, saved when Enter is pressed, with its lines', () => {
    seat.send('f');
    seat.send(paste('第一行\r第二行'));
    expect(seat.rating(A)?.finding).toBeNull();
    expect(line('评估发现')).toBe('第一行⏎第二行');
    seat.send(ENTER);
    expect(seat.rating(A)?.finding).toBe('第一行\n第二行');
  });

  test('what was wrong stays on the line, however often', () => {
    seat.send(`i措施${ENTER}${ENTER}`);
    for (const wrong of ['明天', '后天', '大后天']) {
      seat.send(`\x15${wrong}${ENTER}`);
      expect(seat.text()).toContain('这不是日期');
      expect(line('完成日期（如 2026-06-30，可留空）')).toBe(wrong);
    }
  });

  test('Esc leaves it as it was recorded; what was written stands there when it is asked for again', async () => {
    seat.send(`f旧的${ENTER}f`);
    seat.send('改');
    seat.send('\x1b');
    await vi.waitFor(() => expect(seat.text()).toMatch(/评分 ›/), { timeout: 3000 });
    expect(seat.rating(A)?.finding).toBe('旧的');
    expect(seat.text()).toContain('没写完的先留着；按 f 接着写');
    seat.send('f');
    expect(line('评估发现')).toBe('旧的改');
    seat.send(`好了${ENTER}`);
    expect(seat.rating(A)?.finding).toBe('旧的改好了');
  });

  test('Tab completes a path of evidence, and nothing elsewhere', () => {
    mkdirSync(join(seat.folder, '证据'));
    writeFileSync(join(seat.folder, '证据', '台账.xlsx'), '');
    seat.send('f证\t');
    expect(line('评估发现')).toBe('证');
    seat.send(ENTER);
    seat.send(`e台账${ENTER}${ENTER}${ENTER}证\t`);
    expect(line('文件（在评估表所在文件夹里，可留空）')).toBe('证据/');
    seat.send(`\t${ENTER}${ENTER}`);
    expect(seat.file()).toContain('E01: { title: 台账, file: 证据/台账.xlsx }');
    expect(seat.rating(A)?.evidence).toEqual(['E01']);
  });
});

describe('the file of evidence', () => {
  const FILE = '文件（在评估表所在文件夹里，可留空）';
  beforeEach(() => {
    mkdirSync(join(seat.folder, '证据'));
    for (const name of ['台账一.xlsx', '台账二.xlsx']) writeFileSync(join(seat.folder, '证据', name), '');
    seat.send(`e台账${ENTER}${ENTER}${ENTER}`);
  });

  test('Tab shows the names that it could be, until one is chosen', () => {
    seat.send('证据/\t');
    expect(line(FILE)).toBe('证据/台账');
    expect(seat.text()).toContain('台账一.xlsx  台账二.xlsx');
    seat.send('二\t');
    expect(line(FILE)).toBe('证据/台账二.xlsx');
    expect(seat.text()).not.toContain('台账一.xlsx');
  });

  test('may be pasted as the absolute path of a file beside the sheet', () => {
    seat.send(paste(join(seat.folder, '证据', '台账一.xlsx')));
    seat.send(`${ENTER}${ENTER}`);
    expect(seat.file()).toContain('file: 证据/台账一.xlsx');
  });

  test('and not of a file elsewhere', () => {
    seat.send(`/etc/passwd${ENTER}`);
    expect(seat.text()).toContain('只能写评估表所在文件夹里的相对路径');
  });
});

describe('a query', () => {
  test('narrows with each key, moves with the arrows and keeps its text', () => {
    seat.send('g');
    for (const char of '质量') seat.send(char);
    seat.send('\x1b[B');
    expect(line('跳到（编号、名称或文字）')).toBe('质量');
    expect(seat.text()).toMatch(/^› .*service-quality\.1b/m);
    seat.send(ENTER);
    expect(seat.text()).toMatch(/› 服务质量 › 一星 +13\/22/);
  });

  test('a paste of two lines is one query', () => {
    seat.send('g');
    seat.send(paste('客户\r需求'));
    expect(line('跳到（编号、名称或文字）')).toBe('客户 需求');
    expect(seat.text()).toMatch(/^› .*demand-management\.1a/m);
  });
});

describe('the end', () => {
  test('q and Enter end it; keys behind that score nothing', async () => {
    seat.send(`1q${ENTER}222`);
    await expect(seat.answer).resolves.toBeUndefined();
    expect(seat.user.brokenOff).toBe(false);
    expect(seat.rating(B)?.score).toBeNull();
  });

  test.each([
    ['on a card', ''],
    ['on a line', 'f'],
    ['on a line with a text', 'f写了一半'],
    ['in a search', 'g需求'],
    ['at the last question', 'q'],
  ])('Ctrl-D %s ends it as broken off, with the answers in the file', async (_where, before) => {
    seat.send('1');
    seat.send(before);
    seat.send('\x04');
    const ended = await Promise.race([
      seat.answer.then(() => 'ended'),
      new Promise((resolve) => setTimeout(resolve, 1000, 'never')),
    ]);
    expect(ended).toBe('ended');
    expect(seat.user.brokenOff).toBe(true);
    expect(seat.file()).toMatch(/ {4}1a:\n {6}score: 1\n/);
  });

  test.each([
    ['on a card', ''],
    ['on a line with a text', 'f写了一半'],
  ])('Ctrl-C %s rejects as inquirer does, with the answers in the file', async (_where, before) => {
    seat.send('3');
    seat.send(before);
    seat.send('\x03');
    await expect(seat.answer).rejects.toMatchObject({ name: 'ExitPromptError' });
    expect(seat.file()).toMatch(/ {4}1a:\n {6}score: 0\.5\n/);
  });

  test('what is being written when it ends is kept, with its lines, and not recorded', () => {
    const before = seat.file();
    seat.send('f');
    seat.send('\x1b[200~一行\n两行\x1b[201~还没');
    seat.user.end();
    expect(seat.file()).toBe(before);
    expect(seat.user.runner.session.halfWritten.map(({ mode }) => mode)).toMatchObject([{ initial: '一行\n两行还没' }]);
  });

  test('a signal from outside rejects it', async () => {
    seat.abort.abort();
    await expect(seat.answer).rejects.toMatchObject({ name: 'AbortPromptError' });
  });

  test('the terminal is given back: ordinary screen, no marks for pastes, visible cursor, no more drawing', () => {
    seat.stream.written = '';
    seat.user.end();
    expect(seat.stream.written).toBe('\x1b[?2004l\x1b[H\x1b[2J\x1b[?1049l\x1b[?25h');
    seat.stream.emit('resize');
    expect(seat.stream.written).toBe('\x1b[?2004l\x1b[H\x1b[2J\x1b[?1049l\x1b[?25h');
  });
});

test('a window that changes its size is drawn anew to fit', () => {
  Object.assign(seat.stream, { columns: 60, rows: 20 });
  seat.stream.emit('resize');
  const { rows } = seat.shown();
  expect(rows.length).toBeLessThanOrEqual(20);
  expect(rows[1]).toBe('─'.repeat(59));
  expect(rows.join('\n')).toMatch(/1 全部满足[\s\S]*评分 ›/);
});

describe('PgUp, PgDn, Home and End', () => {
  const [PAGE_UP, PAGE_DOWN, HOME, END] = ['\x1b[5~', '\x1b[6~', '\x1b[H', '\x1b[F'];

  test('turn the pages, to the last one and no further', () => {
    Object.assign(seat.stream, { columns: 60, rows: 12 });
    seat.send('?');
    const first = seat.text();
    seat.send(PAGE_DOWN);
    const second = seat.text();
    expect(second).not.toBe(first);
    seat.send(END);
    const last = seat.text();
    expect(last).toContain('全角的数字');
    seat.send(PAGE_DOWN + PAGE_DOWN);
    expect(seat.text()).toBe(last);
    seat.send(PAGE_UP);
    expect(seat.text()).not.toBe(last);
    seat.send(HOME);
    expect(seat.text()).toBe(first);
  });

  test('move a list by what it shows, from its first entry to its last', () => {
    seat.send('g');
    seat.send(END);
    expect(seat.text()).toMatch(/^› [a-z-]+\.1[a-z]/m);
    const last = seat.text();
    seat.send(HOME);
    expect(seat.text()).toMatch(/^› demand-management\.1a/m);
    seat.send(PAGE_DOWN);
    expect(seat.text()).not.toMatch(/^› demand-management\.1a/m);
    seat.send(PAGE_DOWN);
    expect(seat.text()).toBe(last);
  });

  test('belong to the text where one is written', () => {
    seat.send('g管理');
    seat.send(HOME);
    seat.send('需求');
    expect(line('跳到（编号、名称或文字）')).toBe('需求管理');
    seat.send(`\x15\x1b`);
  });

  test('score nothing on a card', () => {
    const before = seat.text();
    seat.send(PAGE_DOWN + PAGE_UP + HOME + END);
    expect(seat.text()).toBe(before);
  });
});

test('a page that is scrolled to its end and past it comes back with the first key up', () => {
  Object.assign(seat.stream, { columns: 60, rows: 12 });
  seat.send('?');
  const pages = [seat.text()];
  for (let downs = 0; downs < 80; downs++) {
    seat.send('\x1b[B');
    pages.push(seat.text());
  }
  const last = pages.at(-1);
  const end = pages.indexOf(last ?? '');
  expect(end).toBeGreaterThan(2);
  expect(end).toBeLessThan(70);
  seat.send('\x1b[A');
  expect(seat.text()).toBe(pages[end - 1]);
});
