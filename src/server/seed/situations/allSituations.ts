import { farmingSituations } from './farming'
import { financeSituations } from './finance'
import { healthSituations } from './health'
import { marketSituations } from './market'
import { orderSituations } from './order'
import { petitionSituations } from './petition'
import { securitySituations } from './security'
import type { Situation } from './situation'
import { togetherSituations } from './together'
import { workSituations } from './work'

/** Every situation of the demo zone; tests hold them to their rules (lengths, categories, no two alike). */
export const allSituations: readonly Situation[] = [
  ...workSituations,
  ...healthSituations,
  ...securitySituations,
  ...orderSituations,
  ...marketSituations,
  ...financeSituations,
  ...farmingSituations,
  ...togetherSituations,
  ...petitionSituations,
]

const byId = new Map(allSituations.map((situation) => [situation.id, situation]))

/** @throws Error when nobody wrote it. */
export function situationById(id: string): Situation {
  const situation = byId.get(id)
  if (!situation) throw new Error(`situations: no ${id}`)
  return situation
}
