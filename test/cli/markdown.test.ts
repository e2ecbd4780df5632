import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newFolder, sheetText } from './folder.ts';
import { runHere } from './in-process.ts';

/** A sheet with one text in every place that takes one. */
const sheetWith = (text: string): string => {
  const quoted = JSON.stringify(text);
  const places: readonly (readonly [string, string])[] = [
    ['name: 丙咨询有限公司', 'name: §'],
    ['objective: 判定是否达到一星', 'objective: §'],
    ['scope: 咨询部和客服部的全部服务过程', 'scope: §'],
    ['criteria: [公司服务管理手册 V3]', 'criteria: [§]'],
    ['places: [上海总部, 苏州办事处]', 'places: [§]'],
    ['{ name: 李伟, role: 组长, unit: 丁评估中心 }', '{ name: §, role: §, unit: § }'],
    ['conclusion: 基础管理已经起步。', 'conclusion: §'],
    ['suggestions: [先补齐记录再谈流程]', 'suggestions: [§]'],
    ['title: 需求登记表', 'title: §'],
    ['subject: 服务目录是否算成文, team: 没有批准记录，不算', 'subject: §, team: §'],
    ['finding: 登记表连续六个月', 'finding: §'],
    ['finding: 只有口头支持', 'finding: §'],
    ['measure: 每月例会看一次需求, owner: 王敏', 'measure: §, owner: §'],
  ];
  const sheet = places.reduce((before, [old, fresh]) => before.replace(old, fresh), sheetText('stated'));
  return sheet.replaceAll('§', () => quoted);
};

async function reportOn(sheet: string): Promise<string> {
  const folder = newFolder();
  writeFileSync(join(folder, 'E01.csv'), 'a\n');
  writeFileSync(join(folder, 'sheet.yaml'), sheet);
  const { exit, stdout, stderr } = await runHere(['report', join(folder, 'sheet.yaml'), '--format', 'markdown']);
  expect([exit, stderr]).toEqual([0, '']);
  return stdout;
}

/** What a line begins with that Markdown reads as a block: heading, quote, list, table, rule, code, fence. */
const BLOCK =
  /^(?: {4,}|\t| {0,3}(?:#{1,6}(?: |$)|>|[-+*](?: |$)|\d{1,9}[.)](?: |$)|\||(?:-\s*){3,}$|```|~~~|<)| {2}- )/;

/** What Markdown reads as markup in a line: how it begins, and each unescaped character that can be markup. */
function markupOf(line: string): string {
  const begins = BLOCK.exec(line)?.[0] ?? '';
  const rest = line
    .slice(begins.length)
    .replace(/\\[!-/:-@[-`{-~]/g, '.')
    .replace(/<br>/g, '.')
    .replace(/&(?:amp|#64);/g, '.')
    .replace(/&(?=#\d+;|#x[0-9a-f]+;|[a-z]\w*;)/gi, '_');
  return begins + (rest.match(/[`*_[\]<>|~$]|@(?=\w)|#(?=\w)/g) ?? []).join('');
}

const markup = (text: string): string[] => text.split('\n').map(markupOf);

const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<!-- -->',
  '</td></table>',
  '[x](javascript:alert(1))',
  '![x](https://evil.example/p.png)',
  '[x]: https://evil.example',
  '<https://evil.example>',
  'a | b | c',
  '| --- | --- |',
  '`code`',
  '```\nfence',
  '~~~',
  '~~gone~~',
  '**bold** __bold__ *em* _em_',
  '# heading',
  '###### heading',
  '#',
  'text\n===',
  'text\n---',
  '---',
  '- - -',
  '***',
  '___',
  '===',
  '- item',
  '+ item',
  '* item',
  '-',
  '+',
  '1. item',
  '12) item',
  '1.',
  '1)',
  '> quote',
  '>',
  '    code',
  '\tcode',
  ' - item',
  '   1. item',
  'a\n- b\n1. c\n# d\n> e\n    f',
  'a\n\nb',
  'a  \nb',
  'end\\',
  '\\*kept\\*',
  '&lt;b&gt; &#60; &copy;',
  '@someone and #12',
  '$x^2$ and $$y$$',
  '- [ ] task',
  ':---:',
  '<br>',
  '\\<b>',
  'a\\|b',
];

describe('text from a sheet cannot become markup in the Markdown report', () => {
  const plain = reportOn(sheetWith('甲'));

  test.each(ATTACKS)('%j', async (attack) => {
    expect(markup(await reportOn(sheetWith(attack)))).toEqual(markup(await plain));
  });

  test('any mix of such characters', async () => {
    const pieces = [...'`*_[]()<>|~#!-+=.:\\&;@$^{}"\'1 a甲', '\n', '    ', '<br>', '&amp;', '---', '1.', '](', '<!--'];
    const hostile = fc
      .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 12 })
      .map((parts) => parts.join(''));
    const expected = markup(await plain);
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        fc.pre(text.trim() !== '');
        expect(markup(await reportOn(sheetWith(text)))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  test('it stays readable: what is escaped is what was written', async () => {
    const report = await reportOn(sheetWith('a|b <c> [d](e) *f* `g`'));
    const shown = report.replace(/\\([!-/:-@[-`{-~])/g, '$1');
    expect(shown.split('\n').filter((line) => line === 'a|b <c> [d](e) *f* `g`')).toHaveLength(3);
  });

  test('the check itself sees markup', () => {
    for (const line of [
      '<b>',
      '[x](y)',
      '# x',
      '- x',
      '1. x',
      '> x',
      '---',
      '    x',
      '*x*',
      '`x`',
      'a | b',
      '&copy;',
      '@me',
    ])
      expect([line, markupOf(line)]).not.toEqual([line, '']);
    for (const line of ['\\<b\\>', '\\[x\\](y)', '\\# x', '\\- x', '1\\. x', 'x', 'a - b', '&amp;copy;', '&#64;me'])
      expect([line, markupOf(line)]).toEqual([line, '']);
  });
});
