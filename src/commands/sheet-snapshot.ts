import type { Scoring } from '../catalogue/scoring.ts';
import { hasErrors } from '../diagnostics/diagnostic.ts';
import { pause } from '../io/pause.ts';
import { readBytes } from '../io/read-file.ts';
import type { Held, SavePlan } from '../session/ledger.ts';
import type { Claimed } from '../session/session.ts';
import type { SheetCatalogues } from '../sheet/bind-model.ts';
import { changeAnswer } from '../sheet/change-answer.ts';
import { addEvidence } from '../sheet/change-register.ts';
import { parseSheet } from '../sheet/parse-sheet.ts';
import type { Rating, Sheet } from '../sheet/sheet.ts';
import { decodeText, MAX_BYTES } from '../yaml/decode-text.ts';
import { type EncodedText, encodeEdited, startMark } from '../yaml/encode-edited.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import type { TextTree } from '../yaml/reread-edited.ts';
import { sourceText } from '../yaml/source-text.ts';

/** Why the file cannot be worked with at the moment, as a code that the session puts into words. */
export class Unusable extends Error {}

/** A sheet's file as it was read or written last: its bytes, what they hold, and the text to be edited. */
export interface Snapshot extends Held, TextTree, EncodedText {
  readonly scoring: Scoring;
  readonly claimed: Claimed;
}

export const isSameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** Reads a file that has to be the sheet the session began with. Throws an Unusable for anything else. */
export function parseSnapshot(path: string, bytes: Uint8Array, began: Sheet, models: SheetCatalogues): Snapshot {
  const decoded = decodeText(bytes, path);
  if ('code' in decoded) throw new Unusable('encoding');
  if (decoded.text.trim() === '') throw new Unusable('empty');
  const source = sourceText(path, decoded.text);
  const { sheet, root, catalogue } = parseSheet(source, models);
  const yaml = parseYaml(source, () => false);
  if (!yaml.ok || hasErrors(yaml.diagnostics))
    throw new Unusable(yaml.diagnostics[0]?.code === 'conflict-marker' ? 'conflict' : 'broken');
  if (!sheet || !root || !catalogue) throw new Unusable('broken');
  const isOther = sheet.model !== began.model || sheet.edition !== began.edition || sheet.claim !== began.claim;
  if (isOther) throw new Unusable('other-claim');
  const { ratings, evidence, tailoring, reading } = sheet;
  const { scoring } = catalogue;
  return {
    bytes,
    mark: startMark(decoded.bom),
    text: source.text,
    root,
    scoring,
    ratings,
    evidence,
    claimed: { tailoring, reading },
  };
}

/** A file that somebody has changed, once nothing more is being written to it. */
export function readSettled(path: string, first: Uint8Array): Uint8Array {
  let bytes = first;
  for (let tries = 0; tries < 30; tries++) {
    pause(10);
    const again = readBytes(path, MAX_BYTES);
    if (isSameBytes(again, bytes) && again.length > 0) return again;
    bytes = again;
  }
  return bytes;
}

/**
 * The file with a plan's entries and answers in it. `stuck` are those whose place is laid out too unusually to be changed
 * safely.
 */
export function applyPlan(
  base: Snapshot,
  plan: SavePlan,
): { readonly edited: Snapshot; readonly stuck: readonly string[] } {
  let now: Snapshot = base;
  const stuck: string[] = [];
  for (const entry of plan.entries) {
    const changed = addEvidence(now, entry);
    if (changed) now = { ...now, ...changed, evidence: [...now.evidence, entry] };
    else stuck.push(entry.id);
  }
  const ratings = new Map(base.ratings);
  for (const { requirement, held, change } of plan.changes) {
    const changed = changeAnswer(now, requirement, held, change, base.scoring);
    if (!changed) {
      stuck.push(requirement);
      continue;
    }
    const { score, evidence, finding, improvement } = change;
    now = { ...now, ...changed };
    ratings.set(requirement, {
      requirement,
      score: score === undefined ? (held?.score ?? null) : score,
      evidence: evidence ?? held?.evidence ?? [],
      finding: finding === undefined ? (held?.finding ?? null) : finding,
      improvement: improvement === undefined ? (held?.improvement ?? null) : whole(held, improvement),
    });
  }
  return { edited: { ...now, ratings, ...(now.text === base.text ? {} : encodeEdited(base, now.text)) }, stuck };
}

function whole(held: Rating | null, part: NonNullable<SavePlan['changes'][number]['change']['improvement']>) {
  const improvement = { ...(held?.improvement ?? { measure: null, owner: null, due: null }), ...part };
  return Object.values(improvement).every((value) => value === null) ? null : improvement;
}
