/** 保障民生: 就业 and 教育. */
import type { Handlings } from './handling'

export const workHandlings: Handlings = {
  'job-near-home': {
    task: '为陪读妇女对接家门口岗位',
    measures: '人社服务中心摸清求职时段，从园区企业“妈妈岗”里挑两到三个岗位上门推荐，约企业面谈。',
    progress: ['已推荐电子厂、服装厂两个错峰岗位，本人选了电子厂插件岗，约好面谈。'],
    result: '已在电子厂上岗，上午九点到下午四点，不误接送孩子，企业签了用工合同。',
  },
  'older-worker-refused': {
    task: '为大龄求职人员找零工岗位',
    measures: '登记零工驿站台账，核实失业登记情况，优先推荐保洁、看门、绿化养护等岗位。',
    progress: ['驿站已登记，推荐了园区绿化队，对方要求先试三天。', '试工通过，正在谈意外险由哪方买。'],
    result: '已到园区绿化养护队上班，按天结算，企业买了团体意外险。',
  },
  'training-not-useful': {
    task: '开办夜间实操技能班',
    measures: '人社服务中心按摸底人数定工种，联系技校和企业师傅，晚上七点后在车间开实操班。',
    progress: [
      '已摸底报名，焊工、叉车各凑够一班，正在跟技校定课时。',
      '焊工班已开课，晚上七点在专汽厂培训间上课。',
    ],
    stages: ['报名摸底、确定工种', '签订培训协议、开课', '考试取证、推荐上岗'],
    result: '焊工、叉车两个班结业，{数12-18}人取得证书，当场与三家企业签了意向。',
  },
  'graduate-no-offer': {
    task: '落实高校毕业生就业见习',
    measures: '把毕业生纳入实名台账，一人推荐三个岗位，符合条件的安排到专汽企业见习。',
    progress: ['已建台账，推荐两家专汽企业和一家汽修连锁，本人去看了一家。'],
    result: '已到专汽企业见习，见习补助按月发放，期满双方可签合同。',
  },
  'kindergarten-too-far': {
    task: '调整幼儿园校车停靠点',
    measures: '教育办会同运管、交警踏勘线路，能进湾的加站，不能进的在路口设固定候车点并安排看护。',
    progress: ['线路已踏勘，两处弯道要先砍灌木、补路肩。'],
    stages: ['踏勘线路', '清障补路肩', '加站试运行'],
    result: '校车新线路试运行，湾口设了固定停靠点，早晚各一趟，有跟车老师。',
    assistUnitIds: ['unit-construction'],
    withCommittee: true,
  },
  'transfer-school': {
    task: '协调返乡子女转学入学',
    measures: '教育办对接转出、转入两校学籍管理员，凭居住证明先安排就读，学籍随后转接。',
    progress: ['转入学校已同意先接收，学籍系统里已发起转接。'],
    result: '孩子已入班上课，学籍转接办完，教材补发到位。',
  },
  'school-canteen-price': {
    task: '核查学校食堂收费并公示',
    measures: '教育办会同市场监管查食堂账目和带量食谱，督促学校按周公示，组织家长陪餐。',
    progress: ['已查近三个月账目，食材采购价和收费已列表比对。', '家长陪餐名单排出，每周三轮两人。'],
    result: '食堂伙食账按月上墙，每餐降一块钱，家长轮流陪餐已开展两周。',
  },
  'left-behind-homework': {
    task: '农家书屋晚间作业辅导',
    measures: '民政办牵头把留守儿童列入关爱名册，请返乡大学生和退休教师在农家书屋轮班，每周三晚。',
    progress: ['已登记需要辅导的孩子{数6-12}个，两位退休老师愿意来。'],
    result: '书屋周二、周四、周六晚开放，有老师看作业，家长可以放心下地。',
    leadUnitId: 'unit-civil-affairs',
    assistUnitIds: ['unit-education'],
    withCommittee: true,
  },
  'school-gate-traffic': {
    task: '校门口道路交通安全整治',
    measures: '教育办牵头，会同交警、规划建设办施划斑马线、装减速带和限速牌，上下学时段派人值守。',
    progress: ['交警已现场勘查，定了斑马线和减速带位置。', '斑马线已划，减速带到货待装。'],
    result: '斑马线、减速带、限速牌都已到位，早晚高峰有护学岗，大货车错峰绕行。',
    assistUnitIds: ['unit-construction', 'unit-governance'],
  },
}
