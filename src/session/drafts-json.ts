import { METHODS } from '../sheet/sheet.ts';
import { type Draft, EVIDENCE_FIELDS, type HalfWritten, TEXT_FIELDS } from './session.ts';

const FORMAT = 'assess-drafts/1';

/** Half-written texts as they are kept between sessions. */
export function draftsText(sheet: string, halfWritten: readonly HalfWritten[]): string {
  const texts = halfWritten.map(({ requirement, mode, base }) =>
    mode.kind === 'text'
      ? { requirement, field: mode.field, text: mode.initial, before: base }
      : { requirement, field: mode.field, entry: mode.draft },
  );
  return `${JSON.stringify({ format: FORMAT, sheet, texts }, null, 2)}\n`;
}

/** The half-written texts that a file keeps; none where it is no such file, and without those that are none. */
export function readDrafts(text: string): HalfWritten[] {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return [];
  }
  if (!isRecord(read) || read['format'] !== FORMAT || !Array.isArray(read['texts'])) return [];
  return read['texts'].flatMap((entry: unknown) => readEntry(entry) ?? []);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function readEntry(entry: unknown): HalfWritten | null {
  if (!isRecord(entry) || typeof entry['requirement'] !== 'string') return null;
  const { requirement, field: name, text, entry: draft, before } = entry;
  if (typeof text === 'string') {
    const field = TEXT_FIELDS.find((known) => known === name);
    const base = typeof before === 'string' ? { base: before } : {};
    return field ? { requirement, mode: { kind: 'text', field, initial: text, fault: null }, ...base } : null;
  }
  const field = EVIDENCE_FIELDS.find((known) => known === name);
  return field && isDraft(draft) ? { requirement, mode: { kind: 'new-evidence', field, draft, fault: null } } : null;
}

const isDraft = (value: unknown): value is Draft =>
  isRecord(value) &&
  ['title', 'file', 'date'].every((part) => typeof value[part] === 'string') &&
  (value['method'] === null || METHODS.some((method) => method === value['method']));
