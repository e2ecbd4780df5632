import { type Item, type Requirement, statementOf } from '../catalogue/catalogue.ts';
import type { ComparedItems } from '../catalogue/compare-catalogues.ts';
import { LANGS, type Lang } from '../i18n/lang.ts';
import { messagesIn } from '../i18n/messages.ts';
import type { Point } from './report-document.ts';

type Requirements = ReadonlyMap<string, Requirement>;

/** What differs in the requirements of two models, a point for each group of items that both have; the statements too. */
export function changePoints(
  groups: readonly ComparedItems[],
  before: Requirements,
  after: Requirements,
  lang: Lang,
): Point[] {
  return groups.flatMap((group): Point[] => {
    const notes = changeNotes(group, before, after, lang);
    if (!group.a.length || !group.b.length || !notes.length) return [];
    return [{ label: '', text: titleOf([...new Set([...group.a, ...group.b])], lang), tone: 'plain', notes }];
  });
}

const titleOf = (items: readonly Item[], lang: Lang): string =>
  [...new Map(items.map((item) => [item.id, `${item.name[lang]} ${item.id}`])).values()].join(' + ');

function changeNotes(group: ComparedItems, before: Requirements, after: Requirements, lang: Lang): string[] {
  const m = messagesIn(lang);
  const one = new Set([...group.a, ...group.b].map(({ id }) => id)).size === 1;
  const key = (id: string) => (one ? id.slice(id.lastIndexOf('.') + 1) : id);
  const alone = (ids: readonly string[], known: Requirements, word: string) =>
    ids.flatMap((id) => {
      const requirement = known.get(id);
      return requirement ? [m.model.change(word, key(id), statementOf(requirement, lang))] : [];
    });
  const changed = group.changed.flatMap(([from, to]) => {
    const [old, fresh] = [before.get(from), after.get(to)];
    if (!old || !fresh) return [];
    // Where only the other language has other words, these are told.
    const told = [lang, ...LANGS].find((each) => statementOf(old, each) !== statementOf(fresh, each)) ?? lang;
    const ids = from === to ? key(to) : `${key(from)} → ${key(to)}`;
    return [m.model.change(m.model.reworded, ids, statementOf(old, told)), `→ ${statementOf(fresh, told)}`];
  });
  // Those of items that became one, or were split, have other letters anyway.
  const moved = one ? group.same.filter(([from, to]) => from !== to) : [];
  const renumbered = moved.map(([from, to]) => `${key(from)} → ${key(to)}`).join(m.punctuation.enumeration);
  return [
    ...(moved.length ? [`${m.model.renumbered}${m.punctuation.colon}${renumbered}`] : []),
    ...changed,
    ...alone(group.onlyA, before, m.words.comparison.dropped),
    ...alone(group.onlyB, after, m.words.comparison.added),
  ];
}
