/**
 * The closed loop through the screens: the office assigns what a cadre reported, the unit signs, reports, asks for time
 * and finishes, the cadre asks the resident without signal, and somebody else at the office strikes it off. What can't
 * be done is said with its reason.
 */
import { expect, test, type Page } from '@playwright/test'
import { desk, openBrowser, phone, type Browser } from '../support/real/browser'
import { startRelay } from '../support/real/network'
import { removeFolder, startRealServer, temporaryFolder } from '../support/real/server'
import { addIssue, byItself, fillVisit, saveVisit, signIn, untilOfflineReady } from './journey'

test.describe.configure({ timeout: 300_000 })

const title = '村口第三盏路灯不亮'
const unit = '民政办'

test('an issue goes the whole way round: assigned, handled, asked about, struck off', async () => {
  const folders = ['data', 'cadre', 'office', 'unit', 'second'].map(temporaryFolder)
  const [data = '', ...profiles] = folders
  const server = await startRealServer(data)
  const relay = await startRelay(() => server.port)
  const cadreOrigin = `http://127.0.0.1:${relay.port}`
  const origin = `http://127.0.0.1:${server.port}`
  const open: Browser[] = []
  const join = async (at: number, view: typeof phone, login: string, where: string) => {
    const browser = await openBrowser(profiles[at] ?? '', view)
    open.push(browser)
    await signIn(browser.page, where, login)
    return browser.page
  }
  try {
    const cadre = await join(0, phone, 'cadre1', cadreOrigin)
    const office = await join(1, desk, 'office1', origin)
    const handler = await join(2, phone, 'unit1', origin)
    const second = await join(3, desk, 'office2', origin)

    await test.step('a cadre reports it', async () => {
      await untilOfflineReady(cadre)
      await cadre.goto(`${cadreOrigin}/visits/new?kind=household`)
      await fillVisit(cadre, '周', '院子里看了看，晚上出门摸黑。')
      await addIssue(cadre, 1, {
        kind: '诉求',
        category: ['保障民生', '养老'],
        title,
        words: '灯坏了大半个月，老人晚上不敢出门。',
      })
      await saveVisit(cadre)
      await expect(cadre.locator('header').getByText('都已送达')).toBeVisible(byItself)
    })

    await test.step('the office accepts and assigns it', async () => {
      await openIssue(office, origin, title)
      await step(office, '受理')
      await sheet(office).getByRole('button', { name: '受理', exact: true }).click()
      await expect(chips(office).getByText(/已列入清单/)).toBeVisible()
      await step(office, '交办')
      await sheet(office)
        .getByLabel(/^责任单位/)
        .selectOption({ label: unit })
      await sheet(office).getByRole('button', { name: '交办', exact: true }).click()
      // What is missing is said at its field, and nothing is lost.
      await expect(sheet(office).locator('[aria-invalid=true]').first()).toBeVisible()
      await sheet(office)
        .getByLabel(/^责任领导/)
        .selectOption({ label: '查秀莲' })
      await sheet(office)
        .getByRole('textbox', { name: /^办理措施/ })
        .fill('联系供电所换灯头，三天内亮灯。')
      await sheet(office).getByRole('button', { name: '交办', exact: true }).click()
      await expect(chips(office).getByText(/办理中/)).toBeVisible()
    })

    await test.step('the unit signs for it and reports; what is not possible yet says why', async () => {
      await handler.goto(`${origin}/tasks?show=toSign`)
      await handler.getByRole('link', { name: new RegExp(title) }).click()
      await more(handler)
      await expect(row(sheet(handler), '报办结')).toContainText('要在“办理中、重新办理”时才能办')
      await handler.keyboard.press('Escape')
      await step(handler, '签收')
      await sheet(handler).getByRole('button', { name: '签收', exact: true }).click()
      await expect(chips(handler).getByText('办理中')).toBeVisible()
      await step(handler, '报进展')
      await sheet(handler)
        .getByRole('textbox', { name: /^办到哪一步了/ })
        .fill('灯头已经买到。')
      await sheet(handler).getByRole('button', { name: '保存进展', exact: true }).click()
      await expect(handler.getByText('灯头已经买到。').first()).toBeVisible()
    })

    await test.step('it asks for time, and the office grants it; the first deadline stays in sight', async () => {
      await more(handler)
      await row(sheet(handler), '申请延期').getByRole('button').click()
      await sheet(handler).getByRole('button', { name: '20 个工作日' }).click()
      await sheet(handler)
        .getByRole('textbox', { name: /^为什么要延期/ })
        .fill('灯杆要重新立。')
      await sheet(handler).getByRole('button', { name: '提出申请', exact: true }).click()
      await expect(handler.getByText('正在申请延期')).toBeVisible()
      await office.goto(`${origin}/tasks?show=extension`)
      await office.getByRole('link', { name: new RegExp(title) }).click(byItself)
      await step(office, '同意延期')
      await sheet(office).getByRole('button', { name: '同意延期', exact: true }).click()
      await expect(office.getByText('期限变更')).toBeVisible()
    })

    await test.step('it reports the work as done', async () => {
      await expect(handler.getByText('期限变更')).toBeVisible(byItself)
      await step(handler, '报办结')
      await sheet(handler)
        .getByRole('textbox', { name: /^怎么办的/ })
        .fill('灯已换好，当晚亮了。')
      await sheet(handler).getByRole('button', { name: '报办结', exact: true }).click()
      await expect(chips(handler).getByText('已办结')).toBeVisible()
    })

    await test.step('the cadre asks the resident without signal', async () => {
      await cadre.goto(cadreOrigin)
      const asked = cadre.getByRole('link', { name: new RegExp(`待回访.*${title}`) })
      await expect(asked).toBeVisible(byItself)
      await relay.cut()
      await asked.click()
      await step(cadre, '记回访')
      await sheet(cadre).getByText('满意', { exact: true }).click()
      await sheet(cadre)
        .getByRole('textbox', { name: /^群众怎么说/ })
        .fill('亮堂了，谢谢。')
      await sheet(cadre).getByRole('button', { name: '保存回访', exact: true }).click()
      await expect(chips(cadre).getByText(/待审核销号/)).toBeVisible()
      await relay.mend()
      await expect(cadre.locator('header').getByText('都已送达')).toBeVisible(byItself)
    })

    await test.step('somebody else at the office strikes it off', async () => {
      await openIssue(second, origin, title)
      await expect(second.getByText('亮堂了，谢谢。').first()).toBeVisible(byItself)
      await step(second, '销号')
      await sheet(second).getByRole('button', { name: '销号', exact: true }).click()
      await expect(chips(second).getByText(/已销号/)).toBeVisible()
      await expect(second.getByText(/以前群众有异议可以复号/)).toBeVisible()
      await expect(second.locator('header').getByText('都已送达')).toBeVisible(byItself)
    })

    await test.step('the whole course stands on the cadre’s phone', async () => {
      await expect(chips(cadre).getByText(/已销号/)).toBeVisible(byItself)
      const course = cadre.getByRole('list', { name: '办理经过' })
      for (const what of ['登记问题', '受理，列入清单', '交办', '回访', '销号'])
        await expect(course.getByText(what, { exact: true })).toBeVisible()
    })
  } finally {
    for (const browser of open) await browser.close()
    await relay.close()
    await server.stop()
    for (const folder of folders) removeFolder(folder)
  }
})

const sheet = (page: Page) => page.locator('dialog[open]')
const chips = (page: Page) => page.getByRole('article').locator('header')
const row = (within: ReturnType<typeof sheet>, name: string) =>
  within.getByRole('listitem').filter({ hasText: name }).first()

/** By the button in the bar. */
const step = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).last().click()
const more = (page: Page): Promise<void> => page.getByRole('button', { name: '更多办理' }).click()

async function openIssue(page: Page, origin: string, named: string): Promise<void> {
  await page.goto(`${origin}/desk?state=all`)
  await page.getByRole('searchbox').fill(named)
  const found = page.getByRole('list', { name: '问题列表' }).getByRole('link', { name: new RegExp(named) })
  await found.first().click(byItself)
  await expect(page.getByRole('article').getByRole('heading', { name: named, exact: true })).toBeVisible()
}
