/** The office decides without signal: the answer is on its own page at once, the number comes when the server has it. */
import { expect, test, type Page } from '@playwright/test'
import { desk, openBrowser } from '../support/real/browser'
import { startRelay } from '../support/real/network'
import { removeFolder, startRealServer, temporaryFolder } from '../support/real/server'
import { byItself, signIn, untilOfflineReady } from './journey'

test.describe.configure({ timeout: 240_000 })

test('decisions made offline stand at once, the number follows when the signal is back', async () => {
  const folders = ['data', 'desk'].map(temporaryFolder) as [string, string]
  const server = await startRealServer(folders[0])
  const relay = await startRelay(() => server.port)
  const origin = `http://127.0.0.1:${relay.port}`
  let browser = await openBrowser(folders[1], desk)
  try {
    await signIn(browser.page, origin, 'office1')
    await untilOfflineReady(browser.page)
    await browser.close()
    await relay.cut()
    browser = await openBrowser(folders[1], desk)
    const { page } = browser
    await page.goto(`${origin}/desk`)
    const [accepted, returned] = await titlesIn(page)
    if (accepted === undefined || returned === undefined) throw new Error('the inbox holds too little')

    await open(page, '待受理', accepted)
    await page.getByRole('button', { name: '受理', exact: true }).click()
    const sheet = page.locator('dialog[open]')
    await sheet.getByRole('button', { name: '受理', exact: true }).click()
    await expect(page.getByText('已受理，有信号时自动送出')).toBeVisible()
    await expect(detail(page, '编号')).toHaveText('待编号')
    await expect(chips(page).getByText('已列入清单', { exact: true })).toBeVisible()
    await expect(chips(page).getByText('待送')).toBeVisible()

    await open(page, '待受理', returned)
    await page.getByRole('button', { name: '退回补充', exact: true }).click()
    await sheet.getByRole('textbox', { name: /^要补充什么/ }).fill('请写清是哪一段路。')
    await sheet.getByRole('button', { name: '退回', exact: true }).click()
    await expect(page.getByText('已退回补充，有信号时自动送出')).toBeVisible()
    await expect(chips(page).getByText('退回补充', { exact: true })).toBeVisible()
    await expect(chips(page).getByText('待送')).toBeVisible()
    await expect(page.locator('header').getByText('2 条待送')).toBeVisible()

    await relay.mend()
    await expect(page.locator('header').getByText('都已送达')).toBeVisible(byItself)
    await expect(chips(page).getByText('待送')).toHaveCount(0)
    await expect(chips(page).getByText('退回补充', { exact: true })).toBeVisible()
    await open(page, '已列入', accepted)
    await expect(detail(page, '编号')).toHaveText(/^\d{4}-\d{4}$/)
    await expect(chips(page).getByText('待送')).toHaveCount(0)
  } finally {
    await browser.close()
    await relay.close()
    await server.stop()
    for (const folder of folders) removeFolder(folder)
  }
})

const inbox = (page: Page) => page.getByRole('list', { name: '问题列表' })
const chips = (page: Page) => page.getByRole('article').locator('header')
const detail = (page: Page, label: string) =>
  page.getByRole('article').locator('dl > div', { hasText: label }).first().locator('dd')

/** Titles of two reported issues that no other title contains, so that each is found by its own. */
async function titlesIn(page: Page): Promise<string[]> {
  await expect(inbox(page).getByRole('link').first()).toBeVisible()
  const titles = await inbox(page).locator('.list-row__title').allTextContents()
  return titles
    .map((title) => title.trim())
    .filter((title) => titles.filter((other) => other.includes(title)).length === 1)
    .slice(0, 2)
}

async function open(page: Page, state: string, title: string): Promise<void> {
  await page.getByRole('group', { name: '按状态查看' }).getByText(state, { exact: true }).click()
  await page.getByRole('searchbox').fill(title)
  await inbox(page).getByRole('link').first().click()
  await expect(page.getByRole('article').getByRole('heading', { name: title, exact: true })).toBeVisible()
}
