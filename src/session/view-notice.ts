import type { LineMode, Session } from './session.ts';
import { clipped, type Line, line, requirementName, type Screen, scoreName } from './view.ts';

/** The keys that lead to a text; those of a new entry of the register begin with another one. */
const KEYS: Readonly<Record<string, string>> = { finding: 'f', measure: 'i', owner: 'i', due: 'i' };

/** The key of a card that leads to a part of an answer, or to a new entry of the register. */
export const keyOfField = (field: LineMode['field']): string => KEYS[field] ?? 'e';

/** What there is to say about what just happened. "Saved" is said of what is in the file only. */
export function noticeLines(session: Session, screen: Screen): Line[] {
  const { notice } = session;
  const below =
    notice && 'below' in notice && notice.below ? noticeLines({ ...session, notice: notice.below }, screen) : [];
  const own = noticeLine(session, screen);
  return own === null ? below : [...below, own];
}

function noticeLine(session: Session, screen: Screen): Line | null {
  const { notice, unsaved } = session;
  const { m } = screen;
  // Help is a page of a card; elsewhere the keys below are all that there are.
  const hasHelp = session.mode.kind === 'card';
  const { notice: words, reason } = m.session;
  const nameOf = (id: string): string => requirementName(id, session.catalogue, screen.lang);
  switch (notice?.kind) {
    case undefined:
      return null;
    case 'scored': {
      const { requirement, score } = notice;
      if (unsaved) return line(words.scoredOnly(nameOf(requirement), scoreName(score, session, screen)), 'plain');
      return line(
        score === null
          ? words.cleared(nameOf(requirement))
          : words.scored(nameOf(requirement), scoreName(score, session, screen)),
        'good',
      );
    }
    case 'saved':
      return unsaved ? null : line(words.saved(nameOf(notice.requirement)), 'good');
    case 'undone':
      return unsaved ? null : line(words.undone(nameOf(notice.requirement), notice.registered), 'good');
    case 'other-claim':
      return line(words.otherClaim, 'mixed');
    case 'kept':
      return unsaved ? null : line(words.kept(nameOf(notice.requirement), words.keptSide[notice.keep]), 'good');
    case 'nothing-to-undo':
      return line(words.nothingToUndo, 'mixed');
    case 'first':
      return line(words.first, 'mixed');
    case 'unknown-key':
      return line((hasHelp ? words.unknownKey : words.unknownElsewhere)(clipped(notice.key, 20)), 'mixed');
    case 'merged':
      return line(
        words.merged(notice.answers, notice.restored, shortList((notice.requirements ?? []).map(nameOf), screen)),
        'mixed',
      );
    case 'not-saved':
      return line(words.notSaved(reason(notice.reason), notice.journal), 'bad');
    case 'unreachable':
      return line(words.unreachable(reason(notice.reason)), 'bad');
    case 'saved-again':
      return line(words.savedAgain, 'good');
    case 'pasted':
      return line(hasHelp ? words.pasted : words.pastedElsewhere, 'mixed');
    case 'candidates':
      return line(clipped(notice.names.join('  '), 2 * screen.width), 'quiet');
    case 'set-aside':
      return line(words.setAside(keyOfField(notice.field), session.areDraftsKept), 'mixed');
    case 'draft-older':
      return line(words.draftOlder, 'mixed');
    case 'read-as-gbk':
      return line(words.readAsGbk, 'mixed');
    case 'no-candidates':
      return line(words.noCandidates, 'mixed');
    case 'no-editor':
      if (notice.reason === null) return line(words.notEdited, 'bad');
      return line(
        typeof notice.reason === 'string' ? words.noEditor(notice.reason) : words.notRead(notice.reason.kept),
        'bad',
      );
    case 'go-on':
      return line(words.goOn(notice.requirements.map(nameOf).join(m.punctuation.enumeration)), 'mixed');
    case 'layout':
      return line(words.layout(nameOf(notice.requirement), notice.journal), 'bad');
  }
}

/** Requirements that are told by name: more of them would cover what is to be scored. */
const MOST_NAMED = 3;

function shortList(names: readonly string[], { m }: Screen): string {
  const named = names.slice(0, MOST_NAMED).join(m.punctuation.enumeration);
  return names.length > MOST_NAMED ? m.session.andOthers(named) : named;
}
