/** Help in the real app: out of the chat app, installing, the self-test, the browser's promise, a report that names nobody. */
import { expect, test, type Page } from '@playwright/test'
import { openStore } from '../../src/server/store/open'
import { openBrowser, phone, type Browser } from '../support/real/browser'
import { startRelay, type Relay } from '../support/real/network'
import { removeFolder, startRealServer, temporaryFolder, type RealServer } from '../support/real/server'
import { fillVisit, goTo, goToSync, saveVisit, signIn, unsentCount, untilOfflineReady } from './journey'

const chats = {
  微信: 'Mozilla/5.0 (Linux; Android 14; 23116PN5BC Build/UKQ1.230804.001; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.6478.188 Mobile Safari/537.36 XWEB/1260093 MMWEBSDK/20240404 MMWEBID/4745 MicroMessenger/8.0.49.2600(0x28003133) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64',
  企业微信:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 15_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 wxwork/3.1.16 MicroMessenger/7.0.1 Language/zh ColorScheme/Dark',
  钉钉: 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/23E246 AliApp(DingTalk/7.8.1) com.laiwang.DingTalk/46766536 Channel/201200 language/zh-Hans-CN UT4Aplus/0.0.6 WK',
}

/** One server and one browser; the tests follow one person, a chat app is a page with its user agent and its own origin. */
let server: RealServer
let relay: Relay
let browser: Browser
let page: Page
let origin: string
const dataDir = temporaryFolder('data')
const profile = temporaryFolder('profile')

test.describe.configure({ mode: 'serial', timeout: 180_000 })
test.beforeAll(async () => {
  server = await startRealServer(dataDir)
  relay = await startRelay(() => server.port)
  origin = `http://127.0.0.1:${relay.port}`
  browser = await openBrowser(profile, phone)
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  page = browser.page
})
test.afterAll(async () => {
  await browser?.close()
  await relay?.close()
  await server?.stop()
  for (const path of [dataDir, profile]) removeFolder(path)
})
test.afterEach(() => relay.mend())

const copiedText = (from: Page): Promise<string> => from.evaluate(() => navigator.clipboard.readText())

/** A page of its own that calls itself that app; under another name of this machine, so that nothing is shared. */
async function openInside(app: keyof typeof chats, name: string): Promise<{ chat: Page; address: string }> {
  const chat = await browser.context.newPage()
  const cdp = await browser.context.newCDPSession(chat)
  await cdp.send('Emulation.setUserAgentOverride', { userAgent: chats[app] })
  const address = `http://${name}.localhost:${relay.port}`
  await chat.goto(address)
  return { chat, address }
}

async function runSelfTest(on: Page): Promise<Record<string, string>> {
  await on.getByRole('button', { name: /^(开始自检|再检一次)$/ }).click()
  await expect(on.locator('[data-check]')).toHaveCount(10, { timeout: 60_000 })
  await expect(on.getByRole('button', { name: '再检一次' })).toBeVisible()
  return on
    .locator('[data-check]')
    .evaluateAll((rows) =>
      Object.fromEntries(
        rows.map((row) => [row.getAttribute('data-check') ?? '', row.getAttribute('data-verdict') ?? '']),
      ),
    )
}

test('inside a chat app the way to the browser is shown before anybody signs in', async () => {
  for (const [number, app] of (['企业微信', '钉钉'] as const).entries()) {
    const { chat, address } = await openInside(app, `chat${number}`)
    await expect(chat.getByRole('heading', { name: '请换到浏览器里打开' })).toBeVisible()
    await expect(chat.getByText(`您正在${app}里打开民情簿`)).toBeVisible()
    await expect(chat.locator('input[name=password]')).toHaveCount(0)
    await chat.getByRole('button', { name: '复制网址' }).click()
    await expect.poll(() => copiedText(chat)).toBe(address)
    await chat.goto(`${address}/help/install`)
    await expect(chat.getByText(`${app}里装不了`)).toBeVisible()
    await chat.close()
  }
})

test('work that lies inside WeChat can still be sent: by who is signed in, and after signing out', async () => {
  const { chat, address } = await openInside('微信', 'wechat')
  await chat.getByText('手机上没有别的浏览器？').click()
  await chat.getByRole('button', { name: '先在这里登录' }).click()
  await signInHere(chat)
  await untilOfflineReady(chat)
  await relay.cut()
  await goTo(chat, '记走访')
  await fillVisit(chat, '李', '在微信里记的')
  await saveVisit(chat)
  // Opened again: who is signed in goes on, and is told what to do first.
  await chat.goto(address)
  await expect(chat.getByText('还有 1 条待送')).toBeVisible()
  await goTo(chat, '更多')
  await chat.getByRole('button', { name: '退出登录' }).click()
  await chat.getByRole('button', { name: '退出，内容加密保留在本机' }).click()
  await relay.mend()
  await chat.goto(address)
  await expect(chat.getByText('微信里还留着您的记录')).toBeVisible()
  await chat.getByRole('button', { name: '在这里登录，先送达' }).click()
  await signInHere(chat)
  await goToSync(chat)
  await expect(unsentCount(chat)).toHaveText('0')
  await expect(chat.getByText('记录都已送达。请点右上角')).toBeVisible()
  await chat.close()
})

async function signInHere(on: Page): Promise<void> {
  await on.locator('input[name=username]').fill('cadre2')
  await on.locator('input[name=password]').fill('Minqing-2026')
  await on.getByRole('button', { name: '登录', exact: true }).click()
  await expect(on.locator('header').getByText('都已送达')).toBeVisible({ timeout: 60_000 })
}

test('the browser’s own offer to install waits for a press, and comes back after a no', async () => {
  await page.goto(`${origin}/help/install`)
  await page.evaluate(() => {
    type Offer = { prototype: { prompt: () => Promise<{ outcome: string }> } }
    const { prototype } = (globalThis as unknown as { BeforeInstallPromptEvent: Offer })
      .BeforeInstallPromptEvent
    const prompt = prototype.prompt
    prototype.prompt = async function () {
      const choice = await prompt.call(this)
      sessionStorage.setItem('choice', choice.outcome)
      return choice
    }
  })
  const choice = (): Promise<string | null> => page.evaluate(() => sessionStorage.getItem('choice'))
  // Chromium makes the offer when its own checks are done; nothing but this button shows it.
  const install = page.getByRole('main').getByRole('button', { name: '安装到桌面' })
  await expect(install).toBeVisible({ timeout: 30_000 })
  expect(await choice()).toBeNull()
  await install.click()
  // Without a screen nobody can agree: Chromium takes that for a no.
  await expect.poll(choice).toBe('dismissed')
  await expect(install).toBeVisible()
  // So this end is played by hand.
  await page.evaluate(() => window.dispatchEvent(new Event('appinstalled')))
  await expect(page.getByText('已经安装好了')).toBeVisible()
  await expect(install).toHaveCount(0)
})

test('the self-test needs no sign-in, works without signal and leaves nothing behind', async () => {
  await page.goto(origin)
  await untilOfflineReady(page)
  await page.getByRole('link', { name: '自检' }).click()
  const before = await page.evaluate(() => indexedDB.databases())
  // A browser that has promised nothing is usable, not faulty.
  expect(faultsIn(await runSelfTest(page))).toEqual(['persistence weak'])
  await expect(page.getByText('可以使用，1 项有不足')).toBeVisible()
  expect(await page.evaluate(() => indexedDB.databases())).toEqual(before)
  await browser.context.setOffline(true)
  await relay.cut()
  await page.reload()
  // What can't be known without signal is not called a fault.
  expect(faultsIn(await runSelfTest(page))).toEqual(['server skipped', 'clock skipped', 'persistence weak'])
  await browser.context.setOffline(false)
})

const faultsIn = (verdicts: Record<string, string>): string[] =>
  Object.entries(verdicts).flatMap(([check, verdict]) => (verdict === 'good' ? [] : `${check} ${verdict}`))

test('the browser is asked to keep the data once it has come; its no is told, and a press asks again', async () => {
  let agrees = false
  // Whoever sits before the browser agrees when it asks them.
  await page.exposeFunction('answerIt', async () => {
    if (!agrees) return
    const cdp = await browser.context.newCDPSession(page)
    const permission = { name: 'persistent-storage' }
    await cdp.send('Browser.setPermission', { permission, setting: 'granted', origin })
  })
  await page.addInitScript(() => {
    const persist = navigator.storage.persist.bind(navigator.storage)
    navigator.storage.persist = async () => {
      sessionStorage.setItem('asked', String(Number(sessionStorage.getItem('asked') ?? 0) + 1))
      await (globalThis as unknown as { answerIt(): Promise<void> }).answerIt()
      return persist()
    }
  })
  const asked = (): Promise<number> => page.evaluate(() => Number(sessionStorage.getItem('asked') ?? 0))
  await page.goto(origin)
  await expect(page.locator('input[name=password]')).toBeVisible()
  expect(await asked()).toBe(0)
  await signIn(page, origin, 'cadre1')
  await expect.poll(asked).toBe(1)
  await goToSync(page)
  const kept = page.locator('dl > div', { hasText: '防误清' }).locator('dd')
  await expect(kept).toContainText('没有开启')
  await expect(page.getByText(/问过浏览器，它还没有答应/)).toBeVisible()
  await expect(page.locator('dl > div', { hasText: '还可用' }).locator('dd')).toHaveText(/\d (MB|GB|兆)/)
  const ask = page.getByRole('button', { name: '请浏览器保留资料' })
  await ask.click()
  await expect(page.getByText('浏览器这次没有答应')).toBeVisible()
  expect(await asked()).toBe(2)

  agrees = true
  await ask.click()
  await expect(kept).toHaveText('已开启')
  await expect(page.getByText(/问过浏览器，它答应一直保留/)).toBeVisible()
  await expect(ask).toHaveCount(0)
  expect(await asked()).toBe(3)
  await page.goto(`${origin}/help/self-test`)
  expect(faultsIn(await runSelfTest(page))).toEqual([])
  await expect(page.getByText('全部正常，可以放心使用。')).toBeVisible()
})

test('without signal the report is copied, and it names nobody: no name, phone, word or id of a row', async () => {
  await page.goto(origin)
  await untilOfflineReady(page)
  await relay.cut()
  await page.reload()
  await goTo(page, '记走访')
  await fillVisit(page, '李', '他说渠道淤了三年没人管')
  await saveVisit(page)
  await goToSync(page)
  await page.getByRole('link', { name: /^同步诊断/ }).click()
  await runSelfTest(page)
  await page.getByRole('button', { name: '复制报告' }).click()
  await expect(page.getByText('报告已复制')).toBeVisible()
  const report = await copiedText(page)
  await page.getByText('先看看报告里有什么').click()
  await expect(page.locator('pre')).toContainText('visit.record/waiting=1')
  await goTo(page, '更多')
  await page.getByRole('link', { name: /^安装到桌面/ }).click()
  await expect(page.getByText('您的浏览器')).toBeVisible()
  await page.goBack()
  await page.getByRole('link', { name: /^对本软件有意见/ }).click()
  await page.getByRole('textbox', { name: '您的意见' }).fill('字太小')
  await page.getByRole('button', { name: '复制', exact: true }).click()
  await expect.poll(() => copiedText(page)).toContain('字太小')
  expect(await copiedText(page)).toContain('rows: ')

  expect(report).toMatch(/^waiting: 1$/m)
  expect(report).toMatch(/^rows: .*subject=\d+/m)
  expect(report).toMatch(/^persistAsked: .* pressed=yes$/m)
  expect(report).toMatch(/^test\.storage: good$/m)
  // No Chinese at all, so no name, no address, no word of a record, whoever they belong to.
  expect(report).not.toMatch(/[\u3400-\u9fff]/)
  const [device, ...others] = report.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []
  expect(device, 'the id of this device').toMatch(/^[0-9a-f-]{36}$/)
  expect(others).toEqual([])

  await server.stop()
  const known = await everythingKnown()
  expect(known.length).toBeGreaterThan(1_000)
  expect(known.filter((text) => report.includes(text))).toEqual([])
})

/** Every id, name and phone number that the server holds of residents and people. */
async function everythingKnown(): Promise<string[]> {
  const store = await openStore({ dataDir })
  try {
    const [tenant] = await store.tenants()
    if (!tenant) throw new Error('no zone')
    return await store.read(tenant.tenantId, async (tx) => {
      const kinds = ['subject', 'subjectContact', 'subjectMember', 'person', 'visit', 'issue'] as const
      const rows = (await Promise.all(kinds.map((kind) => tx.rowsOfKind(kind)))).flat()
      const texts = rows.flatMap(({ id, json }) => [id, ...textsOf(JSON.parse(json))])
      return texts.filter((text) => /[\u3400-\u9fff]|^\d{7,}$|^[0-9a-f-]{36}$/.test(text))
    })
  } finally {
    await store.close()
  }
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}
