import type { Catalogue, Item } from '../../../src/catalogue/catalogue.ts';
import { smallCatalogue } from '../scoring/small-catalogue.ts';

const text = (words: string) => ({ zh: words, en: words });

/** Another edition of a catalogue, with items changed. */
export const editionOf = (catalogue: Catalogue, edition: string, change: (item: Item) => Item): Catalogue => ({
  ...catalogue,
  edition,
  domains: catalogue.domains.map((domain) => ({ ...domain, items: domain.items.map(change) })),
});

/** The item with each of its levels given as one provisional requirement, where `levels` has it. */
export const wholeAt = (item: Item, levels: readonly number[]): Item => ({
  ...item,
  levels: item.levels.map((entry) =>
    levels.includes(entry.level)
      ? {
          ...entry,
          requirements: [
            {
              id: `${item.id}.${entry.level}a`,
              level: entry.level,
              text: text(`all of ${item.id} ${entry.level}`),
              points: [],
              provisional: true,
            },
          ],
        }
      : entry,
  ),
});

/** Two requirements at each of two levels of `vision`, two of `needs`, one of `risks`. */
export const OLD = smallCatalogue({ north: { vision: { 1: 2, 2: 2 }, needs: { 1: 2 } }, south: { risks: { 2: 1 } } });
