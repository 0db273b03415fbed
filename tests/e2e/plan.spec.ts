/** What the plan asks for beside the lists: a plan filed, returned, filed again and approved; an activity; a unit's report. */
import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test, type Page } from '@playwright/test'
import { desk, openBrowser } from '../support/real/browser'
import { startRelay } from '../support/real/network'
import { removeFolder, startRealServer, temporaryFolder } from '../support/real/server'
import { byItself, signIn, untilOfflineReady } from './journey'

test.describe.configure({ timeout: 240_000 })

const sheetOf = (page: Page) => page.locator('dialog[open]')
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('a plan goes from a unit without signal to its approval; an activity stands in the unit’s report, as Word too', async () => {
  const folders = ['data', 'unit', 'assessor'].map(temporaryFolder) as [string, string, string]
  const server = await startRealServer(folders[0])
  const line = await startRelay(() => server.port)
  const origin = `http://127.0.0.1:${line.port}`
  const unit = await openBrowser(folders[1])
  const assessor = await openBrowser(folders[2], desk)
  try {
    await signIn(unit.page, origin, 'unit2')
    await untilOfflineReady(unit.page)
    await line.cut()

    await test.step('the unit files its plan without signal', async () => {
      await unit.page.goto(`${origin}/plans`)
      await unit.page.getByRole('link', { name: '起草方案' }).click()
      const sheet = sheetOf(unit.page)
      await sheet.getByLabel(/^工作目标/).fill('把群众反映的脏乱点清一遍')
      await sheet.getByRole('button', { name: '报送审核' }).click()
      // It says what is missing, and keeps what was written.
      await expect(sheet.locator('[aria-invalid=true]').first()).toBeVisible()
      await sheet.getByLabel(/^具体措施/).fill('每周查一次，每月评一次')
      await sheet.getByLabel(/^责任人/).fill('副组长负总责')
      await sheet.getByLabel(/^巩固提升/).fill('把好做法写成制度')
      await sheet.getByRole('button', { name: '报送审核' }).click()
      await expect(sheet).toBeHidden()
      await expect(unit.page.getByText('待同步')).toBeVisible()
    })

    await test.step('an activity is recorded without signal, with a few taps', async () => {
      await unit.page.goto(`${origin}/activities`)
      await button(unit.page, '记活动').click()
      const sheet = sheetOf(unit.page)
      await sheet.getByText('共建', { exact: true }).click()
      await sheet.getByLabel(/^重点行动/).selectOption({ label: '美好环境共建' })
      await sheet.getByRole('button', { name: '保存', exact: true }).click()
      await expect(sheet).toBeHidden()
      await expect(unit.page.getByText('待同步')).toBeVisible()
    })

    await line.mend()
    await unit.page.goto(`${origin}/sync`)
    await button(unit.page, '立即同步').click()
    await expect(unit.page.getByText(/上次同步成功/)).toBeVisible(byItself)
    await unit.page.goto(origin)
    await expect(unit.page.locator('header').getByText('都已送达')).toBeVisible(byItself)

    await test.step('指导考核组 finds it on the home page and returns it', async () => {
      await signIn(assessor.page, `http://127.0.0.1:${server.port}`, 'assessor1')
      await expect(assessor.page.getByText(/份方案待审核/)).toBeVisible(byItself)
      await assessor.page.goto(`http://127.0.0.1:${server.port}/plans`)
      await assessor.page.getByRole('link', { name: /“双创”专班/ }).click()
      await button(assessor.page, '退回修改').click()
      const sheet = sheetOf(assessor.page)
      await sheet.getByLabel('要改什么').fill('写明查哪几个点')
      await sheet.getByRole('button', { name: '退回修改', exact: true }).click()
      await expect(sheet).toBeHidden()
      await expect(assessor.page.getByText('待同步')).toBeHidden(byItself)
    })

    await test.step('the unit reads why and files it again', async () => {
      await unit.page.goto(`${origin}/plans`)
      await unit.page.getByRole('link', { name: /“双创”专班/ }).click()
      await expect(unit.page.getByText('写明查哪几个点').first()).toBeVisible(byItself)
      await button(unit.page, '修改方案').click()
      const sheet = sheetOf(unit.page)
      await sheet.getByLabel(/^具体措施/).fill('每周查农贸市场和两个路口，每月评一次')
      await sheet.getByRole('button', { name: '报送审核' }).click()
      await expect(sheet).toBeHidden()
    })

    await test.step('it is approved, and both versions stay', async () => {
      const { page } = assessor
      await expect(button(page, '审核通过')).toBeVisible(byItself)
      await button(page, '审核通过').click()
      const sheet = sheetOf(page)
      await sheet.getByRole('button', { name: '审核通过', exact: true }).click()
      await expect(sheet).toBeHidden()
      await expect(page.getByText('第 2 稿')).toBeVisible()
      await expect(page.getByText('第 1 稿')).toBeVisible()
    })

    await test.step('the unit’s report counts the activity, and downloads as Word', async () => {
      const { page } = assessor
      await page.goto(`http://127.0.0.1:${server.port}/reports/units/unit-dual-creation`)
      await expect(page.getByText(/共建 \d+/)).toBeVisible(byItself)
      const waiting = page.waitForEvent('download')
      await button(page, '下载 Word').click()
      const file = await waiting
      expect(file.suggestedFilename()).toMatch(/^“双创”专班单位实效报告.*\.docx$/)
      const parts = unzipSync(new Uint8Array(readFileSync(await file.path())))
      const text = strFromU8(parts['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, '')
      expect(text).toContain('“双创”专班实效报告')
      expect(text).toMatch(/共建 \d+/)
      expect(text).toContain('已通过')
    })
  } finally {
    await unit.close()
    await assessor.close()
    await line.close()
    await server.stop()
    for (const folder of folders) removeFolder(folder)
  }
})
