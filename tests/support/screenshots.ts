/**
 * `npm run screenshots`: plays a day on the real server in a real browser, takes the README's pictures (docs/images,
 * each at most 80 KB) and every screen in every look (screenshots/LOOK/SCREEN.png, ignored by git), and tells what is
 * wrong with them as far as a script can see it; ends red for that, or for a page of the router without a picture.
 *
 * `--readme` takes the README's pictures only; `--look 390-dark,768-light` some looks, `--only desk,visit` screens
 * whose name begins so, `--who cadre,office` the screens of some people: then the rest is neither made nor missed.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import { gatherCast, roleNames, type Cast, type Person } from './screens/cast'
import { faultsOf } from './screens/faults'
import { looks, sizeOf, wear, type Look } from './screens/looks'
import { forgottenPlaces, watchPlaces } from './screens/places'
import { settle, speak, texts, type Scene } from './screens/scene'

/** The README is read over slow lines too, and pictures stay in the history for ever. */
const maxBytes = 80_000
/** Long lists are cut. */
const maxHeight = 4_000

const readmePictures = {
  cadre: ['home', 'subjects', 'subject', 'visit-draft', 'records', 'attention', 'sync'],
  office: ['desk-issue'],
} as const
const images = 'docs/images'
const folder = 'screenshots'

const { values: options } = parseArgs({
  options: {
    readme: { type: 'boolean', default: false },
    look: { type: 'string' },
    only: { type: 'string' },
    who: { type: 'string' },
  },
})
const isPartly = options.look !== undefined || options.only !== undefined || options.who !== undefined
const listOf = (option: string | undefined): string[] | undefined => option?.split(',')
const wantedLooks = looks.filter(({ name }) => listOf(options.look)?.includes(name) ?? true)
const wanted = ({ name }: Scene): boolean =>
  listOf(options.only)?.some((start) => name.startsWith(start)) ?? true
const who = roleNames.filter((name) => listOf(options.who)?.includes(name) ?? true)

if (
  spawnSync(process.execPath, ['--import', 'tsx', 'src/server/cli/ensureBuilt.ts'], { stdio: 'inherit' })
    .status !== 0
) {
  throw new Error('the build failed')
}
const places = watchPlaces()
const faults: string[] = []
const everybody = await gatherCast()
try {
  if (!isPartly) await takeReadmePictures(everybody)
  if (!options.readme) await takeEverything(everybody)
} finally {
  await everybody.close()
}
if (faults.length > 0) {
  writeFileSync(join(folder, 'faults.txt'), `${faults.join('\n')}\n`)
  process.stderr.write(`${faults.length} faults, also in ${folder}/faults.txt\n`)
  process.exitCode = 1
}

async function takeReadmePictures(cast: Cast): Promise<void> {
  rmSync(images, { recursive: true, force: true })
  mkdirSync(images, { recursive: true })
  for (const [name, pictures] of Object.entries(readmePictures)) {
    const { page, origin, scenes } = await cast.enter(name as keyof typeof readmePictures)
    await speak(page, origin, 'zh-CN')
    for (const scene of scenes.filter((each) => pictures.some((picture) => picture === each.name))) {
      await scene.open({ page, origin, t: texts['zh-CN'] })
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

async function takeEverything(cast: Cast): Promise<void> {
  if (!isPartly) rmSync(folder, { recursive: true, force: true })
  for (const { name } of wantedLooks) mkdirSync(join(folder, name), { recursive: true })
  for (const name of who) {
    const person = await cast.enter(name)
    for (const locale of ['zh-CN', 'en'] as const) {
      const mine = looksOf(person).filter((look) => look.locale === locale)
      const [first] = mine
      if (!first) continue
      await speak(person.page, person.origin, locale)
      for (const scene of person.scenes.filter(wanted)) {
        const suited = mine.filter(({ width }) => !scene.desk || width === 1280)
        if (suited.length > 0) await take(person, scene, suited)
      }
    }
    process.stdout.write(`${name}: done\n`)
  }
  if (!isPartly)
    for (const place of forgottenPlaces(places.shown())) blame(`no picture shows the page ${place}`)
}

/** Of the person's own width first: there the scene is opened. */
function looksOf({ width }: Person): Look[] {
  const isDesk = width === 1280
  return wantedLooks
    .filter((look) => isDesk || !look.desk)
    .sort((a, b) => Number(b.width === width) - Number(a.width === width))
}

async function take(person: Person, scene: Scene, mine: readonly Look[]): Promise<void> {
  const { page, origin } = person
  const [first] = mine as [Look, ...Look[]]
  const stage = { page, origin, t: texts[first.locale] }
  await page.setViewportSize(sizeOf(person))
  try {
    await scene.open(stage)
    places.show(page.url())
  } catch (error) {
    blame(`${scene.name}, ${first.locale}: ${(error as Error).message}`)
    await page.screenshot({ path: join(folder, first.name, `${scene.name}.png`) })
  }
  for (const look of mine) {
    try {
      await wear(page, look)
      if (scene.anew) await scene.open(stage)
      await settle(page, scene.waits)
      const path = join(folder, look.name, `${scene.name}.png`)
      await page.screenshot({ path })
      for (const fault of [...(await faultsOf(page, look.locale)), ...person.complaints()])
        blame(`${look.name}/${scene.name}: ${fault}`)
      await takeWhole(page, look, path.replace('.png', '-whole.png'))
    } catch (error) {
      // The others are still worth having; the run ends red.
      blame(`${look.name}/${scene.name}: ${(error as Error).message}`)
    }
  }
  await scene.leave?.(stage)
}

/** On a screen as tall as the page, so that bars which stay at an edge do so. A dialog is as tall as it is. */
async function takeWhole(page: Page, look: Look, path: string): Promise<void> {
  const height = await page.evaluate(() =>
    document.querySelector('dialog[open]') ? 0 : document.documentElement.scrollHeight,
  )
  const { width, height: shown } = sizeOf(look)
  if (height <= shown) return
  await page.setViewportSize({ width, height: Math.min(height, maxHeight) })
  await settle(page, true)
  await page.screenshot({ path })
}

function blame(fault: string): void {
  faults.push(fault)
  process.stderr.write(`${fault}\n`)
}
