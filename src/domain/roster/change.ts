import { may } from '../access/may'
import { accept, defineCommand, must, patch, reject } from '../command/define'
import { codeId, idList, object, uuid } from '../schema'
import { isListed } from './coverage'

/**
 * Subjects named by one command. The register of a village has some hundreds; larger ones come in chunks, so that a
 * message stays small on a slow line and one refused chunk leaves the others standing.
 */
export const maxRosterChunk = 500
const subjectIds = idList(uuid, { max: maxRosterChunk })

/**
 * 列入走访底册 and 移出: which subjects are to be visited in the campaign. Saying it twice changes nothing, so that two
 * people at it at once, or a chunk sent again, end in the same list. Rejections: notPermitted, nothingToChange.
 */
export const rosterChange = defineCommand('roster.change@1', {
  args: object({ campaignId: codeId, listed: subjectIds, unlisted: subjectIds }),
  reads: ({ campaignId, listed, unlisted }) => [
    must('campaign', campaignId),
    ...[...listed, ...unlisted].map((id) => must('subject', id)),
  ],
  decide({ args: { campaignId, listed, unlisted }, actor, rows }) {
    if (!may(actor, 'roster.change', {}) || !rows.get('campaign', campaignId)) return reject('notPermitted')
    const leaving = new Set(unlisted)
    const both = listed.findIndex((id) => leaving.has(id))
    if (both >= 0) return reject('invalidArgs', { path: `listed.${both}`, issue: 'duplicateItem' })
    const found = [...listed, ...unlisted].map((id) => rows.get('subject', id))
    if (found.some((subject) => !subject)) return reject('notPermitted')
    const changes = found.flatMap((subject) => {
      if (!subject || isListed(subject.data, campaignId) !== leaving.has(subject.id)) return []
      const others = (subject.data.rosters ?? []).filter((id) => id !== campaignId)
      return [
        patch('subject', subject.id, { rosters: leaving.has(subject.id) ? others : [...others, campaignId] }),
      ]
    })
    return changes.length > 0 ? accept(changes) : reject('nothingToChange')
  },
})
