import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { itemsOf, levelName } from '../../../src/catalogue/catalogue.ts';
import { LANGS } from '../../../src/i18n/lang.ts';
import { countRequirements } from '../../../src/sheet/scaffold.ts';
import { KINDS } from '../../../src/sheet/sheet.ts';
import { widthOf } from '../../../src/text/width.ts';
import { findForbidden } from '../../../src/yaml/check-text.ts';
import { check, EVERY_SHEET, newSheet, requirementIds, SME } from './sme-sheets.ts';

const squeezed = (text: string): string => text.replace(/\s+/g, '');

/** The comment right above each answer, by requirement id. */
function commentsOf(sheet: string): Map<string, string> {
  const comments = new Map<string, string>();
  let item = '';
  let comment: string[] = [];
  for (const line of sheet.slice(sheet.indexOf('\nratings:')).split('\n')) {
    const words = /^ {4}# (.*)$/.exec(line)?.[1];
    const answer = /^ {4}(\w+):$/.exec(line)?.[1];
    item = /^ {2}([a-z-]+):/.exec(line)?.[1] ?? item;
    if (answer) comments.set(`${item}.${answer}`, comment.join(' '));
    comment = words === undefined ? [] : [...comment, words];
  }
  return comments;
}

describe.each(EVERY_SHEET)('a new sheet for $claim stars, $reading, in $lang', ({ claim, reading, lang }) => {
  const text = newSheet({ claim, reading, lang });
  const ids = requirementIds(claim, reading);

  test('has no error and no warning, and every requirement of the claim open', () => {
    const { diagnostics, scored, open } = check(text);
    expect(diagnostics).toEqual([]);
    expect([scored, open]).toEqual([0, ids.length]);
    expect(countRequirements(SME, claim, reading)).toBe(ids.length);
  });

  test('reads back as the options it was made with, and as nothing else', () => {
    const { sheet } = check(text).read;
    expect(sheet).toMatchObject({ model: 'sme', edition: 'draft-2023', claim, reading, kind: 'self', lang });
    expect(sheet?.organization).toEqual({
      ...Object.fromEntries(Object.keys(sheet?.organization ?? {}).map((key) => [key, null])),
      name: '诚启咨询',
    });
    expect(
      Object.values(sheet?.assessment ?? {})
        .flat()
        .filter(Boolean),
    ).toEqual([{ start: null, end: null }]);
    expect([sheet?.evidence, sheet?.tailoring, sheet?.disagreements]).toEqual([[], [], []]);
    expect([...(sheet?.ratings.keys() ?? [])]).toEqual(ids);
    for (const rating of sheet?.ratings.values() ?? [])
      expect(rating).toEqual({
        requirement: rating.requirement,
        score: null,
        evidence: [],
        finding: null,
        improvement: null,
      });
  });

  test('shows above each answer its level, its letter and its text', () => {
    const comments = commentsOf(text);
    expect([...comments.keys()]).toEqual(ids);
    for (const requirement of itemsOf(SME).flatMap((item) => item.levels.flatMap((level) => level.requirements))) {
      const comment = comments.get(requirement.id);
      const level = levelName(SME, requirement.level)?.[lang];
      if (comment !== undefined)
        expect(squeezed(comment)).toBe(squeezed(`${level} ${requirement.id.at(-1)}) ${requirement.text[lang]}`));
    }
  });

  test('keeps its answers to 116 columns, without blank ends', () => {
    const lines = text.slice(text.indexOf('\nratings:')).split('\n');
    expect(lines.filter((line) => widthOf(line) > 116)).toEqual([]);
    expect(text.split('\n').filter((line) => /\s$/.test(line))).toEqual([]);
    expect(text).toMatch(/[^\n]\n$/);
  });
});

describe('the head of a new sheet', () => {
  test('points editors to the schema in its first line, where there is one', () => {
    expect(newSheet({ claim: 3, schema: './sme-3.schema.json' }).split('\n')[0]).toBe(
      '# yaml-language-server: $schema=./sme-3.schema.json',
    );
    expect(newSheet({ claim: 3 })).not.toContain('yaml-language-server');
  });

  test.each(LANGS.flatMap((lang) => KINDS.map((kind) => ({ lang, kind }))))(
    'has nothing of its template left, $lang, $kind',
    ({ lang, kind }) => {
      const text = newSheet({ claim: 4, lang, kind, organization: null });
      expect(text).not.toMatch(/\{\{|\}\}|undefined|null/);
      expect(text).toContain(`\nkind: ${kind} `);
      expect(text).toMatch(/\n {2}name:\n/);
    },
  );

  test('without a name is told to name the organisation, and has no other fault', () => {
    const { diagnostics } = check(newSheet({ claim: 1, organization: null }));
    expect(diagnostics.map(({ code, severity, args }) => ({ code, severity, args }))).toEqual([
      { code: 'missing-text', severity: 'warning', args: { where: 'organization.name' } },
    ]);
  });

  test('names the claimed level in the language', () => {
    expect(newSheet({ claim: 3, lang: 'zh' })).toMatch(/^claim: 3 +# 申报等级：三星$/m);
    expect(newSheet({ claim: 3, lang: 'en' })).toMatch(/^claim: 3 +# claimed level: Three stars$/m);
  });

  test('keeps any name of an organisation, whatever characters it has, for this reader and for any other', () => {
    const names = fc
      .oneof(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'binary' }),
        fc
          .array(
            fc.constantFrom(
              '：',
              ':',
              ' ',
              '#',
              '"',
              "'",
              '{{claim}}',
              '$&',
              '{',
              ']',
              '、',
              '公司',
              '- ',
              '|',
              '1',
              'kind',
              '\\',
              '%',
            ),
          )
          .map((parts) => parts.join('')),
        fc.constantFrom(
          'null',
          '~',
          'true',
          'no',
          '123',
          '0x1F',
          '1e3',
          '2026-03-01',
          '<<',
          '---',
          '...',
          '=',
          '- a',
          '? b',
        ),
      )
      .filter((name) => findForbidden(name) === null);
    fc.assert(
      fc.property(names, (name) => {
        const text = newSheet({ claim: 1, organization: name });
        expect(check(text).read.sheet?.organization.name ?? '').toBe(name.trim());
        expect((parse(text) as { organization: { name: unknown } }).organization.name).toBe(name);
      }),
      { numRuns: 150 },
    );
  });
});
