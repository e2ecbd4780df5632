import { type Catalogue, type Domain, type Item, isDomainWide, type Level } from './catalogue.ts';

/** What the heading of a standard names. `part` is a section of an item that holds no requirements, such as 概述. */
export type Heading =
  | { readonly kind: 'domain'; readonly domain: Domain }
  | {
      readonly kind: 'item';
      readonly domain: Domain;
      readonly item: Item;
      /** The item of the other model, where a derived one was named as it is there. */
      readonly origin?: string;
    }
  | { readonly kind: 'level'; readonly level: number }
  | { readonly kind: 'part' };

/** The names of a model as headings may have them: as they are, and without what editions of one standard differ in. */
export interface StandardNames {
  readonly exact: ReadonlyMap<string, readonly Heading[]>;
  readonly loose: ReadonlyMap<string, readonly Heading[]>;
  readonly levels: readonly (readonly [name: string, level: number])[];
}

const PARTS: ReadonlySet<string> = new Set(['概述', '总则', '通则', '概要', '要求', '能力要求', 'overview', 'general']);

/** What stands behind a level's name in its heading: 三星能力等级要求. */
const LEVEL_TAIL = /^级?(?:服务)?(?:能力)?(?:成熟度)?(?:等级)?(?:能力)?的?(?:要求)?$|^(?:level)?(?:requirements)?$/;

/** A name without what does not tell names apart: blanks, widths, quotes, case. */
const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/[\s《》“”"'‘’*_`·]/g, '')
    .toLowerCase();

/** 与 for 和, 规划 for 策划, and with or without 管理 or 能力 at the end. */
function looseName(name: string): string {
  const plain = plainName(name)
    .replace(/[与和及]/g, '')
    .replace(/规划/g, '策划')
    .replace(/(?<=.)(?:能力)?要求$/, '');
  return plain.replace(/(?<=..)(?:管理能力|能力|管理)$/, '');
}

/** Indexes the names and headings of a model, in both languages. */
export function standardNames(catalogue: Catalogue): StandardNames {
  const exact = new Map<string, Heading[]>();
  const loose = new Map<string, Heading[]>();
  const add = (name: string, heading: Heading): void => {
    for (const [index, key] of [
      [exact, plainName(name)],
      [loose, looseName(name)],
    ] as const)
      if (key !== '') index.set(key, [...(index.get(key) ?? []).filter((known) => !isSame(known, heading)), heading]);
  };
  for (const domain of catalogue.domains) {
    for (const name of namesOf(domain)) add(name, { kind: 'domain', domain });
    for (const item of domain.items)
      if (!isDomainWide(domain, item))
        for (const name of [...namesOf(item), item.heading ?? ''])
          if (name !== '') add(name, { kind: 'item', domain, item });
  }
  addOrigins({ exact, loose }, catalogue);
  return { exact, loose, levels: catalogue.levels.flatMap(levelNames) };
}

/** What the items of a derived model are called where they come from, unless the model calls another part so. */
function addOrigins({ exact, loose }: Record<'exact' | 'loose', Map<string, Heading[]>>, catalogue: Catalogue): void {
  for (const domain of catalogue.domains)
    for (const item of domain.items)
      for (const origin of item.derivation?.from ?? []) {
        const heading = catalogue.derivedFrom?.places[origin]?.heading;
        if (heading === undefined) continue;
        const entry: Heading = { kind: 'item', domain, item, origin };
        if (!exact.has(plainName(heading))) exact.set(plainName(heading), [entry]);
        if (!loose.has(looseName(heading))) loose.set(looseName(heading), [entry]);
      }
}

const namesOf = ({ name }: Domain | Item): string[] => [name.zh, name.en];

const isSame = (a: Heading, b: Heading): boolean =>
  (a.kind === 'domain' && b.kind === 'domain' && a.domain === b.domain) ||
  (a.kind === 'item' && b.kind === 'item' && a.item === b.item);

/** A level's name can have a second one in brackets: 协同级（二级）. */
const levelNames = ({ name, rank }: Level): [string, number][] =>
  [name.zh, name.en]
    .flatMap((full) => [full, ...full.split(/[（()）]/)])
    .map(plainName)
    .filter((plain) => plain !== '')
    .map((plain) => [plain, rank]);

/** What a heading names, read within a domain; null where it is none of the model's names, or could be several. */
export function headingOf(names: StandardNames, title: string, around: Domain | null): Heading | null {
  const plain = plainName(title);
  if (plain === '') return null;
  const exact = choose(names.exact.get(plain), around);
  if (exact) return exact;
  const level = names.levels.find(([name]) => plain.startsWith(name) && LEVEL_TAIL.test(plain.slice(name.length)));
  if (level) return { kind: 'level', level: level[1] };
  if (PARTS.has(plain)) return { kind: 'part' };
  return choose(names.loose.get(looseName(title)), around);
}

/** Of several parts with one name, the item of the domain at hand, else the domain. */
function choose(found: readonly Heading[] | undefined, around: Domain | null): Heading | null {
  if (!found) return null;
  const [only, ...others] = found;
  if (only && !others.length) return only;
  const inside = found.filter((heading) => heading.kind === 'item' && heading.domain === around);
  const domains = found.filter((heading) => heading.kind === 'domain');
  const [best, ...rivals] = inside.length ? inside : domains;
  return best && !rivals.length ? best : null;
}
