/** What residents told in twelve visits of one month: twenty issues, by short names that the story uses. */
import type { IssueWords } from './journey'
import type { Login } from './monthPeople'

const told = (
  kind: string,
  category: IssueWords['category'],
  title: string,
  words: string,
  solvedBy?: string,
): IssueWords => ({ kind, category, title, words, ...(solvedBy === undefined ? {} : { solvedBy }) })

const order: IssueWords['category'] = ['保障民生', '社会治理']
const elderly: IssueWords['category'] = ['保障民生', '养老']
const health: IssueWords['category'] = ['保障民生', '医疗']
const fields: IssueWords['category'] = ['政策惠农', '农业生产']

export const issues = {
  lamp: told('诉求', order, '村口第三盏路灯不亮', '灯坏了大半个月，晚上接娃黑灯瞎火。'),
  canal: told('困难', fields, '三组水渠塌了一截', '渠塌了，秋播的水放不过来。'),
  water: told('困难', order, '湾里自来水时有时无', '一天只来两三个钟头的水，要拿桶接。'),
  kitchen: told('困难', order, '灶屋的水管整天没水', '从上个月起灶屋就接不到水了。'),
  pension: told('诉求', elderly, '高龄津贴两个月没到账', '以前月月到，这两个月存折上没有。'),
  medicine: told('诉求', health, '卫生室缺降压药', '跑三趟都说没货，只能去镇上买。'),
  rubbish: told('意见建议', order, '塘边的垃圾没人拉走', '堆了半个月，天一热有味。'),
  roof: told('困难', elderly, '土屋一下雨就漏', '东边那间漏得厉害，拿盆接。'),
  road: told('意见建议', order, '进湾的路会不了车', '两辆车碰头就要倒一里路。'),
  ditch: told('诉求', order, '屋后的排水沟堵了', '一下雨水就往院子里灌。'),
  form: told('困难', fields, '农机补贴的表不会填', '表上好多格子看不懂。'),
  hill: told('困难', order, '坡上的水龙头没水', '坡上几户都接不到水，跟湾里一样。'),
  insurance: told('诉求', health, '医保在手机上交不成', '点来点去总说验证不对。', '讲清政策'),
  boundary: told('矛盾隐患', order, '两家的地界说不清', '栽树栽到我这边来了，说了几回没说通。'),
  junction: told('风险隐患', order, '路口车快没有减速带', '车开得飞快；还有，晒场也太小了。'),
  bridge: told('风险隐患', order, '小桥栏杆断了一截', '娃上学从桥上过，看着都怕。'),
  store: told('困难', fields, '合作社库房的电不够用', '烘干机一开就跳闸。'),
  parcel: told('意见建议', order, '快递只送到镇上', '取个包裹要跑十几里。'),
  noise: told('意见建议', order, '国道夜里货车吵人', '半夜喇叭一响就睡不着。'),
  bus: told('诉求', order, '校车不到湾口', '娃每天要走两里路去坐车。'),
} as const satisfies Record<string, IssueWords>
export type IssueKey = keyof typeof issues
export const titleOf = (key: IssueKey): string => issues[key].title

/** What the office makes of the second half of what was said about the junction. */
export const threshing = { title: '晒场太小不够用', words: '晒场也太小了。' }

/** Who was where, to a different household each time, and what came up there. */
export const visits: Readonly<
  Partial<Record<Login, readonly { narrative: string; raised: readonly IssueKey[] }[]>>
> = {
  cadre1: [
    { narrative: '晚上去的，门口黑，打着手电进的屋。', raised: ['lamp'] },
    { narrative: '先到渠上看了，再进屋坐了一会。', raised: ['canal', 'water'] },
    { narrative: '老两口在家，说了两件烦心事。', raised: ['kitchen', 'pension'] },
    { narrative: '在院子里坐了半个钟头。', raised: ['medicine', 'rubbish'] },
    { narrative: '看了东边那间屋，墙上有水印。', raised: ['roof'] },
  ],
  cadre2: [
    { narrative: '沿着进湾的路走了一遍。', raised: ['road', 'ditch'] },
    { narrative: '一家人都在，讲了讲今年的收成。', raised: ['form', 'hill'] },
    { narrative: '当面教着把医保交上了。', raised: ['insurance', 'boundary'] },
    { narrative: '在路口站着看了一阵车。', raised: ['junction'] },
  ],
  leader1: [
    { narrative: '从小桥走过去的，量了断口。', raised: ['bridge'] },
    { narrative: '去库房看了电表和线。', raised: ['store', 'parcel'] },
    { narrative: '碰上放学，和家长说了话。', raised: ['noise', 'bus'] },
  ],
}

/** Where each of them stands at the end of the month, in the words that people see. */
export const ends: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    (['rubbish', 'ditch', 'form', 'boundary', 'junction', 'store', 'parcel', 'bus'] as const).map((key) => [
      titleOf(key),
      '已列入清单',
    ]),
  ),
  [threshing.title]: '已列入清单',
  // Struck off by mistake, and back under its old number.
  [titleOf('lamp')]: '办理中',
  // The resident was not satisfied.
  [titleOf('canal')]: '办理中',
  // Handed back, and given to another unit.
  [titleOf('pension')]: '办理中',
  // Urged.
  [titleOf('medicine')]: '办理中',
  // Claimed by the leader of the village.
  [titleOf('bridge')]: '办理中',
  [titleOf('water')]: '已销号',
  [titleOf('kitchen')]: '已并入主问题',
  [titleOf('hill')]: '已并入主问题',
  [titleOf('roof')]: '暂缓办理',
  [titleOf('road')]: '已销号',
  [titleOf('insurance')]: '已销号',
  [titleOf('noise')]: '已办结',
}
