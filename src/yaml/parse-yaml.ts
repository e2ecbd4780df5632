import type { Parsed } from '../diagnostics/diagnostic.ts';
import { checkCharacters, findConflicts, hasSuspectBlank, hasSuspectColon } from './check-text.ts';
import type { YamlNode } from './node.ts';
import { parseWithLibrary } from './parse-with-library.ts';
import { readEveryday } from './read-everyday.ts';
import type { IsKey } from './repair-text.ts';
import type { SourceText } from './source-text.ts';
import { oncePerLine } from './syntax-errors.ts';

/** A text that was read, and how far it can be relied on. */
export type ParsedYaml = Parsed<YamlNode> & {
  /** What could be read, with what is sound and what is not; in place of what could not, there are lost nodes. */
  readonly node: YamlNode | null;
  /** The line from which on nothing is sure; null where all of the text was read but what is lost. */
  readonly unsureFrom: number | null;
};

/**
 * Reads one YAML document as located nodes. No anchors, aliases, tags, directives or second documents; keys are compared
 * NFC-normalised. `isKey` tells the words that are keys in this kind of file, to find full-width colons. What is wrong is
 * reported all at once; a node is returned with it where the text could still be read.
 */
export function parseYaml(source: SourceText, isKey: IsKey): ParsedYaml {
  const conflicts = findConflicts(source);
  if (conflicts.length) return { ok: false, diagnostics: conflicts, node: null, unsureFrom: 1 };
  const diagnostics = checkCharacters(source);
  if (diagnostics.some((entry) => entry.code === 'cr-line-ends'))
    return { ok: false, diagnostics, node: null, unsureFrom: 1 };
  const isSuspect = hasSuspectColon(source.text) || hasSuspectBlank(source.text);
  const quick = isSuspect ? null : readEveryday(source.text);
  const { node, unsureFrom } = quick ? { node: quick, unsureFrom: null } : parseWithLibrary(source, isKey, diagnostics);
  const told = oncePerLine(diagnostics);
  if (node && !told.some((entry) => entry.severity === 'error'))
    return { ok: true, value: node, diagnostics: told, node, unsureFrom };
  return { ok: false, diagnostics: told, node, unsureFrom };
}
