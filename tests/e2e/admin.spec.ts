/** The administrator keeps people and areas: somebody new comes in by a code, works, and is shut out again. */
import { expect, test, type Locator, type Page } from '@playwright/test'
import { desk, openBrowser, phone, type Browser } from '../support/real/browser'
import { removeFolder, startRealServer, temporaryFolder, type RealServer } from '../support/real/server'
import { byItself, fillVisit, goTo, recordsWith, saveVisit, signIn, visitsOf } from './journey'

// Three browsers, and passwords cost a second each.
test.describe.configure({ timeout: 300_000 })

const password = 'an own long password'
let server: RealServer
let origin: string
let folders: string[]
let browsers: Browser[]
test.beforeEach(async () => {
  browsers = []
  folders = [temporaryFolder('data')]
  server = await startRealServer(folders[0] ?? '')
  origin = `http://127.0.0.1:${server.port}`
})
test.afterEach(async () => {
  for (const browser of browsers) await browser.close()
  await server.stop()
  for (const folder of folders) removeFolder(folder)
})

async function open(name: string, viewport: typeof phone): Promise<Page> {
  const folder = temporaryFolder(name)
  folders.push(folder)
  const browser = await openBrowser(folder, viewport)
  browsers.push(browser)
  return browser.page
}

const delivered = async (page: Page): Promise<void> => {
  await expect(page.locator('header').getByText('都已送达')).toBeVisible({ timeout: 30_000 })
}
const sheet = (page: Page): Locator => page.locator('dialog[open]')
const save = (page: Page): Promise<void> => sheet(page).getByRole('button', { name: '保存' }).click()
const saveAndClose = async (page: Page): Promise<void> => {
  await save(page)
  await expect(sheet(page)).toHaveCount(0)
}
async function close(page: Page): Promise<void> {
  await sheet(page)
    .getByRole('button', { name: /^(取消|关闭)$/ })
    .last()
    .click()
  await expect(sheet(page)).toHaveCount(0)
}
async function find(page: Page, name: string): Promise<void> {
  await page.getByRole('searchbox').fill(name)
  await page
    .getByRole('main')
    .getByRole('button', { name: new RegExp(name) })
    .first()
    .click()
}

test('somebody new signs in by a code, works where the administrator says, and is shut out with the work kept', async () => {
  const narrative = '头一回去，认了门。'
  const admin = await open('desk', desk)
  await signIn(admin, origin, 'admin1')
  await goTo(admin, '人员管理')
  await admin.getByRole('button', { name: '新增人员' }).click()
  await sheet(admin).getByLabel('姓名').fill('田小禾')
  await sheet(admin).getByRole('combobox', { name: /^单位/ }).selectOption({ index: 1 })
  await save(admin)
  await sheet(admin).getByLabel('账号', { exact: true }).fill('Tian')
  await sheet(admin).getByRole('button', { name: '生成设置码' }).click()
  const shown = sheet(admin).getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
  await expect(shown).toBeVisible()
  const code = (await shown.textContent()) ?? ''
  await sheet(admin).getByRole('tab', { name: '联系的村' }).click()
  await sheet(admin).getByLabel('村（社区）').selectOption({ label: '新春村' })
  await sheet(admin).getByRole('button', { name: '添加联系的村' }).click()
  await expect(sheet(admin).getByRole('list', { name: '联系的村' })).toContainText('新春村')
  await close(admin)
  await delivered(admin)

  const page = await open('phone', phone)
  await page.goto(origin)
  await page.getByRole('link', { name: /有设置码/ }).click()
  // The sign-in has an account field too.
  await expect(page.getByRole('heading', { name: '用设置码设密码' })).toBeVisible()
  await page.locator('input[name=username]').fill('tian')
  await page.locator('input[name=code]').fill(code.toLowerCase())
  await page.getByLabel('新密码').fill(password)
  await page.getByLabel('再输一次密码').fill(password)
  await page.getByRole('button', { name: '设好密码' }).click()
  await page.getByRole('button', { name: '去登录', exact: true }).click()
  await expect(page.locator('input[name=username]')).toHaveValue('tian')
  await page.locator('input[name=password]').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await delivered(page)
  await goTo(page, '更多')
  await expect(page.getByText('田小禾')).toBeVisible()
  await expect(page.getByText('人员管理')).toHaveCount(0)
  await page.goto(`${origin}/visits/new`)
  await fillVisit(page, '柳国松', narrative)
  await saveVisit(page)
  await delivered(page)

  // Another role and another unit, in one stroke; the newcomer's phone follows by itself.
  await find(admin, '田小禾')
  await sheet(admin).getByText('综合协调组', { exact: true }).click()
  await sheet(admin).getByRole('combobox', { name: /^单位/ }).selectOption({ index: 2 })
  await saveAndClose(admin)
  await expect(page.getByRole('navigation').getByRole('link', { name: '收件箱' })).toBeVisible(byItself)

  await find(admin, '田小禾')
  await sheet(admin).getByRole('tab', { name: '账号和设备' }).click()
  await expect(sheet(admin).getByText('最近联系：今天')).toBeVisible()
  await sheet(admin).getByRole('button', { name: '停用此人' }).click()
  await expect(admin.getByRole('list', { name: '人员名单' }).getByText('已停用')).toBeVisible()
  await delivered(admin)
  await goTo(page, '首页')
  await expect(page.getByRole('main').getByText('您的账号已停用').first()).toBeVisible(byItself)
  await page.goto(`${origin}/records`)
  await expect(recordsWith(page, narrative)).toHaveCount(1)
  const elsewhere = await open('elsewhere', phone)
  await elsewhere.goto(origin)
  await elsewhere.locator('input[name=username]').fill('tian')
  await elsewhere.locator('input[name=password]').fill(password)
  await elsewhere.getByRole('button', { name: '登录', exact: true }).click()
  await expect(elsewhere.getByText('您的账号已停用，请联系园区管理员。')).toBeVisible()
  await signIn(elsewhere, origin, 'office1')
  await expect(await visitsOf(elsewhere, '柳国松', narrative)).toHaveCount(1)

  // One's own account is left to a colleague.
  await find(admin, '储一鸣')
  await sheet(admin).getByRole('tab', { name: '账号和设备' }).click()
  await expect(sheet(admin).getByText(/这是您自己的账号/)).toBeVisible()
  await expect(sheet(admin).getByText('您正在用')).toBeVisible()
})

test('villages and groups are made, renamed, moved and switched off; a phone offers what is in use and keeps what was', async () => {
  const cadre = await open('phone', phone)
  await signIn(cadre, origin, 'cadre1')
  const offered = async (): Promise<string[]> => {
    await cadre.goto(`${origin}/subjects/new`)
    await expect(cadre.getByLabel('村（社区）').locator('option').nth(1)).toBeAttached()
    return cadre.getByLabel('村（社区）').locator('option').allTextContents()
  }
  const before = await offered()
  expect(before).toContain('新春村')

  const admin = await open('desk', desk)
  await signIn(admin, origin, 'admin1')
  await goTo(admin, '区域管理')
  await admin.getByRole('button', { name: '新增村（社区）' }).click()
  await sheet(admin).getByLabel('名称').fill('合并新村')
  await saveAndClose(admin)
  await admin.getByRole('button', { name: '在新春村新增组' }).click()
  await sheet(admin).getByLabel('名称').fill('一组（柳树湾）')
  await save(admin)
  await expect(sheet(admin).getByText(/已经有“一组（柳树湾）”了/)).toBeVisible()
  await sheet(admin).getByLabel('名称').fill('新屋场')
  await saveAndClose(admin)
  await find(admin, '新屋场')
  await sheet(admin).getByLabel('名称').fill('新屋湾')
  await saveAndClose(admin)
  await find(admin, '新屋湾')
  await sheet(admin).getByLabel('所属村（社区）').selectOption({ label: '合并新村' })
  await saveAndClose(admin)
  await admin.getByRole('searchbox').fill('合并新村')
  await expect(admin.getByRole('list', { name: '合并新村的组/湾/小区' })).toContainText('新屋湾')

  await admin.getByRole('searchbox').fill('新春村')
  await admin.getByRole('button', { name: '修改 新春村' }).click()
  await sheet(admin).getByRole('button', { name: '停用' }).click()
  await expect(admin.getByRole('main').getByText('已停用', { exact: true })).toBeVisible()
  await delivered(admin)

  await expect.poll(offered, byItself).toEqual(before.filter((name) => name !== '新春村'))
  await cadre.goto(`${origin}/subjects`)
  // A household of the village that somebody has been to.
  await cadre.getByRole('searchbox').fill('柳')
  await cadre.getByRole('main').getByRole('link').filter({ hasText: '上次' }).first().click()
  await expect(cadre.getByRole('list', { name: '走访和问题' }).getByRole('listitem').first()).toBeVisible()

  // Households are unknown to an administrator: the server says that a group with some stays in its village.
  await find(admin, '柳树湾')
  await sheet(admin).getByLabel('所属村（社区）').selectOption({ label: '合并新村' })
  await saveAndClose(admin)
  await expect(admin.locator('header').getByText('1 条需处理')).toBeVisible({ timeout: 30_000 })
  await admin.goto(`${origin}/attention`)
  await expect(admin.getByText(/这个组里还登记着 \d+ 户（家）走访对象，不能划到别的村/)).toBeVisible()
})
