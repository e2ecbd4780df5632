/** A sheet without fault in block and flow style, with answers of every kind, for slips to be put into. */
export const SHEET = `format: assess/1
model: sme
edition: draft-2023
claim: 1
lang: zh
organization: { name: 甲公司, staff: 200 人 }
assessment:
  objective: 看看做得怎样
  dates:
    start: 2026-03-01
    end: 2026-03-05
evidence:
  E01: { title: 登记表, date: 2026-02-01 }
  E02:
    title: 变更记录
    method: interview
  E03: { title: 培训记录 }
ratings:
  demand-management:
    1a:
      score: 1
      evidence: [E01, E02]
      finding: 都有登记
    1b:
      score: 0.5 # mine
      evidence: [E03]
      finding: 台账没有逐月更新
      improvement:
        measure: 逐月更新台账
        owner: 王工
        due: 2026-06-30
    1c: { score: 0.5, evidence: [E02, E01], finding: 口头交接, improvement: { measure: 书面交接, owner: 李工 } }
    1d:
      score: 0.8
  investment-and-finance: { 1a: { score: 0.8 }, 1b: { score: 0.8 }, 1c: { score: 0.8 }, 1d: { score: 0.8 } }
  service-catalogue:
    1a:
      score: 0.8
  security-and-continuity: { 1a: { score: 0.8 }, 1b: { score: 0.8 } }
  service-quality:
    1a:
      score: 0.8 # after
      evidence: []
      finding:
      improvement:
    1b: { score: 0.8 }
    1c: { score: 0.8 }
    1d: { score: 0.8 }
  service-assets: { 1a: { score: 0.8 }, 1b: { score: 0.8 }, 1c: { score: 0.8 } }
  incidents-and-problems: { 1a: { score: 0.8 }, 1b: { score: 0.8 } }
  service-communication:
    1a: { score: 0.8 }
    1b:
      score: 0.8
      evidence: [E02] # last
`;
