/** axe on every screen of the main job and every dialog over them, in both themes and the largest text: no violation. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { desk, openBrowser, phone } from '../support/real/browser'
import { startRelay, type Relay } from '../support/real/network'
import { removeFolder, startRealServer, temporaryFolder, type RealServer } from '../support/real/server'
import { addIssue, fillVisit, recordsWith, saveVisit, signIn, untilOfflineReady } from './journey'

let server: RealServer
let relay: Relay
let origin: string
const folders: string[] = []
const folder = (name: string): string => {
  const path = temporaryFolder(name)
  folders.push(path)
  return path
}

// Each screen is looked at three times, a second each.
test.describe.configure({ timeout: 240_000 })
test.beforeAll(async () => {
  server = await startRealServer(folder('data'))
  relay = await startRelay(() => server.port)
  origin = `http://127.0.0.1:${relay.port}`
})
test.afterAll(async () => {
  await relay?.close()
  await server?.stop()
  for (const path of folders) removeFolder(path)
})
test.afterEach(() => relay.mend())

const looks = [
  { name: 'light', theme: 'light', size: 'standard' },
  { name: 'dark', theme: 'dark', size: 'standard' },
  { name: 'light, largest text', theme: 'light', size: 'xlarge' },
]
const phonePages = [
  '/',
  '/subjects',
  '/subjects/new',
  '/visits/new',
  '/route',
  '/roster',
  '/records',
  '/attention',
  '/sync',
  '/settings',
  '/about',
  '/loss',
  '/diagnosis',
  '/feedback',
  '/help/install',
  '/help/self-test',
  '/no-such-page',
]
const issue = {
  kind: '诉求',
  category: ['保障民生', '环境保护'] as [string, string],
  title: '村口垃圾桶满了没人收',
  words: '桶满了三天，风一吹到处都是。',
}

/** All of a screen's faults are told, then those of the next one. */
async function look(page: Page, screen: string): Promise<void> {
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
  for (const each of looks) {
    expect.soft(await violationsOf(page, each), `${screen}, ${each.name}`).toEqual([])
  }
}

async function violationsOf(page: Page, { theme, size }: (typeof looks)[number]): Promise<string[]> {
  await page.evaluate(
    (chosen) => {
      document.documentElement.dataset['theme'] = chosen.theme
      document.documentElement.dataset['textSize'] = chosen.size
    },
    { theme, size },
  )
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  )
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(origin + path)
  // What is shown while the app opens has no heading.
  await expect(page.locator('h1').first()).toBeVisible()
}

/** Looks at the dialog that is open, and closes it. */
async function lookAtDialog(page: Page, name: string): Promise<void> {
  await expect(page.locator('dialog[open]')).toBeVisible()
  await look(page, name)
  await page.keyboard.press('Escape')
  await expect(page.locator('dialog[open]')).toHaveCount(0)
}

test('the cadre’s places break no accessibility rule', async () => {
  const browser = await openBrowser(folder('phone'), phone)
  const { page } = browser
  await page.goto(origin)
  await expect(page.locator('input[name=password]')).toBeVisible()
  await look(page, 'sign-in')
  await visit(page, '/first-password')
  await page.getByRole('button', { name: '设好密码' }).click()
  await look(page, '/first-password with mistakes')
  await signIn(page, origin, 'cadre1')
  for (const path of phonePages) {
    await visit(page, path)
    await look(page, path)
  }
  await browser.close()
})

test('the way out of a chat app, and help that shows what it found, break none', async () => {
  const browser = await openBrowser(folder('phone'), phone)
  const { page } = browser
  const cdp = await browser.context.newCDPSession(page)
  const userAgent = 'Mozilla/5.0 (Linux; Android 14; wv) Chrome/126.0.6478.188 MicroMessenger/8.0.49.2600'
  await cdp.send('Emulation.setUserAgentOverride', { userAgent })
  await visit(page, '/')
  await page.getByText('手机上没有别的浏览器？').click()
  await look(page, 'inside a chat app')
  await visit(page, '/help/install')
  await page.locator('summary').first().click()
  await look(page, '/help/install inside a chat app')
  await visit(page, '/help/self-test')
  await page.getByRole('button', { name: '开始自检' }).click()
  await expect(page.getByRole('button', { name: '再检一次' })).toBeVisible({ timeout: 60_000 })
  await look(page, 'a self-test with its results')
  await browser.close()
})

test('the form of a visit with its dialogs, and a form with mistakes, break none', async () => {
  const browser = await openBrowser(folder('phone'), phone)
  const { page } = browser
  await signIn(page, origin, 'cadre1')
  await visit(page, '/visits/new')
  await page.getByRole('button', { name: '保存走访' }).click()
  await expect(page.getByText(/^还有 \d+ 处要改/)).toBeVisible()
  await look(page, 'visit form with mistakes')
  await page.getByText('选择走访对象').click()
  await lookAtDialog(page, 'choosing whom')
  await page.getByRole('button', { name: '添加同行人' }).click()
  await lookAtDialog(page, 'choosing who came along')
  await page.getByRole('button', { name: '登记一个问题' }).click()
  await page.getByText('补充（可不填）').click()
  await look(page, 'visit form with an issue')
  await page.getByRole('button', { name: /^类别/ }).click()
  await lookAtDialog(page, 'choosing a category')
  for (const kind of ['座谈会', '蹲点调研', '政策宣讲']) {
    await page.getByRole('group', { name: '走访类型' }).getByText(kind, { exact: true }).click()
    await look(page, `visit form: ${kind}`)
  }
  await visit(page, '/subjects/new')
  await page.getByLabel('村（社区）').selectOption({ label: '新春村' })
  await page.getByRole('button', { name: '添加家庭成员' }).click()
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.locator('[aria-invalid=true]').first()).toBeVisible()
  await look(page, 'new subject with mistakes')
  await browser.close()
})

test('a subject, a visit, an issue and what was sent back break none, nor do the dialogs over them', async () => {
  const cadre = await openBrowser(folder('phone'), phone)
  const { page } = cadre
  const narrative = '看了垃圾桶，拍了照。'
  await signIn(page, origin, 'cadre1')
  await untilOfflineReady(page)
  await visit(page, '/visits/new')
  await fillVisit(page, '柳国松', narrative)
  await addIssue(page, 1, issue)
  await saveVisit(page)
  await expect(page).toHaveURL(/\/subjects\/./)
  const subjectPage = new URL(page.url()).pathname
  await look(page, '/subjects/:id')
  await page.getByRole('button', { name: new RegExp(issue.title) }).click()
  await lookAtDialog(page, 'an issue over its subject')
  await visit(page, `${subjectPage}/edit`)
  await look(page, '/subjects/:id/edit')

  await visit(page, '/records')
  await recordsWith(page, narrative).getByRole('link').click()
  await expect(page.getByRole('heading', { name: '入户走访' })).toBeVisible()
  await expect(page).toHaveURL(/\/visits\/./)
  await look(page, '/visits/:id')
  await page.getByRole('button', { name: '撤回', exact: true }).click()
  await lookAtDialog(page, 'withdrawing a visit')
  await page.getByRole('link', { name: '更正或补记问题' }).click()
  await expect(page.getByRole('heading', { name: '更正走访' })).toBeVisible()
  await look(page, 'correcting a visit')
  await visit(page, '/records')
  await recordsWith(page, issue.title).getByRole('button').first().click()
  await lookAtDialog(page, 'an issue over the records')

  const office = await openBrowser(folder('desk'), desk)
  await signIn(office.page, origin, 'office2')
  await office.page.goto(`${origin}/desk`)
  await office.page.getByRole('searchbox').fill(issue.title)
  await office.page.getByRole('link', { name: new RegExp(issue.title) }).click()
  await office.page.getByRole('button', { name: '退回补充', exact: true }).click()
  const sheet = office.page.locator('dialog[open]')
  await sheet.getByRole('textbox', { name: /^要补充什么/ }).fill('在哪一组？')
  await sheet.getByRole('button', { name: '退回', exact: true }).click()
  // Before it is saved the header still speaks of what was sent earlier.
  await expect(office.page.getByText('已退回补充').first()).toBeVisible()
  await expect(office.page.locator('header').getByText('都已送达')).toBeVisible({ timeout: 30_000 })
  await office.close()

  await visit(page, '/attention')
  const returned = page.getByRole('article').filter({ hasText: issue.title })
  await expect(returned).toBeVisible({ timeout: 30_000 })
  await look(page, '/attention with an issue sent back')
  await returned.getByRole('link', { name: '补充后再报' }).click()
  await expect(page.getByRole('button', { name: '再次上报' })).toBeVisible()
  await expect(page).toHaveURL(/\/issues\/.+\/resubmit/)
  await look(page, '/issues/:id/resubmit')

  await visit(page, '/settings')
  await page.getByRole('button', { name: '退出登录' }).click()
  await lookAtDialog(page, 'signing out with everything sent')
  await relay.cut()
  await visit(page, '/visits/new')
  await fillVisit(page, '柳国松', '没有信号时又去了一趟。')
  await saveVisit(page)
  await look(page, '/subjects/:id with something unsent')
  await visit(page, '/settings')
  await page.getByRole('button', { name: '退出登录' }).click()
  await expect(page.locator('dialog[open]')).toBeVisible({ timeout: 30_000 })
  await lookAtDialog(page, 'signing out with unsent work')
  await cadre.close()
})

test('the desk breaks none, with its filters, its sheets and on a phone', async () => {
  const browser = await openBrowser(folder('desk'), desk)
  const { page } = browser
  await signIn(page, origin, 'office1')
  await visit(page, '/desk')
  await look(page, '/desk')
  await page.getByRole('button', { name: '筛选' }).click()
  await look(page, '/desk with filters')
  await page.getByRole('list', { name: '问题列表' }).getByRole('link').first().click()
  await expect(page.getByRole('button', { name: '受理', exact: true })).toBeVisible()
  await look(page, '/desk/:id')
  for (const action of ['受理', '退回补充', '不予受理']) {
    await page.getByRole('main').getByRole('button', { name: action, exact: true }).last().click()
    await expect(page.locator('dialog[open]')).toBeVisible()
    if (action !== '受理') {
      await page.locator('dialog[open]').getByRole('button').last().click()
      await expect(page.locator('dialog[open] [aria-invalid=true]').first()).toBeVisible()
    }
    await lookAtDialog(page, `the sheet of ${action}`)
  }
  await page.setViewportSize(phone)
  await look(page, '/desk/:id on a phone')
  await visit(page, '/desk')
  await look(page, '/desk on a phone')
  await browser.close()
})

test('the desk as a table breaks none, with several selected and each of its dialogs', async () => {
  const browser = await openBrowser(folder('desk'), desk)
  const { page } = browser
  await signIn(page, origin, 'office1')
  await visit(page, '/desk?state=all')
  await page.getByRole('radio', { name: '表格' }).check()
  await expect(page.getByRole('table', { name: '问题列表' })).toBeVisible()
  await page.getByRole('columnheader', { name: '标题' }).getByRole('button').click()
  for (const key of ['j', 'x', 'j', 'x', 'j']) await page.keyboard.press(key)
  await expect(page.getByText('已选 2 件')).toBeVisible()
  await look(page, '/desk as a table')
  await page.keyboard.press('d')
  await lookAtDialog(page, 'the sheet of several issues')
  await page.keyboard.press('?')
  await lookAtDialog(page, 'the list of keys')
  for (const name of ['存为常用筛选', '选择列', '导出']) {
    await page.getByRole('button', { name, exact: true }).click()
    await lookAtDialog(page, name)
  }
  await page.setViewportSize(phone)
  await look(page, '/desk on a phone with several selected')
  await browser.close()
})

test('importing a register breaks none, step by step and on a phone', async () => {
  const browser = await openBrowser(folder('desk'), desk)
  const { page } = browser
  await signIn(page, origin, 'office2')
  await visit(page, '/admin/import')
  await look(page, '/admin/import')
  await page.locator('input[type=file]').setInputFiles({
    name: '底册.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      '村,组别,户主姓名,电话,身份证号,代码\n新春村,一组,柳试七,16900000007,1,甲\n,二组,蒋试八,,,\n新春村,九十组,施试九,abc,,',
    ),
  })
  await expect(page.getByText('请看看每一列认得对不对')).toBeVisible()
  await page.getByRole('button', { name: '表头不对？' }).click()
  await look(page, 'the columns of a register')
  await page.getByRole('button', { name: '下一步：核对结果' }).click()
  for (const tab of ['新增', '不导入的行', '提醒']) {
    await page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click()
    await look(page, `what an import would do: ${tab}`)
  }
  await page.getByRole('button', { name: /^导入 \d 户/ }).click()
  await expect(page.getByText('导入完成')).toBeVisible()
  await page.setViewportSize(phone)
  await look(page, 'an import that is done, on a phone')
  await browser.close()
})

test('keeping people and areas breaks none, with each tab and dialog, and on a phone', async () => {
  const lost = await openBrowser(folder('phone'), phone)
  await signIn(lost.page, origin, 'cadre2')
  await lost.close()
  const browser = await openBrowser(folder('desk'), desk)
  const { page } = browser
  const sheet = page.locator('dialog[open]')
  await signIn(page, origin, 'admin1')
  await visit(page, '/admin/people')
  await look(page, '/admin/people')
  await page.getByRole('button', { name: '新增人员' }).click()
  await sheet.getByRole('button', { name: '保存' }).click()
  await expect(sheet.locator('[aria-invalid=true]').first()).toBeVisible()
  await lookAtDialog(page, 'a new person with mistakes')
  for (const size of [desk, phone]) {
    await page.setViewportSize(size)
    await page.getByRole('button', { name: /龚道全/ }).click()
    for (const tab of ['资料', '联系的村', '账号和设备']) {
      await sheet.getByRole('tab', { name: tab }).click()
      await look(page, `a person: ${tab}`)
    }
    await sheet.getByRole('button', { name: '这台丢了' }).click()
    await look(page, 'taking a device out of use')
    await page.getByRole('alertdialog').getByRole('button', { name: '取消' }).click()
    await sheet.getByRole('button', { name: '重发设置码' }).click()
    await expect(sheet.getByText('一次性设置码')).toBeVisible()
    await lookAtDialog(page, 'a one-time code')
  }
  await visit(page, '/admin/areas')
  await look(page, '/admin/areas on a phone')
  await page.getByRole('button', { name: '修改 新春村' }).click()
  await lookAtDialog(page, 'a village')
  await page.getByRole('button', { name: '一组（柳树湾）' }).click()
  await lookAtDialog(page, 'a group')
  await page.getByRole('button', { name: '新增村（社区）' }).click()
  await sheet.getByRole('button', { name: '保存' }).click()
  await expect(sheet.locator('[aria-invalid=true]')).toBeVisible()
  await lookAtDialog(page, 'a new village with mistakes')
  await page.setViewportSize(desk)
  await look(page, '/admin/areas')
  await browser.close()
})
