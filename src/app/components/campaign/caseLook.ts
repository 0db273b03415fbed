import type { CaseState } from '../../../domain/modelCase/rows'
import type { Translate } from '../../i18n'
import type { StateLook } from '../record/states'

const looks: Readonly<Record<CaseState, Omit<StateLook, 'label'>>> = {
  draft: { tone: 'wait', icon: 'edit' },
  submitted: { tone: 'info', icon: 'hourglass' },
  returned: { tone: 'bad', icon: 'returned' },
  published: { tone: 'ok', icon: 'checkCircle' },
  withdrawn: { tone: 'neutral', icon: 'undo' },
}

export const caseLook = (t: Translate, state: CaseState): StateLook => ({
  label: t(`domain.caseState.${state}`),
  ...looks[state],
})
