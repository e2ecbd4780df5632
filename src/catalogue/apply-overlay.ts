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

/** Where the source lists other points than the catalogue, the one language given stands for both: what it says differs. */
function reworded(requirement: Requirement, wording: Wording): Requirement {
  const { text, points: known } = requirement;
  const points = wording.points.some(isFilled) ? wording.points : null;
  const alike = points === null || points.length === known.length;
  const inBothOr = (given: PartialText, old: Text | undefined): Text =>
    alike && old ? { zh: given.zh ?? old.zh, en: given.en ?? old.en } : inBoth(given);
  return {
    ...requirement,
    text: isFilled(wording) ? inBothOr(wording, text) : text,
    points: points?.map((point, index) => inBothOr(point, known[index])) ?? known,
  };
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
