/**
 * The abbreviations that people of the field look for, each with the words by which the models name the thing. `SLA` alone
 * stands in some texts too; what is found as it is written comes first. A model has no internal agreements (OLA); those on
 * service levels are the nearest.
 */
export const ABBREVIATIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['ai', ['人工智能', 'artificial intelligence']],
  ['bcm', ['业务连续性', 'business continuity']],
  ['bcp', ['业务连续性', 'business continuity']],
  ['bi', ['商业智能', 'business intelligence']],
  ['bia', ['业务影响分析', 'business impact']],
  ['ci', ['配置项', 'configuration item']],
  ['cmdb', ['配置管理数据库', 'configuration management database']],
  ['csat', ['客户满意度', 'customer satisfaction']],
  ['csi', ['持续改进', 'continual improvement']],
  ['dml', ['最终软件库', 'definitive media library']],
  ['fcr', ['首次解决率', '一次解决率', 'first-contact resolution', 'first-time fix']],
  ['hr', ['人力资源', 'human resource']],
  ['kb', ['知识库', 'knowledge base']],
  ['kedb', ['已知错误', 'known error']],
  ['km', ['知识管理', 'knowledge management']],
  ['kpi', ['绩效指标', 'key performance']],
  ['mttr', ['平均恢复时间', 'mean time to']],
  ['nda', ['保密协议', 'confidentiality agreement']],
  ['nps', ['净推荐值', 'net promoter']],
  ['ola', ['级别协议', 'level agreement']],
  ['qa', ['质量保证', 'quality assurance']],
  ['qms', ['质量管理体系', 'quality management system']],
  ['raci', ['职责矩阵', 'responsibility matrix']],
  ['rca', ['根本原因', '根因', 'root cause']],
  ['rfc', ['变更请求', 'change request']],
  ['roi', ['投资回报', 'return on investment']],
  ['rpo', ['恢复点', 'recovery point', 'recovery time and point']],
  ['rto', ['恢复时间', 'recovery time']],
  ['sip', ['改进计划', 'improvement plan']],
  ['sla', ['服务级别协议', 'service level agreement']],
  ['slm', ['服务级别', 'service level']],
]);
