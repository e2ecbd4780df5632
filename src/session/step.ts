import { safeText } from '../text/safe-text.ts';
import { findForbidden } from '../yaml/check-text.ts';
import { findStops, itemStarts, openStops } from './find.ts';
import {
  countLost,
  currentStop,
  type Effect,
  type Event,
  type Fault,
  type Mode,
  ratingAt,
  type Session,
} from './session.ts';
import { CARD, change, moveCursor, type Stepped, stay, unknownKey } from './step-basics.ts';
import { enterDraft, openRegister, pressInEvidence } from './step-evidence.ts';
import { leaveLine } from './step-left.ts';
import { movedBy } from './step-move.ts';
import { afterSave } from './step-saved.ts';
import { askText, enterText } from './step-texts.ts';
import { undo } from './step-undo.ts';
import { nextStop } from './stops.ts';

/** What an event makes of a session. No event loses an answer: what is entered is in `ratings`, and in an effect that saves it. */
export function step(session: Session, event: Event): Stepped {
  switch (event.kind) {
    case 'saved':
      return stay(afterSave(session, event.outcome));
    case 'scrolled':
      return stay(session, 'top' in session.mode ? { mode: { ...session.mode, top: event.top } } : {});
    case 'moved':
      return stay(session, { mode: movedBy(session, event.rows), notice: null });
    case 'pasted':
      return stay(session, { notice: { kind: 'pasted' } });
    case 'candidates':
      return stay(session, { notice: event.names.length ? event : event.isNone ? { kind: 'no-candidates' } : null });
    case 'unknown':
      return stay(session, { notice: { kind: 'unknown-key', key: event.text } });
    case 'left':
      return leave({ ...session, notice: null }, event.text);
    case 'edited':
      return afterEditor(session, event);
    case 'query':
      return stay(session, { mode: withQuery(session.mode, event.text) });
    case 'line':
      return enterLine({ ...session, notice: null }, event.text, event.fault ?? null);
    case 'key':
      return press({ ...session, notice: null }, event.key);
  }
}

function withQuery(mode: Mode, query: string): Mode {
  if (mode.kind !== 'evidence' && mode.kind !== 'jump') return mode;
  return mode.query === query ? mode : { ...mode, query, cursor: 0 };
}

function press(session: Session, key: string): Stepped {
  const { mode } = session;
  switch (mode.kind) {
    case 'card':
      return pressOnCard(session, key);
    case 'evidence':
      return pressInEvidence(session, mode, key);
    case 'jump':
      return pressInJump(session, mode, key);
    case 'open':
      return pressInOpen(session, mode, key);
    case 'overview':
      return pressInOverview(session, mode, key);
    case 'page':
      return pressOnPage(session, mode, key);
    case 'item-done':
      return pressAfterItem(session, mode, key);
    case 'conflict':
      return pressInConflict(session, mode, key);
    case 'end':
      return pressAtEnd(session, mode, key);
    case 'text':
      return key === 'escape' ? leaveLine(session, mode, mode.initial) : stay(session);
    case 'new-evidence':
      return key === 'escape' ? leaveLine(session, mode, mode.draft[mode.field] ?? '') : stay(session);
  }
}

function pressOnCard(session: Session, key: string): Stepped {
  const stop = currentStop(session);
  if (!stop) return stay(session, { mode: { kind: 'end', reason: 'through' } });
  const { id } = stop.requirement;
  const rating = ratingAt(session, id);
  // The keys give the scores of the model from the highest down.
  const score = /^[1-9]$/.test(key) ? session.catalogue.scoring.scores[Number(key) - 1] : undefined;
  if (score !== undefined) return goOn(change(session, { ...rating, score: score.units }));
  switch (key) {
    case 'enter':
    case 's':
    case 'right':
      return goOn(stay(session));
    case '-':
    case 'delete':
      return rating.score === null ? stay(session) : change(session, { ...rating, score: null });
    case 'b':
    case 'left':
      return goBack(session);
    case 'u':
      return undo(session);
    case 'e':
      return stay(session, { mode: openRegister(session, rating) });
    case 'f':
      return stay(askText(session, 'finding'));
    case 'i':
      return stay(askText(session, 'measure'));
    case 'v':
      return { session, effects: [{ kind: 'edit', text: askText(session, 'finding').mode.initial }] };
    case '/':
    case 'g':
      return stay(session, { mode: { kind: 'jump', query: '', cursor: 0 } });
    case 'l':
      return stay(session, { mode: { kind: 'open', cursor: 0 } });
    case 'o':
      return stay(session, { mode: openOverview(session) });
    case 'm':
      return stay(session, { mode: { kind: 'page', what: 'more', top: 0 } });
    case '?':
    case 'h':
      return stay(session, { mode: { kind: 'page', what: 'help', top: 0 } });
    case 'q':
    case 'escape':
      return stay(session, { mode: { kind: 'end', reason: 'quit' } });
    default:
      return unknownKey(session, key);
  }
}

/** On to the next stop that is wanted; where an item ends, its result comes first. */
function goOn({ session, effects }: Stepped): Stepped {
  const here = currentStop(session);
  const next = nextStop(session, session.at);
  const stop = next === null ? undefined : session.stops[next];
  const more: readonly Effect[] = effects.length ? effects : [{ kind: 'refresh' }];
  if (here && stop?.item.id !== here.item.id)
    return { session: { ...session, mode: { kind: 'item-done', item: here.item.id, next } }, effects: more };
  if (next === null) return { session: { ...session, mode: { kind: 'end', reason: 'through' } }, effects: more };
  return { session: { ...session, at: next, mode: CARD }, effects: more };
}

function goBack(session: Session): Stepped {
  if (session.at === 0) return stay(session, { notice: { kind: 'first' } });
  return { session: { ...session, at: session.at - 1, mode: CARD }, effects: [{ kind: 'refresh' }] };
}

function leave(session: Session, text: string): Stepped {
  const { mode } = session;
  return mode.kind === 'text' || mode.kind === 'new-evidence' ? leaveLine(session, mode, text) : stay(session);
}

function enterLine(session: Session, line: string, known: Fault | null): Stepped {
  const { mode } = session;
  const text = line.trim();
  if (mode.kind === 'text') return enterText(session, mode.field, text);
  return mode.kind === 'new-evidence' ? enterDraft(session, mode, text, known) : press(session, 'enter');
}

function pressInJump(session: Session, mode: Extract<Mode, { kind: 'jump' }>, key: string): Stepped {
  const found = findStops(session, mode.query);
  if (key === 'up' || key === 'down') return stay(session, { mode: moveCursor(mode, key, found.length) });
  const at = found[mode.cursor];
  if (key === 'enter' && at !== undefined) return goTo(session, at);
  return key === 'escape' || key === 'enter' ? stay(session, { mode: CARD }) : stay(session);
}

const goTo = (session: Session, at: number): Stepped => ({
  session: { ...session, at, mode: CARD },
  effects: [{ kind: 'refresh' }],
});

function pressInOpen(session: Session, mode: Extract<Mode, { kind: 'open' }>, key: string): Stepped {
  const open = openStops(session);
  if (key === 'up' || key === 'down') return stay(session, { mode: moveCursor(mode, key, open.length) });
  const chosen = open[mode.cursor];
  if (key === 'enter' && chosen) return goTo(session, chosen.index);
  return ['escape', 'enter', 'q', 'l'].includes(key)
    ? stay(session, { mode: mode.back ?? CARD })
    : unknownKey(session, key);
}

function pressOnPage(session: Session, mode: Extract<Mode, { kind: 'page' }>, key: string): Stepped {
  if (key === 'down' || key === 'space') return stay(session, { mode: { ...mode, top: mode.top + 1 } });
  if (key === 'up') return stay(session, { mode: { ...mode, top: Math.max(0, mode.top - 1) } });
  if (['enter', 'escape', 'q', 'left', 'right', mode.what === 'more' ? 'm' : '?'].includes(key))
    return stay(session, { mode: CARD });
  // A key of the card does there what it says, so that none is swallowed; any other goes back.
  const stepped = pressOnCard({ ...session, mode: CARD }, key);
  return stepped.session.notice?.kind === 'unknown-key' ? stay(session, { mode: CARD }) : stepped;
}

/** The items of the session, with the one that is at hand pointed at. */
function openOverview(session: Session): Extract<Mode, { kind: 'overview' }> {
  const here = currentStop(session)?.item.id;
  const cursor = itemStarts(session).findIndex((index) => session.stops[index]?.item.id === here);
  return { kind: 'overview', cursor: Math.max(0, cursor) };
}

/** From the items to the first requirement of one that lacks a score, or to its first. */
function pressInOverview(session: Session, mode: Extract<Mode, { kind: 'overview' }>, key: string): Stepped {
  const starts = itemStarts(session);
  if (key === 'up' || key === 'down') return stay(session, { mode: moveCursor(mode, key, starts.length) });
  const start = starts[mode.cursor];
  if (key === 'enter' && start !== undefined) {
    const item = session.stops[start]?.item.id;
    const open = session.stops.findIndex(
      (stop) => stop.item.id === item && ratingAt(session, stop.requirement.id).score === null,
    );
    return goTo(session, open < 0 ? start : open);
  }
  return ['escape', 'enter', 'q', 'o'].includes(key)
    ? stay(session, { mode: mode.back ?? CARD })
    : unknownKey(session, key);
}

function pressAfterItem(session: Session, mode: Extract<Mode, { kind: 'item-done' }>, key: string): Stepped {
  if (key === 'b' || key === 'left') return stay(session, { mode: CARD });
  if (key === 'u') return undo(session);
  if (key === 'up' || key === 'down') return stay(session, { mode: movedBy(session, key === 'up' ? -1 : 1) });
  if (key === 'q' || key === 'escape') return stay(session, { mode: { kind: 'end', reason: 'quit' } });
  if (key !== 'enter' && key !== 'space' && key !== 'right') return unknownKey(session, key);
  if (mode.next === null) return stay(session, { mode: { kind: 'end', reason: 'through' } });
  return stay(session, { at: mode.next, mode: CARD });
}

/**
 * Each conflict is answered for itself, with keys that mean nothing on a card: the page comes up by itself, and what is
 * typed ahead must not settle it. `k` keeps the own answer, `t` takes the one in the file.
 */
function pressInConflict(session: Session, mode: Extract<Mode, { kind: 'conflict' }>, key: string): Stepped {
  const [conflict, ...rest] = mode.conflicts;
  if (!conflict) return stay(session, { mode: CARD });
  if (key === 'up' || key === 'down') return stay(session, { mode: movedBy(session, key === 'up' ? -1 : 1) });
  if (key !== 'k' && key !== 't') return unknownKey(session, key);
  const keep = key === 'k' ? 'mine' : 'theirs';
  const chosen = conflict[keep];
  const ratings = new Map(session.ratings).set(conflict.requirement, chosen);
  const then: Mode = rest.length ? { kind: 'conflict', conflicts: rest, below: mode.below } : mode.below;
  // Undo leads back to what the file had, never to what it had before both changed it.
  const history = session.history.filter(({ requirement }) => requirement !== conflict.requirement);
  if (keep === 'mine') history.push({ requirement: conflict.requirement, before: conflict.theirs, after: chosen });
  return {
    session: {
      ...session,
      ratings,
      history,
      mode: then,
      unsaved: Math.max(0, session.unsaved - 1),
      notice: { kind: 'kept', requirement: conflict.requirement, keep },
    },
    effects: [{ kind: 'resolve', keep, chosen }],
  };
}

function pressAtEnd(session: Session, mode: Extract<Mode, { kind: 'end' }>, key: string): Stepped {
  if (key === 'u') return undo(session);
  if (key === 'l') return stay(session, { mode: { kind: 'open', cursor: 0, back: mode } });
  if (key === 'o') return stay(session, { mode: { ...openOverview(session), back: mode } });
  if (key === 'b' || key === 'left' || (key === 'escape' && mode.reason === 'quit'))
    return stay(session, { mode: CARD });
  if (key === 'r') {
    const next = nextStop(session, -1);
    return next === null ? stay(session) : stay(session, { at: next, mode: CARD });
  }
  // What neither the file nor a journal has is not given up by the key that ends every session.
  const isLost = countLost(session) > 0;
  if (isLost && (key === 'enter' || key === 'q')) return { session, effects: [{ kind: 'refresh' }] };
  const leaves = isLost ? key === 'x' : key === 'enter' || key === 'q';
  return leaves ? { session, effects: [{ kind: 'leave' }] } : unknownKey(session, key);
}

function afterEditor(session: Session, { text, reason = null, isGbk }: Extract<Event, { kind: 'edited' }>): Stepped {
  const stop = currentStop(session);
  if (!stop) return stay(session);
  if (text === null) return stay(session, { notice: { kind: 'no-editor', reason } });
  const plain = text.replace(/\r\n?/g, '\n').trim();
  if (findForbidden(plain))
    return stay(session, { mode: { kind: 'text', field: 'finding', initial: safeText(plain), fault: 'characters' } });
  // What was half written before has been gone on with.
  const { halfWritten } = askText(session, 'finding');
  const { id } = stop.requirement;
  const stepped = change({ ...session, halfWritten }, { ...ratingAt(session, id), finding: plain || null });
  if (!isGbk) return stepped;
  const { notice } = stepped.session;
  return { ...stepped, session: { ...stepped.session, notice: { kind: 'read-as-gbk', below: notice } } };
}
