import { itemTitle } from '../catalogue/catalogue.ts';
import type { ScoredRequirement, ScoredSheet } from '../scoring/score-sheet.ts';
import { formatTenths } from '../sheet/read-score.ts';
import { padTo, widthOf } from '../text/width.ts';
import { currentStop, type Mode, type Session, type Stop } from './session.ts';
import {
  cutTo,
  itemOf,
  type Line,
  line,
  listed,
  lookOf,
  PLAIN,
  placeLine,
  ratingLines,
  type Screen,
  scoreKeys,
  scoreName,
  scoreWords,
  statementLines,
  type View,
  wrapped,
} from './view.ts';
import { conflictView } from './view-conflict.ts';
import { endView } from './view-end.ts';
import { evidenceView, jumpView, openView, overviewView } from './view-lists.ts';
import { keyOfField } from './view-notice.ts';
import { draftView, textView } from './view-texts.ts';

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
    case 'overview':
      return overviewView(session, mode, scored, screen);
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

function cardView(session: Session, stop: Stop, screen: Screen): View {
  const { lang, m } = screen;
  const words = m.session;
  const { keys } = words;
  const statement = [
    ...statementLines(stop, screen),
    ...(stop.requirement.provisional ? wrapped(words.provisional, screen, 'mixed') : []),
  ];
  const { id } = stop.requirement;
  const recorded = [
    ...ratingLines(session.ratings.get(id) ?? null, session, screen),
    ...session.halfWritten
      .filter(({ requirement }) => requirement === id)
      .flatMap(({ mode }) => wrapped(words.halfHere(keyOfField(mode.field)), screen, 'mixed', '  ')),
  ];
  const typical = stop.level.evidence.flatMap((text) => listed(text[lang], screen, 'quiet'));
  return {
    ...PLAIN,
    content: (rows) => {
      const head = [placeLine(session, stop, screen), ...(rows < LOW ? [] : [line('─'.repeat(screen.width), 'quiet')])];
      const room = rows - head.length;
      // The statement has the first claim to the rows, then what is recorded; of each something is seen.
      const shortest = Math.min(recorded.length + 1, 3) + 1;
      const above = cutTo(statement, Math.max(2, room - shortest), words.cut);
      const below = section(words.recorded, recorded, Math.max(1, room - above.length - 1), screen);
      const help = section(words.typical, typical, room - above.length - below.length, screen);
      return { lines: [...head, ...above, ...help, ...below], page: 1 };
    },
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
      keys.overview,
      keys.more,
      keys.help,
      keys.quit,
    ],
    prompt: `${words.prompt.card} › `,
  };
}

/** Rows below which a card does without its rule. */
const LOW = 9;

/** A part of a card under its heading, cut where there is no room; on one line where there is no more than that. */
function section(heading: string, lines: readonly Line[], room: number, { m }: Screen): Line[] {
  const { cut } = m.session;
  if (room < 2) return [line(`${heading}  ${cut(lines.length)}`, 'quiet')];
  return [line(heading, 'quiet'), ...cutTo(lines, room - 1, cut)];
}

/** The keys of a card below each other, and beside them what they do. */
function helpLines({ catalogue: { scoring } }: Session, screen: Screen): Line[] {
  const { lang, m } = screen;
  const named = scoring.scores.map(({ units, name }) => m.report.scoreName(name[lang], formatTenths(units, scoring)));
  const scores = [
    named.map((_, index) => index + 1).join(' '),
    m.session.helpScores(named.join(m.punctuation.enumeration)),
  ];
  const rows = [scores, ...(screen.isLines ? [] : [m.session.helpPages]), ...m.session.help];
  const keys = widest(rows.map(([key = '']) => key));
  return rows.flatMap(([key = '', text = '']) => {
    const indent = ' '.repeat(keys + 2);
    const lines = wrapped(text, screen, 'plain', indent);
    return lines.map((entry, at) => (at ? entry : line(padTo(key, keys + 2) + entry.text.slice(indent.length))));
  });
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
      ? helpLines(session, screen)
      : stop
        ? [
            ...statementLines(stop, screen),
            line(''),
            line(words.recorded, 'strong'),
            ...ratingLines(session.ratings.get(stop.requirement.id) ?? null, session, screen, true),
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
  return {
    ...PLAIN,
    content: lines,
    keys: [screen.isLines ? words.keys.closePage : words.keys.scroll],
    prompt: '',
    top,
  };
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
  const [highest] = session.catalogue.scoring.scores;
  const gaps = found?.requirements.filter(({ score }) => score !== null && score < (highest?.units ?? 0)) ?? [];
  const open = found?.requirements.filter(({ score }) => score === null).length ?? 0;
  const title = found && domain ? itemTitle(domain, found.item, lang) : mode.item;
  const score = found
    ? words.itemScore(scoreWords(found.score, session.catalogue.scoring), found.tally.scored, found.tally.count)
    : '';
  const { goOn, stay, pages, undo, quit } = words.keys;
  return {
    ...PLAIN,
    content: [
      ...wrapped(words.itemDone(title), screen, 'strong'),
      line(score),
      ...(open ? [line(words.itemOpen(open), 'mixed')] : []),
      line(
        gaps.length ? words.gaps(gaps.length) : open ? '' : words.noGaps(highest?.name[lang] ?? ''),
        gaps.length ? 'mixed' : 'good',
      ),
      ...gapLines(gaps, session, screen),
    ],
    keys: [goOn, stay, ...(gaps.length && !screen.isLines ? [pages] : []), undo, quit],
    prompt: '',
    top: mode.top ?? 0,
  };
}

/** Each gap with its score, what is demanded and what was found, in columns. */
function gapLines(gaps: readonly ScoredRequirement[], session: Session, screen: Screen): Line[] {
  const { m, lang } = screen;
  const heads = gaps.map(({ requirement, score }) => ({
    id: requirement.id.slice(requirement.id.lastIndexOf('.') + 1),
    score: scoreName(score, session, screen),
  }));
  const [ids, scores] = [widest(heads.map(({ id }) => id)), widest(heads.map(({ score }) => score))];
  const indent = ' '.repeat(2 + ids + 2 + scores + 2);
  return gaps.flatMap(({ requirement, score, rating }, index) => {
    const { id = '', score: named = '' } = heads[index] ?? {};
    const [first, ...rest] = wrapped(requirement.text[lang], screen, 'plain', indent);
    const head = `  ${padTo(id, ids)}  ${padTo(named, scores)}  `;
    const finding = rating?.finding ? `${m.session.finding}${m.punctuation.colon}${rating.finding}` : null;
    return [
      line(head + (first?.text ?? '').slice(indent.length), lookOf(score, session)),
      ...rest,
      ...(finding === null ? [] : wrapped(finding, screen, 'quiet', indent)),
    ];
  });
}

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(widthOf));
