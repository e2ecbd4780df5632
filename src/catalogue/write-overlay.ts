import type { Lang } from '../i18n/lang.ts';
import { wrapTo } from '../text/width.ts';
import { writeText } from '../yaml/write-value.ts';
import { type Catalogue, type Item, itemTitle, levelName, pointLines, type Requirement } from './catalogue.ts';
import { OVERLAY_FORMAT, type Overlay, type PartialText, type Wording } from './overlay.ts';

const EMPTY_OVERLAY: Overlay = { requirements: new Map(), replace: new Map() };

const UNFILLED: PartialText = { zh: null, en: null };

const COMMENT_WIDTH = 110;

const HEAD = {
  zh: [
    '# 表述替换文件：把模型里要求的表述换成您手里标准文本的原文，由 assess 生成。',
    '#   每条要求在 zh（中文）或 en（英文）后面填原文，填一种就行；空着的仍用模型的表述，就是上面注释里的那句。',
    '#   用法：在评估表里写 overlay: ./文件名，或在命令后面加 --overlay 文件名。',
    '#   标准文本受著作权保护：这个文件只供持有该文本的一方自己使用，不要公开。',
  ],
  en: [
    '# An overlay: the wording of your own copy of the standard for the requirements of a model. Laid out by assess.',
    "#   Write the wording behind zh (Chinese) or en (English); one is enough. What stays empty keeps the model's",
    '#   statement, which stands in the comment above.',
    '#   To use it, write overlay: ./file in the sheet, or add --overlay file to a command.',
    '#   Standards are under copyright: this file is for those who own a copy of the text; do not publish it.',
  ],
} as const;

const REPLACE = {
  zh: '# 暂定要求：每个能力项每级现在只有一条。把原文的各条按次序填进来，就成为 a、b、c…… 各条；条数可以增减。',
  en: '# Provisional requirements, one for a whole item and level. Fill in the real ones in their order, as many as there are; they become a, b, c …',
} as const;

const HEADING = { zh: '原文标题：', en: 'headed ' } as const;

/** The text of an overlay with every id of the model, our statements in comments, and what `overlay` says filled in. */
export function overlayText(catalogue: Catalogue, lang: Lang, overlay: Overlay = EMPTY_OVERLAY): string {
  const head = [
    ...HEAD[lang],
    `format: ${OVERLAY_FORMAT}`,
    `model: ${catalogue.id}`,
    `edition: ${writeText(catalogue.edition)}`,
  ];
  const known = sectionLines(catalogue, lang, (requirement) =>
    requirement.provisional ? [] : wordingLines(requirement, overlay.requirements.get(requirement.id), lang),
  );
  const provisional = sectionLines(catalogue, lang, (requirement) =>
    requirement.provisional ? replacementLines(requirement, overlay, lang) : [],
  );
  const parts = [
    head,
    known.length ? ['requirements:', ...known] : [],
    provisional.length ? [...wrapTo(REPLACE[lang], COMMENT_WIDTH).map(asComment), 'replace:', ...provisional] : [],
  ];
  return parts
    .filter((lines) => lines.length)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

const asComment = (line: string): string => (line.startsWith('#') ? line : `# ${line}`);

/** The lines of all requirements below headings of domain, item and level; headings without lines are left out. */
function sectionLines(
  catalogue: Catalogue,
  lang: Lang,
  linesOf: (requirement: Requirement) => readonly string[],
): string[] {
  const found: string[] = [];
  for (const domain of catalogue.domains) {
    const items = domain.items.flatMap((item) => {
      const levels = item.levels.flatMap(({ level, clause, requirements }) => {
        const lines = requirements.flatMap(linesOf);
        const name = levelName(catalogue, level)?.[lang] ?? String(level);
        return lines.length ? [`  # ${name}${clause === null ? '' : ` · ${clause}`}`, ...lines] : [];
      });
      return levels.length
        ? [`  # ── ${itemTitle(domain, item, lang)}${headingNote(item, lang)}──`, ...levels, '']
        : [];
    });
    if (items.length) found.push(`  # ══ ${domain.name[lang]} ══`, ...items);
  }
  while (found.at(-1) === '') found.pop();
  return found;
}

function headingNote({ heading }: Item, lang: Lang): string {
  if (heading === null) return ' ';
  return lang === 'zh' ? `（${HEADING.zh}${heading}）` : ` (${HEADING.en}${heading}) `;
}

function statementLines(requirement: Requirement, lang: Lang, indent: string): string[] {
  return requirement.text[lang]
    .split('\n')
    .flatMap((line) => wrapTo(line, COMMENT_WIDTH))
    .map((line) => `${indent}# ${line}`);
}

function wordingLines(requirement: Requirement, wording: Wording | undefined, lang: Lang): string[] {
  const { points } = requirement;
  const filled = wording?.points ?? [];
  // A form left empty behind filled points would ask to be filled in too.
  const count = filled.length || points.length;
  const told = pointLines(requirement, lang);
  const pointForm = Array.from({ length: count }, (_, index) => [
    ...(told[index] === undefined ? [] : wrapTo(told[index], COMMENT_WIDTH).map((line) => `      # ${line}`)),
    ...textLines(filled[index] ?? UNFILLED, '      - ', '        '),
  ]);
  return [
    `  ${requirement.id}:`,
    ...statementLines(requirement, lang, '    '),
    ...textLines(wording ?? UNFILLED, '    ', '    '),
    ...(count ? ['    points:', ...pointForm.flat()] : []),
  ];
}

const textLines = ({ zh, en }: PartialText, first: string, next: string): string[] => [
  `${first}${valueLine('zh', zh)}`,
  `${next}${valueLine('en', en)}`,
];

const valueLine = (key: string, text: string | null): string =>
  text === null ? `${key}:` : `${key}: ${writeText(text)}`;

function replacementLines(requirement: Requirement, { replace }: Overlay, lang: Lang): string[] {
  const wordings = replace.get(requirement.id) ?? [{ ...UNFILLED, points: [] }];
  return [
    `  ${requirement.id}:`,
    ...statementLines(requirement, lang, '    '),
    ...wordings.flatMap(({ points, ...wording }) => [
      ...textLines(wording, '    - ', '      '),
      ...(points.length
        ? ['      points:', ...points.flatMap((point) => textLines(point, '        - ', '          '))]
        : []),
    ]),
  ];
}
