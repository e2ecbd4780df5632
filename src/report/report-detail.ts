import type { Messages } from '../i18n/messages.ts';
import type { AssessmentResult } from './assessment-result.ts';
import type { Block } from './report-document.ts';
import { formatTenthsSum, scoreText } from './report-words.ts';
import type { ScoreResult } from './score-result.ts';

/** Every score, by item, so that C, B and A can be computed again by hand. */
export function detailTable(result: AssessmentResult, m: Messages): Block {
  const { scoring } = result.model;
  const weighted = (weight: string) => (scoring.weighted ? [weight] : []);
  const row = (name: string, list: string, score: ScoreResult, weight: number) => [
    name,
    list,
    formatTenthsSum(score, scoring, m),
    String(score.count),
    ...weighted(String(weight)),
    scoreText(score, m),
  ];
  const rows = result.domains.flatMap((domain) => [
    ...domain.items.map((item) =>
      row(
        item.name,
        item.requirements
          .map((entry) => `${entry.id.slice(item.id.length + 1)}=${entry.score ?? m.report.notKnown}`)
          .join(' '),
        item.score,
        item.levelWeight,
      ),
    ),
    [
      m.report.domainRow(domain.name),
      m.report.domainRowNote(scoring.weighted),
      '',
      '',
      ...weighted(''),
      scoreText(domain.score, m),
    ],
  ]);
  const columns = [
    m.report.item,
    m.report.requirement,
    m.report.sum,
    m.report.count,
    ...weighted(m.report.weight),
    m.report.mean,
  ];
  return {
    kind: 'table',
    columns: columns.map((title, index) => ({ title, align: index > 1 ? 'right' : 'left' })),
    rows: [
      ...rows,
      row(
        m.report.levelRow(result.claimName),
        m.report.levelRowNote(scoring.weighted),
        result.score,
        result.score.weight,
      ),
    ],
  };
}
