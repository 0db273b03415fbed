/** The inbox as an office works with it all day: table, saved filters, several at once, keys, the list as a file. */
import { readFileSync } from 'node:fs'
import { expect, test, type Download, type Page } from '@playwright/test'
import { readXlsx } from '../../src/server/import/xlsx'
import { desk, openBrowser, phone } from '../support/real/browser'
import { recordsOnDisk } from '../support/real/disk'
import { startRelay } from '../support/real/network'
import { removeFolder, startRealServer, temporaryFolder } from '../support/real/server'
import { byItself, signIn } from './journey'

test.describe.configure({ timeout: 240_000 })

const lines = (page: Page) => page.locator('tr[data-issue]')
const heads = (page: Page) => page.getByRole('columnheader')
const sheet = (page: Page) => page.locator('dialog[open]')
const asTable = (page: Page) => page.getByRole('radio', { name: '表格' }).check()
const state = (page: Page, name: string) =>
  page.getByRole('group', { name: '按状态查看' }).getByText(name, { exact: true }).click()
/** The title in whose row the work is. */
const inHand = (page: Page) => page.locator('tr[data-issue] a:focus')

/** What lies in the browser's database about drafts and settings, as text. */
const keptPlainly = async (page: Page): Promise<string> =>
  (await recordsOnDisk(page, 'drafts'))
    .map(({ form, sealed }) => `${String(form)}\n${String(sealed)}`)
    .join('\n')

test('columns, order and filters are kept on this device, and only there and sealed', async () => {
  const folders = ['data', 'desk'].map(temporaryFolder) as [string, string]
  const server = await startRealServer(folders[0])
  const origin = `http://127.0.0.1:${server.port}`
  const browser = await openBrowser(folders[1], desk)
  const { page } = browser
  page.setDefaultTimeout(15_000)
  try {
    await signIn(page, origin, 'office1')
    await page.goto(`${origin}/desk`)
    await asTable(page)
    await state(page, '全部')
    await expect(lines(page).first().getByRole('img', { name: '紧急' })).toBeVisible()

    await page.getByRole('button', { name: '选择列' }).click()
    await sheet(page).getByText('群众原话', { exact: true }).click()
    await sheet(page).getByText('登记人', { exact: true }).click()
    await sheet(page).getByRole('button', { name: '选好了' }).click()
    const columns = ['', '编号', '标题', '状态', '类别', '村/社区', '反映对象', '群众原话', '反映日期']
    await expect(heads(page)).toHaveText(columns)
    await heads(page).filter({ hasText: '标题' }).getByRole('button').click()
    await expect(heads(page).filter({ hasText: '标题' })).toHaveAttribute('aria-sort', 'ascending')

    await page.getByRole('button', { name: '筛选', exact: true }).click()
    await page.getByLabel('性质').selectOption({ label: '诉求' })
    await page.getByRole('searchbox').fill('柳')
    await page.getByRole('button', { name: '存为常用筛选' }).click()
    await page.keyboard.type('柳家的诉求')
    await page.keyboard.press('Enter')
    const chip = page.getByRole('group', { name: '常用筛选' }).getByRole('button', { name: '柳家的诉求' })
    await expect(chip).toHaveAttribute('aria-pressed', 'true')
    const found = await page.getByRole('status').filter({ hasText: '件' }).first().textContent()

    await page.goto(`${origin}/desk`)
    await expect(heads(page)).toHaveText(columns.map((name) => (name === '标题' ? '标题 ▲' : name)))
    await expect(heads(page).filter({ hasText: '标题' })).toHaveAttribute('aria-sort', 'ascending')
    await expect(chip).toHaveAttribute('aria-pressed', 'false')
    await chip.click()
    await expect(page.getByRole('searchbox')).toHaveValue('柳')
    await expect(page.getByRole('status').filter({ hasText: '件' }).first()).toHaveText(found ?? '')

    const kept = await keptPlainly(page)
    expect(kept).toContain('setting.desk')
    expect(kept).not.toContain('柳')
    // A setting is no unfinished work.
    await page.goto(`${origin}/records`)
    await expect(page.getByText('还没有记录')).toBeVisible()
    await page.goto(`${origin}/desk`)

    await chip.click()
    await page.getByRole('button', { name: '修改' }).click()
    await sheet(page).getByRole('button', { name: '删除' }).click()
    await expect(chip).toHaveCount(0)
    await page.getByRole('button', { name: '撤销' }).click()
    await expect(chip).toHaveCount(1)
  } finally {
    await browser.close()
    await server.stop()
    for (const folder of folders) removeFolder(folder)
  }
})

test('several at once, by keys and without signal: each issue gets its own answer, refusals are listed', async () => {
  const folders = ['data', 'desk', 'other'].map(temporaryFolder) as [string, string, string]
  const server = await startRealServer(folders[0])
  const relay = await startRelay(() => server.port)
  const direct = `http://127.0.0.1:${server.port}`
  const first = await openBrowser(folders[1], desk)
  const second = await openBrowser(folders[2], desk)
  const { page } = first
  page.setDefaultTimeout(15_000)
  try {
    await signIn(page, `http://127.0.0.1:${relay.port}`, 'office1')
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /收件箱/ })
      .click()
    await asTable(page)
    await relay.cut()

    // The keys are letters where something is written.
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox')).toBeFocused()
    await page.keyboard.type('asdxj?')
    await expect(page.getByRole('searchbox')).toHaveValue('asdxj?')
    await expect(sheet(page)).toHaveCount(0)
    await page.getByRole('searchbox').fill('')
    await page.getByRole('searchbox').blur()
    await page.keyboard.press('?')
    await expect(sheet(page).getByRole('heading', { name: '快捷键' })).toBeVisible()
    await page.keyboard.press('Escape')

    await page.keyboard.press('j')
    await page.keyboard.press('x')
    const taken = (await inHand(page).textContent()) ?? ''
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    const mine = (await inHand(page).textContent()) ?? ''
    expect(new Set([taken, mine, '']).size).toBe(3)
    await expect(page.getByText('已选 2 件')).toBeVisible()
    await page.keyboard.press('a')
    await expect(sheet(page)).toContainText('将受理 2 件')
    await sheet(page).getByRole('textbox', { name: '给登记人的话' }).fill('已转有关单位')

    // Meanwhile somebody else takes the first one.
    await signIn(second.page, direct, 'office2')
    await second.page.goto(`${direct}/desk`)
    await second.page.getByRole('searchbox').fill(taken)
    await second.page.getByRole('list', { name: '问题列表' }).getByRole('link').first().click()
    await second.page.getByRole('button', { name: '受理', exact: true }).click()
    await sheet(second.page).getByRole('button', { name: '受理', exact: true }).click()
    await expect(second.page.locator('header').getByText('都已送达')).toBeVisible(byItself)

    await sheet(page).getByRole('button', { name: '受理（2 件）' }).click()
    const told = (title: string) => sheet(page).getByRole('listitem').filter({ hasText: title })
    await expect(sheet(page)).toContainText('已办 2 件')
    await expect(told(taken)).toContainText('已存本机')
    await expect(told(mine)).toContainText('已存本机')
    await relay.mend()
    await expect(told(mine)).toContainText('已生效', byItself)
    await expect(told(taken)).toContainText('未通过')
    await expect(sheet(page)).toContainText('1 件没有办成')
    await sheet(page).getByRole('button', { name: '知道了' }).click()

    // The refused step stands in the course of things, with what was written.
    await state(page, '已列入')
    await page.getByRole('searchbox').fill(taken)
    await page.getByRole('searchbox').press('ArrowDown')
    await page.keyboard.press('Enter')
    const course = page.getByRole('article').getByRole('list', { name: '办理经过' })
    await expect(course.getByRole('listitem').filter({ hasText: '受理（没有办成）' })).toContainText(
      '已转有关单位',
    )
    await expect(course).toContainText('柯文博')
    // The refused one stayed selected; the first press lets go of it, the second one leads back.
    await expect(page.getByText('已选 1 件')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByText('已选 1 件')).toHaveCount(0)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('table', { name: '问题列表' })).toBeVisible()
    await expect(inHand(page)).toHaveText(taken)

    // What can't be done is said before anything is.
    await page.keyboard.press('a')
    await expect(sheet(page)).toContainText('选中的问题都不能办这一步')
    await expect(sheet(page)).toContainText('已经列入清单')
    await page.keyboard.press('Escape')
  } finally {
    await first.close()
    await second.close()
    await relay.close()
    await server.stop()
    for (const folder of folders) removeFolder(folder)
  }
})

test('the list as it is shown becomes a file; confidential issues stay out unless asked for', async () => {
  const folders = ['data', 'desk', 'assessor'].map(temporaryFolder) as [string, string, string]
  const server = await startRealServer(folders[0])
  const origin = `http://127.0.0.1:${server.port}`
  const browser = await openBrowser(folders[1], desk)
  const other = await openBrowser(folders[2], phone)
  const { page } = browser
  page.setDefaultTimeout(15_000)
  const exported = async (at: Page): Promise<Download> => {
    const waiting = at.waitForEvent('download')
    await sheet(at).getByRole('button', { name: '导出' }).click()
    return waiting
  }
  const bytesOf = async (download: Download) => readFileSync(await download.path())
  try {
    await signIn(page, origin, 'office1')
    await page.goto(`${origin}/desk?state=all`)
    await asTable(page)
    await expect(page.getByText('120 件', { exact: true })).toBeVisible()
    const titles = await page.locator('tr[data-issue] a').allTextContents()

    await page.getByRole('button', { name: '导出' }).click()
    await expect(sheet(page)).toContainText('将导出 115 件')
    const file = await exported(page)
    expect(file.suggestedFilename()).toMatch(/^问题列表_\d{4}-\d{2}-\d{2}\.xlsx$/)
    const [workbook] = await readXlsx(new Uint8Array(await bytesOf(file)))
    expect(workbook?.rows[0]?.cells).toEqual([
      '编号',
      '标题',
      '状态',
      '类别',
      '村/社区',
      '反映对象',
      '反映日期',
      '登记人',
    ])
    expect(workbook?.rows).toHaveLength(116)
    expect(workbook?.rows[1]?.cells[1]).toBe(titles[0])

    await page.getByRole('button', { name: '导出' }).click()
    await sheet(page).getByText('文本表格').click()
    await sheet(page).getByText('保密问题也导出').click()
    await expect(sheet(page)).toContainText('将导出 120 件')
    const text = await bytesOf(await exported(page))
    expect([...text.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(text.toString('utf8').split('\r\n')[0]).toMatch(/^\uFEFF编号,标题,.*,登记人,保密$/)
    expect(text.toString('utf8').match(/,保密\r\n/gu)).toHaveLength(5 + 1)

    // Who may not know of them does not hold them: on the phone of the assessor there is nothing to ask for.
    await signIn(other.page, origin, 'assessor1')
    await other.page.goto(`${origin}/desk?state=all`)
    await expect(other.page.getByText('115 件', { exact: true })).toBeVisible()
    await expect(other.page.getByRole('button', { name: '多选' })).toHaveCount(0)
    await other.page.getByRole('button', { name: '导出' }).click()
    await expect(sheet(other.page)).toContainText('将导出 115 件')
    await expect(sheet(other.page).getByRole('checkbox')).toHaveCount(0)
  } finally {
    await browser.close()
    await other.close()
    await server.stop()
    for (const folder of folders) removeFolder(folder)
  }
})
