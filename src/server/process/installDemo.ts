import { readFile } from 'node:fs/promises'
import { shanghaiDate } from '../../domain/time/shanghai'
import type { Config } from '../config'
import type { Keyring } from '../keyring/keyring'
import type { OutcomeSigner, Random, ServerClock } from '../ports'
import { parseDivisions } from '../seed/divisions'
import { installZone } from '../seed/installZone'
import { DEMO_PASSWORD } from '../seed/people'
import { demoZoneCode, makeZone } from '../seed/zone'
import type { Store } from '../store/port'
import { writeMarker, type DataFolderMarker } from './dataFolder'

/** Large enough to look like a zone, small enough to be there in seconds. */
const demoSize = { seed: 20_260_608, subjects: 600, visits: 400, issues: 120 } as const

export interface InstallDemoOptions {
  config: Config
  store: Store
  keyring: Keyring
  signer: OutcomeSigner
  random: Random
  clock: ServerClock
  marker: DataFolderMarker
  /** Nobody can sign in yet. */
  isEmpty: boolean
  /** Other than the default demo: `npm run seed`. */
  size?: DemoSize
  onProgress?: (done: number, total: number) => void
}

export interface DemoSize {
  subjects: number
  visits: number
  issues: number
}

/**
 * Puts the demo zone into an empty store that only this machine can reach. True when it is there. The plan follows
 * from a seed and a day, and commands have ids of their own, so an installation that was cut off is simply run again:
 * what was done answers as a repeat.
 */
export async function installDemo(options: InstallDemoOptions): Promise<boolean> {
  const { config, store, keyring, signer, random, clock, marker, isEmpty, size, onProgress } = options
  if (marker.demo?.done) return true
  const isWanted = isEmpty && config.demo && config.isLocal
  if (!marker.demo && !isWanted) return false

  const today = marker.demo?.today ?? shanghaiDate(clock.now())
  await writeMarker(config.dataDir, { ...marker, demo: { today, done: false } })
  await keyring.addTenant(demoZoneCode)
  const divisions = await readFile(new URL('../seed/data/suizhou-divisions.csv', import.meta.url), 'utf8')
  const plan = makeZone({ ...demoSize, ...size, today }, parseDivisions(divisions))
  const known = (await store.tenants()).some(({ tenantId }) => tenantId === demoZoneCode)
  const resumable: Store = known ? { ...store, createTenant: () => Promise.resolve() } : store
  await installZone({
    store: resumable,
    plan,
    password: DEMO_PASSWORD,
    signer,
    random,
    ...(onProgress ? { onProgress } : {}),
  })
  await keyring.bind(await store.tenants())
  await writeMarker(config.dataDir, { ...marker, demo: { today, done: true } })
  return true
}
