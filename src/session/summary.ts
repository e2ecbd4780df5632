import type { Lang } from '../i18n/lang.ts';
import type { Messages } from '../i18n/messages.ts';
import { findOpenWork, type OpenWork } from '../scoring/progress.ts';
import type { ScoredSheet } from '../scoring/score-sheet.ts';
import { type Session, sheetOf } from './session.ts';
import { claimName, halfWrittenPlaces, type Line, line, provisionalWords, scoreWords } from './view.ts';

/** How far a session has come: what is scored, the verdict and what it rests on, what is missing and what is half written. */
export interface Summary {
  readonly lines: readonly Line[];
  readonly open: OpenWork;
}

/** Sums a session up, in lines that are not wrapped yet. */
export function summarise(session: Session, scored: ScoredSheet, lang: Lang, m: Messages): Summary {
  const { catalogue, halfWritten, areDraftsKept } = session;
  const { summary: words } = m.session;
  const sheet = sheetOf(session);
  const open = findOpenWork(sheet, scored, catalogue.scoring);
  const { scores, improvements, evidence } = open;
  const { tally, score, verdict, provisional } = scored.result;
  const claim = claimName(catalogue, sheet.claim, lang);
  const rests = provisionalWords(scored, m);
  const isMissing = scores.length + improvements.length + evidence.length > 0;
  const lines = [
    line(words.scored(tally.scored, tally.count, claim, scoreWords(score, catalogue.scoring))),
    line(words.verdict(m.words.verdict[verdict], provisional)),
    ...(rests === null ? [] : [line(rests)]),
    isMissing
      ? line(words.missing(scores.length, improvements.length, evidence.length), 'mixed')
      : line(words.complete, 'good'),
    ...(halfWritten.length && areDraftsKept
      ? [line(m.session.halfWritten(halfWrittenPlaces(session, lang, m)), 'mixed')]
      : []),
  ];
  return { lines, open };
}
