import type { Row } from '../../../src/domain/rows'
import { postedNotice } from '../../../src/server/public/postedNotice'
import { careGroup } from '../names'
import { eventsInOrder, type Past } from './past'
import { demand } from './violation'

/** Approved by another than wrote it, at the revision that stood then. */
export function checkApprovals(past: Past): void {
  const writers = new Map<string, Set<string>>()
  const revisions = new Map<string, number>()
  for (const { type, aboutId, actorId, detail } of eventsInOrder(past)) {
    if (type === 'notice.composed' || type === 'notice.edited') {
      writers.set(aboutId, (writers.get(aboutId) ?? new Set()).add(actorId))
      revisions.set(aboutId, (revisions.get(aboutId) ?? 0) + 1)
    }
    if (type !== 'notice.posted') continue
    const isOther = writers.get(aboutId)?.has(actorId) === false
    demand(isOther, 'notices', () => `${aboutId} was approved by one who wrote it`)
    const isSeen = detail['revision'] === revisions.get(aboutId)
    demand(isSeen, 'notices', () => `${aboutId} was approved not as it stood`)
    demand(past.row('notice', aboutId)?.data.approvedBy === actorId, 'notices', () => `${aboutId} forgot who`)
  }
}

const phones = /1[3-9]\d{9}/
const houses = /\d+号/

/** What was ever public tells no phone, house, name of the register or care group, and of nothing confidential. */
export function checkPrivacy(past: Past): void {
  const names = registerNames(past)
  for (const notice of past.rows('notice')) {
    const { id, data } = notice
    if (data.approvedOn === null) continue
    const { contact: _, ...posted } = postedNotice(data)
    const text = JSON.stringify(posted)
    const say = (what: string) => (): string => `notice ${id} tells ${what}: ${text}`
    demand(!phones.test(text), 'privacy', say('a phone'))
    demand(!houses.test(text), 'privacy', say('a house'))
    demand(!text.includes(careGroup), 'privacy', say('a care group'))
    const named = names.find((name) => text.includes(name))
    demand(named === undefined, 'privacy', say(`the name ${named}`))
    const inside = /"(refId|masks|edited|actorId|personId)"/.exec(text)
    demand(inside === null, 'privacy', say('what is nobody’s business'))
    demand(!tellsInConfidence(past, notice), 'privacy', say('of a confidential matter'))
  }
}

function tellsInConfidence({ row }: Past, { data }: Row<'notice'>): boolean {
  return data.lines.some(({ list, refId }) => {
    const issueIds = list === 'tasks' ? (row('task', refId)?.data.issueIds ?? []) : [refId]
    return issueIds.some((id) => row('issue', id)?.data.confidential === true)
  })
}

const registerNames = ({ rows }: Past): string[] => [
  ...rows('subject').map(({ data }) => data.name),
  ...rows('subjectContact').map(({ data }) => data.contactName),
  ...rows('subjectMember').map(({ data }) => data.name),
]
