import { describe, expect, test } from 'vitest';
import { newerEdition, newestFirst } from '../../../src/catalogue/editions.ts';

test.each([
  [['draft-2023', '2023', '2025']],
  [['2025', 'draft-2025', '2023']],
  [['2023', '2025', 'draft-2025', 'draft-2023']],
])('%j stand newest first, a draft behind its final text', (editions) => {
  const order = ['2025', 'draft-2025', '2023', 'draft-2023'];
  expect([...editions].sort(newestFirst)).toEqual(order.filter((edition) => editions.includes(edition)));
});

describe('a newer edition', () => {
  const catalogues = {
    models: [
      { id: 'sme', editions: ['draft-2023', '2025', '2023'] },
      { id: 'ours', editions: ['2', '1'] },
    ],
    open: () => {
      throw new Error('no catalogue is opened to find it');
    },
  };
  test.each([
    ['sme', 'draft-2023', '2025'],
    ['sme', '2023', '2025'],
    ['sme', '2025', null],
    ['sme', '2026', null],
    ['ours', '1', '2'],
    ['ours', '2', null],
    ['none', '1', null],
  ])('than %s %s is %s', (model, edition, newest) => {
    expect(newerEdition(catalogues, model, edition)).toBe(newest);
  });
});
