/**
 * 走访底册, due visits and 今天的路线: the office keeps the list, desk and phone count the same by village and group, what is
 * due becomes a route in an order made by hand, and a visit ticks it off by itself.
 */
import { expect, test, type Locator, type Page } from '@playwright/test'
import { desk, openBrowser, phone, type Browser } from '../support/real/browser'
import { startRelay, type Relay } from '../support/real/network'
import { removeFolder, startRealServer, temporaryFolder, type RealServer } from '../support/real/server'
import { goTo, saveVisit, signIn, unsentCount, untilOfflineReady } from './journey'

const village = '新春村'

test.describe.serial('roster, due visits and route', () => {
  const folders = ['data', 'office', 'phone'].map(temporaryFolder) as [string, string, string]
  let server: RealServer
  let relay: Relay
  let browser: Browser
  let origin: string
  /** As the office's desk counts the village, and the doors of the route in their order. */
  let counted: string
  let stops: string[]

  test.beforeAll(async () => {
    server = await startRealServer(folders[0])
    relay = await startRelay(() => server.port)
    origin = `http://127.0.0.1:${relay.port}`
  })
  test.afterAll(async () => {
    await browser?.close().catch(() => undefined)
    await relay?.close()
    await server?.stop()
    for (const folder of folders) removeFolder(folder)
  })

  test('the office puts a village’s last ones on the roster, takes it back, and does it for good', async () => {
    const office = await openBrowser(folders[1], desk)
    const { page } = office
    try {
      await signIn(page, origin, 'office1')
      await goTo(page, '更多')
      await page.getByRole('link', { name: '走访底册' }).click()
      await expect(page.getByRole('progressbar')).toBeVisible()
      const rows = page.getByRole('list', { name: '各村（社区）' }).getByRole('listitem')
      expect(await rows.count()).toBeGreaterThan(3)
      // Counted by place: nobody of the office or of the villages is named.
      await expect(page.getByRole('main')).not.toContainText('柳明芳')
      await rows.filter({ hasText: village }).getByRole('link').click()
      await expect(page.getByRole('heading', { level: 1, name: village })).toBeVisible()
      const before = await reached(page)
      const all = page.getByRole('button', { name: /^这 \d+ 个全部列入底册$/ })
      const count = Number(/\d+/.exec((await all.textContent()) ?? '')?.[0])
      await all.click()
      await expect(page.getByText(`已把 ${count} 个列入底册`)).toBeVisible()
      await expect.poll(async () => (await reached(page)).listed).toBe(before.listed + count)
      await page.getByRole('button', { name: '撤销' }).click()
      await expect.poll(() => reached(page)).toEqual(before)
      await all.click()
      await expect.poll(async () => (await reached(page)).listed).toBe(before.listed + count)
      const groups = page.getByRole('list', { name: '各组' }).getByRole('listitem')
      expect(await groups.count()).toBeGreaterThan(2)
      counted = JSON.stringify(await reached(page))
      await page.goto(`${origin}/sync`)
      await expect(unsentCount(page)).toHaveText('0', { timeout: 30_000 })
    } finally {
      await office.close()
    }
  })

  test('the cadre’s phone counts the same, and says what is due, the longest overdue first', async () => {
    browser = await openBrowser(folders[2], phone)
    const { page } = browser
    await signIn(page, origin, 'cadre1')
    await untilOfflineReady(page)
    await expect(page.getByRole('main').getByRole('link', { name: /走访底册/ })).toContainText('已走到')
    const due = page.locator('section').filter({ has: page.getByRole('heading', { name: '该走访了' }) })
    const rows = await due.getByRole('listitem').allTextContents()
    const days = rows.map((text) => Number(/已过该去的日子 (\d+) 天/.exec(text)?.[1] ?? 0))
    expect(days.length).toBeGreaterThan(2)
    expect(days).toEqual([...days].sort((a, b) => b - a))
    await page.goto(`${origin}/roster`)
    await page
      .getByRole('list', { name: '各村（社区）' })
      .getByRole('link', { name: new RegExp(village) })
      .click()
    await expect.poll(async () => JSON.stringify(await reached(page))).toBe(counted)
    await expect(page.getByRole('button', { name: '移出' })).toHaveCount(0)
  })

  test('a route is made of who is due and who is not visited yet, and put in order by hand', async () => {
    const { page } = browser
    const toGo = page.getByRole('list', { name: '还没走到的' }).getByRole('listitem').first()
    const unvisited = (await toGo.locator('.list-row__title').textContent())?.trim() ?? ''
    await toGo.getByRole('button', { name: '加进今天的路线' }).click()
    await expect(toGo.getByRole('button', { name: '在今天的路线里' })).toBeVisible()
    await page.goto(origin)
    await page.getByRole('link', { name: '还有 1 户' }).click()
    const due = page.getByRole('list', { name: '可以加进来：该走访的' })
    for (const count of [2, 3]) {
      await due.getByRole('button', { name: '加进今天的路线' }).first().click()
      await expect(doors(page)).toHaveCount(count)
    }
    expect((await names(page))[0]).toBe(unvisited)
    const [first, second, third] = (await names(page)) as [string, string, string]
    for (let step = 0; step < 2; step++)
      await page.getByRole('button', { name: `把 ${third} 往前排` }).click()
    await expect.poll(() => names(page)).toEqual([third, first, second])
    const button = await page.getByRole('button', { name: `把 ${first} 往后排` }).boundingBox()
    expect(Math.min(button?.width ?? 0, button?.height ?? 0)).toBeGreaterThanOrEqual(48)
    await page.getByRole('button', { name: `把 ${first} 往后排` }).click()
    await page.getByRole('button', { name: `从路线里去掉 ${second}` }).click()
    await expect.poll(() => names(page)).toEqual([third, first])
    await page.getByRole('button', { name: '撤销' }).click()
    await expect.poll(() => names(page)).toEqual([third, second, first])
    stops = [third, second, first]
  })

  test('it outlives a killed browser without signal, and is no draft and nothing to be sent', async () => {
    await browser.kill()
    await relay.cut()
    browser = await openBrowser(folders[2], phone)
    const { page } = browser
    await page.goto(`${origin}/route`)
    await expect.poll(() => names(page)).toEqual(stops)
    await page.goto(origin)
    await expect(page.getByText('没写完的草稿')).toHaveCount(0)
    await page.goto(`${origin}/sync`)
    await expect(unsentCount(page)).toHaveText('0')
  })

  test('a visit of today ticks its door off by itself and counts on the roster', async () => {
    const { page } = browser
    await page.goto(`${origin}/route`)
    const last = stops.at(-1) ?? ''
    await doors(page).filter({ hasText: last }).getByRole('link', { name: '记走访' }).click()
    await page.getByRole('textbox', { name: '看到、听到、做了什么' }).fill('在家，都好。')
    await saveVisit(page)
    await page.goto(`${origin}/route`)
    await expect.poll(() => names(page)).toEqual(stops.slice(0, -1))
    await expect(page.getByRole('list', { name: '走过了' }).getByRole('listitem')).toHaveText([
      new RegExp(last),
    ])
    await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '1')
    // A visit of another day is not on today's way.
    await doors(page).first().getByRole('link', { name: '记走访' }).click()
    await page.getByRole('button', { name: '昨天' }).click()
    await page.getByRole('textbox', { name: '看到、听到、做了什么' }).fill('补记。')
    await saveVisit(page)
    await page.goto(`${origin}/route`)
    await expect.poll(() => names(page)).toEqual(stops.slice(0, -1))
    await page.goto(`${origin}/roster`)
    await page
      .getByRole('list', { name: '各村（社区）' })
      .getByRole('link', { name: new RegExp(village) })
      .click()
    const { visited } = JSON.parse(counted) as { visited: number }
    await expect.poll(async () => (await reached(page)).visited).toBeGreaterThan(visited)
  })
})

const doors = (page: Page): Locator => page.getByRole('list', { name: '接下来' }).getByRole('listitem')
const names = async (page: Page): Promise<string[]> =>
  (await doors(page).locator('.list-row__title').allTextContents()).map((text) => text.trim())

/** The figures of the bar at the top. */
async function reached(page: Page): Promise<{ visited: number; listed: number }> {
  const bar = page.getByRole('progressbar')
  return {
    visited: Number(await bar.getAttribute('aria-valuenow')),
    listed: Number(await bar.getAttribute('aria-valuemax')),
  }
}
