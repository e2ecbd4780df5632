import type { Evidence, Rating } from '../sheet/sheet.ts';
import { findEvidence } from './find.ts';
import { methodOf } from './read-method.ts';
import {
  currentStop,
  type Draft,
  type Effect,
  EVIDENCE_FIELDS,
  type Fault,
  type Mode,
  ratingAt,
  type Session,
} from './session.ts';
import { CARD, change, moveCursor, type Stepped, stay, takeUp } from './step-basics.ts';
import { faultOf, readDay } from './step-texts.ts';

/** The register, with the cursor on what is not chosen yet: Enter drops what is. */
export function openRegister({ evidence }: Session, rating: Rating): EvidenceMode {
  const open = evidence.findIndex(({ id }) => !rating.evidence.includes(id));
  return { kind: 'evidence', query: '', cursor: open < 0 ? evidence.length : open };
}

type EvidenceMode = Extract<Mode, { kind: 'evidence' }>;

/** Keys in the list of the register: choose or drop an entry, or begin a new one. */
export function pressInEvidence(session: Session, mode: EvidenceMode, key: string): Stepped {
  const stop = currentStop(session);
  const found = findEvidence(session.evidence, mode.query);
  // Below the entries stands the line that registers a new one.
  if (key === 'up' || key === 'down') return stay(session, { mode: moveCursor(mode, key, found.length + 1) });
  if (key === 'escape' || !stop) return stay(session, { mode: CARD });
  if (key !== 'enter') return stay(session);
  const entry = found[mode.cursor];
  if (!entry) {
    const draft: Draft = { title: mode.query.trim(), method: null, file: '', date: '' };
    const begun: DraftMode = { kind: 'new-evidence', field: 'title', draft, fault: null };
    // What is searched for now goes before what was half written earlier.
    return stay(draft.title === '' ? takeUp(session, begun) : { ...session, mode: begun });
  }
  const rating = ratingAt(session, stop.requirement.id);
  const has = rating.evidence.includes(entry.id);
  const evidence = has ? rating.evidence.filter((id) => id !== entry.id) : [...rating.evidence, entry.id];
  return change(session, { ...rating, evidence });
}

type DraftMode = Extract<Mode, { kind: 'new-evidence' }>;

/** Takes a text for a part of a new entry; after the last one it is registered. */
export function enterDraft(session: Session, mode: DraftMode, text: string, known: Fault | null): Stepped {
  const { field } = mode;
  const fault = faultOf(field, text) ?? known;
  const draft = field === 'method' ? { ...mode.draft, method: methodOf(text) } : { ...mode.draft, [field]: text };
  if (fault) return stay(session, { mode: { ...mode, draft: { ...mode.draft, [field]: text }, fault } });
  const next = EVIDENCE_FIELDS[EVIDENCE_FIELDS.indexOf(field) + 1];
  if (next) return stay(session, { mode: { kind: 'new-evidence', field: next, draft, fault: null } });
  return register(session, draft);
}

/** Puts a new entry into the register, and into the answer that it was found for. */
function register(session: Session, draft: Draft): Stepped {
  const stop = currentStop(session);
  const entry: Evidence = {
    id: nextEvidenceId(session.evidence),
    title: draft.title,
    method: draft.method,
    file: draft.file || null,
    sha256: null,
    date: readDay(draft.date),
  };
  const grown: Session = { ...session, evidence: [...session.evidence, entry], mode: CARD };
  const effect: Effect = { kind: 'save-evidence', entry };
  if (!stop) return { session: grown, effects: [effect] };
  const rating = ratingAt(session, stop.requirement.id);
  const changed = change(grown, { ...rating, evidence: [...rating.evidence, entry.id] }, entry.id);
  return { session: changed.session, effects: [effect, ...changed.effects] };
}

/** The number behind the highest one, written as wide as the others: E07 behind E06. */
export function nextEvidenceId(evidence: readonly Pick<Evidence, 'id'>[]): string {
  const numbered = evidence.flatMap(({ id }) => {
    const match = /^(.*?)(\d+)$/.exec(id);
    return match ? [{ stem: match[1] ?? '', digits: match[2] ?? '' }] : [];
  });
  const last = numbered.reduce((a, b) => (BigInt(b.digits) >= BigInt(a.digits) ? b : a), { stem: 'E', digits: '00' });
  return `${last.stem}${String(BigInt(last.digits) + 1n).padStart(last.digits.length, '0')}`;
}
