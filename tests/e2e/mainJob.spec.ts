/**
 * The main job, in a real browser with real processes: a visit recorded without signal reaches the supervisor, and the
 * answer comes back. The network is cut by closing the relay's sockets, browsers are killed with −9.
 */
import { expect, test } from '@playwright/test'
import { desk, openBrowser, phone, type Browser } from '../support/real/browser'
import { startRelay, type Relay } from '../support/real/network'
import { removeFolder, startRealServer, temporaryFolder, type RealServer } from '../support/real/server'
import {
  addIssue,
  byItself,
  fillVisit,
  goTo,
  saveVisit,
  signIn,
  unsentCount,
  untilOfflineReady,
} from './journey'

const streetLight = {
  kind: '诉求',
  category: ['保障民生', '环境保护'] as [string, string],
  title: '村口路灯不亮',
  words: '村口那盏灯坏了大半个月，晚上接娃放学黑灯瞎火的。',
}
const canal = {
  kind: '困难',
  category: ['政策惠农', '农业生产'] as [string, string],
  title: '三组水渠塌了一段',
  words: '渠塌了一段，秋播的水放不过来，我们几户都等着。',
}
const narrative = '在院子里坐了半个钟头，老人身体还好，说了两件烦心事。'

test.describe.serial('a day without signal', () => {
  const profile = temporaryFolder('cadre')
  const deskProfile = temporaryFolder('office')
  const dataDir = temporaryFolder('data')
  let server: RealServer
  let relay: Relay
  let browser: Browser
  let origin: string

  test.beforeAll(async () => {
    server = await startRealServer(dataDir)
    relay = await startRelay(() => server.port)
    origin = `http://127.0.0.1:${relay.port}`
  })
  test.afterAll(async () => {
    await browser?.close().catch(() => undefined)
    await relay?.close()
    await server?.stop()
    for (const folder of [profile, deskProfile, dataDir]) removeFolder(folder)
  })

  test('the cadre signs in once with signal and everything needed comes along', async () => {
    browser = await openBrowser(profile, phone)
    await signIn(browser.page, origin, 'cadre1')
    await goTo(browser.page, '走访对象')
    await expect(browser.page.getByRole('link', { name: /柳国松/ })).toBeVisible()
    await untilOfflineReady(browser.page)
  })

  test('without network, after a restart of the browser, the app opens and a visit with two issues is saved', async () => {
    await browser.close()
    await relay.cut()
    browser = await openBrowser(profile, phone)
    const { page } = browser
    await page.goto(`${origin}/visits/new`)
    await fillVisit(page, '柳国松', narrative)
    await addIssue(page, 1, streetLight)
    await addIssue(page, 2, canal)
    await saveVisit(page)
    await goTo(page, '我的记录')
    await expect(page.getByText('村口路灯不亮').first()).toBeVisible()
  })

  test('the browser is killed; started again without network, everything is there, and so is a half-written form', async () => {
    const { page } = browser
    await page.goto(`${origin}/visits/new`)
    await page.getByRole('textbox', { name: '看到、听到、做了什么' }).fill('写到一半就被叫走了')
    await expect(page.getByText(/^草稿已存/)).toBeVisible()
    await browser.kill()
    browser = await openBrowser(profile, phone)
    await browser.page.goto(`${origin}/records`)
    for (const text of ['柳国松', streetLight.title, canal.title]) {
      await expect(browser.page.getByText(text).first()).toBeVisible()
    }
    await goTo(browser.page, '首页')
    await browser.page.getByText('走访草稿').click()
    await expect(browser.page.getByRole('textbox', { name: '看到、听到、做了什么' })).toHaveValue(
      '写到一半就被叫走了',
    )
  })

  test('the network comes back and everything is sent by itself', async () => {
    test.setTimeout(180_000)
    await browser.page.goto(`${origin}/sync`)
    const unsent = unsentCount(browser.page)
    await expect(unsent).toHaveText('3')
    await relay.mend()
    // Nobody presses anything: the app itself tries again.
    await expect(unsent).toHaveText('0', byItself)
    await goTo(browser.page, '首页')
    await expect(browser.page.locator('header').getByText('都已送达')).toBeVisible()
  })

  test('the supervisor sees both, accepts one and sends the other back', async () => {
    const office = await openBrowser(deskProfile, desk)
    try {
      await signIn(office.page, origin, 'office1')
      await office.page.goto(`${origin}/desk`)
      await decide(office, streetLight.title, '受理', async () => {
        await expect(office.page.getByText(narrative)).toBeVisible()
      })
      await decide(office, canal.title, '退回补充', async () => {
        await office.page.getByRole('textbox', { name: /^要补充什么/ }).fill('请补充塌了多长、影响多少亩。')
      })
      await office.page.goto(origin)
      await expect(office.page.locator('header').getByText('都已送达')).toBeVisible({ timeout: 30_000 })
    } finally {
      await office.close()
    }
  })

  test('both answers are on the phone; the cadre corrects and resubmits', async () => {
    const { page } = browser
    await page.goto(`${origin}/sync`)
    await page.getByRole('button', { name: '立即同步' }).click()
    await page.goto(`${origin}/attention`)
    const returned = page.getByRole('article').filter({ hasText: canal.title })
    await expect(returned.getByText(/请补充塌了多长/)).toBeVisible({ timeout: 30_000 })
    await page.goto(origin)
    const answers = page.locator('section').filter({ hasText: '最近回音' })
    await expect(answers.getByText(streetLight.title)).toBeVisible()
    await expect(answers.getByText(/已受理/).first()).toBeVisible()
    await page.goto(`${origin}/attention`)
    await returned.getByRole('link', { name: '补充后再报' }).click()
    await page.getByRole('textbox', { name: /^群众原话/ }).fill(`${canal.words}塌了约 8 米，影响 20 来亩。`)
    await page.getByRole('button', { name: '再次上报' }).click()
    await expect(page.getByText('已保存在本机，有信号时自动再报')).toBeVisible()
    await page.goto(origin)
    await expect(page.locator('header').getByText('都已送达')).toBeVisible({ timeout: 30_000 })
  })
})

/** Opens the issue in the inbox, looks at what `look` looks at, and takes the step. */
async function decide(
  { page }: Browser,
  title: string,
  action: '受理' | '退回补充',
  look: () => Promise<void>,
): Promise<void> {
  await page.getByRole('searchbox').fill(title)
  await page.getByRole('link', { name: new RegExp(title) }).click()
  if (action === '受理') await look()
  await page.getByRole('button', { name: action, exact: true }).click()
  const dialog = page.locator('dialog[open]')
  if (action === '退回补充') await look()
  await dialog.getByRole('button', { name: action === '受理' ? '受理' : '退回', exact: true }).click()
  await expect(page.getByText(action === '受理' ? '已受理' : '已退回补充').first()).toBeVisible()
}
