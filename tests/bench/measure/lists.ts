import { zhCN as zh } from '../../../src/app/locales/zh-CN'
import type { Browser } from '../../support/real/browser'
import { inEngine, inFloors, type Bench, type MeasuredZone } from '../bench'
import { quantileOf, type Sample } from '../metrics'
import { onScreen } from '../watch'

const latestShown = 50
const repeats = 7

/**
 * The 50 newest of all visits held, on the engine alone with a whole zone open: from asking for the rows until the 50
 * are in order. *packed*: the packed chunks read back from IndexedDB, those of visits parsed and sorted; *rows*: a cursor
 * over an index by time. The median of several, the first left out.
 */
export async function measureLatest(bench: Bench, { page }: Browser, zone: MeasuredZone): Promise<Sample[]> {
  await bench.enginePage(page, zone)
  await inEngine(page, 'start')
  await inEngine(page, 'settle')
  const times: number[] = []
  for (let index = 0; index <= repeats; index++) {
    const { ms, shown } = await inEngine(page, 'latest', latestShown)
    if (shown !== latestShown) throw new Error(`${shown} visits instead of ${latestShown}`)
    if (index > 0) times.push(ms)
  }
  await bench.floorPage(page)
  const packedMs = await inFloors(page, 'packedLatest', latestShown)
  const rowsMs = await inFloors(page, 'rowsLatest', latestShown)
  return [{ key: 'listLatest50', ms: quantileOf(times, 0.5) ?? 0, packedMs, rowsMs }]
}

/** Surnames, whole names, villages, what is typed letter by letter; each has other results than the one before. */
const queries = [
  '王',
  '王建',
  '李',
  '李秀',
  '陈',
  '新春',
  '周',
  '周家',
  '刘',
  '张',
  '龚家',
  '黄',
  '杨',
  '徐',
  '何',
  '首义',
]

/**
 * Searching among all subjects, on the production build: each keystroke from the `input` event of the search box until
 * the list with its results has been laid out, without the wait for the next frame of the screen.
 */
export async function measureSearch({ page }: Browser, zone: MeasuredZone): Promise<Sample[]> {
  await page.goto(`${zone.origin}/subjects`)
  await page.locator(`ul[aria-label="${zh.subject.title}"] a`).first().waitFor({ timeout: 120_000 })
  await page.waitForTimeout(1_000)
  // Once for the caches that a person fills with the first letters as well.
  for (const query of queries.slice(0, 4)) await onScreen(page, 'keystroke', query)
  const times: number[] = []
  for (const query of queries) times.push(await onScreen(page, 'keystroke', query))
  return [{ key: 'searchP50', ms: quantileOf(times, 0.5) ?? 0 }]
}
