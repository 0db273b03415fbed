/** axe on every screen of the main job, in both themes and the largest text: no violation. */
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { desk, openBrowser, phone } from '../support/real/browser'
import { removeFolder, startRealServer, temporaryFolder, type RealServer } from '../support/real/server'
import { signIn } from './journey'

let server: RealServer
let origin: string
const folders: string[] = []
const folder = (name: string): string => {
  const path = temporaryFolder(name)
  folders.push(path)
  return path
}

test.beforeAll(async () => {
  server = await startRealServer(folder('data'))
  origin = `http://127.0.0.1:${server.port}`
})
test.afterAll(async () => {
  await server.stop()
  for (const path of folders) removeFolder(path)
})

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
  '/records',
  '/attention',
  '/sync',
  '/settings',
  '/about',
]

async function violationsOf(page: Page, look: (typeof looks)[number]): Promise<string[]> {
  await page.evaluate(({ theme, size }) => {
    document.documentElement.dataset['theme'] = theme
    document.documentElement.dataset['textSize'] = size
  }, look)
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  )
}

test('the cadre’s screens break no accessibility rule', async () => {
  const browser = await openBrowser(folder('phone'), phone)
  const { page } = browser
  await page.goto(origin)
  await expect(page.locator('input[name=password]')).toBeVisible()
  for (const look of looks) expect(await violationsOf(page, look), `sign-in ${look.name}`).toEqual([])
  await signIn(page, origin, 'cadre1')
  for (const path of phonePages) {
    await page.goto(origin + path)
    await expect(page.locator('main')).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    for (const look of looks) expect(await violationsOf(page, look), `${path} ${look.name}`).toEqual([])
  }
  await browser.close()
})

test('the desk breaks no accessibility rule', async () => {
  const browser = await openBrowser(folder('desk'), desk)
  const { page } = browser
  await signIn(page, origin, 'office1')
  await page.goto(`${origin}/desk`)
  await page.getByRole('main').getByRole('link').first().click()
  await expect(page.getByRole('button', { name: '受理', exact: true })).toBeVisible()
  for (const look of looks) expect(await violationsOf(page, look), look.name).toEqual([])
  await browser.close()
})
