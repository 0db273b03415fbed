/** A new build while somebody writes: told quietly, applied only when no form is open, nothing typed is lost. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { openBrowser } from '../support/real/browser'
import { copyOfBuild, removeFolder, startRealServer, temporaryFolder } from '../support/real/server'
import { signIn, untilOfflineReady } from './journey'

test('an update never interrupts a form, and waits as an offer on the home page', async () => {
  const root = copyOfBuild()
  const dataDir = temporaryFolder('data')
  const profile = temporaryFolder('profile')
  let server = await startRealServer(dataDir, 0, root)
  const browser = await openBrowser(profile)
  try {
    const { page } = browser
    const origin = `http://127.0.0.1:${server.port}`
    await signIn(page, origin, 'cadre1')
    await untilOfflineReady(page)
    await page.goto(`${origin}/visits/new`)
    const narrative = page.getByRole('textbox', { name: '看到、听到、做了什么' })
    await narrative.fill('正写着，来了新版本')
    await page.evaluate(() => Object.assign(window, { notReloaded: true }))

    await server.stop()
    publishNewBuild(root)
    server = await startRealServer(dataDir, server.port, root)
    await checkForUpdate(page)
    await expect.poll(() => hasWaitingWorker(page)).toBe(true)
    await narrative.pressSequentially('，接着写')
    await expect(page.getByText('有新版本')).toHaveCount(0)
    expect(await page.evaluate(() => 'notReloaded' in window)).toBe(true)
    await expect(narrative).toHaveValue('正写着，来了新版本，接着写')
    await expect(page.getByText(/^草稿已存/)).toBeVisible()

    await page.getByRole('button', { name: '返回' }).click()
    const offer = page.getByText('有新版本')
    await expect(offer).toBeVisible()
    const reloaded = page.waitForEvent('load')
    await page.getByRole('button', { name: '立即更新' }).click()
    await reloaded
    await expect.poll(() => hasWaitingWorker(page)).toBe(false)
    await page.goto(origin)
    await page.getByText('走访草稿').click()
    await expect(narrative).toHaveValue('正写着，来了新版本，接着写')
  } finally {
    await browser.close()
    await server.stop()
    for (const folder of [root, dataDir, profile]) removeFolder(folder)
  }
})

/** What the next build would do to the worker: other bytes, another revision of the page. */
function publishNewBuild(root: string): void {
  const worker = join(root, 'dist/app/sw.js')
  writeFileSync(worker, `${readFileSync(worker, 'utf8')}\n// build B\n`)
}

const checkForUpdate = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    await registration?.update()
  })

const hasWaitingWorker = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    return Boolean(registration?.waiting)
  })
