import type { Parsed } from '../diagnostics/diagnostic.ts';
import { checkCharacters, findConflicts, hasSuspectColon } from './check-text.ts';
import type { YamlNode } from './node.ts';
import { parseWithLibrary } from './parse-with-library.ts';
import { readEveryday } from './read-everyday.ts';
import type { IsKey } from './repair-text.ts';
import type { SourceText } from './source-text.ts';
import { withoutConsequences } from './syntax-errors.ts';

/**
 * Reads one YAML document as located nodes. No anchors, aliases, tags, directives or second documents; keys are compared
 * NFC-normalised. `isKey` tells the words that are keys in this kind of file, to find full-width colons. What is wrong is
 * reported all at once; a value is returned with it where the text could still be read.
 */
export function parseYaml(source: SourceText, isKey: IsKey): Parsed<YamlNode> & { readonly node: YamlNode | null } {
  const conflicts = findConflicts(source);
  if (conflicts.length) return { ok: false, diagnostics: conflicts, node: null };
  const diagnostics = checkCharacters(source);
  if (diagnostics.some((entry) => entry.code === 'cr-line-ends')) return { ok: false, diagnostics, node: null };
  const quick = hasSuspectColon(source.text) ? null : readEveryday(source.text);
  const node = quick ?? parseWithLibrary(source, isKey, diagnostics);
  const told = withoutConsequences(diagnostics);
  if (node && !told.some((entry) => entry.severity === 'error'))
    return { ok: true, value: node, diagnostics: told, node };
  return { ok: false, diagnostics: told, node };
}
