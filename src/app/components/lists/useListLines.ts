import { computed, type ComputedRef } from 'vue'
import { fits } from '../../../domain/edition/fits'
import { ledgerLine } from '../../../domain/edition/ledgerLine'
import { editionLists, type EditionList, type LedgerLine } from '../../../domain/edition/rows'
import { itemsOfList } from '../../../domain/edition/step'
import type { Row } from '../../../domain/rows'
import { useRelated } from '../../composables/useClient'
import { useLedgerRows } from './useLedgerRows'

export interface ListLine {
  item: Row<'editionItem'>
  line: LedgerLine
}

type ByList<T> = Record<EditionList, T>
export interface UseListLinesReturn {
  /** All of the edition, with those that were taken off. */
  items: ComputedRef<Row<'editionItem'>[]>
  /** What stands in each list, in its order. */
  standing: ComputedRef<ByList<Row<'editionItem'>[]>>
  /** In a draft: what the freeze will leave out. */
  unfit: ComputedRef<Row<'editionItem'>[]>
  /** Taken off on purpose, and by the freeze. */
  removed: ComputedRef<Row<'editionItem'>[]>
  /** The first so many lines of a list, made from the rows while it is a draft. */
  linesOf: (list: EditionList, atMost: number) => ListLine[]
  lineOf: (itemId: string) => ListLine | undefined
}

/** The lines of an edition: of a frozen one as they were frozen, of a draft as the freeze would make them now. */
export function useListLines(edition: ComputedRef<Row<'edition'> | undefined>): UseListLinesReturn {
  const rows = useLedgerRows()
  const items = useRelated('editionItem.editionId', () => edition.value?.id)
  const isDraft = computed(() => edition.value?.data.state === 'draft')
  const isThere = ({ data }: Row<'editionItem'>): boolean =>
    !isDraft.value || fits(rows, data.list, data.refId)
  const all = computed(() => mapLists((list) => itemsOfList(items.value, list)))
  const standing = computed(() => mapLists((list) => all.value[list].filter(isThere)))

  function toLine(item: Row<'editionItem'>, serial: number): ListLine | undefined {
    const { list, refId, remark, line } = item.data
    const publicForms = edition.value?.data.publicForms ?? []
    if (!line) {
      const made = ledgerLine({ list, refId, serial, remark, publicForms }, rows)
      return made && { item, line: made }
    }
    return { item, line: isDraft.value ? { ...line, serial, remark, publicForms } : line }
  }

  return {
    items,
    standing,
    unfit: computed(() => editionLists.flatMap((list) => all.value[list].filter((item) => !isThere(item)))),
    removed: computed(() => items.value.filter(({ data }) => data.removed)),
    linesOf: (list, atMost) =>
      standing.value[list].slice(0, atMost).flatMap((item, index) => toLine(item, index + 1) ?? []),
    lineOf(itemId) {
      const item = items.value.find(({ id }) => id === itemId)
      const index = item ? standing.value[item.data.list].findIndex(({ id }) => id === itemId) : -1
      return item && index >= 0 ? toLine(item, index + 1) : undefined
    },
  }
}

const mapLists = <T>(of: (list: EditionList) => T): ByList<T> =>
  Object.fromEntries(editionLists.map((list) => [list, of(list)])) as ByList<T>
