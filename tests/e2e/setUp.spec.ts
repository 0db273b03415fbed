/** An installation of one's own begins with the printed link: zone and administrator, once. */
import { expect, test, type Page } from '@playwright/test'
import { openBrowser } from '../support/real/browser'
import { violationsOf } from '../support/screens/axe'
import { removeFolder, startRealServer, temporaryFolder, type RealServer } from '../support/real/server'

const folders: string[] = []
const folder = (name: string): string => {
  const path = temporaryFolder(name)
  folders.push(path)
  return path
}
const password = 'a long enough password'

let server: RealServer
test.afterEach(() => server.stop())
test.afterAll(() => folders.forEach(removeFolder))

/** A server without a demo zone; resolves with the link it prints. */
async function startEmpty(dataDir: string): Promise<string> {
  server = await startRealServer(dataDir, 0, '.', { DEMO: '0' })
  const link = (): string => /http:\/\/127\.0\.0\.1:\d+\/set-up#[\w-]+/.exec(server.printed())?.[0] ?? ''
  await expect.poll(link).not.toBe('')
  return link()
}

async function fill(page: Page): Promise<void> {
  await page.getByLabel('园区名称').fill('第五试验区')
  await page.getByLabel('园区代码').fill('990000005')
  await page.getByLabel('姓名').fill('储一鸣')
  await page.getByLabel('登录账号').fill('Admin')
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByLabel('再输一次密码').fill(password)
}

const submit = (page: Page): Promise<void> => page.getByRole('button', { name: '建立园区' }).click()
const done = (page: Page) => page.getByRole('heading', { name: '园区建立好了' })

test('the printed link makes the zone, its administrator signs in, and once used it says so', async () => {
  const link = await startEmpty(folder('data'))
  const origin = `http://127.0.0.1:${server.port}`

  const administrator = await openBrowser(folder('admin'))
  const { page } = administrator
  await page.goto(link)
  await expect(page.getByRole('heading', { name: '首次设置' })).toBeVisible()
  // The secret leaves the address before anybody can read or copy it there.
  await expect(page).toHaveURL(`${origin}/set-up`)
  expect(await violationsOf(page)).toEqual([])

  await fill(page)
  await submit(page)
  await expect(done(page)).toBeVisible()
  await page.getByRole('button', { name: '去登录' }).click()
  await expect(page.locator('input[name=username]')).toHaveValue('admin')
  await page.locator('input[name=password]').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(page.locator('header').getByText('都已送达')).toBeVisible({ timeout: 30_000 })
  await expect(page).toHaveURL(`${origin}/`)
  await expect(page.locator('header').getByText('第五试验区')).toBeVisible()
  await administrator.close()

  const stranger = await openBrowser(folder('stranger'))
  await stranger.page.goto(link)
  await fill(stranger.page)
  await submit(stranger.page)
  const alert = stranger.page.getByRole('alert')
  await expect(alert).toContainText('这个链接不能用')
  await expect(alert).toContainText('园区已经建立过的，请直接登录')
  await expect(stranger.page.getByLabel('园区名称')).toHaveValue('第五试验区')
  await stranger.page.getByRole('button', { name: '去登录' }).click()
  await expect(stranger.page.locator('input[name=username]')).toHaveValue('')
  await stranger.close()
})

test('a restart voids the link printed before; the new one is pasted into the same form', async () => {
  const dataDir = folder('restarted')
  const oldToken = (await startEmpty(dataDir)).split('#')[1] ?? ''
  await server.stop()
  const link = await startEmpty(dataDir)

  const administrator = await openBrowser(folder('late'))
  const { page } = administrator
  await page.goto(`http://127.0.0.1:${server.port}/set-up#${oldToken}`)
  await fill(page)
  await submit(page)
  await expect(page.getByRole('alert')).toContainText('请重新启动服务器')
  await page.getByLabel('设置链接').fill(link)
  await submit(page)
  await expect(done(page)).toBeVisible()
  await administrator.close()
})
