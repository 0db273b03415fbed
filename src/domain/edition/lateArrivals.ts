/** 迟到记录: what a frozen month would have had. Told beside it and never merged in. */
import type { Row } from '../rows'
import { setOnOf } from './ledgerLine'
import { prefill, type LiveRows } from './prefill'
import { editionLists, type EditionList } from './rows'

export interface LateArrival {
  list: EditionList
  refId: string
  /** True: it surely came after the freeze. False: it was there and nobody put it in, or it came later on the same day. */
  cameLater: boolean
}

/** `items` are all of the edition, with those that were taken out: what was left out on purpose is not late. */
export function lateArrivals(
  { data }: Row<'edition'>,
  items: Iterable<Row<'editionItem'>>,
  rows: LiveRows,
): LateArrival[] {
  const { frozenAt, frozenOn, month } = data
  if (frozenAt === null || frozenOn === null) return []
  const known = new Set([...items].map((item) => `${item.data.list} ${item.data.refId}`))
  const live = {
    issues: [...rows.issues],
    tasks: [...rows.tasks],
    effects: [...rows.effects],
    areas: [...rows.areas],
  }
  const wanted = prefill(month, live)
  const issues = new Map(live.issues.map((row) => [row.id, row.data]))
  const tasks = new Map(live.tasks.map((row) => [row.id, row.data]))
  const effects = new Map(live.effects.map((row) => [row.data.issueId, row.data]))
  const isLater = (receivedAt: number | null | undefined, on: string | undefined): boolean =>
    (receivedAt ?? 0) > frozenAt || (on ?? '') > frozenOn
  const cameLater: Record<EditionList, (refId: string) => boolean> = {
    issues: (id) => isLater(issues.get(id)?.receivedAt, issues.get(id)?.listedOn),
    tasks: (id) => {
      const task = tasks.get(id)
      return isLater(task?.receivedAt, task && setOnOf(task))
    },
    effects: (id) => isLater(effects.get(id)?.receivedAt, issues.get(id)?.struckOff?.on),
  }
  return editionLists.flatMap((list) =>
    wanted[list]
      .filter((refId) => !known.has(`${list} ${refId}`))
      .map((refId) => ({ list, refId, cameLater: cameLater[list](refId) })),
  )
}
