import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import { formatText } from '../diagnostics/format-text.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { rangeOf } from '../yaml/source-text.ts';
import { type Context, formatOptions, messagesFor, tellNotice, tellShown } from './context.ts';
import type { OpenedSheet } from './open-sheet.ts';
import type { SoundSheet } from './refuse-sheet.ts';

/** A sheet whose sound part can be scored. */
export interface UsableSheet extends SoundSheet {
  readonly errors: number;
  /** Requirements with errors, which are left alone. */
  readonly faulty: ReadonlySet<string>;
}

/**
 * The sheet, where answers can be put into it safely. Where it has errors, they are told, and the user says whether the
 * sound rest is to be scored; null where that is not possible, or not wanted.
 */
export async function usableSheet(context: Context, opened: OpenedSheet): Promise<UsableSheet | null> {
  const { read, checked, report } = opened;
  const errors = checked.diagnostics.filter(
    (entry) => entry.severity === 'error' && !entry.code.startsWith('evidence-file-'),
  );
  if (!errors.length && read?.sheet && read.catalogue)
    return { sheet: read.sheet, catalogue: read.catalogue, errors: 0, faulty: new Set() };
  const m = messagesFor(context);
  const shown = { ...report, diagnostics: errors };
  await tellShown(context, formatText([...opened.beside, shown], await formatOptions(context, context.streams.stderr)));
  const yaml = read ? parseYaml(read.source, () => false) : null;
  if (!read?.sheet || !read.catalogue || !read.claimed || read.broken || !yaml?.ok || hasErrors(yaml.diagnostics)) {
    await tellNotice(context, `assess: ${m.session.unsound(opened.name)}`);
    return null;
  }
  const faulty = requirementsWith(errors, opened);
  const { select } = await import('./prompts.ts');
  const choices = [
    { value: 'yes', name: m.session.yes },
    { value: 'no', name: m.session.no },
  ] as const;
  const answer = await select(context, m.session.askUnsound(errors.length, faulty.size), choices);
  const { sheet, catalogue } = read;
  return answer === 'yes' ? { sheet, catalogue, errors: errors.length, faulty } : null;
}

/** The requirements in whose answers there are errors. */
function requirementsWith(errors: readonly Diagnostic[], { read }: OpenedSheet): Set<string> {
  const faulty = new Set<string>();
  const ratings = read?.root?.entries.find(({ name }) => name === 'ratings')?.value;
  if (ratings?.kind !== 'map' || !read) return faulty;
  const ranges = errors.map(({ at }) => rangeOf(read.source, at));
  for (const item of ratings.entries) {
    if (item.value.kind !== 'map') continue;
    for (const { key, name, value } of item.value.entries)
      if (ranges.some(({ start, end }) => start <= value.range.end && end > key.range.start))
        faulty.add(`${item.name}.${name}`);
  }
  return faulty;
}
