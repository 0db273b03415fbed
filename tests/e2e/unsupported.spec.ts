/** A browser that can't keep what is typed says so at once, in plain words, and what to do. */
import { chromium, expect, test } from '@playwright/test'
import { chromiumFlags, chromiumPath } from '../support/chromium'
import { phone } from '../support/real/browser'
import { removeFolder, startRealServer, temporaryFolder, type RealServer } from '../support/real/server'

let server: RealServer
const dataDir = temporaryFolder('data')
test.beforeAll(async () => {
  server = await startRealServer(dataDir)
})
test.afterAll(async () => {
  await server.stop()
  removeFolder(dataDir)
})

const lacking: { name: string; script: () => void; says: RegExp }[] = [
  {
    name: 'without IndexedDB',
    script: () => Object.defineProperty(window, 'indexedDB', { value: undefined }),
    says: /不让网页在本机保存资料/,
  },
  {
    name: 'without WebCrypto',
    script: () => Object.defineProperty(crypto, 'subtle', { value: undefined }),
    says: /浏览器不能给资料加锁|不让网页在本机加锁保存资料/,
  },
  {
    name: 'too old to open compressed data',
    script: () => Object.defineProperty(window, 'DecompressionStream', { value: undefined }),
    says: /浏览器版本太旧/,
  },
]

for (const { name, script, says } of lacking) {
  test(`a browser ${name} is told what is missing and what to do`, async () => {
    const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...chromiumFlags] })
    const page = await browser.newPage({ viewport: phone })
    await page.addInitScript(script)
    await page.goto(`http://127.0.0.1:${server.port}/`)
    await expect(page.getByText('这个浏览器用不了民情簿')).toBeVisible()
    await expect(page.getByText(says)).toBeVisible()
    await expect(page.getByText('请这样做')).toBeVisible()
    await expect(page.locator('input[name=password]')).toHaveCount(0)
    await browser.close()
  })
}

test('an address without https is told so', async () => {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...chromiumFlags, '--host-resolver-rules=MAP minqing.test 127.0.0.1'],
  })
  const page = await browser.newPage({ viewport: phone })
  await page.goto(`http://minqing.test:${server.port}/`)
  await expect(page.getByText(/网址不是安全连接/)).toBeVisible()
  await expect(page.getByText(/https:\/\/ 开头的正式网址/)).toBeVisible()
  await browser.close()
})

test('without service worker the app works and says what it lacks', async () => {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...chromiumFlags] })
  const page = await browser.newPage({ viewport: phone })
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined })
  })
  await page.goto(`http://127.0.0.1:${server.port}/`)
  await expect(page.getByText(/没有信号时打不开民情簿/)).toBeVisible()
  await expect(page.locator('input[name=password]')).toBeVisible()
  await browser.close()
})
