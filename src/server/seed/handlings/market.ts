/** 助企纾困: 市场需求, 物流 and 产业链供应链. */
import type { Handlings } from './handling'

export const marketHandlings: Handlings = {
  'mushroom-sales': {
    task: '组织食用菌企业展销去库存',
    measures: '经济发展办组团参加外省展销会，摊位费按政策补一半，对接两家电商平台开专场。',
    progress: ['已报名一场食品展，四家企业拼两个标准展位。', '展会上谈成意向{数3-6}单，正在寄样。'],
    stages: ['确定展会和参展企业', '组团参展', '意向订单落地'],
    result: '展会签单和直播专场共销干菇四十多吨，冷库腾出近一半。',
  },
  'truck-orders-drop': {
    task: '专汽企业订单对接',
    measures: '经济发展办按月推送招标信息，组织与周边县市环卫、园林单位见面，讲解技改补助。',
    progress: ['已推送招标信息{数5-9}条，企业投了两个标。'],
    result: '企业中标一批环卫车，新能源改装线列入技改补助储备。',
  },
  'shop-no-customers': {
    task: '修路围挡段商户便民通行',
    measures: '督促施工方每三十米留一个行人口，装夜灯和店招指示牌，路段完一截撤一截围挡。',
    progress: ['行人口开了五处，指示牌已挂，北段本周撤围挡。'],
    result: '北段路面铺完，围挡已撤，沿街店铺恢复正常营业。',
    assistUnitIds: ['unit-construction'],
  },
  'farm-products-live': {
    task: '开办农产品赶集日',
    measures: '经济发展办定每月首个周五在文化广场赶集，免摊位费，请直播老师来教两次。',
    progress: ['第一场报名{数9-14}个摊位，工会帮着通知各厂。'],
    result: '赶集日办了两场，厂里工人下班来买，直播课教会六家上架。',
  },
  'road-to-factory': {
    task: '打通厂区断头路',
    measures: '规划建设办牵头完成剩余三百米施工图，先迁树迁坟，列入本年度园区道路计划，分段施工。',
    progress: ['施工图已审，迁坟协议签了，树由权属组自己锯。', '路基已压实，等水稳层材料。'],
    stages: ['迁树迁坟、腾地', '路基路面施工', '通车验收'],
    result: '断头段浇筑完成通车，挂车可以直接上大路，不再从村里绕。',
    assistUnitIds: ['unit-construction', 'unit-land'],
  },
  'freight-cost': {
    task: '小微企业拼车发货',
    measures: '经济发展办汇总几家企业的发货量和流向，跟两家专线公司谈包月价，设一个共用集货点。',
    progress: ['七家企业报了货量，专线公司报价比散发低一成半。'],
    result: '与一家专线签了包月协议，每天下午四点集货，零担每吨省三十多元。',
  },
  'express-to-village': {
    task: '恢复村级快递驿站',
    measures: '经济发展办协调邮政进村搭载，村里腾一间房做驿站，取件不另收保管费。',
    progress: ['邮政同意每天顺路带件，驿站放在村委会隔壁。'],
    result: '村级驿站开门，每天下午到件，取件免费，寄菇按协议价。',
    withCommittee: true,
  },
  'cold-chain': {
    task: '合伙购置冷藏车',
    measures: '经济发展办帮几家合作社算账，符合条件的申报冷链补助，一家牵头购车、按趟分摊。',
    progress: ['五家愿意合伙，补助申报表已填，车型定四米二冷藏。'],
    result: '冷藏车到位运行，按趟分摊，鲜菇当天到武汉市场。',
    assistUnitIds: ['unit-agriculture'],
  },
  'chassis-late': {
    task: '协调底盘供货交期',
    measures: '经济发展办汇总各家缺口发函底盘厂家，组织联合下单，每周跟一次排产。',
    progress: ['已汇总三家缺口四十台，函已发，厂家答应先发一半。', '首批{数12-20}台底盘已到厂。'],
    result: '缺口底盘全部到厂，整车陆续交付，客户同意不追究违约金。',
  },
  'local-casting-match': {
    task: '园区企业配套对接会',
    measures: '经济发展办编园区产品名录，按零件种类分组开对接会，会后一家一家跟。',
    progress: ['名录收了{数40-60}家，铸件、喷漆两组先开。'],
    result: '对接会开了两场，五对企业开始试制，名录发到各厂。',
  },
  'pig-iron-price': {
    task: '铸造企业原料集中采购',
    measures: '经济发展办牵头几家铸造厂合并采购量，与贸易商谈先用后付，担保公司做配套。',
    progress: ['四家报了月用量，贸易商同意账期四十五天。'],
    result: '首批集采生铁到货，每吨比零买低{数60-90}元，账期四十五天。',
    assistUnitIds: ['unit-finance'],
  },
}
