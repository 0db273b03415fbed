/**
 * Settings through the screens: the administrator adds a unit and a category, changes a rule and the calendar, takes a
 * table out and in again; the office assigns to the new unit.
 */
import { readFileSync } from 'node:fs'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { readFile as readXlsx } from '../../src/server/import/readFile'
import { desk, openBrowser } from '../support/real/browser'
import { removeFolder, startRealServer, temporaryFolder } from '../support/real/server'
import { byItself, signIn } from './journey'

test.describe.configure({ timeout: 120_000 })

const unit = '应急管理办'
const sheet = (page: Page): Locator => page.locator('dialog[open]')
const press = (within: Page | Locator, name: string): Promise<void> =>
  within.getByRole('button', { name, exact: true }).click()

test('what the administrator sets is there for the office, has its history, and comes back from a spreadsheet', async () => {
  const folders = ['data', 'admin', 'office'].map(temporaryFolder) as [string, string, string]
  const server = await startRealServer(folders[0])
  const origin = `http://127.0.0.1:${server.port}`
  const [admin, office] = [await openBrowser(folders[1], desk), await openBrowser(folders[2], desk)]
  const { page } = admin
  const save = async (): Promise<void> => {
    await press(sheet(page), '保存')
    await expect(sheet(page)).toHaveCount(0)
  }
  try {
    await signIn(page, origin, 'admin1')
    await test.step('a unit and a category', async () => {
      await page.goto(`${origin}/admin/units`)
      await press(page, '新增单位')
      await sheet(page).getByLabel(/^名称/).fill(unit)
      await sheet(page).getByLabel(/^类型/).selectOption({ label: '部门' })
      await save()
      await page.goto(`${origin}/admin/categories`)
      await press(page, '新增类别')
      await sheet(page).getByLabel(/^名称/).fill('应急避险')
      await sheet(page)
        .getByLabel(/^牵头单位/)
        .selectOption({ label: unit })
      await save()
      await expect(page.getByRole('list', { name: '没有细类的类别' })).toContainText('应急避险')
    })

    await test.step('a rule out of its bounds is told, and a right one is kept with what was before', async () => {
      await page.goto(`${origin}/admin/rules`)
      const field = page.getByLabel(/^退件期限/)
      await field.fill('99')
      await press(page, '保存')
      await expect(page.locator('[aria-invalid=true]')).toHaveCount(1)
      await field.fill('5')
      await press(page, '保存')
      await expect(page.getByText('退件期限：3 → 5')).toBeVisible()
    })

    await test.step('the calendar of 2027, from the announcement', async () => {
      await page.goto(`${origin}/admin/calendar`)
      await press(page, '填 2027 年')
      await sheet(page)
        .getByLabel(/^通知里的放假安排/)
        .fill(
          '元旦：1月1日（周五）至3日（周日）放假，共3天。春节：2月5日至11日放假调休。2月14日（周日）上班。',
        )
      await press(sheet(page), '读成下面的清单')
      await expect(sheet(page).getByText('读出放假 2 段、调休上班 1 天')).toBeVisible()
      await save()
      await expect(page.getByRole('button', { name: /2027 年工作日历/ })).toContainText('本园区设置')
    })

    await test.step('units as a spreadsheet: unchanged it changes nothing; a wrong row is told with its number', async () => {
      await page.goto(`${origin}/admin/units`)
      const waiting = page.waitForEvent('download')
      await press(page, '导出表格')
      const bytes = readFileSync(await (await waiting).path())
      const { sheets } = await readXlsx(new Uint8Array(bytes), 'x.xlsx')
      expect(sheets[0]?.rows.some(({ cells }) => cells.includes(unit))).toBe(true)
      await press(page, '导入表格')
      const input = sheet(page).locator('input[type=file]')
      await input.setInputFiles({ name: '单位.xlsx', mimeType: '', buffer: bytes })
      await expect(sheet(page).getByText('和现在的一样，不用保存')).toBeVisible()
      const table = '名称,类型,所在区域,状态\r\n招商专班,专班,,在用\r\n无名,公司,,在用\r\n'
      await input.setInputFiles({ name: '单位.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
      await expect(sheet(page).getByText('“公司”不在可填的范围里')).toBeVisible()
      await press(sheet(page), '保存 1 行')
      await expect(sheet(page).getByText('已保存 1 行')).toBeVisible()
      await sheet(page).getByRole('button', { name: '关闭', exact: true }).last().click()
      await expect(page.getByRole('button', { name: /招商专班/ })).toBeVisible()
      await page.goto(`${origin}/admin/settings`)
      await expect(page.getByText('工作日历 新增 2027')).toBeVisible()
      await expect(page.locator('header').getByText('都已送达')).toBeVisible(byItself)
    })

    await test.step('the office assigns to the new unit', async () => {
      await signIn(office.page, origin, 'office1')
      await office.page.goto(`${origin}/desk?state=listed`)
      await office.page.getByRole('list', { name: '问题列表' }).getByRole('link').first().click(byItself)
      await office.page.getByRole('button', { name: '交办', exact: true }).last().click()
      const choice = sheet(office.page).getByLabel(/^责任单位/)
      await choice.selectOption({ label: unit })
      await expect(choice).toHaveValue(/.+/)
    })
  } finally {
    await admin.close()
    await office.close()
    await server.stop()
    for (const folder of folders) removeFolder(folder)
  }
})
