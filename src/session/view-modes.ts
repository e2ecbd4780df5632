import { itemTitle } from '../catalogue/catalogue.ts';
import { highestOf } from '../catalogue/scoring.ts';
import { findOpenWork } from '../scoring/progress.ts';
import type { ScoredSheet } from '../scoring/score-sheet.ts';
import { formatTenths } from '../sheet/read-score.ts';
import { METHODS } from '../sheet/sheet.ts';
import {
  currentStop,
  EVIDENCE_FIELDS,
  type Mode,
  nextStop,
  ratingAt,
  type Session,
  type Stop,
  sheetOf,
} from './session.ts';
import {
  clipped,
  itemOf,
  type Line,
  line,
  listed,
  lookOf,
  placeLine,
  provisionalWords,
  ratingLines,
  type Screen,
  scoreKeys,
  scoreName,
  scoreWords,
  statementLines,
  type View,
  wrapped,
} from './view.ts';

import { evidenceView, headLines, jumpView, openView } from './view-lists.ts';

const PLAIN = { initial: null, completes: false };

/** What the mode of a session shows. */
export function viewOf(session: Session, scored: ScoredSheet, screen: Screen): View {
  const { mode } = session;
  const stop = currentStop(session);
  switch (mode.kind) {
    case 'text':
      return textView(session, mode, stop, screen);
    case 'evidence':
      return evidenceView(session, mode, stop, screen);
    case 'new-evidence':
      return draftView(mode, screen);
    case 'jump':
      return jumpView(session, mode, screen);
    case 'open':
      return openView(session, mode, screen);
    case 'page':
      return pageView(session, mode, stop, screen);
    case 'item-done':
      return itemView(session, mode, scored, screen);
    case 'conflict':
      return conflictView(session, mode, screen);
    case 'end':
      return endView(session, mode, scored, screen);
    case 'card':
      return stop
        ? cardView(session, stop, screen)
        : endView(session, { kind: 'end', reason: 'through' }, scored, screen);
  }
}

/** Rows that the lines below a card need at the most: notice, status, keys and prompt. */
const BELOW_CARD = 8;

function cardView(session: Session, stop: Stop, screen: Screen): View {
  const { lang, m } = screen;
  const words = m.session;
  const { keys } = words;
  const above = [
    placeLine(session, stop, screen),
    line('─'.repeat(screen.width), 'quiet'),
    ...cutLines(statementLines(stop, screen), screen.rows - BELOW_CARD - 6, screen),
    ...(stop.requirement.provisional ? wrapped(words.provisional, screen, 'mixed') : []),
  ];
  const recorded = [
    line(words.recorded, 'quiet'),
    ...ratingLines(session.ratings.get(stop.requirement.id) ?? null, session, screen),
  ];
  const typical = stop.level.evidence.flatMap((text) => listed(text[lang], screen, 'quiet'));
  const room = screen.rows - above.length - recorded.length - BELOW_CARD - 1;
  const fits = typical.length <= room;
  const shown = fits ? typical : typical.slice(0, Math.max(0, room - 1));
  const more = fits ? [] : [line(`  ${words.cut(typical.length - shown.length)}`, 'quiet')];
  const help = [line(words.typical, 'quiet'), ...shown, ...more];
  return {
    ...PLAIN,
    content: [...above, ...(room > 0 ? help : []), ...recorded],
    keys: [
      ...scoreKeys(session, screen),
      keys.enter,
      keys.back,
      keys.evidence,
      keys.finding,
      keys.editor,
      keys.improvement,
      keys.clear,
      keys.undo,
      keys.jump,
      keys.open,
      keys.more,
      keys.help,
      keys.quit,
    ],
    prompt: `${words.prompt.card} › `,
  };
}

/** As many lines as there is room for; the last one tells how many more there are. */
function cutLines(lines: readonly Line[], room: number, screen: Screen): Line[] {
  const most = Math.max(2, room);
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most - 1), line(`  ${screen.m.session.cut(lines.length - most + 1)}`, 'quiet')];
}

function textView(
  session: Session,
  mode: Extract<Mode, { kind: 'text' }>,
  stop: Stop | undefined,
  screen: Screen,
): View {
  const { session: words } = screen.m;
  const rating = stop ? ratingAt(session, stop.requirement.id) : null;
  return {
    completes: false,
    content: [
      ...headLines(session, stop, screen),
      ...faultLines(mode.fault, screen),
      ...(rating ? ratingLines(rating, session, screen) : []),
    ],
    keys: [words.keys.keep, words.keys.cancel],
    prompt: `${words.ask[mode.field]} › `,
    initial: mode.initial,
  };
}

const faultLines = (fault: Extract<Mode, { kind: 'text' }>['fault'], screen: Screen): Line[] =>
  fault ? wrapped(screen.m.session.fault[fault], screen, 'bad') : [];

function draftView(mode: Extract<Mode, { kind: 'new-evidence' }>, screen: Screen): View {
  const { session: words, words: names, punctuation } = screen.m;
  const { draft, field } = mode;
  const given: Readonly<Record<(typeof EVIDENCE_FIELDS)[number], string>> = {
    title: draft.title,
    method: draft.method === null ? '' : names.method[draft.method],
    file: draft.file,
    date: draft.date,
  };
  const done = EVIDENCE_FIELDS.slice(0, EVIDENCE_FIELDS.indexOf(field));
  const methods = METHODS.map((method, index) => line(`  ${index + 1} ${names.method[method]}`));
  return {
    content: [
      line(words.register(''), 'strong'),
      ...done.flatMap((key) => wrapped(`${words.label[key]}${punctuation.colon}${given[key]}`, screen, 'quiet', '  ')),
      ...(field === 'method' ? methods : []),
      ...faultLines(mode.fault, screen),
    ],
    keys: [words.keys.keep, ...(field === 'file' ? [words.keys.complete] : []), words.keys.cancel],
    prompt: `${words.ask[field]} › `,
    initial: field === 'method' ? '' : given[field],
    completes: field === 'file',
  };
}

/** Which key gives which score. */
function scoreHelp({ catalogue: { scoring } }: Session, { lang, m }: Screen): string {
  const named = scoring.scores.map(({ units, name }) => m.report.scoreName(name[lang], formatTenths(units, scoring)));
  return m.session.helpScores(named.map((_, index) => index + 1).join(' '), named.join(m.punctuation.enumeration));
}

function pageView(
  session: Session,
  { what, top }: Extract<Mode, { kind: 'page' }>,
  stop: Stop | undefined,
  screen: Screen,
): View {
  const { lang, m } = screen;
  const words = m.session;
  const lines =
    what === 'help'
      ? [scoreHelp(session, screen), ...words.help].flatMap((text) => wrapped(text, screen))
      : stop
        ? [
            ...statementLines(stop, screen),
            line(''),
            line(words.recorded, 'strong'),
            ...ratingLines(session.ratings.get(stop.requirement.id) ?? null, session, screen),
            line(''),
            line(words.typical, 'strong'),
            ...stop.level.evidence.flatMap((text) => listed(text[lang], screen)),
            line(''),
            line(words.advice, 'strong'),
            ...wrapped(stop.level.advice[lang], screen, 'plain', '  '),
            line(''),
            ...wrapped(stop.item.overview[lang], screen, 'quiet'),
          ]
        : [];
  const room = Math.max(3, screen.rows - 6);
  const start = Math.min(top, Math.max(0, lines.length - room));
  return { ...PLAIN, content: lines.slice(start, start + room), keys: [words.keys.scroll], prompt: '', top: start };
}

function itemView(
  session: Session,
  mode: Extract<Mode, { kind: 'item-done' }>,
  scored: ScoredSheet,
  screen: Screen,
): View {
  const { lang, m } = screen;
  const words = m.session;
  const found = itemOf(scored, mode.item);
  const domain = session.catalogue.domains.find(({ items }) => items.some(({ id }) => id === mode.item));
  const gaps =
    found?.requirements.filter(({ score }) => score !== null && score < highestOf(session.catalogue.scoring)) ?? [];
  const open = found?.requirements.filter(({ score }) => score === null).length ?? 0;
  const title = found && domain ? itemTitle(domain, found.item, lang) : mode.item;
  const score = found
    ? words.itemScore(scoreWords(found.score, session.catalogue.scoring), found.tally.scored, found.tally.count)
    : '';
  return {
    ...PLAIN,
    content: [
      line(clipped(words.itemDone(title), screen.width), 'strong'),
      line(score),
      ...(open ? [line(words.itemOpen(open), 'mixed')] : []),
      line(gaps.length ? words.gaps(gaps.length) : open ? '' : words.noGaps, gaps.length ? 'mixed' : 'good'),
      ...gaps.flatMap(({ requirement, score: own, rating }) => [
        line(
          clipped(`  ${requirement.id}  ${scoreName(own, session, screen)}  ${requirement.text[lang]}`, screen.width),
          lookOf(own, session),
        ),
        ...(rating?.finding ? [line(clipped(`      ${rating.finding}`, screen.width), 'quiet')] : []),
      ]),
    ],
    keys: [words.keys.goOn, words.keys.stay, words.keys.undo, words.keys.quit],
    prompt: '',
  };
}

function conflictView(session: Session, mode: Extract<Mode, { kind: 'conflict' }>, screen: Screen): View {
  const { session: words } = screen.m;
  const [conflict] = mode.conflicts;
  const stop = session.stops.find(({ requirement }) => requirement.id === conflict?.requirement);
  const head = stop ? statementLines(stop, screen).slice(0, 4) : [];
  const side = Math.max(1, Math.floor((screen.rows - head.length - 10) / 2));
  return {
    ...PLAIN,
    content: [
      ...wrapped(words.conflictTitle, screen, 'mixed'),
      ...(stop ? head : [line(clipped(conflict?.requirement ?? '', screen.width), 'strong')]),
      line(`m ${words.mine}`, 'strong'),
      ...ratingLines(conflict?.mine ?? null, session, screen).slice(0, side),
      line(`t ${words.theirs}`, 'strong'),
      ...ratingLines(conflict?.theirs ?? null, session, screen).slice(0, side),
    ],
    keys: [words.keys.mine, words.keys.theirs],
    prompt: '',
  };
}

/** The answers that something was begun for and left. */
const halfWrittenPlaces = ({ halfWritten }: Session, { m }: Screen): string =>
  [...new Set(halfWritten.map(({ requirement }) => requirement))].join(m.punctuation.enumeration);

function endView(session: Session, mode: Extract<Mode, { kind: 'end' }>, scored: ScoredSheet, screen: Screen): View {
  const { m } = screen;
  const words = m.session;
  const open = findOpenWork(sheetOf(session), scored, session.catalogue.scoring);
  const { tally, score, verdict, provisional } = scored.result;
  const title = session.unsaved
    ? words.endUnsaved(session.unsaved)
    : mode.reason === 'through'
      ? words.endThrough
      : words.endQuit;
  const missing = open.scores.length + open.improvements.length + open.evidence.length;
  const rests = provisionalWords(scored, m);
  const { keys } = words;
  return {
    ...PLAIN,
    content: [
      line(title, 'strong'),
      line(words.summary.scored(tally.scored, tally.count, scoreWords(score, session.catalogue.scoring))),
      line(words.summary.verdict(m.words.verdict[verdict], provisional)),
      ...(rests === null ? [] : wrapped(rests, screen)),
      ...(session.halfWritten.length
        ? wrapped(words.halfWritten(halfWrittenPlaces(session, screen)), screen, 'mixed')
        : []),
      ...wrapped(
        missing
          ? words.summary.missing(open.scores.length, open.improvements.length, open.evidence.length)
          : words.summary.complete,
        screen,
        missing ? 'mixed' : 'good',
      ),
    ],
    keys: [keys.leave, keys.stay, ...(nextStop(session, -1) === null ? [] : [keys.again]), keys.open, keys.undo],
    prompt: '',
  };
}
