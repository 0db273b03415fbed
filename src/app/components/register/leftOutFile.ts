/**
 * The rows that were left out, as a spreadsheet to work through. Every cell is written as text: what begins with `=` in
 * somebody's file is shown as it stands and never computed.
 */
import type { ImportRowProblem } from '../../../sync/registerImport'
import type { TranslateAll } from '../../late/lateTexts'

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

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

export async function leftOutFile(t: TranslateAll, problems: readonly ImportRowProblem[]): Promise<Blob> {
  // Loaded when somebody asks: no phone needs it.
  const { default: writeXlsx } = await import('write-excel-file/universal')
  const [head = [], ...rows] = leftOutRows(t, problems)
  const text = (value: string, isHead = false) => ({
    value,
    type: String,
    ...(isHead ? { fontWeight: 'bold' as const } : {}),
  })
  const blob = await writeXlsx(
    [head.map((value) => text(value, true)), ...rows.map((row) => row.map((value) => text(value)))],
    {
      columns: [{ width: 16 }, { width: 8 }, { width: 16 }, { width: 34 }, { width: 30 }],
    },
  ).toBlob()
  return new Blob([blob], { type: xlsxType })
}
