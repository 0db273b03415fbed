/** Reads a whole file's sheets: mapping, rows, households. Pure, and the same for page, command line and server. */
import { emptyRead, type ReadRegister } from './household'
import { prepareSheet, type RememberedMappings, type SheetMapping, type SheetView } from './mapping'
import { assembleSheet } from './assemble'
import type { Places } from './places'
import type { Sheet } from './sheet'

export interface ReadOptions {
  places: Places
  remembered: RememberedMappings
  /** As corrected; sheets that it does not name are guessed. */
  given: readonly SheetMapping[]
  fileName: string
  thisYear: number
}

export function readRegister(
  sheets: readonly Sheet[],
  { places, remembered, given, fileName, thisYear }: ReadOptions,
): { views: SheetView[]; read: ReadRegister } {
  const read = emptyRead()
  const views = sheets.map((sheet) => {
    const prepared = prepareSheet(sheet, {
      places,
      remembered,
      given: given.find((mapping) => mapping.sheet === sheet.name),
      fileName: fileName.replace(/\.[A-Za-z]+$/, ''),
    })
    if (!prepared.mapping.isSkipped) assembleSheet(prepared, { places, thisYear, read })
    return prepared.view
  })
  return { views, read }
}
