/**
 * `npm run screenshots`: plays a day on the real server in a real browser and takes the README's pictures
 * (docs/images, each at most 80 KB) and every screen in every look (screenshots/, ignored by git).
 * `npm run screenshots -- --readme` takes the README's pictures only.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { defaultDisplay, type DisplaySettings } from '../../src/app/session/displaySettings'
import { chromiumFlags, chromiumPath } from './chromium'
import { desk, phone } from './real/browser'
import { startRelay } from './real/network'
import { removeFolder, startRealServer, temporaryFolder } from './real/server'
import { cadreScenes, deskScenes, setDisplay, settle, strangerScenes, type Scene } from './screenshots/scenes'
import {
  answerIssues,
  recordVisitWithIssues,
  signIn,
  takeAnswers,
  waitForFill,
  waitForWorker,
  workOffline,
} from './screenshots/story'

/** The README is read over slow lines too, and pictures stay in the history for ever. */
const maxBytes = 80_000

/** Light is chosen rather than left to the machine. */
const light: DisplaySettings = { ...defaultDisplay, theme: 'light' }

interface Look {
  folder: string
  viewport: typeof phone
  display: DisplaySettings
}
const looks: readonly Look[] = [
  { folder: 'phone-light', viewport: phone, display: light },
  { folder: 'phone-dark', viewport: phone, display: { ...light, theme: 'dark' } },
  { folder: 'phone-xlarge', viewport: phone, display: { ...light, textSize: 'xlarge' } },
  { folder: 'phone-en', viewport: phone, display: { ...light, locale: 'en' } },
  { folder: 'desk-light', viewport: desk, display: light },
]

const phonePictures = ['home', 'subjects', 'subject', 'visit-draft', 'records', 'attention', 'sync']
const deskPictures = ['desk-issue']

interface Someone {
  page: Page
  origin: string
  scenes: readonly Scene[]
  context: BrowserContext
}

const { values: options } = parseArgs({ options: { readme: { type: 'boolean', default: false } } })
const images = 'docs/images'
const folder = temporaryFolder('screenshots')

if (
  spawnSync(process.execPath, ['--import', 'tsx', 'src/server/cli/ensureBuilt.ts'], { stdio: 'inherit' })
    .status !== 0
) {
  throw new Error('the build failed')
}
const server = await startRealServer(join(folder, 'data'))
// The phone reaches the server through a line that can be cut; the desk sits beside it.
const line = await startRelay(() => server.port)
const contexts: BrowserContext[] = []
try {
  const cadre = await open('cadre', phone, `http://127.0.0.1:${line.port}`, cadreScenes)
  const office = await open('office', desk, `http://127.0.0.1:${server.port}`, deskScenes)
  const stranger = await open('stranger', phone, `http://127.0.0.1:${server.port}`, strangerScenes)
  await play(cadre, office)
  await takeReadmePictures(cadre, office)
  if (!options.readme) await takeEverything([cadre, office, stranger])
} finally {
  for (const context of contexts) await context.close()
  await line.close()
  await server.stop()
  removeFolder(folder)
}

async function open(
  name: string,
  viewport: typeof phone,
  origin: string,
  scenes: readonly Scene[],
): Promise<Someone> {
  const context = await chromium.launchPersistentContext(join(folder, name), {
    executablePath: chromiumPath(),
    args: [...chromiumFlags],
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  contexts.push(context)
  const page = context.pages()[0] ?? (await context.newPage())
  await page.goto(origin)
  return { page, origin, scenes, context }
}

async function play(cadre: Someone, office: Someone): Promise<void> {
  await signIn(office.page, 'office1')
  await waitForFill(office.page, office.origin)
  await signIn(cadre.page, 'cadre1')
  await waitForFill(cadre.page, cadre.origin)
  await recordVisitWithIssues(cadre.page, cadre.origin)
  await answerIssues(office.page, office.origin)
  await takeAnswers(cadre.page, cadre.origin)
  await waitForWorker(cadre.page)
  await line.cut()
  await workOffline(cadre.page, cadre.origin)
}

async function takeReadmePictures(cadre: Someone, office: Someone): Promise<void> {
  rmSync(images, { recursive: true, force: true })
  mkdirSync(images, { recursive: true })
  for (const [someone, names] of [
    [cadre, phonePictures],
    [office, deskPictures],
  ] as const) {
    const { page, origin, scenes } = someone
    await setDisplay(page, origin, light)
    for (const scene of scenes.filter(({ name }) => names.includes(name))) {
      await scene.open(page, origin)
      await settle(page)
      const bytes = await smallPicture(page)
      writeFileSync(join(images, `${scene.name}.webp`), bytes)
      process.stdout.write(`${images}/${scene.name}.webp ${Math.round(bytes.length / 1000)} KB\n`)
    }
  }
}

/** WebP: one name for each picture whatever it shows, text stays sharp at a third of the bytes. */
async function smallPicture(page: Page): Promise<Buffer> {
  const browser = await page.context().newCDPSession(page)
  try {
    for (const quality of [90, 80, 70, 60, 50]) {
      const { data } = await browser.send('Page.captureScreenshot', { format: 'webp', quality })
      const bytes = Buffer.from(data, 'base64')
      if (bytes.length <= maxBytes) return bytes
    }
  } finally {
    await browser.detach()
  }
  throw new Error(`${page.url()} does not fit into ${maxBytes} bytes`)
}

async function takeEverything(people: readonly Someone[]): Promise<void> {
  rmSync('screenshots', { recursive: true, force: true })
  for (const { folder: look, viewport, display } of looks) {
    mkdirSync(join('screenshots', look), { recursive: true })
    for (const { page, origin, scenes } of people) {
      await page.setViewportSize(viewport)
      await setDisplay(page, origin, display)
      for (const { name, open: openScene } of scenes) {
        try {
          await openScene(page, origin)
          await settle(page)
        } catch (error) {
          // The others are still worth having; the run ends red.
          process.stderr.write(`${look}/${name}: ${(error as Error).message}\n`)
          process.exitCode = 1
        }
        await page.screenshot({ path: join('screenshots', look, `${name}.png`) })
        await takeWhole(page, viewport, join('screenshots', look, `${name}-full.png`))
      }
    }
  }
}

/** On a screen as tall as the page, so that bars which stay at an edge do so; long lists are cut. */
async function takeWhole(page: Page, viewport: typeof phone, path: string): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  if (height <= viewport.height) return
  await page.setViewportSize({ width: viewport.width, height: Math.min(height, 4_000) })
  await settle(page)
  await page.screenshot({ path })
  await page.setViewportSize(viewport)
}
