import { dirname, join } from 'node:path';
import { assembleCatalogue } from '../catalogue/assemble-catalogue.ts';
import type { Catalogue, Catalogues, Domain } from '../catalogue/catalogue.ts';
import { parseModelFile } from '../catalogue/parse-derivation.ts';
import { newSeen, parseDomain } from '../catalogue/parse-model.ts';
import { type Diagnostic, diagnostic, hasErrors, inOrder } from '../diagnostics/diagnostic.ts';
import type { FileReport } from '../diagnostics/file-report.ts';
import { digestOf } from '../io/digest.ts';
import { Failure, reasonOf } from '../io/failure.ts';
import { readBytes } from '../io/read-file.ts';
import { decodeText, MAX_BYTES } from '../yaml/decode-text.ts';
import { lineText, type SourceText, sourceText } from '../yaml/source-text.ts';

/** A model read from its files: what was found in each, and the catalogue where nothing is wrong. */
export interface LoadedModel {
  readonly catalogue: Catalogue | null;
  readonly reports: readonly FileReport[];
}

/**
 * Reads a model's main file and the domain files that it names; `bases` are the models that it may be derived from, and
 * `taken` the ids that it may not have. Throws a Failure where the main file cannot be read.
 */
export function loadModel(path: string, bases: Catalogues, taken?: ReadonlySet<string>): LoadedModel {
  const seen = newSeen(taken);
  const { parsed: head, report } = read(path, (text) => parseModelFile(text, seen, bases));
  if (!head?.partial) return { catalogue: null, reports: [report] };
  const { levels, domains: parts } = head.partial;
  const reports: FileReport[] = [];
  const domains: Domain[] = [];
  const missing: Diagnostic[] = [];
  const files = new Set<string>();
  for (const part of parts) {
    if (!('file' in part)) {
      domains.push(part);
      continue;
    }
    if (files.has(part.file)) {
      missing.push(diagnostic('model-file', { path: part.file, reason: 'repeated' }, part.at, path));
      continue;
    }
    files.add(part.file);
    try {
      const loaded = read(join(dirname(path), part.file), (text) => parseDomain(text, levels.length, seen));
      reports.push(loaded.report);
      if (loaded.parsed?.ok) domains.push(loaded.parsed.value);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const reason = reasonOf(error.cause ?? error);
      missing.push(diagnostic('model-file', { path: part.file, reason }, part.at, path));
    }
  }
  const all = [{ ...report, diagnostics: inOrder([...report.diagnostics, ...missing]) }, ...reports];
  const sound = !all.some((entry) => hasErrors(entry.diagnostics));
  return { catalogue: sound && head.ok ? assembleCatalogue(head.value, domains, digestOf) : null, reports: all };
}

function read<T extends { readonly diagnostics: readonly Diagnostic[] }>(
  path: string,
  parse: (source: SourceText) => T,
): { parsed: T | null; report: FileReport } {
  const decoded = decodeText(readBytes(path, MAX_BYTES), path);
  if ('code' in decoded)
    return {
      parsed: null,
      report: { file: path, diagnostics: [decoded], lineText: () => '', progress: null },
    };
  const source = sourceText(path, decoded.text);
  const parsed = parse(source);
  return {
    parsed,
    report: {
      file: path,
      diagnostics: inOrder(parsed.diagnostics),
      lineText: (line) => lineText(source, line),
      progress: null,
    },
  };
}
