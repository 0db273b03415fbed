import type { Page } from '@playwright/test'
import { zhCN as zh } from '../../../src/app/locales/zh-CN'
import { DEMO_PASSWORD } from '../../../src/server/seed/people'
import type { Browser } from '../../support/real/browser'
import { inFloors, type Bench, type MeasuredZone } from '../bench'
import type { Sample } from '../metrics'
import { countTraffic } from '../traffic'
import { momentOf, onScreen } from '../watch'

/** Shown by the home page as its first list of rows that came from the server. */
const firstRows = {
  cadre: `ul[aria-label="${zh.home.due}"] li, main section:has(h2) li a[href*="/visits/new"]`,
  office: `ul[aria-label="${zh.home.deskOldest}"] li`,
}

/**
 * First sync, on the production build with an empty profile: from the first request to `/api/sync`, after the sign-in
 * was answered, until the home page no longer says that it is filling, so all that may be held lies on the disk. Bytes
 * and requests are those of `/api/sync` and `/api/blocks`. First screen: from the same moment until the home page shows
 * its first rows. The floors do the same with the same rows in the same browser, before it in every other run.
 */
export async function measureFirstSync(
  bench: Bench,
  browser: Browser,
  zone: MeasuredZone,
  options: { sync: Sample['key']; screen?: Sample['key']; floorsFirst: boolean; who: keyof typeof firstRows },
): Promise<Sample[]> {
  const { page } = browser
  let floors: Floors | undefined
  if (options.floorsFirst) floors = await measureFloors(bench, browser, zone)

  await fillSignIn(page, zone)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await onScreen(page, 'watch', {
    shown: { firstRows: firstRows[options.who] },
    gone: { filling: zh.session.filling.title },
  })
  const traffic = await countTraffic(page, ['/api/sync', '/api/blocks'])
  await submitSignIn(page)
  const filledAt = await momentOf(page, 'filling')
  const shownAt = await momentOf(page, 'firstRows')
  const startedAt = await onScreen(page, 'firstRequestAt', '/api/sync')
  const { bytes, requests } = await traffic.stop()

  floors ??= await measureFloors(bench, browser, zone)
  const samples: Sample[] = [{ key: options.sync, ms: filledAt - startedAt, bytes, requests, ...floors }]
  if (options.screen) {
    const { packedMs, rowsMs } = floors
    samples.push({ key: options.screen, ms: shownAt - startedAt, packedMs, rowsMs })
  }
  return samples
}

async function fillSignIn(page: Page, { origin, login }: MeasuredZone): Promise<void> {
  await page.goto(origin)
  await page.locator('input[name=username]').fill(login)
  await page.locator('input[name=password]').fill(DEMO_PASSWORD)
}

const submitSignIn = (page: Page): Promise<void> =>
  page.getByRole('button', { name: zh.session.signIn.submit }).click()

/** Until the page behind the sign-in is there. */
export async function signIn(page: Page, zone: MeasuredZone): Promise<void> {
  await fillSignIn(page, zone)
  await submitSignIn(page)
  await page.getByRole('navigation', { name: zh.common.mainNav }).first().waitFor()
}

type Floors = Required<Pick<Sample, 'packedMs' | 'packedBytes' | 'rowsMs'>>

async function measureFloors(bench: Bench, { page }: Browser, { packedName }: MeasuredZone): Promise<Floors> {
  await bench.floorPage(page)
  const traffic = await countTraffic(page, [`/${packedName}`])
  const packedMs = await inFloors(page, 'packedFirst', packedName)
  const { bytes: packedBytes } = await traffic.stop()
  const rowsMs = await inFloors(page, 'rowsFirst', packedName)
  return { packedMs, packedBytes, rowsMs }
}
