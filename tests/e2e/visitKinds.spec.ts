/** 蹲点调研, 政策宣讲, 进企业 and 座谈会, each with somebody who came along, as the form asks for them. */
import { expect, test, type Page } from '@playwright/test'
import { openBrowser, phone } from '../support/real/browser'
import { removeFolder, startRealServer, temporaryFolder } from '../support/real/server'
import { goTo, recordsWith, saveVisit, signIn } from './journey'

const companion = '龚道全'

/** What only this kind asks for, and what its page shows of it. */
const kinds: { tile: string; title: string; fill: (page: Page) => Promise<void>; shows: RegExp[] }[] = [
  {
    tile: '蹲点调研',
    title: '蹲点调研',
    fill: async (page) => {
      await chooseVillage(page)
      await page.getByLabel('结束日期').fill(await page.getByLabel('开始日期').inputValue())
    },
    shows: [/新春村/],
  },
  {
    tile: '政策宣讲',
    title: '政策宣讲',
    fill: async (page) => {
      await chooseVillage(page)
      await page.getByLabel('宣讲内容').fill('医保缴费')
      await page.getByLabel('覆盖村数').fill('1')
      await page.getByLabel('覆盖户数').fill('36')
    },
    shows: [/医保缴费/, /1 个村，36 户/],
  },
  {
    tile: '进企业',
    title: '进企业',
    fill: async (page) => {
      await page.getByText('选择走访对象').click()
      await page.locator('dialog[open]').getByRole('listitem').getByRole('button').first().click()
      await expect(page.locator('dialog[open]')).toHaveCount(0)
    },
    shows: [],
  },
  {
    tile: '座谈会',
    title: '座谈会',
    fill: async (page) => {
      await chooseVillage(page)
      await page.getByLabel('参加人数').fill('23')
    },
    shows: [/23/],
  },
]

test('a stay, a talk, a visit to an enterprise and a meeting are recorded with a companion and sent', async () => {
  const folders = ['data', 'phone'].map(temporaryFolder) as [string, string]
  const server = await startRealServer(folders[0])
  const origin = `http://127.0.0.1:${server.port}`
  const browser = await openBrowser(folders[1], phone)
  try {
    const { page } = browser
    await signIn(page, origin, 'cadre1')
    for (const { tile, fill } of kinds) {
      await page.goto(`${origin}/visits/new`)
      await page.getByRole('group', { name: '走访类型' }).getByText(tile, { exact: true }).click()
      await fill(page)
      if (tile === kinds[0]?.tile) await addCompanion(page)
      else await page.getByRole('button', { name: `和上次一样：${companion}` }).click()
      await expect(page.getByRole('button', { name: `去掉同行人 ${companion}` })).toBeVisible()
      await page.getByRole('textbox', { name: '看到、听到、做了什么' }).fill(wordsOf(tile))
      await saveVisit(page)
    }
    await goTo(page, '首页')
    await expect(page.locator('header').getByText('都已送达')).toBeVisible({ timeout: 30_000 })
    for (const { tile, title, shows } of kinds) {
      await goTo(page, '我的记录')
      const row = recordsWith(page, wordsOf(tile))
      await expect(row).toHaveCount(1)
      await expect(row).toContainText('已生效')
      await row.getByRole('link').click()
      const main = page.getByRole('main')
      await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible()
      await expect(main.getByText(wordsOf(tile))).toBeVisible()
      const visitors = main.locator('dl > div', { hasText: '走访人员' }).locator('dd')
      await expect(visitors).toContainText('柳明芳')
      await expect(visitors).toContainText(companion)
      for (const shown of shows) await expect(main.getByText(shown).first()).toBeVisible()
      await page.getByRole('button', { name: '返回' }).click()
    }
  } finally {
    await browser.close()
    await server.stop()
    for (const folder of folders) removeFolder(folder)
  }
})

const wordsOf = (tile: string): string => `${tile}的经过，照实写下。`

async function addCompanion(page: Page): Promise<void> {
  await page.getByRole('button', { name: '添加同行人' }).click()
  const people = page.locator('dialog[open]')
  await people.getByRole('searchbox').fill(companion)
  await people.getByText(companion, { exact: true }).click()
  await people.getByRole('button', { name: '选好了' }).click()
}

async function chooseVillage(page: Page): Promise<void> {
  await page.getByLabel('村（社区）').selectOption({ label: '新春村' })
}
