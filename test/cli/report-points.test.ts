import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { itemsOf } from '../../src/catalogue/catalogue.ts';
import { openCatalogue } from '../../src/commands/open-catalogue.ts';
import { LANGS, type Lang } from '../../src/i18n/lang.ts';
import type { AssessmentResult } from '../../src/report/assessment-result.ts';
import { NO_FACTS } from '../unit/sheet/no-facts.ts';
import { newFolder, type SheetName, sheetText } from './folder.ts';
import { runHere } from './in-process.ts';

const LETTERS = [...'abcdefghij'];
type Letter = string;

async function reportOn(sheet: SheetName, lang: Lang, format: string, more = ''): Promise<string> {
  const folder = newFolder();
  writeFileSync(join(folder, 'E01.csv'), 'a\n');
  writeFileSync(join(folder, 'sheet.yaml'), sheetText(sheet) + more);
  const words = ['--lang', lang, 'report', join(folder, 'sheet.yaml'), '--format', format, '--date', '2026-04-01'];
  const { exit, stdout } = await runHere(words, { env: { COLUMNS: '120' } });
  expect(exit).toBe(0);
  return stdout;
}

/** The points of guide 8.3.13 by letter: each with its title and what stands below it, to the next heading of its kind. */
function pointsOf(report: string): Map<Letter, { title: string; text: string }> {
  const lines = report.split('\n');
  const heads = lines.flatMap((line, index) => (/^(?:■|##) /.test(line) ? [index] : []));
  const points = heads.flatMap((head, index) => {
    const letter = /8\.3\.13 ([a-j])/.exec(lines[head] ?? '')?.[1];
    const text = lines.slice(head + 1, heads[index + 1]).join('\n');
    return letter === undefined ? [] : [[letter, { title: lines[head] ?? '', text }] as const];
  });
  return new Map(points);
}

const TITLES: Readonly<Record<Lang, readonly string[]>> = {
  zh: [
    '评估目标',
    '评估范围',
    '评估组',
    '日期和地点',
    '评估准则',
    '评估发现和相关证据',
    '评估总体结论',
    '各能力项评估结果',
    '评估准则遵循程度',
    '未解决的分歧意见',
  ],
  en: [
    'Objective',
    'Scope',
    'Team and participants',
    'Dates and places',
    'Criteria',
    'Findings and evidence',
    'Overall conclusion',
    'Results by item',
    'How far the criteria were followed',
    'Unresolved disagreements',
  ],
};

/** What the sheet “stated” says for each point, as it has to be found under it. */
const STATED: Readonly<Record<Letter, readonly string[]>> = {
  a: ['判定是否达到一星'],
  b: ['咨询部和客服部的全部服务过程', '91310000MA1FL0000X', '32 人，其中 24 人服务中小企业'],
  c: ['丁评估中心', '李伟', '组长', '赵静', '王敏', '总经理'],
  d: ['2026-03-01', '2026-03-05', '上海总部', '苏州办事处'],
  e: ['公司服务管理手册 V3', 'draft-2023', 'sha256:'],
  f: ['E01', '需求登记表', 'E01.csv', '2026-02-01', 'E02', '总经理访谈', '2026-03-02'],
  g: ['丙咨询有限公司', '0.7727', '基础管理已经起步。', '先补齐记录再谈流程'],
  h: [
    '登记表连续六个月',
    '分类口径不一',
    '只有口头支持',
    '每月例会看一次需求',
    '王敏',
    '2026-06-30',
    '没有反馈记录',
    '登记表加反馈一栏',
    '目录没有批准',
    'E01',
    'E02',
  ],
  i: ['22', 'investment-and-finance.1a', 'service-communication.1b'],
  j: ['服务目录是否算成文', '没有批准记录，不算', '已在官网公布，应算'],
};

const EMPTY: Readonly<Record<Lang, string>> = { zh: '未填写', en: 'not stated' };

const cases = LANGS.flatMap((lang) => (['terminal', 'markdown'] as const).map((format) => [lang, format] as const));

describe('the ten points of guide 8.3.13', () => {
  test.each(cases)('stand in their order, each once, with its title (%s, %s)', async (lang, format) => {
    for (const sheet of ['stated', 'reached', 'empty'] as const) {
      const report = await reportOn(sheet, lang, format);
      expect([...report.matchAll(/8\.3\.13 ([a-j])/g)].map((match) => match[1])).toEqual(LETTERS);
      const titles = [...pointsOf(report).values()].map((point) => point.title);
      for (const [index, title] of TITLES[lang].entries()) expect(titles[index]).toContain(title);
    }
  });

  test.each(cases)('hold all that the sheet states (%s, %s)', async (lang, format) => {
    const points = pointsOf(await reportOn('stated', lang, format));
    for (const letter of LETTERS) {
      const text = points.get(letter)?.text ?? '';
      expect(STATED[letter]?.filter((part) => !text.includes(part))).toEqual([]);
      expect(text).not.toContain(EMPTY[lang]);
    }
  });

  test.each(cases)('show what an empty sheet leaves open as not stated (%s, %s)', async (lang, format) => {
    const points = pointsOf(await reportOn('empty', lang, format, 'kind: formal\n'));
    const text = (letter: Letter) => points.get(letter)?.text ?? '';
    const open = (letter: Letter) => text(letter).split(EMPTY[lang]).length - 1;
    expect(text('a').replaceAll('─', '').trim()).toBe(EMPTY[lang]);
    expect([...'abcdf'].map(open)).toEqual([1, 11, 3, 4, 1]);
    expect(text('g')).toMatch(lang === 'zh' ? /尚不能判定/ : /undetermined/);
    for (const item of itemsOf(openCatalogue('sme')).filter((entry) => entry.levels[0]?.level === 1))
      expect(text('h')).toContain(item.name[lang]);
    expect(text('h').match(lang === 'zh' ? /\d 条未评分/g : /\d not scored/g)).toHaveLength(8);
    expect(text('i')).toMatch(lang === 'zh' ? /未评分 22 条/ : /22 were not/);
    expect(text('j')).toMatch(lang === 'zh' ? /没有登记未解决的分歧意见/ : /No unresolved disagreement/);
  });

  test.each(cases)(
    'tell what a self-assessment does not have: a body, a document review (%s, %s)',
    async (lang, format) => {
      const points = pointsOf(await reportOn('empty', lang, format));
      const none = lang === 'zh' ? '自评估不适用' : 'not applicable to a self-assessment';
      expect([...'cd'].map((letter) => points.get(letter)?.text.split(none).length)).toEqual([2, 2]);
    },
  );

  test.each(cases)('and the method, so that a reader can recompute the verdict (%s, %s)', async (lang, format) => {
    const report = await reportOn('stated', lang, format);
    const method = report.slice(report.lastIndexOf(lang === 'zh' ? '判定方法' : 'Method and computation'));
    for (const part of ['17.0', '22', '17.6', '9.2.1', '9.2.2', '9.2.3', '9.3', '1a=1 1b=0.8 1c=0.5 1d=0'])
      expect(method).toContain(part);
  });
});

describe('what a report suggests fits what it found', () => {
  const KEEP = { zh: '保持现有做法', en: 'Keep to present practice' };
  const NEXT = { zh: '着手下一等级', en: 'start on the next level' };
  const conclusion = (report: string): string => pointsOf(report).get('g')?.text ?? '';

  test.each(LANGS)('what is not scored yet is not told to stay as it is (%s)', async (lang) => {
    expect(conclusion(await reportOn('empty', lang, 'markdown'))).not.toContain(KEEP[lang]);
    expect(conclusion(await reportOn('reached', lang, 'markdown'))).toContain(KEEP[lang]);
  });

  test.each(LANGS)('above the highest level there is no next one (%s)', async (lang) => {
    const path = join(newFolder(), 'sheet.yaml');
    await runHere(['--lang', lang, 'init', path, '--level', '5', '--org', '甲']);
    writeFileSync(
      path,
      readFileSync(path, 'utf8').replace(/score:\n( +evidence: \[\]\n) +finding:/g, 'score: 1\n$1      finding: x'),
    );
    const { stdout } = await runHere(['report', path, '--format', 'markdown']);
    expect(stdout).toMatch(lang === 'zh' ? /判定 \*\*达到五星\*\*/ : /Verdict \*\*Five stars reached\*\*/);
    expect(conclusion(stdout)).not.toContain(NEXT[lang]);
  });
});

describe('the ten points as data', () => {
  test.each(LANGS)('what the sheet states is in the JSON report (%s)', async (lang) => {
    const json = await reportOn('stated', lang, 'json');
    for (const letter of LETTERS.filter((each) => each !== 'i'))
      expect(STATED[letter]?.filter((part) => !json.includes(part))).toEqual([]);
    const report = JSON.parse(json) as AssessmentResult;
    expect(report).toMatchObject({
      assessment: { objective: '判定是否达到一星', team: [{ name: '李伟' }, { name: '赵静', role: null, unit: null }] },
      evidence: [{ usedBy: ['demand-management.1a', 'demand-management.1b'] }, {}],
      disagreements: [{ organization: '已在官网公布，应算' }],
      verdict: 'not-reached',
      score: { scored: 22, count: 22 },
      tailoring: [],
    });
  });

  test.each(LANGS)('what the sheet leaves open is null or an empty list, and never left out (%s)', async (lang) => {
    const report = JSON.parse(await reportOn('empty', lang, 'json')) as AssessmentResult;
    const { name, ...organization } = report.organization;
    expect(name).toBe('乙公司');
    expect(new Set(Object.values(organization))).toEqual(new Set([null]));
    expect(report.assessment).toEqual(NO_FACTS);
    expect(report).toMatchObject({ evidence: [], disagreements: [], verdict: 'undetermined', achievedLevel: null });
    expect(report.domains.flatMap((domain) => domain.items).map((item) => item.score.value)).toEqual(
      Array(8).fill(null),
    );
  });
});

describe('a report in another language is the same report', () => {
  test('numbers, ids and what the sheet says do not change with the language', async () => {
    const [zh, en] = await Promise.all(
      LANGS.map(async (lang) => JSON.parse(await reportOn('stated', lang, 'json')) as AssessmentResult),
    );
    const words = /^(file|name|claimName|text|scoringRule|message|hint)$/;
    const bare = (value: unknown): string =>
      JSON.stringify(value, (key, part: unknown) => (words.test(key) ? undefined : part));
    expect(bare(zh)).toBe(bare(en));
  });
});
