/** Real Chromium with a persistent profile: IndexedDB on disk, a service worker that survives, a process to kill. */
import { readdirSync, readFileSync } from 'node:fs'
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { chromiumFlags, chromiumPath } from '../chromium'

export const phone = { width: 390, height: 844 }
export const desk = { width: 1280, height: 800 }

export interface Browser {
  context: BrowserContext
  page: Page
  /** Closes the browser as a person would. */
  close(): Promise<void>
  /** kill -9 of the browser process and all its children, in the middle of whatever it does. */
  kill(): Promise<void>
}

export async function openBrowser(profile: string, viewport = phone): Promise<Browser> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    args: [...chromiumFlags],
    headless: true,
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    serviceWorkers: 'allow',
  })
  const page = context.pages()[0] ?? (await context.newPage())
  return {
    context,
    page,
    close: () => context.close(),
    async kill() {
      const pids = processesOf(profile)
      if (pids.length === 0) throw new Error('no browser process to kill')
      for (const pid of pids) {
        try {
          process.kill(pid, 'SIGKILL')
        } catch {
          // A child that went with its parent.
        }
      }
      await context.close().catch(() => undefined)
    },
  }
}

/**
 * Stops everything in the page, timers and messages of other tabs included, as a browser does with a tab in the
 * background; `onWaking` is script that runs the moment it wakes up, before anything that arrived meanwhile. The
 * debugger does it, since `Page.setWebLifecycleState` leaves a page running that Playwright keeps visible.
 */
export async function freezeTab(page: Page, onWaking: string): Promise<{ wake(): Promise<void> }> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Debugger.enable')
  const stopped = new Promise((resolve) => cdp.once('Debugger.paused', resolve))
  const ran = cdp.send('Runtime.evaluate', { expression: `debugger; ${onWaking}` })
  await stopped
  return {
    async wake() {
      await cdp.send('Debugger.resume')
      const { exceptionDetails } = await ran
      if (exceptionDetails) throw new Error(`on waking: ${exceptionDetails.text}`)
      await cdp.detach()
    },
  }
}

/** Processes whose command line names the profile, the browser itself first. */
function processesOf(profile: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(`--user-data-dir=${profile}`)
      } catch {
        return false
      }
    })
}
