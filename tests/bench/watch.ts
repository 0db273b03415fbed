import type { Page } from '@playwright/test'
import { call } from './call'
import type { BenchScreen, Watched } from './pages/screen'

/** From the start of the next navigation. */
export async function watchFromStart(page: Page, watched: Watched): Promise<void> {
  await page.addInitScript({ content: `benchScreen.watch(${JSON.stringify(watched)})` })
}

/** In the page as it is. */
export const onScreen = <K extends keyof BenchScreen>(
  page: Page,
  name: K,
  ...args: Parameters<BenchScreen[K]>
): Promise<Awaited<ReturnType<BenchScreen[K]>>> => call(page, 'benchScreen', name, args)

export async function momentOf(page: Page, name: string): Promise<number> {
  const found = await page.waitForFunction(
    (wanted) => (globalThis as unknown as { benchMoments: Record<string, number> }).benchMoments[wanted],
    name,
    // Seldom, so that asking is no part of what is measured.
    { timeout: 180_000, polling: 200 },
  )
  return Number(await found.jsonValue())
}
