/** Which of the router's pages a run has shown: a page that nobody looks at is found by the page itself. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createMemoryHistory, createRouter } from 'vue-router'
import { routes } from '../../../src/app/router'

/** Names of routes that were shown. */
export function watchPlaces(): { show(url: string): void; shown(): string[] } {
  const router = createRouter({ history: createMemoryHistory(), routes })
  const shown = new Set<string>()
  return {
    show: (url) => shown.add(String(router.resolve(new URL(url).pathname).name)),
    shown: () => [...shown],
  }
}

/** Names of routes that are not among them. */
export const forgottenPlaces = (shown: readonly string[]): string[] =>
  routes.map(({ name }) => String(name)).filter((name) => !shown.includes(name))

/** Tests of several people's screens run apart from each other, so what they saw is kept in a file each. */
const folder = 'test-results/places'
const fileOf = (name: string): string => join(folder, `${name}.json`)

export function notePlaces(name: string, places: readonly string[]): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(fileOf(name), JSON.stringify(places))
}

/** Undefined when that walk did not come to its end. */
export function notedPlaces(name: string): string[] | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(name), 'utf8')) as string[]
  } catch {
    return undefined
  }
}

/** What an earlier run saw must not be taken for this one's. */
export const forgetPlaces = (): void => rmSync(folder, { recursive: true, force: true })
