/** Own steps on an issue that the server did not take: no event tells of them, and the next one should know. */
import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import { useActor, useOwnCommands } from '../../composables/useClient'
import { useNames } from '../../composables/useNames'
import { useRejectionText } from '../../composables/useRejectionText'
import { useDeskT } from '../../late/useDeskT'
import { argsOf, refusalOf } from '../record/ownCommand'
import type { TimelineEvent } from '../ui/UiTimeline.vue'
import type { OwnCommand } from '../../client/engine/state'

export function useRefusedSteps(issueId: MaybeRefOrGetter<string>): ComputedRef<TimelineEvent[]> {
  const t = useDeskT()
  const actor = useActor()
  const names = useNames()
  const commands = useOwnCommands()
  const rejectionText = useRejectionText()

  return computed(() =>
    commands.value.flatMap((command) => {
      const step = stepOf(command)
      const { outcome } = command
      if (step?.issueId !== toValue(issueId) || !outcome) return []
      if (outcome.result === 'applied' || outcome.result === 'held') return []
      const me = actor.value?.personId
      return [
        {
          id: command.id,
          title: t('inbox.refusedStep', { step: t(`desk.${step.action}`) }),
          who: me === undefined ? undefined : names.person(me),
          text: [rejectionText(refusalOf(command)), step.words].filter(Boolean).join('\n'),
          tone: 'bad' as const,
          icon: 'refused' as const,
          happenedAt: command.savedAt,
          writtenAt: command.savedAt,
        },
      ]
    }),
  )
}

function stepOf(command: OwnCommand) {
  const accepted = argsOf(command, 'issue.accept')
  if (accepted) return { action: 'accept' as const, issueId: accepted.issueId, words: accepted.remark }
  const returned = argsOf(command, 'issue.sendBack')
  if (returned) return { action: 'sendBack' as const, issueId: returned.issueId, words: returned.remark }
  const declined = argsOf(command, 'issue.decline')
  if (declined) return { action: 'decline' as const, issueId: declined.issueId, words: declined.reason }
  return undefined
}
