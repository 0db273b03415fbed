/** Own commands as the pages look at them: what they are about, and what became of them. */
import type { RouteLocationRaw } from 'vue-router'
import type { CommandArgs, CommandName } from '../../../domain/command/registry'
import type { OwnCommand } from '../../client/engine/state'
import { newId } from '../../composables/newId'
import type { RefusalText } from '../../composables/useRejectionText'

/** Arguments of a command of this name; undefined for any other. They were checked by its schema when it was saved. */
export function argsOf<N extends CommandName>({ envelope }: OwnCommand, name: N): CommandArgs<N> | undefined {
  return envelope.name === name ? (envelope.args as CommandArgs<N>) : undefined
}

export const isRefused = ({ state }: OwnCommand): boolean => state === 'rejected' || state === 'quarantined'

/** Where a refused one is put right. */
export const attentionLink = (command: OwnCommand): RouteLocationRaw => ({
  path: '/attention',
  hash: `#${command.id}`,
})

/** On its way: the server has not judged it. */
export const isOnTheWay = ({ state }: OwnCommand): boolean =>
  state === 'waiting' || state === 'delivered' || state === 'held'

/** Why the server did not take it, for `useRejectionText`. */
export function refusalOf({ outcome }: OwnCommand): RefusalText {
  switch (outcome?.result) {
    case 'rejected':
      return { code: outcome.code, params: outcome.params }
    case 'quarantined':
      return { code: outcome.reason }
    case 'payloadConflict':
      return { code: 'payloadConflict' }
    case 'applied':
    case 'held':
    case undefined:
      return { code: 'unknown' }
  }
}

/** The refused command that this one depended on. */
export function dependsOn(command: OwnCommand): string | undefined {
  const { code, params } = refusalOf(command)
  const id = params?.['commandId']
  return code === 'dependencyRejected' && typeof id === 'string' ? id : undefined
}

/** The id to send it with again: its own, so that what depended on it still fits, or a new one if that is taken. */
export const freshIfTaken = (id: string, command: OwnCommand): string =>
  refusalOf(command).code === 'alreadyExists' ? newId() : id

/**
 * What belongs together in the eyes of the person who wrote it: a visit with its issues, what was solved on the spot
 * and later corrections; a subject with its edits. Everything else stands for itself.
 */
export function strokeKeyOf(command: OwnCommand, visitOfIssue: ReadonlyMap<string, string>): string {
  const visitId =
    argsOf(command, 'visit.record')?.visitId ??
    argsOf(command, 'visit.amend')?.visitId ??
    argsOf(command, 'issue.register')?.visitId ??
    visitOfIssue.get(argsOf(command, 'issue.resolveOnSite')?.issueId ?? '')
  if (visitId !== undefined) return `visit:${visitId}`
  const subjectId = argsOf(command, 'subject.create')?.subjectId ?? argsOf(command, 'subject.edit')?.subjectId
  return subjectId === undefined ? command.id : `subject:${subjectId}`
}
