/** A file becomes a plan, and the plan commands: one row after the other, so that one refused row leaves the others standing. */
import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useDispatch } from '../../composables/useClient'
import { useRejectionText } from '../../composables/useRejectionText'
import { useZoneT } from '../../late/useZoneT'
import type { CellsFailure } from '../../xlsx/readCells'
import { tableRows, type PlannedRow, type SettingsTable, type TablePlan } from './tables/table'

interface RowText {
  row: number
  text: string
}

export interface UseTableImportReturn {
  plan: ShallowRef<TablePlan | undefined>
  /** Why the file as a whole can't be used. */
  failure: Ref<string | undefined>
  isBusy: Ref<boolean>
  /** Rows that were saved, once they are. */
  saved: Ref<number | undefined>
  /** Rows left out, with the reason: unreadable ones, and after saving the refused ones. */
  leftOut: ComputedRef<RowText[]>
  choose: (file: File) => Promise<void>
  save: () => Promise<void>
}

export function useTableImport(table: () => SettingsTable): UseTableImportReturn {
  const t = useZoneT()
  const dispatch = useDispatch()
  const rejectionText = useRejectionText()
  const plan = shallowRef<TablePlan>()
  const failure = ref<string>()
  const isBusy = ref(false)
  const saved = ref<number>()
  const refused = shallowRef<readonly RowText[]>([])

  const leftOut = computed<RowText[]>(() =>
    [
      ...(plan.value?.problems ?? []).map(({ row, column, code, value }) => ({
        row,
        text: t('zone.table.problemAt', { column, why: t(`zone.table.problem.${code}`, { value }) }),
      })),
      ...refused.value,
    ].sort((a, b) => a.row - b.row),
  )

  async function choose(file: File): Promise<void> {
    plan.value = undefined
    failure.value = undefined
    saved.value = undefined
    refused.value = []
    isBusy.value = true
    try {
      const { readCells } = await import('../../xlsx/readCells')
      const read = readCells(new Uint8Array(await file.arrayBuffer()))
      if (!read.ok) {
        failure.value = t(`zone.table.failure.${read.failure satisfies CellsFailure}`)
        return
      }
      const made = table()
      const found = tableRows(read.rows, made.needs)
      if ('missing' in found)
        failure.value = t('zone.table.missing', { columns: found.missing.join(t('record.listSeparator')) })
      else plan.value = made.plan(found.rows)
    } catch {
      failure.value = t('zone.table.failure.broken')
    } finally {
      isBusy.value = false
    }
  }

  /** Undefined when all of the row is on the disk. */
  async function give({ requests }: PlannedRow): Promise<string | undefined> {
    try {
      const result = await dispatch(requests)
      if (result.saved) return undefined
      return result.rejection ? rejectionText(result.rejection) : t('record.notReady')
    } catch {
      return t('record.saveFailed')
    }
  }

  async function save(): Promise<void> {
    if (isBusy.value || !plan.value) return
    isBusy.value = true
    let count = 0
    const no: RowText[] = []
    for (const planned of plan.value.planned) {
      const why = await give(planned)
      if (why === undefined) count += 1
      else no.push({ row: planned.row, text: why })
    }
    refused.value = no
    saved.value = count
    isBusy.value = false
  }

  return { plan, failure, isBusy, saved, leftOut, choose, save }
}
