/** What a cadre writes in a day, as commands: invented, of ordinary length, some sentences said again and again. */
import type { CommandRequest } from '../../../src/domain/command/registry'
import type { Row } from '../../../src/domain/rows'
import { shanghaiDate } from '../../../src/domain/time/shanghai'

interface Author {
  personId: string
  newId: () => string
}

export interface Zone {
  subjects: readonly Row<'subject'>[]
  campaignId: string
  categoryId: string
}

const openings = ['上午到家里坐了一会儿，', '傍晚在门口碰到，', '吃过早饭过去，', '顺路去看了看，']
const matters = [
  '说今年的稻子收成还可以，就是晒谷场地方不够',
  '老人一个人在家，孩子在外面打工，过年才回',
  '问起医保缴费的事，把步骤讲了一遍',
  '家里养了三十多只鸡，想问问有没有补贴',
  '孙子在镇上读初中，上下学坐校车',
]
const endings = [
  '没有别的要求。',
  '约好下个月再来。',
  '留了电话，有事随时打。',
  '帮着把院子里的柴火归整了一下。',
]
const troubles = [
  ['门口的路灯不亮了', '村口那盏灯坏了有半个月，晚上娃儿放学回来看不见路，想请村里修一修。'],
  ['水渠堵了放不上水', '三组那截水渠堵了，下面十几亩田放不上水，再不清怕误了季节。'],
  ['想了解小额贷款', '想扩一扩养殖，听说有贴息贷款，不晓得找哪个部门、要些什么材料。'],
  ['自来水时有时无', '这一向早晚高峰水压低，三楼上不去水，洗衣做饭都不方便。'],
] as const

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

export function visitOf({
  subject,
  personId,
  newId,
  number,
}: Author & { subject: { id: string }; number: number }): CommandRequest & { name: 'visit.record' } {
  return {
    name: 'visit.record',
    args: {
      visitId: newId(),
      visitorIds: [personId],
      happenedOn: shanghaiDate(Date.now()),
      startTime: null,
      endTime: null,
      narrative:
        at(openings, number) +
        at(matters, number * 3) +
        '；' +
        at(matters, number + 2) +
        '。' +
        at(endings, number),
      place: '',
      details: { kind: 'household', subjectId: subject.id },
    },
  }
}

/** 30 visits, 24 issues raised in some of them, 6 corrections of the register: 60 commands in 36 strokes. */
export function daysWork(zone: Zone, author: Author): CommandRequest[][] {
  const { subjects } = zone
  const strokes: CommandRequest[][] = []
  for (let number = 0; number < 30; number++) {
    const subject = at(subjects, number)
    const visit = visitOf({ ...author, subject, number })
    strokes.push([
      visit,
      ...Array.from({ length: number < 12 ? 2 : 0 }, (_, index) =>
        issueOf(zone, { visit, subject, number: number + index, newId: author.newId }),
      ),
    ])
  }
  for (let number = 0; number < 6; number++)
    strokes.push([noteOn(zone, at(subjects, 40 + number), number, author)])
  return strokes
}

function issueOf(
  { categoryId }: Zone,
  {
    visit: { args },
    subject,
    number,
    newId,
  }: {
    visit: CommandRequest & { name: 'visit.record' }
    subject: Row<'subject'>
    number: number
    newId: () => string
  },
): CommandRequest {
  const [title, words] = at(troubles, number)
  return {
    name: 'issue.register',
    args: {
      issueId: newId(),
      visitId: args.visitId,
      subjectId: subject.id,
      areaId: subject.data.areaId,
      kind: 'demand',
      categoryId,
      title,
      words,
      raisedOn: args.happenedOn,
      urgent: false,
      confidential: false,
    },
  }
}

const noteOn = (
  { campaignId }: Zone,
  subject: Row<'subject'>,
  number: number,
  { newId }: Author,
): CommandRequest => ({
  name: 'subject.edit',
  args: {
    subjectId: subject.id,
    subject: { notes: `${at(matters, number)}（${newId().slice(-4)}）` },
    campaignId,
  },
})
