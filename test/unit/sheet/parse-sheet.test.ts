import { expect, test } from 'vitest';
import { check, newSheet } from './sme-sheets.ts';

const HEAD = `format: assess/1
model: sme
edition: draft-2023
claim: 1
reading: own-level
kind: formal
lang: en
organization:
  name: Chengqi
  creditCode: 91330100MA2B1C3D4E
  legalForm: company
  address: "1 Lake Road"
  contact: Li Wei, 0571-000
  trade: consulting
  servingSince: 2019
  staff: 12
  premises: yes
  standing: |
    Sound.
    No debts.
  commitment: true
assessment:
  objective: upgrade
  scope: everything
  criteria: [handbook 2.0, 2026]
  dates: { start: 2026-03-01, end: 2026-03-02 }
  places: [Hangzhou]
  body: ACME
  team: [Li Wei, { name: Wang Fang, role: lead, unit: QA }]
  participants: [{ name: Zhang San }]
  methods: [interview, system-demo]
  documentReview: conforming
  conclusion: fine
  suggestions: [go on]
evidence:
  E01: { title: Register, method: document-review, file: a.pdf, sha256: sha256:${'A'.repeat(64)}, date: 2026-02-28 }
  E02: { title: 2026 }
tailoring: [{ item: service-quality, reason: none }]
disagreements: [about 1a, { subject: about 1b, team: "yes", organization: "no" }]
`;

const ratings = newSheet({ claim: 1, lang: 'en' })
  .replace(/^[\s\S]*?\nratings:/, 'ratings:')
  .replace(
    '      score:\n      evidence: []\n      finding:\n      improvement:',
    '      score: 0.50\n      evidence: [E01, E02]\n      finding: 42\n      improvement: { measure: x, owner: y, due: 2026-06-30 }',
  )
  .replace(
    '      score:\n      evidence: []\n      finding:\n      improvement:',
    '      score: 0\n      evidence: []\n      finding: "  "\n      improvement: ask first',
  );

test('a full sheet is read field by field, bare numbers, dates and words of YAML as the text that stands there', () => {
  const { read, diagnostics } = check(`${HEAD}${ratings}`);
  expect(diagnostics).toEqual([]);
  const { ratings: answers, ...head } = read.sheet ?? { ratings: new Map() };
  expect(head).toEqual({
    model: 'sme',
    edition: 'draft-2023',
    modelDigest: null,
    overlay: null,
    claim: 1,
    reading: 'own-level',
    kind: 'formal',
    lang: 'en',
    organization: {
      name: 'Chengqi',
      creditCode: '91330100MA2B1C3D4E',
      legalForm: 'company',
      address: '1 Lake Road',
      contact: 'Li Wei, 0571-000',
      trade: 'consulting',
      servingSince: '2019',
      staff: '12',
      premises: 'yes',
      standing: 'Sound.\nNo debts.',
      commitment: 'true',
    },
    assessment: {
      objective: 'upgrade',
      scope: 'everything',
      criteria: ['handbook 2.0', '2026'],
      dates: { start: '2026-03-01', end: '2026-03-02' },
      places: ['Hangzhou'],
      body: 'ACME',
      team: [
        { name: 'Li Wei', role: null, unit: null },
        { name: 'Wang Fang', role: 'lead', unit: 'QA' },
      ],
      participants: [{ name: 'Zhang San', role: null, unit: null }],
      methods: ['interview', 'system-demo'],
      documentReview: 'conforming',
      conclusion: 'fine',
      suggestions: ['go on'],
    },
    evidence: [
      {
        id: 'E01',
        title: 'Register',
        method: 'document-review',
        file: 'a.pdf',
        sha256: 'a'.repeat(64),
        date: '2026-02-28',
      },
      { id: 'E02', title: '2026', method: null, file: null, sha256: null, date: null },
    ],
    tailoring: [{ item: 'service-quality', reason: 'none' }],
    disagreements: [
      { subject: 'about 1a', team: null, organization: null },
      { subject: 'about 1b', team: 'yes', organization: 'no' },
    ],
  });
  expect([...answers.values()].slice(0, 3)).toEqual([
    {
      requirement: 'demand-management.1a',
      score: 5,
      evidence: ['E01', 'E02'],
      finding: '42',
      improvement: { measure: 'x', owner: 'y', due: '2026-06-30' },
    },
    {
      requirement: 'demand-management.1b',
      score: 0,
      evidence: [],
      finding: null,
      improvement: { measure: 'ask first', owner: null, due: null },
    },
    { requirement: 'demand-management.1c', score: null, evidence: [], finding: null, improvement: null },
  ]);
});

test('a sheet that says neither reading, kind nor language is cumulative and a self-assessment in no language', () => {
  const bare = newSheet({ claim: 1 }).replace(/^(?:reading|kind|lang):.*\n/gm, '');
  expect(check(bare)).toMatchObject({
    diagnostics: [],
    read: { sheet: { reading: 'cumulative', kind: 'self', lang: null } },
  });
});

test.each([
  ['model', 'model: sme', 'model: cmmi', 'unknown-model'],
  ['edition', 'edition: draft-2023', 'edition: draft-2024', 'unknown-edition'],
])('a sheet whose %s is not known has no ratings to judge, and is told so once', (_, known, unknown, code) => {
  const { read, diagnostics } = check(newSheet({ claim: 1 }).replace(known, unknown));
  expect(read.sheet).toBeNull();
  expect(diagnostics.map((entry) => entry.code)).toEqual([code]);
});

test('a sheet whose claim is not known is judged in all that does not depend on it', () => {
  const sheet = newSheet({ claim: 1 }).replace('claim: 1', 'claim: 6').replace('evidence: []', 'evidence: [E07]');
  const { read, diagnostics } = check(sheet);
  expect(read.claimed).toBe(false);
  expect(diagnostics.map((entry) => entry.code)).toEqual(['invalid-value', 'unknown-evidence']);
});
