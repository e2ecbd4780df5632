import type { AnswerChange } from '../../../src/sheet/change-answer.ts';

/** A change of `demand-management.1a`; `before` and `after` are what stands in that item. */
export interface Example {
  readonly title: string;
  readonly before: string;
  readonly change: AnswerChange;
  readonly after: string;
}

const SCORES: readonly Example[] = [
  {
    title: 'an empty score is filled',
    before: `
    1a:
      score:
      finding:`,
    change: { score: 8 },
    after: `
    1a:
      score: 0.8
      finding:`,
  },
  {
    title: 'a score filled in before a comment leaves the comment in its column',
    before: `
    1a:
      score:        # 现场核对
      finding:      # 待补`,
    change: { score: 5 },
    after: `
    1a:
      score: 0.5    # 现场核对
      finding:      # 待补`,
  },
  {
    title: 'a score is replaced, its comment stays',
    before: `
    1a:
      score: 0.5  # 现场核对
      finding: x`,
    change: { score: 10 },
    after: `
    1a:
      score: 1  # 现场核对
      finding: x`,
  },
  {
    title: 'a score is taken back',
    before: `
    1a:
      score: 0.5  # 现场核对`,
    change: { score: null },
    after: `
    1a:
      score:  # 现场核对`,
  },
  {
    title: 'a null is replaced',
    before: `
    1a:
      score: ~
      finding:`,
    change: { score: 0 },
    after: `
    1a:
      score: 0
      finding:`,
  },
  {
    title: 'blanks before the colon, a tab behind it and blanks at the end of the line stay',
    before: `
    1a:
      score :\t1${'  '}
      finding: x`,
    change: { score: 5 },
    after: `
    1a:
      score :\t0.5${'  '}
      finding: x`,
  },
  {
    title: 'a score on the line below its key comes up to it',
    before: `
    1a:
      score:
        1
      finding: x`,
    change: { score: 5 },
    after: `
    1a:
      score: 0.5
      finding: x`,
  },
  {
    title: 'a missing score is added behind the other fields',
    before: `
    1a:
      evidence: [E01]  # 合同
      finding: x

    # 一星 b)
    1b:`,
    change: { score: 5 },
    after: `
    1a:
      evidence: [E01]  # 合同
      finding: x
      score: 0.5

    # 一星 b)
    1b:`,
  },
  {
    title: 'a field is added right behind a block text, not behind the blank line that follows',
    before: `
    1a:
      finding: |
        一
        二

    # 一星 b)
    1b:`,
    change: { score: 5 },
    after: `
    1a:
      finding: |
        一
        二
      score: 0.5

    # 一星 b)
    1b:`,
  },
];

const EVIDENCE: readonly Example[] = [
  {
    title: 'an empty list gets its entries',
    before: `
    1a:
      evidence: []           # [E01]`,
    change: { evidence: ['E01', 'E02'] },
    after: `
    1a:
      evidence: [E01, E02]           # [E01]`,
  },
  {
    title: 'an entry is added to a list in brackets',
    before: `
    1a:
      evidence: [E01]`,
    change: { evidence: ['E01', 'E03'] },
    after: `
    1a:
      evidence: [E01, E03]`,
  },
  {
    title: 'an entry is added to a block list; the other lines and their comments stay',
    before: `
    1a:
      evidence:
        - E01  # 合同
        # 下面是会议记录
        - "E02"  # 三月
      finding: x`,
    change: { evidence: ['E01', 'E02', 'E03'] },
    after: `
    1a:
      evidence:
        - E01  # 合同
        # 下面是会议记录
        - "E02"  # 三月
        - E03
      finding: x`,
  },
  {
    title: 'an entry is taken out of a block list with its own comment only',
    before: `
    1a:
      evidence:
        - E01  # 合同
        - E02  # 三月
      finding: x`,
    change: { evidence: ['E01'] },
    after: `
    1a:
      evidence:
        - E01  # 合同
      finding: x`,
  },
  {
    title: 'a block list at the column of its key stays there',
    before: `
    1a:
      evidence:
      - E01
      finding: x`,
    change: { evidence: ['E02', 'E03'] },
    after: `
    1a:
      evidence:
      - E02
      - E03
      finding: x`,
  },
  {
    title: 'a block list is emptied; the comment on its key stays',
    before: `
    1a:
      evidence:  # 见清单
        - E01
        - E02
      finding: x`,
    change: { evidence: [] },
    after: `
    1a:
      evidence: []  # 见清单
      finding: x`,
  },
  {
    title: 'the comments of entries that go go with them',
    before: `
    1a:
      evidence:
        - E01  # 合同
        - E02  # 三月
      finding: x`,
    change: { evidence: [] },
    after: `
    1a:
      evidence: []
      finding: x`,
  },
  {
    title: 'ids that YAML would read as something else are quoted',
    before: `
    1a:
      evidence: []`,
    change: { evidence: ['E: 1', '#2', 'null'] },
    after: `
    1a:
      evidence: ["E: 1", "#2", "null"]`,
  },
];

const FINDINGS: readonly Example[] = [
  {
    title: 'a plain text stands plain',
    before: `
    1a:
      finding:      # 评估发现`,
    change: { finding: '记录齐全' },
    after: `
    1a:
      finding: 记录齐全 # 评估发现`,
  },
  {
    title: 'a text that YAML would misread is quoted',
    before: `
    1a:
      finding: x`,
    change: { finding: '见：登记表 #3: "草稿"' },
    after: `
    1a:
      finding: "见：登记表 #3: \\"草稿\\""`,
  },
  {
    title: 'a text of two lines stands as a block',
    before: `
    1a:
      finding:
      improvement:`,
    change: { finding: '需求有登记。\n复核没有记录。' },
    after: `
    1a:
      finding: |-
        需求有登记。
        复核没有记录。
      improvement:`,
  },
  {
    title: 'a text of two lines that looks like YAML stands as a block',
    before: `
    1a:
      finding: x`,
    change: { finding: '1b:\n  score: 1' },
    after: `
    1a:
      finding: |-
        1b:
          score: 1`,
  },
  {
    title: 'a text of two lines takes the place of an empty one before a comment',
    before: `
    1a:
      finding:   # 待补
      improvement:`,
    change: { finding: '一\n二' },
    after: `
    1a:
      finding: |-   # 待补
        一
        二
      improvement:`,
  },
  {
    title: 'a text of two lines takes the place of one of one line before a comment',
    before: `
    1a:
      finding: 无   # 待补
      improvement:`,
    change: { finding: '一\n二' },
    after: `
    1a:
      finding: |-   # 待补
        一
        二
      improvement:`,
  },
  {
    title: 'a text of two lines is quoted where a deeper comment that follows would become part of a block',
    before: `
    1a:
      finding:
          # 待补
      improvement:`,
    change: { finding: '一\n二' },
    after: `
    1a:
      finding: "一\\n二"
          # 待补
      improvement:`,
  },
  {
    title: 'a text of one line takes the place of a block; the blank line behind it stays',
    before: `
    1a:
      finding: |
        一
        二

      improvement:`,
    change: { finding: '三' },
    after: `
    1a:
      finding: 三

      improvement:`,
  },
  {
    title: 'a text of one line takes the place of plain text on two lines',
    before: `
    1a:
      finding: 一
        二
      improvement:`,
    change: { finding: '三' },
    after: `
    1a:
      finding: 三
      improvement:`,
  },
  {
    title: 'the comment behind a key outlives the text below it',
    before: `
    1a:
      finding:  # 待补
        一
      improvement:`,
    change: { finding: '三' },
    after: `
    1a:
      finding: 三  # 待补
      improvement:`,
  },
  {
    title: 'a finding is taken back',
    before: `
    1a:
      finding: 一
      improvement:`,
    change: { finding: null },
    after: `
    1a:
      finding:
      improvement:`,
  },
];

const IMPROVEMENTS: readonly Example[] = [
  {
    title: 'an empty improvement becomes a map on its line',
    before: `
    1a:
      improvement:`,
    change: { improvement: { measure: '补登记', owner: '李工', due: '2026-06-30' } },
    after: `
    1a:
      improvement: { measure: 补登记, owner: 李工, due: 2026-06-30 }`,
  },
  {
    title: 'one part is changed in brackets',
    before: `
    1a:
      improvement: {measure: '补登记',owner: 李工}  # 四月`,
    change: { improvement: { owner: '王工' } },
    after: `
    1a:
      improvement: {measure: '补登记',owner: 王工}  # 四月`,
  },
  {
    title: 'a part is added in brackets',
    before: `
    1a:
      improvement: { measure: 补登记 }`,
    change: { improvement: { due: '2026-06-30' } },
    after: `
    1a:
      improvement: { measure: 补登记, due: 2026-06-30 }`,
  },
  {
    title: 'two parts are added before a trailing comma',
    before: `
    1a:
      improvement: { measure: 补登记, }`,
    change: { improvement: { owner: '李工', due: '2026-06-30' } },
    after: `
    1a:
      improvement: { measure: 补登记, owner: 李工, due: 2026-06-30, }`,
  },
  {
    title: 'a part is changed on its line, another is added',
    before: `
    1a:
      improvement:  # 已同意
        measure: 补登记  # 全部合同
        owner: 李工`,
    change: { improvement: { measure: '重新登记', due: '2026-06-30' } },
    after: `
    1a:
      improvement:  # 已同意
        measure: 重新登记  # 全部合同
        owner: 李工
        due: 2026-06-30`,
  },
  {
    title: 'an improvement that is only a text becomes the measure',
    before: `
    1a:
      improvement: 补登记`,
    change: { improvement: { owner: '李工' } },
    after: `
    1a:
      improvement: { measure: 补登记, owner: 李工 }`,
  },
  {
    title: 'a part is taken back',
    before: `
    1a:
      improvement: { measure: 补登记, owner: 李工 }`,
    change: { improvement: { owner: null } },
    after: `
    1a:
      improvement: { measure: 补登记, owner: null }`,
  },
  {
    title: 'with its last part the whole improvement is taken back',
    before: `
    1a:
      improvement: { measure: '补登记 #3 号', owner: null }  # 四月
      finding: x`,
    change: { improvement: { measure: null } },
    after: `
    1a:
      improvement:  # 四月
      finding: x`,
  },
  {
    title: 'an improvement on lines of its own is taken back, and the comment on its key stays',
    before: `
    1a:
      improvement:  # 已同意
        measure: |
          补登记
          # 这是文字
        due: 2026-06-30

    # 一星 b)
    1b:`,
    change: { improvement: { measure: null, due: null } },
    after: `
    1a:
      improvement:  # 已同意

    # 一星 b)
    1b:`,
  },
  {
    title: 'an improvement in an answer in brackets is taken back',
    before: `
    1a: { score: 0.5, improvement: { measure: "补 # 登记" } }  # 合同`,
    change: { improvement: { measure: null } },
    after: `
    1a: { score: 0.5, improvement: null }  # 合同`,
  },
  {
    title: 'an improvement with a comment among its parts keeps them, and the comment',
    before: `
    1a:
      improvement:
        measure: 补登记  # 全部合同
        owner: 李工`,
    change: { improvement: { measure: null, owner: null } },
    after: `
    1a:
      improvement:
        measure:  # 全部合同
        owner:`,
  },
  {
    title: 'an improvement in brackets with a comment between them keeps its parts',
    before: `
    1a:
      improvement: { measure: 补登记,  # 全部合同
                     owner: 李工 }`,
    change: { improvement: { measure: null, owner: null } },
    after: `
    1a:
      improvement: { measure: null,  # 全部合同
                     owner: null }`,
  },
];

const ANSWERS: readonly Example[] = [
  {
    title: 'an answer in brackets changes inside them',
    before: `
    1a: { score: , evidence: [], finding: "x" }  # 合同
    1b: { score: 1 }`,
    change: { score: 8, evidence: ['E01'] },
    after: `
    1a: { score: 0.8, evidence: [E01], finding: "x" }  # 合同
    1b: { score: 1 }`,
  },
  {
    title: 'a missing field is added in brackets',
    before: `
    1a: {score: 1}`,
    change: { finding: '记录齐全' },
    after: `
    1a: {score: 1, finding: 记录齐全}`,
  },
  {
    title: 'an answer in brackets on many lines changes on its line',
    before: `
    1a: {
      "score": 1,  # 现场
      "finding": "x"
    }`,
    change: { score: 5 },
    after: `
    1a: {
      "score": 0.5,  # 现场
      "finding": "x"
    }`,
  },
  {
    title: 'an answer that is only a key gets its fields below, behind its comment',
    before: `
    1a:  # 待评
    1b:`,
    change: { score: 5, finding: 'x' },
    after: `
    1a:  # 待评
      score: 0.5
      finding: x
    1b:`,
  },
  {
    title: 'an answer of empty brackets gets its fields',
    before: `
    1a: {}  # 待评
    1b:`,
    change: { score: 5 },
    after: `
    1a:  # 待评
      score: 0.5
    1b:`,
  },
  {
    title: 'a missing answer is added behind the others of its item, before what belongs to the next one',
    before: `
    1b:
      score: 1  # 现场

  # ── 服务设计能力 ──
  risk-control:
    1a:
      score:`,
    change: { score: 5, improvement: { measure: '补登记' } },
    after: `
    1b:
      score: 1  # 现场
    1a:
      score: 0.5
      improvement: { measure: 补登记 }

  # ── 服务设计能力 ──
  risk-control:
    1a:
      score:`,
  },
  {
    title: 'a new answer is indented like the others of its item',
    before: `
          1b:
              score: 1`,
    change: { score: 5 },
    after: `
          1b:
              score: 1
          1a:
              score: 0.5`,
  },
  {
    title: 'quoted keys are found',
    before: `
    "1a":
      'score': 1
      "finding": x`,
    change: { score: 5 },
    after: `
    "1a":
      'score': 0.5
      "finding": x`,
  },
  {
    title: 'a last empty field is filled and another one added behind it',
    before: `
    1a:
      score: 1
      finding:`,
    change: { finding: 'x', evidence: ['E01'] },
    after: `
    1a:
      score: 1
      finding: x
      evidence: [E01]`,
  },
];

/** Readable examples of minimal edits, by what is changed. */
export const EXAMPLES = {
  score: SCORES,
  evidence: EVIDENCE,
  finding: FINDINGS,
  improvement: IMPROVEMENTS,
  answer: ANSWERS,
};
