/** The enumerations that are told to people; the domain folders define the same words for files. */
export type Verdict = 'reached' | 'not-reached' | 'undetermined';
export type Reading = 'cumulative' | 'own-level';
export type WordOfKind = 'self' | 'formal';
export type WordOfMethod = 'interview' | 'observation' | 'site-tour' | 'document-review' | 'system-demo';
export type ReviewResult = 'conforming' | 'mostly-conforming' | 'not-conforming';

/** What the method of the verdict is told with; numbers as they are written, the threshold in units too. */
export interface MethodOfVerdict {
  readonly highest: string;
  readonly threshold: string;
  readonly ownThreshold: boolean;
  readonly weighted: boolean;
  readonly units: { readonly scale: number; readonly threshold: number };
}

export type WordOfDerivation = 'same' | 'renamed' | 'merged' | 'added' | 'starts-at-another-level';

export type WordOfComparison =
  | 'same'
  | 'renamed'
  | 'merged'
  | 'split'
  | 'added'
  | 'dropped'
  | 'other-levels'
  | 'other-requirements';

/** A step of the assessment (guide 8.2, 8.3) that a sheet shows to be done or open. */
export type PhaseStep =
  | 'team'
  | 'application'
  | 'plan'
  | 'document-review'
  | 'evidence'
  | 'scoring'
  | 'improvement'
  | 'verdict';

/** Why a sheet could not be saved: codes of the system, and reasons of our own. */
export type SaveReason =
  | 'ENOSPC'
  | 'EDQUOT'
  | 'EIO'
  | 'EACCES'
  | 'EPERM'
  | 'EROFS'
  | 'ENOENT'
  | 'EBUSY'
  | 'EISDIR'
  | 'EINVAL'
  | 'ELOOP'
  | 'encoding'
  | 'conflict'
  | 'broken'
  | 'empty'
  | 'other-claim'
  | 'layout';
