/** The notice's state machine: state × command → next state. Whoever changes what is to be read makes it a draft again. */
import type { NoticeState } from './rows'

const changesContent = { draft: 'draft', submitted: 'draft' } as const

export const noticeTransitions = {
  'notice.compose': { '(new)': 'draft' },
  'notice.edit': changesContent,
  'notice.editLine': changesContent,
  'notice.omitLine': changesContent,
  'notice.restoreLine': changesContent,
  'notice.submit': { draft: 'submitted' },
  'notice.refuse': { submitted: 'draft' },
  'notice.approve': { submitted: 'posted' },
  'notice.withdraw': { posted: 'withdrawn' },
  'notice.drop': { draft: 'dropped', submitted: 'dropped' },
} as const satisfies Record<string, Partial<Record<NoticeState | '(new)', NoticeState>>>

export type NoticeCommand = keyof typeof noticeTransitions

export function nextNoticeState(
  command: NoticeCommand,
  state: NoticeState | '(new)',
): NoticeState | undefined {
  const row: Partial<Record<NoticeState | '(new)', NoticeState>> = noticeTransitions[command]
  return row[state]
}
