/** A month's three lists through the screens: opened, frozen with number and hash, the same on another desk, and as a file. */
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { readFile as readXlsx } from '../../src/server/import/readFile'
import { desk, openBrowser } from '../support/real/browser'
import { removeFolder, startRealServer, temporaryFolder } from '../support/real/server'
import { byItself, signIn } from './journey'

test.describe.configure({ timeout: 240_000 })

test('a month is frozen once, reads the same at every desk, and becomes the offices’ workbook', async () => {
  const folders = ['data', 'office', 'second'].map(temporaryFolder) as [string, string, string]
  const server = await startRealServer(folders[0])
  const origin = `http://127.0.0.1:${server.port}`
  const browser = await openBrowser(folders[1], desk)
  const other = await openBrowser(folders[2], desk)
  const { page } = browser
  const sheet = page.locator('dialog[open]')
  try {
    await signIn(page, origin, 'office1')
    await page.goto(`${origin}/lists`)
    await page.getByRole('button', { name: '开本月清单' }).click()
    await sheet.getByRole('button', { name: '开清单', exact: true }).click()
    await page.waitForURL(/\/lists\/[0-9a-f-]{36}/)
    await page.getByRole('button', { name: '定稿', exact: true }).click()
    await sheet.getByRole('button', { name: '定稿', exact: true }).click()
    const copy = page.getByRole('button', { name: /校验/ })
    await expect(copy).toBeVisible(byItself)
    const facts = await page.locator('main dl').first().innerText()
    expect(facts).toMatch(/(?:[0-9a-f]{4} ){3}[0-9a-f]{4}/)

    await test.step('its file has the three lists, with the month in every title', async () => {
      const waiting = page.waitForEvent('download')
      await page.getByRole('button', { name: /台账/ }).click()
      const file = await waiting
      expect(file.suggestedFilename()).toMatch(/\d{4}年\d{1,2}月.*\.xlsx$/)
      const { sheets } = await readXlsx(new Uint8Array(readFileSync(await file.path())), 'x.xlsx')
      expect(sheets.map(({ name }) => name)).toEqual(['问题清单', '任务清单', '效果清单'])
      for (const { rows } of sheets) {
        expect(rows[0]?.cells[0]).toEqual(expect.stringMatching(/\d{4}年\d{1,2}月/))
        expect(rows.length).toBeGreaterThan(5)
      }
    })

    await test.step('another desk reads the very same, and can’t freeze the month again', async () => {
      await signIn(other.page, origin, 'office2')
      await other.page.goto(page.url())
      await expect(other.page.getByRole('button', { name: /校验/ })).toBeVisible(byItself)
      expect(await other.page.locator('main dl').first().innerText()).toBe(facts)
      await other.page.goto(`${origin}/lists`)
      await other.page.getByRole('button', { name: '开本月清单' }).click()
      const second = other.page.locator('dialog[open]')
      await second.getByRole('button', { name: '开清单', exact: true }).click()
      await expect(second.getByText(/已经定稿/).first()).toBeVisible()
    })
  } finally {
    await browser.close()
    await other.close()
    await server.stop()
    for (const folder of folders) removeFolder(folder)
  }
})
