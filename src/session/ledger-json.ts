import { GUIDE_SCORING, type Scoring } from '../catalogue/scoring.ts';
import { readDate } from '../sheet/read-date.ts';
import { type Evidence, type Improvement, METHODS, type Rating } from '../sheet/sheet.ts';
import { findForbidden } from '../yaml/check-text.ts';
import { combineGiven, EMPTY_LEDGER, enterAnswer, enterEvidence, isSaved, type Ledger } from './ledger.ts';

const FORMAT = 'assess-journal/1';

/**
 * The answers of a ledger that are not in the file, as the text of a journal, with what another session kept there for
 * them; null where there is nothing of either. At the end of a session also those that were in the file and are in conflict
 * with what stands there now: nobody has chosen.
 */
export function ledgerText(sheet: string, ledger: Ledger, others: Ledger = EMPTY_LEDGER, isEnd = false): string | null {
  const foreign = [...others.answers].map(([id, given]) => combineGiven(given, ledger.answers.get(id)));
  const own = [...ledger.answers].flatMap(([id, given]) => (others.answers.has(id) ? [] : [given]));
  const answers = [...foreign, ...own]
    .filter((given) => !isSaved(given) || (isEnd && given.isOpen))
    // What it was before it was saved tells the next session that it was given.
    .map((given) => ({ before: isSaved(given) ? given.original : given.saved, after: given.current }));
  const known = new Set(ledger.evidence.map(({ id }) => id));
  const evidence = [
    ...others.evidence.filter(({ id }) => !known.has(id)),
    ...ledger.evidence.filter(({ id }) => !ledger.settled.includes(id)),
  ];
  if (!answers.length && !evidence.length) return null;
  return `${JSON.stringify({ format: FORMAT, sheet, answers, evidence }, null, 2)}\n`;
}

/** The sheet that a journal was written for; null where the text is no journal. */
export function sheetOfJournal(text: string): string | null {
  try {
    const read: unknown = JSON.parse(text);
    return isRecord(read) && read['format'] === FORMAT && typeof read['sheet'] === 'string' ? read['sheet'] : null;
  } catch {
    return null;
  }
}

/** The ledger that a journal keeps; null where the text is no journal, or any part of it is not as a sheet of this scale could have it. */
export function readLedger(text: string, scoring: Scoring = GUIDE_SCORING): Ledger | null {
  const isRating = ratingCheck(scoring);
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(read) || read['format'] !== FORMAT) return null;
  const { answers, evidence } = read;
  if (!Array.isArray(answers) || !Array.isArray(evidence) || !evidence.every(isEntry)) return null;
  let ledger = evidence.reduce(enterEvidence, EMPTY_LEDGER);
  for (const answer of answers as readonly unknown[]) {
    if (!isRecord(answer)) return null;
    const { before, after } = answer;
    if (!isRating(after) || (before !== null && !(isRating(before) && before.requirement === after.requirement)))
      return null;
    ledger = enterAnswer(ledger, before, after);
  }
  return ledger;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: unknown): value is string => typeof value === 'string' && !findForbidden(value);
const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);
const isDateOrNull = (value: unknown): boolean => value === null || (isText(value) && readDate(value).ok);

const isEntry = (value: unknown): value is Evidence =>
  isRecord(value) &&
  isText(value['id']) &&
  isTextOrNull(value['title']) &&
  (value['method'] === null || METHODS.some((method) => method === value['method'])) &&
  isTextOrNull(value['file']) &&
  isTextOrNull(value['sha256']) &&
  isDateOrNull(value['date']);

const isImprovement = (value: unknown): value is Improvement =>
  isRecord(value) && isTextOrNull(value['measure']) && isTextOrNull(value['owner']) && isDateOrNull(value['due']);

const ratingCheck =
  ({ scores }: Scoring) =>
  (value: unknown): value is Rating =>
    isRecord(value) &&
    isText(value['requirement']) &&
    (value['score'] === null || scores.some(({ units }) => units === value['score'])) &&
    Array.isArray(value['evidence']) &&
    value['evidence'].every(isText) &&
    isTextOrNull(value['finding']) &&
    (value['improvement'] === null || isImprovement(value['improvement']));
