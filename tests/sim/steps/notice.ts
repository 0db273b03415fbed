/** 公示 and 抽查回访 as the office, the publicity group and the assessor play them. */
import type { CommandArgs } from '../../../src/domain/command/registry'
import { editionLists, type EditionList } from '../../../src/domain/edition/rows'
import type { NoticeState } from '../../../src/domain/notice/rows'
import type { Row } from '../../../src/domain/rows'
import { addDays } from '../../../src/domain/time/shanghai'
import { tellsOf } from '../names'
import { at, some, someOf, type Scene, type Steps, type Weights } from './scene'

const noticeIn = (scene: Scene, ...states: NoticeState[]): Row<'notice'> | undefined =>
  someOf(scene, 'notice', ({ data }) => states.includes(data.state))
/** What somebody at a desk copies into a text without thinking, of one of the matters that it tells of. */
const typed = (scene: Scene, issueIds: readonly string[]): string =>
  `请看${tellsOf(scene.client.row('issue', at(issueIds, scene.pick) ?? '')?.data.subjectId ?? null)}`
const issuesIn = (lines: readonly { list: EditionList; refId: string }[]): string[] =>
  lines.filter(({ list }) => list === 'issues').map(({ refId }) => refId)
/** Soon over, so that it expires while the history goes on; now and then over already, or years away. */
const expiresOn = ({ today, pick }: Scene): string =>
  addDays(today, pick % 17 === 0 ? 400 : pick % 13 === 0 ? -1 : pick % 4)

export const noticeSteps = {
  'notice.compose': (scene) => {
    const edition = someOf(scene, 'edition', ({ data }) => data.state === 'frozen')
    const items = [...scene.client.rows('editionItem')].filter(({ data }) => data.editionId === edition?.id)
    const frozen = issuesIn(items.flatMap(({ data }) => (data.line && !data.removed ? [data] : [])))
    return (
      edition && {
        name: 'notice.compose',
        args: {
          noticeId: scene.newId(),
          editionId: edition.id,
          title: '民情公示',
          intro: typed(scene, frozen),
          closing: '请监督',
          contact: '0722-3300000',
          lists: scene.pick % 2 === 0 ? [...editionLists] : ['issues'],
          expiresOn: expiresOn(scene),
          campaignId: scene.zone.campaignId,
        },
      }
    )
  },
  'notice.edit': (scene) => {
    const notice = noticeIn(scene, 'draft', 'submitted')
    const ways: Partial<CommandArgs<'notice.edit'>>[] = [
      { intro: typed(scene, issuesIn(notice?.data.lines ?? [])) },
      { title: `公示${scene.pick}` },
      { expiresOn: expiresOn(scene) },
      { lists: [...editionLists].reverse() },
    ]
    return notice && { name: 'notice.edit', args: { noticeId: notice.id, ...at(ways, scene.pick) } }
  },
  'notice.editLine': (scene) => {
    const notice = noticeIn(scene, 'draft', 'submitted')
    const line = notice && at(notice.data.lines, scene.pick)
    if (!notice || !line) return undefined
    const { list, refId } = line
    const subjectId = scene.client.row('issue', refId)?.data.subjectId ?? null
    return {
      name: 'notice.editLine',
      args: { noticeId: notice.id, list, refId, problem: `${tellsOf(subjectId)}灯坏了${scene.pick}` },
    }
  },
  'notice.omitLine': (scene) => {
    const notice = noticeIn(scene, 'draft', 'submitted')
    const line = notice && at(notice.data.lines, scene.pick)
    if (!notice || !line) return undefined
    const { list, refId } = line
    return { name: 'notice.omitLine', args: { noticeId: notice.id, list, refId, reason: '不合适' } }
  },
  'notice.restoreLine': (scene) => {
    const isOpen = (state: NoticeState) => state === 'draft' || state === 'submitted'
    const notice = someOf(scene, 'notice', ({ data }) => isOpen(data.state) && data.omitted.length > 0)
    const line = notice && at([...notice.data.omitted, ...notice.data.lines], 0)
    if (!notice || !line) return undefined
    const { list, refId } = line
    return { name: 'notice.restoreLine', args: { noticeId: notice.id, list, refId } }
  },
  'notice.submit': (scene) => {
    const notice = noticeIn(scene, 'draft')
    return notice && { name: 'notice.submit', args: { noticeId: notice.id } }
  },
  'notice.refuse': (scene) => {
    const notice = noticeIn(scene, 'submitted')
    return notice && { name: 'notice.refuse', args: { noticeId: notice.id, remark: '再改改' } }
  },
  'notice.approve': (scene) => {
    const notice = noticeIn(scene, 'submitted')
    if (!notice) return undefined
    const seen = notice.data.revision + (scene.pick % 6 === 0 ? 1 : 0)
    return { name: 'notice.approve', args: { noticeId: notice.id, revision: seen } }
  },
  'notice.withdraw': (scene) => {
    const notice = noticeIn(scene, 'posted')
    return notice && { name: 'notice.withdraw', args: { noticeId: notice.id, reason: '有误' } }
  },
  'notice.drop': (scene) => {
    const notice = noticeIn(scene, 'draft', 'submitted')
    return notice && { name: 'notice.drop', args: { noticeId: notice.id, reason: '重来' } }
  },
  'draw.make': (scene) => ({
    name: 'draw.make',
    args: {
      drawId: scene.newId(),
      from: addDays(scene.today, -60),
      to: scene.pick % 9 === 0 ? addDays(scene.today, 1) : scene.today,
      size: 1 + (scene.pick % 3),
    },
  }),
  'draw.recordVisit': (scene) => {
    const drawn = drawnIssue(scene)
    return (
      drawn && {
        name: 'draw.recordVisit',
        args: {
          ...drawn,
          satisfaction: at(['satisfied', 'fairly', 'dissatisfied'] as const, scene.pick) ?? 'fairly',
          words: '',
          happenedOn: scene.today,
          way: scene.pick % 2 === 0 ? 'door' : 'phone',
        },
      }
    )
  },
  'draw.notReached': (scene) => {
    const drawn = drawnIssue(scene)
    return drawn && { name: 'draw.notReached', args: { ...drawn, reason: '下田了' } }
  },
} as const satisfies Steps

function drawnIssue(scene: Scene): { drawId: string; issueId: string } | undefined {
  const draw = some(scene, 'draw', ({ data }) => data.items.length > 0)
  const item = draw && at(draw.data.items, scene.pick)
  return draw && item && { drawId: draw.id, issueId: item.issueId }
}

export const noticeWeights: Weights<keyof typeof noticeSteps> = {
  'notice.compose': [3, 'office'],
  'notice.edit': [1, 'publicity'],
  'notice.editLine': [1.5, 'office'],
  'notice.omitLine': [1.5, 'office'],
  'notice.restoreLine': [1.5, 'office'],
  'notice.submit': [3, 'publicity'],
  'notice.refuse': [1.6, 'publicity'],
  'notice.approve': [4, 'publicity'],
  'notice.withdraw': [1.2, 'publicity'],
  'notice.drop': [0.5, 'office'],
  'draw.make': [2, 'assessor'],
  'draw.recordVisit': [2, 'assessor'],
  'draw.notReached': [2, 'assessor'],
}
