import type { Rating } from '../sheet/sheet.ts';
import type { Conflict, Mode, Session } from './session.ts';
import {
  cutTo,
  type Fitted,
  line,
  PLAIN,
  ratingLines,
  requirementName,
  type Screen,
  statementLines,
  type View,
  wrapped,
} from './view.ts';

/** The two sides of a conflict where they differ, and what is the same in both. */
function sidesOf({ mine, theirs }: Conflict, session: Session, screen: Screen) {
  const isSame = (part: 'score' | 'finding' | 'improvement') =>
    JSON.stringify(mine[part]) === JSON.stringify(theirs[part]);
  const parts = (side: Rating, wanted: boolean): Rating => ({
    requirement: side.requirement,
    score: isSame('score') === wanted ? side.score : null,
    evidence: wanted ? side.evidence : [],
    finding: isSame('finding') === wanted ? side.finding : null,
    improvement: isSame('improvement') === wanted ? side.improvement : null,
  });
  const common = parts(theirs, true);
  const hasCommon = [common.score, common.finding, common.improvement].some((part) => part !== null);
  return {
    mine: ratingLines(parts(mine, false), session, screen),
    theirs: ratingLines(parts(theirs, false), session, screen),
    common:
      hasCommon || common.evidence.length
        ? [line(screen.m.session.common, 'quiet'), ...ratingLines(common, session, screen)]
        : [],
  };
}

/** An answer that both sides changed, to choose one. */
export function conflictView(session: Session, mode: Extract<Mode, { kind: 'conflict' }>, screen: Screen): View {
  const { session: words } = screen.m;
  const [conflict] = mode.conflicts;
  const id = conflict?.requirement ?? '';
  const stop = session.stops.find(({ requirement }) => requirement.id === id);
  const name = `${requirementName(id, session.catalogue, screen.lang)}${screen.m.punctuation.open}${id}${screen.m.punctuation.close}`;
  const head = [
    ...wrapped(words.conflictTitle(mode.conflicts.length), screen, 'mixed'),
    ...wrapped(name, screen, 'strong'),
    ...(stop ? cutTo(statementLines(stop, screen), 4, words.cutHere) : []),
  ];
  const { mine, theirs, common } = conflict ? sidesOf(conflict, session, screen) : { mine: [], theirs: [], common: [] };
  const [above, below] = [line(`k ${words.mine}`, 'strong'), line(`t ${words.theirs}`, 'strong')];
  const plain = {
    ...PLAIN,
    keys: [words.keys.mine, words.keys.theirs, words.keys.later, ...(screen.isLines ? [] : [words.keys.pages])],
    prompt: '',
  };
  if (mode.top !== undefined)
    return { ...plain, content: [...head, above, ...mine, below, ...theirs, ...common], top: mode.top };
  // Of both sides something is seen before anything is scrolled.
  const content = (rows: number): Fitted => {
    const room = rows - head.length - 2;
    const first = cutTo(mine, Math.max(Math.floor(room / 2), room - theirs.length), words.cutHere);
    const second = cutTo(theirs, room - first.length, words.cutHere);
    const rest = cutTo(common, Math.max(0, room - first.length - second.length), words.cutHere);
    return { lines: [...head, above, ...first, below, ...second, ...rest], page: Math.max(1, rows - 1) };
  };
  return { ...plain, content };
}
