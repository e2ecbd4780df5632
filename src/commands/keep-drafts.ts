import { readJournal, removeJournal, writeJournal } from '../io/journal.ts';
import { draftsText, readDrafts } from '../session/drafts-json.ts';
import type { HalfWritten, Session } from '../session/session.ts';
import type { Environment } from './keep-sheet.ts';

/** Keeps the half-written texts of a session for the next one. */
export interface DraftsKeeper {
  /** The session with the texts that were half written when earlier ones ended, as far as it has their requirements. */
  readonly takeUp: (session: Session) => Session;
  /** Keeps the texts beside those of other sessions and scopes, which stay; returns whether they are on the disk. */
  readonly keep: (halfWritten: readonly HalfWritten[]) => boolean;
}

/** What stands at one place: an answer has one text for each of its parts, and one new entry of the register. */
const placeOf = ({ requirement, mode }: HalfWritten): string =>
  `${requirement} ${mode.kind === 'text' ? mode.field : 'entry'}`;

export function keepDrafts(path: string, env: Environment): DraftsKeeper {
  /** The places that this session has had something at: what stands there is its own. */
  const own = new Set<string>();
  const read = (): HalfWritten[] => readDrafts(readJournal(path, env, 'drafts')?.text ?? '');
  return {
    takeUp(session) {
      const known = new Set(session.stops.map(({ requirement }) => requirement.id));
      const halfWritten = read().filter((entry) => known.has(entry.requirement));
      if (!halfWritten.length) return session;
      for (const entry of halfWritten) own.add(placeOf(entry));
      const requirements = [...new Set(halfWritten.map(({ requirement }) => requirement))];
      return { ...session, halfWritten, notice: session.notice ?? { kind: 'go-on', requirements } };
    },
    keep(halfWritten) {
      for (const entry of halfWritten) own.add(placeOf(entry));
      const all = [...read().filter((entry) => !own.has(placeOf(entry))), ...halfWritten];
      if (all.length) return writeJournal(path, draftsText(path, all), env, 'drafts') !== null;
      removeJournal(path, env, 'drafts');
      return true;
    },
  };
}
