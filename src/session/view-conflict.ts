import type { Rating } from '../sheet/sheet.ts';
import type { Conflict, Mode, Session } from './session.ts';
import {
  cutTo,
  type Fitted,
  type Line,
  line,
  ratingLines,
  requirementName,
  type Screen,
  statementLines,
  type View,
  wrapped,
} from './view.ts';

const PLAIN = { initial: null, completes: false };

/** What each side of a conflict has where they differ; the rest of the answer is the same in both. */
function differencesOf({ mine, theirs }: Conflict, session: Session, screen: Screen): Line[][] {
  const isSame = (part: 'score' | 'finding' | 'improvement') =>
    JSON.stringify(mine[part]) === JSON.stringify(theirs[part]);
  return [mine, theirs].map((side) => {
    const different: Rating = {
      requirement: side.requirement,
      score: isSame('score') ? null : side.score,
      evidence: [],
      finding: isSame('finding') ? null : side.finding,
      improvement: isSame('improvement') ? null : side.improvement,
    };
    return ratingLines(different, session, screen);
  });
}

/** An answer that both sides changed, to choose one. */
export function conflictView(session: Session, mode: Extract<Mode, { kind: 'conflict' }>, screen: Screen): View {
  const { session: words } = screen.m;
  const [conflict] = mode.conflicts;
  const id = conflict?.requirement ?? '';
  const stop = session.stops.find(({ requirement }) => requirement.id === id);
  const name = `${requirementName(id, session.catalogue, screen.lang)}${screen.m.punctuation.open}${id}${screen.m.punctuation.close}`;
  const head = [
    ...wrapped(words.conflictTitle, screen, 'mixed'),
    ...wrapped(name, screen, 'strong'),
    ...(stop ? cutTo(statementLines(stop, screen), 4, words.cutHere) : []),
  ];
  const [mine = [], theirs = []] = conflict ? differencesOf(conflict, session, screen) : [];
  const [above, below] = [line(`k ${words.mine}`, 'strong'), line(`t ${words.theirs}`, 'strong')];
  const plain = {
    ...PLAIN,
    keys: [words.keys.mine, words.keys.theirs, ...(screen.isLines ? [] : [words.keys.pages])],
    prompt: '',
  };
  if (mode.top !== undefined) return { ...plain, content: [...head, above, ...mine, below, ...theirs], top: mode.top };
  // Of both sides something is seen before anything is scrolled.
  const content = (rows: number): Fitted => {
    const room = rows - head.length - 2;
    const first = cutTo(mine, Math.max(Math.floor(room / 2), room - theirs.length), words.cutHere);
    const second = cutTo(theirs, room - first.length, words.cutHere);
    return { lines: [...head, above, ...first, below, ...second], page: Math.max(1, rows - 1) };
  };
  return { ...plain, content };
}
