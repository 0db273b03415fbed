/** Seven people of one zone, each on a device and a line of their own, and who has signal when. */
import { expect, type Page } from '@playwright/test'
import { openBrowser, phone, type Browser } from '../support/real/browser'
import { startRelay, type Relay } from '../support/real/network'
import { removeFolder, startRealServer, temporaryFolder } from '../support/real/server'
import { byItself, signIn, unsentCount, untilOfflineReady } from './journey'

/** Tall, so that a whole month's issues stand in one table. */
const tallDesk = { width: 1280, height: 2400 }
const views = {
  cadre1: phone,
  cadre2: phone,
  leader1: phone,
  unit1: phone,
  office1: tallDesk,
  assessor1: tallDesk,
  publicity1: tallDesk,
} as const
export type Login = keyof typeof views
const logins = Object.keys(views) as Login[]

export interface Person {
  login: Login
  page: Page
  origin: string
  line: Relay
}

export interface Zone {
  /** Without a relay between: for whoever is no user of the app. */
  origin: string
  people: Readonly<Record<Login, Person>>
  /**
   * From now on these have signal and hold what the others have sent; everybody else has none. Who loses the signal
   * takes along what has arrived until then.
   */
  signalFor: (...online: Login[]) => Promise<void>
  everybodyOnline: () => Promise<void>
  close: () => Promise<void>
}

/** Everybody has signed in, holds what the role may hold and can start without signal. */
export async function gatherZone(): Promise<Zone> {
  const data = temporaryFolder('month')
  const folders = [data]
  const server = await startRealServer(data)
  const browsers: Browser[] = []
  const lines: Relay[] = []
  const online = new Set<Login>(logins)

  async function join(login: Login): Promise<Person> {
    const profile = temporaryFolder(login)
    folders.push(profile)
    const line = await startRelay(() => server.port)
    lines.push(line)
    const browser = await openBrowser(profile, views[login])
    browsers.push(browser)
    const person = { login, page: browser.page, origin: `http://127.0.0.1:${line.port}`, line }
    // Of a single step, on a busy machine too.
    person.page.setDefaultTimeout(60_000)
    await signIn(person.page, person.origin, login)
    await untilOfflineReady(person.page)
    return person
  }
  const close = async (): Promise<void> => {
    for (const browser of browsers) await browser.close().catch(() => undefined)
    for (const line of lines) await line.close()
    await server.stop()
    for (const folder of folders) removeFolder(folder)
  }

  try {
    const joined = await Promise.all(logins.map(join))
    const people = Object.fromEntries(joined.map((person) => [person.login, person])) as Zone['people']
    const bring = async (those: readonly Login[]): Promise<void> => {
      await Promise.all(
        those.map(async (login) => {
          await people[login].line.mend()
          online.add(login)
          await sync(people[login])
        }),
      )
    }
    return {
      origin: `http://127.0.0.1:${server.port}`,
      people,
      signalFor: async (...wanted) => {
        const losing = [...online].filter((login) => !wanted.includes(login))
        const staying = [...online].filter((login) => wanted.includes(login))
        await bring(wanted.filter((login) => !online.has(login)))
        await bring([...staying, ...losing])
        for (const login of losing) {
          await people[login].line.cut()
          online.delete(login)
        }
      },
      everybodyOnline: async () => {
        // Once for what each of them has to send, once for what the others sent.
        await bring(logins)
        await bring(logins)
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** The app says itself that everything is sent, and every answer here. */
async function sync({ page, origin }: Person): Promise<void> {
  await page.goto(`${origin}/sync`)
  await expect(page.getByText(/上次同步成功/)).toBeVisible(byItself)
  await expect(unsentCount(page)).toHaveText('0', byItself)
  await expect(page.locator('dl > div', { hasText: '等结果' }).locator('dd')).toHaveText('0', byItself)
}
