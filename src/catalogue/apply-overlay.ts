import type { Text } from '../i18n/lang.ts';
import type { Catalogue, Item, OverlayMark, Requirement } from './catalogue.ts';
import { isFilled, type Overlay, type PartialText, type Wording } from './overlay.ts';

/**
 * The catalogue in the words of an overlay that was parsed for it. Ids, order and everything that it does not name stay;
 * a provisional requirement that it replaces gives way to real ones, with the letters from its own on.
 */
export function applyOverlay(
  catalogue: Catalogue,
  overlay: Overlay,
  { file, digest }: Pick<OverlayMark, 'file' | 'digest'>,
): Catalogue {
  let replaced = 0;
  const reword = (requirement: Requirement): readonly Requirement[] => {
    const real = overlay.replace.get(requirement.id);
    if (real?.length) {
      replaced += real.length;
      return real.map((wording, index) => realRequirement(requirement, wording, index));
    }
    const wording = overlay.requirements.get(requirement.id);
    if (!wording || !saysAnything(wording)) return [requirement];
    replaced++;
    return [reworded(requirement, wording)];
  };
  const domains = catalogue.domains.map((domain) => ({
    ...domain,
    items: domain.items.map((item) => rewordItem(item, reword)),
  }));
  return { ...catalogue, domains, overlay: { file, digest, replaced }, released: catalogue };
}

const rewordItem = (item: Item, reword: (requirement: Requirement) => readonly Requirement[]): Item => ({
  ...item,
  levels: item.levels.map((level) => ({ ...level, requirements: level.requirements.flatMap(reword) })),
});

const saysAnything = (wording: Wording): boolean => isFilled(wording) || wording.points.some(isFilled);

function reworded(requirement: Requirement, wording: Wording): Requirement {
  return {
    ...requirement,
    text: { zh: wording.zh ?? requirement.text.zh, en: wording.en ?? requirement.text.en },
    points: wording.points.some(isFilled) ? rewordedPoints(requirement.points, wording.points) : requirement.points,
  };
}

/** Where the source lists other points than the catalogue, the one language given stands for both: their places differ. */
function rewordedPoints(known: readonly Text[], points: readonly PartialText[]): Text[] {
  const alike = known.length === points.length;
  return points.map((point, index) => {
    const old = alike ? known[index] : undefined;
    return { zh: point.zh ?? old?.zh ?? point.en ?? '', en: point.en ?? old?.en ?? point.zh ?? '' };
  });
}

const inBoth = ({ zh, en }: PartialText): Text => ({ zh: zh ?? en ?? '', en: en ?? zh ?? '' });

function realRequirement({ id, level }: Requirement, wording: Wording, index: number): Requirement {
  const letter = String.fromCharCode(id.charCodeAt(id.length - 1) + index);
  return {
    id: `${id.slice(0, -1)}${letter}`,
    level,
    text: inBoth(wording),
    points: wording.points.map(inBoth),
    provisional: false,
  };
}
