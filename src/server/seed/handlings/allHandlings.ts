import { farmingHandlings } from './farming'
import { financeHandlings } from './finance'
import type { Handling, Handlings } from './handling'
import { healthHandlings } from './health'
import { marketHandlings } from './market'
import { orderHandlings } from './order'
import { petitionHandlings } from './petition'
import { securityHandlings } from './security'
import { togetherHandlings } from './together'
import { workHandlings } from './work'

/** What is done about every situation; a test holds that none is missing. */
export const allHandlings: Handlings = {
  ...workHandlings,
  ...healthHandlings,
  ...securityHandlings,
  ...orderHandlings,
  ...marketHandlings,
  ...financeHandlings,
  ...farmingHandlings,
  ...togetherHandlings,
  ...petitionHandlings,
}

/** @throws Error for a situation that nobody has thought through. */
export function handlingOf(situationId: string): Handling {
  const handling = allHandlings[situationId]
  if (!handling) throw new Error(`handlings: none for ${situationId}`)
  return handling
}
