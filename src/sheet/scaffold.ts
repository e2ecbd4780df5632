import {
  type Catalogue,
  itemsOf,
  levelName,
  type Reading,
  type Requirement,
  requirementsFor,
  shortId,
} from '../catalogue/catalogue.ts';
import type { Lang } from '../i18n/lang.ts';
import { wrapTo } from '../text/width.ts';
import { writeText } from '../yaml/write-value.ts';
import type { Kind } from './sheet.ts';

export interface ScaffoldOptions {
  readonly claim: number;
  readonly reading: Reading;
  readonly kind: Kind;
  readonly lang: Lang;
  readonly organization: string | null;
  /** The schema file that editors are pointed to, or null. */
  readonly schema: string | null;
}

const NOTES = {
  zh: {
    cumulative: '含以下各级的要求；own-level 则只取本级',
    'own-level': '只取申报等级本级的要求；cumulative 则含以下各级',
    self: 'self 自评估 | formal 正式评估',
    formal: 'formal 正式评估 | self 自评估',
  },
  en: {
    cumulative: 'with the requirements of the levels below; own-level takes this level alone',
    'own-level': 'the requirements of the claimed level alone; cumulative adds those of the levels below',
    self: 'self | formal',
    formal: 'formal | self',
  },
} as const;

const COMMENT_WIDTH = 110;
/** Where comments behind the short keys of the head begin. */
const COMMENT_COLUMN = 29;

/** A new sheet for a claim: the head from its template, then every requirement of the claim with its text in comments. */
export function scaffoldSheet(catalogue: Catalogue, headTemplate: string, options: ScaffoldOptions): string {
  const { claim, lang, reading, kind } = options;
  const values: Readonly<Record<string, string>> = {
    schema: options.schema === null ? '' : `# yaml-language-server: $schema=${options.schema}\n`,
    model: catalogue.id,
    edition: catalogue.edition,
    claim: String(claim).padEnd(COMMENT_COLUMN - 7),
    claimName: levelName(catalogue, claim)?.[lang] ?? String(claim),
    reading: reading.padEnd(COMMENT_COLUMN - 9),
    readingNote: NOTES[lang][reading],
    kind: kind.padEnd(COMMENT_COLUMN - 6),
    kindNote: NOTES[lang][kind],
    name: options.organization === null ? '' : writeText(options.organization),
  };
  const head = headTemplate
    .replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? '')
    .replace(/^ {2}name: $/m, '  name:');
  return `${head}${ratingsText(catalogue, options)}`;
}

function ratingsText(catalogue: Catalogue, { claim, reading, lang }: ScaffoldOptions): string {
  const lines = ['ratings:'];
  for (const domain of catalogue.domains) {
    const items = domain.items.filter((item) => requirementsFor(item, claim, reading).length > 0);
    if (!items.length) continue;
    lines.push(`  # ── ${domain.name[lang]} ──`);
    for (const item of items) {
      lines.push(`  ${item.id}:${' '.repeat(Math.max(1, 26 - item.id.length))}# ${item.name[lang]}`);
      for (const requirement of requirementsFor(item, claim, reading))
        lines.push(...answerLines(catalogue, requirement, lang));
      lines.push('');
    }
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function answerLines(catalogue: Catalogue, requirement: Requirement, lang: Lang): string[] {
  const key = shortId(requirement);
  const level = levelName(catalogue, requirement.level)?.[lang] ?? '';
  const text = `${level} ${key.slice(-1)}) ${requirement.text[lang]}`;
  const comment = wrapTo(text, COMMENT_WIDTH).map((line) => `    # ${line}`);
  return [...comment, `    ${key}:`, '      score:', '      evidence: []', '      finding:', '      improvement:'];
}

/** How many requirements a sheet for this claim has. */
export const countRequirements = (catalogue: Catalogue, claim: number, reading: Reading): number =>
  itemsOf(catalogue).reduce((sum, item) => sum + requirementsFor(item, claim, reading).length, 0);
