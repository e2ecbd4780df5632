import { joinWords } from '../i18n/join-words.ts';
import type { Text } from '../i18n/lang.ts';
import { commandWord } from '../text/command-line.ts';
import { daysIn, monthOf } from './days-in.ts';
import type { DerivationFault, FileKind, NodeKind, ScoreFault } from './diagnostic.ts';
import type { Wording } from './wording.ts';

const KIND: Readonly<Record<NodeKind, string>> = {
  map: '“键: 值”的映射',
  list: '列表',
  text: '文字',
  number: '数字',
  'whole-number': '整数',
  boolean: ' true 或 false',
  empty: '空值',
};

const scoresHint = (scores: readonly string[]): string => `得分只能写 ${joinWords(scores, 'zh', 'or')}，未评分就留空`;

/** How each kind is written. */
const KIND_HINT: Readonly<Record<NodeKind, string>> = {
  map: '另起一行，缩进后写“键: 值”；或写在一行里：{ a: 1, b: 2 }',
  list: '写成 [a, b]；或每项另起一行，前面写“- ”',
  text: '写成一段文字；含有特殊符号的，给整段加引号',
  number: '用半角数字写一个数，不加引号',
  'whole-number': '用半角数字写一个整数，不加引号',
  boolean: '写 true 或 false，不加引号',
  empty: '留空',
};
const NOT_TEXT = {
  pdf: ' PDF 文件',
  zip: '压缩包，或者 Word、Excel、WPS 文件（docx、xlsx）',
  'old-office': ' Word、Excel 文件（doc、xls）',
  image: '图片',
} as const;

const withNames = (words: readonly string[], names: readonly Text[] | null): readonly string[] =>
  words.map((word, at) => (names?.[at] ? `${word}（${names[at].zh}）` : word));
/** A suggestion with what the word means. */
const named = (
  hint: string | null,
  suggestion: string | null,
  words: readonly string[],
  names: readonly Text[] | null,
): string | null => {
  const name = suggestion === null ? undefined : names?.[words.indexOf(suggestion)];
  return hint !== null && name ? `${hint}${suggestion} 表示${name.zh}` : hint;
};
/** Why a day is none. */
const dayHint = (value: string): string => {
  const { year, month } = monthOf(value);
  if (year < 1900) return '年份要在 1900 年以后';
  if (month < 1 || month > 12) return '月份是 01 到 12';
  return `${year} 年 ${month} 月有 ${daysIn(year, month)} 天；日期写成 年-月-日，如 2026-03-01`;
};

const SCORE_HINT: Readonly<Record<ScoreFault, string>> = {
  quoted: '去掉引号',
  'full-width-hash': '“＃”不是半角，后面的文字没有成为注释',
  'full-width': '改用半角数字和小数点',
  percent: '不要写百分数',
  comma: '小数点用“.”，不用逗号',
  boolean: '这里要写得分，不写是或否',
  words: '这里要写数字',
  negative: '得分不能是负数',
  underscore: '数字里不能有下划线',
  'not-a-number': '这不是一个数',
  notation: '不用这种写法',
  'other-number': '没有这一档得分',
  'not-a-scalar': '这里要写一个数字',
};

const DERIVATION_HINT: Readonly<Record<DerivationFault, string>> = {
  'one-origin': '这一种的 from 里正好要有一个能力项',
  'several-origins': 'merged 的 from 里要有两个或更多的能力项',
  'no-origin': 'added 没有来处，去掉 from',
  'keeps-id': '这一种沿用来处的 id',
  'new-id': '这个 id 在原模型里另有所指，合并或新增的项要用新的 id',
  'same-name': '名称与原模型相同，kind 应为 same',
  'other-name': '名称与原模型不同，kind 应为 renamed',
  'no-other-level': '没有给出原模型以外的等级，kind 应为 same 或 renamed',
  'other-level': '有原模型以外的等级，kind 应为 starts-at-another-level',
};

const pick = (suggestion: string | null): string | null => (suggestion === null ? null : `是不是想写“${suggestion}”？`);
const alike = (lookAlike: string | null, suggestion: string | null): string | null => {
  if (lookAlike === null) return pick(suggestion);
  const found = `其中的 ${lookAlike} 不是普通的英文字符`;
  return suggestion === null ? found : `${found}；是不是想写“${suggestion}”？`;
};
const FILE: Readonly<Record<FileKind, string>> = {
  sheet: '评估表',
  model: '模型文件',
  overlay: '表述替换文件',
  domain: '模型里一个能力域的文件',
};
/** What a file of each kind is for. */
const FILE_USE: Readonly<Record<FileKind, string>> = {
  sheet: '检查评估表用 assess validate',
  domain: '它属于一个模型：检查用 assess model check，后面写那个模型的 model.yaml',
  model: '检查模型用 assess model check；按它建评估表用 assess init --model',
  overlay: '在评估表里写 overlay: 和它的路径，或在命令后面加 --overlay 和它的路径，就会采用',
};
/** The name of a part of the file; the whole of it goes by its own word. */
const part = (where: string): string =>
  ({ sheet: '评估表', 'model file': '模型文件', 'overlay file': '表述替换文件' })[where] ?? `“${where}”`;
const list = (words: readonly string[]): string => words.join('、');
const lines = (range: readonly [number, number] | null): string => {
  if (!range) return '缺失';
  const [from, to] = range;
  if (to < from) return '为空';
  return from === to ? `第 ${from} 行` : `第 ${from}–${to} 行`;
};
const command = (file: string): string => `assess model check ${commandWord(file)}`;
/** How a sheet is moved when its model file was changed in place. */
const OLD_FILE =
  '找回改之前的模型文件，用另一个文件名存好，让 model 指向它，再用 assess init --from 把本表换到新的模型';
const size = (bytes: number): string => `${bytes / 1024 / 1024} MB`;

/** Why an overlay cannot be read, where it can be said better than by the system's code. */
const OVERLAY_REASON: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件',
  EISDIR: '这是文件夹',
  EINVAL: '不是普通文件',
  'not-given': '没有提供它的内容',
  network: '这是网络地址，请放到本机',
};

/** The Chinese words. */
export const zh: Wording = {
  'encoding-gb18030': () => [
    '文件不是 UTF-8 编码，看起来是 GB18030（GBK）',
    '请转换后再用：编辑器里“另存为 UTF-8”，或执行 iconv -f GB18030 -t UTF-8 旧文件 > 新文件',
  ],
  'encoding-utf16': ({ name }) => [
    `文件是 ${name} 编码，不是 UTF-8`,
    `请转换后再用：编辑器里“另存为 UTF-8”，或执行 iconv -f ${name} -t UTF-8 旧文件 > 新文件`,
  ],
  'encoding-not-utf8': ({ byte }) => [`文件不是 UTF-8 编码：这里的字节 0x${byte} 不合规则`, '请在编辑器里另存为 UTF-8'],
  'encoding-truncated': () => [
    '文件在一个汉字中间断掉了，后面的内容已经丢失',
    '可能是拷贝或下载没有完成，请找回完整的文件',
  ],
  'file-not-text': ({ kind }) => [
    `这是${NOT_TEXT[kind]}，不是文字文件`,
    '评估表是 YAML 文字文件，用 assess init 生成；PDF、Word、Excel 里的文字要先另存为纯文本',
  ],
  'file-too-large': ({ limit }) => [`文件超过 ${size(limit)} 的上限`, '评估表里只写文字，证据文件放在旁边并写路径'],
  'forbidden-character': ({ codePoint, name }) => [
    `这里有不可见或会改变显示顺序的字符 ${codePoint}（${name}）`,
    '请删掉它；多半是从别处粘贴时带进来的',
  ],
  'cr-line-ends': () => ['这里用单独的 CR 换行，整段会被当成一行', '请在编辑器里把换行改成 LF 或 CRLF'],
  'conflict-marker': ({ ours, theirs }) =>
    ours || theirs
      ? [
          `git 合并冲突没有解决：当前分支${lines(ours)}，对方分支${lines(theirs)}`,
          '保留要的内容，删掉 <<<<<<<、=======、>>>>>>> 这几行',
        ]
      : ['这里留有 git 合并冲突的标记，但前后不成对', '检查上下文后删掉这一行'],
  'full-width-colon': ({ key }) => [`“${key}”后面是全角冒号“：”`, `改成半角冒号加一个空格：${key}: …`],
  'full-width-blank': ({ line }) =>
    line
      ? ['这里看着是空行，其实有全角空格或不间断空格', '删掉这些空格']
      : ['这里用全角空格或不间断空格缩进', 'YAML 只能用半角空格缩进'],
  'full-width-hash': () => ['这里的“＃”是全角的，这一行没有成为注释', '改成半角的“#”，后面空一格'],
  'full-width-mark': ({ key, mark, meant }) => [
    `这里的“${mark}”是全角的，后面的“${key}”因此成了文字，没有当作键`,
    `改成半角的“${meant}”；“${key}”后面用半角冒号加一个空格`,
  ],
  'full-width-space': ({ key }) => [`“${key}:”后面是全角空格或不间断空格`, '改成一个半角空格'],
  'missing-space': ({ key }) => [`“${key}:”后面少一个空格`, `写成 ${key}: …`],
  'yaml-tab': () => ['缩进里有制表符（Tab）', 'YAML 只能用空格缩进'],
  'yaml-quote': ({ quote }) => [`这里的引号 ${quote} 没有配对的右引号`, `在这段文字末尾补上 ${quote}`],
  'yaml-bracket': ({ open, close, wide }) => [
    `这里的“${open}”没有配对的“${close}”`,
    wide === null ? `补上“${close}”` : `后面的“${wide}”不是半角，改成“${close}”`,
  ],
  'yaml-closer': ({ found }) => [`多出一个“${found}”`, '删掉它，或补上前面的左括号'],
  'yaml-indent': () => ['缩进与同级的内容对不齐', '同级的键要从同一列开始'],
  'yaml-nested-map': () => ['一行里有两个“键: 值”', '含有“: ”的文字要加引号；下一级的键要另起一行并缩进'],
  'yaml-start': ({ char }) => [`文字不能以“${char}”开头`, '给整段文字加上引号'],
  'yaml-missing-colon': () => ['这里应当是“键: 值”', '键后面要有半角冒号和一个空格；多行文字请用“|”'],
  'yaml-loose-line': () => [
    '这一行缩进不够，不属于任何键',
    '若是接着上面那段文字，缩进到比它的键更深；多行文字最好用“|”另起一行写在键的下面',
  ],
  'yaml-key': () => ['这个键太长', '多行文字请用“|”写在键的下面'],
  'yaml-escape': () => ['双引号里的这个反斜杠写法不成立', '路径里的反斜杠请改用“/”，或改用单引号'],
  'yaml-unexpected': ({ quoted }) =>
    quoted
      ? ['引号到前面就结束了，后面还有文字', '引号要括住整段文字，里面改用中文引号；或者整段都不加引号']
      : ['这里的内容放错了位置', '检查引号、括号和缩进'],
  'yaml-comment': () => ['“#”前面少一个空格', '注释前要有空格；若“#”是内容的一部分，请加引号'],
  'yaml-too-deep': ({ limit }) => `嵌套超过 ${limit} 层，不再往下读`,
  'yaml-too-many': ({ blank }) =>
    blank
      ? ['空行比任何评估表都多，不再往下读', '删掉空行']
      : ['键和列表项比任何评估表都多，不再往下读', '看看是不是拿错了文件，或者同一段内容反复粘贴了许多遍'],
  'yaml-anchor': ({ name }) => [`评估表里不用锚点（${name}）`, '若“&”是内容的一部分，请给整段文字加引号'],
  'yaml-alias': ({ name }) => [`评估表里不用别名（${name}）`, '若“*”是内容的一部分，请给整段文字加引号'],
  'yaml-tag': ({ name }) => [`评估表里不用类型标签（${name}）`, '若“!”是内容的一部分，请给整段文字加引号'],
  'yaml-directive': () => ['评估表里不用 % 指令', '删掉这一行'],
  'yaml-documents': () => ['一个文件里只能有一份评估表，这里又开始了一份', '删掉多余的部分，或分成两个文件'],
  'yaml-empty': () => ['文件里没有内容', '用 assess init 生成一份评估表'],
  'yaml-merge-key': () => ['不支持合并键“<<”', '把要合并的内容直接写出来'],
  'yaml-complex-key': () => '键只能是一个词，不能是列表或映射',
  'yaml-empty-key': () => ['冒号前面没有键', '在冒号前面写上键；若整行是文字，请加引号'],
  'duplicate-key': ({ key, first }) => [`“${key}”重复：第 ${first} 行已经有了`, '只留一处'],
  'wrong-type': ({ where, want, found, meant }) => [
    `${part(where)}应当是${KIND[want]}，这里是${KIND[found]}`,
    meant === null ? KIND_HINT[want] : `写成 ${meant}`,
  ],
  'unknown-key': ({ key, where, suggestion, expected, lookAlike, cut }) => [
    `${part(where)}里没有“${key}”这个键`,
    cut
      ? '若它是前面文字的一部分：花括号里的半角逗号会断开文字，请给整段文字加引号'
      : (alike(lookAlike, suggestion) ?? `可以用的键：${list(expected)}`),
  ],
  'missing-key': ({ key, where }) => [`${part(where)}缺少“${key}”`, `补上 ${key}: 和它的值`],
  'missing-text': ({ where }) => `“${where}”没有填写`,
  'invalid-value': ({ key, value, suggestion, expected, lookAlike, names }) => [
    `“${key}”不能是“${value}”`,
    named(alike(lookAlike, suggestion), suggestion, expected, names) ?? `可以是：${list(withNames(expected, names))}`,
  ],
  'unknown-model': ({ value, expected }) => [`没有“${value}”这个模型`, `可以用的模型：${list(expected)}`],
  'unknown-edition': ({ value, expected, own }) => [
    `这个模型没有“${value}”版`,
    own ? `模型文件现在是 ${list(expected)} 版；${OLD_FILE}` : `可以用的版本：${list(expected)}`,
  ],
  'model-not-read': ({ path, why, reason }) => [
    {
      missing: `找不到模型文件“${path}”`,
      'no-file': `“${path}”不是普通文件，不能作模型`,
      network: `“${path}”是网络地址，不读`,
      unreadable: `读不了模型文件“${path}”：${reason}`,
    }[why],
    why === 'network' ? '把模型文件放到本机，写它的路径' : '路径从评估表所在的文件夹算起',
  ],
  'model-invalid': ({ file, errors }) => [
    `模型文件里有 ${errors} 个错误，不能用来评估`,
    `看有哪些错误：${command(file)}`,
  ],
  'invalid-model-digest': ({ value, digest }) => [`“${value}”不是模型的摘要值`, `现在的模型的摘要值是 ${digest}`],
  'model-digest-missing': ({ digest }) => [
    '没有记下模型的摘要值，模型改了也看不出来',
    `在 edition 下面加一行 modelDigest，写上 ${digest}`,
  ],
  'model-changed': ({ digest }) => [
    '模型的内容与建表时不同',
    `要求有增删改的，${OLD_FILE}；要求都没变、评分仍然成立的，把这里改成 ${digest}`,
  ],
  'unknown-item': ({ id, suggestion, lookAlike }) => [`模型里没有能力项“${id}”`, alike(lookAlike, suggestion)],
  'unknown-requirement': ({ id, suggestion, provisional }) => [
    `模型里没有要求“${id}”`,
    provisional
      ? '这一级是一条暂定要求；若有表述替换文件把它换成了几条，请在 overlay: 写上它的路径，或在命令后面加 --overlay'
      : pick(suggestion),
  ],
  'level-not-claimed': ({ id, level, claim }) => [
    `“${id}”是 ${level} 级的要求，申报的是 ${claim} 级`,
    '删掉这一条，或改高 claim',
  ],
  'missing-item': ({ id, requirements }) => [
    `缺少能力项“${id}”（${requirements} 条要求）`,
    '补上它；确实不参与评估的，写进 tailoring 并说明理由',
  ],
  'missing-requirement': ({ id }) => [`缺少要求“${id}”`, '补上它，没评分可以把 score 留空'],
  'invalid-score': ({ value, fault, meant, scores }) => [
    `“${value}”不是得分`,
    meant === null ? `${SCORE_HINT[fault]}；${scoresHint(scores)}` : `${SCORE_HINT[fault]}，写成 ${meant}`,
  ],
  'score-missing': ({ id }) => `“${id}”还没有评分`,
  'invalid-date': ({ value, fault, meant }) =>
    fault === 'calendar'
      ? [`日历上没有“${value}”这一天`, dayHint(value)]
      : [`“${value}”不是日期`, meant === null ? '日期写成 年-月-日，如 2026-03-01' : `写成 ${meant}`],
  'date-order': ({ earlier, later, rule }) =>
    ({
      'end-before-start': `结束日期 ${earlier} 早于开始日期 ${later}`,
      'evidence-after-end': `证据日期 ${later} 晚于评估结束日期 ${earlier}`,
      'due-before-start': `完成期限 ${earlier} 早于评估开始日期 ${later}`,
    })[rule],
  'invalid-digest': ({ value }) => [
    `“${value}”不是 SHA-256 值`,
    'SHA-256 是 64 位十六进制数，可用 sha256sum 或 certutil -hashfile 算出',
  ],
  'unknown-evidence': ({ id, suggestion, lookAlike }) => [
    `证据登记表里没有“${id}”`,
    /[，、；]/.test(id)
      ? `列表要用半角逗号：[${id.split(/[，、；]/).join(', ')}]`
      : (alike(lookAlike, suggestion) ?? '先在 evidence 里登记，再在这里引用'),
  ],
  'repeated-evidence': ({ id }) => `证据“${id}”在这里引用了两次`,
  'unused-evidence': ({ id }) => `证据“${id}”没有被任何要求引用`,
  'evidence-file-missing': ({ path }) => [`找不到证据文件“${path}”`, '路径从评估表所在的文件夹算起'],
  'evidence-file-outside': ({ path, why }) => [
    {
      absolute: `证据文件用了绝对路径“${path}”`,
      parent: `证据文件“${path}”在评估表的文件夹之外`,
      link: `证据文件“${path}”是链接，指到了评估表的文件夹之外`,
    }[why],
    '把文件放进评估表所在的文件夹，写相对路径',
  ],
  'evidence-file-kind': ({ path }) => [
    `“${path}”不是普通文件`,
    '这里写一个文件的路径；整个文件夹作证据的，打成一个压缩包，或者逐个文件登记',
  ],
  'evidence-file-changed': ({ path }) => [
    `证据文件“${path}”的内容与登记的 sha256 不符`,
    '核对文件；确属更新的，重新登记 sha256',
  ],
  'evidence-file-unreadable': ({ path, reason }) => `读不了证据文件“${path}”：${reason}`,
  'full-score-unsupported': ({ id, name }) => [
    `“${id}”判为${name.zh}，却没有证据，也没有评估发现`,
    '引用证据，或写明发现',
  ],
  'gap-without-improvement': ({ id, value }) => [
    `“${id}”得 ${value} 分，没有改进措施`,
    '在 improvement 里写明措施、责任人和期限',
  ],
  'hidden-text': ({ value }) => [
    `“ #”后面的“${value}”成了注释，不算内容`,
    '若是内容的一部分，请给整段文字加引号；若是注释，# 后面空一格',
  ],
  'tailoring-without-reason': ({ id }) => [`裁剪了“${id}”却没有理由`, '在 reason 里说明为什么不参与评估'],
  'tailoring-repeated': ({ id }) => `“${id}”裁剪了两次`,
  'tailored-item-rated': ({ id, scored }) => [
    `“${id}”已裁剪，却有 ${scored} 条评分`,
    '这些评分不计入结果；要评就从 tailoring 里去掉',
  ],
  'overlay-file': ({ path, reason }) => [
    `读不了表述替换文件“${path}”：${OVERLAY_REASON[reason] ?? reason}`,
    '路径从评估表所在的文件夹算起；不用它就删掉这一行',
  ],
  'overlay-errors': ({ path, errors, option }) => [
    `${option ? '--overlay 给出的' : ''}表述替换文件“${path}”有 ${errors} 个错误，没有采用`,
    '先改正它；每个错误在那个文件里的位置已一并列出',
  ],
  'other-file': ({ want, found }) => [`这是${FILE[found]}，不是${FILE[want]}`, FILE_USE[found]],
  'overlay-format': () => [
    '这不是表述替换文件：里面没有 format: assess-overlay/1',
    '用 assess model overlay new 生成一份，再填写',
  ],
  'overlay-model': ({ key, value, want }) =>
    key === 'model'
      ? `这份表述替换文件是“${value}”模型的，这里用的是“${want}”`
      : `这份表述替换文件是“${value}”版的，这里用的是“${want}”版`,
  'overlay-empty': ({ id, place }) => [`“${id}”的第 ${place} 条是空的`, '填上 zh 或 en，或删掉这一条，免得后面的错位'],
  'overlay-points': ({ id, count, known }) => [
    `“${id}”写了 ${count} 个分点，模型有 ${known} 个，却没有写表述`,
    '把表述也写上（zh 或 en）：模型的表述讲的是它自己的分点',
  ],
  'overlay-not-provisional': ({ id }) => [
    `“${id}”不是暂定要求，不能换成几条`,
    '换它的表述请写在 requirements 里；replace 只用于暂定要求',
  ],
  'overlay-both': ({ id }) => [`“${id}”在 requirements 和 replace 里都写了`, '只留一处'],
  'overlay-no-room': ({ id, count, most, next }) =>
    next === null
      ? `“${id}”要换成 ${count} 条，字母只够 ${most} 条`
      : [`“${id}”要换成 ${count} 条，会占用“${next}”的 id`, '它后面还有要求，只能换成一条'],
  'model-id-taken': ({ id, suggestion }) => [
    `“${id}”是自带模型的 id，您的模型不能用`,
    `另取一个，如“${suggestion}”；否则两个模型的评估表会混在一起`,
  ],
  'model-id': ({ id }) => [`“${id}”不能作 id`, 'id 用小写英文和连字符，如 demand-management'],
  'model-repeated-id': ({ id }) => `id“${id}”重复`,
  'model-requirement-id': ({ id, want }) => [
    `要求的 id 是“${id}”，按位置应为“${want}”`,
    'id 由能力项、等级和字母组成，字母依次排列',
  ],
  'model-level-order': ({ where }) => `“${where}”的等级不连续：要从低到高，一级挨一级`,
  'model-unknown-level': ({ level, levels }) => `没有 ${level} 级：这个模型只有 1–${levels} 级`,
  'model-nothing': ({ where, what }) =>
    `${part(where)}里没有${{ levels: '等级', domains: '能力域', items: '能力项', requirements: '要求' }[what]}`,
  'model-too-many': ({ where, what, most }) =>
    `${part(where)}的${{ levels: '等级', requirements: '要求' }[what]}太多：最多 ${most} ${{ levels: '级', requirements: '条' }[what]}`,
  'model-line-break': ({ where }) => [`“${where}”里有换行`, '名称写成一行'],
  'model-number': ({ key, value, most }) => [
    `“${key}”不能是“${value}”`,
    `写 0 到 ${most} 之间的数，用半角数字，不加引号，最多三位小数，如 0.75`,
  ],
  'model-score-count': ({ count, most }) => `“scores”有 ${count} 档得分，应为 2–${most} 档`,
  'model-score-order': ({ value, above }) => [
    `得分 ${value} 排在 ${above} 后面，却不比它低`,
    '得分从高到低排列，互不相同',
  ],
  'model-score-name': ({ value, name }) => [
    `${value === null ? '这档得分' : `得分 ${value} `}的名称“${name}”与前面的重复`,
    '每档得分用不同的名称',
  ],
  'model-threshold': ({ value, low, high }) => [
    `达到线 ${value} 起不了作用：得分在 ${low} 到 ${high} 之间`,
    `达到线要高于 ${low}，不高于 ${high}`,
  ],
  'model-weight': ({ where, value, most }) => [
    `“${where}”的权重不能是“${value}”`,
    `权重是 1 到 ${most} 的整数；小数和百分数按比例化成整数，如 0.5 和 1.5 写成 1 和 3`,
  ],
  'model-evidence-count': ({ where, count }) => `“${where}”有 ${count} 条典型证据，应为 2–4 条`,
  'model-whole-domain': ({ id, name }) => [
    `能力项“${name.zh}”与它的能力域同用 id“${id}”，算作对整个能力域的要求，不计入能力项数`,
    '若它只是域里的一项，换一个 id；若它就是整个能力域，名称也写成能力域的名称',
  ],
  'model-same-text': ({ id, other }) => `“${id}”与“${other}”的表述完全相同`,
  'model-derive-kind': ({ id, kind, fault, origin }) => [
    `“${id}”的 kind 不能是“${kind}”`,
    `${DERIVATION_HINT[fault]}${fault === 'keeps-id' ? `：${origin}` : ''}`,
  ],
  'model-derive-twice': ({ id }) => [`能力项“${id}”在推导中用了两次`, '每一项只进一处 from，或者写进 dropped'],
  'model-derive-left-out': ({ id }) => [
    `推导漏了原模型的能力项“${id}”`,
    '放进某一项的 from，或者写进 dropped 并说明理由',
  ],
  'model-derive-known': ({ where }) => [`“${where}”的要求来自原模型，这里不能另写`, '去掉 text；要换表述请改原模型'],
  'model-derive-help': ({ where }) => [
    `“${where}”由几项合并，缺少自己的典型证据和建议`,
    `在 levels 里给出这一级的 evidence 和 advice`,
  ],
  'model-file': ({ path, reason }) => [
    {
      ENOENT: `找不到能力域文件“${path}”`,
      EISDIR: `能力域文件“${path}”是文件夹`,
      EINVAL: `能力域文件“${path}”不是普通文件`,
      repeated: `能力域文件“${path}”列了两次`,
    }[reason] ?? `读不了能力域文件“${path}”：${reason}`,
    reason === 'repeated' ? '只留一处' : '路径从模型文件所在的文件夹算起；也可以把能力域直接写在这里',
  ],
};
