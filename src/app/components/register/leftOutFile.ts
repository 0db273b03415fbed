/**
 * The rows that were left out, as a spreadsheet to work through. Every cell is written as text: what begins with `=` in
 * somebody's file is shown as it stands and never computed.
 */
import type { CalendarDate } from '../../../domain/time/shanghai'
import type { ImportRowProblem } from '../../../sync/registerImport'
import type { TranslateAll } from '../../late/lateTexts'

function leftOutRows(t: TranslateAll, problems: readonly ImportRowProblem[]): string[][] {
  const columns = ['sheet', 'row', 'column', 'reason', 'value'] as const
  return [
    columns.map((column) => t(`register.downloadColumns.${column}`)),
    ...problems.map(({ sheet, row, column, code, value }) => [
      sheet,
      String(row),
      column,
      t(`register.problem.${code}`),
      value,
    ]),
  ]
}

export async function leftOutFile(
  t: TranslateAll,
  problems: readonly ImportRowProblem[],
  createdOn: CalendarDate,
): Promise<Blob> {
  // Loaded when somebody asks: no phone needs it.
  const { plainFile } = await import('../../xlsx/plainSheet')
  const [head = [], ...rows] = leftOutRows(t, problems)
  return plainFile({ name: t('register.downloadName'), head, rows, createdOn })
}
