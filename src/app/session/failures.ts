import { KeyStoreUnusable } from '../client/vault/keyStore'
import { DeviceFull, DeviceStoreLost } from '../db/port'
import { DeviceStoreBlocked } from '../db/storageErrors'

/** Why this device could not open or keep something; each has sentences under `session.failure.*`. */
export const openFailures = ['full', 'blocked', 'lost', 'keys', 'chunk', 'unexpected'] as const
export type OpenFailure = (typeof openFailures)[number]

export function openFailure(error: unknown): OpenFailure {
  if (error instanceof DeviceFull) return 'full'
  if (error instanceof DeviceStoreBlocked) return 'blocked'
  if (error instanceof DeviceStoreLost) return 'lost'
  if (error instanceof KeyStoreUnusable) return 'keys'
  return isMissingChunk(error) ? 'chunk' : 'unexpected'
}

/** A part of the app that was not loaded yet and can't be now: no signal before the first installation is complete. */
export function isMissingChunk(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  // Chromium, Firefox and Safari each have their own words; Vite adds one for a style sheet.
  return /dynamically imported module|importing a module script|Unable to preload/i.test(error.message)
}
