import { dirname, resolve } from 'node:path';
import { type Catalogue, itemsOf } from '../catalogue/catalogue.ts';
import { findLevel } from '../catalogue/find-level.ts';
import { nearest, nearestIds, plainWord } from '../diagnostics/suggest.ts';
import { optimise } from '../io/engine.ts';
import { Failure } from '../io/failure.ts';
import { removeForgottenLock } from '../io/lock-file.ts';
import { bearHangUp, type EndSignal, endBy, hastenEscape, onEndSignal } from '../io/signals.ts';
import { removeLeftovers } from '../io/temporary-files.ts';
import type { Scope, Session } from '../session/session.ts';
import { beginSession, stopsOf } from '../session/stops.ts';
import { claimName } from '../session/view.ts';
import type { Sheet } from '../sheet/sheet.ts';
import { commandWord } from '../text/command-line.ts';
import { type Context, isLineTerminal, langOf, messagesFor, openTerminal } from './context.ts';
import type { ScoreOptions } from './declare.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { type DraftsKeeper, keepDrafts } from './keep-drafts.ts';
import { keepSheet, type SheetKeeper } from './keep-sheet.ts';
import { offerJournal, startAgain, withJournal } from './offer-journal.ts';
import { catalogues } from './open-catalogue.ts';
import { modelFilesOf } from './open-model.ts';
import { overlayOption, overlaysOf } from './open-overlay.ts';
import { openSheet } from './open-sheet.ts';
import type { SoundSheet } from './refuse-sheet.ts';
import type { SessionTerminal } from './session-runner.ts';
import { tellSummary } from './tell-summary.ts';
import { usableSheet } from './usable-sheet.ts';

/** `assess score`: a scoring session in the terminal, from where the last one was left. */
export async function runScore(context: Context, path: string, options: ScoreOptions): Promise<ExitCode> {
  const { stdin, stderr, env } = context.streams;
  if (path === '-') throw new Failure((m) => m.session.stdin);
  if (stdin.isTTY !== true || stderr.isTTY !== true) throw new Failure((m) => m.session.noTerminal(commandWord(path)));
  optimise();
  hastenEscape(stdin);
  bearHangUp(stdin);
  removeLeftovers(path);
  removeForgottenLock(path);
  const overlays = overlaysOf(context, path, options.overlay);
  const opened = await openSheet(context, path, { overlay: options.overlay }).catch((error: unknown) => {
    throw withJournal(error, path, env);
  });
  const usable = await usableSheet(context, opened);
  if (!usable) return EXIT.invalid;
  const { sheet, catalogue } = usable;
  const scope = readScope(usable, options);
  const stops = stopsOf(catalogue, sheet, scope);
  if (!stops.length) throw new Failure((m) => m.session.nothingInScope);
  const started = beginSession(catalogue, sheet, scope);
  const session = withoutFaulty(started, usable.faulty);
  const keeper = keepSheet(path, sheet, env, {
    ...catalogues,
    openFile: modelFilesOf(context, path),
    overlay: overlays.read,
  });
  const drafts = keepDrafts(path, env);
  const ready = drafts.takeUp(await offerJournal(context, path, session, keeper));
  const { finished, signal, code } = await runOn(context, path, ready, keeper, drafts);
  keeper.carryOut({ kind: 'refresh' });
  const left = keeper.left();
  if (signal !== null) {
    endBy(signal);
    return EXIT.interrupted;
  }
  const words = `${commandWord(path)}${overlayOption(options.overlay)}`;
  await tellSummary(context, { session: finished, words, left, errors: usable.errors, faulty: usable.faulty });
  return left.answers.length + left.evidence.length ? EXIT.failed : code;
}

/** A session that does not stop at requirements with errors. */
function withoutFaulty(session: Session, faulty: ReadonlySet<string>): Session {
  if (!faulty.size) return session;
  return startAgain({ ...session, stops: session.stops.filter(({ requirement }) => !faulty.has(requirement.id)) });
}

function readScope({ sheet, catalogue }: SoundSheet, options: ScoreOptions): Scope {
  const { item = null, level, only = 'unscored', from = null } = options;
  const rank = level === undefined ? null : readLevel(catalogue, level, sheet.claim);
  const wide: Scope = { item: null, level: null, only: 'all', from: null };
  if (item !== null) {
    const items = itemsOf(catalogue);
    const found = items.find(({ id, name }) => [id, name.zh, name.en].includes(item.normalize('NFKC').trim()));
    const claimed = new Set(stopsOf(catalogue, sheet, wide).map((stop) => stop.item));
    if (!found || !claimed.has(found)) {
      const names = [...claimed].flatMap(({ id, name }) => [id, name.zh, name.en]);
      throw new Failure((m) => m.session.unknownItem(item, found ? null : nearest(item, names)));
    }
    return checkStart({ item: found.id, level: rank, only, from }, catalogue, sheet);
  }
  return checkStart({ item: null, level: rank, only, from }, catalogue, sheet);
}

/** Where the session begins; `2c` is enough where only one requirement of the scope is called so. */
function checkStart(scope: Scope, catalogue: Catalogue, sheet: Sheet): Scope {
  const { from } = scope;
  if (from === null) return scope;
  const ids = stopsOf(catalogue, sheet, scope).map(({ requirement }) => requirement.id);
  if (ids.includes(from)) return scope;
  const meant = nearestIds(from, ids);
  const [only] = meant;
  if (only?.endsWith(`.${plainWord(from).toLowerCase()}`) && meant.length === 1) return { ...scope, from: only };
  throw new Failure((m) => m.session.unknownStart(from, meant));
}

function readLevel(catalogue: Catalogue, text: string, claim: number): number {
  const level = findLevel(catalogue, text)?.level.rank;
  if (level === undefined) throw new Failure((m) => m.failure.unknownLevel(text, claim));
  const names = { zh: claimName(catalogue, claim, 'zh'), en: claimName(catalogue, claim, 'en') };
  if (level > claim) throw new Failure((m) => m.session.levelAbove(text, names, claim));
  return level;
}

interface Ended {
  readonly finished: Session;
  readonly signal: EndSignal | null;
  readonly code: ExitCode;
}

/** Runs the session on whatever terminal there is, and gives the terminal back however it ends. */
async function runOn(
  context: Context,
  path: string,
  session: Session,
  keeper: SheetKeeper,
  drafts: DraftsKeeper,
): Promise<Ended> {
  const { stderr, stdin, env } = context.streams;
  const m = messagesFor(context);
  const lang = langOf(context);
  const { style } = await openTerminal(context, stderr);
  const terminal: SessionTerminal = {
    stream: stderr,
    style,
    screen: () => ({ width: stderr.columns || 80, rows: stderr.rows || 24, lang, m }),
    folder: dirname(resolve(path)),
    env,
    keepDrafts: drafts.keep,
  };
  // A terminal that went away cannot be told anything; that is no reason to crash.
  stderr.on('error', () => undefined);
  let ended: EndSignal | null = null;
  const abort = new AbortController();
  const release = onEndSignal((signal) => {
    ended ??= signal;
    abort.abort();
  });
  const run = isLineTerminal(context) ? runOnLines : runOnScreen;
  const { finished, code } = await run(session, keeper, terminal, stdin, abort.signal).finally(release);
  return { finished, signal: ended === 'SIGINT' ? null : ended, code };
}

type RunOn = (
  session: Session,
  keeper: SheetKeeper,
  terminal: SessionTerminal,
  stdin: NodeJS.ReadStream,
  abort: AbortSignal,
) => Promise<Omit<Ended, 'signal'>>;

const runOnLines: RunOn = async (session, keeper, terminal, stdin, abort) => {
  const { runLines } = await import('./run-lines.ts');
  const { session: finished, left } = await runLines(session, keeper, terminal, stdin, abort);
  return { finished, code: left ? EXIT.done : EXIT.interrupted };
};

const runOnScreen: RunOn = async (session, keeper, terminal, stdin, abort) => {
  const { ScreenSession } = await import('./run-session.ts');
  const { sessionPrompt } = await import('../session/session-prompt.ts');
  const screen = new ScreenSession(session, keeper, terminal);
  let code: ExitCode = EXIT.done;
  const arrive = (chunk: Buffer | string): void => screen.arrive(chunk.toString());
  try {
    screen.open();
    // Before readline tells it key by key.
    stdin.prependListener('data', arrive);
    await sessionPrompt({ user: screen }, { input: stdin, output: terminal.stream, signal: abort });
    if (screen.brokenOff) code = EXIT.interrupted;
  } catch (error) {
    if (!(error instanceof Error) || !/^(?:Exit|Abort)PromptError$/.test(error.name)) throw error;
    code = EXIT.interrupted;
  } finally {
    stdin.off('data', arrive);
    screen.end();
  }
  return { finished: screen.runner.session, code };
};
