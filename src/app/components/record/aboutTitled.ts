/** Notices, lists, cases, activities …: what of the campaign's things a command is about, told by title, number or day. */
import { planIdOf } from '../../../domain/plan/rows'
import type { About, Args } from './changeText'
import type { RecordTextTools } from './recordText'

/** Undefined for what is about something else. Of a thing that this device does not hold, what was typed has to do. */
export function aboutTitled(args: Args, { row, names, format, t }: RecordTextTools): About | undefined {
  const typed = args.id('title')
  const noticeId = args.id('noticeId')
  if (noticeId !== undefined)
    return {
      title: row('notice', noticeId)?.data.title ?? typed,
      icon: 'eye',
      to: { name: 'notice', params: { id: noticeId } },
    }
  const caseId = args.id('caseId')
  if (caseId !== undefined && args.id('pressId') === undefined)
    return {
      title: row('modelCase', caseId)?.data.title ?? typed,
      icon: 'notebook',
      to: { name: 'case', params: { id: caseId } },
    }
  const editionId = args.id('editionId')
  if (editionId !== undefined) {
    const edition = row('edition', editionId)?.data
    const title = [edition?.number, edition?.title ?? typed].filter(Boolean).join(' ')
    return { title: title || undefined, icon: 'notebook', to: { name: 'list', params: { id: editionId } } }
  }
  const activityId = args.id('activityId')
  if (activityId !== undefined) {
    const activity = row('activity', activityId)?.data
    const day = activity?.happenedOn ?? args.id('happenedOn')
    const where = activity?.place || (activity?.areaId ? names.area(activity.areaId) : args.id('place'))
    const words = [activity && t(`domain.activityKind.${activity.kind}`), day && format.date(day), where]
    return { title: words.filter(Boolean).join(' ') || undefined, icon: 'people', to: { name: 'activities' } }
  }
  const pressId = args.id('pressId')
  if (pressId !== undefined)
    return { title: row('pressItem', pressId)?.data.title ?? typed, icon: 'notebook', to: { name: 'press' } }
  const drawId = args.id('drawId')
  if (drawId !== undefined && args.id('issueId') === undefined) {
    const draw = row('draw', drawId)?.data
    const [from, to] = [draw?.from ?? args.id('from'), draw?.to ?? args.id('to')]
    const days = from && to ? `${format.date(from)} – ${format.date(to)}` : undefined
    return { title: draw?.number ?? days, icon: 'list', to: { name: 'draw', params: { id: drawId } } }
  }
  const [campaignId, unitId] = [args.id('campaignId'), args.id('unitId')]
  const plan = campaignId && unitId ? row('unitPlan', planIdOf(campaignId, unitId)) : undefined
  if (plan)
    return {
      title: names.unit(plan.data.unitId),
      icon: 'notebook',
      to: { name: 'plan', params: { id: plan.id } },
    }
  return undefined
}
