import { editYaml } from '../yaml/edit-yaml.ts';
import { entryOf, isEmptyNode } from '../yaml/node.ts';
import type { TextTree } from '../yaml/reread-edited.ts';
import type { EditValue } from '../yaml/write-value.ts';
import type { Evidence } from './sheet.ts';

/** Adds an entry to the register in the text of a sheet, on a line of its own; null where the layout does not allow it. */
export function addEvidence(old: TextTree, entry: Evidence): TextTree | null {
  const { id, title, method, file, sha256, date } = entry;
  const register = entryOf(old.root, 'evidence')?.value;
  if (register && register.kind !== 'map' && !isEmptyNode(register)) return null;
  const parts: [string, EditValue][] = [
    ['title', { kind: 'text', text: title ?? '' }],
    ...(method === null ? [] : [['method', { kind: 'word', text: method }] as [string, EditValue]]),
    ...(file === null ? [] : [['file', { kind: 'text', text: file }] as [string, EditValue]]),
    ...(sha256 === null ? [] : [['sha256', { kind: 'text', text: sha256 }] as [string, EditValue]]),
    ...(date === null ? [] : [['date', { kind: 'word', text: date }] as [string, EditValue]]),
  ];
  return editYaml(old, [{ path: ['evidence', id], value: { kind: 'map', entries: parts, flow: true } }]);
}
