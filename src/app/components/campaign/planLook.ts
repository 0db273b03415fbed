import type { PlanState } from '../../../domain/plan/rows'
import type { Translate } from '../../i18n'
import type { StateLook } from '../record/states'

const looks: Readonly<Record<PlanState, Omit<StateLook, 'label'>>> = {
  draft: { tone: 'wait', icon: 'edit' },
  submitted: { tone: 'info', icon: 'hourglass' },
  returned: { tone: 'bad', icon: 'returned' },
  approved: { tone: 'ok', icon: 'checkCircle' },
}

export const planLook = (t: Translate, state: PlanState): StateLook => ({
  label: t(`domain.planState.${state}`),
  ...looks[state],
})
