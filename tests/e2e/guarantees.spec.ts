/** What must hold around the main job: once is once, stale tabs, signing out with unsent work, other people's villages. */
import { gunzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { desk, freezeTab, openBrowser, phone, type Browser } from '../support/real/browser'
import { startRelay, type Relay } from '../support/real/network'
import { removeFolder, startRealServer, temporaryFolder, type RealServer } from '../support/real/server'
import {
  byItself,
  fillVisit,
  goTo,
  goToSync,
  recordsWith,
  saveVisit,
  signIn,
  unsentCount,
  untilOfflineReady,
  visitsOf,
} from './journey'

let server: RealServer
let relay: Relay
let origin: string
const dataDir = temporaryFolder('data')
const profiles: string[] = []

// Up to three browsers one after the other, and pauses between the app's own tries.
test.describe.configure({ timeout: 240_000 })
test.beforeAll(async () => {
  server = await startRealServer(dataDir)
  relay = await startRelay(() => server.port)
  origin = `http://127.0.0.1:${relay.port}`
})
test.afterAll(async () => {
  await relay?.close()
  await server?.stop()
  for (const folder of [dataDir, ...profiles]) removeFolder(folder)
})
test.afterEach(() => relay.mend())

async function freshBrowser(viewport = phone): Promise<Browser> {
  const profile = temporaryFolder('profile')
  profiles.push(profile)
  return openBrowser(profile, viewport)
}

test('JU1 an envelope posted twice by the browser acts once, and the repeat says so', async () => {
  const browser = await freshBrowser()
  const { page, context } = browser
  await signIn(page, origin, 'cadre1')
  const bodies: { body: Buffer; headers: Record<string, string> }[] = []
  context.on('request', (request) => {
    const body = request.postDataBuffer()
    if (request.url().endsWith('/api/sync') && body) bodies.push({ body, headers: request.headers() })
  })
  await page.goto(`${origin}/visits/new`)
  const narrative = '只来过这一趟。'
  await fillVisit(page, '柳国松', narrative)
  await saveVisit(page)
  await page.goto(origin)
  await expect(page.locator('header').getByText('都已送达')).toBeVisible({ timeout: 30_000 })
  const sent = bodies.find(({ body, headers }) => isWithEnvelope(body, headers))
  expect(sent).toBeDefined()
  const { authorization } = bodies.at(-1)?.headers ?? {}
  const repeat = await page.request.post(`${origin}/api/sync`, {
    data: sent?.body,
    headers: {
      ...(authorization === undefined ? {} : { authorization }),
      'content-type': 'application/json',
      ...(sent?.headers['content-encoding'] === undefined ? {} : { 'content-encoding': 'gzip' }),
    },
  })
  expect(repeat.status()).toBe(200)
  const { outcomes } = (await repeat.json()) as { outcomes: { result: string; duplicate?: string }[] }
  expect(outcomes).toMatchObject([{ result: 'applied', duplicate: 'yes' }])
  await goTo(page, '我的记录')
  await expect(recordsWith(page, narrative)).toHaveCount(1)
  await browser.close()

  const again = await freshBrowser()
  await signIn(again.page, origin, 'cadre1')
  await goTo(again.page, '我的记录')
  await expect(recordsWith(again.page, narrative)).toHaveCount(1)
  await expect(await visitsOf(again.page, '柳国松', narrative)).toHaveCount(1)
  await again.close()

  const office = await freshBrowser(desk)
  await signIn(office.page, origin, 'office1')
  await expect(await visitsOf(office.page, '柳国松', narrative)).toHaveCount(1)
  await office.close()
})

test('a tab that was frozen while another worked saves beside it: both are kept and both are sent', async () => {
  const browser = await freshBrowser()
  const { page: first, context } = browser
  const words = { first: '冻住的那一页还不知道。', second: '醒来以后才按的保存。' }
  await signIn(first, origin, 'cadre1')
  await untilOfflineReady(first)
  const second = await context.newPage()
  await second.goto(`${origin}/visits/new`)
  await fillVisit(second, '柳腊荣', words.second)
  await expect(second.getByText(/^草稿已存/)).toBeVisible()
  await second.evaluate(() => Object.assign(window, { notReloaded: true }))
  await second.getByRole('button', { name: '保存走访' }).evaluate((button) => (button.dataset['press'] = ''))
  const frozen = await freezeTab(second, `document.querySelector('[data-press]').click()`)
  await relay.cut()
  await first.goto(`${origin}/visits/new`)
  await fillVisit(first, '柳建良', words.first)
  await saveVisit(first)
  await second.bringToFront()
  // Pressed with what is in memory from before: nobody has told this tab of the other's visit yet.
  await frozen.wake()
  await expect(second.getByText('已保存在本机，有信号时自动送出')).toBeVisible()
  await goToSync(second)
  await expect(unsentCount(second)).toHaveText('2')
  await goTo(second, '我的记录')
  for (const each of [words.first, words.second]) {
    await expect(recordsWith(second, each)).toHaveCount(1)
    await expect(recordsWith(second, each)).toContainText('已存本机')
  }
  await relay.mend()
  for (const each of [words.first, words.second]) {
    await expect(recordsWith(second, each)).toContainText('已生效', byItself)
    await expect(recordsWith(second, each)).toHaveCount(1)
  }
  expect(await second.evaluate(() => 'notReloaded' in window)).toBe(true)
  await browser.close()
})

test('signing out with unsent work asks, keeps it, and the next sign-in sends it', async () => {
  const browser = await freshBrowser()
  const { page } = browser
  await signIn(page, origin, 'cadre1')
  await untilOfflineReady(page)
  await relay.cut()
  await page.goto(`${origin}/visits/new`)
  const narrative = '退出时还没送出。'
  await fillVisit(page, '柳伟阳', narrative)
  await saveVisit(page)
  await page.goto(`${origin}/settings`)
  await page.getByRole('button', { name: '退出登录' }).click()
  const dialog = page.locator('dialog[open]')
  await expect(dialog.getByText('还有 1 条待送')).toBeVisible({ timeout: 30_000 })
  await dialog.getByRole('button', { name: /退出，内容加密保留在本机/ }).click()
  await expect(page.getByText('本机保留着 1 条待送的记录', { exact: false })).toBeVisible()
  await relay.mend()
  await signIn(page, origin, 'cadre1')
  await goTo(page, '我的记录')
  await expect(recordsWith(page, narrative)).toContainText('已生效')
  await browser.close()

  const office = await freshBrowser(desk)
  await signIn(office.page, origin, 'office1')
  await expect(await visitsOf(office.page, '柳伟阳', narrative)).toHaveCount(1)
  await office.close()
})

test('PL1 a second cadre can not pull the first one’s village, in the app or by hand', async () => {
  const browser = await freshBrowser()
  const { page, context } = browser
  let body: Buffer | null = null
  let headers: Record<string, string> = {}
  context.on('request', (request) => {
    if (!request.url().endsWith('/api/sync')) return
    body = request.postDataBuffer()
    headers = request.headers()
  })
  await signIn(page, origin, 'cadre2')
  await goTo(page, '走访对象')
  await expect(page.getByRole('searchbox')).toBeVisible()
  await page.getByRole('searchbox').fill('柳国松')
  await expect(page.getByText('新春村', { exact: false })).toHaveCount(0)
  const request = JSON.parse(unpack(body, headers)) as { holds: { scope: string; cursor: null }[] }
  // 新春村 is the first cadre's.
  const stolen = ['area', 'contact', 'member', 'care'].map((part) => ({
    scope: `${part}:421303499200`,
    cursor: null,
  }))
  const answer = await page.request.post(`${origin}/api/sync`, {
    data: { ...request, holds: stolen, envelopes: [] },
    headers: { authorization: headers['authorization'] ?? '' },
  })
  expect(answer.status()).toBe(200)
  const { grants, dropped, pages } = (await answer.json()) as {
    grants: string[]
    dropped: string[]
    pages: { scope: string; lines: string }[]
  }
  expect(dropped).toEqual(stolen.map(({ scope }) => scope))
  expect(grants.filter((scope) => scope.endsWith('421303499200'))).toEqual([])
  expect(pages.filter(({ scope }) => scope.endsWith('421303499200'))).toEqual([])
  await browser.close()
})

function unpack(body: Buffer | null, headers: Record<string, string>): string {
  if (!body) return '{}'
  return (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8')
}

const isWithEnvelope = (body: Buffer, headers: Record<string, string>): boolean =>
  (JSON.parse(unpack(body, headers)) as { envelopes: unknown[] }).envelopes.length > 0
