/**
 * Everybody who looks at the app, each in a browser context of their own on one real server, in the state that their
 * scenes begin with. Used by the pictures (`npm run screenshots`) and by the tests of every screen.
 */
import { chromium, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test'
import { chromiumFlags, chromiumPath } from '../chromium'
import { startRelay } from '../real/network'
import { removeFolder, startRealServer, temporaryFolder } from '../real/server'
import { adminScenes } from './adminScenes'
import { cadreScenes } from './cadreScenes'
import { deskScenes } from './deskScenes'
import { watchConsole } from './faults'
import { sizeOf, type Look } from './looks'
import {
  chatScenes,
  failedScenes,
  newcomerScenes,
  strangerScenes,
  idleScenes,
  unsupportedScenes,
} from './outsideScenes'
import { unitScenes } from './loopScenes'
import { publicityScenes, submitNotice } from './noticeScenes'
import { cadreCampaignScenes, campaignScenes, unitCampaignScenes } from './planScenes'
import { speak, texts, type Scene } from './scene'
import {
  answerIssues,
  recordVisitWithIssues,
  signIn,
  takeAnswers,
  waitForFill,
  waitForWorker,
  workOffline,
} from './story'

export interface Person {
  page: Page
  origin: string
  scenes: readonly Scene[]
  /** Works at a desk: scenes are opened at its width. */
  width: Look['width']
  /** What the console was told since it was last asked. */
  complaints(): string[]
}

interface Role {
  scenes: readonly Scene[]
  width: Look['width']
  context?: BrowserContextOptions
  /** Script that runs before the app: what this browser lacks. */
  lacks?: () => void
}

const chat = 'Mozilla/5.0 (Linux; Android 14; wv) Chrome/126.0.6478.188 MicroMessenger/8.0.49.2600'

const roles = {
  cadre: { scenes: [...cadreScenes, ...cadreCampaignScenes], width: 390 },
  office: { scenes: [...deskScenes, ...campaignScenes], width: 1280 },
  admin: { scenes: adminScenes, width: 1280 },
  stranger: { scenes: strangerScenes, width: 390 },
  chat: { scenes: chatScenes, width: 390, context: { userAgent: chat } },
  unsupported: {
    scenes: unsupportedScenes,
    width: 390,
    lacks: () => Object.defineProperty(window, 'indexedDB', { value: undefined }),
  },
  failed: {
    scenes: failedScenes,
    width: 390,
    lacks: () => {
      const open = Object.getOwnPropertyDescriptor(IDBFactory.prototype, 'open')?.value as IDBFactory['open']
      IDBFactory.prototype.open = function (name, version) {
        if (name === 'minqing-keys') throw new DOMException('refused', 'UnknownError')
        return open.call(this, name, version)
      }
    },
  },
  // Without a worker, so that the line can be held up in the page.
  newcomer: { scenes: newcomerScenes, width: 390, context: { serviceWorkers: 'block' } },
  unit: { scenes: [...unitScenes, ...unitCampaignScenes], width: 390 },
  publicity: { scenes: [...idleScenes, ...publicityScenes], width: 390 },
} as const satisfies Record<string, Role>
export type RoleName = keyof typeof roles
export const roleNames = Object.keys(roles) as RoleName[]

export interface Cast {
  /** Comes in with the state of the scenes; the cadre and the office come together. */
  enter(name: RoleName): Promise<Person>
  close(): Promise<void>
}

export async function gatherCast(): Promise<Cast> {
  const folder = temporaryFolder('screens')
  const server = await startRealServer(folder)
  // The phone reaches the server through a line that can be cut; the others sit beside it.
  const line = await startRelay(() => server.port)
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...chromiumFlags] })
  const here = new Map<RoleName, Person>()
  const contexts: BrowserContext[] = []

  async function open(name: RoleName): Promise<Person> {
    const role: Role = roles[name]
    const context = await browser.newContext({
      viewport: sizeOf(role),
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
      ...role.context,
    })
    contexts.push(context)
    // Functions that run in the page come through a compiler that names them with this helper.
    await context.addInitScript({ content: 'globalThis.__name = (named) => named' })
    if (role.lacks) await context.addInitScript(role.lacks)
    const page = await context.newPage()
    // The day is played on a busy machine, too; the longest wait of a single step.
    page.setDefaultTimeout(30_000)
    const origin = `http://127.0.0.1:${name === 'cadre' ? line.port : server.port}`
    const person = { page, origin, scenes: role.scenes, width: role.width, complaints: watchConsole(page) }
    here.set(name, person)
    await page.goto(origin)
    return person
  }

  async function playDay(): Promise<void> {
    const office = await open('office')
    const cadre = await open('cadre')
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

  return {
    async enter(name) {
      // The administrator sees the phones that have signed in.
      if ((['cadre', 'office', 'admin', 'publicity'] as RoleName[]).includes(name) && !here.has('cadre'))
        await playDay()
      if (!here.has(name)) {
        const { page } = await open(name)
        if (name === 'newcomer') {
          // From the first round on, since a small register comes in one answer.
          await page.context().route(/\/api\/sync$/, () => undefined)
          await signIn(page, 'cadre2')
        }
        if (name === 'unit') await signIn(page, 'unit1')
        if (name === 'publicity') {
          const office = here.get('office') as Person
          await speak(office.page, office.origin, 'zh-CN')
          const stage = { ...office, t: texts['zh-CN'] }
          await submitNotice(stage)
          await submitNotice(stage)
          await signIn(page, 'publicity1')
          await waitForFill(page, `http://127.0.0.1:${server.port}`)
        }
        if (name === 'admin') await signIn(page, 'admin1')
      }
      return here.get(name) as Person
    },
    async close() {
      for (const context of contexts) await context.close()
      await browser.close()
      await line.close()
      await server.stop()
      removeFolder(folder)
    },
  }
}
