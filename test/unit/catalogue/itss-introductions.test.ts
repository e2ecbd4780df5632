import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { itemsOf } from '../../../src/catalogue/catalogue.ts';
import { openCatalogue } from '../../../src/commands/open-catalogue.ts';

const TEXT = new Map(
  itemsOf(openCatalogue('itss', '2023')).flatMap((item) =>
    item.levels.flatMap((level) =>
      level.requirements.map((requirement) => [requirement.id, requirement.text] as const),
    ),
  ),
);

/**
 * What an introduction line of the standard demands beyond its list, by clause: the entry that carries it, and its
 * words in both languages (ERRATA, rule at the head of section 5).
 */
const CARRIED: readonly (readonly [clause: string, id: string, zh: RegExp, en: RegExp])[] = [
  ['6.1.1', 'capability-planning.1c', /制度依据运维业务需求建立/, /^Rules .* on the basis of O&M business needs/],
  ['6.1.2', 'capability-implementation.1b', /按策划要求付诸实施/, /implemented as planning requires/],
  ['6.2.1', 'quality-evaluation.1a', /对照这些要求检查质量/, /quality is checked against them/],
  ['6.4.1', 'service-level-management.1b', /管理制度也已建立并得到执行/, /policy for it .* carried out/],
  ['6.4.2', 'service-reporting.1a', /制度已建立并执行/, /policy .* carried out/],
  ['6.4.3', 'incident-management.1a', /制度已建立并得到执行/, /policy .* carried out/],
  ['6.4.4', 'information-security-management.1a', /建立信息安全管理制度.*得到执行/, /policy .* carried out/],
  ['6.6.1', 'service-desk.1a', /设置了服务台/, /service desk is set up/],
  ['6.7.1', 'delivery-planning.1a', /按项目需求策划/, /planned on the basis of project needs/],
  ['6.7.1', 'delivery-planning.1b', /按项目需求作了策划/, /planned to suit project needs/],
  ['6.7.2', 'delivery-implementation.1a', /切合项目需求/, /in keeping with project needs/],
  ['6.7.3', 'delivery-checking.1a', /依据是项目需求/, /in line with project needs/],
  ['6.7.4', 'delivery-improvement.1a', /项目需求和交付管理要求/, /project needs and delivery management requirements/],
  ['6.7.5', 'response-support.1a', /按项目需求/, /in line with project needs/],
  ['6.8.1', 'emergency-organization-and-rules.1b', /已经建立/, /has been set up/],
  ['7.2.1', 'quality-planning.2a', /与运维业务相适应/, /suited to the O&M business/],
  ['7.2.1', 'quality-planning.2c', /办法.*都适合运维业务/, /methods .* all suit the O&M business/],
  ['7.2.3', 'quality-improvement.2c', /按质量改进制度实施/, /under the rules for quality improvement/],
  [
    '7.3.1',
    'personnel-capability-planning.2c',
    /能力管理目标对人员能力的要求/,
    /what the capability management objectives require/,
  ],
  ['7.3.3', 'personnel-reserve.2a', /按人员能力计划/, /in line with the personnel capability plan/],
  ['7.3.4', 'personnel-training.2b', /依人员能力计划/, /in line with the personnel capability plan/],
  ['7.3.6', 'capability-evaluation.2b', /依照人员能力计划/, /in line with the personnel capability plan/],
  ['7.4.1', 'process-framework-design.2a', /制度已经建立，并得到执行/, /policy .* carried out/],
  ['7.6.1', 'om-tools.2a', /具有.*监控工具/, /has monitoring tools/],
  ['7.6.1', 'om-tools.2b', /具有过程管理工具/, /has process management tools/],
  ['7.6.4', 'definitive-media-library.2b', /工具和版本受到管理/, /tools and versions are managed/],
  ['8.8.2', 'risk-assessment.3a', /协同开展/, /coordinated/],
];

describe('introduction lines of `itss`', () => {
  test.each(CARRIED)('%s: what the line demands beyond its list stands in %s', (_clause, id, zh, en) => {
    expect(TEXT.get(id)?.zh).toMatch(zh);
    expect(TEXT.get(id)?.en).toMatch(en);
  });

  test('the rule in ERRATA lists the same clauses and entries', () => {
    const errata = readFileSync(new URL('../../../model/ERRATA.md', import.meta.url), 'utf8');
    const rule = errata.slice(errata.indexOf('\n## 5 '), errata.indexOf('\n### 5.1 '));
    const rows = [...rule.matchAll(/^\| (\d\.\d\.\d) \| .* \| (`.*`) \|$/gm)].flatMap(([, clause, ids]) =>
      [...(ids ?? '').matchAll(/`([^`]+)`/g)].map(([, id]) => `${clause} ${id}`),
    );
    expect(rows).toEqual(CARRIED.map(([clause, id]) => `${clause} ${id}`));
  });
});
