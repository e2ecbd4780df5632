import type { Text } from '../i18n/lang.ts';

/** A stretch of a file: `line` and `column` count from 1, in UTF-16 units as editors do; the end is exclusive. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type Severity = 'error' | 'warning';

type Key = { readonly key: string };
type Where = { readonly where: string };
type Value = { readonly value: string };
type Suggest = { readonly suggestion: string | null };
type Id = { readonly id: string };
type Digest = { readonly digest: string };
type Lines = readonly [from: number, to: number];

/** Why a written score is not one of the model's; each has its own hint. */
export type ScoreFault =
  | 'quoted'
  | 'full-width-hash'
  | 'full-width'
  | 'percent'
  | 'comma'
  | 'boolean'
  | 'words'
  | 'negative'
  | 'underscore'
  | 'not-a-number'
  | 'notation'
  | 'other-number'
  | 'not-a-scalar';

/** Why an item of a derived model is not of the kind that it says; each has its own hint. */
export type DerivationFault =
  | 'one-origin'
  | 'several-origins'
  | 'no-origin'
  | 'keeps-id'
  | 'new-id'
  | 'same-name'
  | 'other-name'
  | 'no-other-level'
  | 'other-level';

export type NodeKind = 'map' | 'list' | 'text' | 'number' | 'whole-number' | 'boolean' | 'empty';

/** What a file can be, by its `format`. */
export type FileKind = 'sheet' | 'model' | 'overlay' | 'domain';

/** What each code carries; the words are in `wording.ts`. */
export interface DiagnosticArgs {
  // Bytes and characters
  'encoding-gb18030': object;
  'encoding-utf16': { readonly name: 'UTF-16LE' | 'UTF-16BE' | 'UTF-32' };
  'encoding-not-utf8': { readonly byte: string };
  'encoding-truncated': object;
  'file-not-text': { readonly kind: 'pdf' | 'zip' | 'old-office' | 'image' };
  'file-too-large': { readonly limit: number };
  'forbidden-character': { readonly codePoint: string; readonly name: string };
  'cr-line-ends': object;
  'conflict-marker': { readonly ours: Lines | null; readonly theirs: Lines | null };
  'full-width-colon': Key;
  'full-width-space': Key;
  /** Whether there is nothing else on the line. */
  'full-width-blank': { readonly line: boolean };
  'full-width-hash': object;
  'full-width-mark': Key & { readonly mark: string; readonly meant: string };
  'missing-space': Key;
  // YAML
  'yaml-tab': object;
  'yaml-quote': { readonly quote: string };
  /** `wide` is the full-width mark that was written for the one that closes. */
  'yaml-bracket': { readonly open: string; readonly close: string; readonly wide: string | null };
  'yaml-closer': { readonly found: string };
  'yaml-indent': object;
  'yaml-nested-map': object;
  'yaml-start': { readonly char: string };
  'yaml-missing-colon': object;
  'yaml-loose-line': object;
  'yaml-key': object;
  'yaml-escape': object;
  /** Whether it stands behind a text in quotes. */
  'yaml-unexpected': { readonly quoted: boolean };
  'yaml-comment': object;
  'yaml-too-deep': { readonly limit: number };
  /** Whether it is blanks and line ends that there are too many of. */
  'yaml-too-many': { readonly blank: boolean };
  'yaml-anchor': { readonly name: string };
  'yaml-alias': { readonly name: string };
  'yaml-tag': { readonly name: string };
  'yaml-directive': object;
  'yaml-documents': object;
  'yaml-empty': object;
  'yaml-merge-key': object;
  'yaml-complex-key': object;
  'yaml-empty-key': object;
  'duplicate-key': Key & { readonly first: number };
  // Shape
  /** `meant` is how it was probably meant to be written. */
  'wrong-type': Where & { readonly want: NodeKind; readonly found: NodeKind; readonly meant: string | null };
  'unknown-key': Key &
    Where &
    Suggest & {
      readonly expected: readonly string[];
      readonly lookAlike: string | null;
      /** Whether it is the rest of a text that a comma cut. */
      readonly cut: boolean;
    };
  'missing-key': Key & Where;
  'missing-text': Where;
  'invalid-value': Key &
    Value &
    Suggest & {
      readonly expected: readonly string[];
      readonly lookAlike: string | null;
      /** What the expected words mean, in their order. */
      readonly names: readonly Text[] | null;
    };
  'other-file': { readonly want: FileKind; readonly found: FileKind };
  // Sheet
  'unknown-model': Value & { readonly expected: readonly string[] };
  /** `own` tells that the model is a file of the user's, which has one edition. */
  'unknown-edition': Value & { readonly expected: readonly string[]; readonly own: boolean };
  'model-not-read': {
    readonly path: string;
    readonly why: 'missing' | 'no-file' | 'network' | 'unreadable';
    readonly reason: string;
  };
  'model-invalid': { readonly file: string; readonly errors: number };
  'invalid-model-digest': Value & Digest;
  'model-digest-missing': Digest;
  'model-changed': Digest;
  'unknown-item': Id & Suggest & { readonly lookAlike: string | null };
  'unknown-requirement': Id &
    Suggest & {
      /** Whether the level that it would be of has a provisional requirement, which an overlay may split. */
      readonly provisional: boolean;
    };
  'level-not-claimed': Id & { readonly level: number; readonly claim: number };
  'missing-item': Id & { readonly requirements: number };
  'missing-requirement': Id;
  'invalid-score': Value & {
    readonly fault: ScoreFault;
    readonly meant: string | null;
    readonly scores: readonly string[];
  };
  'score-missing': Id;
  'invalid-date': Value & { readonly fault: 'format' | 'calendar'; readonly meant: string | null };
  'date-order': {
    readonly earlier: string;
    readonly later: string;
    readonly rule: 'end-before-start' | 'evidence-after-end' | 'due-before-start';
  };
  'invalid-digest': Value;
  'unknown-evidence': Id & Suggest & { readonly lookAlike: string | null };
  'repeated-evidence': Id;
  'unused-evidence': Id;
  'evidence-file-missing': { readonly path: string };
  'evidence-file-outside': { readonly path: string; readonly why: 'absolute' | 'parent' | 'link' };
  'evidence-file-kind': { readonly path: string };
  'evidence-file-changed': { readonly path: string };
  'evidence-file-unreadable': { readonly path: string; readonly reason: string };
  'full-score-unsupported': Id & { readonly name: Text };
  'gap-without-improvement': Id & Value;
  'hidden-text': Value;
  'tailoring-without-reason': Id;
  'tailoring-repeated': Id;
  'tailored-item-rated': Id & { readonly scored: number };
  // Overlay: the first two are told of the sheet that names it
  'overlay-file': { readonly path: string; readonly reason: string };
  'overlay-errors': { readonly path: string; readonly errors: number; readonly option: boolean };
  'overlay-format': object;
  'overlay-model': Key & Value & { readonly want: string };
  'overlay-empty': Id & { readonly place: number };
  'overlay-points': Id & { readonly count: number; readonly known: number };
  'overlay-not-provisional': Id;
  'overlay-both': Id;
  'overlay-no-room': Id & { readonly count: number; readonly most: number; readonly next: string | null };
  // Model
  'model-id': Id & { readonly want: string };
  'model-id-taken': Id & { readonly suggestion: string };
  'model-repeated-id': Id;
  'model-requirement-id': Id & { readonly want: string };
  'model-level-order': Where;
  'model-unknown-level': { readonly level: string; readonly levels: number };
  'model-nothing': Where & { readonly what: 'levels' | 'domains' | 'items' | 'requirements' };
  'model-too-many': Where & { readonly what: 'levels' | 'requirements'; readonly most: number };
  'model-line-break': Where;
  'model-number': Key & Value & { readonly most: number };
  'model-score-count': { readonly count: number; readonly most: number };
  'model-score-order': Value & { readonly above: string };
  /** `value` is null where it cannot be read. */
  'model-score-name': { readonly value: string | null; readonly name: string };
  'model-threshold': Value & { readonly low: string; readonly high: string };
  'model-weight': Where & Value & { readonly most: number };
  'model-evidence-count': Where & { readonly count: number };
  'model-whole-domain': Id & { readonly name: Text };
  'model-same-text': Id & { readonly other: string };
  'model-derive-kind': Id & { readonly kind: string; readonly fault: DerivationFault; readonly origin: string };
  'model-derive-twice': Id;
  'model-derive-left-out': Id;
  'model-derive-known': Where;
  'model-derive-help': Where;
  'model-file': { readonly path: string; readonly reason: string };
}

export type Code = keyof DiagnosticArgs;

/** One finding about one place of one file; parser errors and rule errors are the same type. */
export type Diagnostic = {
  readonly [C in Code]: {
    readonly code: C;
    readonly severity: Severity;
    readonly args: DiagnosticArgs[C];
    readonly at: Place;
    readonly file: string;
  };
}[Code];

/** A value with warnings, or no value and at least one error. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

const WARNINGS: ReadonlySet<Code> = new Set<Code>([
  'missing-text',
  'unused-evidence',
  'repeated-evidence',
  'full-score-unsupported',
  'gap-without-improvement',
  'hidden-text',
  'tailored-item-rated',
  'model-digest-missing',
  'model-same-text',
  'model-whole-domain',
]);

/** Builds a diagnostic; its severity follows from its code, but for orders of dates, of which only one is impossible. */
export function diagnostic<C extends Code>(code: C, args: DiagnosticArgs[C], at: Place, file: string): Diagnostic {
  const softDate = code === 'date-order' && (args as DiagnosticArgs['date-order']).rule !== 'end-before-start';
  const severity: Severity = WARNINGS.has(code) || softDate ? 'warning' : 'error';
  return { code, severity, args, at, file } as Diagnostic;
}

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some((entry) => entry.severity === 'error');

/** Sorts by place, errors before warnings at the same place; drops exact repeats. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics
    .filter((entry) => {
      const key = `${entry.at.line}:${entry.at.column}:${entry.code}:${JSON.stringify(entry.args)}`;
      return !seen.has(key) && seen.add(key);
    })
    .sort(
      (a, b) =>
        a.at.line - b.at.line ||
        a.at.column - b.at.column ||
        Number(a.severity === 'warning') - Number(b.severity === 'warning'),
    );
}
