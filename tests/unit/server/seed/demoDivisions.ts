import { readFileSync } from 'node:fs'
import { parseDivisions } from '../../../../src/server/seed/divisions'

/** The list of places that the demo zone is really made from. */
export const divisionsText = readFileSync(
  new URL('../../../../src/server/seed/data/suizhou-divisions.csv', import.meta.url),
  'utf8',
)
export const demoDivisions = parseDivisions(divisionsText)
