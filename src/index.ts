/** The programming interface of the package: pure functions on text and data; reading and writing files is the caller's. */
export type { Catalogue, Domain, Item, ItemLevel, Level, Reading, Requirement } from './catalogue/catalogue.ts';
export { itemsOf, requirementsFor } from './catalogue/catalogue.ts';
export { GUIDE_SCORING, type ScoreStep, type Scoring } from './catalogue/scoring.ts';
export { listCatalogues, openCatalogue } from './commands/open-catalogue.ts';
export { openModelFile } from './commands/open-model-file.ts';
export { readSheet } from './commands/read-sheet.ts';
export type { Code, Diagnostic, Parsed, Place } from './diagnostics/diagnostic.ts';
export { wordDiagnostic } from './diagnostics/wording.ts';
export type { Lang, Text } from './i18n/lang.ts';
export { renderMarkdown } from './render/render-markdown.ts';
export { type AssessmentResult, buildAssessmentResult } from './report/assessment-result.ts';
export { buildReport } from './report/build-report.ts';
export type { ReportDocument } from './report/report-document.ts';
export { type Fraction, formatFraction, type Score, type Tally, type Verdict, verdictOf } from './scoring/score.ts';
export {
  type ScoredDomain,
  type ScoredItem,
  type ScoredLevel,
  type ScoredSheet,
  scoreSheet,
} from './scoring/score-sheet.ts';
export type { ModelFile } from './sheet/bind-model.ts';
export type { Evidence, Improvement, Rating, Sheet, Tailoring, Tenths } from './sheet/sheet.ts';
export { sheetSchema } from './sheet/sheet-schema.ts';
