import type { Scoring } from '../catalogue/scoring.ts';
import { readJournal, removeJournal, writeJournal } from '../io/journal.ts';
import { EMPTY_LEDGER, type Ledger } from '../session/ledger.ts';
import { ledgerText, readLedger } from '../session/ledger-json.ts';
import type { Environment } from './keep-sheet.ts';

/** Keeps in a journal what is not in the file, beside what others keep there. */
export interface JournalKeeper {
  /** Brings the journal up to date, and removes it where nothing is left; returns where it is, if anywhere. */
  readonly keep: (ledger: Ledger, scoring?: Scoring, isEnd?: boolean) => string | null;
  /** What stands there now is taken into this session, and no longer somebody else's. */
  readonly takeOver: () => void;
}

/** `place` is where the sheet really is, however it was called. */
export function keepJournal(place: string, env: Environment): JournalKeeper {
  /** What other sessions left there, among them an earlier one whose answers were put off. */
  let others = EMPTY_LEDGER;
  let known: string | null = null;
  const read = (): string | null => readJournal(place, env)?.text ?? null;
  return {
    takeOver() {
      known = read();
    },
    keep(ledger, scoring, isEnd = false) {
      const there = read();
      const foreign = there === null || there === known ? null : readLedger(there, scoring);
      if (foreign)
        others = {
          ...others,
          answers: new Map([...others.answers, ...foreign.answers]),
          evidence: [
            ...others.evidence.filter(({ id }) => !foreign.evidence.some((entry) => entry.id === id)),
            ...foreign.evidence,
          ],
        };
      known = ledgerText(place, ledger, others, isEnd);
      if (known !== null) return writeJournal(place, known, env);
      removeJournal(place, env);
      return null;
    },
  };
}
