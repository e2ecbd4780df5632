import type { Lang } from '../i18n/lang.ts';
import type { Messages } from '../i18n/messages.ts';
import type { OpenWork } from '../scoring/progress.ts';
import { scoreSheet } from '../scoring/score-sheet.ts';
import { type Session, sheetOf } from '../session/session.ts';
import { summarise } from '../session/summary.ts';
import { requirementName } from '../session/view.ts';
import { formatTenths } from '../sheet/read-score.ts';
import type { Evidence, Rating } from '../sheet/sheet.ts';
import { commandWord } from '../text/command-line.ts';
import { safeLine, safeText } from '../text/safe-text.ts';
import { wrapTo } from '../text/width.ts';
import { type Context, langOf, messagesFor, tellNotice, widthOf } from './context.ts';
import type { LeftOver } from './keep-sheet.ts';

/** How a session ended. */
export interface SessionEnd {
  readonly session: Session;
  /** The sheet as it stands in a command, with its overlay. */
  readonly words: string;
  readonly left: LeftOver;
  /** How many errors the sheet began with, and the requirements that were left alone because of them. */
  readonly errors: number;
  readonly faulty: ReadonlySet<string>;
}

/** What is missing, the verdict as far as it goes, what is in no file, and the next command. */
export async function tellSummary(context: Context, end: SessionEnd): Promise<void> {
  const { session, words, left, errors } = end;
  const m = messagesFor(context);
  const { summary } = m.session;
  const lang = langOf(context);
  const scored = scoreSheet(session.catalogue, sheetOf(session));
  const { lines: sum, open } = summarise(session, scored, lang, m);
  const unsaved = left.answers.length + left.evidence.length - left.undecided.length;
  const undecided = left.undecided.map((id) => requirementName(id, session.catalogue, lang));
  const lines = [
    ...sum.map(({ text }) => text),
    ...(undecided.length ? [summary.undecided(undecided.join(m.punctuation.enumeration))] : []),
    ...(unsaved ? [summary.unsaved(unsaved, left.journal)] : []),
  ];
  const width = widthOf(context, context.streams.stderr);
  for (const text of lines) for (const line of wrapTo(safeLine(text), width)) await tellNotice(context, line);
  // Commands are copied, and so never broken.
  for (const text of lostLines(end, lang, m)) await tellNotice(context, safeText(text));
  if (errors) await tellNotice(context, summary.errors(errors, `assess validate ${words}`));
  const next = nextCommand(open, end);
  if (next !== null) await tellNotice(context, summary.next(next));
}

/** On with what lacks a score, then with gaps that lack a measure, then the report; null where only errors are in the way. */
function nextCommand({ scores, improvements }: OpenWork, { words, faulty, errors }: SessionEnd): string | null {
  const isSound = (id: string): boolean => !faulty.has(id);
  if (scores.some(isSound)) return `assess score ${words}`;
  if (improvements.some(isSound)) return `assess score ${words} --only open`;
  return errors ? null : `assess report ${words}`;
}

/** What is lost with the session, as it can be given again. */
function lostLines({ session, words, left }: SessionEnd, lang: Lang, m: Messages): string[] {
  const { summary, ask } = m.session;
  const isLost = left.journal === null;
  const entries = isLost ? left.evidence.map((entry) => `  ${entry.id}: ${JSON.stringify(statedOf(entry))}`) : [];
  const answers = isLost ? left.answers.map((rating) => setCommand(words, rating, session)) : [];
  const texts = session.areDraftsKept ? [] : session.halfWritten;
  return [
    ...(entries.length ? [summary.lostEntries, ...entries] : []),
    ...answers,
    ...(texts.length ? [summary.lostTexts] : []),
    ...texts.map(({ requirement, mode }) => {
      const text = mode.kind === 'text' ? mode.initial : mode.draft.title;
      const name = requirementName(requirement, session.catalogue, lang);
      return `${name} ${ask[mode.kind === 'text' ? mode.field : 'title']}${m.punctuation.colon}${text}`;
    }),
  ];
}

const statedOf = ({ id: _, ...entry }: Evidence): Partial<Evidence> =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null));

function setCommand(words: string, rating: Rating, { catalogue }: Session): string {
  const { requirement, score, evidence, finding, improvement } = rating;
  const option = (name: string, value: string | null | undefined): string[] =>
    value ? [`--${name}`, commandWord(value)] : [];
  return [
    'assess set',
    words,
    requirement,
    ...(score === null ? [] : [formatTenths(score, catalogue.scoring)]),
    ...option('evidence', evidence.join(',')),
    ...option('finding', finding),
    ...option('measure', improvement?.measure),
    ...option('owner', improvement?.owner),
    ...option('due', improvement?.due),
  ].join(' ');
}
