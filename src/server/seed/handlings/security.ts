/** 保障民生: 社会保障 and 权益保障. */
import type { Handlings } from './handling'

export const securityHandlings: Handlings = {
  'subsistence-dynamic': {
    task: '低保动态调整复核',
    measures: '民政办入户复核家庭收入和车辆用途，把账一项一项算给本人听，不符合的书面告知，符合的恢复。',
    progress: ['已入户核了收入和车贷，车辆为营运贷款，正在会审。'],
    result: '复核结论已书面送达，营运车辆按净收入计算，从本月起恢复保障。',
    leadUnitId: 'unit-civil-affairs',
    withCommittee: true,
  },
  'pension-amount': {
    task: '养老保险缴费测算和转移接续',
    measures: '人社服务中心调出两地缴费记录，按档次算出到龄待遇，列一张表当面讲，需转移的代办。',
    progress: ['外地缴费凭证已发函调取，等对方回函。'],
    result: '三个档次的测算表已送到家，外地缴费年限并过来了，本人选定了档次。',
  },
  'land-lost-insurance': {
    task: '补办被征地农民养老保险',
    measures: '人社服务中心与自然资源和规划办核对征地批次名册，漏报的补报，按政策补缴入账。',
    progress: ['当年签字表已找到，户主名字在册，属上报时漏录。', '补报材料已送区人社，等批次审核。'],
    stages: ['核对征地名册', '补报审批', '补缴入账、发放待遇'],
    result: '补报获批，补贴已划入个人账户，从下月起按新标准领取。',
    assistUnitIds: ['unit-land'],
  },
  'social-card-frozen': {
    task: '上门办理老人社保卡',
    measures: '联系合作银行派两人带移动设备上门核验，村里同去见证，当天解锁或换卡。',
    progress: ['银行已排上门日期，先请家属备好老人身份证件。'],
    result: '银行人员上门核验，卡已换好，老人当面取到了养老金。',
  },
  'unemployment-benefit': {
    task: '帮助停工人员申领失业金',
    measures: '人社服务中心联系停工企业补开离职证明，设一天专窗，手机申领卡住的当面帮填。',
    progress: ['企业留守人员已联系上，离职证明在补盖章。'],
    result: '离职证明已补开，申领审核通过，首月失业金已到卡。',
  },
  'land-rent-arrears': {
    task: '追讨土地流转租金',
    measures: '司法所会同农业农村办约谈承租方，列出欠租户册和还款计划，不履行的帮助村集体起诉并保全。',
    progress: [
      '承租方已到村见面，承认欠一年租金，答应分两期付。',
      '第一期租金已打到村账户，正在按户册发放。',
    ],
    result: '欠租已分两期付清，逐户签字领取，合同补签了提前一个月付租的条款。',
    assistUnitIds: ['unit-agriculture'],
    withCommittee: true,
  },
  'unpaid-wages-site': {
    task: '协调兑付工地拖欠工资',
    measures: '司法所会同劳动监察约总包、包工头三方对账，按记工本核定人数金额，督促总包先行垫付。',
    progress: ['三方对账完成，双方认可欠薪总额，总包答应月底前垫付。'],
    result: '总包已从工资专户垫付，每人签字领钱，最后一笔也已到账。',
    assistUnitIds: ['unit-labour-security'],
  },
  'online-fraud-elder': {
    task: '帮助受骗老人追回货款',
    measures: '司法所整理收据和转账记录交派出所，会同市场监管查出租门面，回访同场听课的老人。',
    progress: ['派出所已立案，门面房东提供了承租人姓名。'],
    result: '卖货人已被传唤，退回部分货款，社区贴了提醒，专门给老人讲了一课。',
  },
  'house-quality-warranty': {
    task: '还建房外墙渗水维修',
    measures: '司法所牵头，规划建设办确认保修责任，督促开发商派施工队整面墙做防水，完工淋水试验。',
    progress: ['开发商已派人搭脚手架，东面墙正在铲旧涂层。'],
    stages: ['查勘定责', '外墙防水施工', '淋水试验、住户签字'],
    result: '东边户整面外墙重做防水，淋水两小时不渗，住户逐家签字。',
    assistUnitIds: ['unit-construction'],
  },
  'divorced-woman-land': {
    task: '农村妇女土地权益调解',
    measures: '司法所核对户籍和承包证，向组里讲清法律规定，组织再开一次户主会，谈不拢的协助法律援助。',
    progress: ['户籍和承包证都已核实，组长同意把名单重新议。'],
    result: '户主会重新表决，母女两人列入分配名单，协议已签字。',
    withCommittee: true,
  },
}
