import type { TaskState } from '../../../domain/task/rows'
import type { Translate } from '../../i18n'
import type { StateLook } from '../record/states'

const looks: Readonly<Record<TaskState, Omit<StateLook, 'label'>>> = {
  assigned: { tone: 'wait', icon: 'inbox' },
  signed: { tone: 'info' },
  handedBack: { tone: 'bad', icon: 'returned' },
  done: { tone: 'ok' },
  reopened: { tone: 'warn', icon: 'returned' },
  cancelled: { tone: 'neutral', icon: 'refused' },
}

export const taskLook = (t: Translate, state: TaskState): StateLook => ({
  label: t(`domain.taskState.${state}`),
  ...looks[state],
})
