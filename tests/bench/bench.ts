/** What all measurements share: the zones behind their servers, the floors, the scripts that run in pages. */
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openBrowser, type Browser } from '../support/real/browser'
import { removeFolder, startRealServer, temporaryFolder, type RealServer } from '../support/real/server'
import { call } from './call'
import { startFloorServer, type FloorServer } from './floorServer'
import { packLines, type PackedFile } from './packedFile'
import { bundlePage } from './pages/bundlePage'
import type { Engine } from './pages/engine'
import type { Floors } from './pages/floors'
import { signInAs } from './person'
import { copyOf, seededFolder, type ZoneSize } from './zone'

export interface MeasuredZone {
  name: string
  origin: string
  /** Who is measured. */
  login: string
  /** The same rows as the product will hold, under this name on the floors' server. */
  packedName: string
  packed: PackedFile
  /** All that this person holds. */
  lines: readonly string[]
}

export interface Bench {
  floors: FloorServer
  openZone(name: string, size: ZoneSize, login: string): Promise<MeasuredZone>
  /** A browser with a profile of this name, kept between starts; `from`: begins as a copy of that one. */
  openBrowser(profile: string, options?: { from?: string }): Promise<Browser>
  dropProfile(profile: string): void
  /** The floors' functions, in a page newly gone to. */
  floorPage(page: Page): Promise<void>
  /** The engine's functions, on the zone's origin. */
  enginePage(page: Page, zone: MeasuredZone): Promise<void>
  close(): Promise<void>
}

export async function startBench(): Promise<Bench> {
  const folder = temporaryFolder('bench')
  const servers: RealServer[] = []
  const floorScript = await bundlePage('floors.ts')
  const engineScript = await bundlePage('engine.ts')
  const screenScript = await bundlePage('screen.ts')
  const floors = await startFloorServer(floorScript)
  const profileFolder = (profile: string): string => join(folder, `profile-${profile}`)

  return {
    floors,
    async openZone(name, size, login) {
      const server = await startRealServer(copyOf(await seededFolder(size), join(folder, `zone-${name}`)))
      servers.push(server)
      const origin = `http://127.0.0.1:${server.port}`
      // Also cuts and compresses what is served ready made, which is done once for all phones of a zone.
      const { lines } = await (await signInAs(origin, login)).pullAll()
      const packed = packLines(lines)
      const packedName = `packed-${name}`
      floors.serve(packedName, packed.packed)
      return { name, origin, login, packedName, packed, lines }
    },
    async openBrowser(profile, { from } = {}) {
      if (from !== undefined) cpSync(profileFolder(from), profileFolder(profile), { recursive: true })
      const browser = await openBrowser(profileFolder(profile))
      await browser.context.addInitScript({ content: screenScript })
      return browser
    },
    dropProfile: (profile) => removeFolder(profileFolder(profile)),
    async floorPage(page) {
      await page.goto(floors.origin)
    },
    async enginePage(page, { origin }) {
      // Answered by the server with a short problem, not by the service worker with the app: a page without screens.
      await page.goto(`${origin}/public/bench`)
      await page.evaluate(engineScript)
    },
    async close() {
      await floors.close()
      for (const server of servers) await server.stop()
      removeFolder(folder)
    },
  }
}

/** Calls one of the functions that a page has been given. */
export const inFloors = <K extends keyof Floors>(
  page: Page,
  name: K,
  ...args: Parameters<Floors[K]>
): Promise<Awaited<ReturnType<Floors[K]>>> => call(page, 'floors', name, args)

export const inEngine = <K extends keyof Engine>(
  page: Page,
  name: K,
  ...args: Parameters<Engine[K]>
): Promise<Awaited<ReturnType<Engine[K]>>> => call(page, 'engine', name, args)
