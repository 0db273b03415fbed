/**
 * 公示 through the screens: the office composes it from a frozen month, 宣传报道组 posts what it has seen, whoever has the
 * address reads it without script, and what was withdrawn is gone. On paper it has its size, and nothing of the app.
 */
import { strFromU8, unzipSync } from 'fflate'
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { desk, openBrowser } from '../support/real/browser'
import { removeFolder, startRealServer, temporaryFolder } from '../support/real/server'
import { byItself, signIn } from './journey'

test.describe.configure({ timeout: 240_000 })

const textsOf = (page: Page, column: string): Promise<string[]> =>
  page.locator(`main .cell--${column}`).allInnerTexts()

/** Width and height of the first page in points, and how many pages there are. */
async function printed(page: Page): Promise<{ size: string; pages: number }> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const [, width = '', height = ''] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/u.exec(pdf) ?? []
  return {
    size: `${Math.round(Number(width))} × ${Math.round(Number(height))}`,
    pages: (pdf.match(/\/Type \/Page\b/gu) ?? []).length,
  }
}

test('a notice goes from the frozen lists over a second pair of eyes to the public, and off again', async ({
  browser: strangers,
}) => {
  const folders = ['data', 'office', 'publicity'].map(temporaryFolder) as [string, string, string]
  const server = await startRealServer(folders[0])
  const origin = `http://127.0.0.1:${server.port}`
  const office = await openBrowser(folders[1], desk)
  const publicity = await openBrowser(folders[2], desk)
  const stranger = await strangers.newContext({ javaScriptEnabled: false })
  const { page } = office
  const sheet = page.locator('dialog[open]')
  const second = publicity.page
  const secondSheet = second.locator('dialog[open]')
  try {
    let problems: string[] = []
    await test.step('the office freezes a month, composes and hands in', async () => {
      await signIn(page, origin, 'office1')
      await page.goto(`${origin}/lists`)
      await page.getByRole('button', { name: '开本月清单' }).click()
      await sheet.getByRole('button', { name: '开清单', exact: true }).click()
      await page.waitForURL(/\/lists\/[0-9a-f-]{36}/)
      await page.getByRole('button', { name: '定稿', exact: true }).click()
      await sheet.getByRole('button', { name: '定稿', exact: true }).click()
      await expect(page.getByRole('button', { name: /校验/ })).toBeVisible(byItself)
      await page.getByRole('button', { name: '拟公示' }).click()
      await sheet.getByRole('textbox', { name: /^监督电话/ }).fill('0722-3310000')
      await sheet.getByRole('button', { name: '列出公示稿' }).click()
      await page.waitForURL(/\/notices\/[0-9a-f-]{36}/)
      await page.getByRole('button', { name: '送审' }).click()
      await expect(page.getByText('要由另一位同事审签')).toBeVisible()
      problems = await textsOf(page, 'problem')
      expect(problems.length).toBeGreaterThan(5)
      await expect(page.locator('header').getByText('都已送达')).toBeVisible(byItself)
    })
    const address = page.url().replace('/notices/', '/public/notices/')
    const visitor = await stranger.newPage()

    await test.step('before that no stranger reads it', async () => {
      expect((await visitor.goto(address))?.status()).toBe(404)
    })

    await test.step('宣传报道组 sees the same words and posts them', async () => {
      await signIn(second, origin, 'publicity1')
      await second.getByRole('link', { name: /待审签/ }).click()
      // The page comes after the click; reading its cells waits for nothing.
      await expect.poll(() => textsOf(second, 'problem')).toEqual(problems)
      await second.getByRole('button', { name: '审签公示' }).click()
      await secondSheet.getByRole('button', { name: '审签公示' }).click()
      await expect(second.getByRole('button', { name: '复制网址' })).toBeVisible(byItself)
      expect(await second.getByRole('link', { name: '打开网上公示' }).getAttribute('href')).toBe(address)
    })

    await test.step('anybody reads it, without script, and nothing of the register is in it', async () => {
      expect((await visitor.goto(address))?.status()).toBe(200)
      const text = await visitor.locator('body').innerText()
      for (const problem of problems) expect(text).toContain(problem.split('\n')[0])
      expect(text).toContain('0722-3310000')
      expect(text).not.toMatch(/1[3-9]\d{9}|\d{17}[\dX]/u)
    })

    await test.step('the app’s own worker leaves the public page alone', async () => {
      await second.goto(address)
      await expect(second.getByRole('heading', { level: 1 })).toContainText('公示')
      await expect(second.locator('script')).toHaveCount(0)
      await second.goBack()
    })

    await test.step('on paper it is A4 or A3 and shows nothing of the app', async () => {
      await second.getByRole('link', { name: '打印张贴' }).click()
      await expect(second.locator('article')).toBeVisible()
      const a4 = await printed(second)
      expect(a4.size).toBe('595 × 842')
      await second.goto(`${second.url()}?size=a3`)
      await expect(second.locator('article')).toBeVisible()
      const a3 = await printed(second)
      // As many pages: A3 is A4 magnified.
      expect(a3).toEqual({ size: '842 × 1191', pages: a4.pages })
      await second.emulateMedia({ media: 'print' })
      await expect(second.getByRole('button', { name: '打印' })).toBeHidden()
      await second.emulateMedia({ media: null })
      await second.getByRole('link', { name: '返回' }).click()
    })

    await test.step('the briefing says what was posted', async () => {
      const waiting = second.waitForEvent('download')
      await second.getByRole('button', { name: /主题党日通报/ }).click()
      const file = await waiting
      expect(file.suggestedFilename()).toMatch(/主题党日通报\.docx$/u)
      const parts = unzipSync(new Uint8Array(readFileSync(await file.path())))
      const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
      expect(xml).toContain(problems[0]?.split('\n')[0])
    })

    await test.step('withdrawn, it is gone at once', async () => {
      await second.getByRole('button', { name: '撤下公示' }).click()
      await secondSheet.getByRole('textbox').fill('有一条写错了')
      await secondSheet.getByRole('button', { name: '撤下' }).click()
      await expect(second.locator('header').getByText('都已送达')).toBeVisible(byItself)
      await expect(async () => {
        // As somebody who comes by only now: who has just read it keeps it for a minute.
        expect((await stranger.request.get(address)).status()).toBe(410)
      }).toPass({ timeout: 60_000 })
    })
  } finally {
    await office.close()
    await publicity.close()
    await stranger.close()
    await server.stop()
    for (const folder of folders) removeFolder(folder)
  }
})
