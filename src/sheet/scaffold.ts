import {
  type Catalogue,
  type Item,
  itemsOf,
  itemTitle,
  levelName,
  pointLines,
  type Reading,
  type Requirement,
  requirementsFor,
  shortId,
} from '../catalogue/catalogue.ts';
import { decimalOf } from '../catalogue/scoring.ts';
import { joinWords } from '../i18n/join-words.ts';
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
  /** How the sheet names a model file, relative to its own folder; left out or null for a model that comes with the program. */
  readonly modelPath?: string | null;
  /** Requirements up to the claim that are laid out although the reading does not ask for them. */
  readonly also?: ReadonlySet<string>;
  /** Comments above an answer, a line each, by the requirement's id. */
  readonly notes?: ReadonlyMap<string, readonly string[]>;
  /** The overlay that the catalogue's wording comes from, relative to the sheet; left out or null for none. */
  readonly overlay?: string | null;
}

const NOTES = {
  zh: {
    cumulative: '含以下各级的要求；own-level 则只取本级',
    'own-level': '只取申报等级本级的要求；cumulative 则含以下各级',
    self: 'self 自评估 | formal 正式评估',
    formal: 'formal 正式评估 | self 自评估',
    provisional: '【暂定，原文不知】',
  },
  en: {
    cumulative: 'with the requirements of the levels below; own-level takes this level alone',
    'own-level': 'the requirements of the claimed level alone; cumulative adds those of the levels below',
    self: 'self | formal',
    formal: 'formal | self',
    provisional: '[provisional, wording not known] ',
  },
} as const;

/** The line of the head that names the overlay; nothing where there is none. */
const overlayLine = (path: string | null, lang: Lang): string =>
  path === null ? '' : `${`overlay: ${writePath(path)}`.padEnd(COMMENT_COLUMN - 1)} ${OVERLAY_NOTE[lang]}\n`;
const writePath = (path: string): string => (PLAIN_PATH.test(path) ? path : writeText(path));
/** Paths that need no quotes, as most begin with a dot. */
const PLAIN_PATH = /^\.{1,2}\/[\w\u4e00-\u9fff./-]+$/;
const OVERLAY_NOTE = {
  zh: '# 表述替换文件；要求的表述取自它，没有填的仍用模型的',
  en: "# overlay: the requirements are in its words, the model's where it has none",
} as const;

const COMMENT_WIDTH = 110;
/** Where comments behind the short keys of the head begin. */
const COMMENT_COLUMN = 29;

/** A new sheet for a claim: the head from its template, then every requirement of the claim with its text in comments. */
export function scaffoldSheet(catalogue: Catalogue, headTemplate: string, options: ScaffoldOptions): string {
  const { claim, lang, reading, kind, modelPath = null } = options;
  const values: Readonly<Record<string, string>> = {
    schema: options.schema === null ? '' : `# yaml-language-server: $schema=${options.schema}\n`,
    model: modelPath === null ? catalogue.id : writePath(modelPath),
    edition: writeText(catalogue.edition),
    modelDigest: modelPath === null ? '' : `modelDigest: ${catalogue.digest}\n`,
    ...scoreWords(catalogue, lang),
    overlay: overlayLine(options.overlay ?? null, lang),
    claim: String(claim).padEnd(COMMENT_COLUMN - 7),
    claimName: levelName(catalogue, claim)?.[lang] ?? String(claim),
    reading: reading.padEnd(COMMENT_COLUMN - 9),
    readingNote: NOTES[lang][reading],
    kind: kind.padEnd(COMMENT_COLUMN - 6),
    kindNote: NOTES[lang][kind],
    name: options.organization === null ? '' : writeText(options.organization),
  };
  const head = linesFor(catalogue, headTemplate)
    .replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? '')
    .replace(/^ {2}name: $/m, '  name:');
  return `${head}${ratingsText(catalogue, options)}`;
}

/** The template without the lines that are not for whom the model assesses: `{{#sme}}` is for providers to SMEs, `{{^sme}}` for others. */
function linesFor({ assesses }: Catalogue, template: string): string {
  const kept = assesses === 'sme-service-providers' ? '#' : '^';
  return template.replace(/^\{\{([#^])sme\}\}\n(.*?)^\{\{\/sme\}\}\n/gms, (_, mark: string, lines: string) =>
    mark === kept ? lines : '',
  );
}

/** What the head says of the scores: each with its name, and those that want an improvement. */
function scoreWords(
  { scoring: { scores, scale, threshold } }: Catalogue,
  lang: Lang,
): Readonly<Record<string, string>> {
  const named = scores.map(({ units, name }) =>
    lang === 'zh' ? `${decimalOf(units, scale)}（${name.zh}）` : `${decimalOf(units, scale)} (${name.en})`,
  );
  const below = scores.filter(({ units }) => units < threshold).map(({ units }) => decimalOf(units, scale));
  return { scores: joinWords(named, lang, 'or'), below: joinWords(below, lang, lang === 'zh' ? 'or' : 'and') };
}

function ratingsText(catalogue: Catalogue, options: ScaffoldOptions): string {
  const { lang } = options;
  const lines = ['ratings:'];
  for (const domain of catalogue.domains) {
    const items = domain.items.filter((item) => requirementsIn(item, options).length > 0);
    if (!items.length) continue;
    lines.push(`  # ── ${domain.name[lang]} ──`);
    for (const item of items) {
      lines.push(`  ${item.id}:${' '.repeat(Math.max(1, 26 - item.id.length))}# ${itemTitle(domain, item, lang)}`);
      for (const requirement of requirementsIn(item, options))
        lines.push(...answerLines(catalogue, requirement, options));
      lines.push('');
    }
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function requirementsIn(item: Item, { claim, reading, also }: ScaffoldOptions): readonly Requirement[] {
  const asked = new Set(requirementsFor(item, claim, reading));
  return requirementsFor(item, claim, 'cumulative').filter((entry) => asked.has(entry) || also?.has(entry.id));
}

function answerLines(catalogue: Catalogue, requirement: Requirement, { lang, notes }: ScaffoldOptions): string[] {
  const key = shortId(requirement);
  const level = levelName(catalogue, requirement.level)?.[lang] ?? '';
  const mark = requirement.provisional ? NOTES[lang].provisional : '';
  const text = `${level} ${key.slice(-1)}) ${mark}${requirement.text[lang]}`;
  const statement = [text, ...pointLines(requirement, lang).map((line) => `  ${line}`)];
  const comment = [...statement, ...(notes?.get(requirement.id) ?? [])]
    .flatMap((part) => wrapTo(part, COMMENT_WIDTH))
    .map((line) => `    # ${line}`);
  return [...comment, `    ${key}:`, '      score:', '      evidence: []', '      finding:', '      improvement:'];
}

/** How many requirements a sheet for this claim has. */
export const countRequirements = (catalogue: Catalogue, claim: number, reading: Reading): number =>
  itemsOf(catalogue).reduce((sum, item) => sum + requirementsFor(item, claim, reading).length, 0);
