/**
 * A phone that was reported lost while it held unsent work: what was written is handed over for people to look at, and
 * then the residents' data leaves it.
 */
import { expect, test, type Page } from '@playwright/test'
import { desk, openBrowser, phone, type Browser } from '../support/real/browser'
import { recordsOnDisk } from '../support/real/disk'
import { startRelay } from '../support/real/network'
import { removeFolder, startRealServer, temporaryFolder } from '../support/real/server'
import { fillVisit, goTo, recordsWith, saveVisit, signIn, untilOfflineReady, visitsOf } from './journey'

// Two browsers.
test.describe.configure({ timeout: 180_000 })

test('a revoked phone hands over its unsent visit for checking, drops the residents’ data and says why', async () => {
  const folders = ['data', 'phone', 'desk', 'office'].map(temporaryFolder)
  const [dataDir, profile, deskProfile, officeProfile] = folders as [string, string, string, string]
  const narrative = '记的时候还不知道设备已停用。'
  const server = await startRealServer(dataDir)
  const relay = await startRelay(() => server.port)
  const origin = `http://127.0.0.1:${relay.port}`
  const browser = await openBrowser(profile, phone)
  const { page } = browser
  try {
    await signIn(page, origin, 'cadre1')
    await untilOfflineReady(page)
    await goTo(page, '走访对象')
    await expect(page.getByRole('link', { name: /柳国松/ })).toBeVisible()
    expect(await heldParts(page)).toBeGreaterThan(0)

    await relay.cut()
    await page.goto(`${origin}/visits/new`)
    await fillVisit(page, '柳国松', narrative)
    await saveVisit(page)
    await revoke(await openBrowser(deskProfile, desk), `http://127.0.0.1:${server.port}`)
    await relay.mend()

    // The person opens the app where there is signal.
    await page.goto(origin)
    const main = page.getByRole('main')
    await expect(main.getByText('这台设备已被停用')).toBeVisible({ timeout: 30_000 })
    await expect(main.getByText(/园区停用了这台设备/)).toBeVisible()
    await expect(main.getByText(/取到本机的群众资料、走访和问题已经清除/)).toBeVisible({ timeout: 30_000 })
    await goTo(page, '我的记录')
    await expect(recordsWith(page, '转人工核对')).toHaveCount(1)
    await expect(recordsWith(page, '转人工核对')).toContainText(narrative)
    // Nothing leads there any more; who keeps the address finds nothing.
    await page.goto(`${origin}/subjects`)
    await expect(page.getByText('还没有联系的村')).toBeVisible()
    await expect(page.getByText('柳国松')).toHaveCount(0)
    expect(await heldParts(page)).toBe(0)

    // Held back for people to look at: it is not in the register.
    const office = await openBrowser(officeProfile, desk)
    await signIn(office.page, origin, 'office1')
    await expect(await visitsOf(office.page, '柳国松', narrative)).toHaveCount(0)
    await office.close()
  } finally {
    await browser.close()
    await relay.close()
    await server.stop()
    for (const folder of folders) removeFolder(folder)
  }
})

/** As the administrator does, told by telephone. */
async function revoke(browser: Browser, origin: string): Promise<void> {
  const { page } = browser
  await signIn(page, origin, 'admin1')
  await goTo(page, '人员管理')
  await page.getByRole('searchbox').fill('柳明芳')
  await page.getByRole('button', { name: /柳明芳/ }).click()
  await page.getByRole('tab', { name: '账号和设备' }).click()
  const devices = page.getByRole('list', { name: '登录过的手机和电脑' })
  await devices.getByRole('button', { name: '这台丢了' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: '停用这台设备' }).click()
  await expect(devices.getByText('已停用')).toBeVisible()
  await browser.close()
}

/** Sealed segments and changed rows that lie on the disk of this browser. */
async function heldParts(page: Page): Promise<number> {
  const tables = await Promise.all(['segments', 'delta'].map((table) => recordsOnDisk(page, table)))
  return tables.flat().length
}
