/**
 * 上月清单 and its 公示: what the office froze on the first of this month and what is posted of it. Made from the rows as
 * they stood that morning, through the same commands as at a desk.
 */
import type { CommandRequest } from '../../domain/command/registry'
import { prefill, type LiveRows } from '../../domain/edition/prefill'
import { editionLists, type EditionList } from '../../domain/edition/rows'
import { maxItemChunk } from '../../domain/edition/step'
import { addDays, startOfDay, type CalendarDate } from '../../domain/time/shanghai'
import type { ZonePlan } from './plan'
import { createRandom } from './random'

export interface MonthlyStep {
  at: number
  personId: string
  request: CommandRequest
}

const minuteMs = 60_000
/** A notice stays for two months. */
const postedDays = 60

/** The morning on which last month's lists were frozen, ms; steps of the plan after it come later. */
export const listsFrozenAt = (today: CalendarDate): number =>
  startOfDay(`${today.slice(0, 7)}-01`) + 9 * 60 * minuteMs

/** Nobody else's ids: told by the day alone, so that a notice of the demo has the same address in every installation. */
function idsOf(today: CalendarDate): { editionId: string; noticeId: string } {
  const ids = createRandom(Number(today.slice(0, 7).replace('-', '')))
  const at = listsFrozenAt(today)
  return { editionId: ids.uuidAt(at), noticeId: ids.uuidAt(at) }
}
export const demoEditionId = (today: CalendarDate): string => idsOf(today).editionId
export const demoNoticeId = (today: CalendarDate): string => idsOf(today).noticeId

/** None where there is nothing to list yet, or nobody to freeze and approve. */
export function monthlySteps(plan: ZonePlan, today: CalendarDate, rows: LiveRows): MonthlyStep[] {
  const office = plan.people.find(({ roles }) => roles.includes('office'))?.id
  const publicity = plan.people.find(({ roles }) => roles.includes('publicity'))?.id
  const heldOn = `${today.slice(0, 7)}-01`
  const month = addDays(heldOn, -1).slice(0, 7)
  const proposed = prefill(month, rows)
  const lists = (['issues', 'effects'] as const).filter((list) => proposed[list].length > 0)
  if (office === undefined || publicity === undefined || lists.length === 0) return []
  const { editionId, noticeId } = idsOf(today)
  const [first = [], ...others] = chunksOf(proposed)
  const spoken = `${month.slice(0, 4)}年${Number(month.slice(5))}月`
  const requests: [who: string, request: CommandRequest][] = [
    [
      office,
      {
        name: 'edition.open',
        args: {
          editionId,
          month,
          heldOn,
          title: `${spoken}问题、任务、效果清单`,
          publicForms: ['board', 'partyDay', 'page'],
          correctsId: null,
          reason: '',
          items: first,
        },
      },
    ],
    ...others.map((items): [string, CommandRequest] => [
      office,
      { name: 'edition.addItems', args: { editionId, items } },
    ]),
    [office, { name: 'edition.freeze', args: { editionId } }],
    [
      office,
      {
        name: 'notice.compose',
        args: {
          noticeId,
          editionId,
          lists,
          title: `${spoken}群众反映问题办理情况公示`,
          intro: '现将走访中群众和企业反映的问题及办理情况公示如下，请大家监督。',
          closing: '对办理情况有不同意见的，可以向村（社区）或园区综合协调组反映，也可以在干部回访时当面说。',
          contact: '演示环境，未公布电话',
          expiresOn: addDays(heldOn, postedDays),
          campaignId: plan.campaign.id,
        },
      },
    ],
    [office, { name: 'notice.submit', args: { noticeId } }],
    [publicity, { name: 'notice.approve', args: { noticeId, revision: 1 } }],
  ]
  return requests.map(([personId, request], index) => ({
    at: listsFrozenAt(today) + index * 5 * minuteMs,
    personId,
    request,
  }))
}

function chunksOf(proposed: Record<EditionList, string[]>): { list: EditionList; refId: string }[][] {
  const refs = editionLists.flatMap((list) => proposed[list].map((refId) => ({ list, refId })))
  return Array.from({ length: Math.ceil(refs.length / maxItemChunk) }, (_, chunk) =>
    refs.slice(chunk * maxItemChunk, (chunk + 1) * maxItemChunk),
  )
}
