import { itemsOf, type Requirement, requirementsFor } from '../catalogue/catalogue.ts';
import { type Scoring, writtenScores } from '../catalogue/scoring.ts';
import { nearestIds } from '../diagnostics/suggest.ts';
import type { Messages } from '../i18n/messages.ts';
import { Failure } from '../io/failure.ts';
import { withLock } from '../io/lock-file.ts';
import { replaceFile } from '../io/replace-file.ts';
import { removeLeftovers } from '../io/temporary-files.ts';
import { type AnswerChange, changeAnswer, effectiveChange } from '../sheet/change-answer.ts';
import { readDate } from '../sheet/read-date.ts';
import { formatTenths, parseScore } from '../sheet/read-score.ts';
import type { Rating, Tenths } from '../sheet/sheet.ts';
import { findForbidden } from '../yaml/check-text.ts';
import { type Context, messagesFor, tellNotice } from './context.ts';
import type { SetOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { openSheet } from './open-sheet.ts';
import { type SoundSheet, soundSheet } from './refuse-sheet.ts';

/** `assess set`: changes one answer, and only its lines; the file is written in one step, or not at all. */
export async function runSet(
  context: Context,
  path: string,
  id: string,
  score: string | undefined,
  options: SetOptions,
): Promise<ExitCode> {
  removeLeftovers(path);
  checkAsked(score, options);
  const opened = await openSheet(context, path, { overlay: options.overlay });
  const sound = await soundSheet(context, opened);
  if (!sound || !opened.read?.root || !opened.decoded) return EXIT.invalid;
  const { scoring } = sound.catalogue;
  const asked = readChange(score, options, scoring);
  const m = messagesFor(context);
  const requirement = findRequirement(sound, id);
  checkEvidence(sound, asked);
  const rating = sound.sheet.ratings.get(requirement.id) ?? null;
  const wanted = effectiveChange(rating, asked);
  const old = { text: opened.read.source.text, root: opened.read.root };
  const changed = changeAnswer(old, requirement.id, rating, wanted, scoring);
  if (!changed) throw new Failure((words) => words.failure.layout(path, requirement.id));
  const { text } = changed;
  if (text === old.text) {
    await tellNotice(context, m.set.unchanged(requirement.id));
    return EXIT.done;
  }
  replaceUnchanged(path, opened.bytes, Buffer.from(opened.decoded.bom ? `\ufeff${text}` : text));
  await tellNotice(context, m.set.done(requirement.id, describe(rating, wanted, scoring, m)));
  for (const note of notesOn(sound, requirement, m)) await tellNotice(context, note);
  return EXIT.done;
}

/** Writes the sheet if it is still as it was read; who changed it meanwhile keeps what he wrote. */
function replaceUnchanged(path: string, before: Uint8Array, after: Uint8Array): void {
  const replaced = withLock(path, () => {
    const done = replaceFile(path, after, before, true);
    if (done.kind !== 'displaced') return done;
    // It changed in the last moment: that goes back to where it was.
    replaceFile(path, done.content, after, true);
    return done;
  });
  if (replaced.kind !== 'done') throw new Failure((words) => words.failure.changedMeanwhile(path));
}

/** What is wrong with the options whatever the sheet is. */
function checkAsked(score: string | undefined, { evidence, finding, measure, owner, due }: SetOptions): void {
  if ([score, evidence, finding, measure, owner, due].every((value) => value === undefined))
    throw new Failure((m) => m.failure.nothingToSet());
  const texts = { '--finding': finding, '--measure': measure, '--owner': owner };
  for (const [option, text] of Object.entries(texts)) {
    const forbidden = findForbidden(text ?? '');
    if (forbidden) throw new Failure((m) => m.failure.forbiddenText(option, forbidden.codePoint));
  }
  if (due !== undefined && due.trim() !== '') readDue(due);
}

function readChange(score: string | undefined, options: SetOptions, scoring: Scoring): AnswerChange {
  const { evidence, finding, measure, owner, due } = options;
  const improvement = {
    ...(measure === undefined ? {} : { measure: measure.trim() || null }),
    ...(owner === undefined ? {} : { owner: owner.trim() || null }),
    ...(due === undefined ? {} : { due: due.trim() === '' ? null : readDue(due) }),
  };
  return {
    ...(score === undefined ? {} : { score: readScoreArgument(score, scoring) }),
    ...(evidence === undefined
      ? {}
      : { evidence: [...new Set(evidence.flatMap((list) => list.split(/[,，、\s]+/)).filter(Boolean))] }),
    ...(finding === undefined ? {} : { finding: finding.trim() || null }),
    ...(Object.keys(improvement).length ? { improvement } : {}),
  };
}

function readScoreArgument(text: string, scoring: Scoring): Tenths | null {
  const plain = text.normalize('NFKC').trim();
  if (plain === '-') return null;
  const tenths = parseScore(plain, scoring);
  if (tenths === null) throw new Failure((m) => m.failure.badScore(text, writtenScores(scoring)));
  return tenths;
}

function readDue(text: string): string {
  const reading = readDate(text.trim());
  if (!reading.ok) throw new Failure((m) => m.failure.badDate(text));
  return reading.date;
}

function findRequirement({ sheet, catalogue }: SoundSheet, id: string): Requirement {
  const requirements = itemsOf(catalogue).flatMap((item) => requirementsFor(item, sheet.claim, 'cumulative'));
  const found = requirements.find((requirement) => requirement.id === id.trim());
  if (!found) {
    const ids = requirements.map((requirement) => requirement.id);
    // `1d` alone is what the sheet shows; its item is missing.
    throw new Failure((m) => m.failure.unknownRequirement(id, nearestIds(id, ids)));
  }
  return found;
}

function checkEvidence({ sheet }: SoundSheet, change: AnswerChange): void {
  const missing = change.evidence?.find((id) => !sheet.evidence.some((entry) => entry.id === id));
  if (missing !== undefined) throw new Failure((m) => m.failure.unknownEvidence(missing));
}

/** What the user may not expect of this change: that it does not count, or not in the sheet's own reading, or is provisional. */
function notesOn({ sheet }: SoundSheet, { id, level, provisional }: Requirement, m: Messages): string[] {
  if (sheet.tailoring.some((entry) => id.startsWith(`${entry.item}.`))) return [m.set.tailored(id)];
  const outside = sheet.reading === 'own-level' && level !== sheet.claim;
  return [
    ...(outside ? [m.set.outside(id, m.words.reading[sheet.reading])] : []),
    ...(provisional ? [m.set.provisional(id)] : []),
  ];
}

function describe(rating: Rating | null, change: AnswerChange, scoring: Scoring, m: Messages): string {
  const told = (score: Tenths | null | undefined) =>
    score === null || score === undefined ? m.words.score.none : formatTenths(score, scoring);
  return [
    change.score === undefined ? '' : m.set.score(told(rating?.score), told(change.score)),
    change.evidence ? m.set.evidence(change.evidence.join(', ') || m.words.none) : '',
    change.finding === undefined ? '' : m.set.finding,
    change.improvement ? m.set.improvement : '',
  ]
    .filter(Boolean)
    .join(m.punctuation.comma);
}
