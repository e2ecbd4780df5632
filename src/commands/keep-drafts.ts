import { readJournal, removeJournal, writeJournal } from '../io/journal.ts';
import { draftsText, readDrafts } from '../session/drafts-json.ts';
import type { HalfWritten, Session } from '../session/session.ts';
import type { Environment } from './keep-sheet.ts';

/** Keeps the half-written texts of a session for the next one; with none nothing is kept. Where that fails they are gone. */
export function keepDrafts(path: string, halfWritten: readonly HalfWritten[], env: Environment): void {
  if (halfWritten.length) writeJournal(path, draftsText(path, halfWritten), env, 'drafts');
  else removeJournal(path, env, 'drafts');
}

/** A session with the texts that were half written when the last one ended, as far as it has their requirements. */
export function takeUpDrafts(path: string, session: Session, env: Environment): Session {
  const known = new Set(session.stops.map(({ requirement }) => requirement.id));
  const halfWritten = readDrafts(readJournal(path, env, 'drafts')?.text ?? '').filter((entry) =>
    known.has(entry.requirement),
  );
  if (!halfWritten.length) return session;
  const requirements = [...new Set(halfWritten.map(({ requirement }) => requirement))];
  return { ...session, halfWritten, notice: session.notice ?? { kind: 'go-on', requirements } };
}
