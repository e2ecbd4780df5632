import { type Catalogue, itemsOf, type Requirement } from './catalogue.ts';

/** A text as a user gives it: either language alone is enough. */
export interface PartialText {
  readonly zh: string | null;
  readonly en: string | null;
}

/** The user's wording of one requirement; a language left null, or no points, leaves the catalogue's as they are. */
export interface Wording extends PartialText {
  readonly points: readonly PartialText[];
}

/** What an overlay says: wording by requirement id, and for provisional requirements the real ones in their order. */
export interface Overlay {
  readonly requirements: ReadonlyMap<string, Wording>;
  readonly replace: ReadonlyMap<string, readonly Wording[]>;
}

export const OVERLAY_FORMAT = 'assess-overlay/1';

/** Whether a text says anything in any language. */
export const isFilled = ({ zh, en }: PartialText): boolean => zh !== null || en !== null;

/** Every requirement of a model with those that stand at the same item and level, itself among them, by its id. */
export const siblingsById = (
  catalogue: Catalogue,
): ReadonlyMap<string, { readonly requirement: Requirement; readonly siblings: readonly Requirement[] }> =>
  new Map(
    itemsOf(catalogue).flatMap((item) =>
      item.levels.flatMap(({ requirements }) =>
        requirements.map((requirement) => [requirement.id, { requirement, siblings: requirements }] as const),
      ),
    ),
  );
