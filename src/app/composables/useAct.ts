import type { CommandRequest } from '../../domain/command/registry'
import { useDispatch } from './useClient'
import { useRejectionText } from './useRejectionText'
import { useToasts } from './useToasts'
import { useT } from '../i18n'

export interface Step {
  request: CommandRequest
  /** Said when it is saved. */
  done: string
}

/** One press, one command, done at once: with `back` it can be undone rather than being asked about before. */
export function useAct(): (step: Step, back?: Step) => Promise<boolean> {
  const t = useT()
  const dispatch = useDispatch()
  const rejectionText = useRejectionText()
  const { show } = useToasts()

  return async function act(step: Step, back?: Step): Promise<boolean> {
    let result
    try {
      result = await dispatch(step.request)
    } catch {
      // The device store gave out; the engine wrote nothing.
      show(t('record.saveFailed'), { tone: 'bad' })
      return false
    }
    if (!result.saved) {
      show(result.rejection ? rejectionText(result.rejection) : t('record.notReady'), { tone: 'bad' })
      return false
    }
    show(step.done, back && { action: { label: t('ui.undo'), run: () => void act(back, step) } })
    return true
  }
}
