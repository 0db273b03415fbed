import { enterpriseVoices } from './enterprise'
import { farmingVoices } from './farming'
import { livelihoodVoices } from './livelihood'
import { otherVoices } from './others'
import type { Voice, Voices } from './voice'

/** One per category that an issue can carry; a test holds that none is missing. */
export const allVoices: Voices = {
  ...livelihoodVoices,
  ...enterpriseVoices,
  ...farmingVoices,
  ...otherVoices,
}

/** @throws Error for a category that nobody speaks about. */
export function voiceOf(categoryId: string): Voice {
  const voice = allVoices[categoryId]
  if (!voice) throw new Error(`voices: none for ${categoryId}`)
  return voice
}
