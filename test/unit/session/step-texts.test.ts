import { describe, expect, test } from 'vitest';
import { nextEvidenceId } from '../../../src/session/step-evidence.ts';
import type { Evidence } from '../../../src/sheet/sheet.ts';
import { begin, entry, type Input, line, play, query, tell, tellEffects } from './sessions.ts';

const evidence = [entry('E01', '登记表'), entry('E06', '会议纪要')];
const IN_DUE: Input[] = ['i', line('补上'), line('王五')];
/** As far as the first field of a new entry, found for nothing. */
const NEW: Input[] = ['e', 'up', 'enter'];
const from = (...inputs: Input[]) => play(begin({}, { evidence }), ...inputs);

describe('a date', () => {
  test.each([
    ['2026-06-30', '2026-06-30'],
    [' 2026-06-30 ', '2026-06-30'],
    ['2026-6-3', '2026-06-03'],
    ['2026/6/30', '2026-06-30'],
    ['2026.06.30', '2026-06-30'],
    ['2026年6月30日', '2026-06-30'],
    ['2026年6月30', '2026-06-30'],
    ['２０２６－０６－３０', '2026-06-30'],
    ['２０２６年６月３０日', '2026-06-30'],
    ['２０２６．６．３０', '2026-06-30'],
    ['2024-02-29', '2024-02-29'],
    ['', null],
  ])('%j is %j, as a due date and as the date of evidence', (text, day) => {
    const due = from(...IN_DUE, line(text)).session;
    expect(tell(due)).toBe('card vision.1a');
    expect(due.ratings.get('vision.1a')?.improvement).toEqual({ measure: '补上', owner: '王五', due: day });
    const registered = from(...NEW, line('合同'), line(''), line(''), line(text)).session;
    expect(registered.evidence.at(-1)?.date).toBe(day);
  });

  test.each(['2026-02-30', '2026-13-01', '2023-02-29', '下周', '2026', '06-30', '30.6.2026', '2026-06-30 12:00', '0'])(
    '%j is none, and is asked for again as it was written',
    (text) => {
      const due = from(...IN_DUE, line(text));
      expect(due.session.mode).toEqual({ kind: 'text', field: 'due', initial: text, fault: 'date' });
      expect(tellEffects(due.effects)).toEqual(['save vision.1a', 'save vision.1a']);
      expect(tell(play(due.session, line('2026-06-30')).session)).toBe('card vision.1a');
      const dated = from(...NEW, line('合同'), line(''), line(''), line(text));
      expect(dated.session.mode).toMatchObject({ field: 'date', fault: 'date', draft: { date: text } });
      expect(dated.effects).toEqual([]);
    },
  );
});

describe('characters that hide or reorder', () => {
  const HOSTILE = ['\x1b[2J', 'a\u202eb', '\u2066x', 'a\0b', '\x9b31m', 'a\ud800b', '\ufeffa'];

  test.each(['finding', 'measure', 'owner', 'due'])('are refused in a text: %s', (field) => {
    const inputs: Record<string, Input[]> = {
      finding: ['f'],
      measure: ['i'],
      owner: ['i', line('补')],
      due: ['i', line('补'), line('')],
    };
    const before = from(...(inputs[field] ?? [])).session;
    for (const text of HOSTILE) {
      const { session, effects } = play(before, line(`x${text}y`));
      expect([tell(session), effects], JSON.stringify(text)).toEqual([`text ${field} (characters)`, []]);
      expect(session.ratings).toBe(before.ratings);
    }
  });

  test('are refused in each part of new evidence', () => {
    const parts: readonly [field: string, inputs: Input[]][] = [
      ['title', []],
      ['method', [line('合同')]],
      ['file', [line('合同'), line('')]],
      ['date', [line('合同'), line(''), line('')]],
    ];
    for (const [field, inputs] of parts)
      for (const text of HOSTILE) {
        const { session, effects } = from(...NEW, ...inputs, line(`x${text}y`));
        expect([tell(session), effects]).toEqual([`new-evidence ${field} (characters)`, []]);
      }
  });

  test('from the editor are given back to be corrected, and nothing is saved', () => {
    const { session, effects } = from({ kind: 'edited', text: '一\x1b[2J\n二' });
    expect(session.mode).toEqual({ kind: 'text', field: 'finding', initial: '一\\u{1b}[2J\n二', fault: 'characters' });
    expect(effects).toEqual([]);
    const mended = play(session, line('一\n二')).session;
    expect([tell(mended), mended.ratings.get('vision.1a')?.finding]).toEqual(['card vision.1a', '一\n二']);
  });
});

describe('new evidence', () => {
  const lines = (...texts: string[]): Input[] => texts.map(line);

  test('is registered with all its parts, and put into the answer that it was found for', () => {
    const { session, effects } = from(...NEW, ...lines(' 合同 ', '4', 'evidence/合同.pdf', '2026年3月1日'));
    const added: Evidence = {
      id: 'E07',
      title: '合同',
      method: 'document-review',
      file: 'evidence/合同.pdf',
      sha256: null,
      date: '2026-03-01',
    };
    expect(effects).toMatchObject([
      { kind: 'save-evidence', entry: added },
      { kind: 'save-answer', requirement: 'vision.1a', before: null, after: { score: null, evidence: ['E07'] } },
    ]);
    expect(session.evidence).toEqual([...evidence, added]);
    expect(session.ratings.get('vision.1a')?.evidence).toEqual(['E07']);
    expect(tell(session)).toBe('card vision.1a');
  });

  test('begins with what was looked for', () => {
    const { session } = from('e', query(' 合同 '), 'enter');
    expect(session.mode).toMatchObject({ field: 'title', draft: { title: '合同', method: null, file: '', date: '' } });
  });

  test('may have nothing but a title', () => {
    const { session } = from(...NEW, ...lines('合同', '', '', ''));
    expect(session.evidence.at(-1)).toEqual({ ...entry('E07', '合同') });
  });

  test.each([
    ['1', 'interview'],
    ['２', 'observation'],
    [' 5 ', 'system-demo'],
    ['site-tour', 'site-tour'],
    ['Interview', 'interview'],
    ['', null],
  ])('was gathered by %j: %j', (text, method) => {
    expect(from(...NEW, ...lines('合同', text, '', '')).session.evidence.at(-1)?.method).toBe(method);
  });

  test.each(['6', '0', '-1', '1.5', 'hearsay'])('is not taken as gathered by nothing where %j was meant', (text) => {
    const { mode } = from(...NEW, ...lines('合同', text)).session;
    expect(mode).toMatchObject({ kind: 'new-evidence', field: 'method', fault: expect.any(String) });
  });

  test.each(['', '  '])('without a title is asked for one: %j', (text) => {
    expect(tell(from(...NEW, line(text)).session)).toBe('new-evidence title (empty)');
  });

  test.each(['/etc/passwd', '\\\\server\\a', 'C:\\a.pdf', 'c:a', '../a.pdf', 'a/../../b', 'a\\..\\b'])(
    'with a file outside the folder of the sheet is asked again: %j',
    (text) => {
      const { session, effects } = from(...NEW, ...lines('合同', '', text));
      expect([tell(session), effects]).toEqual(['new-evidence file (outside)', []]);
      expect(tell(play(session, line('a..b/c.pdf')).session)).toBe('new-evidence date');
    },
  );

  test.each(['missing', 'folder'] as const)('with a file that is %s is asked again', (fault) => {
    const { session } = from(...NEW, ...lines('合同', ''), { kind: 'line', text: 'a', fault });
    expect(session.mode).toMatchObject({ kind: 'new-evidence', field: 'file', fault, draft: { file: 'a' } });
  });
});

test.each([
  ['E01', []],
  ['E02', ['E01']],
  ['E10', ['E09']],
  ['E100', ['E99']],
  ['E07', ['E06', 'E02']],
  ['E008', ['E007']],
  ['证据-4', ['证据-3']],
  ['E01', ['合同']],
  ['D13', ['E02', 'D12']],
  ['E03', ['D02', 'E02']],
])('the next id is %s behind %j', (next, ids) => {
  expect(nextEvidenceId(ids.map((id) => ({ id })))).toBe(next);
});
