import { LANGS, type Lang, type Text } from '../i18n/lang.ts';
import { type FoldedText, foldText } from '../text/fold-text.ts';
import type { Catalogue, Domain, Item, ItemLevel, Level } from './catalogue.ts';
import type { Part } from './find-part.ts';

/** What of a part a passage is. */
export type Field =
  | 'id'
  | 'name'
  | 'clause'
  | 'text'
  | 'point'
  | 'overview'
  | 'definition'
  | 'characteristic'
  | 'evidence'
  | 'advice';

/** One text of a part; `lang` is null where it is in no language. */
export interface Passage {
  readonly field: Field;
  readonly lang: Lang | null;
  readonly original: string;
  readonly folded: FoldedText;
}

/** A part with its passages, and the names of what it belongs to: they help to find it, but are no passages of it. */
export interface SearchEntry {
  readonly part: Part;
  /** What `assess model show` takes. */
  readonly id: string;
  readonly passages: readonly Passage[];
  readonly context: readonly (readonly FoldedText[])[];
}

const passage = (field: Field, lang: Lang | null, original: string): Passage => ({
  field,
  lang,
  original,
  folded: foldText(original),
});
const passages = (field: Field, ...texts: readonly Text[]): Passage[] =>
  texts.flatMap((text) => LANGS.map((lang) => passage(field, lang, text[lang])));
const fold = (...texts: readonly string[]): readonly FoldedText[] => texts.map(foldText);

const indexes = new WeakMap<Catalogue, readonly SearchEntry[]>();

/** The passages of a catalogue in its order, folded once and kept as long as it is. */
export function searchIndex(catalogue: Catalogue): readonly SearchEntry[] {
  const known = indexes.get(catalogue);
  if (known) return known;
  const levels = new Map(catalogue.levels.map((level) => [level.rank, fold(level.name.zh, level.name.en)]));
  const entries = [
    ...catalogue.levels.map(levelEntry),
    ...catalogue.domains.flatMap((domain) => domainEntries(catalogue, domain, levels)),
  ];
  indexes.set(catalogue, entries);
  return entries;
}

type LevelNames = ReadonlyMap<number, readonly FoldedText[]>;

const levelEntry = (level: Level): SearchEntry => ({
  part: { kind: 'level', level },
  id: String(level.rank),
  passages: [
    ...passages('name', level.name),
    ...(level.definition ? passages('definition', level.definition) : []),
    ...passages('characteristic', ...level.characteristics),
  ],
  context: [],
});

function domainEntries(catalogue: Catalogue, domain: Domain, names: LevelNames): SearchEntry[] {
  const context = fold(domain.id, domain.name.zh, domain.name.en);
  const marks = catalogue.levels.map((level): SearchEntry => {
    const texts = domain.characteristics.filter((entry) => entry.level === level.rank).map((entry) => entry.text);
    return {
      part: { kind: 'domain', domain, level },
      id: `${domain.id}.${level.rank}`,
      passages: passages('characteristic', ...texts),
      context: [context, names.get(level.rank) ?? []],
    };
  });
  const whole: SearchEntry = {
    part: { kind: 'domain', domain, level: null },
    id: domain.id,
    passages: [
      passage('id', null, domain.id),
      ...passages('name', domain.name),
      ...passages('overview', domain.overview),
    ],
    context: [],
  };
  return [
    whole,
    ...marks.filter((entry) => entry.passages.length),
    ...domain.items.flatMap((item) => itemEntries(catalogue, domain, item, context, names)),
  ];
}

function itemEntries(
  catalogue: Catalogue,
  domain: Domain,
  item: Item,
  domainNames: readonly FoldedText[],
  names: LevelNames,
): SearchEntry[] {
  const context = [domainNames, fold(item.id, item.name.zh, item.name.en)];
  const whole: SearchEntry = {
    part: { kind: 'item', domain, item, level: null },
    id: item.id,
    passages: [
      passage('id', null, item.id),
      ...passages('name', item.name),
      ...(item.heading === null ? [] : [passage('name', 'zh', item.heading)]),
      ...passages('overview', item.overview),
    ],
    context: [domainNames],
  };
  return [
    whole,
    ...item.levels.flatMap((entry) => {
      const level = catalogue.levels.find(({ rank }) => rank === entry.level);
      return level ? itemLevelEntries(domain, item, entry, level, [...context, names.get(entry.level) ?? []]) : [];
    }),
  ];
}

const itemLevelEntries = (
  domain: Domain,
  item: Item,
  { requirements, clause, evidence, advice }: ItemLevel,
  level: Level,
  context: SearchEntry['context'],
): SearchEntry[] => [
  ...requirements.map(
    (requirement): SearchEntry => ({
      part: { kind: 'requirement', domain, item, requirement },
      id: requirement.id,
      passages: [
        passage('id', null, requirement.id),
        ...passages('text', requirement.text),
        ...passages('point', ...requirement.points),
      ],
      context,
    }),
  ),
  {
    part: { kind: 'item', domain, item, level },
    id: `${item.id}.${level.rank}`,
    passages: [
      ...(clause === null ? [] : [passage('clause', null, clause)]),
      ...passages('evidence', ...evidence),
      ...passages('advice', advice),
    ],
    context,
  },
];
