import { findEvidence, findStops, itemStarts, openStops } from './find.ts';
import type { Mode, Session } from './session.ts';

/**
 * A page or list moved by so many rows, up where there are fewer than none: PgUp and PgDn by what a screen shows, Home and
 * End by infinitely many. Nothing goes round the ends here, and what is no page or list stays as it is.
 */
export function movedBy(session: Session, rows: number): Mode {
  const { mode } = session;
  const clamp = (at: number, last: number): number => Math.max(0, Math.min(last, at));
  switch (mode.kind) {
    case 'page':
    case 'item-done':
      // The screen tells where its last row is (`scrolled`).
      return { ...mode, top: clamp((mode.top ?? 0) + rows, Number.MAX_SAFE_INTEGER) };
    case 'conflict':
      // The first move shows all of both sides, from the beginning.
      return { ...mode, top: mode.top === undefined ? 0 : clamp(mode.top + rows, Number.MAX_SAFE_INTEGER) };
    case 'evidence':
      return { ...mode, cursor: clamp(mode.cursor + rows, findEvidence(session.evidence, mode.query).length) };
    case 'jump':
      return { ...mode, cursor: clamp(mode.cursor + rows, findStops(session, mode.query).length - 1) };
    case 'overview':
      return { ...mode, cursor: clamp(mode.cursor + rows, itemStarts(session).length - 1) };
    case 'open':
      return { ...mode, cursor: clamp(mode.cursor + rows, openStops(session).length - 1) };
    default:
      return mode;
  }
}
