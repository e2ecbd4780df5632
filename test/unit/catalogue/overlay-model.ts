import { assembleCatalogue } from '../../../src/catalogue/assemble-catalogue.ts';
import type { Catalogue, Domain } from '../../../src/catalogue/catalogue.ts';
import { newSeen, parseModel } from '../../../src/catalogue/parse-model.ts';
import { sourceText } from '../../../src/yaml/source-text.ts';

const requirement = (id: string, more = ''): string =>
  `              - { id: ${id}, text: { zh: ${id} 的表述。, en: Statement of ${id}. }${more} }`;

const level = (rank: number, requirements: readonly string[]): string => `          - level: ${rank}
            requirements:
${requirements.join('\n')}
            evidence: [{ zh: 表, en: Table }, { zh: 图, en: Chart }]
            advice: { zh: 先做, en: Begin }`;

const item = (id: string, zh: string, en: string, levels: readonly string[], more = ''): string => `      - id: ${id}
        name: { zh: ${zh}, en: ${en} }
${more}        overview: { zh: 概述, en: Overview }
        levels:
${levels.join('\n')}`;

/** A made-up model: names that differ from headings, points, a provisional level, a provisional last one, a whole domain. */
const MODEL = `format: assess-model/1
id: shop
edition: '2'
name: { zh: 门店, en: Shop }
document: { zh: 《门店规范》, en: Shop rules }
scoringRule: { zh: 平均, en: Mean }
levels:
  - { rank: 1, name: { zh: 铜级（三级）, en: Bronze }, characteristics: [] }
  - { rank: 2, name: { zh: 银级（二级）, en: Silver }, characteristics: [] }
domains:
  - id: counter
    name: { zh: 柜台能力, en: Counter }
    overview: { zh: 概述, en: Overview }
    items:
${item(
  'till',
  '收银与找零',
  'Till',
  [
    level(1, [
      requirement('till.1a'),
      requirement('till.1b', ', points: [{ zh: 点一, en: P1 }, { zh: 点二, en: P2 }]'),
    ]),
    level(2, [requirement('till.2a')]),
  ],
  '        heading: 收银管理\n',
)}
${item('queue', '排队规划', 'Queue', [level(1, [requirement('queue.1a'), requirement('queue.1b', ', provisional: true')])])}
  - id: store
    name: { zh: 仓库, en: Store }
    overview: { zh: 概述, en: Overview }
    items:
${item('shelf', '货架', 'Shelf', [level(1, [requirement('shelf.1a', ', provisional: true')]), level(2, [requirement('shelf.2a', ', provisional: true'), requirement('shelf.2b')])])}
${item('store', '仓库', 'Store', [level(2, [requirement('store.2a'), requirement('store.2b')])])}
`;

function madeUp(): Catalogue {
  const parsed = parseModel(sourceText('model.yaml', MODEL), newSeen());
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  const domains = parsed.value.domains.filter((domain): domain is Domain => 'items' in domain);
  return assembleCatalogue(parsed.value, domains, () => 'sha256:shop');
}

/** The made-up model as a catalogue. */
export const SHOP: Catalogue = madeUp();

/** Every requirement of a catalogue, by its id. */
export const requirementsOf = (catalogue: Catalogue) =>
  new Map(
    catalogue.domains
      .flatMap((domain) => domain.items)
      .flatMap((entry) => entry.levels.flatMap(({ requirements }) => requirements))
      .map((entry) => [entry.id, entry]),
  );
