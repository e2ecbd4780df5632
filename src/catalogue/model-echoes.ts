import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** Leaves out what follows from another slip: what is of a wrong type lacks its keys, and a misspelt key is not missing too. */
export function withoutEchoes(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const wrong = new Set(diagnostics.filter(({ code }) => code === 'wrong-type').map(placeKey));
  const misspelt = diagnostics.flatMap((entry) => (entry.code === 'unknown-key' ? [entry.args] : []));
  const isMeant = (where: string, key: string): boolean =>
    misspelt.some((slip) => slip.suggestion === key && (slip.where === where || where.startsWith(`${slip.where} `)));
  return diagnostics.filter((entry) => {
    switch (entry.code) {
      case 'missing-key':
        return !wrong.has(placeKey(entry)) && !isMeant(entry.args.where, entry.args.key);
      case 'model-evidence-count':
        return entry.args.count > 0 || !isMeant(entry.args.where, 'evidence');
      case 'model-nothing':
        return !isMeant(entry.args.where, entry.args.what) && !isMeant(entry.args.where, 'levels');
      default:
        return true;
    }
  });
}

const placeKey = ({ at }: Diagnostic): string => `${at.line}:${at.column}`;
