/** What the command line says of the mapping, turned into the corrections that the page would make. */
import { registerFields, isNeverKept, type RegisterField } from '../../domain/register/fields'
import type { SheetMapping } from '../../domain/register/mapping'
import { ImportUsage } from './importActor'
import type { ImportPreview } from '../../sync/registerImport'

export interface Corrections {
  /** Of rows that name none. */
  village: string | undefined
  /** Only these are read. */
  sheets: readonly string[]
  /** `B=phone`, for every sheet that is read. */
  columns: readonly string[]
}

/** Empty when nothing is corrected. @throws ImportUsage */
export function correctedMappings(
  preview: ImportPreview,
  { village, sheets, columns }: Corrections,
  villages: readonly { id: string; name: string }[],
): SheetMapping[] {
  if (village === undefined && sheets.length === 0 && columns.length === 0) return []
  const named = villages.find(({ name }) => name === village)
  if (village !== undefined && !named)
    throw new ImportUsage(
      `园区里没有“${village}”；有：${villages.map(({ name }) => name).join('、')}。No such village.`,
    )
  const missing = sheets.find((name) => !preview.sheets.some(({ sheet }) => sheet === name))
  if (missing !== undefined)
    throw new ImportUsage(
      `文件里没有工作表“${missing}”；有：${preview.sheets.map(({ sheet }) => sheet).join('、')}。No such sheet.`,
    )
  const wanted = columns.map(readColumn)
  return preview.sheets.map(
    ({ sheet, isSkipped, headerFrom, headerTo, columns: fields, villageId, views }) => ({
      sheet,
      isSkipped: sheets.length > 0 ? !sheets.includes(sheet) : isSkipped,
      headerFrom,
      headerTo,
      columns: fields.map(
        (field, index) => wanted.find(({ letter }) => letter === views[index]?.letter)?.field ?? field,
      ),
      villageId: named?.id ?? villageId,
    }),
  )
}

function readColumn(text: string): { letter: string; field: RegisterField } {
  const [letter = '', name = ''] = text.split('=')
  const field = registerFields.find((known) => known === name && !isNeverKept(known))
  if (/^[A-Za-z]{1,3}$/.test(letter) && field) return { letter: letter.toUpperCase(), field }
  const choices = registerFields.filter((known) => !isNeverKept(known)).join(', ')
  throw new ImportUsage(`--map 应像 B=phone，可用：${choices}。Not understood: --map ${text}`)
}
