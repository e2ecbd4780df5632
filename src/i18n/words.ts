/** The enumerations that are told to people; the domain folders define the same words for files. */
export type Verdict = 'reached' | 'not-reached' | 'undetermined';
export type Reading = 'cumulative' | 'own-level';
export type WordOfKind = 'self' | 'formal';
export type WordOfMethod = 'interview' | 'observation' | 'site-tour' | 'document-review' | 'system-demo';
export type ReviewResult = 'conforming' | 'mostly-conforming' | 'not-conforming';

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
