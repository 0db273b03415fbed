import { expect, test } from '@playwright/test'
import { openBrowser, phone } from '../support/real/browser'
import { removeFolder, startRealServer, temporaryFolder } from '../support/real/server'
import { untilOfflineReady } from './journey'

test('Chromium finds nothing that keeps the app from being installed', async () => {
  const folders = ['data', 'profile'].map(temporaryFolder) as [string, string]
  const server = await startRealServer(folders[0])
  // An ordinary profile: a private window can't install anything.
  const browser = await openBrowser(folders[1], phone)
  try {
    const { page, context } = browser
    await page.goto(`http://127.0.0.1:${server.port}/`)
    await untilOfflineReady(page)
    const cdp = await context.newCDPSession(page)
    const manifest = await cdp.send('Page.getAppManifest')
    expect(manifest.errors).toEqual([])
    expect(JSON.parse(manifest.data ?? '{}')).toMatchObject({
      display: 'standalone',
      name: expect.any(String),
    })
    const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors')
    expect(installabilityErrors).toEqual([])
  } finally {
    await browser.close()
    await server.stop()
    for (const folder of folders) removeFolder(folder)
  }
})
