import { readFileSync } from 'node:fs';
import { folderPath } from './fixtures.ts';

/** A sheet without fault, which tests change: claim 1, its 22 requirements scored. */
export const BASE = readFileSync(`${folderPath('ok')}/base.yaml`, 'utf8');

/** The base sheet with replacements, each of which has to find its text. */
export function baseWith(...changes: readonly (readonly [from: string, to: string])[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`not in the base sheet: ${from}`);
    return text.replace(from, () => to);
  }, BASE);
}

/** Lines made from their number, joined. */
export const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');
