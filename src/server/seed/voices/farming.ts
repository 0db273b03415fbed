/** 政策惠农. */
import type { Voices } from './voice'

export const farmingVoices: Voices = {
  'cat-farming-award': {
    handBack: ['申报人与账户对不上，请村里核好再报，免得退票。'],
    extension: ['财政这批拨付排在下月上旬，申请延到拨付以后。'],
    deferred: {
      reason: '当年的补贴资金用完，要等下一批指标。',
      toldResident: '已登记候补，排在第几位也告诉了。',
    },
    explained: ['按哪一年的册子、哪个目录算，拿文件当面念了，农户说早这样讲就明白了。'],
    withdrawn: ['后来我不搞了，这个补贴不要了。', '补贴早到了，我没看短信，撤回。'],
  },
  'cat-farming-interest': {
    handBack: ['贷款用途跟申报的项目对不上，请核实后再定由谁办。'],
    extension: ['银行的利息清单季末才出，请延到出清单。'],
    deferred: {
      reason: '贴息资金这个季度额度已满，下季度再审。',
      toldResident: '已把材料留底，下季度头一批报，不用重交。',
    },
    explained: ['条件逐条对过，差在哪一条讲清了，指了另一条能走的路，本人认可。'],
    withdrawn: ['货卖了，贷款我先还清了。', '他舅借钱给我们周转，不用办了。'],
  },
  'cat-farming-export': {
    handBack: ['审批口在区里的主管部门，本办没有权限，请转报。'],
    extension: ['上级申报系统下月才开，申请顺延。'],
    deferred: {
      reason: '有关办法上级正在修订，新办法出来再受理。',
      toldResident: '已告知先把单据留好，新办法一出就通知来办。',
    },
    explained: ['哪些算、哪些不算，请主管部门来人讲的，都记在卡片上了，没有再问的。'],
    withdrawn: ['今年改做本地了，这条撤了。', '货代帮我们办了，不用管了。'],
  },
  'cat-farming-production': {
    handBack: ['要动用的工程和资金在区里水利、林业口子，请上报，我们配合。'],
    extension: ['田里还有庄稼，机子进不去，等收完再动手，申请延期。'],
    deferred: {
      reason: '眼下农时不等人，动工要误一季收成，等秋收后再办。',
      toldResident: '已在湾里讲明秋后办，这之前先用临时的办法顶着。',
    },
    explained: ['今年先办哪里、后办哪里，拿着计划当面讲了，大家同意排在后头。'],
    withdrawn: ['我们几家凑钱请人弄好了。', '田租给别人种了，不用管了。'],
  },
  'cat-farming-poverty': {
    handBack: ['要先经村民评议，材料里没有评议记录，请补上再派。'],
    extension: ['会上才能定下来，会排在下周，申请延五个工作日。'],
    deferred: {
      reason: '衔接资金要到明年项目库更新才能安排。',
      toldResident: '已讲明列入明年项目库，眼下难处由村里和联系干部先帮着解。',
    },
    explained: ['线怎么划、账怎么算，一项项跟户主对过，另外给了一条能挣钱的线索，户主理解。'],
    withdrawn: ['儿子寄钱回来，我们自己解决了，先紧更难的人家。', '这事有人接手办了，这条不用了。'],
  },
}
