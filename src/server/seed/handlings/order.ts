/** 保障民生: 社会治理 and 环境保护. */
import type { Handlings } from './handling'

export const orderHandlings: Handlings = {
  'boundary-quarrel': {
    task: '宅基地地界实测调解',
    measures: '综治办会同自然资源和规划办带仪器实测，对照老证钉界桩，双方签调解协议，村里做见证。',
    progress: ['已实测，两家老证与现状差三十公分，图纸给双方看过。'],
    result: '界桩已重新钉好，院墙退回半尺，双方在调解协议上签字。',
    assistUnitIds: ['unit-land'],
    withCommittee: true,
  },
  'night-square-dance': {
    task: '广场舞噪音治理',
    measures: '综治办与舞队、住户代表一起定公约：几点收场、音响朝哪边、音量多大，社区每晚派人看一周。',
    progress: ['公约已定，八点半收场，广场装了音量显示牌。'],
    result: '连续一周晚上八点半前收场，分贝牌显示在标准内，住户说睡得着了。',
    withCommittee: true,
  },
  'parking-fire-lane': {
    task: '小区消防通道清障',
    measures: '综治办会同消防、物业重新划线立桩，清理违停，在小区外空地划临时车位分流。',
    progress: [
      '违停车主已逐个打电话，外围空地划了{数18-30}个车位。',
      '通道入口装了活动桩，钥匙由物业和消防各一把。',
    ],
    result: '通道已清空，消防车试走两趟通过，夜间巡查一周没有再占。',
    assistUnitIds: ['unit-construction'],
    withCommittee: true,
  },
  'ebike-charging': {
    task: '小区增设电动车充电桩',
    measures: '综治办督促物业拆除飞线，协调充电运营商选址装桩，价格不高于居民区平均。',
    progress: ['飞线已拆，选定北门棚子，供电容量够装二十个口。'],
    stages: ['拆除飞线、选址', '报装接电', '投入使用'],
    result: '新装二十个充电口已通电，充一次一块钱左右，楼道里没有车了。',
  },
  'wire-hanging-low': {
    task: '抬高低垂线路、扶正电杆',
    measures: '综治办联系供电所和通信公司认领线路，先拉警示带，三天内扶杆紧线。',
    progress: ['供电所已认领，现场拉了警示带，等吊车进场。'],
    result: '歪杆已扶正加固，线抬高到五米半，收割机能正常通过。',
  },
  'brothers-care-for-mother': {
    task: '赡养纠纷调解',
    measures: '综治办会同司法所、村里长辈召集几弟兄，按轮住、出钱、看病三样写成协议，每季度回头看。',
    progress: ['两次上门，老大老二谈拢，老三要等周末回来。'],
    result: '弟兄几个签了赡养协议，老人有固定住处，医药费平摊写在纸上。',
    assistUnitIds: ['unit-justice', 'unit-civil-affairs'],
    withCommittee: true,
  },
  'foundry-dust': {
    task: '铸造厂粉尘整治',
    measures: '生态环境办夜间突查除尘设施运行，查用电和耗材记录，限期换布袋，装在线监测并请住户代表看。',
    progress: ['夜间查了两次，有一次除尘没开，已下整改通知。', '企业换了布袋，厂界监测点位已定。'],
    stages: ['夜间检查取证', '更换除尘布袋', '在线监测联网'],
    result: '除尘设备与开炉联动，厂界监测达标，住户看得到屏上的数。',
  },
  'pig-farm-smell': {
    task: '养猪场粪污治理',
    measures: '生态环境办会同农业农村办责令先堵外溢口，扩建储粪池，清淤换堰塘水，签粪肥还田协议。',
    progress: ['外溢口已堵，场主答应再挖一个三百方的池子。', '储粪池已砌好，正在抽换堰里的水。'],
    result: '新池投用，粪肥由种植户拉走，堰里换了水，臭味明显小了。',
    assistUnitIds: ['unit-agriculture'],
    withCommittee: true,
  },
  'straw-burning': {
    task: '小田秸秆收集利用',
    measures: '生态环境办协调农机合作社派小型打捆机进冲，村里设两个堆放点，统一送菌棒厂收购。',
    progress: ['小型打捆机已进冲作业两天，堆放点清出来了。'],
    result: '冲里小田秸秆打捆运走{数20-40}吨，农户一捆收三块钱。',
    assistUnitIds: ['unit-agriculture'],
  },
  'garbage-station-overflow': {
    task: '垃圾点清运提频',
    measures: '“双创”专班与保洁公司重排清运班次，热天一天一清，建筑垃圾另设点，加桶加盖。',
    progress: ['积存垃圾已清，班次改成每天下午一趟，先看一个星期。'],
    result: '垃圾点日产日清，新增带盖桶四个，建筑垃圾有了专门堆放处。',
    leadUnitId: 'unit-dual-creation',
  },
  'river-sewage-colour': {
    task: '河沟夜排污水排查',
    measures: '生态环境办沿沟上溯查排口，夜间蹲守取样送检，查实的依法处罚，附近井水一并化验。',
    progress: ['已取水样三处送检，上游查到一个暗管。'],
    result: '暗管已封堵，排污作坊停产受罚，井水化验合格，结果贴在村口。',
    withCommittee: true,
  },
}
