import { zhCN as zh } from '../../../src/app/locales/zh-CN'
import { inFloors, type Bench, type MeasuredZone } from '../bench'
import type { Sample } from '../metrics'
import { recordsOnDisk } from '../../support/real/disk'
import { momentOf, watchFromStart } from '../watch'

const lists = {
  coldStartM: { path: '/', selector: `ul[aria-label="${zh.home.deskOldest}"] li` },
  coldSubjectsM: { path: '/subjects', selector: `ul[aria-label="${zh.subject.title}"] a` },
} as const

/**
 * Cold start with everything on the disk, on the production build: a browser started anew, from the start of the
 * navigation until the first rows of a list are there. `coldStartM`: the list of the home page, where the app opens,
 * on a device that was left as people leave it, with the home page kept and nothing unsent.
 * `coldSubjectsM`: opened right at the list of subjects, which needs every subject, visit and issue.
 * Floor: in a browser started anew as well, from the start of the navigation to an empty page until that page has read
 * the same rows back from IndexedDB, packed and unparsed (*packed*), or as one record a row (*rows*).
 */
export async function measureColdStart(
  bench: Bench,
  profile: string,
  zone: MeasuredZone,
  key: keyof typeof lists,
  floorsFirst: boolean,
): Promise<Sample[]> {
  const { path, selector } = lists[key]
  const app = async (): Promise<number> => {
    const browser = await bench.openBrowser(profile)
    const { page } = browser
    await watchFromStart(page, { shown: { rows: selector }, gone: {} })
    await page.goto(`${zone.origin}${path}`)
    const ms = await momentOf(page, 'rows')
    await browser.close()
    return ms
  }
  const floor = async (name: 'packedRead' | 'rowsRead'): Promise<number> => {
    const browser = await bench.openBrowser(profile)
    const { page } = browser
    await bench.floorPage(page)
    const { ms } = await inFloors(page, name)
    await browser.close()
    return ms
  }
  if (key === 'coldStartM') await leaveWithHomeKept(bench, profile, zone)
  const earlier = floorsFirst ? await floor('packedRead') : undefined
  const ms = await app()
  const packedMs = earlier ?? (await floor('packedRead'))
  const rowsMs = await floor('rowsRead')
  return [{ key, ms, packedMs, rowsMs }]
}

async function leaveWithHomeKept(bench: Bench, profile: string, zone: MeasuredZone): Promise<void> {
  const browser = await bench.openBrowser(profile)
  const { page } = browser
  await page.goto(zone.origin)
  await page.locator(lists.coldStartM.selector).first().waitFor()
  // The round of this start changes the books once more, and the page is kept some seconds later.
  await page.waitForTimeout(6_000)
  if ((await recordsOnDisk(page, 'home')).length === 0) throw new Error('the home page was not kept')
  await browser.close()
}
