import type { EdgePorts } from './ports'

/** Asked before anything is taken: a database that runs into a full disk is worse than a polite refusal. */
export async function isDiskNearlyFull({ freeBytes, config }: EdgePorts): Promise<boolean> {
  const free = await freeBytes()
  return free !== undefined && free < config.minFreeBytes
}
