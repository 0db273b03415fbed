import type { ReturnVisit } from '../../../domain/issue/rows'
import { enterpriseHeard } from './enterprise'
import { farmingHeard } from './farming'
import type { HeardBySituation } from './heard'
import { livelihoodHeard } from './livelihood'
import { otherHeard } from './others'

/** What is said about every situation; a test holds that none is missing. */
export const allHeard: HeardBySituation = {
  ...livelihoodHeard,
  ...enterpriseHeard,
  ...farmingHeard,
  ...otherHeard,
}

/** @throws Error for a situation that nobody has heard about. */
export function heardOf(situationId: string): Readonly<Record<ReturnVisit['satisfaction'], string>> {
  const heard = allHeard[situationId]
  if (!heard) throw new Error(`heard: nothing about ${situationId}`)
  const [satisfied, fairly, dissatisfied] = heard
  return { satisfied, fairly, dissatisfied }
}
