import type { CommandRequest } from '../../../domain/command/registry'
import type { Row } from '../../../domain/rows'
import { useDispatch } from '../../composables/useClient'
import { useRejectionText } from '../../composables/useRejectionText'
import { useToasts } from '../../composables/useToasts'
import { useListsT } from '../../late/useListsT'
import type { UseListLinesReturn } from './useListLines'

/** 移出 can be taken back: the line comes back to where it stood, with what was noted. */
export function useUndoRemove(lines: UseListLinesReturn): (item: Row<'editionItem'>) => void {
  const t = useListsT()
  const dispatch = useDispatch()
  const rejectionText = useRejectionText()
  const { show } = useToasts()

  async function putBack({ data }: Row<'editionItem'>): Promise<void> {
    const { editionId, list, refId, order } = data
    const standing = lines.standing.value[list]
    const after = standing.filter((each) => each.data.order < order).at(-1)?.data.refId ?? null
    const isLast = after === (standing.at(-1)?.data.refId ?? null)
    const add: CommandRequest = { name: 'edition.addItems', args: { editionId, items: [{ list, refId }] } }
    const arrange: CommandRequest = {
      name: 'edition.arrange',
      args: { editionId, list, refIds: [refId], after },
    }
    try {
      const result = await dispatch(isLast ? [add] : [add, arrange])
      if (!result.saved)
        show(result.rejection ? rejectionText(result.rejection) : t('record.notReady'), { tone: 'bad' })
    } catch {
      // The device store gave out; the engine wrote nothing.
      show(t('record.saveFailed'), { tone: 'bad' })
    }
  }

  return (item) =>
    show(t('lists.remove.saved'), { action: { label: t('ui.undo'), run: () => void putBack(item) } })
}
