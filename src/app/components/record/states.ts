/** How a state looks: its tone and icon; the word comes from the locale. */
import type { IssueState } from '../../../domain/issue/rows'
import type { CommandState } from '../../db/port'
import type { RecordState } from '../../composables/useRecords'
import type { Translate } from '../../i18n'
import type { IconName } from '../ui/icons'
import type { Tone } from '../ui/tone'

export interface StateLook {
  label: string
  tone: Tone
  icon?: IconName
}

const commandLooks: Readonly<Record<CommandState, { tone: Tone; icon: IconName }>> = {
  waiting: { tone: 'wait', icon: 'phoneSaved' },
  delivered: { tone: 'ok', icon: 'cloudSent' },
  held: { tone: 'wait', icon: 'hourglass' },
  applied: { tone: 'ok', icon: 'checkCircle' },
  rejected: { tone: 'bad', icon: 'refused' },
  quarantined: { tone: 'bad', icon: 'hourglass' },
  settled: { tone: 'neutral', icon: 'check' },
}

const issueTones: Readonly<Record<IssueState, Tone>> = {
  reported: 'neutral',
  needsDetail: 'bad',
  listed: 'info',
  merged: 'neutral',
  handling: 'info',
  awaitingReturnVisit: 'warn',
  awaitingReview: 'info',
  deferred: 'wait',
  struckOff: 'ok',
  closed: 'neutral',
}

export const commandLook = (t: Translate, state: CommandState): StateLook => ({
  label: t(`domain.commandState.${state}`),
  ...commandLooks[state],
})

/** Number and state, `2026-0137 办理中`; without a number the state alone says where it is. */
export const issueLook = (t: Translate, state: IssueState, number: string | null): StateLook => ({
  label: [number, t(`domain.issueState.${state}`)].filter(Boolean).join(' '),
  tone: issueTones[state],
  ...(state === 'needsDetail' ? { icon: 'returned' as const } : {}),
})

export function recordLook(t: Translate, state: RecordState): StateLook {
  switch (state.is) {
    case 'draft':
      return { label: t('record.state.draft'), tone: 'neutral', icon: 'draft' }
    case 'withdrawn':
      return { label: t('record.state.withdrawn'), tone: 'neutral', icon: 'undo' }
    case 'command':
      return commandLook(t, state.state)
    case 'issue':
      return issueLook(t, state.state, state.number)
  }
}
