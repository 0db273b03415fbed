/** Which of the router's pages a run has shown: a page that nobody looks at is found by the page itself. */
import { createMemoryHistory, createRouter } from 'vue-router'
import { routes } from '../../../src/app/router'

export function watchPlaces(): { show(url: string): void; forgotten(): string[] } {
  const router = createRouter({ history: createMemoryHistory(), routes })
  const shown = new Set<unknown>()
  return {
    show: (url) => shown.add(router.resolve(new URL(url).pathname).name),
    /** Names of routes. */
    forgotten: () =>
      routes
        .map(({ name }) => name)
        .filter((name) => !shown.has(name))
        .map(String),
  }
}
