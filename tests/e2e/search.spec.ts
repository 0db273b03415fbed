/**
 * Finding people in the real app: the built workers under the real content security policy, a start without network,
 * and a list that stands where it was left.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { openBrowser, phone, type Browser } from '../support/real/browser'
import { recordsOnDisk } from '../support/real/disk'
import { startRelay, type Relay } from '../support/real/network'
import { removeFolder, startRealServer, temporaryFolder, type RealServer } from '../support/real/server'
import { measureTyping, summary } from '../support/typing'
import { signIn, untilOfflineReady, untilStill } from './journey'

const rows = (page: Page) => page.getByRole('main').getByRole('list', { name: '走访对象' }).getByRole('link')
const find = (page: Page, text: string) => page.getByRole('main').getByRole('searchbox').fill(text)
const found = (page: Page) => page.locator('main .summary')

test.describe.serial('finding people', () => {
  const profile = temporaryFolder('search')
  const dataDir = temporaryFolder('data')
  let server: RealServer
  let relay: Relay
  let browser: Browser
  let origin: string
  const mistakes: string[] = []

  async function open(): Promise<Page> {
    browser = await openBrowser(profile, phone)
    browser.page.on('pageerror', (error) => mistakes.push(error.message))
    browser.page.on('console', (message) => {
      if (/content security|trusted/i.test(message.text())) mistakes.push(message.text())
    })
    return browser.page
  }

  test.beforeAll(async () => {
    server = await startRealServer(dataDir)
    relay = await startRelay(() => server.port)
    origin = `http://127.0.0.1:${relay.port}`
  })
  test.afterAll(async () => {
    await browser?.close().catch(() => undefined)
    await relay?.close()
    await server?.stop()
    for (const folder of [profile, dataDir]) removeFolder(folder)
  })

  test('initials, pinyin, both mixed and the name itself find the same household, which is marked', async () => {
    const page = await open()
    await signIn(page, origin, 'cadre1')
    await page.goto(`${origin}/subjects`)
    for (const typed of ['lgs', 'liuguosong', 'liu国松', '柳国松', 'ＬＧＳ']) {
      await find(page, typed)
      await expect(rows(page).first(), typed).toContainText('柳国松')
      await expect(page.getByRole('main').locator('mark').first(), typed).toHaveText('柳国松')
    }
    await find(page, 'lgs 不存在')
    await expect(page.getByText('没有找到“lgs 不存在”')).toBeVisible()
    expect(mistakes).toEqual([])
  })

  test('a letter after the other, with the processor at a sixth of its speed, is answered each time', async () => {
    const { page } = browser
    await find(page, '')
    const cdp = await browser.context.newCDPSession(page)
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 6 })
    const keystrokes = await measureTyping(page, ['liuguosong', 'lgs', '柳国松', '一组'])
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    // For the record only: what a machine with other work to do needs says nothing.
    test.info().annotations.push({
      type: 'keystroke to painted list',
      description: JSON.stringify(summary(keystrokes)),
    })
    expect(keystrokes.map(({ text }) => text)).toEqual([
      ...['l', 'li', 'liu', 'liug', 'liugu', 'liuguo', 'liuguos', 'liuguoso', 'liuguoson', 'liuguosong'],
      ...['l', 'lg', 'lgs', '柳', '柳国', '柳国松', '一', '一组'],
    ])
  })

  test('a list that was scrolled, searched and filtered stands where it was left', async () => {
    const { page } = browser
    await find(page, '')
    const list = page.getByRole('main').getByRole('list', { name: '走访对象' })
    await expect(list).toBeVisible()
    // Some screens down, in steps as a finger does it.
    for (let step = 0; step < 12; step++) await page.mouse.wheel(0, 400)
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(3_000)
    await untilStill(page)
    const target = await page.evaluateHandle(() =>
      [...document.querySelectorAll<HTMLElement>('main .subject-row a')].find(
        (row) => row.getBoundingClientRect().top > 300,
      ),
    )
    const row = target.asElement()
    if (!row) throw new Error('no row on the screen')
    const name = await row.evaluate((each) => each.querySelector('.subject-row__name')?.textContent ?? '')
    const top = (await row.boundingBox())?.y ?? 0
    await row.click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await page.goBack()
    const again = page.locator('main .subject-row a', { hasText: name }).first()
    await expect(again).toBeInViewport()
    await expect.poll(async () => Math.abs(((await again.boundingBox())?.y ?? 0) - top)).toBeLessThan(4)
  })

  test('filters narrow the list, are taken away one by one, and survive a reload', async () => {
    const { page } = browser
    await page.evaluate(() => window.scrollTo(0, 0))
    await page.getByRole('button', { name: '筛选' }).click()
    const sheet = page.locator('dialog[open]')
    await sheet.getByText('有未办结的', { exact: true }).click()
    await sheet.getByText('30 天', { exact: true }).click()
    await sheet.getByRole('button', { name: /^看 |没有符合的/ }).click()
    const chips = page.getByRole('list', { name: '正在用的筛选' }).getByRole('button')
    await expect(chips.filter({ hasText: '30 天没走访' })).toBeVisible()
    const narrowed = await found(page).textContent()
    await page.reload()
    await expect(chips.filter({ hasText: '30 天没走访' })).toBeVisible()
    await expect(found(page)).toHaveText(narrowed ?? '')
    await page.getByRole('button', { name: '去掉筛选：30 天没走访' }).click()
    await page.getByRole('button', { name: '去掉筛选：有未办结的问题' }).click()
    await expect(chips.filter({ hasText: '没走访' })).toHaveCount(0)
  })

  test('a new household of a name that is there asks whether it is this one, and is saved all the same', async () => {
    const { page } = browser
    await page.goto(`${origin}/subjects/new`)
    await page.getByRole('combobox', { name: /^村（社区）/ }).selectOption({ index: 1 })
    await page.getByRole('textbox', { name: /^户主姓名/ }).fill('柳国松')
    await expect(page.getByText('是这一户吗？')).toBeVisible()
    await expect(page.getByRole('link', { name: /柳国松/ })).toContainText('同名')
    await page.getByRole('textbox', { name: /^备注/ }).fill('同村同名的另一户')
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: '柳国松' })).toBeVisible()
    await page.goto(`${origin}/subjects`)
    await find(page, 'lgs')
    await expect(rows(page).filter({ hasText: '柳国松' })).toHaveCount(2)
  })

  test('without network, after a restart, pinyin finds at once from what the device kept sealed', async () => {
    await untilOfflineReady(browser.page)
    await expect(browser.page.locator('header').getByText('都已送达')).toBeVisible({ timeout: 30_000 })
    await expect.poll(async () => (await recordsOnDisk(browser.page, 'directory')).length).toBeGreaterThan(0)
    // What the first screen shows is kept sealed as well.
    await expect.poll(async () => (await recordsOnDisk(browser.page, 'home')).length).toBe(1)
    await browser.close()
    await relay.cut()
    const page = await open()
    await page.goto(`${origin}/subjects`)
    await find(page, 'lgs')
    await expect(rows(page).first()).toContainText('柳国松')
    const workers = page.workers().map((worker) => worker.url())
    expect(workers.some((url) => url.includes('searchWorker'))).toBe(true)
    expect(workers.some((url) => url.includes('pinyinWorker'))).toBe(false)
    await browser.close()
    for (const secret of ['柳国松', 'liu guo song']) expect(filesWith(profile, secret), secret).toEqual([])
    await relay.mend()
    expect(mistakes).toEqual([])
  })
})

/** Files of the profile's databases that hold these words in UTF-8 or UTF-16, as a thief would look for them. */
function filesWith(folder: string, words: string): string[] {
  const needles = [Buffer.from(words, 'utf8'), Buffer.from(words, 'utf16le')]
  const paths = (readdirSync(folder, { recursive: true }) as string[]).map((path) => join(folder, path))
  return paths.filter((path) => {
    if (!/IndexedDB|Local Storage|Session Storage/.test(path) || !statSync(path).isFile()) return false
    const bytes = readFileSync(path)
    return needles.some((needle) => bytes.includes(needle))
  })
}
