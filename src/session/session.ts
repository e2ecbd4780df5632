import type { Catalogue, Domain, Item, ItemLevel, Requirement } from '../catalogue/catalogue.ts';
import type { Evidence, Improvement, Method, Rating, Sheet, Tenths } from '../sheet/sheet.ts';

/** One stop of a session: a requirement with what it stands in. */
export interface Stop {
  readonly domain: Domain;
  readonly item: Item;
  readonly level: ItemLevel;
  readonly requirement: Requirement;
}

export const ONLY = ['unscored', 'gaps', 'open', 'all'] as const;
/**
 * Which requirements a session stops at by itself: those without a score, those short of the full one, those that still
 * lack something (a score, evidence, or a measure below the threshold), or each.
 */
export type Only = (typeof ONLY)[number];

/** What a session is limited to; `from` is where it begins. */
export interface Scope {
  readonly item: string | null;
  readonly level: number | null;
  readonly only: Only;
  readonly from: string | null;
}

/** The parts of an answer that a text is asked for. */
export const TEXT_FIELDS = ['finding', 'measure', 'owner', 'due'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];
/** The parts of a new entry of the register, in the order they are asked for. */
export const EVIDENCE_FIELDS = ['title', 'method', 'file', 'date'] as const;
export type EvidenceField = (typeof EVIDENCE_FIELDS)[number];

/** What the consultant is doing; what is not finished lives here, and no answer does. */
export type Mode =
  | { readonly kind: 'card' }
  | { readonly kind: 'text'; readonly field: TextField; readonly initial: string; readonly fault: Fault | null }
  | { readonly kind: 'evidence'; readonly query: string; readonly cursor: number }
  | {
      readonly kind: 'new-evidence';
      readonly field: EvidenceField;
      readonly draft: Draft;
      readonly fault: Fault | null;
    }
  | { readonly kind: 'jump'; readonly query: string; readonly cursor: number }
  /** `back` is where Esc leads; to the card unless given. */
  | { readonly kind: 'open'; readonly cursor: number; readonly back?: Mode }
  | { readonly kind: 'overview'; readonly cursor: number; readonly back?: Mode }
  | { readonly kind: 'page'; readonly what: 'help' | 'more'; readonly top: number }
  | { readonly kind: 'item-done'; readonly item: string; readonly next: number | null; readonly top?: number }
  | { readonly kind: 'conflict'; readonly conflicts: readonly Conflict[]; readonly below: Mode; readonly top?: number }
  /** `none`: the scope asks for nothing of what there is. */
  | { readonly kind: 'end'; readonly reason: 'through' | 'quit' | 'none' };

export type TextMode = Extract<Mode, { readonly kind: 'text' }>;
/** A line that is being written. */
export type LineMode = Extract<Mode, { readonly kind: 'text' | 'new-evidence' }>;

/** What was written for an answer when its line was left with Esc. */
export interface HalfWritten {
  readonly requirement: string;
  readonly mode: LineMode;
  /** What was recorded when it was begun; only a text replaces something. */
  readonly base?: string;
}

/** What is wrong with a text that was entered. */
export type Fault = 'method' | 'date' | 'characters' | 'empty' | 'outside' | 'folder' | 'missing';

export interface Draft {
  readonly title: string;
  readonly method: Method | null;
  readonly file: string;
  readonly date: string;
}

/**
 * An answer that both sides changed: as it becomes if the consultant's change stands, and if the one in the file does.
 * What only one of them changed is the same in both.
 */
export interface Conflict {
  readonly requirement: string;
  readonly mine: Rating;
  readonly theirs: Rating;
}

/** Why an editor gave no text: it did not work, saved nothing (null), or the file that is `kept` cannot be read. */
export type EditorFault = string | { readonly kept: string } | null;

/** What there is to say about what just happened; the words are chosen where it is shown. */
export type Notice =
  | { readonly kind: 'scored'; readonly requirement: string; readonly score: Tenths | null }
  | { readonly kind: 'saved'; readonly requirement: string }
  /** `registered` is an entry that the step had put into the register, where no answer names it any more. */
  | { readonly kind: 'undone'; readonly requirement: string; readonly registered: string | null }
  /** What was chosen in a conflict. */
  | { readonly kind: 'kept'; readonly requirement: string; readonly keep: 'mine' | 'theirs' }
  /** Items are tailored, or are no longer, or the claim is read otherwise, since somebody else wrote so. */
  | { readonly kind: 'other-claim'; readonly below: Notice | null }
  | { readonly kind: 'nothing-to-undo' }
  | { readonly kind: 'first' }
  | { readonly kind: 'unknown-key'; readonly key: string }
  /** What came in from outside, as far as it is known by its answers, below what was told before. */
  | {
      readonly kind: 'merged';
      readonly answers: number;
      readonly restored: number;
      readonly requirements?: readonly string[];
      readonly below?: Notice | null;
    }
  | { readonly kind: 'not-saved'; readonly reason: string; readonly journal: string | null }
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'saved-again'; readonly answers: number }
  | { readonly kind: 'pasted' }
  | { readonly kind: 'candidates'; readonly names: readonly string[] }
  | { readonly kind: 'set-aside'; readonly field: TextField | EvidenceField }
  /** A half-written text stands in the line, and something else was recorded since it was begun. */
  | { readonly kind: 'draft-older' }
  /** A text was taken as GBK, which other encodings may be mistaken for. */
  | { readonly kind: 'read-as-gbk'; readonly below: Notice | null }
  | { readonly kind: 'no-candidates' }
  | { readonly kind: 'no-editor'; readonly reason: EditorFault }
  /** Answers with texts that were half written when the last session ended. */
  | { readonly kind: 'go-on'; readonly requirements: readonly string[] }
  | { readonly kind: 'layout'; readonly requirement: string; readonly journal: string | null };

/** One change that can be undone: the answer as it was, and as it became. */
export interface Step {
  readonly requirement: string;
  readonly before: Rating | null;
  readonly after: Rating;
  /** The entry of the register that was made for it. */
  readonly registered?: string;
}

/** A scoring session as a value: every key makes a new one (`step.ts`). */
export interface Session {
  readonly catalogue: Catalogue;
  /** The sheet as it began; its answers and register are `ratings` and `evidence` here. */
  readonly sheet: Sheet;
  readonly scope: Scope;
  readonly stops: readonly Stop[];
  /** Index into the stops. */
  readonly at: number;
  readonly ratings: ReadonlyMap<string, Rating>;
  readonly evidence: readonly Evidence[];
  readonly mode: Mode;
  readonly history: readonly Step[];
  readonly halfWritten: readonly HalfWritten[];
  readonly notice: Notice | null;
  /** Answers that are not in the file yet, though they are kept; `isKept`: in a journal too, and not in memory alone. */
  readonly unsaved: number;
  readonly isKept: boolean;
  /** Whether the half-written texts are on the disk for the next session. */
  readonly areDraftsKept: boolean;
}

/** How many answers and half-written texts would be lost if the session ended now. */
export const countLost = ({ unsaved, isKept, halfWritten, areDraftsKept }: Session): number =>
  (isKept ? 0 : unsaved) + (areDraftsKept ? 0 : halfWritten.length);

/** What is to be done outside the machine after a key. */
export type Effect =
  | {
      readonly kind: 'save-answer';
      readonly requirement: string;
      readonly before: Rating | null;
      readonly after: Rating;
    }
  | { readonly kind: 'save-evidence'; readonly entry: Evidence }
  | { readonly kind: 'resolve'; readonly keep: 'mine' | 'theirs'; readonly chosen: Rating }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'edit'; readonly text: string }
  | { readonly kind: 'leave' };

/** What happens to a session. Keys are named, or the character that they write, full-width ones as their half-width twins. */
export type Event =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'query'; readonly text: string }
  /** `fault` is what is wrong with a file of this name, which only the outside knows. */
  | { readonly kind: 'line'; readonly text: string; readonly fault?: Fault | null }
  /** The line was left, or the session ended there, with what had been written by then. */
  | { readonly kind: 'left'; readonly text: string }
  /** `isGbk`: it was not saved in UTF-8, and most likely so. */
  | {
      readonly kind: 'edited';
      readonly text: string | null;
      readonly reason?: EditorFault;
      readonly isGbk?: boolean;
    }
  | { readonly kind: 'pasted' }
  /** Names that a path could go on with; none takes those back that were told; `isNone`: no file has such a name. */
  | { readonly kind: 'candidates'; readonly names: readonly string[]; readonly isNone?: boolean }
  /** A line was written that is no key, where a key is a line. */
  | { readonly kind: 'unknown'; readonly text: string }
  /** The page is shown from this row on, since it has no more below. */
  | { readonly kind: 'scrolled'; readonly top: number }
  /** A page or list is moved by so many rows, up where there are fewer than none. */
  | { readonly kind: 'moved'; readonly rows: number }
  | { readonly kind: 'saved'; readonly outcome: SaveOutcome };

/** What of a sheet decides which requirements there are. */
export type Claimed = Pick<Sheet, 'tailoring' | 'reading'>;

/** What came of saving; `sheet` is what the file holds now, where it was read anew. */
export type SaveOutcome =
  | {
      readonly kind: 'saved';
      readonly ratings: ReadonlyMap<string, Rating> | null;
      readonly evidence: readonly Evidence[] | null;
      /** What is tailored, and how the claim is read, in the file now. */
      readonly claimed?: Claimed;
      /** Answers that came in from outside, and own ones that had got lost there and were put back. */
      readonly merged: number;
      readonly restored: number;
      readonly conflicts: readonly Conflict[];
      readonly caughtUp: number;
    }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly journal: string | null;
      readonly unsaved: number;
      /** The answer whose layout cannot be changed safely, where that is why. */
      readonly layout: string | null;
    };

export const currentStop = (session: Session): Stop | undefined => session.stops[session.at];

export const ratingAt = (session: Session, requirement: string): Rating =>
  session.ratings.get(requirement) ?? emptyRating(requirement);

export const emptyRating = (requirement: string): Rating => ({
  requirement,
  score: null,
  evidence: [],
  finding: null,
  improvement: null,
});

const NOTHING: Improvement = { measure: null, owner: null, due: null };

/** An answer with one part of its improvement changed; without any part it has none. */
export function withImprovement(rating: Rating, part: Partial<Improvement>): Rating {
  const improvement = { ...(rating.improvement ?? NOTHING), ...part };
  const empty = Object.values(improvement).every((value) => value === null);
  return { ...rating, improvement: empty ? null : improvement };
}

/** The answers of the session as a sheet, to be scored. */
export const sheetOf = (session: Session): Sheet => ({
  ...session.sheet,
  ratings: session.ratings,
  evidence: session.evidence,
});
