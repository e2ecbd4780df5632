import { existsSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import { Failure } from '../io/failure.ts';
import { type Journal, listJournals, readJournal, realPathOf, removeFound } from '../io/journal.ts';
import type { Given, Ledger } from '../session/ledger.ts';
import { readLedger, sheetOfJournal } from '../session/ledger-json.ts';
import { type Session, sheetOf } from '../session/session.ts';
import { startOf, stopsOf } from '../session/stops.ts';
import { requirementName } from '../session/view.ts';
import { formatTenths } from '../sheet/read-score.ts';
import { safeLine } from '../text/safe-text.ts';
import { type Context, langOf, messagesFor, tellNotice } from './context.ts';
import type { Environment, SheetKeeper } from './keep-sheet.ts';

/** What an earlier session could not write is offered; it stays kept until it is in the file or thrown away. */
export async function offerJournal(
  context: Context,
  path: string,
  session: Session,
  keeper: SheetKeeper,
): Promise<Session> {
  const offer = findOffer(path, session, context.streams.env);
  if (!offer) return session;
  if (!offer.ledger) {
    await tellNotice(context, messagesFor(context).session.journalUnreadable(offer.path));
    return session;
  }
  const choice = await ask(context, session, offer, offer.ledger);
  if (choice === 'discard') removeFound(offer.path, context.streams.env);
  return choice === 'apply' ? adopt(context, path, session, keeper, offer, offer.ledger) : session;
}

/** A journal for a sheet; `ledger` is null where it cannot be read. */
interface Offer extends Journal {
  readonly ledger: Ledger | null;
  /** The sheet that it was written for, where that was at another place. */
  readonly moved: string | null;
}

/** The journal of a sheet, else one of a sheet that seems to have been here: see `findMoved`. */
export function findOffer(path: string, session: Session, env: Environment): Offer | null {
  const own = readJournal(path, env);
  return own ? { ...own, ledger: usableLedger(own.text, session), moved: null } : findMoved(path, session, env);
}

/**
 * The newest journal of a sheet of the same name that is gone from its place, all of whose answers are of requirements
 * that this one claims: most often a folder that was moved, or brought back from a backup.
 */
function findMoved(path: string, session: Session, env: Environment): Offer | null {
  const name = nameOf(realPathOf(path));
  const stops = stopsOf(session.catalogue, sheetOf(session), { item: null, level: null, only: 'all', from: null });
  const claimed = new Set(stops.map(({ requirement }) => requirement.id));
  for (const journal of listJournals(env)) {
    const moved = sheetOfJournal(journal.text);
    if (moved === null || !isAbsolute(moved) || nameOf(moved) !== name || existsSync(moved)) continue;
    const ledger = usableLedger(journal.text, session);
    if (ledger && [...ledger.answers.keys()].every((id) => claimed.has(id))) return { ...journal, ledger, moved };
  }
  return null;
}

/** The name of a file; other systems put the accents of its letters apart. */
const nameOf = (path: string): string => basename(path).normalize('NFC');

/** A journal from before the model changed its scores says nothing of the new ones. */
function usableLedger(text: string, { catalogue: { scoring } }: Session): Ledger | null {
  const ledger = readLedger(text, scoring);
  const isOfScale = ({ current: { score } }: Given): boolean =>
    score === null || scoring.scores.some(({ units }) => units === score);
  return ledger && [...ledger.answers.values()].every(isOfScale) ? ledger : null;
}

async function ask(
  context: Context,
  session: Session,
  { at, moved }: Offer,
  ledger: Ledger,
): Promise<'apply' | 'later' | 'discard'> {
  const { select } = await import('./prompts.ts');
  const words = messagesFor(context).session;
  const { apply, later, discard } = words.journalChoices;
  const count = countOf(ledger);
  const told = [count, timeOf(at), shortList(context, session, ledger)] as const;
  const question = moved === null ? words.askJournal(...told) : words.askMoved(moved, ...told);
  const choices = [
    { value: 'apply', name: apply },
    { value: 'later', name: later },
    { value: 'discard', name: discard },
  ] as const;
  for (;;) {
    // It may be of another organisation, so that it is not what Enter does.
    const [first, second, last] = choices;
    const choice = await select(context, safeLine(question), moved === null ? choices : [second, first, last]);
    if (choice !== 'discard') return choice;
    const sure = await select(context, words.askDiscard(count), [
      { value: 'keep', name: words.discardChoices.keep },
      { value: 'discard', name: words.discardChoices.discard },
    ] as const);
    if (sure === 'discard') return sure;
  }
}

const countOf = ({ answers, evidence }: Ledger): number => answers.size + evidence.length;

/** A time as the clock here shows it: `2026-03-01 18:05`. */
function timeOf(milliseconds: number): string {
  const time = new Date(milliseconds);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** As many as can be told in a question. */
const MOST_NAMED = 3;

/** What a journal holds, by its first requirements and what was changed of each. */
function shortList(context: Context, { catalogue }: Session, ledger: Ledger): string {
  const m = messagesFor(context);
  const lang = langOf(context);
  const partsOf = ({ saved, current }: Given): string[] => {
    const isChanged = (part: 'score' | 'evidence' | 'finding' | 'improvement'): boolean =>
      JSON.stringify(current[part]) !== JSON.stringify(saved?.[part] ?? (part === 'evidence' ? [] : null));
    const score = current.score === null ? m.words.score.none : formatTenths(current.score, catalogue.scoring);
    const others = (['evidence', 'finding', 'improvement'] as const).filter(isChanged).map((part) => m.session[part]);
    return isChanged('score') ? [`${m.session.score} ${score}`, ...others] : others;
  };
  const named = [
    ...[...ledger.answers].map(
      ([id, given]) => `${requirementName(id, catalogue, lang)} ${partsOf(given).join(m.punctuation.enumeration)}`,
    ),
    ...ledger.evidence.map(({ id, title }) => `${m.session.evidence} ${id} ${title ?? ''}`.trim()),
  ];
  const first = named.slice(0, MOST_NAMED).join(m.punctuation.semicolon);
  return named.length > MOST_NAMED ? m.session.andOthers(first) : first;
}

async function adopt(
  context: Context,
  path: string,
  session: Session,
  keeper: SheetKeeper,
  offer: Offer,
  ledger: Ledger,
): Promise<Session> {
  const { env } = context.streams;
  const outcome = keeper.adopt(ledger);
  const { step } = await import('../session/step.ts');
  // Where it cannot be written now either, what is given next is built on it all the same.
  const taken = step(withLedger(session, ledger), { kind: 'saved', outcome }).session;
  const isDone = outcome.kind === 'saved' && !outcome.conflicts.length;
  // What is not in this sheet yet is in a journal of its own by now, unless none can be written.
  if (isDone || (offer.moved !== null && readJournal(path, env))) removeFound(offer.path, env);
  return isDone ? startAgain({ ...taken, notice: { kind: 'saved-again', answers: countOf(ledger) } }) : taken;
}

/** A session that shows what a ledger holds, though no file has it. */
function withLedger(session: Session, ledger: Ledger): Session {
  const given = [...ledger.answers].map(([id, { current }]) => [id, current] as const);
  const known = new Set(session.evidence.map(({ id }) => id));
  return {
    ...session,
    ratings: new Map([...session.ratings, ...given]),
    evidence: [...session.evidence, ...ledger.evidence.filter(({ id }) => !known.has(id))],
  };
}

/** The session at the first of its stops that is wanted, by the answers that it has now. */
export function startAgain(session: Session): Session {
  const { at, mode } = startOf(session);
  return { ...session, at, mode };
}

/** Why a sheet could not be opened, and where there is a journal of one that is gone, where that is. */
export function withJournal(error: unknown, path: string, env: Environment): unknown {
  const journal = error instanceof Failure && !existsSync(path) ? readJournal(path, env) : null;
  if (!journal || !(error instanceof Failure)) return error;
  return new Failure(
    (m) => `${error.say(m)}${m.punctuation.semicolon}${m.session.journalOfGone(timeOf(journal.at), journal.path)}`,
    error.cause,
  );
}
