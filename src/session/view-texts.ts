import { METHODS } from '../sheet/sheet.ts';
import { EVIDENCE_FIELDS, type Mode, ratingAt, type Session, type Stop } from './session.ts';
import { cutTo, type Line, line, ratingLines, type Screen, type View, wrapped } from './view.ts';
import { headLines } from './view-lists.ts';

/** A text that is asked for, with what is recorded. */
export function textView(
  session: Session,
  mode: Extract<Mode, { kind: 'text' }>,
  stop: Stop | undefined,
  screen: Screen,
): View {
  const { session: words } = screen.m;
  const rating = stop ? ratingAt(session, stop.requirement.id) : null;
  return {
    completes: false,
    content: (room) => {
      const fault = faultLines(mode.fault, screen);
      const head = cutTo(headLines(session, stop, screen), Math.max(3, room - fault.length - 3), words.cutHere);
      const recorded = rating ? ratingLines(rating, session, screen) : [];
      const rest = cutTo(recorded, room - head.length - fault.length, words.cutHere);
      return { lines: [...head, ...fault, ...rest, ...currentLines(mode.initial, screen)], page: 1 };
    },
    keys: screen.isLines ? lineKeys(mode.initial !== '', screen) : [words.keys.keep, words.keys.cancel],
    prompt: `${words.ask[mode.field]} › `,
    initial: mode.initial,
  };
}

/** What an empty line keeps, where the terminal cannot show it to be edited. */
const currentLines = (initial: string, screen: Screen): Line[] =>
  screen.isLines && initial !== ''
    ? wrapped(`${screen.m.session.current}${screen.m.punctuation.colon}${initial}`, screen, 'strong')
    : [];

/** What is written where a key is a line: nothing, a mark, or a text. */
const lineKeys = (hasText: boolean, { m: { session } }: Screen, mayBeEmpty = true): string[] => {
  const { emptyKeeps, dashClears, emptySkips, backLine } = session.keys;
  return [...(hasText ? [emptyKeeps, dashClears] : mayBeEmpty ? [emptySkips] : []), backLine];
};

const faultLines = (fault: Extract<Mode, { kind: 'text' }>['fault'], screen: Screen): Line[] =>
  fault ? wrapped(screen.m.session.fault[fault], screen, 'bad') : [];

/** A new entry of the register, part by part. */
export function draftView(mode: Extract<Mode, { kind: 'new-evidence' }>, screen: Screen): View {
  const { session: words, words: names, punctuation } = screen.m;
  const { draft, field } = mode;
  const given: Readonly<Record<(typeof EVIDENCE_FIELDS)[number], string>> = {
    title: draft.title,
    method: draft.method === null ? '' : names.method[draft.method],
    file: draft.file,
    date: draft.date,
  };
  const done = EVIDENCE_FIELDS.slice(0, EVIDENCE_FIELDS.indexOf(field));
  const initial = field === 'method' ? '' : given[field];
  const methods = METHODS.map((method, index) => line(`  ${index + 1} ${names.method[method]}`));
  return {
    content: [
      line(words.register(''), 'strong'),
      ...done.flatMap((key) => wrapped(`${words.label[key]}${punctuation.colon}${given[key]}`, screen, 'quiet', '  ')),
      ...(field === 'method' ? methods : []),
      ...faultLines(mode.fault, screen),
      ...currentLines(initial, screen),
    ],
    keys: screen.isLines
      ? lineKeys(initial !== '', screen, field !== 'title')
      : [words.keys.keep, ...(field === 'file' ? [words.keys.complete] : []), words.keys.cancel],
    prompt: `${words.ask[field]} › `,
    initial,
    completes: field === 'file',
  };
}
