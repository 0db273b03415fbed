import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

/**
 * Flags for every Chromium that tests start. `--no-sandbox`: containers and CI run as root. The rest keeps the
 * browser from talking to anyone but the server under test.
 */
export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const systemNames = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser']

/**
 * The Chromium to test with: `CHROMIUM_PATH`, else the system's Chrome or Chromium, else Playwright's own
 * download, else Debian's package (installed when run as root).
 * @throws Error with what to do when there is none.
 */
export function chromiumPath(): string {
  const chosen = process.env['CHROMIUM_PATH']
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`CHROMIUM_PATH names ${chosen}, which does not exist.`)
    return chosen
  }
  return systemChromium() ?? ownDownload() ?? debianPackage()
}

function systemChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return systemNames
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((file) => existsSync(file))
}

function ownDownload(): string | undefined {
  const file = chromium.executablePath()
  return existsSync(file) ? file : undefined
}

function debianPackage(): string {
  const wanted = 'No Chromium found: install Chrome or Chromium, or set CHROMIUM_PATH to its executable.'
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new Error(wanted)
  // Several jobs may share one machine, so apt waits for its lock.
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=400', '-y', ...args], { stdio: 'inherit' }).status === 0
  if (!apt('update') || !apt('install', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')) {
    throw new Error(wanted)
  }
  const installed = systemChromium()
  if (!installed) throw new Error(wanted)
  return installed
}
